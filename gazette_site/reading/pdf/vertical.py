"""Vertical writing (竖排): columns of characters, read from top to bottom and from right to left.

    vertical text = tier+            tiers stand under each other
    tier          = column+          from right to left
    column        = character+       from top to bottom

Characters belong to a column if their font writes downwards (`WMode` 1), or if they are set one under the other closer than anything stands
beside them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from gazette_site.late import late
from gazette_site.reading.pdf.characters import Box, Char
from gazette_site.reading.pdf.gutters import lines_by_base

_HAN = late(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
LEAST = 3
"""Characters under each other that are a column, if their font does not say so."""
_TIGHT = 1.3
"""Sizes from one character to the next up to which nothing but a column is set."""
_LOOSE = 2.2
SHARE = 0.5
"""Share of the characters of a page from which it is a page in vertical writing."""


class Column(NamedTuple):
    """Characters under each other."""

    chars: tuple[Char, ...]

    @property
    def box(self) -> Box:
        """Its place on the page."""
        chars = self.chars
        return Box(
            min(c.x0 for c in chars), min(c.top for c in chars), max(c.x1 for c in chars), max(c.bottom for c in chars)
        )

    @property
    def size(self) -> float:
        """The size of its characters."""
        return sorted(c.size for c in self.chars)[len(self.chars) // 2]

    @property
    def text(self) -> str:
        """What it says; a gap of more than half a character becomes a blank."""
        parts: list[str] = []
        edge: float | None = None
        for char in self.chars:
            if edge is not None and char.top - edge > 0.8 * char.size:
                parts.append("\u3000")
            parts.append(char.text)
            edge = char.bottom
        return "".join(parts).strip()


def part_columns(chars: Sequence[Char]) -> tuple[list[Char], list[Column]]:
    """Horizontal text, and the columns of vertical text in reading order."""
    flagged = [c for c in chars if c.vertical]
    rest = [c for c in chars if not c.vertical]
    found = _runs(flagged, _LOOSE)
    alone = _alone(rest)
    apart = {id(c) for c in alone}
    words = [c for c in rest if id(c) not in apart and not c.text.isspace()]
    stacked = [run for run in _runs(alone, _LOOSE) if _is_column(run, alone, words)]
    taken = {id(c) for run in stacked for c in run}
    columns = [Column(tuple(run)) for run in [*found, *stacked]]
    return [c for c in rest if id(c) not in taken], in_order(columns)


def _alone(chars: Sequence[Char]) -> list[Char]:
    """Characters beside which nothing stands as near as the next line does."""
    result: list[Char] = []
    for group in lines_by_base([c for c in chars if not c.text.isspace()], 0.0):
        for k, char in enumerate(group):
            before = char.x0 - group[k - 1].x1 if k else 1e9
            after = group[k + 1].x0 - char.x1 if k + 1 < len(group) else 1e9
            if min(before, after) > 0.25 * char.size:
                result.append(char)
    return result


def _runs(chars: Iterable[Char], reach: float) -> list[list[Char]]:
    """Characters under each other, no further than so many sizes from one to the next."""
    open_runs: list[list[Char]] = []
    closed: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: (c.base, c.x0)):
        closed += [run for run in open_runs if char.base - run[-1].base > reach * max(char.size, run[-1].size)]
        open_runs = [run for run in open_runs if char.base - run[-1].base <= reach * max(char.size, run[-1].size)]
        home = next((run for run in open_runs if _under(run[-1], char)), None)
        if home is None:
            open_runs.append([char])
        else:
            home.append(char)
    return [*closed, *open_runs]


def _under(upper: Char, lower: Char) -> bool:
    """Whether one character stands under another."""
    size = max(upper.size, lower.size)
    same = 0.75 < upper.size / lower.size < 1.34
    return same and abs(upper.middle - lower.middle) < 0.3 * size and lower.base - upper.base > 0.4 * size


def _is_column(run: Sequence[Char], alone: Sequence[Char], words: Sequence[Char]) -> bool:
    """Whether characters under each other are a column, and neither the first of rows nor a column of a table without rules.

    `alone` are all characters beside which there is room, `words` all others.
    """
    if len(run) < LEAST or sum(bool(_HAN.match(c.text)) for c in run) < 0.6 * len(run):
        return False
    steps = sorted((b.base - a.base) / a.size for a, b in pairwise(run))
    step = steps[len(steps) // 2]
    if step <= _TIGHT:
        return True
    beside = min(_beside(char, alone) for char in run) / (step * run[0].size)
    return (1.2 < beside < 3 or beside == float("inf")) and not _in_rows(run, words)


def _beside(char: Char, others: Sequence[Char]) -> float:
    """Points from a character to the nearest one beside it, middle to middle."""
    near = (c for c in others if c is not char and abs(c.base - char.base) < 0.35 * char.size)
    return min((abs(c.middle - char.middle) for c in near), default=float("inf"))


def _in_rows(run: Sequence[Char], words: Sequence[Char]) -> bool:
    """Whether each character of a column begins or ends a row of other text."""
    bases = sorted(c.base for c in words)
    return sum(_has(bases, c.base - 0.12 * c.size, c.base + 0.12 * c.size) for c in run) > 0.8 * len(run)


def _has(values: Sequence[float], low: float, high: float) -> bool:
    """Whether one of the values, in rising order, is between two bounds."""
    k = bisect_left(values, low)
    return k < len(values) and values[k] <= high


def in_order(columns: Sequence[Column]) -> list[Column]:
    """Columns tier by tier from the top, in each from right to left."""
    tiers: list[list[Column]] = []
    end = -1e9
    for column in sorted(columns, key=lambda c: (c.box.top, -c.box.x1)):
        if column.box.top >= end:
            tiers.append([])
        tiers[-1].append(column)
        end = max(end, column.box.bottom)
    return [column for tier in tiers for column in sorted(tier, key=lambda c: (-c.box.x1, c.box.top))]
