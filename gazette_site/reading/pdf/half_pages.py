"""Columns of a page that does not show both of them as text.

    half page = lines that fill up to one edge short of the middle, nothing beyond it but few lines
              | a table in the right half, text or another in the left one

A few lines may run across: a title, its number.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gazette_site.reading.pdf.characters import Box, Char
from gazette_site.reading.pdf.gutters import LEFT_HALF, NARROW, Gutter, ink, lines_by_base

_FILLED = 5
"""Full lines of a left column that show it to be one."""
_BESIDE = 3
"""Lines of it beside a table that stands in the right column."""
_ACROSS = 0.15
"""Share of lines that run across, at most."""


class _Line(NamedTuple):
    x0: float
    x1: float
    broken: bool
    """Whether it ends within a sentence: lists of short lines end each with a mark."""


def half_page_gutter(chars: Sequence[Char], blocks: Sequence[Box], width: float, size: float) -> Gutter | None:
    """The gutter of such a page; `blocks` are its tables. None if it is none."""
    body = [c for c in chars if c.size <= 1.15 * size and not c.text.isspace()]
    lines = [_Line(row[0].x0, ink(row[-1])[1], row[-1].text not in LEFT_HALF) for row in lines_by_base(body, size)]
    left = [line for line in lines if line.x0 < 0.4 * width and line.x1 < 0.5 * width + size]
    right = [line.x0 for line in lines if line.x0 >= 0.48 * width]
    left_blocks = [block.x1 for block in blocks if block.x1 <= 0.52 * width]
    right_blocks = [block.x0 for block in blocks if block.x0 >= 0.48 * width]
    across = len(lines) - len(left) - len(right)
    if across > max(2, _ACROSS * len(lines)):
        return None
    edge = max([*(line.x1 for line in left), *left_blocks], default=0.0)
    beside = bool(right_blocks) and (len(left) >= _BESIDE or bool(left_blocks))
    if not (beside or _fills(left, edge, width, size)):
        return None
    gutter = Gutter(edge, min([*right, *right_blocks, max(width - edge, edge + size)]))
    return gutter if gutter.x1 - edge >= NARROW * size else None


def _fills(left: Sequence[_Line], edge: float, width: float, size: float) -> bool:
    """Whether lines are those of a column that ends at an edge."""
    full = [line for line in left if line.x1 > edge - 1.6 * size]
    broken = sum(line.broken for line in full)
    return broken >= _FILLED and 2 * len(full) >= len(left) and 0.42 * width < edge < 0.5 * width + size
