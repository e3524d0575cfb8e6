"""Rows, columns and bands: the characters of a page in reading order.

page = band+          a band is cut off by what runs across the page
band = left column, right column | one line, table or picture across
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from gazette_site.late import late
from gazette_site.reading.pdf.blanks import least_driven, row_text
from gazette_site.reading.pdf.characters import Box, Char
from gazette_site.reading.pdf.gutters import Gutter, crosses, halves, lines_by_base
from gazette_site.reading.pdf.marked import EDGE

_LATIN = late(r"[(\[]?[A-Za-z][A-Za-z'.,;:)\]\- ]*")


class Side(Enum):
    """Where a row stands."""

    LEFT = "left"
    RIGHT = "right"
    ACROSS = "across"
    DOWN = "down"
    """A column of vertical writing; its row is measured along the page from the top."""
    NARROW = "narrow"
    """In one of three columns or more, which were put under each other."""


class Piece(NamedTuple):
    """A part of a row with wide gaps."""

    text: str
    x0: float
    x1: float

    @property
    def middle(self) -> float:
        """The middle between its left and right edge."""
        return (self.x0 + self.x1) / 2


class Row(NamedTuple):
    """One printed line of a column or across the page."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    side: Side
    segments: tuple[Piece, ...] = ()
    """Of a row with wide gaps its parts; empty for running text."""
    edge: bool = False
    """Whether all of it is marked as a running head or foot."""

    @property
    def top(self) -> float:
        """Its upper edge, near enough."""
        return self.base - 0.88 * self.size


def body_size(pages: Iterable[Sequence[Char]]) -> float:
    """The size in points that most characters of an issue have."""
    counts: Counter[float] = Counter(round(c.size * 2) / 2 for chars in pages for c in chars)
    return counts.most_common(1)[0][0] if counts else 10.5


def rows(chars: Sequence[Char], gutter: Gutter | None, size: float) -> list[Row]:
    """The printed lines of a page, from top to bottom, cut at the gutter where nothing crosses it."""
    parts: list[tuple[Sequence[Char], Side]] = []
    for group in lines_by_base(chars, size):
        if gutter is None or not gutter.top < group[0].base < gutter.bottom or crosses(group, gutter, size):
            parts.append((group, Side.ACROSS))
            continue
        left, right = halves(group, gutter)
        parts += [(part, side) for part, side in ((left, Side.LEFT), (right, Side.RIGHT)) if part]
    least = least_driven([part for part, _ in parts])
    return [row for part, side in parts if (row := _row(part, side, least)).text]


def _row(chars: Sequence[Char], side: Side, driven: int) -> Row:
    sizes = Counter(round(c.size, 1) for c in chars if not c.text.isspace())
    size = sizes.most_common(1)[0][0] if sizes else chars[0].size
    bases = sorted(c.base for c in chars)
    inked = [c for c in chars if not c.text.isspace()] or list(chars)
    text = row_text(chars, driven)
    edge = all(char.artifact == EDGE for char in inked)
    return Row(text, inked[0].x0, inked[-1].x1, bases[len(bases) // 2], size, side, _segments(inked), edge)


def _segments(chars: Sequence[Char]) -> tuple[Piece, ...]:
    """The parts of a row that stand more than one and a half characters apart, if there are two or more."""
    parts: list[list[Char]] = []
    edge = -1e9
    for char in chars:
        if char.x0 - edge > 1.5 * char.size:
            parts.append([])
        parts[-1].append(char)
        edge = char.x1
    return tuple(Piece(row_text(part), part[0].x0, part[-1].x1) for part in parts) if len(parts) > 1 else ()


def aligned_rows(page: Sequence[Row], size: float) -> list[list[Row]]:
    """Runs of rows whose parts stand under each other: a table without rules, such as signature lines.

    Two are enough across the page, in a column three.
    """
    found: list[list[Row]] = []
    for side, least in ((Side.ACROSS, 2), (Side.LEFT, 3), (Side.RIGHT, 3), (Side.NARROW, 3)):
        column = [row for row in page if row.side in (side, Side.ACROSS)]
        found += [run for run in _aligned(column, side, size) if len(run) >= least]
    return found


def _aligned(column: Sequence[Row], side: Side, size: float) -> list[list[Row]]:
    runs: list[list[Row]] = []
    for row in column:
        if row.side is not side or len(row.segments) < 3 or _is_latin(row):
            runs.append([])
        elif runs and runs[-1] and stand_under(runs[-1][-1], row, size):
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _is_latin(row: Row) -> bool:
    """Whether a row is Latin words that were driven to the edge."""
    return all(_LATIN.fullmatch(piece.text) for piece in row.segments)


def stand_under(last: Row, row: Row, size: float) -> bool:
    """Whether the parts of a row stand under those of the row before."""
    if len(last.segments) != len(row.segments) or row.base - last.base >= 4 * size:
        return False
    return all(abs(a.x0 - b.x0) < 0.6 * size for a, b in zip(last.segments, row.segments, strict=True))


class Element(NamedTuple):
    """A row, or the number of a table, of aligned rows or of a picture, with its place on the page."""

    box: Box
    side: Side
    row: Row | None = None
    table: int = -1
    aligned: int = -1
    picture: int = -1


def reading_order(elements: Sequence[Element]) -> list[Element]:
    """Elements in the order in which they are read: band by band, in each the left column before the right."""
    result: list[Element] = []
    left: list[Element] = []
    right: list[Element] = []
    for element in sorted(elements, key=lambda e: (e.box.top, e.box.x0)):
        if element.side not in (Side.LEFT, Side.RIGHT):
            result += [*left, *right, element]
            left, right = [], []
        else:
            (left if element.side is Side.LEFT else right).append(element)
    return [*result, *left, *right]
