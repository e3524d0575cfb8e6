"""Rows, columns and bands: the characters of a page in reading order.

page = band+          a band is cut off by what runs across the page
band = left column, right column | one line, table or picture across
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from gazette_site.reading.pdf.characters import Box, Char

_LEFT_HALF = frozenset("，。、；：）》”’」』〉】〕！？")
TITLE = 15.0
"""Size in points from which a row is never cut at the gutter."""


NARROW = 0.8
"""Sizes up to which a gap is none between columns: the blank half of a mark in a justified line."""


class Side(Enum):
    """Where a row stands."""

    LEFT = "left"
    RIGHT = "right"
    ACROSS = "across"
    DOWN = "down"
    """A column of vertical writing; its row is measured along the page from the top."""


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

    @property
    def top(self) -> float:
        """Its upper edge, near enough."""
        return self.base - 0.88 * self.size


class Gutter(NamedTuple):
    """The empty strip between two columns."""

    x0: float
    x1: float
    top: float = -1e9
    bottom: float = 1e9
    """Where it begins and ends, if columns stand in a part of the page only."""

    @property
    def middle(self) -> float:
        """Where it is cut."""
        return (self.x0 + self.x1) / 2


def body_size(pages: Iterable[Sequence[Char]]) -> float:
    """The size in points that most characters of an issue have."""
    counts: Counter[float] = Counter(round(c.size * 2) / 2 for chars in pages for c in chars)
    return counts.most_common(1)[0][0] if counts else 10.5


def find_gutter(chars: Sequence[Char], width: float, size: float) -> Gutter | None:
    """The gutter of a two-column page, None if the page has one column.

    The widest strip of the middle that body text leaves free; none if more text crosses the middle than stands to its right.
    """
    low, high = int(0.42 * width), int(0.58 * width)
    covered = [0] * (high - low + 1)
    body = [c for c in chars if c.size <= 1.15 * size and not c.text.isspace()]
    for char in body:
        x0, x1 = _ink(char)
        for x in range(max(int(x0) + 1, low), min(int(x1), high) + 1):
            covered[x - low] += 1
    rows = lines_by_base(body, size)
    spanning = max(1.0, 0.15 * len(rows))  # a number or heading across the page covers the gutter, too
    best = _widest([n <= spanning for n in covered])
    if best is None or best[1] - best[0] < 0.5 * size:
        return None
    gutter = Gutter(low + best[0], low + best[1])
    middle = gutter.middle
    right = sum(c.x0 > middle for c in body)
    crossing = sum(len(row) for row in rows if _crosses(row, gutter, size))
    return None if crossing > 1.5 * right or not _two_columns(rows, gutter, size) else gutter


def _two_columns(rows: Sequence[Sequence[Char]], gutter: Gutter, size: float) -> bool:
    """Whether rows at both sides of a gutter show that there are columns.

    A page of a few lines leaves many a strip free: that of a blank in its only full line, that beside a signature or a date at the right. Columns
    have lines beside each other, and those of the right one begin at one place.
    """
    parts = [halves(row, gutter) for row in rows if not _crosses(row, gutter, size)]
    left = [(part[0].base, part[-1].x1) for part, _ in parts if part]
    right = [(part[0].base, part[0].x0) for _, part in parts if part]
    beside = _beside(left, right)
    flush = max((sum(abs(x - other) < 0.3 * size for _, other in right) for _, x in right), default=0)
    if len(beside) >= 4 and len(_beside(right, left)) >= 4:
        return 3 * flush >= len(right)
    full = sum(end > gutter.x0 - 1.5 * size for _, end in beside)
    return len(beside) >= 2 and flush >= 2 and 2 * flush >= len(right) and 2 * full >= len(beside)


def halves(row: Sequence[Char], gutter: Gutter) -> tuple[list[Char], list[Char]]:
    """What of a row stands on either side of a gutter."""
    left = [c for c in row if c.middle < gutter.middle]
    return left, [c for c in row if c.middle >= gutter.middle]


def _beside(ones: Sequence[tuple[float, float]], others: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Those of `ones`, given by base line and edge, that stand between the first and the last of `others`."""
    bases = [base for base, _ in others]
    return [one for one in ones if bases and min(bases) - 1 <= one[0] <= max(bases) + 1]


def usual_gutter(gutters: Iterable[Gutter | None]) -> Gutter | None:
    """The gutter of an issue: what nearly all pages that have one leave free; None if none has.

    A page with little text leaves more free than the gutter, so its own edges are no measure.
    """
    found = [g for g in gutters if g is not None]
    if not found:
        return None
    x0 = sorted(g.x0 for g in found)[int(0.8 * (len(found) - 1))]
    x1 = sorted((g.x1 for g in found), reverse=True)[int(0.8 * (len(found) - 1))]
    return Gutter(x0, x1) if x1 - x0 > 4 else sorted(found, key=lambda g: g.x1 - g.x0)[0]


