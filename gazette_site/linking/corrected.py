"""Where a correction of a sidecar fell: which record, which paragraph, and how that paragraph read before.

Correction (find, replace, reason, line) ──▶ CorrectedSpot, from the whole issue alone ──▶ CorrectedPlace, once it has addresses
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gazette_site.characters import without_blanks
from gazette_site.linking.anchors import anchors
from gazette_site.linking.archive import CorrectedSpot, LinkedIssue, Url
from gazette_site.linking.months import month_of
from gazette_site.model import Block, ChronicleEntry, Correction, Issue, Text
from gazette_site.texts import head_of, texts_of_block


@dataclass(frozen=True, slots=True)
class CorrectedPlace:
    """One correction with the place where it can be read."""

    correction: Correction
    position: int
    """Place among the corrections of the issue, counted from 1."""
    url: Url
    """Of the document, attachment, chronicle entry, or of the issue for cover and contents."""
    anchor: str
    """Of the paragraph, or empty."""
    title: str
    """Title of the document or attachment, first words of the entry, or empty for the issue."""
    paragraph: str | None
    """The paragraph as published, or None if it lies in none."""
    original: str | None
    """The same before the correction; None where that cannot be told from the correction alone."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """A text that can be linked to."""

    at: CorrectedSpot
    text: Text


def corrected_spots(issue: Issue, anchors_of: Sequence[Sequence[str]]) -> tuple[CorrectedSpot, ...]:
    """Where each correction of a whole issue fell first, in order; `anchors_of` are the anchors of the bodies of its documents."""
    if not issue.corrections:
        return ()
    by_line: dict[int, list[_Spot]] = {}
    for spot in _spots(issue, anchors_of):
        for line in dict.fromkeys(span.line for span in spot.text.spans):
            by_line.setdefault(line, []).append(spot)
    return tuple(_spot_of(correction, by_line.get(correction.line, ())) for correction in issue.corrections)


def corrected_places(linked: LinkedIssue) -> tuple[CorrectedPlace, ...]:
    """All corrections of an issue, in order, each where it fell first."""
    pairs = zip(linked.issue.corrections, linked.corrected, strict=True)
    return tuple(
        CorrectedPlace(
            correction, number, _address(spot, linked), spot.anchor, spot.title, spot.paragraph, spot.original
        )
        for number, (correction, spot) in enumerate(pairs, 1)
    )


def corrected_left(before: LinkedIssue, left: LinkedIssue) -> LinkedIssue:
    """The issue `left` once texts of `before` went: what was corrected in them goes too, other spots have their records' new places."""
    documents = {one.url: place for place, one in enumerate(left.documents)}
    attachments = {one.url: place for document in left.documents for place, one in enumerate(document.attachments)}
    entries = {one.url: place for place, one in enumerate(left.entries)}
    told = set(left.issue.corrections)

    def moved(spot: CorrectedSpot) -> CorrectedSpot | None:
        if spot.kind == "document":
            return _at(spot, documents.get(before.documents[spot.record].url))
        if spot.kind == "entry":
            return _at(spot, entries.get(before.entries[spot.record].url))
        if spot.kind != "attachment":
            return spot
        owner = before.documents[spot.record]
        place = attachments.get(owner.attachments[spot.attachment].url)
        return None if place is None else _at(replace(spot, attachment=place), documents.get(owner.url))

    pairs = [(one, moved(spot)) for one, spot in zip(before.issue.corrections, before.corrected, strict=True)]
    stay = [(one, spot) for one, spot in pairs if spot and one in told]
    issue = replace(left.issue, corrections=tuple(one for one, _ in stay))
    return replace(left, issue=issue, corrected=tuple(spot for _, spot in stay))


def _at(spot: CorrectedSpot, record: int | None) -> CorrectedSpot | None:
    return None if record is None else replace(spot, record=record)


def correction_anchor(place: CorrectedPlace) -> str:
    """The name of a correction on the page of all of them; the words that were changed tell it from the others."""
    correction = place.correction
    told = f"{place.url}\0{correction.find}\0{correction.replace}"
    return f"c-{hashlib.sha256(told.encode()).hexdigest()[:12]}"


def _address(spot: CorrectedSpot, linked: LinkedIssue) -> Url:
    if spot.kind == "document":
        return linked.documents[spot.record].url
    if spot.kind == "attachment":
        return linked.documents[spot.record].attachments[spot.attachment].url
    if spot.kind == "lead" and linked.entries:
        return Url(f"/chronicle/{month_of(linked.entries[0].entry, linked.issue)}/")
    return linked.entries[spot.record].url if spot.kind == "entry" else linked.url


def _spot_of(correction: Correction, candidates: Sequence[_Spot]) -> CorrectedSpot:
    new, old = without_blanks(correction.replace), without_blanks(correction.find)
    holding = [spot for spot in candidates if new and without_blanks(spot.text.value).count(new) == 1]
    spot = next(iter(holding or candidates), None)
    if spot is None:
        return CorrectedSpot("")
    original = without_blanks(spot.text.value).replace(new, old) if holding else None
    return replace(spot.at, paragraph=spot.text.value, original=original)


def _spots(issue: Issue, anchors_of: Sequence[Sequence[str]]) -> Iterator[_Spot]:
    for place, document in enumerate(issue.documents):
        here = CorrectedSpot("document", place, title=document.title.value)
        yield from (_Spot(here, text) for text in head_of(document))
        yield from _in_blocks(document.body, anchors_of[place], here)
        for number, attachment in enumerate(document.attachments):
            there = CorrectedSpot("attachment", place, number, title=attachment.printed_title or here.title)
            yield from (_Spot(there, text) for text in (attachment.label, attachment.title) if text)
            yield from _in_blocks(attachment.blocks, anchors(attachment.blocks), there)
    chronicle = issue.chronicle
    if chronicle and chronicle.entries:
        yield from (_Spot(CorrectedSpot("lead", title=text.value[:40]), text) for text in chronicle.lead)
    for place, entry in enumerate(chronicle.entries if chronicle else ()):
        there = CorrectedSpot("entry", place, title=first_words(entry))
        yield from (_Spot(there, text) for text in entry.paragraphs)


def first_words(entry: ChronicleEntry, length: int = 40) -> str:
    """The beginning of an entry, by which it can be told from the others."""
    return entry.paragraphs[0].value[:length] if entry.paragraphs else entry.printed_date


def _in_blocks(blocks: Iterable[Block], names: Iterable[str], here: CorrectedSpot) -> Iterator[_Spot]:
    for block, anchor in zip(blocks, names, strict=True):
        yield from (_Spot(replace(here, anchor=anchor), text) for text in texts_of_block(block))
