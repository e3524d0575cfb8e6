"""Columns of text with a frame around them and rules between them (栏线、边框): the rules make no table of them.

    frame = raster of one row, each of its cells a column of text

A row of a table that fills a page has the edges of other rows of that table, on its page or another: such a raster is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from gazette_site.reading.pdf.characters import Box, PageContent
from gazette_site.reading.pdf.grids import NEAR, Grid, find_grids
from gazette_site.reading.pdf.many_columns import is_filled
from gazette_site.reading.pdf.segments import lines_in_parts

_LINES = 10
"""Lines of a column, at least."""
_HIGH = 0.4
"""Share of the height of its page that a frame has, at least."""
_WHOLE = 1e6
"""No gap in a line parts it."""


def without_frames(contents: Sequence[PageContent], size: float) -> list[PageContent]:
    """The pages without the rules of such frames; `size` is that of the body text."""
    frames = [_frames(content, size) for content in contents]
    if not any(frames):
        return list(contents)
    tables = {_edges(grid) for content in contents for grid in find_grids(content.rules) if len(grid.ys) > 2}
    return [
        _without(content, [grid.box for grid in found if _edges(grid) not in tables])
        for content, found in zip(contents, frames, strict=True)
    ]


def _edges(grid: Grid) -> tuple[int, ...]:
    return tuple(round(x / 4) for x in grid.xs)


def _frames(content: PageContent, size: float) -> list[Grid]:
    """Rasters of one row whose cells are columns of text."""
    high = [r for r in content.rules if r.bottom - r.top > _HIGH * content.height]
    if not high or len(content.chars) < _LINES * _LINES:
        return []
    grids = (grid for grid in find_grids(content.rules) if len(grid.ys) == 2)
    return [
        grid
        for grid in grids
        if grid.box.bottom - grid.box.top > _HIGH * content.height
        and all(_is_column(content, Box(a, grid.box.top, b, grid.box.bottom), size) for a, b in _pairs(grid))
    ]


def _pairs(grid: Grid) -> list[tuple[float, float]]:
    return [(grid.xs[cell.column], grid.xs[cell.column + cell.columns]) for cell in grid.cells]


def _is_column(content: PageContent, cell: Box, size: float) -> bool:
    """Whether the characters of a cell are a column of text."""
    chars = [c for c in content.chars if cell.x0 < c.middle < cell.x1 and cell.top < c.base < cell.bottom]
    lines = [segment for line in lines_in_parts(chars, size, _WHOLE) for segment in line.segments]
    return len(lines) >= _LINES and is_filled(lines, size)


def _without(content: PageContent, frames: Sequence[Box]) -> PageContent:
    if not frames:
        return content
    return content._replace(rules=tuple(r for r in content.rules if not any(_is_of(r, frame) for frame in frames)))


def _is_of(rule: Box, frame: Box) -> bool:
    """Whether a rule is one around a frame or between its columns."""
    x, y = (rule.x0 + rule.x1) / 2, (rule.top + rule.bottom) / 2
    inside = frame.x0 - NEAR <= x <= frame.x1 + NEAR and frame.top - NEAR <= y <= frame.bottom + NEAR
    steep = rule.bottom - rule.top > 0.9 * (frame.bottom - frame.top)
    return inside and (steep or y < frame.top + NEAR or y > frame.bottom - NEAR)
