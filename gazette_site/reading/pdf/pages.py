"""Pages as lines: each taken apart with what the whole issue tells of its columns, edges and running heads, then read in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gazette_site.model import FurnitureReason, Page, Trust
from gazette_site.reading.lines import Transcript
from gazette_site.reading.pdf.askew import straightened
from gazette_site.reading.pdf.blanks import without_blanks_of_machines
from gazette_site.reading.pdf.characters import Aside, Char, PageContent
from gazette_site.reading.pdf.columns import Side, body_size
from gazette_site.reading.pdf.emphasis import without_emphasis
from gazette_site.reading.pdf.fractions import with_fractions
from gazette_site.reading.pdf.frames import without_frames
from gazette_site.reading.pdf.gutters import find_gutter, usual_gutter
from gazette_site.reading.pdf.indents import Edges, Indents
from gazette_site.reading.pdf.initials import with_initials
from gazette_site.reading.pdf.layout import PageLayout, chosen_gutter, page_layout
from gazette_site.reading.pdf.leaders import without_leaders, without_star
from gazette_site.reading.pdf.many_columns import stacked
from gazette_site.reading.pdf.margins import without_margin_folios
from gazette_site.reading.pdf.notes import part_notes
from gazette_site.reading.pdf.parting import parted
from gazette_site.reading.pdf.raised import levelled
from gazette_site.reading.pdf.running import RunningMarks, any_folio, folio_beside
from gazette_site.reading.pdf.set_down import set_down
from gazette_site.reading.pdf.spreads import halved
from gazette_site.reading.pdf.stream import Stream
from gazette_site.reading.pdf.turned_cells import with_cells_upright
from gazette_site.reading.pdf.watermarks import runs, without_watermarks

_ABOUT = (0.85, 1.22)
"""How much smaller and larger than the body text a recogniser may measure a line of it."""


def read_pages(contents: Sequence[PageContent]) -> Transcript:
    """The lines of pages. Pure: the same characters give the same lines, wherever they come from."""
    return transcript_of(layouts_of(contents), body_size(c.chars for c in contents))


def layouts_of(contents: Sequence[PageContent]) -> list[PageLayout]:
    """Each page taken apart."""
    size = body_size(c.chars for c in contents)
    contents = halved([straightened(content) for content in contents])
    contents = without_watermarks(without_margin_folios(contents), size)
    contents = [_with_lines_whole(_evened(content, size)) for content in contents]
    contents = [with_initials(with_cells_upright(set_down(content)), size) for content in contents]
    contents = stacked(without_frames(contents, size), size)
    parts = [parted(content, size) for content in contents]
    gutters = [find_gutter(p.inner, content.width, size) for p, content in zip(parts, contents, strict=True)]
    usual = usual_gutter(g for g, content in zip(gutters, contents, strict=True) if content.height > content.width)
    layouts = [
        page_layout(content, part, chosen_gutter(gutter, usual, content, part, size), size)
        for content, part, gutter in zip(contents, parts, gutters, strict=True)
    ]
    marks = _marks(layouts, size)
    layouts = [layout._replace(aside=tuple(_named(layout.aside, marks))) for layout in layouts]
    return [_without_notes(layout, marks, size) for layout in layouts]


def _evened(content: PageContent, size: float) -> PageContent:
    """A page whose characters a recogniser placed, those about as large as the body text as large as that: it measures each line anew."""
    if not content.layer:
        return content
    low, high = _ABOUT
    return content._replace(
        chars=tuple(c._replace(size=size) if low * size < c.size < high * size else c for c in content.chars)
    )


def _with_lines_whole(content: PageContent) -> PageContent:
    """The page with fractions, raised and lowered signs in their lines.

    Without dots of emphasis, drawn leaders, stars between rules, and the blanks that a recogniser made.
    """
    content = with_fractions(without_star(without_leaders(without_emphasis(content))))
    chars = without_blanks_of_machines(content.chars) if content.layer else content.chars
    return content._replace(chars=tuple(levelled(chars)))


def _without_notes(layout: PageLayout, marks: RunningMarks, size: float) -> PageLayout:
    """The page with the notes at its foot apart from its rows; what repeats at the edges of pages is no note."""
    repeated = [row for row in layout.rows if marks.known(row.text)]
    apart = {id(row) for row in repeated}
    rows = [row for row in layout.rows if id(row) not in apart]
    rest, notes = part_notes(rows, layout.rules, layout.content.width, size)
    return layout._replace(rows=[*rest, *repeated], notes=notes) if notes else layout


def _marks(layouts: Sequence[PageLayout], size: float) -> RunningMarks:
    return RunningMarks(
        [(p.content.height, [row for row in p.rows if row.side is not Side.DOWN]) for p in layouts], size
    )


def _named(asides: Sequence[Aside], marks: RunningMarks) -> Iterator[Aside]:
    """What is set aside, the running heads of a page whose table was turned told from its other sideways text."""
    for aside in asides:
        if aside.reason is not FurnitureReason.VERTICAL:
            yield aside
            continue
        for run in runs(aside.chars):
            yield aside._replace(reason=marks.known(run_text(run)) or aside.reason, chars=run)


def run_text(chars: Sequence[Char]) -> str:
    """What a run of characters says."""
    return "".join(char.text for char in chars).strip()


def transcript_of(layouts: Sequence[PageLayout], size: float) -> Transcript:
    """The lines of pages that were taken apart; `size` is that of the body text in points."""
    marks = _marks(layouts, size)
    body = [(i, row) for i, page in enumerate(layouts) for row in page.rows if marks.reason(i, row) is None]
    stream = Stream(Indents(Edges(body, size)), size)
    pages: list[Page] = []
    in_heads = _numbers_in_heads(layouts, marks)
    for i, layout in enumerate(layouts):
        label = _label(i, layout, marks) or in_heads.get(i)
        stream.page(i, layout, marks, int(label) if label else None)
        content = layout.content
        page = Page(content.number, label, layout.trust, round(content.width), round(content.height - content.longer))
        if pages and pages[-1].index == page.index:
            page = _spread(pages.pop(), page)
        pages.append(page)
    stream.end()
    return Transcript(
        tuple(stream.source),
        tuple(stream.lines),
        tuple(stream.furniture),
        origin=tuple(stream.origin),
        pages=tuple(pages),
    )


def _spread(left: Page, right: Page) -> Page:
    """The page of the PDF that holds two printed pages: as wide as both, as trustworthy as the worse of them."""
    worse = max(left.trust, right.trust, key=list(Trust).index)
    return replace(left, label=left.label or right.label, trust=worse, width=left.width + right.width)


def _numbers_in_heads(layouts: Sequence[PageLayout], marks: RunningMarks) -> dict[int, str]:
    """Page → the page number that stands in one line with its running head: it rises with the pages."""
    found = {
        i: number
        for i, layout in enumerate(layouts)
        for row in layout.rows
        if marks.reason(i, row) is FurnitureReason.RUNNING_HEAD and (number := folio_beside(row.text))
    }
    steps = Counter(int(number) - i for i, number in found.items())
    usual, times = max(steps.items(), key=lambda step: step[1], default=(0, 0))
    return {i: number for i, number in found.items() if times > 1 and int(number) - i == usual}


def _label(index: int, layout: PageLayout, marks: RunningMarks) -> str | None:
    """The page number that a page prints."""
    numbers = [row.text for row in layout.rows if marks.reason(index, row) is FurnitureReason.PAGE_NUMBER]
    numbers += [run_text(a.chars) for a in layout.aside if a.reason is FurnitureReason.PAGE_NUMBER]
    return next((n for text in numbers if (n := any_folio(text))), None)
