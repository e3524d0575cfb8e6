"""Words that lie on their side in a cell of an upright table (表头侧排): put upright there, in the order of printing."""

from __future__ import annotations

from collections.abc import Sequence

from gazette_site.model import FurnitureReason
from gazette_site.reading.pdf.characters import Aside, Box, Char, PageContent
from gazette_site.reading.pdf.grids import Grid, find_grids
from gazette_site.reading.pdf.set_down import OTHER_WAY
from gazette_site.reading.pdf.watermarks import runs


def with_cells_upright(content: PageContent) -> PageContent:
    """The page with such words in their cells; any other page as it is."""
    lying = [a for a in content.aside if a.reason is FurnitureReason.VERTICAL and a.why == OTHER_WAY]
    grids = find_grids(content.rules) if lying else []
    if not grids:
        return content
    placed: list[Char] = []
    left: list[Aside] = [a for a in content.aside if a not in lying]
    for aside in lying:
        for run in runs(aside.chars):
            cell = _cell(run, grids)
            if cell is None:
                left.append(aside._replace(chars=run))
            else:
                placed += _upright(run, cell)
    return content._replace(chars=(*content.chars, *placed), aside=tuple(left)) if placed else content


def _cell(run: Sequence[Char], grids: Sequence[Grid]) -> Box | None:
    """The cell that holds a run of characters."""
    x = (min(c.x0 for c in run) + max(c.x1 for c in run)) / 2
    y = (min(c.top for c in run) + max(c.bottom for c in run)) / 2
    for grid in grids:
        if grid.box.x0 < x < grid.box.x1 and grid.box.top < y < grid.box.bottom:
            cell = grid.cells[grid.cell_at(x, y)]
            box = Box(
                grid.xs[cell.column],
                grid.ys[cell.row],
                grid.xs[cell.column + cell.columns],
                grid.ys[cell.row + cell.rows],
            )
            return box if all(box.x0 - 1 < c.middle < box.x1 + 1 for c in run) else None
    return None


def _upright(run: Sequence[Char], cell: Box) -> list[Char]:
    """The characters on one line in the middle of their cell."""
    step = min(run[0].size, (cell.x1 - cell.x0 - 1) / len(run))
    left = (cell.x0 + cell.x1 - step * len(run)) / 2
    base = (cell.top + cell.bottom) / 2 + 0.4 * run[0].size
    return [c._replace(x0=left + k * step, x1=left + (k + 1) * step, base=base) for k, c in enumerate(run)]
