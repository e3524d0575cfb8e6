"""Transcripts (`.txt`, `.md`) to lines.

    row = blank | page of marks only | table row (tabs, bars, tags) | picture | words

Guarantees:
1. Every character of the source that is no blank stands in exactly one line or one piece of markup.
2. The text of a line is the characters of the source, unchanged.
3. No input raises; what looks like broken markup is print.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from gazette_site.characters import BLANK, remember, without_blanks
from gazette_site.failures import cause
from gazette_site.model import Furniture, FurnitureReason, Span, Text
from gazette_site.problems import Problem, error
from gazette_site.reading.corrections import apply_corrections, correct_lines
from gazette_site.reading.encoding import EncodingError, decode, split_lines
from gazette_site.reading.entrance import admitted, character_problems
from gazette_site.reading.folder import Source
from gazette_site.reading.fonts import font_problems, mended
from gazette_site.reading.hiding import hidden_beside, hidden_pdf, hidden_rows
from gazette_site.reading.kinds import kind_of
from gazette_site.reading.lines import Entity, Line, Transcript
from gazette_site.reading.markup import (
    FENCE,
    NO_STRUCTURE,
    RULE,
    Mark,
    Piece,
    Structure,
    has_marks,
    head_marks,
    heading_end,
    markdown_structure,
    pieces,
    span_of,
)
from gazette_site.reading.masks import without_masked
from gazette_site.reading.rows import footnotes, paragraph_begins, tab_tables, with_bar_tables
from gazette_site.reading.settings import ReadingSettings
from gazette_site.reading.sidecar import CorrectionRequest, Sidecar, read_sidecar

_RULED = "`~-*_"
"""Signs that fences and rules begin with."""
NO_GLYPHS: Mapping[str, str] = MappingProxyType({})


def read_source(source: Source, settings: ReadingSettings) -> tuple[Transcript | None, Sidecar, tuple[Problem, ...]]:
    """The transcript and sidecar of one issue, and what is wrong with them.

    The only place where the words of issue files are read. Publishing opens the files once more, to show them as they
    are: `release` the transcripts, `facsimile` the PDFs.
    """
    problems: list[Problem] = []
    sidecar = Sidecar()
    if source.sidecar is not None:
        text, problem = file_text(source.sidecar, source.sidecar_file)
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
        pdf, hidden = hidden_pdf(pdf, source.path, sidecar, source.sidecar_file, settings.pdf_limits)
        problems += hidden
        pdf = admitted(replace(pdf, lines=mended(pdf.lines, settings.glyphs)))
        doubts = (*font_problems(pdf, source.file), *character_problems(pdf, source.file))
        return pdf, sidecar, (*problems, *found, *_refusals(source, refused), *doubts)
    text, problem = file_text(source.path, source.file)
    problems += problem
    if text is None:
        return None, sidecar, tuple(problems)
    if not without_blanks(text):
        return None, sidecar, (*problems, error(source.file, "文件是空的", code="empty"))
    corrected = apply_corrections(text, sidecar.corrections)
    problems += _refusals(source, corrected.refused)
    markdown = source.path.suffix.lower() == ".md"
    rows, privacy, hidden = hidden_rows(split_lines(corrected.text), sidecar, source.sidecar_file)
    problems += hidden
    transcript = read_transcript("\n".join(rows), markdown=markdown, glyphs=settings.glyphs)
    transcript = replace(transcript, corrections=corrected.corrections, origin=corrected.origin, privacy=privacy)
    transcript = without_masked(transcript, sidecar.masks)
    problems += (*font_problems(transcript, source.file), *character_problems(transcript, source.file))
    if source.pdf is not None:
        transcript, hints = _with_pdf(transcript, source.pdf, source, sidecar, settings)
        problems += hints
    return transcript, sidecar, tuple(problems)


def _refusals(source: Source, refused: Iterable[tuple[CorrectionRequest, str]]) -> list[Problem]:
    return [error(source.sidecar_file, f"更正{why}", r.line, r.find, "correction") for r, why in refused]


def _with_pdf(
    transcript: Transcript, pdf: Path, source: Source, sidecar: Sidecar, settings: ReadingSettings
) -> tuple[Transcript, list[Problem]]:
    """The transcript with the pages of the PDF beside it. A PDF that cannot be read costs the pages, not the issue."""
    from gazette_site.reading.alignment import with_pages
    from gazette_site.reading.pdf import read_pdf

    file = source.file
    printed, found = read_pdf(pdf, f"{file.rsplit('/', 1)[0]}/{pdf.name}" if "/" in file else pdf.name, settings)
    if printed is None:
        return transcript, list(found)
    transcript, printed, hidden = hidden_beside(
        transcript, printed, pdf, sidecar, source.sidecar_file, settings.pdf_limits
    )
    aligned, hints = with_pages(transcript, printed, file)
    return aligned, [*found, *hidden, *hints]


def file_text(path: Path, file: str) -> tuple[str | None, list[Problem]]:
    """The text in a file, or why there is none."""
    try:
        data = path.read_bytes()
    except OSError as failure:
        return None, [error(file, f"文件读不出来（{cause(failure)}）", code="unreadable")]
    if kind := kind_of(data):
        message = f"文件名是 {path.suffix}，内容却是{kind}；请放入纯文本，或把扩展名改对"
        return None, [error(file, message, code="wrong-kind")]
    try:
        return decode(data), []
    except EncodingError as problem:
        quote = data.split(b"\n")[problem.line - 1][:60].decode("utf-8", "replace") if problem.line else ""
        return None, [error(file, f"读不出文字：{problem}", problem.line, quote, "encoding")]


def read_transcript(text: str, *, markdown: bool = False, glyphs: Mapping[str, str] = NO_GLYPHS) -> Transcript:
    """The lines of a transcript, signs of broken fonts put right (`fonts`). Pure."""
    rows = split_lines(text)
    remember(rows)
    structure = markdown_structure(text) if markdown else NO_STRUCTURE
    structure = with_bar_tables(rows, structure)
    tabs = tab_tables(rows, structure)
    begins = paragraph_begins(rows, {*structure.tables, *tabs})
    reader = _Reader(rows, structure, tabs, markdown, footnotes(rows), begins)
    for number, row in enumerate(rows):
        reader.read(number, row)
    reader.finish()
    return admitted(Transcript(tuple(rows), mended(reader.lines, glyphs), tuple(reader.markup)))


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
    footnotes: frozenset[int]
    indents: dict[int, bool]
    """Row → whether its indent shows that it begins a paragraph or goes on."""
    lines: list[Line] = field(default_factory=list)
    markup: list[Furniture] = field(default_factory=list)
    gap: int = 0
    level: int = 0
    begins: bool | None = None
    words: list[Span] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    """Those among `words`."""
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
            or (row.lstrip()[:1] in _RULED and (FENCE.fullmatch(row) or RULE.fullmatch(row)))
        ):
            self.mark(number, 0, len(row))
            self.gap += 1
            return
        start, self.level = 0, 0
        if number not in self.tab_tables and number not in self.footnotes:
            start, self.level = head_marks(row, self.markdown)
        end = heading_end(row, start) if self.level else len(row)
        self.begins = True if start and not self.level else self.indents.get(number)
        if start or end < len(row):
            self.mark(number, 0, start)
            self.mark(number, end, len(row))
        separator = "|" if number in self.structure.tables else "\t" if number in self.tab_tables else ""
        if separator:
            self.table_row(number, row, start, end, separator)
        elif not self.depth and end - start == len(row) and not has_marks(row):  # nearly every row
            self.lines.append(self.placed(row, (Span(number + 1, 0, len(row)),)))
            self.gap, self.begins = 0, None
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
        if start == end:
            return
        value = self.rows[number][start:end]
        if without_blanks(value):
            self.markup.append(Furniture(FurnitureReason.MARKUP, Text(value.strip(), (Span(number + 1, start, end),))))

    def take(self, number: int, piece: Piece) -> None:
        """One piece of a row that is no table row of tabs or bars."""
        if piece.mark in (Mark.TEXT, Mark.ENTITY):
            self.say(number, piece)
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

    def say(self, number: int, piece: Piece) -> None:
        """Characters of the print; an entity is the one it stands for, a blank among them is a mark that leaves a blank."""
        span = Span(number + 1, piece.start, piece.end)
        if piece.mark is Mark.ENTITY:
            written = self.rows[number][piece.start : piece.end]
            if BLANK.fullmatch(piece.name):
                self.mark(number, piece.start, piece.end)
                span = Span(number + 1, piece.start, piece.start)
            self.entities.append(Entity(span, written, piece.name))
        self.words.append(span)

    def taken(self, gap: int = 0, level: int = 0, picture: str | None = None, begins: bool | None = None) -> Line:
        """The words so far as a line without outer blanks, with what is known of its place; nothing is under way after it."""
        spans, entities = tuple(self.words), tuple(self.entities)
        characters = {entity.span: entity.character for entity in entities}
        text = "".join([characters.get(s) or self.rows[s.line - 1][s.start : s.end] for s in spans])
        self.words, self.entities = [], []
        if not without_blanks(text):
            return Line("", (), gap, level, picture=picture, begins=begins)
        return Line(text, spans, gap, level, picture=picture, begins=begins, entities=entities).part(0)

    def placed(self, text: str, spans: tuple[Span, ...]) -> Line:
        """A line of words without entities, with what is known of its place."""
        return Line(text, spans, self.gap, self.level, begins=self.begins).part(0)

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
        if self.row and self.depth:
            line = self.taken()
            if line.text or picture is not None:
                self.row[-1].paragraphs.append(line)
            return
        line = self.taken(self.gap, self.level, picture, self.begins)
        if not line.text and picture is None:
            return
        self.lines.append(line)
        self.gap, self.begins = 0, None

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
            line = self.taken()
            if line.text:
                paragraphs.append(line)

        for piece in pieces(row, start, end, markdown=self.markdown, cells=separator):
            if piece.mark in (Mark.TEXT, Mark.ENTITY):
                self.say(number, piece)
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
