"""Signatures beside each other (联合行文的署名): each with the date under it, instead of names in one line and dates in the next.

signatures = names+ dates      rows of as many parts, each part under the one above; the last row is dates only
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gazette_site.dates import looks_like_date
from gazette_site.reading.pdf.columns import Piece, Row, Side

_MOST = 3
"""Rows of names over the dates."""


def signed_apart(rows: Sequence[Row], size: float) -> list[Row]:
    """The rows of a page, those of signatures beside each other in their parts: column after column."""
    result: list[Row] = []
    for row in rows:
        if row.side is Side.ACROSS and len(row.segments) > 1 and all(looks_like_date(p.text) for p in row.segments):
            above = _names_over(result, row, size)
            if above:
                del result[-len(above) :]
                result += _column_by_column([*above, row])
                continue
        result.append(row)
    return result


def _names_over(rows: Sequence[Row], dates: Row, size: float) -> list[Row]:
    """The rows right over dates whose parts stand in the middle over them."""
    found: list[Row] = []
    last = dates
    for row in reversed(rows[-_MOST:]):
        if row.side is not Side.ACROSS or last.base - row.base > 3.5 * size or not _over(row, dates, size):
            break
        found.insert(0, row)
        last = row
    return found


def _over(row: Row, dates: Row, size: float) -> bool:
    if len(row.segments) != len(dates.segments):
        return False
    return all(abs(a.middle - b.middle) < 3 * size for a, b in zip(row.segments, dates.segments, strict=True))


def _column_by_column(rows: Sequence[Row]) -> Iterator[Row]:
    """The parts of rows as rows of their own, put in order by places that differ by next to nothing."""
    count = len(rows)
    for k, pieces in enumerate(zip(*(row.segments for row in rows), strict=True)):
        for j, (piece, row) in enumerate(zip(pieces, rows, strict=True)):
            yield _row_of(piece, row, rows[0].base + (k * count + j) / 1000)


def _row_of(piece: Piece, row: Row, base: float) -> Row:
    return Row(piece.text, piece.x0, piece.x1, base, row.size, row.side)
