"""Bands of a page: columns that stand in a part of it only, and what follows under columns without being of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gazette_site.reading.pdf.characters import Char
from gazette_site.reading.pdf.columns import Row, Side
from gazette_site.reading.pdf.gutters import Gutter, halves, lines_by_base
from gazette_site.reading.pdf.segments import Strip, lines_in_parts, shared

_WIDE = 1.2
"""Sizes that the gutter of a band is wide, at least."""
_LEAST = 4
"""Lines in each column of a band, at least."""


def band_gutter(chars: Sequence[Char], width: float, size: float) -> Gutter | None:
    """The gutter of the longest band of two columns on a page whose text runs across it elsewhere; None if there is none."""
    body = [c for c in chars if c.size <= 1.15 * size and not c.text.isspace()]
    lines = lines_by_base(body, size)
    bands = [(len(run), run, strip) for run, strip in _free_runs(lines, body, width, size)]
    for _, run, strip in sorted(bands, key=lambda band: -band[0]):
        gutter = _filled(run, Gutter(*strip), size)
        if gutter is not None:
            return gutter
    return None


def _free_runs(
    lines: Sequence[list[Char]], body: Sequence[Char], width: float, size: float
) -> Iterator[tuple[Sequence[list[Char]], Strip]]:
    """Runs of lines that leave one strip in the middle of the page free."""
    middle: list[Strip] = [(0.42 * width, 0.58 * width)]
    parts = lines_in_parts(body, size, _WIDE)
    strips, start = middle, 0
    for k, line in enumerate(parts):
        left = shared(strips, line.free, _WIDE * size)
        if not left:
            yield lines[start:k], max(strips, key=lambda s: s[1] - s[0])
            left = shared(middle, line.free, _WIDE * size)
            start = k if left else k + 1
        strips = left or middle
    yield lines[start:], max(strips, key=lambda s: s[1] - s[0])


def _filled(run: Sequence[list[Char]], gutter: Gutter, size: float) -> Gutter | None:
    """The gutter with the height of its band, if lines stand at both sides of it that fill their columns."""
    parts = [halves(line, gutter) for line in run]
    left, right = [part for part, _ in parts if part], [part for _, part in parts if part]
    if min(len(left), len(right)) < _LEAST:
        return None
    edge, flush = max(line[-1].x1 for line in left), min(line[0].x0 for line in right)
    full = sum(line[-1].x1 > edge - 1.6 * size and _is_dense(line) for line in left)
    begun = sum(line[0].x0 < flush + 2.6 * size for line in right)
    if full < 0.6 * len(left) or begun < 0.8 * len(right) or edge - left[0][0].x0 < 8 * size:
        return None
    top = (
        min(right[0][0].base, left[0][0].base)
        if abs(right[0][0].base - left[0][0].base) < 3 * size
        else right[0][0].base
    )
    return gutter._replace(top=top - size, bottom=_end(run) + 0.5 * size)


def _is_dense(line: Sequence[Char]) -> bool:
    """Whether a line is running text: print covers most of it."""
    return sum(c.x1 - c.x0 for c in line) > 0.7 * (line[-1].x1 - line[0].x0)


def _end(run: Sequence[list[Char]]) -> float:
    """The base line of the last line before more room than there is between the lines of a band."""
    steps = sorted(b[0].base - a[0].base for a, b in pairwise(run))
    usual = steps[len(steps) // 2]
    end = run[0][0].base
    for line in run[1:]:
        if line[0].base - end > 2 * usual:
            break
        end = line[0].base
    return end


def settled(rows: Sequence[Row], size: float) -> list[Row]:
    """The rows of a page, those under columns that stand neither beside each other nor at the edge of the right column taken as across the page.

    A signature at the right and a note under it at the left are read as they follow.
    """
    starts = Counter(round(row.x0 / 2) for row in rows if row.side is Side.RIGHT)
    common = starts.most_common(1)
    flush = 2.0 * common[0][0] if common and common[0][1] >= 3 else None
    result: list[Row] = []
    band: list[Row] = []
    for row in rows:
        if row.side in (Side.LEFT, Side.RIGHT):
            band.append(row)
            continue
        result += [*_tail_across(band, flush, size), row]
        band = []
    return result + _tail_across(band, flush, size)


def _tail_across(band: list[Row], flush: float | None, size: float) -> list[Row]:
    start = len(band)
    while start and not _is_of_columns(band, start - 1, flush, size):
        start -= 1
    while start < len(band) and band[start].side is Side.LEFT:
        start += 1
    if all(row.side is Side.RIGHT for row in band[start:]):
        return band
    return band[:start] + [row._replace(side=Side.ACROSS) for row in band[start:]]


def _is_of_columns(band: Sequence[Row], k: int, flush: float | None, size: float) -> bool:
    """Whether a row has one beside it on the other side, or begins where the lines of the right column do."""
    row = band[k]
    beside = [other for other in band[max(k - 1, 0) : k + 2] if other.side is not row.side]
    if any(abs(other.base - row.base) < 0.9 * size for other in beside):
        return True
    if row.side is Side.LEFT:
        return False
    return flush is None or any(abs(row.x0 - flush - indent * size) < 0.6 * size for indent in (0, 2))
