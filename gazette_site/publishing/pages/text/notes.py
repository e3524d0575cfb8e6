"""更正与说明: everywhere the published words differ from the transcript, said in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from gazette_site.linking.archive import Archive, Url, Withdrawn
from gazette_site.model import MASK, Hiding, Issue, Repair, RepairName, Text
from gazette_site.publishing.phrases import chinese_date
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
    hidden: str = ""
    """What is said where words are told of no more (`■■■■ 处的文字不再公开`); empty where `before` and `after` tell."""


def changes(texts: Iterable[Text], issue: Issue) -> tuple[Change, ...]:
    """Repairs made in these texts, corrections and masks of the issue whose line is among theirs; equal repairs once, with their count."""
    repairs: Counter[Repair] = Counter()
    lines: set[int] = set()
    corrections = issue.corrections
    told = bool(corrections or issue.privacy.hidings)
    for text in texts:
        if text.repairs:
            repairs.update(text.repairs)
        if told:
            lines.update(span.line for span in text.spans)
    corrected = (Change(one.find, one.replace, one.reason.rstrip("。"), 1) for one in corrections if one.line in lines)
    repaired = (
        Change(one.before.strip(), one.after.strip(), say(_RULES[one.name]), times) for one, times in repairs.items()
    )
    return (*hidings(issue.privacy.hidings, lines), *corrected, *repaired)


def hidings(orders: Iterable[Hiding], lines: Container[int]) -> Iterator[Change]:
    """The masks that stand on some lines of the source."""
    for one in orders:
        if times := sum(line in lines for line in one.lines):
            yield Change("", "", _reason(one), times, say("changes.hidden", mask=MASK))


def withdrawn_changes(archive: Archive, document: Url) -> Iterator[Change]:
    """The attachments of a document that were withdrawn."""
    for url, one in archive.withdrawn.items():
        if url.startswith(document):
            yield Change("", "", _reason(one), 1, say("changes.withdrawn"))


def _reason(order: Hiding | Withdrawn) -> str:
    """Why, and on which day it was decided."""
    reason = order.reason.rstrip("。")
    return say("changes.decided", reason=reason, date=chinese_date(order.decided)) if order.decided else reason


def changes_elsewhere(issue: Issue) -> tuple[Change, ...]:
    """Corrections and masks of an issue that lie in no document and no chronicle entry: cover, contents, back cover."""
    if not issue.corrections and not issue.privacy.hidings:
        return ()
    told = {span.line for text in _texts_with_a_page(issue) for span in text.spans}
    elsewhere = {line for one in issue.privacy.hidings for line in one.lines} - told
    corrected = (
        Change(one.find, one.replace, one.reason.rstrip("。"), 1) for one in issue.corrections if one.line not in told
    )
    return (*hidings(issue.privacy.hidings, elsewhere), *corrected)


def _texts_with_a_page(issue: Issue) -> Iterator[Text]:
    """The texts of documents, the chronicle's lead and its entries; the heading of the chronicle is on no page of its own."""
    yield from chain.from_iterable(map(texts_of_document, issue.documents))
    if issue.chronicle:
        yield from issue.chronicle.lead
        yield from chain.from_iterable(map(texts_of_entry, issue.chronicle.entries))
