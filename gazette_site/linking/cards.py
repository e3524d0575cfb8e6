"""Cards: what other issues, lists and feeds need to know of an issue, so that they need not have its bodies.

    Issue ──▶ Card (thin issue + what its bodies show)      Archive of cards + one whole issue ──▶ its pages

A card's issue is an `Issue` without bodies. What is worked out from a body (anchors, counts, the opening) is worked out
once, when the issue is parsed, and stands in the `Outline` of its document; memory follows the cards.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import msgspec

from gazette_site.linking.anchors import anchors
from gazette_site.linking.archive import CorrectedSpot, Outline
from gazette_site.linking.corrected import corrected_spots
from gazette_site.model import (
    Amendment,
    Attachment,
    Citation,
    Document,
    Extension,
    Issue,
    Level,
    Paragraph,
    Place,
    Quotation,
    Repeal,
    Role,
    Suspension,
    Text,
)
from gazette_site.texts import texts_of_document, texts_of_issue

_UPPERMOST = (Level.CHAPTER, Level.FIRST)
HEADINGS, HEADING = 30, 40
"""Headings kept, and characters of each."""
OPENING = 100
"""Characters kept of the first paragraph; what is shown of it is shorter."""
_DIGEST = 16
"""Bytes."""


class Covered(NamedTuple):
    """How many printed characters of an issue are where; that there are no others is checked by `parsing.conservation`."""

    kept: int
    """In documents, attachments and entries."""
    furniture: int


@dataclass(frozen=True, slots=True)
class Card:
    """An issue with what its bodies show."""

    issue: Issue
    """Whole, or without bodies (`thin`)."""
    outlines: tuple[Outline, ...]
    """Of its documents, in order."""
    corrected: tuple[CorrectedSpot, ...]
    """Where its corrections fell."""
    covered: Covered


def card_of(issue: Issue) -> Card:
    """The card of a whole issue, which stays whole."""
    outlines = tuple(map(outline_of, issue.documents))
    return Card(issue, outlines, corrected_spots(issue, tuple(one.anchors for one in outlines)), covered_by(issue))


def covered_by(issue: Issue) -> Covered:
    """The characters of a whole issue."""
    return Covered(_characters(texts_of_issue(issue)), _characters(one.text for one in issue.furniture))


def _characters(texts: Iterable[Text]) -> int:
    return sum(span.end - span.start for text in texts for span in text.spans)


def thin(card: Card) -> Card:
    """The card without the bodies and what only the pages of the issue itself need.

    An issue of which something is withdrawn stays whole: what goes is taken out of its bodies (`withdrawn`).
    """
    if card.issue.privacy.withdrawals:
        return card
    documents = tuple(map(_thin_document, card.issue.documents))
    outlines = tuple(map(_with_digest, card.outlines, documents))
    return replace(card, issue=replace(card.issue, documents=documents, furniture=(), line_pages=()), outlines=outlines)


def shared(card: Card) -> Card:
    """The card with the anchors and headings that others have too, once for all: each of them has a hundred."""
    outlines = (
        replace(one, anchors=_anchors(one.anchors), headings=tuple(map(sys.intern, one.headings)))
        for one in card.outlines
    )
    return replace(card, outlines=tuple(outlines))


@lru_cache(maxsize=1 << 14)
def _anchors(anchors: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(sys.intern, anchors))


def _with_digest(outline: Outline, document: Document) -> Outline:
    try:
        content = msgspec.msgpack.encode((outline, document))
    except ValueError:  # a lone surrogate; it has no digest
        return outline
    return replace(outline, digest=hashlib.blake2b(content, digest_size=_DIGEST).digest())


def outline_of(document: Document) -> Outline:
    """What the body of a document shows."""
    names = anchors(document.body)
    paragraphs = [block for block in document.body if isinstance(block, Paragraph)]
    opening = next((one.text.value for one in paragraphs if one.role is Role.BODY), "")
    return Outline(
        anchors=names,
        labels=tuple(sorted(_labels(document, names))),
        opening=opening[:OPENING],
        characters=sum(len(text.value) for text in texts_of_document(document)),
        chapters=sum(1 for one in paragraphs if one.level is Level.CHAPTER and one.role is Role.HEADING),
        articles=sum(1 for one in paragraphs if one.role is Role.ARTICLE),
        headings=tuple(_headings(paragraphs)),
    )


def _headings(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    """The headings of chapters and of the first form, as many as a text of some length has."""
    found = (one.heading for one in paragraphs if one.role is Role.HEADING and one.level in _UPPERMOST)
    return (heading[:HEADING] for heading in islice(found, HEADINGS))


def _labels(document: Document, names: tuple[str, ...]) -> set[tuple[int, str]]:
    """The labels of the blocks in which the document says something of another or of its own force."""
    places = {place.block for place in _places(document) if place.attachment < 0}
    found: set[tuple[int, str]] = set()
    for place in places:
        block = document.body[place] if 0 <= place < len(document.body) else None
        if isinstance(block, Paragraph) and block.label and names[place]:
            found.add((place, block.label))
    return found


def _places(document: Document) -> Iterator[Place]:
    deeds: tuple[Repeal | Amendment | Extension | Suspension, ...] = (
        *document.repeals,
        *document.amendments,
        *document.extensions,
        *document.suspensions,
    )
    yield from (one.place for one in deeds)
    namings: tuple[Citation | Quotation, ...] = (*document.citations, *document.quotations)
    yield from (mention.place for one in namings for mention in one.mentions)
    if document.force:
        yield document.force.place


def _thin_document(document: Document) -> Document:
    attachments = tuple(map(_thin_attachment, document.attachments))
    return replace(document, title_lines=(), body=(), attachments=attachments, key_facts=())


def _thin_attachment(attachment: Attachment) -> Attachment:
    return replace(attachment, blocks=())
