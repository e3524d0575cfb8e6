"""The days that bind as a page shows them: those of the same kind and words in one line, each with its sentence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from gazette_site.linking.anchors import anchor_of
from gazette_site.linking.archive import LinkedDocument
from gazette_site.model import BindingDate, DateKind
from gazette_site.publishing.phrases import chinese_date, excerpt, listed
from gazette_site.publishing.wording import Key, say

KINDS = {
    DateKind.APPLICATION: Key("dates_page.application"),
    DateKind.BAN: Key("dates_page.ban"),
    DateKind.NOTICE: Key("dates_page.notice"),
    DateKind.COMMENT: Key("dates_page.comment"),
    DateKind.EXAM: Key("dates_page.exam"),
    DateKind.PAYMENT: Key("dates_page.payment"),
    DateKind.TRIAL: Key("dates_page.trial"),
    DateKind.TRANSITION: Key("dates_page.transition"),
    DateKind.PERIOD: Key("dates_page.period"),
    DateKind.EVENT: Key("dates_page.held"),
    DateKind.DEADLINE: Key("dates_page.deadline"),
}
"""What each kind is called."""
_LONGEST, _ITEMS = 60, 8


class DateLine(NamedTuple):
    """One line of 重要日期."""

    kind: str
    words: str
    """As printed."""
    note: str
    """That a day was worked out, and which; that no year is printed; or empty."""
    text: str
    """Beginning of the sentence, or the rows of the table; verbatim but for its length."""
    anchor: str
    """Of the place on the page; empty at its beginning."""


def date_lines(linked: LinkedDocument) -> tuple[DateLine, ...]:
    """The days that bind of a document, in the order of the text."""
    groups: dict[tuple[DateKind, str, str, bool], list[BindingDate]] = {}
    for one in linked.document.dates:
        # The rows of a table with one deadline make one line.
        groups.setdefault((one.kind, one.words, "" if one.item else one.sentence, bool(one.item)), []).append(one)
    return tuple(_line(linked, group) for group in groups.values())


def note_of(one: BindingDate) -> str:
    """What is not printed so: a day that was worked out, a year or an end that is not said, a term of working days."""
    if one.year_unsaid:
        return say("dates_page.year_unsaid")
    if one.edge_unsaid:
        return say("dates_page.edge_unsaid")
    if one.derived and (one.begin or one.end):
        return say("dates_page.derived", days=days_of(one))
    if "工作日" in one.term:
        return say("dates_page.working_days")
    return ""


def days_of(one: BindingDate) -> str:
    """The days in words: `2025年3月1日至3月15日`, `至2025年3月15日`, `自2025年3月1日起`."""
    if one.begin and one.end:
        if one.begin == one.end:
            return chinese_date(one.end)
        return say("dates_page.span", begin=chinese_date(one.begin), end=chinese_date(one.end))
    if one.end:
        return say("dates_page.until", end=chinese_date(one.end))
    return say("dates_page.since", begin=chinese_date(one.begin)) if one.begin else one.words


def about(group: Iterable[BindingDate]) -> str:
    """What some days are about: their rows, or the beginning of their sentence."""
    some = list(group)
    items = list(dict.fromkeys(one.item for one in some if one.item))
    if not items:
        return excerpt(" ".join(some[0].sentence.split()), _LONGEST)
    shown = listed(excerpt(item, 24) for item in items[:_ITEMS])
    return shown if len(items) <= _ITEMS else say("dates_page.and_more", items=shown, count=len(items))


def _line(linked: LinkedDocument, group: list[BindingDate]) -> DateLine:
    first = group[0]
    return DateLine(say(KINDS[first.kind]), first.words, note_of(first), about(group), anchor_of(linked, first.place))
