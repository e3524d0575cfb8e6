"""Among many texts those in which a pattern finds something: each way of a pattern looks only into the texts that have what it cannot do without.

    ways(a.*b|c(?:d|e))  = a.*b, c(?:d|e)             what stands between the bars
    way with words       = 免(?:收|征)                 looked for in all texts together first; most are in none
    way without          = 每[户人个][^,;。]{0,8}限      by the characters it needs
    held[character]      = the texts that have it     asked once for all patterns, of the rarest that each way needs

A document has a hundred sentences, a pattern a dozen ways of which few are there: one search in fifty is left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from gazette_site.late import late
from gazette_site.needed import characters_needed, words_needed

_MOST_ASKED = 3
"""So many of the things that must be there are looked for, the rarest first."""


class _Way(NamedTuple):
    pattern: re.Pattern[str]
    words: tuple[str, ...]
    """One of them must be there; empty if no words can be told."""
    needs: tuple[tuple[str, ...], ...]
    """Of each one character must be there; none is asked for where there are words."""


class Among:
    """Texts of which several patterns are asked, each without flags."""

    def __init__(self, texts: Iterable[str], patterns: tuple[str, ...]) -> None:
        """Raises re.error for a wrong pattern."""
        self.texts = tuple(texts)
        self._together = "\n".join(self.texts)
        self._held: dict[str, list[int]] = {}
        """Character → the numbers of the texts that have it."""
        wanted = _wanted(patterns)
        for number, text in enumerate(self.texts):
            for character in set(wanted(text)):
                self._held.setdefault(character, []).append(number)

    def finds(self, pattern: str, texts: Sequence[str] = ()) -> set[int]:
        """The numbers of the texts in which one of the patterns finds something; of `texts`, if they are the same with some words hidden."""
        searched = texts or self.texts
        found: set[int] = set()
        for way in _ways(pattern):
            search, others = way.pattern.search, way.needs[1:]
            for number in self._having_word(way.words) if way.words else self._having_rarest(way):
                if number not in found and _has_each(self.texts[number], others) and search(searched[number]):
                    found.add(number)
        return found

    def _having_word(self, words: Iterable[str]) -> Sequence[int]:
        """The numbers of the texts that have one of the words; some of them twice."""
        there = [word for word in words if word in self._together]
        return [number for word in there for number, text in enumerate(self.texts) if word in text]

    def _having_rarest(self, way: _Way) -> Sequence[int]:
        """The numbers of the texts that have the rarest thing that a way needs; some of them twice."""
        if not way.needs:
            return range(len(self.texts))
        return [number for character in way.needs[0] for number in self._held.get(character, ())]


def _has_each(text: str, needs: tuple[tuple[str, ...], ...]) -> bool:
    """Whether a text has one character of each."""
    for need in needs:
        for character in need:
            if character in text:
                break
        else:
            return False
    return True


@cache
def _wanted(patterns: tuple[str, ...]) -> Callable[[str], list[str]]:
    """Finds in a text the rarest characters that the ways of the patterns need."""
    needs = (way.needs[0] for pattern in patterns for way in _ways(pattern) if way.needs)
    characters = sorted({character for need in needs for character in need})
    return re.compile(f"[{re.escape(''.join(characters))}]").findall if characters else lambda text: []


@cache
def _ways(pattern: str) -> tuple[_Way, ...]:
    return tuple(_Way(late(way), *_needs_of(way)) for way in _parted(pattern))


def _needs_of(way: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Words, or where there are none characters."""
    words = words_needed(way)
    needs = () if words else characters_needed(way)[:_MOST_ASKED]
    return words, tuple(tuple(sorted(need)) for need in needs)


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
