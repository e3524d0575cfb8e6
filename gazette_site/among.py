"""Among many texts those in which a pattern finds something: the texts are told by their characters once, then each way of a pattern
looks only into those that have what it cannot do without.

    ways(a.*b|c(?:d|e))  = a.*b, c(?:d|e)               what stands between the bars
    holds[character]     = a bit for each way that needs it
                           as the rarest thing it needs, as the second, as the third; a text with all three bits is searched

A document has a hundred sentences, a pattern a dozen ways of which few are there: one search in fifty is left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from typing import NamedTuple

from gazette_site.late import late, searcher
from gazette_site.needed import characters_needed

_MOST_ASKED = 4
"""So many of the things that must be there are looked for, the rarest first."""


@dataclass(frozen=True, slots=True, eq=False)
class _Way:
    pattern: re.Pattern[str]
    needs: tuple[tuple[str, ...], ...]
    """Of each one character must be there."""


class _Asked(NamedTuple):
    """What is looked for in texts."""

    ways: tuple[_Way, ...]
    characters_in: Callable[[str], list[str]]
    """Finds in a text the characters that some way needs."""
    holds: Mapping[str, int]
    """Character → the bits of the ways that need it: of the first things they need, above them of the second, of the third."""
    free: int
    """The bits of what is not needed."""


class Among:
    """Texts of which several patterns are asked, each without flags."""

    def __init__(self, texts: Iterable[str], patterns: tuple[str, ...]) -> None:
        """Raises re.error for a wrong pattern."""
        self.texts = tuple(texts)
        asked = _asked(patterns)
        numbers: list[list[int]] = [[] for _ in asked.ways]
        for number, text in enumerate(self.texts):
            for way in _bits(_ways_that_may(text, asked)):
                numbers[way].append(number)
        self._having = dict(zip(asked.ways, numbers, strict=True))
        """Way → the numbers of the texts that have what it needs."""

    def may_find(self, pattern: str) -> set[int]:
        """The numbers of the texts in which one of the patterns may find something."""
        return set().union(*(self._having[way] for way in _ways(pattern)))

    def finds(self, pattern: str, texts: Sequence[str] = ()) -> set[int]:
        """The numbers of the texts in which one of the patterns finds something; of `texts`, if they are the same with some words hidden."""
        searched = texts or self.texts
        found: set[int] = set()
        for way in _ways(pattern):
            if numbers := self._having[way]:
                search = searcher(way.pattern)
                found.update(number for number in numbers if number not in found and search(searched[number]))
        return found


def _ways_that_may(text: str, asked: _Asked) -> int:
    """The ways of which a text holds one character of each thing that they need, a bit each."""
    held = reduce(or_, map(asked.holds.__getitem__, asked.characters_in(text)), asked.free)
    for _ in range(1, _MOST_ASKED):
        held &= held >> len(asked.ways)
    return held & (1 << len(asked.ways)) - 1


def _bits(number: int) -> Iterator[int]:
    """The places of the bits that are set."""
    while number:
        yield (lowest := number & -number).bit_length() - 1
        number ^= lowest


@cache
def _asked(patterns: tuple[str, ...]) -> _Asked:
    ways = tuple(way for pattern in patterns for way in _ways(pattern))
    holds: dict[str, int] = {}
    free = 0
    for number, way in enumerate(ways):
        for place in range(_MOST_ASKED):
            bit = 1 << place * len(ways) + number
            for character in way.needs[place] if place < len(way.needs) else ():
                holds[character] = holds.get(character, 0) | bit
            free |= bit if place >= len(way.needs) else 0
    characters = re.escape("".join(sorted(holds)))
    return _Asked(ways, re.compile(f"[{characters}]").findall if holds else lambda text: [], holds, free)


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
