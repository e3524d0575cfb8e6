"""The lines of an issue as they come, page after page; each printed line is one line of the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from gazette_site.characters import without_blanks
from gazette_site.model import Furniture, FurnitureReason, Span, Text, Trust
from gazette_site.reading.lines import Line
from gazette_site.reading.pdf.blanks import row_text
from gazette_site.reading.pdf.characters import Box, Char
from gazette_site.reading.pdf.columns import Element, Row, Side, reading_order
from gazette_site.reading.pdf.grids import Grid
from gazette_site.reading.pdf.gutters import Gutter, lines_by_base
from gazette_site.reading.pdf.indents import Indents, is_ended
from gazette_site.reading.pdf.layout import PageLayout
from gazette_site.reading.pdf.notes import HeldNotes
from gazette_site.reading.pdf.running import RunningMarks
from gazette_site.reading.pdf.vertical import part_columns

PICTURE = 80.0
"""Points of width and height from which a picture is one, and no ornament."""


class _Placed(NamedTuple):
    """An element with its page."""

    number: int
    """Of the page, counted from 0."""
    layout: PageLayout
    element: Element
    page: int
    label: int | None
    first: bool
    """Whether it is the first of its page."""


@dataclass(slots=True)
class Stream:
    """Collects the lines; each printed line is one line of the source."""

    indents: Indents
    size: float
    source: list[str] = field(default_factory=list)
    origin: list[int] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    pdf_page: int = 0
    sheet: int = 0
    """Of the printed page, counted from 1: a page of the PDF may hold two."""
    label: int | None = None
    floats: list[_Placed] = field(default_factory=list)
    """What waits for the end of a paragraph."""
    notes: HeldNotes = field(default_factory=HeldNotes)
    """Those at the feet of pages that wait for the end of a paragraph."""

    def page(self, index: int, layout: PageLayout, marks: RunningMarks, label: int | None) -> None:
        """One page in reading order."""
        self.pdf_page, self.sheet, self.label = layout.content.number, index + 1, label
        for aside in layout.aside:
            if aside.reason in (FurnitureReason.HIDDEN, FurnitureReason.OVERPRINTED):
                for group in lines_by_base(aside.chars, self.size):
                    self.leave_out(aside.reason, row_text(group))
            else:  # a run that lies on its side or stands upright, such as the Mongolian script of a cover
                cover = index == 0 and layout.may_be_cover and aside.reason is FurnitureReason.VERTICAL
                text = "".join(char.text for char in aside.chars).strip()
                self.leave_out(FurnitureReason.COVER if cover else aside.reason, text)
        if layout.trust is Trust.NONE:
            for row in layout.rows:
                self.leave_out(FurnitureReason.UNREADABLE, row.text)
            self._put_floats()
            self.picture(layout.content.number)
            return
        self.notes.turn_to(layout.notes, self.pdf_page, self.label)
        first = True
        for element in reading_order(list(_elements(layout))):
            reason = marks.reason(index, element.row) if element.row is not None else None
            if reason is not None and element.row is not None:
                self.leave_out(reason, element.row.text)
                continue
            self._take(_Placed(index, layout, element, self.pdf_page, self.label, first))
            first = False
        self.notes.end_page()

    def _take(self, placed: _Placed) -> None:
        """What stands between two halves of a sentence waits for its end: a table at the foot of a page, a picture with its words."""
        row = placed.element.row
        apart = row is None or self.indents.may_interrupt(placed.number, row)
        if apart and (self.floats or self.indents.is_open):
            self.floats.append(placed)
            return
        between = any(float_.element.row is None for float_ in self.floats)
        if self.floats and not (between and row is not None and self.indents.may_go_on(placed.number, row)):
            self._put_floats()
        self._put(placed)

    def _put_floats(self) -> None:
        floats, self.floats = self.floats, []
        here = self.pdf_page, self.sheet, self.label
        for placed in floats:
            self.pdf_page, self.sheet, self.label = placed.page, placed.number + 1, placed.label
            self._put(placed)
        self.pdf_page, self.sheet, self.label = here

    def _put(self, placed: _Placed) -> None:
        index, layout, element, *_ = placed
        if element.row is not None:
            self.row(index, element.row, first=placed.first)
        elif element.table >= 0:
            self.table(layout.grids[element.table], layout.inside[element.table], element.table)
        elif element.aligned >= 0:
            self.aligned(layout.aligned[element.aligned], 50 + element.aligned)
        else:
            self.picture(layout.content.number)

    def end(self) -> None:
        """Nothing comes any more."""
        self._put_floats()
        self._put_notes()

    def _put_notes(self) -> None:
        """The notes that wait, each line of them with the page on which it is printed."""
        here = self.pdf_page
        for note, page, label in self.notes.taken():
            self.pdf_page = page
            for k, row in enumerate(note.rows):
                place = (self._place(row.text),)
                self.lines.append(Line(row.text, place, int(k == 0), 0, page=label, pdf_page=page, begins=k == 0))
        self.pdf_page = here

    def _place(self, text: str) -> Span:
        self.source.append(text)
        self.origin.append(self.pdf_page)
        return Span(len(self.source), 0, len(text))

    def leave_out(self, reason: FurnitureReason, text: str) -> None:
        """A row that is no text."""
        if without_blanks(text):
            self.furniture.append(Furniture(reason, Text(text, (self._place(text),))))

    def row(self, index: int, row: Row, *, first: bool) -> None:
        """A row of text."""
        before = self.indents.before
        begins = self.indents.begins(index, row)
        title = row.size > 1.15 * self.size
        if title or (begins is not False and (before is None or is_ended(before.text))):
            self._put_notes()
        gap = 0 if begins is False else 2 if first and title else 1
        self.lines.append(
            Line(
                row.text,
                (self._place(row.text),),
                gap,
                1 if title else 0,
                page=self.label,
                pdf_page=self.pdf_page,
                begins=begins,
            )
        )
        if not title:
            self.notes.named_in(row.text)

    def table(self, grid: Grid, chars: Iterable[Char], number: int) -> None:
        """The rows of a table; a merged cell stands where it begins."""
        self._put_notes()
        self.indents.break_off()
        inside: list[list[Char]] = [[] for _ in grid.cells]
        for char in chars:
            inside[grid.cell_at((char.x0 + char.x1) / 2, char.base - 0.4 * char.size)].append(char)
        for r in range(len(grid.ys) - 1):
            cells = []
            for c in range(len(grid.xs) - 1):
                k = grid.at[(r, c)]
                starts_here = grid.cells[k].row == r and grid.cells[k].column == c
                cells.append(self._cell(inside[k]) if starts_here else ())
            spans = next((part.spans[:1] for cell in cells for part in cell), ())
            self.lines.append(
                Line("", spans, 1, 0, tuple(cells), self.sheet * 100 + number, page=self.label, pdf_page=self.pdf_page)
            )

    def aligned(self, run: Sequence[Row], number: int) -> None:
        """Rows whose parts stand under each other."""
        self._put_notes()
        self.indents.break_off()
        for row in run:
            cells = tuple((Line(piece.text, (self._place(piece.text),)),) for piece in row.segments)
            table = self.sheet * 100 + number
            self.lines.append(
                Line("", cells[0][0].spans[:1], 1, 0, cells, table, page=self.label, pdf_page=self.pdf_page)
            )

    def _cell(self, chars: Sequence[Char]) -> tuple[Line, ...]:
        """The words of a cell as one paragraph."""
        spans: list[Span] = []
        texts: list[str] = []
        flat, columns = part_columns(chars)
        for text in (*(row_text(group) for group in lines_by_base(flat, self.size)), *(c.text for c in columns)):
            if text:
                spans.append(self._place(text))
                texts.append(text)
        return (Line("".join(texts), tuple(spans)),) if texts else ()

    def picture(self, number: int) -> None:
        """A picture, or a page of which there is nothing else."""
        self._put_notes()
        self.indents.break_off()
        self.lines.append(Line("", (), 1, 0, picture=f"page-{number}", page=self.label, pdf_page=self.pdf_page))


def _elements(layout: PageLayout) -> Iterator[Element]:
    gutter = layout.gutter
    top = min((row.x0 for row in layout.rows if row.side is Side.DOWN), default=0.0)
    for k, row in enumerate(layout.rows):
        if row.side is Side.DOWN:  # columns follow each other as they were put in order
            yield Element(Box(0.0, top + k / 1000, layout.content.width, row.x1), Side.ACROSS, row=row)
        else:
            yield Element(Box(row.x0, row.top, row.x1, row.base), row.side, row=row)
    for number, run in enumerate(layout.aligned):
        box = Box(min(r.x0 for r in run), run[0].top, max(r.x1 for r in run), run[-1].base)
        yield Element(box, run[0].side, aligned=number)
    for number, grid in enumerate(layout.grids):
        yield Element(grid.box, _side(grid.box, gutter), table=number)
    for number, box in enumerate(layout.content.pictures):
        if box.x1 - box.x0 >= PICTURE and box.bottom - box.top >= PICTURE:
            yield Element(box, _side(box, gutter), picture=number)


def _side(box: Box, gutter: Gutter | None) -> Side:
    if gutter is None or (box.x0 < gutter.middle - 10 and box.x1 > gutter.middle + 10):
        return Side.ACROSS
    return Side.LEFT if box.x1 <= gutter.middle + 10 else Side.RIGHT
