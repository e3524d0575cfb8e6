"""Lines cut at their wide gaps, and the strips between columns that lines leave free: what shows a table that has no rules down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from gazette_site.reading.pdf.characters import Char
from gazette_site.reading.pdf.gutters import lines_by_base

Strip = tuple[float, float]
"""Left and right edge of what is free of print."""


_BLANK = 1.4
"""Sizes up to which a gap that is filled by printed blanks is one between words."""


class Segment(NamedTuple):
    """A part of a line with no wide gap in it."""

    chars: tuple[Char, ...]

    @property
    def x0(self) -> float:
        """Its left edge."""
        return self.chars[0].x0

    @property
    def x1(self) -> float:
        """Its right edge."""
        return max(self.chars[-1].x1, self.chars[0].x1)

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(char.text for char in self.chars)


class Parts(NamedTuple):
    """One printed line in its segments, from left to right."""

    segments: tuple[Segment, ...]
    base: float
    size: float

    @property
    def top(self) -> float:
        """Its upper edge, near enough."""
        return self.base - 0.88 * self.size

    @property
    def x0(self) -> float:
        """Its left edge."""
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        """Its right edge."""
        return self.segments[-1].x1

    @property
    def gaps(self) -> list[Strip]:
        """What is free between its segments."""
        return [(a.x1, b.x0) for a, b in pairwise(self.segments)]

    @property
    def free(self) -> list[Strip]:
        """What it leaves free, also at its sides."""
        return [(-1e9, self.x0), *self.gaps, (self.x1, 1e9)]


def lines_in_parts(chars: Iterable[Char], size: float, gap: float) -> list[Parts]:
    """The lines of some characters from top to bottom, cut where so many sizes or more are free.

    Blanks count as free; one that is printed between words divides no words.
    """
    lines = []
    for line in lines_by_base(list(chars), size):
        inked = [c for c in line if not c.text.isspace()]
        if not inked:
            continue
        usual = sorted(c.size for c in inked)[len(inked) // 2]
        base = sorted(c.base for c in inked)[len(inked) // 2]
        lines.append(Parts(tuple(_segments(line, gap * usual, _BLANK * usual)), base, usual))
    return lines


def _segments(line: Sequence[Char], gap: float, blank: float) -> Iterable[Segment]:
    part: list[Char] = []
    edge = covered = 0.0
    for char in line:
        if char.text.isspace():
            covered += char.x1 - char.x0
            continue
        free = char.x0 - edge
        if part and free >= gap and (free >= blank or covered < 0.8 * free):
            yield Segment(tuple(part))
            part = []
        part.append(char)
        edge, covered = max(edge, char.x1), 0.0
    yield Segment(tuple(part))


def shared(strips: Sequence[Strip], others: Sequence[Strip], least: float) -> list[Strip]:
    """What of some strips lies in others as well, where it is as wide as `least`. Both in rising order."""
    both: list[Strip] = []
    i = j = 0
    while i < len(strips) and j < len(others):
        low, high = max(strips[i][0], others[j][0]), min(strips[i][1], others[j][1])
        if high - low >= least:
            both.append((low, high))
        if strips[i][1] < others[j][1]:
            i += 1
        else:
            j += 1
    return both
