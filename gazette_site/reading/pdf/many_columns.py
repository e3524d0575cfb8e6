"""Pages in three columns of text or more: their lines are read across, which is told. Tables and lists have shorter parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from gazette_site.reading.pdf.columns import Row, Side

_LINES = 8
"""Lines in parts that show that a page has columns."""
_LONG = 8
"""Characters of a part that is running text, on the average."""


def has_many_columns(rows: Sequence[Row], size: float) -> bool:
    """Whether lines that run over more than one column have been read as one; `size` is that of the body text."""
    for side in (Side.ACROSS, Side.LEFT, Side.RIGHT):
        lines = [row for row in rows if row.side is side and len(row.segments) > 1]
        pieces = [piece for row in lines for piece in row.segments]
        if len(lines) < _LINES or sum(len(piece.text) for piece in pieces) < _LONG * len(pieces):
            continue
        places = Counter(round(row.segments[1].x0 / size) for row in lines)
        flush = max(places, key=lambda place: places[place])
        if places[flush - 1] + places[flush] + places[flush + 1] >= 0.5 * len(lines):
            return True
    return False
