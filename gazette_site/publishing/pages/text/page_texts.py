"""The text of an issue page by page, as it is printed: what stands beside the picture of each page.

    issue ──▶ portions of each page      a portion = what one text has on one page

A paragraph or a table that runs over the end of a page is cut there; nothing is shown twice but the head of a table, which
the print repeats, too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from msgspec.structs import replace

from gazette_site.characters import MONGOLIAN
from gazette_site.linking.archive import LinkedAttachment, LinkedDocument, LinkedIssue, Url
from gazette_site.model import Block, FurnitureReason, Issue, Paragraph, Picture, Role, Span, Table, Text
from gazette_site.publishing.wording import say

_OTHER_SCRIPT = re.compile(rf"{MONGOLIAN.pattern}(?:[\s\u200b-\u200f]*{MONGOLIAN.pattern})*")
SHOWN_FURNITURE = (FurnitureReason.COVER, FurnitureReason.CONTENTS, FurnitureReason.BACK_COVER)
"""What belongs to no document and is text all the same."""


class Part(NamedTuple):
    """A block, or the part of one that is on a page."""

    block: Block
    anchor: str
    """On the page of its document or attachment, or empty."""
    goes_on: bool
    """Whether it began on the page before, or is no paragraph at all: it is set without an indent."""


class Portion(NamedTuple):
    """What one document, attachment or chronicle has on one page; covers and contents have portions without a title."""

    label: str
    """`附件1`, or empty."""
    title: str
    url: Url | None
    number: str
    begins: bool
    """Whether its title stands on this page."""
    parts: tuple[Part, ...]


class Pages:
    """Knows on which page of the PDF a text of an issue stands."""

    def __init__(self, issue: Issue) -> None:
        self._lines = issue.line_pages

    def of(self, text: Text) -> int:
        """The page on which a text begins; 0 if that is not known."""
        return next((page for span in text.spans if (page := self.of_span(span))), 0)

    def of_span(self, span: Span) -> int:
        """The page of a run of characters; 0 if that is not known."""
        return self._lines[span.line - 1] if 0 < span.line <= len(self._lines) else 0

    def within(self, texts: Iterable[Text]) -> tuple[int, ...]:
        """All pages on which something of these texts stands, in order."""
        return tuple(sorted({page for text in texts for span in text.spans if (page := self.of_span(span))}))


def page_texts(linked: LinkedIssue) -> Mapping[int, tuple[Portion, ...]]:
    """The portions of each page of the PDF, in printed order."""
    pages = Pages(linked.issue)
    found: dict[int, list[Portion]] = defaultdict(list)
    for page, portion in _all_portions(linked, pages):
        found[page].append(portion)
    return {page: tuple(portions) for page, portions in found.items() if page}


def _all_portions(linked: LinkedIssue, pages: Pages) -> Iterator[tuple[int, Portion]]:
    furniture = [one.text for one in linked.issue.furniture if one.reason in SHOWN_FURNITURE]
    for page, texts in groupby(furniture, key=pages.of):
        parts = tuple(Part(Paragraph(Role.BODY, _legible(text)), "", True) for text in texts)
        yield page, Portion("", "", None, "", False, parts)
    for document in linked.documents:
        yield from _portions_of_document(document, pages)
    yield from _portions_of_chronicle(linked, pages)


def _legible(text: Text) -> Text:
    """What few devices have a font for is named, not shown as boxes: the picture of the page shows it."""
    return Text(_OTHER_SCRIPT.sub(say("text.other_script"), text.value), text.spans, text.repairs)


def _portions_of_document(linked: LinkedDocument, pages: Pages) -> Iterator[tuple[int, Portion]]:
    document = linked.document
    number = document.number.printed.value if document.number else ""
    first = pages.of(document.title)
    yield from _portions(
        Portion("", document.title.value, linked.url, number, True, ()), first, document.body, linked.anchors, pages
    )
    for one in linked.attachments:
        yield from _portions_of_attachment(one, pages)


def _portions_of_attachment(linked: LinkedAttachment, pages: Pages) -> Iterator[tuple[int, Portion]]:
    attachment = linked.attachment
    first = next((page for text in (attachment.label, attachment.title) if text and (page := pages.of(text))), 0)
    label = attachment.printed_label if attachment.printed_title else ""
    whole = Portion(label, attachment.name, linked.url, "", True, ())
    yield from _portions(whole, first, attachment.blocks, linked.anchors, pages)


def _portions_of_chronicle(linked: LinkedIssue, pages: Pages) -> Iterator[tuple[int, Portion]]:
    chronicle = linked.issue.chronicle
    if chronicle is None:
        return
    texts = [text for entry in chronicle.entries for text in entry.paragraphs]
    blocks = [Paragraph(Role.BODY, text) for text in texts]
    first = next((page for text in chronicle.title if (page := pages.of(text))), 0)
    title = "".join(text.value for text in chronicle.title)
    whole = Portion("", title, None, "", True, ())
    yield from _portions(whole, first, blocks, [""] * len(blocks), pages)


def _portions(
    whole: Portion, first: int, blocks: Sequence[Block], anchors: Sequence[str], pages: Pages
) -> Iterator[tuple[int, Portion]]:
    """The portions of one text; `first` is the page of its title."""
    by_page: dict[int, list[Part]] = {first: []} if first else {}
    here = first
    for block, anchor in zip(blocks, anchors, strict=True):
        for page, part in _cut(block, anchor, pages, here):
            here = page or here
            by_page.setdefault(here, []).append(part)
    for page, parts in by_page.items():
        yield page, whole._replace(begins=page == first, parts=tuple(parts))


def _cut(block: Block, anchor: str, pages: Pages, here: int) -> Iterator[tuple[int, Part]]:
    """A block page by page; `here` is the page of what stands before it."""
    if isinstance(block, Picture):
        yield block.pdf_page, Part(block, anchor, False)
    elif isinstance(block, Table):
        yield from _cut_table(block, anchor, pages, here)
    else:
        yield from _cut_paragraph(block, anchor, pages, here)


def _cut_table(table: Table, anchor: str, pages: Pages, here: int) -> Iterator[tuple[int, Part]]:
    placed = []
    for row in table.rows:
        here = next((page for cell in row if (page := pages.of(cell))), here)
        placed.append((here, row))
    for number, (page, group) in enumerate(groupby(placed, key=lambda one: one[0])):
        rows = tuple(row for _, row in group)
        head = table.rows[:1] if number else ()
        yield page, Part(replace(table, rows=(*head, *rows)), "" if number else anchor, number > 0)


def _cut_paragraph(paragraph: Paragraph, anchor: str, pages: Pages, here: int) -> Iterator[tuple[int, Part]]:
    runs = [(page, list(spans)) for page, spans in groupby(paragraph.text.spans, key=pages.of_span) if page]
    if len(runs) < 2:
        yield runs[0][0] if runs else here, Part(paragraph, anchor, False)
        return
    value = paragraph.text.value
    ends = _ends([spans for _, spans in runs], len(value))
    for number, (page, start, end) in enumerate(zip((page for page, _ in runs), (0, *ends), ends, strict=False)):
        text = Text(value[start:end], paragraph.text.spans, paragraph.text.repairs)
        if not number:
            head = min(paragraph.head, end)
            yield page, Part(replace(paragraph, text=text, head=head), anchor, False)
        else:
            yield page, Part(Paragraph(Role.BODY, text), "", True)


def _ends(runs: Sequence[Sequence[Span]], length: int) -> tuple[int, ...]:
    """Where in a text of that length its parts end; blanks of the source that the text leaves out are shared among them."""
    sizes = [sum(span.end - span.start for span in spans) for spans in runs]
    whole = sum(sizes) or 1
    ends = [round(length * sum(sizes[: place + 1]) / whole) for place in range(len(sizes))]
    return (*ends[:-1], length)
