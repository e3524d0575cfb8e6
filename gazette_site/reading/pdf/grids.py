"""Tables: cells from the rules around them, merged cells included.

grid = rules that touch ──▶ columns and rows of the finest raster ──▶ cells, joined where no rule stands between them
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from gazette_site.reading.pdf.characters import Box

NEAR = 2.5
"""Points within which two rules touch."""
_LINE = 5.0
"""Points within which two rules are one line of a raster: a double rule; no character has room between them."""


_DRAWING = 3000
"""Rules that touch from which they are a drawing, whose ends are not looked at."""
_FREE = 3.0
"""Points between the end of a line that is drawn under words and the edges of its cell, at least."""
_THIN = 2.0
"""Points of the height or width of a picture that is a rule, at most."""


class Cell(NamedTuple):
    """A cell of a table; row and column of its upper left corner, how many of each it spans."""

    row: int
    column: int
    rows: int
    columns: int


class Grid(NamedTuple):
    """A ruled table on one page."""

    box: Box
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Cell, ...]
    at: dict[tuple[int, int], int]
    """(row, column) of the raster → index of its cell."""
    unsure: bool = False
    """Whether lines of it may belong to other rows: no rule stands between them, and something else than the first column begins one."""

    def cell_at(self, x: float, y: float) -> int:
        """Index of the cell that holds a point, or of the nearest: what stands on the outermost rule is not lost."""
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        return self.at[(row, column)]


def find_grids(rules: Sequence[Box]) -> list[Grid]:
    """The ruled tables of a page from top to bottom; what has a single column is a frame and none."""
    return part_rules(rules)[0]


def part_rules(rules: Sequence[Box]) -> tuple[list[Grid], list[Box]]:
    """The ruled tables of a page from top to bottom, and the rules that are of none."""
    grids: list[Grid] = []
    left: list[Box] = []
    for group in _touching(rules):
        if 4 <= len(group) <= _DRAWING:
            group, loose = _without_loose(group)
            left += loose
        grid = _grid(group) if len(group) >= 4 else None
        if grid is None:
            left += group
        else:
            grids.append(grid)
    return sorted(grids, key=lambda g: (g.box.top, g.box.x0)), left


class _Group:
    """Rules that touch, and the box around them."""

    __slots__ = ("box", "rules")

    def __init__(self, rule: Box) -> None:
        self.box, self.rules = rule, [rule]

    def take(self, other: _Group) -> None:
        """Joins another group to this one."""
        self.box = _hull(self.box, other.box)
        self.rules += other.rules


def _touching(rules: Sequence[Box]) -> list[list[Box]]:
    """Rules in groups that touch each other; a group that ends above a rule is not looked at again, as rules come from top to bottom."""
    closed: list[_Group] = []
    near: list[_Group] = []
    for rule in sorted(rules, key=lambda r: (r.top, r.x0)):
        joined = [g for g in near if _meets(g.box, rule)]
        mine = max(joined, key=lambda g: len(g.rules), default=None)
        if mine is None:
            near = [g for g in near if not _is_above(g, rule, closed)]
            near.append(_Group(rule))
            continue
        for group in joined:
            if group is not mine:
                near.remove(group)
                mine.take(group)
        mine.take(_Group(rule))
    return [group.rules for group in (*closed, *near)]


def _is_above(group: _Group, rule: Box, closed: list[_Group]) -> bool:
    """Whether a group ends above a rule; it is closed then."""
    if group.box.bottom + NEAR >= rule.top:
        return False
    closed.append(group)
    return True


def _without_loose(rules: Sequence[Box]) -> tuple[list[Box], list[Box]]:
    """Rules of a group, and apart those across that end free within a cell: lines under words, bars of fractions."""
    steep = sorted((r for r in rules if r.x1 - r.x0 < r.bottom - r.top), key=lambda r: r.x0)
    places = [r.x0 for r in steep]
    left, right = min(r.x0 for r in rules), max(r.x1 for r in rules)
    loose: set[int] = set()
    for rule in rules if steep else ():
        if rule.x1 - rule.x0 < rule.bottom - rule.top or rule.x0 < left + _FREE or rule.x1 > right - _FREE:
            continue
        near = steep[bisect_left(places, rule.x0 - _FREE) : bisect_right(places, rule.x1 + _FREE)]
        if not any(r.top - _FREE < rule.bottom and rule.top < r.bottom + _FREE for r in near):
            loose.add(id(rule))
    return [r for r in rules if id(r) not in loose], [r for r in rules if id(r) in loose]


def part_lines(pictures: Sequence[Box]) -> tuple[list[Box], list[Box]]:
    """Pictures that are drawn as rules, and the others: thin, and no strips of one picture, each of which begins where the one before ends."""
    thin = [
        p
        for p in pictures
        if min(p.x1 - p.x0, p.bottom - p.top) <= _THIN < 10 * _THIN < max(p.x1 - p.x0, p.bottom - p.top)
    ]
    by_extent: dict[tuple[int, int, bool], list[Box]] = {}
    for picture in thin:
        flat = picture.x1 - picture.x0 > picture.bottom - picture.top
        ends = (picture.x0, picture.x1) if flat else (picture.top, picture.bottom)
        by_extent.setdefault((round(ends[0]), round(ends[1]), flat), []).append(picture)
    strips: set[int] = set()
    for (_, _, flat), group in by_extent.items():
        group.sort(key=lambda p: p.top if flat else p.x0)
        for before, after in pairwise(group):
            if (after.top - before.bottom if flat else after.x0 - before.x1) < 0.5:
                strips |= {id(before), id(after)}
    rules = {id(p) for p in thin} - strips
    return [p for p in pictures if id(p) in rules], [p for p in pictures if id(p) not in rules]


def joined_boxes(boxes: Sequence[Box]) -> list[Box]:
    """Boxes that touch as one box each: some writers put a picture down in strips."""
    whole = []
    for group in _touching(boxes):
        box = group[0]
        for other in group[1:]:
            box = _hull(box, other)
        whole.append(box)
    return whole


def _meets(a: Box, b: Box) -> bool:
    return a.x0 <= b.x1 + NEAR and b.x0 <= a.x1 + NEAR and a.top <= b.bottom + NEAR and b.top <= a.bottom + NEAR


def _hull(a: Box, b: Box) -> Box:
    return Box(min(a.x0, b.x0), min(a.top, b.top), max(a.x1, b.x1), max(a.bottom, b.bottom))


def _grid(rules: Sequence[Box]) -> Grid | None:
    flat = [r for r in rules if r.x1 - r.x0 >= r.bottom - r.top]
    steep = [r for r in rules if r.x1 - r.x0 < r.bottom - r.top]
    xs = _clustered([(r.x0 + r.x1) / 2 for r in steep])
    ys = _clustered([(r.top + r.bottom) / 2 for r in flat])
    if xs and ys:  # a page cuts a row without closing it below; some tables are open at their sides
        xs = _with_ends(xs, min(r.x0 for r in flat), max(r.x1 for r in flat))
        ys = _with_ends(ys, min(r.top for r in steep), max(r.bottom for r in steep))
    if len(xs) < 3 or len(ys) < 2:  # one column is a frame around text
        return None
    across = _Borders([((r.top + r.bottom) / 2, r.x0, r.x1) for r in flat], ys)
    down = _Borders([((r.x0 + r.x1) / 2, r.top, r.bottom) for r in steep], xs)
    at: dict[tuple[int, int], int] = {}
    cells: list[Cell] = []
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) not in at:
                cell = _extent(row, column, xs, ys, across, down)
                at.update(
                    {
                        (r, c): len(cells)
                        for r in range(row, row + cell.rows)
                        for c in range(column, column + cell.columns)
                    }
                )
                cells.append(cell)
    if _is_frames(at, (len(ys) - 1, len(xs) - 1), _Outer(xs, ys, across, down)):
        return None
    return Grid(Box(xs[0], ys[0], xs[-1], ys[-1]), tuple(xs), tuple(ys), tuple(cells), at)


class _Outer(NamedTuple):
    """The edge of a raster: which parts of it are drawn."""

    xs: list[float]
    ys: list[float]
    across: _Borders
    down: _Borders

    def drawn_at(self, row: int, column: int) -> tuple[bool, bool]:
        """Whether a rule is drawn over or under a corner, and beside it."""
        x, y = (self.xs[column] + self.xs[column + 1]) / 2, (self.ys[row] + self.ys[row + 1]) / 2
        return (
            self.across.drawn(0 if row == 0 else len(self.ys) - 1, x),
            self.down.drawn(0 if column == 0 else len(self.xs) - 1, y),
        )


def _is_frames(at: dict[tuple[int, int], int], size: tuple[int, int], outer: _Outer) -> bool:
    """Whether a raster is frames that touch, such as one around a picture over one around text: rows of one cell, and at a corner nothing."""
    rows, columns = size
    open_corners = {
        (row, column)
        for row in {0, rows - 1}
        for column in {0, columns - 1}
        if outer.drawn_at(row, column) == (False, False)
    }
    outside = {at[place] for place in open_corners}
    return bool(outside) and all(len({at[(r, c)] for c in range(columns)} - outside) <= 1 for r in range(rows))


def _with_ends(values: list[float], low: float, high: float) -> list[float]:
    """The lines of a raster with the ends of the rules across them where no line is drawn."""
    before = [low] if low < values[0] - 2 * NEAR else []
    after = [high] if high > values[-1] + 2 * NEAR else []
    return [*before, *values, *after]


def _clustered(values: list[float]) -> list[float]:
    result: list[list[float]] = []
    for value in sorted(values):
        if (result and value - result[-1][-1] <= NEAR) or (result and value - result[-1][0] <= _LINE):
            result[-1].append(value)
        else:
            result.append([value])
    return [sum(group) / len(group) for group in result]


class _Borders:
    """Knows where along a line of the raster a rule is drawn."""

    def __init__(self, rules: list[tuple[float, float, float]], lines: list[float]) -> None:
        drawn: list[list[tuple[float, float]]] = [[] for _ in lines]
        for position, start, end in rules:
            drawn[_nearest(lines, position)].append((start - NEAR, end + NEAR))
        merged = [_merged(sorted(spans)) for spans in drawn]
        self.starts = [[start for start, _ in spans] for spans in merged]
        self.ends = [[end for _, end in spans] for spans in merged]

    def drawn(self, line: int, middle: float) -> bool:
        """Whether a rule of this line passes the point `middle`."""
        k = bisect_right(self.starts[line], middle) - 1
        return k >= 0 and middle <= self.ends[line][k]


def _nearest(lines: list[float], position: float) -> int:
    """Index of the line, in rising order, that is nearest to a position; the first of two as near."""
    k = min(max(bisect_right(lines, position), 1), len(lines) - 1)
    return k - 1 if position - lines[k - 1] <= lines[k] - position else k


def _merged(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Spans in rising order, those that overlap as one."""
    result: list[tuple[float, float]] = []
    for start, end in spans:
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return result


def _extent(row: int, column: int, xs: list[float], ys: list[float], across: _Borders, down: _Borders) -> Cell:
    """The cell whose upper left corner is a place of the raster: it grows until a rule stops it."""
    last_column = column
    middle = (ys[row] + ys[row + 1]) / 2
    while last_column + 1 < len(xs) - 1 and not down.drawn(last_column + 1, middle):
        last_column += 1
    last_row = row
    middle = (xs[column] + xs[column + 1]) / 2
    while last_row + 1 < len(ys) - 1 and not across.drawn(last_row + 1, middle):
        last_row += 1
    return Cell(row, column, last_row - row + 1, last_column - column + 1)
