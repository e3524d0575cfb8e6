"""Pages as lines: each taken apart with what the whole issue tells of its columns, edges and running heads, then read in order."""

from __future__ import annotations

from collections.abc import Sequence

from gazette_site.model import FurnitureReason, Page
from gazette_site.reading.lines import Transcript
from gazette_site.reading.pdf.characters import PageContent
from gazette_site.reading.pdf.columns import Side, body_size, find_gutter, usual_gutter
from gazette_site.reading.pdf.indents import Edges, Indents
from gazette_site.reading.pdf.layout import PageLayout, chosen_gutter, page_layout, parted
from gazette_site.reading.pdf.running import RunningMarks, folio
from gazette_site.reading.pdf.stream import Stream


def read_pages(contents: Sequence[PageContent]) -> Transcript:
    """The lines of pages. Pure: the same characters give the same lines, wherever they come from."""
    return transcript_of(layouts_of(contents), body_size(c.chars for c in contents))


def layouts_of(contents: Sequence[PageContent]) -> list[PageLayout]:
    """Each page taken apart."""
    size = body_size(c.chars for c in contents)
    parts = [parted(content, size) for content in contents]
    gutters = [find_gutter(p.inner, content.width, size) for p, content in zip(parts, contents, strict=True)]
    usual = usual_gutter(g for g, content in zip(gutters, contents, strict=True) if content.height > content.width)
    return [
        page_layout(content, part, chosen_gutter(gutter, usual, content, part, size), size)
        for content, part, gutter in zip(contents, parts, gutters, strict=True)
    ]


def transcript_of(layouts: Sequence[PageLayout], size: float) -> Transcript:
    """The lines of pages that were taken apart; `size` is that of the body text in points."""
    marks = RunningMarks(
        [(p.content.height, [row for row in p.rows if row.side is not Side.DOWN]) for p in layouts], size
    )
    body = [(i, row) for i, page in enumerate(layouts) for row in page.rows if marks.reason(i, row) is None]
    stream = Stream(Indents(Edges(body, size)), size)
    pages = []
    for i, layout in enumerate(layouts):
        label = _label(i, layout, marks)
        stream.page(i, layout, marks, int(label) if label else None)
        content = layout.content
        pages.append(Page(content.number, label, layout.trust, round(content.width), round(content.height)))
    return Transcript(
        tuple(stream.source),
        tuple(stream.lines),
        tuple(stream.furniture),
        origin=tuple(stream.origin),
        pages=tuple(pages),
    )


def _label(index: int, layout: PageLayout, marks: RunningMarks) -> str | None:
    """The page number that a page prints."""
    numbers = (row for row in layout.rows if marks.reason(index, row) is FurnitureReason.PAGE_NUMBER)
    return next((n for row in numbers if (n := folio(row.text))), None)
