"""Citizens' words: groups of words that mean much the same, those shipped and those of `site.yaml`.

`synonyms.txt` has a group a line, its kind before the words: `供热  供暖 = 供热 = 暖气`. A search for one word also offers
what has another of its group. Only groups of which a word stands in the archive go to the browser. Of the kinds that hold
everyday or foreign words (`_ONE_WAY`) only the first word is ever looked for in place of another: 马路 finds 街道, 街道 does
not find 马路; dog finds 犬只.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from gazette_site.fold import fold

Group = tuple[str, ...]
_ONE_WAY = frozenset({"说法", "家庭", "俗称", "外文"})


class Synonyms:
    """The groups, and which of their words occur."""

    def __init__(self, configured: Sequence[Sequence[str]]) -> None:
        """`configured` are the groups of `site.yaml`; they come before those that are shipped."""
        self._groups = (*map(tuple, configured), *shipped())
        self._one_way = frozenset(group for kind, group in _shipped() if kind in _ONE_WAY)
        self._waiting = {word for group in self._groups for word in group}
        self._met: set[str] = set()

    def meet(self, grams: Container[str]) -> None:
        """A part of the archive, given by its grams: a word of which all pairs are there is taken to occur."""
        self._met |= {word for word in self._waiting if all(pair in grams for pair in _pairs(fold(word)))}
        self._waiting -= self._met

    def written(self) -> list[list[list[str]]]:
        """The groups with a word that occurs, each as the words that are looked for and those that are only asked for."""
        halves = ((self._wanted(group), group) for group in self._groups)
        return [[wanted, [word for word in group if word not in wanted]] for wanted, group in halves if wanted]

    def _wanted(self, group: Group) -> list[str]:
        """The words that occur and may stand for the others."""
        return [word for word in (group[:1] if group in self._one_way else group) if word in self._met]


def shipped() -> tuple[Group, ...]:
    """The groups of `synonyms.txt` without their kinds, in order."""
    return tuple(group for _, group in _shipped())


@cache
def _shipped() -> tuple[tuple[str, Group], ...]:
    """The groups of the file, each after its kind."""
    lines = files("gazette_site").joinpath("synonyms.txt").read_text(encoding="utf-8").splitlines()
    return tuple((kind, tuple(words)) for kind, words in map(_parts, filter(_is_group, lines)))


def _is_group(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


def _parts(line: str) -> tuple[str, list[str]]:
    """The kind and the words of a line."""
    kind, _, words = line.partition("  ")
    return kind, [word.strip() for word in words.split("=")]


def _pairs(word: str) -> Iterator[str]:
    return map("".join, pairwise(word))
