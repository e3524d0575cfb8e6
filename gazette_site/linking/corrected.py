"""Where a correction of a sidecar fell: which record, which paragraph, and how that paragraph read before.

Correction (find, replace, reason, line) ──▶ CorrectedPlace
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gazette_site.characters import without_blanks
from gazette_site.linking.archive import LinkedIssue, Url
from gazette_site.linking.months import month_of
from gazette_site.model import Block, ChronicleEntry, Correction, Text
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

    url: Url
    anchor: str
    title: str
    text: Text


def corrected_places(linked: LinkedIssue) -> tuple[CorrectedPlace, ...]:
    """All corrections of an issue, in order, each where it fell first."""
    if not linked.issue.corrections:
        return ()
    by_line: dict[int, list[_Spot]] = {}
    for spot in _spots(linked):
        for line in dict.fromkeys(span.line for span in spot.text.spans):
            by_line.setdefault(line, []).append(spot)
    return tuple(
        _place(correction, number, by_line.get(correction.line, ()), linked)
        for number, correction in enumerate(linked.issue.corrections, 1)
    )


def correction_anchor(place: CorrectedPlace) -> str:
    """The name of a correction on the page of all of them; the words that were changed tell it from the others."""
    correction = place.correction
    told = f"{place.url}\0{correction.find}\0{correction.replace}"
    return f"c-{hashlib.sha256(told.encode()).hexdigest()[:12]}"


def _place(correction: Correction, number: int, spots: Iterable[_Spot], linked: LinkedIssue) -> CorrectedPlace:
    new, old = without_blanks(correction.replace), without_blanks(correction.find)
    candidates = list(spots)
    holding = [spot for spot in candidates if new and without_blanks(spot.text.value).count(new) == 1]
    spot = next(iter(holding or candidates), None)
    if spot is None:
        return CorrectedPlace(correction, number, linked.url, "", "", None, None)
    original = without_blanks(spot.text.value).replace(new, old) if holding else None
    return CorrectedPlace(correction, number, spot.url, spot.anchor, spot.title, spot.text.value, original)


def _spots(linked: LinkedIssue) -> Iterator[_Spot]:
    for one in linked.documents:
        title = one.document.title.value
        yield from (_Spot(one.url, "", title, text) for text in head_of(one.document))
        yield from _in_blocks(one.document.body, one.anchors, one.url, title)
        for attached in one.attachments:
            attachment = attached.attachment
            name = attachment.printed_title or title
            head = (text for text in (attachment.label, attachment.title) if text)
            yield from (_Spot(attached.url, "", name, text) for text in head)
            yield from _in_blocks(attachment.blocks, attached.anchors, attached.url, name)
    chronicle = linked.issue.chronicle
    if chronicle and chronicle.lead and linked.entries:
        month = Url(f"/chronicle/{month_of(linked.entries[0].entry, linked.issue)}/")
        yield from (_Spot(month, "", text.value[:40], text) for text in chronicle.lead)
    for entry in linked.entries:
        words = first_words(entry.entry)
        yield from (_Spot(entry.url, "", words, text) for text in entry.entry.paragraphs)


def first_words(entry: ChronicleEntry, length: int = 40) -> str:
    """The beginning of an entry, by which it can be told from the others."""
    return entry.paragraphs[0].value[:length] if entry.paragraphs else entry.printed_date


def _in_blocks(blocks: Iterable[Block], anchors: Iterable[str], url: Url, title: str) -> Iterator[_Spot]:
    for block, anchor in zip(blocks, anchors, strict=True):
        yield from (_Spot(url, anchor, title, text) for text in texts_of_block(block))
