"""Vertical writing (竖排): columns of characters, read from top to bottom and from right to left.

    vertical text = tier+            tiers stand under each other
    tier          = column+          from right to left
    column        = character+       from top to bottom

Characters belong to a column if their font writes downwards (`WMode` 1), or if they are set one under the other closer than anything stands
beside them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
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
_TILE = 4.0
"""Points of the strips of a page in which the ends of columns are looked up."""
_OPEN = 12
"""Columns begun in one strip that are looked at."""
_WIDEST = 40
"""Strips up to which a character is looked up: larger ones are ornaments."""
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
    room = _rooms(rest)
    alone = [c for c in rest if id(c) in room]
    words = sorted(c.base for c in rest if id(c) not in room and not c.text.isspace())
    stacked = [run for run in _runs(alone, _LOOSE) if _is_column(run, room, words)]
    taken = {id(c) for run in stacked for c in run}
    columns = [Column(tuple(run)) for run in [*found, *stacked]]
    return [c for c in rest if id(c) not in taken], in_order(columns)


def _rooms(chars: Sequence[Char]) -> dict[int, float]:
    """Characters beside which nothing stands as near as the next line does → points to the nearest of them at its side, middle to middle."""
    rooms: dict[int, float] = {}
    inked = [c for c in chars if not c.text.isspace()]
    usual = sorted(c.size for c in inked)[len(inked) // 2] if inked else 0.0
    for group in lines_by_base(inked, usual):
        alone = []
        for k, char in enumerate(group):
            before = char.x0 - group[k - 1].x1 if k else 1e9
            after = group[k + 1].x0 - char.x1 if k + 1 < len(group) else 1e9
            if min(before, after) > 0.25 * char.size:
                alone.append(char)
        for before_it, char, after_it in zip([None, *alone], alone, [*alone[1:], None], strict=False):
            near = (abs(other.middle - char.middle) for other in (before_it, after_it) if other is not None)
            rooms[id(char)] = min(near, default=float("inf"))
    return rooms


def _runs(chars: Iterable[Char], reach: float) -> list[list[Char]]:
    """Characters under each other, no further than so many sizes from one to the next."""
    runs: list[list[Char]] = []
    tiles: defaultdict[int, deque[list[Char]]] = defaultdict(lambda: deque(maxlen=_OPEN))
    for char in sorted(chars, key=lambda c: (c.base, c.x0)):
        home = _home(char, tiles, reach)
        if home is None:
            home = []
            runs.append(home)
            tiles[int(char.middle // _TILE)].append(home)
        home.append(char)
    return runs


def _home(char: Char, tiles: Mapping[int, deque[list[Char]]], reach: float) -> list[Char] | None:
    """The run under whose last character a character stands, of the few begun last near its place."""
    tile, near = int(char.middle // _TILE), int(0.3 * 1.34 * char.size // _TILE) + 2
    for key in range(tile - near, tile + near + 1) if near < _WIDEST else ():
        for run in reversed(tiles.get(key, ())):
            last = run[-1]
            if char.base - last.base <= reach * max(char.size, last.size) and _under(last, char):
                return run
    return None


def _under(upper: Char, lower: Char) -> bool:
    """Whether one character stands under another."""
    size = max(upper.size, lower.size)
    same = 0.75 < upper.size / lower.size < 1.34
    least = 0.1 if upper.text.isascii() or lower.text.isascii() else 0.4  # words on their side advance by less
    return same and abs(upper.middle - lower.middle) < 0.3 * size and lower.base - upper.base > least * size


def _is_column(run: Sequence[Char], room: Mapping[int, float], words: Sequence[float]) -> bool:
    """Whether characters under each other are a column, and neither the first of rows nor a column of a table without rules.

    `room` gives for each character how far the nearest one beside it is, `words` are the base lines of all that stand close to others, in order.
    """
    if len(run) < LEAST or sum(bool(_HAN.match(c.text)) for c in run) < 0.6 * len(run) or _in_rows(run, words):
        return False
    steps = sorted((b.base - a.base) / a.size for a, b in pairwise(run))
    step = steps[len(steps) // 2]
    if step <= _TIGHT:
        return True
    beside = min(room[id(char)] for char in run) / (step * run[0].size)
    return 1.2 < beside < 3 or beside == float("inf")


def _in_rows(run: Sequence[Char], words: Sequence[float]) -> bool:
    """Whether each character of a column begins or ends a row of other text."""
    return sum(_has(words, c.base - 0.12 * c.size, c.base + 0.12 * c.size) for c in run) > 0.8 * len(run)


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
