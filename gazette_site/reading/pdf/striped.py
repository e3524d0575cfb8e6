"""Tables whose rows are shaded by turns, and have no rules: the shading shows the columns, and where each shaded row begins and ends.

table = [row] shaded row (row shaded row)+ [row]      the shaded rows with the same columns; no word stands across them
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from gazette_site.reading.pdf.characters import Box, Char
from gazette_site.reading.pdf.grids import NEAR, Cell, Grid
from gazette_site.reading.pdf.gutters import ink, lines_by_base
from gazette_site.reading.pdf.open_columns import common
from gazette_site.reading.pdf.segments import lines_in_parts

_GAP = 4.0
"""Heights of a shaded row between two of them, at most."""
_APART = 1.5
"""Sizes that are free between two columns, at least."""
_ROW = 1.2
"""The usual height of a row within which a row before the first shaded one stands, or behind the last."""


def with_stripes(grids: Sequence[Grid], chars: Sequence[Char], size: float) -> list[Grid]:
    """The tables, those that are shaded rows of one joined. `chars` are those of the page."""
    found: list[Grid] = []
    run: list[Grid] = []
    for grid in grids:
        if run and not _goes_on(run[-1], grid, chars, size):
            found += _joined(run, chars, size)
            run = []
        run.append(grid)
    return [*found, *_joined(run, chars, size)] if run else found


def _goes_on(above: Grid, below: Grid, chars: Sequence[Char], size: float) -> bool:
    """Whether two tables are shaded rows of one."""
    if len(above.xs) != len(below.xs) or any(abs(a - b) > NEAR for a, b in zip(above.xs, below.xs, strict=True)):
        return False
    high = max(b - a for grid in (above, below) for a, b in pairwise(grid.ys))
    if below.box.top - above.box.bottom > _GAP * high:
        return False
    between = _lines(chars, above.box.bottom, below.box.top, size)
    return bool(between) and all(_columns(line, above) is not None for line in between)


def _lines(chars: Sequence[Char], top: float, bottom: float, size: float) -> list[list[Char]]:
    """The lines of print between two heights."""
    return lines_by_base([c for c in chars if top < c.base - 0.4 * c.size < bottom and not c.text.isspace()], size)


def _columns(line: Sequence[Char], grid: Grid) -> set[int] | None:
    """The columns in which a line has words; None if one stands across two, or beside the table."""
    columns = set()
    for char in line:
        start, end = ink(char)
        column = bisect_right(grid.xs, char.middle) - 1
        if not 0 <= column < len(grid.xs) - 1 or start < grid.xs[column] - 1 or end > grid.xs[column + 1] + 1:
            return None
        columns.add(column)
    return columns


def _joined(run: Sequence[Grid], chars: Sequence[Char], size: float) -> list[Grid]:
    """Shaded rows as one table; a table that stands by itself as it is."""
    if len(run) == 1:
        return list(run)
    heights = sorted(b - a for a, b in pairwise([y for grid in run for y in grid.ys]))
    reach = _ROW * heights[len(heights) // 2]
    first, last = run[0], run[-1]
    over = _row(_lines(chars, first.box.top - reach, first.box.top, size)[::-1], first)
    under = _row(_lines(chars, last.box.bottom, last.box.bottom + reach, size), last)
    ys = sorted({y for grid in run for y in grid.ys})
    if over:
        ys.insert(0, min(c.top for c in over))
    if under:
        ys.append(max(c.bottom for c in under))
    table = _raster(run, ys)
    return list(run) if _has_more_columns(table, chars, size) else [table]


def _has_more_columns(table: Grid, chars: Sequence[Char], size: float) -> bool:
    """Whether the words of a table stand in more columns than the shading shows."""
    inside = [c for c in chars if table.box.x0 < c.middle < table.box.x1 and table.box.top < c.base < table.box.bottom]
    return len(common(lines_in_parts(inside, size, _APART), _APART * size)) > len(table.xs) - 2


def _row(lines: Sequence[Sequence[Char]], grid: Grid) -> list[Char]:
    """The characters of the row that lines make, the nearest to the table first; nothing if they are none: words in half of the columns show it."""
    taken: list[list[Char]] = []
    used: set[int] = set()
    for line in lines:
        columns = _columns(line, grid)
        if columns is None or (len(columns) == 1 and len(used) > 1 and lines[0][0].base > line[0].base):
            break
        taken.append(list(line))
        used |= columns
    return [c for line in taken for c in line] if len(used) >= max(2, (len(grid.xs) - 1) / 2) else []


def _raster(run: Sequence[Grid], ys: Sequence[float]) -> Grid:
    """One table of rows at these heights; merged cells are those of the shaded rows."""
    xs, box = run[0].xs, Box(run[0].box.x0, ys[0], run[0].box.x1, ys[-1])
    cells: list[Cell] = []
    at: dict[tuple[int, int], int] = {}
    for row, (top, bottom) in enumerate(pairwise(ys)):
        own = next((grid for grid in run if grid.box.top - 1 < (top + bottom) / 2 < grid.box.bottom + 1), None)
        for column in range(len(xs) - 1):
            if (row, column) in at:
                continue
            wide = _width(own, (top + bottom) / 2, column)
            at.update({(row, c): len(cells) for c in range(column, column + wide)})
            cells.append(Cell(row, column, 1, wide))
    return Grid(box, xs, tuple(ys), tuple(cells), at)


def _width(grid: Grid | None, y: float, column: int) -> int:
    """How many columns the cell of a shaded row spans."""
    if grid is None:
        return 1
    cell = grid.cells[grid.at[(min(max(bisect_right(grid.ys, y) - 1, 0), len(grid.ys) - 2), column)]]
    return cell.column + cell.columns - column
