"""The meeting point of reading and parsing: lines with their place, whatever kind of file they came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace as other_line

from gazette_site.characters import BLANK
from gazette_site.model import (
    NO_ORDERS,
    Correction,
    Furniture,
    FurnitureReason,
    Page,
    Privacy,
    Repair,
    RepairName,
    Span,
    Text,
)
from gazette_site.problems import Problem, warning


class Entity(NamedTuple):
    """A character that the source writes as an HTML entity: `&lt;`, `&#x4e00;`."""

    span: Span
    """Where the entity stands; empty for a blank (`&nbsp;`), whose own characters are markup."""
    written: str
    character: str


class Line(Struct, frozen=True):
    """One printed line, or a part of one, without markup and outer blanks.

    Invariant: `text` is the source characters of `spans`, one after the other, with nothing changed but `entities`, each of which is a span of
    its own and one character of `text`, and but the signs that `printed` has otherwise.
    """

    text: str
    spans: tuple[Span, ...]
    gap: int = 0
    """Empty lines before it; 9 at a place where the medium itself begins anew (a page of its own)."""
    level: int = 0
    """Level of a Markdown heading, 1 to 6; 0 for everything else. Erratic: a hint, never a fact."""
    cells: tuple[tuple[Line, ...], ...] | None = None
    """Of a table row: for each cell its paragraphs; None if the line is no table row."""
    table: int = 0
    """Number of the table the row belongs to, if the medium tells tables apart; else 0."""
    picture: str | None = None
    """Address of a picture, if the line is one; the text is its caption then."""
    page: int | None = None
    """Printed page number, if the medium tells."""
    pdf_page: int = 0
    """Page of the PDF, counted from 1; 0 without one."""
    begins: bool | None = None
    """Whether the layout shows that a paragraph begins here (True) or goes on (False); None if the medium does not show it."""
    entities: tuple[Entity, ...] = ()
    """The entities among `spans`, in order."""
    printed: str = ""
    """The words before a font's mistake was put right (`reading.fonts`), one character for each of `text`; empty where nothing was."""

    @property
    def number(self) -> int:
        """Source line it begins on, counted from 1."""
        return self.spans[0].line if self.spans else 0

    def part(self, start: int, end: int | None = None) -> Line:
        """The characters from `start` up to `end` as a line of their own, outer blanks removed."""
        if not start and end is None and len(self.spans) == 1 and not self.entities and _is_tight(self.text):
            return self  # nearly every line
        stop = len(self.text) if end is None else end
        while start < stop and BLANK.match(self.text[start]):
            start += 1
        while stop > start and BLANK.match(self.text[stop - 1]):
            stop -= 1
        if len(self.spans) == 1 and not self.entities:
            if start == 0 and stop == len(self.text):
                return self
            span = self.spans[0]
            kept_span = Span(span.line, span.start + start, span.start + stop)
            return self._with(self.text[start:stop], (kept_span,) if start < stop else (), (), self.printed[start:stop])
        whole = {entity.span for entity in self.entities}
        spans = _cut(self.spans, start, stop, whole)
        left = whole.intersection(spans)
        kept = tuple(entity for entity in self.entities if entity.span in left)
        return self._with(self.text[start:stop], spans, kept, self.printed[start:stop])

    def _with(self, text: str, spans: tuple[Span, ...], entities: tuple[Entity, ...], printed: str) -> Line:
        """The line with other words; `replace` would take three times as long."""
        return Line(
            text, spans, self.gap, self.level, self.cells, self.table, self.picture, self.page, self.pdf_page,
            self.begins, entities, printed,
        )  # fmt: skip

    def followed_by(self, other: Line) -> Line:
        """This line with the words of another directly after its own."""
        return other_line(
            self,
            text=self.text + other.text,
            spans=(*self.spans, *other.spans),
            entities=(*self.entities, *other.entities),
            printed=self.unmended + other.unmended if self.printed or other.printed else "",
        )

    @property
    def unmended(self) -> str:
        """The words as they were before signs of a font were put right."""
        return self.printed or self.text


