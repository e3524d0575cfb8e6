"""Rows of a ruled table between which no rule is drawn: rules down, but only the head and the foot have rules across.

    row without rules = line       level in all columns, with words in the first one and another; no cell of it is full
                      | line+      the first of them begins with a number that counts the rows

Cells whose words go on from line to line are full in all lines but the last, or stand beside an empty first column: they stay one cell.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gazette_site.numerals import chinese_to_int
from gazette_site.reading.pdf.characters import Char
from gazette_site.reading.pdf.grids import Cell, Grid
from gazette_site.reading.pdf.gutters import lines_by_base

_LEAST = 3
"""Lines that show that they are rows."""
_LONG = 4
"""Characters from which a line can be one that was broken at the edge of its cell."""


def with_rows(grid: Grid, chars: Sequence[Char]) -> Grid:
    """The table with such lines as rows; it is unsure then."""
    inside: list[list[Char]] = [[] for _ in grid.ys]
    for char in chars:
        if not char.text.isspace():
            inside[max(bisect_right(grid.ys, char.base - 0.4 * char.size) - 1, 0)].append(char)
    lowest = [y for row in range(len(grid.ys) - 1) for y in _cuts(grid, row, inside[row])]
    if not lowest:
        return grid
    ys = sorted((*grid.ys, *lowest))
    old = [sum(y <= top + 0.01 for y in grid.ys) - 1 for top in ys[:-1]]
    cells: list[Cell] = []
    at: dict[tuple[int, int], int] = {}
    for row, before in enumerate(old):
        for column in range(len(grid.xs) - 1):
            if (row, column) in at:
                continue
            cell = grid.cells[grid.at[(before, column)]]
            rows = sum(cell.row <= one < cell.row + cell.rows for one in old) if cell.rows > 1 else 1
            places = [(r, c) for r in range(row, row + rows) for c in range(column, column + cell.columns)]
            at.update(dict.fromkeys(places, len(cells)))
            cells.append(Cell(row, column, rows, cell.columns))
    return grid._replace(ys=tuple(ys), cells=tuple(cells), at=at, unsure=True)


def _cuts(grid: Grid, row: int, chars: Sequence[Char]) -> Iterator[float]:
    """Between the lines of a row that are rows of their own; nothing if they are none. `chars` are those of the row."""
    if len({round(c.base) for c in chars}) < _LEAST:
        return
    cells = [grid.cells[grid.at[(row, column)]] for column in range(len(grid.xs) - 1)]
    if any(cell.rows > 1 or cell.columns > 1 for cell in cells):
        return
    lines = _lines(grid, chars)
    rows = [k for k, line in enumerate(lines) if 0 in line]
    if len(rows) < _LEAST or rows[0] != 0 or not all(len(lines[k]) > 1 for k in rows):
        return
    full = any(_is_full(line[column], grid.xs[column + 1]) for line in lines for column in line)
    if not _count([lines[k][0] for k in rows]) and (full or len(rows) < len(lines)):
        return
    for above, below in ((lines[k - 1], lines[k]) for k in rows[1:]):
        yield (max(c.bottom for cell in above.values() for c in cell) + min(c.top for c in below[0])) / 2


def _count(keys: Sequence[Sequence[Char]]) -> bool:
    """Whether the first cells of rows are numbers that count them."""
    numbers = [chinese_to_int("".join(c.text for c in key)) for key in keys]
    return None not in numbers and all(b == a + 1 for a, b in pairwise(n or 0 for n in numbers))


def _lines(grid: Grid, chars: Sequence[Char]) -> list[dict[int, list[Char]]]:
    """The lines of a row, each as its parts by column."""
    size = sorted(c.size for c in chars)[len(chars) // 2] if chars else 1.0
    lines = []
    for group in lines_by_base(chars, size):
        line: dict[int, list[Char]] = {}
        for char in group:
            line.setdefault(bisect_left(grid.xs, char.middle, 1, len(grid.xs) - 1) - 1, []).append(char)
        lines.append(line)
    return lines


def _is_full(part: Sequence[Char], right: float) -> bool:
    """Whether no further character would have had room in a cell."""
    return len(part) >= _LONG and part[-1].x1 > right - 1.6 * part[-1].size