def holds(gutter: Gutter, chars: Sequence[Char], size: float) -> bool:
    """Whether a page on which no gutter shows by itself can have the usual one: few rows cross it.

    What stands at its right has something beside it at its left, too; a signature between two lines of one column has not.
    """
    body = [c for c in chars if c.size <= 1.15 * size and not c.text.isspace()]
    rows = lines_by_base(body, size)
    crossing = [_crosses(row, gutter, size) for row in rows]
    if sum(crossing) > len(rows) / 3:
        return False
    parts = [halves(row, gutter) for row, crosses in zip(rows, crossing, strict=True) if not crosses]
    left = [part[0].base for part, _ in parts if part]
    right = [part[0].base for _, part in parts if part]
    if not right:
        full = sum(part[-1].x1 > gutter.x0 - 1.5 * size for part, _ in parts if part)
        return full >= sum(crossing)
    if max(left, default=0.0) < right[0]:
        return True
    flush = sum(
        min(abs(part[0].x0 - gutter.x1 - indent * size) for indent in (0, 2)) < size for _, part in parts if part
    )
    if 3 * flush < len(right):
        return False
    return any(abs(a - b) < 0.95 * size for a in left for b in right)


def _widest(free: list[bool]) -> tuple[int, int] | None:
    best, start = None, None
    for i, ok in enumerate([*free, False]):
        if ok and start is None:
            start = i
        elif not ok and start is not None:
            if best is None or i - start > best[1] - best[0]:
                best = (start, i)
            start = None
    return best


def _ink(char: Char) -> tuple[float, float]:
    """Left and right edge of what is really printed: a closing mark fills the left half of its square and may hang over."""
    return (char.x0, (char.x0 + char.x1) / 2) if char.text in _LEFT_HALF else (char.x0, char.x1)


def rows(chars: Sequence[Char], gutter: Gutter | None, size: float) -> list[Row]:
    """The printed lines of a page, from top to bottom, cut at the gutter where nothing crosses it."""
    result: list[Row] = []
    for group in lines_by_base(chars, size):
        if gutter is None or not gutter.top < group[0].base < gutter.bottom or _crosses(group, gutter, size):
            result.append(_row(group, Side.ACROSS))
            continue
        left, right = halves(group, gutter)
        result += [_row(part, side) for part, side in ((left, Side.LEFT), (right, Side.RIGHT)) if part]
    return [row for row in result if row.text]


def lines_by_base(chars: Sequence[Char], size: float) -> list[list[Char]]:
    """Characters on one base line, give or take a third of their size, each group from left to right."""
    groups: list[list[Char]] = []
    base = -1e9
    for char in sorted(chars, key=lambda c: c.base):
        if char.base - base > 0.35 * max(min(char.size, 1.4 * size), 0.8 * size):
            groups.append([])
            base = char.base
        groups[-1].append(char)
    for group in groups:
        group.sort(key=lambda c: c.x0)
    return groups


def _crosses(row: Sequence[Char], gutter: Gutter, size: float) -> bool:
    """Whether a row runs across the gutter: ink in it, or a gap there no wider than one between words."""
    left_edge, right_edge, middle = -1e9, 1e9, gutter.middle
    for char in row:
        text, x0, x1 = char[:3]
        if text.isspace():
            continue
        if text in _LEFT_HALF:
            x1 = (x0 + x1) / 2
        if x1 <= middle:
            if x1 > left_edge:
                left_edge = x1
        elif x0 < middle:
            return True
        elif x0 < right_edge:
            right_edge = x0
    if left_edge < 0 or right_edge > 1e8:
        return False
    big = max(c.size for c in row) >= max(TITLE, 1.25 * size)
    return big or right_edge - left_edge < max(0.45 * (gutter.x1 - gutter.x0), NARROW * size)


def _row(chars: Sequence[Char], side: Side) -> Row:
    sizes = Counter(round(c.size, 1) for c in chars if not c.text.isspace())
    size = sizes.most_common(1)[0][0] if sizes else chars[0].size
    bases = sorted(c.base for c in chars)
    inked = [c for c in chars if not c.text.isspace()] or list(chars)
    text = row_text(chars)
    return Row(text, inked[0].x0, inked[-1].x1, bases[len(bases) // 2], size, side, _segments(inked))


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
    for side, least in ((Side.ACROSS, 2), (Side.LEFT, 3), (Side.RIGHT, 3)):
        column = [row for row in page if row.side in (side, Side.ACROSS)]
        found += [run for run in _aligned(column, side, size) if len(run) >= least]
    return found


def _aligned(column: Sequence[Row], side: Side, size: float) -> list[list[Row]]:
    runs: list[list[Row]] = []
    for row in column:
        if row.side is not side or len(row.segments) < 3:
            runs.append([])
        elif runs and runs[-1] and _stand_under(runs[-1][-1], row, size):
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _stand_under(last: Row, row: Row, size: float) -> bool:
    """Whether the parts of a row stand under those of the row before."""
    if len(last.segments) != len(row.segments) or row.base - last.base >= 4 * size:
        return False
    return all(abs(a.x0 - b.x0) < 0.6 * size for a, b in zip(last.segments, row.segments, strict=True))


def row_text(chars: Sequence[Char]) -> str:
    """Characters of one line as text; a gap of more than half a character without a blank becomes one."""
    parts: list[str] = []
    edge: float | None = None
    for char in chars:
        if (
            edge is not None
            and char.x0 - edge > 0.55 * char.size
            and not char.text.isspace()
            and parts
            and not parts[-1].isspace()
        ):
            parts.append("\u3000" if char.x0 - edge > 0.8 * char.size else " ")
        parts.append(char.text)
        edge = char.x1
    return re.sub(r"^\s+|\s+$", "", "".join(parts))


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
        if element.side is Side.ACROSS:
            result += [*left, *right, element]
            left, right = [], []
        else:
            (left if element.side is Side.LEFT else right).append(element)
    return [*result, *left, *right]
