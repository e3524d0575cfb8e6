"""One page taken apart: tables, rows of text, columns of vertical writing, and what is set aside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gazette_site.model import FurnitureReason, Trust
from gazette_site.reading.pdf.bands import band_gutter, settled
from gazette_site.reading.pdf.characters import SCAN, Aside, Box, Char, PageContent
from gazette_site.reading.pdf.columns import Row, Side, aligned_rows, rows
from gazette_site.reading.pdf.grids import Grid
from gazette_site.reading.pdf.gutters import Gutter, holds
from gazette_site.reading.pdf.half_pages import half_page_gutter
from gazette_site.reading.pdf.notes import Note
from gazette_site.reading.pdf.parting import Parted
from gazette_site.reading.pdf.plausible import plausible
from gazette_site.reading.pdf.signatures import signed_apart

DOUBTFUL_SHARE = 0.2
"""Share of unmapped characters from which the text of a page is not used."""

_COVER = 300
"""Characters of a cover, at most: its contents may stand on it."""
_FEW = 10
"""Characters up to which a page has no text, if there is something else on it."""
_OUTLINED, _BLANK = 30, 50
"""Outlines of characters, and blanks, that are something else: words which no machine reads."""


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
    def may_be_cover(self) -> bool:
        """Whether it is a page of few words, which may have the name of the gazette in another script beside them."""
        return len(self.content.chars) <= _COVER

    @property
    def vertical(self) -> bool:
        """Whether it is a page in vertical writing."""
        return any(row.side is Side.DOWN for row in self.rows)


def chosen_gutter(
    own: Gutter | None, usual: Gutter | None, content: PageContent, part: Parted, size: float
) -> Gutter | None:
    """The gutter of a page: the usual one of the issue where the page leaves it free, else its own, or that of a band of the page."""
    if content.stacks:
        return None
    if own is None and usual is not None and content.height > content.width and holds(usual, part.inner, size):
        return usual
    if own is None:
        band = band_gutter(part.inner, content.width, size)
        return band or half_page_gutter(part.inner, [grid.box for grid in part.grids], content.width, size)
    if usual is None or content.height <= content.width:
        return own
    return usual if own.x0 - 2 <= usual.x0 and usual.x1 <= own.x1 + 2 else own


def page_layout(content: PageContent, part: Parted, gutter: Gutter | None, size: float) -> PageLayout:
    """A page taken apart into rows, tables, aligned rows and columns."""
    found = signed_apart(settled(_in_stacks(rows(part.outside, gutter, size), content), size), size)
    aligned = aligned_rows(found, size)
    taken = {id(row) for run in aligned for row in run}
    kept = [row for row in found if id(row) not in taken]
    aside = content.aside
    if part.vertical:
        kept += [Row(c.text, c.box.top, c.box.bottom, 0.0, c.size, Side.DOWN) for c in part.columns]
    else:
        aside += tuple(Aside(FurnitureReason.VERTICAL, c.chars, "竖排") for c in part.columns)
    return PageLayout(content, part.grids, part.inside, gutter, kept, aligned, trust_of(content), aside, part.rules)


def _in_stacks(found: Sequence[Row], content: PageContent) -> list[Row]:
    """Rows, those of columns that were put under each other named so."""
    return [
        row._replace(side=Side.NARROW) if any(top < row.base < bottom for top, bottom in content.stacks) else row
        for row in found
    ]


def trust_of(content: PageContent) -> Trust:
    """How far the characters of a page can be trusted."""
    printed = sum(not c.text.isspace() for c in content.chars)
    if content.recognised and not content.layer:
        return Trust.RECOGNISED
    area = content.width * content.height
    covered = any((p.x1 - p.x0) * (p.bottom - p.top) > SCAN * area for p in content.pictures)
    blank = len(content.chars) - printed
    if printed < _FEW and (covered or content.outlined >= _OUTLINED or blank >= _BLANK):
        return Trust.NONE
    if len(content.unmapped) > DOUBTFUL_SHARE * printed or not plausible(content.chars):
        return Trust.NONE
    if content.layer:
        return Trust.RECOGNISED
    return Trust.DOUBTFUL if content.unmapped else Trust.GOOD