def _is_tight(text: str) -> bool:
    """True only for a text with a Chinese character at both ends, as nearly every line has them."""
    return bool(text) and "\u4e00" <= text[0] <= "\u9fff" and ("\u4e00" <= text[-1] <= "\u9fff" or text[-1] in "。：；")


def _cut(spans: tuple[Span, ...], start: int, end: int, whole: set[Span]) -> tuple[Span, ...]:
    """The spans of the characters from `start` up to `end`; those in `whole` count as one character."""
    kept, offset = [], 0
    for span in spans:
        size = 1 if span in whole else span.end - span.start
        low, high = max(start - offset, 0), min(end - offset, size)
        if low < high:
            kept.append(span if span in whole else Span(span.line, span.start + low, span.start + high))
        offset += size
    return tuple(kept)


def furniture(reason: FurnitureReason, line: Line) -> Furniture:
    """`line` as furniture, signs of fonts as they stand in the source; a table row counts with all its cells."""
    words = " ".join(part.unmended for part in parts_of([line]) if part.text)
    return Furniture(reason, Text(words, line_spans(line), entity_repairs(line)))


def parts_of(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines; of table rows the paragraphs of their cells."""
    for line in lines:
        if line.cells is None:
            yield line
        else:
            yield from (part for cell in line.cells for part in cell)


def line_text(line: Line) -> str:
    """All words of a line, the cells of a table row separated by blanks."""
    if line.cells is None:
        return line.text
    return " ".join(part.text for cell in line.cells for part in cell if part.text)


def line_spans(line: Line) -> tuple[Span, ...]:
    """All places of a line, cells included."""
    if line.cells is None:
        return line.spans
    return tuple(span for cell in line.cells for part in cell for span in part.spans)


def entity_repairs(line: Line) -> tuple[Repair, ...]:
    """What turns the source of a line, cells included, into its words: one repair for each entity that is no blank."""
    found = [entity for part in parts_of([line]) for entity in part.entities]
    return tuple(Repair(RepairName.ENTITY, e.written, e.character) for e in found if e.span.end > e.span.start)


def font_repairs(line: Line) -> Iterator[Repair]:
    """What was put right in the words of a line (cells included) because a font had written them wrong, with a character on either side."""
    for part in parts_of([line]):
        for i, (old, new) in enumerate(zip(part.printed, part.text, strict=False)):
            if old != new:
                left, right = part.text[max(i - 1, 0) : i], part.printed[i + 1 : i + 2]
                yield Repair(RepairName.FONT, left + old + right, left + new + right)


@dataclass(frozen=True, slots=True)
class Transcript:
    """What reading hands to parsing."""

    source: tuple[str, ...]
    """The lines of the file (after corrections) as they are; the measure of what must not be lost."""
    lines: tuple[Line, ...]
    """Its printed lines in order, blank ones left out."""
    markup: tuple[Furniture, ...] = ()
    """Characters that are not print: heading marks, tags, table bars."""
    corrections: tuple[Correction, ...] = ()
    origin: tuple[int, ...] = ()
    """For each source line the line of the uncorrected file, or the page of the PDF; empty if they are the same."""
    pages: tuple[Page, ...] = ()
    """Of a PDF its pages."""
    privacy: Privacy = NO_ORDERS
    """What the sidecar orders, carried out as far as it is about words."""

    def file_line(self, line: int) -> int:
        """Line of the file on disk for a line of `source`, both counted from 1."""
        return self.origin[line - 1] if self.origin and 0 < line <= len(self.origin) else line

    def quote(self, line: int) -> str:
        """The source line as it is, '' if there is none."""
        return self.source[line - 1] if 0 < line <= len(self.source) else ""

    def warn(self, file: str, message: str, line: int, code: str) -> Problem:
        """A warning about a line of `source`, told as a line of `file` with its words."""
        return warning(file, message, self.file_line(line), self.quote(line), code)
