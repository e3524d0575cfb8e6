"""The gutter between two columns (栏间空白): found on a page, kept over an issue, told from gaps that only look like one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from gazette_site.reading.pdf.characters import Char

LEFT_HALF = frozenset("，。、；：）》”’」』〉】〕！？")
RIGHT_HALF = frozenset("（《“‘「『〈【〔")
TITLE = 15.0
"""Size in points from which a row is never cut at the gutter."""


NARROW = 0.8
"""Sizes up to which a gap is none between columns: the blank half of a mark in a justified line."""


class Gutter(NamedTuple):
    """The empty strip between two columns."""

    x0: float
    x1: float
    top: float = -1e9
    bottom: float = 1e9
    """Where it begins and ends, if columns stand in a part of the page only."""

    @property
    def middle(self) -> float:
        """Where it is cut."""
        return (self.x0 + self.x1) / 2


def find_gutter(chars: Sequence[Char], width: float, size: float) -> Gutter | None:
    """The gutter of a two-column page, None if the page has one column.

    The widest strip of the middle that body text leaves free; none if more text crosses the middle than stands to its right.
    """
    low, high = int(0.42 * width), int(0.58 * width)
    covered = [0] * (high - low + 1)
    body = [c for c in chars if c.size <= 1.15 * size and not c.text.isspace()]
    for char in body:
        x0, x1 = ink(char)
        for x in range(max(int(x0) + 1, low), min(int(x1), high) + 1):
            covered[x - low] += 1
    rows = lines_by_base(body, size)
    spanning = max(1.0, 0.15 * len(rows))  # a number or heading across the page covers the gutter, too
    best = _widest([n <= spanning for n in covered])
    if best is None or best[1] - best[0] < 0.5 * size:
        return None
    gutter = Gutter(low + best[0], low + best[1])
    middle = gutter.middle
    right = sum(c.x0 > middle for c in body)
    crossing = sum(len(row) for row in rows if crosses(row, gutter, size))
    return None if crossing > 1.5 * right or not _two_columns(rows, gutter, size) else gutter


def _two_columns(rows: Sequence[Sequence[Char]], gutter: Gutter, size: float) -> bool:
    """Whether rows at both sides of a gutter show that there are columns.

    A page of a few lines leaves many a strip free: that of a blank in its only full line, that beside a signature or a date at the right. Columns
    have lines beside each other, and those of the right one begin at one place.
    """
    parts = [halves(row, gutter) for row in rows if not crosses(row, gutter, size)]
    left = [(part[0].base, part[-1].x1) for part, _ in parts if part]
    right = [(part[0].base, part[0].x0) for _, part in parts if part]
    beside = _beside(left, right)
    flush = max((sum(abs(x - other) < 0.3 * size for _, other in right) for _, x in right), default=0)
    if len(beside) >= 4 and len(_beside(right, left)) >= 4:
        return 3 * flush >= len(right)
    full = sum(end > gutter.x0 - 1.5 * size for _, end in beside)
    return len(beside) >= 2 and flush >= 2 and 2 * flush >= len(right) and 2 * full >= len(beside)


def halves(row: Sequence[Char], gutter: Gutter) -> tuple[list[Char], list[Char]]:
    """What of a row stands on either side of a gutter."""
    left = [c for c in row if c.middle < gutter.middle]
    return left, [c for c in row if c.middle >= gutter.middle]


def _beside(ones: Sequence[tuple[float, float]], others: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Those of `ones`, given by base line and edge, that stand between the first and the last of `others`."""
    bases = [base for base, _ in others]
    return [one for one in ones if bases and min(bases) - 1 <= one[0] <= max(bases) + 1]


def usual_gutter(gutters: Iterable[Gutter | None]) -> Gutter | None:
    """The gutter of an issue: what nearly all pages that have one leave free; None if none has.

    A page with little text leaves more free than the gutter, so its own edges are no measure.
    """
    found = [g for g in gutters if g is not None]
    if not found:
        return None
    x0 = sorted(g.x0 for g in found)[int(0.8 * (len(found) - 1))]
    x1 = sorted((g.x1 for g in found), reverse=True)[int(0.8 * (len(found) - 1))]
    return Gutter(x0, x1) if x1 - x0 > 4 else sorted(found, key=lambda g: g.x1 - g.x0)[0]


