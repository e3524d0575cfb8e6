"""One page taken apart: tables, rows of text, columns of vertical writing, and what is set aside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gazette_site.model import FurnitureReason, Trust
from gazette_site.reading.pdf.bands import band_gutter, settled
from gazette_site.reading.pdf.characters import SCAN, Aside, Box, Char, PageContent
from gazette_site.reading.pdf.columns import Gutter, Row, Side, aligned_rows, holds, rows
from gazette_site.reading.pdf.grids import Grid, part_rules
from gazette_site.reading.pdf.notes import Note
from gazette_site.reading.pdf.open_tables import bare_tables, ruled_tables
from gazette_site.reading.pdf.running import BOTTOM, TOP
from gazette_site.reading.pdf.signatures import signed_apart
from gazette_site.reading.pdf.vertical import SHARE, Column, part_columns

DOUBTFUL_SHARE = 0.2
"""Share of unmapped characters from which the text of a page is not used."""


class PageLayout(NamedTuple):
    """One page taken apart."""

    content: PageContent
    grids: list[Grid]
    inside: list[list[Char]]
    """For each grid the characters in it."""
    gutter: Gutter | None
    rows: list[Row]
    aligned: list[list[Row]]
    """Rows that are a table without rules."""
    trust: Trust
    aside: tuple[Aside, ...]
    """What is no text, a label in vertical writing beside the text included."""
    rules: tuple[Box, ...] = ()
    """Those of no table."""
    notes: tuple[Note, ...] = ()
    """At the foot of the page or of a column; their rows are not in `rows`."""

    @property
    def vertical(self) -> bool:
        """Whether it is a page in vertical writing."""
        return any(row.side is Side.DOWN for row in self.rows)


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
    found, rules = part_rules(content.rules)
    grids, inside, outside = _in_tables(found, content.chars)
    more, their, outside = _in_tables(ruled_tables(rules, _inner(outside, content), size), outside)
    single = [k for k, grid in enumerate(grids) if len(grid.ys) == 2]
    striped = _striped([grids[k] for k in single], [inside[k] for k in single], _inner(outside, content), size)
    for k in reversed(single):
        if any(_holds(table.box, grids[k].box) for table in striped):
            outside += inside.pop(k)
            grids.pop(k)
    grids, inside = [*grids, *more], [*inside, *their]
    more, their, outside = _in_tables(bare_tables(_inner(outside, content), size), outside)
    grids, inside = [*grids, *more], [*inside, *their]
    outside, columns = part_columns(outside)
    return Parted(grids, inside, outside, _inner(outside, content), columns, False, tuple(rules))


def _striped(single: Sequence[Grid], inside: Sequence[list[Char]], chars: Sequence[Char], size: float) -> list[Grid]:
    """Tables without rules whose shaded rows were taken for tables of one row each."""
    if not single:
        return []
    return bare_tables([*chars, *(char for row in inside for char in row)], size)


def _holds(outer: Box, inner: Box) -> bool:
    """Whether a box holds another, except for the room around its words, and more than it."""
    middle = (inner.top + inner.bottom) / 2
    return outer.top < middle < outer.bottom and outer.bottom - outer.top > 1.5 * (inner.bottom - inner.top)


def _inner(chars: Sequence[Char], content: PageContent) -> list[Char]:
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


def chosen_gutter(
    own: Gutter | None, usual: Gutter | None, content: PageContent, part: Parted, size: float
) -> Gutter | None:
    """The gutter of a page: the usual one of the issue where the page leaves it free, else its own, or that of a band of the page."""
    if own is None and usual is not None and content.height > content.width and holds(usual, part.inner, size):
        return usual
    if own is None:
        return band_gutter(part.inner, content.width, size)
    if usual is None or content.height <= content.width:
        return own
    return usual if own.x0 - 2 <= usual.x0 and usual.x1 <= own.x1 + 2 else own


def page_layout(content: PageContent, part: Parted, gutter: Gutter | None, size: float) -> PageLayout:
    """A page taken apart into rows, tables, aligned rows and columns."""
    found = signed_apart(settled(rows(part.outside, gutter, size), size), size)
    aligned = aligned_rows(found, size)
    taken = {id(row) for run in aligned for row in run}
    kept = [row for row in found if id(row) not in taken]
    aside = content.aside
    if part.vertical:
        kept += [Row(c.text, c.box.top, c.box.bottom, 0.0, c.size, Side.DOWN) for c in part.columns]
    else:
        aside += tuple(Aside(FurnitureReason.VERTICAL, c.chars, "竖排") for c in part.columns)
    return PageLayout(content, part.grids, part.inside, gutter, kept, aligned, trust_of(content), aside, part.rules)


def trust_of(content: PageContent) -> Trust:
    """How far the characters of a page can be trusted."""
    printed = sum(not c.text.isspace() for c in content.chars)
    if content.recognised and not content.layer:
        return Trust.RECOGNISED
    area = content.width * content.height
    covered = any((p.x1 - p.x0) * (p.bottom - p.top) > SCAN * area for p in content.pictures)
    if (printed < 10 and covered) or (printed and len(content.unmapped) > DOUBTFUL_SHARE * printed):
        return Trust.NONE
    if content.layer:
        return Trust.RECOGNISED
    return Trust.DOUBTFUL if content.unmapped else Trust.GOOD
