"""Transcripts (`.txt`, `.md`) to lines.

    row = blank | page of marks only | table row (tabs, bars, tags) | picture | words

Guarantees:
1. Every character of the source that is no blank stands in exactly one line or one piece of markup.
2. The text of a line is the characters of the source, unchanged.
3. No input raises; what looks like broken markup is print.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from gazette_site.characters import BLANK, without_blanks
from gazette_site.model import Furniture, FurnitureReason, Span, Text
from gazette_site.problems import Problem, error
from gazette_site.reading.corrections import apply_corrections, correct_lines
from gazette_site.reading.encoding import EncodingError, decode, split_lines
from gazette_site.reading.folder import Source
from gazette_site.reading.fonts import font_problems, mended
from gazette_site.reading.lines import Line, Transcript
from gazette_site.reading.markup import (
    FENCE,
    HEADING_END,
    NO_STRUCTURE,
    RULE,
    Mark,
    Piece,
    Structure,
    head_marks,
    markdown_structure,
    pieces,
    span_of,
)
from gazette_site.reading.settings import ReadingSettings
from gazette_site.reading.sidecar import CorrectionRequest, Sidecar, read_sidecar

NO_GLYPHS: Mapping[str, str] = MappingProxyType({})
_BAR_ROW = re.compile(r"\s*\|.*\|\s*")
_BAR_DELIMITER = re.compile(r"[\s|:-]*-[\s|:-]*")


def read_source(source: Source, settings: ReadingSettings) -> tuple[Transcript | None, Sidecar, tuple[Problem, ...]]:
    """The transcript and sidecar of one issue, and what is wrong with them; the only place where issue files are opened."""
    problems: list[Problem] = []
    sidecar = Sidecar()
    if source.sidecar is not None:
        text, problem = _text(source.sidecar.read_bytes(), source.sidecar_file)
        problems += problem
        if text is not None:
            sidecar, found = read_sidecar(text, source.sidecar_file)
            problems += found
    if source.path.suffix.lower() == ".pdf":
        from gazette_site.reading.pdf import read_pdf  # a build without PDF issues must not wait for it

        pdf, found = read_pdf(source.path, source.file, settings)
        if pdf is None:
            return None, sidecar, (*problems, *found)
        pdf, refused = correct_lines(pdf, sidecar.corrections)
        pdf = replace(pdf, lines=mended(pdf.lines, settings.glyphs))
        return pdf, sidecar, (*problems, *found, *_refusals(source, refused), *font_problems(pdf, source.file))
    text, problem = _text(source.path.read_bytes(), source.file)
    problems += problem
    if text is None:
        return None, sidecar, tuple(problems)
    if not without_blanks(text):
        return None, sidecar, (*problems, error(source.file, "文件是空的", code="empty"))
    corrected = apply_corrections(text, sidecar.corrections)
    problems += _refusals(source, corrected.refused)
    markdown = source.path.suffix.lower() == ".md"
    transcript = read_transcript(corrected.text, markdown=markdown, glyphs=settings.glyphs)
    transcript = replace(transcript, corrections=corrected.corrections, origin=corrected.origin)
    problems += font_problems(transcript, source.file)
    if source.pdf is not None:
        transcript, hints = _with_pdf(transcript, source.pdf, source.file, settings)
        problems += hints
    return transcript, sidecar, tuple(problems)


def _refusals(source: Source, refused: Iterable[tuple[CorrectionRequest, str]]) -> list[Problem]:
    return [error(source.sidecar_file, f"更正{why}", r.line, r.find, "correction") for r, why in refused]


def _with_pdf(
    transcript: Transcript, pdf: Path, file: str, settings: ReadingSettings
) -> tuple[Transcript, list[Problem]]:
    """The transcript with the pages of the PDF beside it. A PDF that cannot be read costs the pages, not the issue."""
    from gazette_site.reading.alignment import with_pages
    from gazette_site.reading.pdf import read_pdf

    printed, found = read_pdf(pdf, f"{file.rsplit('/', 1)[0]}/{pdf.name}" if "/" in file else pdf.name, settings)
    if printed is None:
        return transcript, list(found)
    aligned, hints = with_pages(transcript, printed, file)
    return aligned, [*found, *hints]


def _text(data: bytes, file: str) -> tuple[str | None, list[Problem]]:
    try:
        return decode(data), []
    except EncodingError as problem:
        quote = data.split(b"\n")[problem.line - 1][:60].decode("utf-8", "replace") if problem.line else ""
        return None, [error(file, f"读不出文字：{problem}", problem.line, quote, "encoding")]


def read_transcript(text: str, *, markdown: bool = False, glyphs: Mapping[str, str] = NO_GLYPHS) -> Transcript:
    """The lines of a transcript, signs of broken fonts put right (`fonts`). Pure."""
    rows = split_lines(text)
    structure = markdown_structure(text) if markdown else NO_STRUCTURE
    structure = _with_bar_tables(rows, structure)
    reader = _Reader(rows, structure, _tab_tables(rows, structure), markdown)
    for number, row in enumerate(rows):
        reader.read(number, row)
    reader.finish()
    return Transcript(tuple(rows), mended(reader.lines, glyphs), tuple(reader.markup))


def _with_bar_tables(rows: list[str], structure: Structure) -> Structure:
    """Adds the tables that are drawn with bars but that Markdown does not see, because other marks stand directly before them."""
    tables, delimiters = dict(structure.tables), set(structure.delimiters)
    run: list[int] = []
    for number, row in enumerate([*rows, ""]):
        if number not in tables and _BAR_ROW.fullmatch(row):
            run.append(number)
            continue
        if len(run) > 1:
            tables.update(dict.fromkeys(run, 250_000 + number))
            delimiters.update(n for n in run if _BAR_DELIMITER.fullmatch(rows[n]))
        run = []
    return Structure(structure.rules, tables, frozenset(delimiters))


def _tab_tables(rows: list[str], structure: Structure) -> dict[int, int]:
    """Rows of tables whose cells are separated by tabs: two such rows one after the other, or one with two tabs or more.

    Rows of tabs alone between them are empty rows of a form.
    """
    tables: dict[int, int] = {}
    run: list[int] = []
    for number, row in enumerate([*rows, ""]):
        if "\t" in row and number not in structure.tables and (run or without_blanks(row)):
            run.append(number)
            continue
        while run and not without_blanks(rows[run[-1]]):
            run.pop()
        if len(run) > 1 or (run and rows[run[0]].strip(" \r\n").count("\t") > 1):
            tables.update(dict.fromkeys(run, len(tables) + 1))
        run = []
    return tables


@dataclass(slots=True)
class _Cell:
    """A cell being read: finished paragraphs and the pieces of the one under way."""

    paragraphs: list[Line] = field(default_factory=list)
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class _Reader:
    """Assembles lines from the pieces of the rows; knows whether it stands inside an HTML table."""

    rows: list[str]
    structure: Structure
    tab_tables: dict[int, int]
    markdown: bool
    lines: list[Line] = field(default_factory=list)
    markup: list[Furniture] = field(default_factory=list)
    gap: int = 0
    level: int = 0
    words: list[Span] = field(default_factory=list)
    depth: int = 0
    """How many HTML tables are open."""
    table: int = 0
    row: list[_Cell] | None = None
    """The table row under way, tags or not."""
    carried: dict[int, int] = field(default_factory=dict)
    """Column of the HTML table → rows that a cell from above still covers."""

    def read(self, number: int, row: str) -> None:
        if not without_blanks(row) and number not in self.tab_tables:
            self.gap += 1
            return
        if (
            number in self.structure.rules
            or number in self.structure.delimiters
            or FENCE.fullmatch(row)
            or RULE.fullmatch(row)
        ):
            self.mark(number, 0, len(row))
            self.gap += 1
            return
        start, self.level = head_marks(row, self.markdown) if number not in self.tab_tables else (0, 0)
        end = len(row)
        if self.level:
            tail = HEADING_END.search(row, start)
            end = tail.start() if tail else end
        self.mark(number, 0, start)
        self.mark(number, end, len(row))
        separator = "|" if number in self.structure.tables else "\t" if number in self.tab_tables else ""
        if separator:
            self.table_row(number, row, start, end, separator)
        else:
            for piece in pieces(row, start, end, markdown=self.markdown):
                self.take(number, piece)
            self.end_line()
        self.level = 0

    def finish(self) -> None:
        self.end_line()
        if self.row is not None:
            self.end_row()

    def mark(self, number: int, start: int, end: int) -> None:
        """Lists characters as markup."""
        value = self.rows[number][start:end]
        if without_blanks(value):
            self.markup.append(Furniture(FurnitureReason.MARKUP, Text(value.strip(), (Span(number + 1, start, end),))))

    def take(self, number: int, piece: Piece) -> None:
        """One piece of a row that is no table row of tabs or bars."""
        if piece.mark is Mark.TEXT:
            self.words.append(Span(number + 1, piece.start, piece.end))
            return
        if piece.mark is Mark.IMAGE:
            self.end_line()
            self.mark(number, piece.start, piece.text_start)
            self.words.append(Span(number + 1, piece.text_start, piece.text_end))
            self.mark(number, piece.text_end, piece.end)
            self.end_line(picture=piece.name)
            return
        self.mark(number, piece.start, piece.end)
        if piece.mark is Mark.BREAK:
            self.end_line()
        elif piece.mark is Mark.TAG:
            self.tag(piece)

    def tag(self, piece: Piece) -> None:
        """A tag that builds a table."""
        name = piece.name
        self.end_line()
        if name == "table":
            self.depth += 1
            if self.depth == 1:
                self.table = 1000 + len(self.lines)
                self.carried = {}
        elif name == "/table":
            self.end_row()
            self.depth = max(self.depth - 1, 0)
        elif self.depth and name in ("tr", "/tr"):
            self.end_row()
        elif self.depth and name in ("td", "th"):
            if self.row is None:
                self.row = []
            self._covered()
            self.row.append(_Cell([], span_of(piece.attributes, "colspan"), span_of(piece.attributes, "rowspan")))

    def _covered(self) -> None:
        """Puts empty cells where cells of the rows above reach down."""
        assert self.row is not None
        while self.carried.get(sum(c.columns for c in self.row), 0) > 0:
            self.carried[sum(c.columns for c in self.row)] -= 1
            self.row.append(_Cell(columns=1, rows=0))

    def end_line(self, picture: str | None = None) -> None:
        """The words so far are a line, or a paragraph of the cell under way."""
        line = _line(self.rows, self.words)
        self.words = []
        if not line.text and picture is None:
            return
        if self.row and self.depth:
            self.row[-1].paragraphs.append(line)
            return
        self.lines.append(replace(line, gap=self.gap, level=self.level, picture=picture))
        self.gap = 0

    def end_row(self) -> None:
        """The cells so far are a row of an HTML table."""
        if self.row is None:
            return
        self._covered()
        cells: list[tuple[Line, ...]] = []
        for cell in self.row:
            for offset in range(cell.columns):
                if cell.rows > 1:
                    self.carried[len(cells)] = cell.rows - 1
                cells.append(tuple(cell.paragraphs) if offset == 0 else ())
        self.row = None
        self.add_row(cells, self.table)

    def table_row(self, number: int, row: str, start: int, end: int, separator: str) -> None:
        """A row whose cells stand between tabs or bars."""
        cells: list[tuple[Line, ...]] = []
        paragraphs: list[Line] = []

        def close_paragraph() -> None:
            line = _line(self.rows, self.words)
            self.words = []
            if line.text:
                paragraphs.append(line)

        for piece in pieces(row, start, end, markdown=self.markdown, cells=separator):
            if piece.mark is Mark.TEXT:
                self.words.append(Span(number + 1, piece.start, piece.end))
                continue
            self.mark(number, piece.start, piece.end)
            if piece.mark in (Mark.BREAK, Mark.CELL):
                close_paragraph()
            if piece.mark is Mark.CELL:
                cells.append(tuple(paragraphs))
                paragraphs = []
        close_paragraph()
        cells.append(tuple(paragraphs))
        if separator == "|":
            cells = _without_outer(cells, row)
        self.add_row(cells, self.structure.tables.get(number) or 500_000 + self.tab_tables[number])

    def add_row(self, cells: list[tuple[Line, ...]], table: int) -> None:
        """A finished row; its place is that of its first words."""
        first = next((part.spans[:1] for cell in cells for part in cell), ())
        self.lines.append(Line("", first, self.gap, 0, tuple(cells), table))
        self.gap = 0


def _without_outer(cells: list[tuple[Line, ...]], row: str) -> list[tuple[Line, ...]]:
    text = row.strip()
    first = 1 if text.startswith("|") and len(cells) > 1 else 0
    last = len(cells) - 1 if text.endswith("|") and len(cells) > first + 1 else len(cells)
    return cells[first:last]


def _line(rows: list[str], spans: list[Span]) -> Line:
    text = "".join(rows[s.line - 1][s.start : s.end] for s in spans)
    if not text or BLANK.fullmatch(text):
        return Line("", ())
    return Line(text, tuple(spans)).part(0)
