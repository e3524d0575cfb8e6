"""更正与说明: everywhere the published words differ from the transcript, said in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from gazette_site.model import (
    Correction,
    Issue,
    Repair,
    RepairName,
    Text,
)
from gazette_site.publishing.wording import Key, say
from gazette_site.texts import texts_of_document, texts_of_entry

_RULES = {
    RepairName.LATIN_AND: Key("changes.latin_and"),
    RepairName.LATEX: Key("changes.latex"),
    RepairName.ENTITY: Key("changes.entity"),
    RepairName.FONT: Key("changes.font"),
    RepairName.RADICAL: Key("changes.radical"),
}


class Change(NamedTuple):
    """One change to the words of the transcript."""

    before: str
    after: str
    reason: str
    """Rule or reason, no full stop."""
    times: int
    """How often the same change was made."""


def changes(texts: Iterable[Text], corrections: Sequence[Correction]) -> tuple[Change, ...]:
    """Repairs made in these texts and corrections whose line is among theirs; equal repairs once, with their count."""
    repairs: Counter[Repair] = Counter()
    lines: set[int] = set()
    for text in texts:
        if text.repairs:
            repairs.update(text.repairs)
        if corrections:
            lines.update(span.line for span in text.spans)
    corrected = (Change(one.find, one.replace, one.reason.rstrip("。"), 1) for one in corrections if one.line in lines)
    repaired = (
        Change(one.before.strip(), one.after.strip(), say(_RULES[one.name]), times) for one, times in repairs.items()
    )
    return (*corrected, *repaired)


def changes_elsewhere(issue: Issue) -> tuple[Change, ...]:
    """Corrections of an issue that lie in no document and no chronicle entry: cover, contents, back cover."""
    if not issue.corrections:
        return ()
    told = {span.line for text in _texts_with_a_page(issue) for span in text.spans}
    return tuple(
        Change(one.find, one.replace, one.reason.rstrip("。"), 1) for one in issue.corrections if one.line not in told
    )


def _texts_with_a_page(issue: Issue) -> Iterator[Text]:
    """The texts of documents, the chronicle's lead and its entries; the heading of the chronicle is on no page of its own."""
    yield from chain.from_iterable(map(texts_of_document, issue.documents))
    if issue.chronicle:
        yield from issue.chronicle.lead
        yield from chain.from_iterable(map(texts_of_entry, issue.chronicle.entries))
