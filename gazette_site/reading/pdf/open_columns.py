"""The columns of a table without rules down: strips that are free of print from the first line to the last.

Prose in columns is no table: its lines fill their columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from gazette_site.reading.pdf.segments import Parts, Strip, shared

_FULL = 0.6
"""Share of full lines from which a column is prose."""
_DRIVEN = 2.6
"""Sizes up to which the two characters of a name are driven apart."""
FAR = 4.0
"""Sizes from one line of a table without rules to the next, at most."""
Placed = tuple[float, float, str]
"""Left and right edge of words, and the words."""


def common(lines: Sequence[Parts], least: float) -> list[Strip]:
    """The strips that all of some lines leave free, between the first and the last print of them."""
    strips: list[Strip] = [(min(line.x0 for line in lines), max(line.x1 for line in lines))]
    for line in lines:
        strips = shared(strips, line.free, least)
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    return [s for s in strips if s[0] > left + 0.1 and s[1] < right - 0.1]


def narrowed(strip: Strip, lines: Sequence[Parts]) -> Strip:
    """What of a strip is free of the words that reach into it from one side: a head that is wider than what stands under it."""
    low, high = strip
    for line in lines:
        for segment in line.segments:
            if segment.x0 < low < segment.x1 < high - 1:
                low = segment.x1
            elif low + 1 < segment.x0 < high < segment.x1:
                high = segment.x0
    return low, high


def names_apart(lines: Sequence[Parts], strip: Strip) -> bool:
    """Whether single characters stand at both sides of a strip in most lines: names of two characters, driven apart."""
    pairs = [
        (a, b)
        for line in lines
        for a, b in pairwise(line.segments)
        if a.x1 <= strip[0] + 1 and b.x0 >= strip[1] - 1 and b.x0 - a.x1 < _DRIVEN * line.size
    ]
    alone = [len(a.text) == len(b.text) == 1 and not (a.text + b.text).isascii() for a, b in pairs]
    return 2 * len(pairs) > len(lines) and all(alone)


def is_prose(lines: Sequence[Parts], strips: Sequence[Strip], size: float) -> bool:
    """Whether all columns between strips are filled by their lines, as columns of prose are."""
    return all(_is_filled(column, size) for column in columns(lines, strips) if column)


def columns(lines: Sequence[Parts], strips: Sequence[Strip]) -> list[list[Placed]]:
    """For each column the edges and the words of what stands in it."""
    cuts = [(a + b) / 2 for a, b in strips]
    found: list[list[Placed]] = [[] for _ in range(len(cuts) + 1)]
    for line in lines:
        for segment in line.segments:
            found[sum(cut < segment.x0 for cut in cuts)].append((segment.x0, segment.x1, segment.text))
    return found


def _is_filled(column: Sequence[Placed], size: float) -> bool:
    left, right = min(x0 for x0, _, _ in column), max(x1 for _, x1, _ in column)
    full = sum(x1 > right - 1.2 * size and x0 < left + 2.5 * size and x1 - x0 > 8 * size for x0, x1, _ in column)
    return right - left > 8 * size and full >= _FULL * len(column)


def hangs(line: Parts, above: Parts) -> bool:
    """Whether the only part of a line goes on with one of the line above: it begins where that begins and ends before it."""
    only = line.segments[0]
    over = [s for s in above.segments[1:] if abs(s.x0 - only.x0) < 0.5 * line.size and only.x1 < s.x1 + 0.5 * line.size]
    return len(line.segments) == 1 and line.base - above.base < 2 * line.size and any(len(s.chars) > 3 for s in over)
