"""A PDF issue as lines: the pages one after the other, each in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from gazette_site.characters import without_blanks
from gazette_site.model import Furniture, FurnitureReason, Page, Span, Text, Trust
from gazette_site.problems import Problem, error, warning
from gazette_site.reading.lines import Line, Transcript
from gazette_site.reading.pdf import cache, recognition
from gazette_site.reading.pdf.characters import Box, Char, PageContent, page_content
from gazette_site.reading.pdf.columns import (
    Element,
    Gutter,
    Row,
    Side,
    aligned_rows,
    body_size,
    find_gutter,
    holds,
    lines_by_base,
    reading_order,
    row_text,
    rows,
    usual_gutter,
)
from gazette_site.reading.pdf.grids import Grid, find_grids, joined_boxes
from gazette_site.reading.pdf.indents import Edges, Indents
from gazette_site.reading.pdf.running import BOTTOM, TOP, RunningMarks, folio
from gazette_site.reading.settings import ReadingSettings

PICTURE = 80.0
"""Points of width and height from which a picture is one, and no ornament."""
DOUBTFUL_SHARE = 0.2
"""Share of unmapped characters from which the text of a page is not used."""


class _Layout(NamedTuple):
    """One page taken apart."""

    content: PageContent
    grids: list[Grid]
    inside: list[list[Char]]
    """For each grid the characters in it."""
    gutter: Gutter | None
    rows: list[Row]
    aligned: list[list[Row]]
    """Rows that are a table without rules."""
    trust: Trust


def read_pdf(path: Path, file: str, settings: ReadingSettings) -> tuple[Transcript | None, tuple[Problem, ...]]:
    """The lines of a PDF issue and what is wrong with it; None if it cannot be read. `file` is its path for messages.

    A thin shell: it asks the cache, else opens the file page by page and closes each page when its characters are taken.
    """
    key = cache.key_of(path, settings) if settings.cache else ""
    result = cache.kept(settings.cache, key) if settings.cache else None
    if result is None:
        transcript, problems = _read(path, settings)
        if transcript is not None and settings.cache:
            cache.keep(settings.cache, key, (transcript, problems))
    else:
        transcript, problems = result
    return transcript, tuple(replace(problem, file=file) for problem in problems)


def _read(path: Path, settings: ReadingSettings) -> tuple[Transcript | None, tuple[Problem, ...]]:
    file = path.name
    try:
        contents = tuple(_pages(path, settings.glyphs))
    except Exception as problem:  # pdfminer raises whatever a damaged file makes it stumble over
        return None, (error(file, _reason(path, problem), code="pdf-unreadable"),)
    if not contents:
        return None, (error(file, "这个 PDF 没有页面", code="pdf-empty"),)
    contents, why_not = _recognised(path, contents, settings)
    transcript = read_pages(contents)
    return transcript, tuple(_doubts(transcript, contents, file, why_not))


def _recognised(
    path: Path, contents: tuple[PageContent, ...], settings: ReadingSettings
) -> tuple[tuple[PageContent, ...], str]:
    """The pages, those without a usable text layer recognised if that is possible, and why the others are not."""
    blind = [content for content in contents if _trust(content) is Trust.NONE]
    if not blind:
        return contents, ""
    if not recognition.available():
        return contents, f"要由机器识别文字，请安装 [ocr]：{recognition.INSTALL}"
    try:
        pages = recognition.recognised(path, blind, settings.cache / "recognition" if settings.cache else None)
    except Exception as problem:  # whatever a damaged picture makes the engine stumble over
        return contents, f"机器识别没有成功（{type(problem).__name__}: {problem}）"
    read = {page.number: page for page in pages if page.recognised}
    return tuple(read.get(content.number, content) for content in contents), "机器没有认出文字"


def _pages(path: Path, glyphs: Mapping[str, str]) -> Iterator[PageContent]:
    import pdfplumber  # a build without PDF issues must not wait for it

    with pdfplumber.open(path) as pdf:
        for index, page in enumerate(pdf.pages, 1):
            content = page_content(page, index, glyphs)
            yield content._replace(pictures=tuple(joined_boxes(content.pictures)))
            page.close()


def _reason(path: Path, problem: Exception) -> str:
    data = path.read_bytes()[:1024]
    if not data:
        return "文件是空的"
    if b"%PDF-" not in data:
        return "文件名是 .pdf，内容却不是 PDF"
    name = f"{type(problem).__name__} {problem}"
    if "Password" in name or "Encryption" in name:
        return "PDF 设有打开密码，读不出文字"
    return "PDF 已损坏或不完整，读不出页面"


def _doubts(transcript: Transcript, contents: Sequence[PageContent], file: str, why_not: str) -> Iterator[Problem]:
    for page, content in zip(transcript.pages, contents, strict=True):
        if page.trust is Trust.NONE:
            yield warning(file, f"这一页没有可用的文字层，按图片发布；{why_not}", page.index, code="page-without-text")
        elif page.trust is Trust.RECOGNISED:
            yield warning(
                file, "这一页没有可用的文字层，文字由机器识别，请与图片校对", page.index, code="page-recognised"
            )
        elif page.trust is Trust.DOUBTFUL:
            names = "、".join(dict.fromkeys(content.unmapped))[:80]
            yield warning(
                file, f"有{len(content.unmapped)}个字形没有对应的文字：{names}", page.index, code="page-doubtful"
            )


def read_pages(contents: Sequence[PageContent]) -> Transcript:
    """The lines of pages. Pure: the same characters give the same lines, wherever they come from."""
    size = body_size(c.chars for c in contents)
    parted = [_parted(content) for content in contents]
    gutters = [find_gutter(p.inner, content.width, size) for p, content in zip(parted, contents, strict=True)]
    usual = usual_gutter(g for g, content in zip(gutters, contents, strict=True) if content.height > content.width)
    layouts = [
        _layout(content, part, _chosen(gutter, usual, content, part, size), size)
        for content, part, gutter in zip(contents, parted, gutters, strict=True)
    ]
    marks = RunningMarks([(p.content.height, p.rows) for p in layouts], size)
    body = [(i, row) for i, page in enumerate(layouts) for row in page.rows if marks.reason(i, row) is None]
    stream = _Stream(Indents(Edges(body, size)), size)
    pages = []
    for i, layout in enumerate(layouts):
        label = next(
            (
                n
                for row in layout.rows
                if marks.reason(i, row) is FurnitureReason.PAGE_NUMBER and (n := folio(row.text))
            ),
            None,
        )
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


class _Parted(NamedTuple):
    """The characters of a page, those in tables apart from the others."""

    grids: list[Grid]
    inside: list[list[Char]]
    outside: list[Char]
    inner: list[Char]
    """Those outside of tables and away from the edges of the page."""


def _parted(content: PageContent) -> _Parted:
    grids = find_grids(content.rules)
    inside: list[list[Char]] = [[] for _ in grids]
    outside: list[Char] = [] if grids else list(content.chars)
    for char in content.chars if grids else ():
        x, y = (char.x0 + char.x1) / 2, char.base - 0.4 * char.size
        owner = next(
            (k for k, g in enumerate(grids) if g.box.x0 <= x <= g.box.x1 and g.box.top <= y <= g.box.bottom), None
        )
        (outside if owner is None else inside[owner]).append(char)
    kept = [k for k, chars in enumerate(inside) if any(not c.text.isspace() for c in chars)]
    grids, inside = [grids[k] for k in kept], [inside[k] for k in kept]
    inner = [c for c in outside if TOP < c.base < content.height - BOTTOM]
    return _Parted(grids, inside, outside, inner)


def _chosen(
    own: Gutter | None, usual: Gutter | None, content: PageContent, part: _Parted, size: float
) -> Gutter | None:
    """The gutter of a page: the usual one of the issue where the page leaves it free, else its own."""
    if usual is None or content.height <= content.width:
        return own
    if own is None:
        return usual if holds(usual, part.inner, size) else None
    return usual if own.x0 - 2 <= usual.x0 and usual.x1 <= own.x1 + 2 else own


def _layout(content: PageContent, part: _Parted, gutter: Gutter | None, size: float) -> _Layout:
    """A page taken apart into rows, tables and aligned rows."""
    found = rows(part.outside, gutter, size)
    aligned = aligned_rows(found, size)
    taken = {id(row) for run in aligned for row in run}
    kept_rows = [row for row in found if id(row) not in taken]
    return _Layout(content, part.grids, part.inside, gutter, kept_rows, aligned, _trust(content))


def _trust(content: PageContent) -> Trust:
    if content.recognised:
        return Trust.RECOGNISED
    printed = sum(not c.text.isspace() for c in content.chars)
    area = content.width * content.height
    covered = any((p.x1 - p.x0) * (p.bottom - p.top) > 0.4 * area for p in content.pictures)
    if (printed < 10 and covered) or (printed and len(content.unmapped) > DOUBTFUL_SHARE * printed):
        return Trust.NONE
    return Trust.DOUBTFUL if content.unmapped else Trust.GOOD


@dataclass(slots=True)
class _Stream:
    """Collects the lines; each printed line is one line of the source."""

    indents: Indents
    size: float
    source: list[str] = field(default_factory=list)
    origin: list[int] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    pdf_page: int = 0
    label: int | None = None

    def page(self, index: int, layout: _Layout, marks: RunningMarks, label: int | None) -> None:
        """One page in reading order."""
        self.pdf_page, self.label = layout.content.number, label
        if layout.content.aside:
            groups = lines_by_base(layout.content.aside, self.size)
            for group in groups:
                self.leave_out(FurnitureReason.COVER if index == 0 else FurnitureReason.HIDDEN, row_text(group))
        if layout.trust is Trust.NONE:
            for row in layout.rows:
                self.leave_out(FurnitureReason.UNREADABLE, row.text)
            self.picture(layout.content.number)
            return
        first = True
        for element in reading_order(list(_elements(layout))):
            if element.row is not None:
                reason = marks.reason(index, element.row)
                if reason is not None:
                    self.leave_out(reason, element.row.text)
                    continue
                self.row(index, element.row, first=first)
            elif element.table >= 0:
                self.table(layout.grids[element.table], layout.inside[element.table], element.table)
            elif element.aligned >= 0:
                self.aligned(layout.aligned[element.aligned], 50 + element.aligned)
            else:
                self.picture(layout.content.number)
            first = False

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
        begins = self.indents.begins(index, row)
        title = row.size > 1.15 * self.size
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

    def table(self, grid: Grid, chars: Iterable[Char], number: int) -> None:
        """The rows of a table; a merged cell stands where it begins."""
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
                Line(
                    "", spans, 1, 0, tuple(cells), self.pdf_page * 100 + number, page=self.label, pdf_page=self.pdf_page
                )
            )

    def aligned(self, run: Sequence[Row], number: int) -> None:
        """Rows whose parts stand under each other."""
        self.indents.break_off()
        for row in run:
            cells = tuple((Line(text, (self._place(text),)),) for text, _ in row.segments)
            table = self.pdf_page * 100 + number
            self.lines.append(
                Line("", cells[0][0].spans[:1], 1, 0, cells, table, page=self.label, pdf_page=self.pdf_page)
            )

    def _cell(self, chars: Sequence[Char]) -> tuple[Line, ...]:
        """The words of a cell as one paragraph."""
        spans: list[Span] = []
        texts: list[str] = []
        for group in lines_by_base(chars, self.size):
            text = row_text(group)
            if text:
                spans.append(self._place(text))
                texts.append(text)
        return (Line("".join(texts), tuple(spans)),) if texts else ()

    def picture(self, number: int) -> None:
        """A picture, or a page of which there is nothing else."""
        self.indents.break_off()
        self.lines.append(Line("", (), 1, 0, picture=f"page-{number}", page=self.label, pdf_page=self.pdf_page))


def _elements(layout: _Layout) -> Iterator[Element]:
    gutter = layout.gutter
    for row in layout.rows:
        yield Element(Box(row.x0, row.top, row.x1, row.base), row.side, row=row)
    for number, run in enumerate(layout.aligned):
        box = Box(min(r.x0 for r in run), run[0].top, max(r.x1 for r in run), run[-1].base)
        yield Element(box, Side.ACROSS, aligned=number)
    for number, grid in enumerate(layout.grids):
        yield Element(grid.box, _side(grid.box, gutter), table=number)
    for number, box in enumerate(layout.content.pictures):
        if box.x1 - box.x0 >= PICTURE and box.bottom - box.top >= PICTURE:
            yield Element(box, _side(box, gutter), picture=number)


def _side(box: Box, gutter: Gutter | None) -> Side:
    if gutter is None or (box.x0 < gutter.middle - 10 and box.x1 > gutter.middle + 10):
        return Side.ACROSS
    return Side.LEFT if box.x1 <= gutter.middle + 10 else Side.RIGHT
