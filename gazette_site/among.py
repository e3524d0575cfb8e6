"""Among many texts those in which a pattern finds something: the texts are told by their characters once, then each way of a pattern
looks only into those that have what it cannot do without.

    ways(a.*b|c(?:d|e))  = a.*b, c(?:d|e)          what stands between the bars
    held[character]      = a bit for each text     asked once for all patterns

A document has a hundred sentences, a pattern a dozen ways of which few are there: one search in fifty is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from gazette_site.late import late
from gazette_site.needed import characters_needed

_MOST_ASKED = 3
"""So many of the things that must be there are looked for, the rarest first."""
_AT_ONCE = 240
"""Of more texts the bits would take time themselves."""


class _Way(NamedTuple):
    pattern: re.Pattern[str]
    needs: tuple[tuple[str, ...], ...]
    """Of each one character must be there."""


class Among:
    """Texts of which several patterns are asked, each without flags."""

    def __init__(self, texts: Iterable[str], patterns: tuple[str, ...]) -> None:
        """Raises re.error for a wrong pattern."""
        self.texts = tuple(texts)
        rest = iter(self.texts)
        wanted = _wanted(patterns)
        self._held = [_held(some, wanted) for some in iter(lambda: tuple(islice(rest, _AT_ONCE)), ())]

    def finds(self, pattern: str, texts: Sequence[str] = ()) -> set[int]:
        """The numbers of the texts in which one of the patterns finds something; of `texts`, if they are the same with some words hidden."""
        searched = texts or self.texts
        found: set[int] = set()
        for way in _ways(pattern):
            search = way.pattern.search
            for part, held in enumerate(self._held):
                for number in _numbers(_having(way, held), part * _AT_ONCE):
                    if number not in found and search(searched[number]):
                        found.add(number)
        return found


def _held(texts: Sequence[str], wanted: frozenset[str]) -> dict[str, int]:
    """For each character a bit for each text that has it; all bits for no character."""
    held = dict.fromkeys(wanted, 0)
    bit = 1
    for text in texts:
        for character in wanted.intersection(text):
            held[character] |= bit
        bit += bit
    held[""] = bit - 1
    return held


def _having(way: _Way, held: dict[str, int]) -> int:
    """The bits of the texts that have what a way needs."""
    left = held[""]
    for need in way.needs:
        some = 0
        for character in need:
            some |= held[character]
        left &= some
        if not left:
            break
    return left


def _numbers(bits: int, first: int) -> Iterator[int]:
    """The places of the bits that are set."""
    while bits:
        lowest = bits & -bits
        yield first + lowest.bit_length() - 1
        bits ^= lowest


@cache
def _wanted(patterns: tuple[str, ...]) -> frozenset[str]:
    """The characters that the ways of the patterns need."""
    ways = (way for pattern in patterns for way in _ways(pattern))
    return frozenset(character for way in ways for need in way.needs for character in need)


@cache
def _ways(pattern: str) -> tuple[_Way, ...]:
    needs = ((way, characters_needed(way)[:_MOST_ASKED]) for way in _parted(pattern))
    return tuple(_Way(late(way), tuple(tuple(sorted(need)) for need in some)) for way, some in needs)


def _parted(pattern: str) -> Iterator[str]:
    """A pattern at the bars that stand in no brackets."""
    depth, start, in_class = 0, 0, False
    for match in re.finditer(r"\\.|[\[\]()|]", pattern, re.DOTALL):
        sign = match[0]
        if in_class:
            in_class = sign != "]"
        elif sign == "[":
            in_class = True
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == "|" and not depth:
            yield pattern[start : match.start()]
            start = match.end()
    yield pattern[start:]
