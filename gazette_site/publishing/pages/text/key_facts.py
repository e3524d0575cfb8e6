"""办事要点 as a page shows it: by question, each answer in the words of the text with its place; long ones are cut, and lead on to the text."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from gazette_site.linking.anchors import anchor_of
from gazette_site.linking.archive import LinkedDocument
from gazette_site.model import FactKind, KeyFact
from gazette_site.publishing.phrases import excerpt
from gazette_site.publishing.wording import Key, say

_KINDS = {
    FactKind.WHO: Key("key_facts.who"),
    FactKind.CONDITIONS: Key("key_facts.conditions"),
    FactKind.AMOUNT: Key("key_facts.amount"),
    FactKind.MATERIALS: Key("key_facts.materials"),
    FactKind.WHERE: Key("key_facts.where"),
    FactKind.STEPS: Key("key_facts.steps"),
    FactKind.WHEN: Key("key_facts.when"),
    FactKind.RESPONSIBLE: Key("key_facts.responsible"),
    FactKind.CONTACT: Key("key_facts.contact"),
    FactKind.FORMS: Key("key_facts.forms"),
}
_MOST, _LONGEST = 6, 80
"""Answers to one question, and characters of each, that a page shows."""


class Answer(NamedTuple):
    """One answer."""

    item: str
    """What the row of a cell is about, or empty."""
    text: str
    anchor: str
    """Of its place on the page; empty at its beginning."""
    note: str
    """That a form is not printed; or empty."""


class Question(NamedTuple):
    """The answers to one question."""

    words: str
    answers: tuple[Answer, ...]
    more: str
    """How many there are beside those; or empty."""


def questions(linked: LinkedDocument) -> tuple[Question, ...]:
    """The questions that the document answers."""
    groups = groupby(linked.document.key_facts, key=lambda one: one.kind)
    return tuple(_question(linked, kind, list(group)) for kind, group in groups)


def _question(linked: LinkedDocument, kind: FactKind, facts: list[KeyFact]) -> Question:
    more = say("key_facts.more", count=len(facts) - _MOST) if len(facts) > _MOST else ""
    return Question(say(_KINDS[kind]), tuple(_answer(linked, one) for one in facts[:_MOST]), more)


def _answer(linked: LinkedDocument, one: KeyFact) -> Answer:
    note = "" if one.printed else say("key_facts.not_printed")
    text = " ".join(one.text.split())
    return Answer(
        one.item, text if len(text) <= _LONGEST else excerpt(text, _LONGEST), anchor_of(linked, one.place), note
    )