def holds(gutter: Gutter, chars: Sequence[Char], size: float) -> bool:
    """Whether a page on which no gutter shows by itself can have the usual one: few rows cross it.

    What stands at its right has something beside it at its left, too; a signature between two lines of one column has not.
    """
    body = [c for c in chars if c.size <= 1.15 * size and not c.text.isspace()]
    rows = lines_by_base(body, size)
    crossing = [crosses(row, gutter, size) for row in rows]
    if sum(crossing) > len(rows) / 3:
        return False
    parts = [halves(row, gutter) for row, crosses_it in zip(rows, crossing, strict=True) if not crosses_it]
    left = [part[0].base for part, _ in parts if part]
    right = [part[0].base for _, part in parts if part]
    if not right:
        full = sum(part[-1].x1 > gutter.x0 - 1.5 * size for part, _ in parts if part)
        return full >= sum(crossing)
    if max(left, default=0.0) < right[0]:
        return True
    flush = sum(
        min(abs(part[0].x0 - gutter.x1 - indent * size) for indent in (0, 2)) < size for _, part in parts if part
    )
    if 3 * flush < len(right):
        return False
    return any(abs(a - b) < 0.95 * size for a in left for b in right)


def _widest(free: list[bool]) -> tuple[int, int] | None:
    best, start = None, None
    for i, ok in enumerate([*free, False]):
        if ok and start is None:
            start = i
        elif not ok and start is not None:
            if best is None or i - start > best[1] - best[0]:
                best = (start, i)
            start = None
    return best


def ink(char: Char) -> tuple[float, float]:
    """Left and right edge of what is really printed: a mark that closes or opens fills half of its square and may hang over."""
    if char.text in LEFT_HALF:
        return char.x0, char.middle
    return (char.middle, char.x1) if char.text in RIGHT_HALF else (char.x0, char.x1)


def lines_by_base(chars: Sequence[Char], size: float) -> list[list[Char]]:
    """Characters on one base line, give or take a third of their size, each group from left to right."""
    groups: list[list[Char]] = []
    base = -1e9
    for char in sorted(chars, key=lambda c: c.base):
        if char.base - base > 0.35 * max(min(char.size, 1.4 * size), 0.8 * size):
            groups.append([])
            base = char.base
        groups[-1].append(char)
    for group in groups:
        group.sort(key=lambda c: c.x0)
    return groups


def crosses(row: Sequence[Char], gutter: Gutter, size: float) -> bool:
    """Whether a row runs across the gutter: ink in it, or a gap there no wider than one between words."""
    left_edge, right_edge, middle = -1e9, 1e9, gutter.middle
    for char in row:
        text, x0, x1 = char[:3]
        if text.isspace():
            continue
        if text in LEFT_HALF:
            x1 = (x0 + x1) / 2
        elif text in RIGHT_HALF:
            x0 = (x0 + x1) / 2
        if x1 <= middle:
            if x1 > left_edge:
                left_edge = x1
        elif x0 < middle:
            return True
        elif x0 < right_edge:
            right_edge = x0
    if left_edge < 0 or right_edge > 1e8:
        return False
    free = right_edge - left_edge
    return free < max(0.45 * (gutter.x1 - gutter.x0), NARROW * size) or _is_title(row, gutter, size, free)


def _is_title(row: Sequence[Char], gutter: Gutter, size: float, free: float) -> bool:
    """Whether large print stands on both sides of a gutter, with no more room there than between other words of it: a title across both columns.

    A title of one column has the other column's lines beside it; those of two columns leave more room between them than their words have.
    """
    large = max(TITLE, 1.25 * size)
    left, right = ([c for c in part if c.size >= large] for part in halves(row, gutter))
    if not any(not c.text.isspace() for c in left) or not any(not c.text.isspace() for c in right):
        return False
    inked = [c for c in (*left, *right) if not c.text.isspace()]
    gaps = sorted(b.x0 - a.x1 for a, b in pairwise(inked))
    return len(gaps) < 2 or free <= 1.3 * max(gaps[-2], gutter.x1 - gutter.x0)
