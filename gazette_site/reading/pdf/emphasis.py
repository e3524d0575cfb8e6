"""Dots of emphasis (着重号) over or under characters: set aside, so that they cut no line.

emphasised = character+ with a dot over or under the middle of each; nothing else stands on the line of the dots
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from gazette_site.model import FurnitureReason
from gazette_site.reading.pdf.characters import Aside, Char, PageContent

_DOTS = frozenset("•·・．.﹒‧◦●∙˙⋅﹅﹆")
_NEAR = 0.22
"""Sizes between the middle of a dot and that of its character."""
_REACH = 1.6
"""Sizes of the characters between their base line and that of the dots, at most."""
_SHARE = 0.8
"""Share of the dots of a line that must have a character."""


def without_emphasis(content: PageContent) -> PageContent:
    """The page with its dots of emphasis set aside."""
    lines = list(_level(content.chars))
    bases = [line[0].base for line in lines]
    dots = [c for k, line in enumerate(lines) if _is_dotted(line) and _mark(line, lines, bases, k) for c in line]
    if not dots:
        return content
    apart = {id(c) for c in dots}
    aside = Aside(FurnitureReason.MARKUP, tuple(c for c in dots if not c.text.isspace()), "着重号")
    return content._replace(chars=tuple(c for c in content.chars if id(c) not in apart), aside=(*content.aside, aside))


def _level(chars: Sequence[Char]) -> Iterator[list[Char]]:
    """Characters on one base line to the point, each line from left to right."""
    line: list[Char] = []
    for char in sorted(chars, key=lambda c: c.base):
        if line and char.base - line[0].base > 0.8:
            yield sorted(line, key=lambda c: c.x0)
            line = []
        line.append(char)
    if line:
        yield sorted(line, key=lambda c: c.x0)


def _is_dotted(line: Sequence[Char]) -> bool:
    return all(c.text in _DOTS or c.text.isspace() for c in line) and any(c.text in _DOTS for c in line)


def _mark(dots: Sequence[Char], lines: Sequence[list[Char]], bases: Sequence[float], k: int) -> bool:
    """Whether the dots of line `k` mark the characters of a line near it."""
    reach = _REACH * 2 * max(c.size for c in dots)
    low, high = bisect_left(bases, bases[k] - reach), bisect_left(bases, bases[k] + reach)
    return any(_are_of(dots, lines[other]) for other in range(low, high) if not _is_dotted(lines[other]))


def _are_of(dots: Sequence[Char], line: Sequence[Char]) -> bool:
    han = [c for c in line if c.text > "\u2e80"]
    middles = [c.middle for c in han]
    inked = [dot for dot in dots if not dot.text.isspace()]
    return sum(_has_character(dot, han, middles) for dot in inked) >= _SHARE * len(inked)


def _has_character(dot: Char, han: Sequence[Char], middles: Sequence[float]) -> bool:
    k = bisect_left(middles, dot.middle)
    return any(
        abs(c.middle - dot.middle) < _NEAR * c.size and abs(c.base - dot.base) < _REACH * c.size
        for c in han[max(k - 1, 0) : k + 1]
    )
