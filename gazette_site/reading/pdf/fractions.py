"""Fractions that are stacked (分式): read as one line, the bar as a slash, so that it is seen what is divided by what.

    fraction = numerator, bar, denominator      the bar as wide as the wider of them; what the line goes on with stands level with the bar

P = (C₁ + C₂)/(Q × (1 − r)): what has signs of its own comes in brackets. An underlined word is none: its line goes on beside it, above the rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gazette_site.late import late
from gazette_site.reading.pdf.characters import Box, Char, PageContent
from gazette_site.reading.pdf.grids import part_rules

_BARS = 200
"""Rules of a page that are looked at; more of them are a drawing."""
_SHORTEST, _LONGEST = 0.4, 30.0
"""Sizes of a bar, at least and at most."""
_AWAY = 1.1
"""Sizes from the bar to the middle of the characters next to it, at most."""
_OVER = 0.5
"""Sizes by which a part may be wider than its bar."""
_LEVEL = 0.32
"""Sizes from the bar to the middle of a character that stands level with it, at most."""
_NEXT = 2.0
"""Sizes from the end of the bar to that character, at most."""
_BESIDE = 0.5
"""Sizes beside a part that are free of print on its own line."""
_ROOM, _TIGHT = 2.0, 0.6
"""Sizes by which a bar may be longer than the wider part, and where the fraction stands by itself, without words."""
_HAN = late(r"[\u3400-\u9fff]")
_PARTS = 60
"""Characters of a part, at most."""
_SIGNS = late(r"[-+＋−－×÷/=·∙⋅<>≤≥\s]")


class _Fraction(NamedTuple):
    bar: Box
    over: list[int]
    under: list[int]
    """Indices of its characters, from left to right."""


def with_fractions(content: PageContent) -> PageContent:
    """The page with its fractions in line; any other page as it is."""
    bars = sorted(_bars(content), key=lambda bar: bar.x1 - bar.x0)[:_BARS]
    chars = list(content.chars)
    said: list[str] = []
    for bar in bars:
        found = _fraction(bar, chars)
        if found is not None:
            chars, words = _in_line(found, chars)
            said.append(words)
    return content._replace(chars=tuple(chars), fractions=tuple(said)) if said else content


def _bars(content: PageContent) -> Iterator[Box]:
    """Short rules across that are of no table."""
    if not content.chars:
        return
    size = Counter(round(c.size) for c in content.chars).most_common(1)[0][0]
    short = [r for r in content.rules if r.bottom - r.top <= 2 and _SHORTEST * size < r.x1 - r.x0 < _LONGEST * size]
    ours = set(part_rules(content.rules)[1]) if short else set()
    yield from (rule for rule in short if rule in ours)


def _fraction(bar: Box, chars: Sequence[Char]) -> _Fraction | None:
    """The fraction of a bar, None if it has none."""
    y = (bar.top + bar.bottom) / 2
    near = [i for i, c in enumerate(chars) if abs(_height(c) - y) < 3 * c.size and not c.text.isspace()]
    over = _part(bar, [i for i in near if y - _height(chars[i]) > 0], chars, up=True)
    under = _part(bar, [i for i in near if _height(chars[i]) - y > 0], chars, up=False)
    if not over or not under or max(len(over), len(under)) > _PARTS:
        return None
    taken = {*over, *under}
    others = [chars[i] for i in near if i not in taken]
    if not _is_as_wide(bar, over, under, chars, _ROOM):
        return None
    alone = not _goes_on_level(bar, others, y)
    if alone and (
        not _is_as_wide(bar, over, under, chars, _TIGHT) or _HAN.search("".join(chars[i].text for i in taken))
    ):
        return None
    if any(_is_beside(part, other, chars) for part in (over, under) for other in others):
        return None
    return _Fraction(bar, over, under)


def _height(char: Char) -> float:
    """The middle of a character, from the top of the page."""
    return char.base - 0.35 * char.size


def _part(bar: Box, near: Sequence[int], chars: Sequence[Char], *, up: bool) -> list[int]:
    """What stands over a bar, or under it: the line next to it, with its raised and lowered signs."""
    y = (bar.top + bar.bottom) / 2
    held = [
        i
        for i in near
        if bar.x0 - _OVER * chars[i].size <= chars[i].x0 and chars[i].x1 <= bar.x1 + _OVER * chars[i].size
    ]
    if not held:
        return []
    first = min(held, key=lambda i: abs(_height(chars[i]) - y))
    large = max((chars[i].size for i in held if abs(_height(chars[i]) - y) < 1.5 * chars[first].size), default=0.0)
    if abs(_height(chars[first]) - y) > _AWAY * large:
        return []
    main = [i for i in held if chars[i].size > 0.9 * large]
    base = min((chars[i].base for i in main), key=lambda b: abs(b - y)) if up else min(chars[i].base for i in main)
    if up:
        base = max((chars[i].base for i in main if chars[i].base <= y + 1), default=base)
    line = [i for i in held if abs(chars[i].base - base) < 0.65 * large]
    return sorted(line, key=lambda i: chars[i].x0)


def _is_as_wide(bar: Box, over: Sequence[int], under: Sequence[int], chars: Sequence[Char], room: float) -> bool:
    """Whether the wider part fills the bar but for some room, in sizes, and both stand in its middle."""
    spans = [(chars[part[0]].x0, max(chars[i].x1 for i in part)) for part in (over, under)]
    size = max(chars[i].size for i in (*over, *under))
    centred = all(abs(x0 + x1 - bar.x0 - bar.x1) < 1.2 * size for x0, x1 in spans)
    return centred and max(x1 - x0 for x0, x1 in spans) > bar.x1 - bar.x0 - room * size


def _goes_on_level(bar: Box, others: Sequence[Char], y: float) -> bool:
    """Whether the line in which a fraction stands goes on at the height of its bar."""
    return any(
        abs(_height(c) - y) < _LEVEL * c.size and -0.3 * c.size < max(bar.x0 - c.x1, c.x0 - bar.x1) < _NEXT * c.size
        for c in others
    )


def _is_beside(part: Sequence[int], other: Char, chars: Sequence[Char]) -> bool:
    """Whether the line of a part goes on beside it."""
    first, last = chars[part[0]], chars[part[-1]]
    level = abs(other.base - first.base) < 0.3 * first.size
    return level and -0.2 * first.size < max(first.x0 - other.x1, other.x0 - last.x1) < _BESIDE * first.size


def _in_line(found: _Fraction, chars: Sequence[Char]) -> tuple[list[Char], str]:
    """The characters of a page with a fraction in its line, and what the fraction says."""
    bar, y = found.bar, (found.bar.top + found.bar.bottom) / 2
    size = max(chars[i].size for i in (*found.over, *found.under))
    base = y + 0.35 * size
    parts = [_level([chars[i] for i in part], base) for part in (found.over, found.under)]
    line = [*parts[0], Char("/", 0, 0, base, size), *parts[1]]
    step = (bar.x1 - bar.x0) / len(line)
    line = [c._replace(x0=bar.x0 + k * step, x1=bar.x0 + (k + 1) * step) for k, c in enumerate(line)]
    taken = {*found.over, *found.under}
    rest = [char for i, char in enumerate(chars) if i not in taken]
    return [*rest, *line], "".join(char.text for char in line)


def _level(part: Sequence[Char], base: float) -> list[Char]:
    """A part on a base line, raised and lowered signs as far from it as they were; in brackets if it has signs of its own."""
    own = Counter(round(c.base, 1) for c in part).most_common(1)[0][0]
    moved = [c._replace(base=c.base + base - own) for c in part]
    if len(moved) == 1 or not _SIGNS.search("".join(c.text for c in moved)):
        return moved
    size = max(c.size for c in moved)
    return [Char("(", 0, 0, base, size), *moved, Char(")", 0, 0, base, size)]
