"""Among many texts those in which a pattern finds something: the texts are told by their characters once, then each way of a pattern
looks only into those that have what it cannot do without.

    ways(a.*b|c(?:d|e))  = a.*b, c(?:d|e)             what stands between the bars
    asked[character]     = the ways that need it      each way by the rarest thing it needs; what else it needs is looked for then

A document has a hundred sentences, a pattern a dozen ways of which few are there: one search in fifty is left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from gazette_site.late import late, searcher
from gazette_site.needed import characters_needed

_MOST_ASKED = 3
"""So many of the things that must be there are looked for, the rarest first."""


@dataclass(frozen=True, slots=True, eq=False)
class _Way:
    pattern: re.Pattern[str]
    needs: tuple[tuple[str, ...], ...]
    """Of each one character must be there."""


_Asked = dict[str, list[tuple[_Way, tuple[tuple[str, ...], ...]]]]
"""Character → the ways that need it, with what else each of them needs."""


class Among:
    """Texts of which several patterns are asked, each without flags."""

    def __init__(self, texts: Iterable[str], patterns: tuple[str, ...]) -> None:
        """Raises re.error for a wrong pattern."""
        self.texts = tuple(texts)
        self._having: dict[_Way, list[int]] = {}
        """Way → the numbers of the texts that have what it needs; some of them twice."""
        characters_in, asked = _asked(patterns)
        for number, text in enumerate(self.texts):
            for way in _ways_that_may(text, set(characters_in(text)), asked):
                self._having.setdefault(way, []).append(number)

    def finds(self, pattern: str, texts: Sequence[str] = ()) -> set[int]:
        """The numbers of the texts in which one of the patterns finds something; of `texts`, if they are the same with some words hidden."""
        searched = texts or self.texts
        found: set[int] = set()
        for way in _ways(pattern):
            numbers = self._having.get(way, ()) if way.needs else range(len(self.texts))
            if numbers:
                search = searcher(way.pattern)
                found.update(number for number in numbers if number not in found and search(searched[number]))
        return found


def _ways_that_may(text: str, held: Iterable[str], asked: _Asked) -> Iterator[_Way]:
    """The ways of which a text holds one character of each thing that they need; `held` are those of the rarest things."""
    for character in held:
        for way, others in asked[character]:
            for need in others:
                for one in need:
                    if one in text:
                        break
                else:
                    break
            else:
                yield way


@cache
def _asked(patterns: tuple[str, ...]) -> tuple[Callable[[str], list[str]], _Asked]:
    """What finds in a text the rarest characters that the ways of the patterns need, and who needs them."""
    asked: _Asked = {}
    for way in (way for pattern in patterns for way in _ways(pattern) if way.needs):
        for character in way.needs[0]:
            asked.setdefault(character, []).append((way, way.needs[1:]))
    characters = re.escape("".join(sorted(asked)))
    return re.compile(f"[{characters}]").findall if asked else lambda text: [], asked


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
