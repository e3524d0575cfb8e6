"""The characters of a page parted: those in tables, those in columns of vertical writing, and the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gazette_site.reading.pdf.bare_tables import bare_tables
from gazette_site.reading.pdf.characters import Box, Char, PageContent
from gazette_site.reading.pdf.grids import Grid, part_rules
from gazette_site.reading.pdf.gutters import find_gutter, halves
from gazette_site.reading.pdf.ruled_tables import ruled_tables
from gazette_site.reading.pdf.running import BOTTOM, TOP
from gazette_site.reading.pdf.striped import with_stripes
from gazette_site.reading.pdf.unruled_rows import with_rows
from gazette_site.reading.pdf.vertical import SHARE, Column, part_columns


class Parted(NamedTuple):
    """The characters of a page, those in tables and in columns of vertical writing apart from the others."""

    grids: list[Grid]
    inside: list[list[Char]]
    outside: list[Char]
    inner: list[Char]
    """Those outside of tables and away from the edges of the page."""
    columns: list[Column]
    """In reading order."""
    vertical: bool
    """Whether the page is one in vertical writing; else its columns are labels."""
    rules: tuple[Box, ...] = ()
    """Rules that are of no table."""


def parted(content: PageContent, size: float) -> Parted:
    """The characters of a page by where they belong. Rules between the columns of vertical writing make no table.

    `size` is that of the body text.
    """
    flat, columns = part_columns(content.chars)
    if columns and sum(len(c.chars) for c in columns) > SHARE * len(content.chars):
        return Parted([], [], flat, [], columns, True)
    grids, rules = part_rules(content.rules)
    grids = with_stripes(grids, content.chars, size)
    grids, inside, outside = _in_tables(grids, content.chars)
    grids = [with_rows(grid, chars) for grid, chars in zip(grids, inside, strict=True)]
    ruled, in_ruled, outside = _in_tables(ruled_tables(rules, _inner(outside, content), size), outside)
    grids, inside, outside = _without_stripes(grids, inside, outside, content, size)
    bare, in_bare, outside = _in_tables(_bare(_inner(outside, content), content.width, size), outside)
    outside, columns = part_columns(outside)
    return Parted(
        [*grids, *ruled, *bare],
        [*inside, *in_ruled, *in_bare],
        outside,
        _inner(outside, content),
        columns,
        False,
        tuple(rules),
    )


def _bare(chars: Sequence[Char], width: float, size: float) -> list[Grid]:
    """Tables that only their alignment shows, over the whole page and in its columns."""
    gutter = find_gutter(chars, width, size)
    found = bare_tables(chars, gutter, size)
    if gutter is None:
        return found
    left, rest = _in_tables(found, chars)[2], []
    for half in halves(left, gutter):
        rest += bare_tables(half, None, size)
    return [*found, *rest]


def _without_stripes(
    grids: list[Grid], inside: list[list[Char]], outside: list[Char], content: PageContent, size: float
) -> tuple[list[Grid], list[list[Char]], list[Char]]:
    """Tables and their characters without those of one row that are the shaded rows of a table without rules."""
    single = {k for k, grid in enumerate(grids) if len(grid.ys) == 2}
    if not single:
        return grids, inside, outside
    striped = _bare(_inner([*outside, *(char for k in single for char in inside[k])], content), content.width, size)
    rows = {k for k in single if any(_holds(table.box, grids[k].box) for table in striped)}
    return (
        [grid for k, grid in enumerate(grids) if k not in rows],
        [chars for k, chars in enumerate(inside) if k not in rows],
        [*outside, *(char for k in sorted(rows) for char in inside[k])],
    )


def _holds(outer: Box, inner: Box) -> bool:
    """Whether a box holds another, except for the room around its words, and more than it."""
    middle = (inner.top + inner.bottom) / 2
    return outer.top < middle < outer.bottom and outer.bottom - outer.top > 1.5 * (inner.bottom - inner.top)


def _inner(chars: Sequence[Char], content: PageContent) -> list[Char]:
    """Those away from the edges of the page."""
    return [c for c in chars if TOP < c.base < content.height - BOTTOM]


def _in_tables(grids: Sequence[Grid], chars: Sequence[Char]) -> tuple[list[Grid], list[list[Char]], list[Char]]:
    """Tables, the characters in each, and those in none; a raster without words is no table."""
    inside: list[list[Char]] = [[] for _ in grids]
    outside: list[Char] = [] if grids else list(chars)
    for char in chars if grids else ():
        x, y = char.middle, char.base - 0.4 * char.size
        owner = next(
            (k for k, g in enumerate(grids) if g.box.x0 <= x <= g.box.x1 and g.box.top <= y <= g.box.bottom), None
        )
        (outside if owner is None else inside[owner]).append(char)
    kept = [k for k, chars in enumerate(inside) if any(not c.text.isspace() for c in chars)]
    return [grids[k] for k in kept], [inside[k] for k in kept], outside
