"""What the contents announce is printed again in the body: the surest witness of where a title or a section begins and ends.

An issue has ten thousand lines and ten titles: lines are made bare when a title is asked for that begins with their first character.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from gazette_site.characters import bare
from gazette_site.reading.lines import Line

_KEY = 8
"""Characters that a title is looked up by; shorter words prove nothing."""
_MOST = 300
"""Places looked at for one title, so that the time does not grow with the square of an issue that repeats itself."""


class _Begun(NamedTuple):
    """The lines that begin with one character, by their order among the lines with words."""

    starts: dict[str, list[int]]
    """First characters of a line and those below it → the lines."""
    whole: dict[str, list[int]]


class PrintedAgain:
    """The lines of an issue as one text without blanks and marks, to be asked what begins on a line further down."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._indexes: list[int] = []
        """Of the lines with words."""
        self._first: dict[str, list[int]] = defaultdict(list)
        """First character → places in `_indexes`."""
        self._begun: dict[str, _Begun] = {}
        self._asked = 0
        for index, line in enumerate(lines):
            if first := _first_of(line):
                self._first[first].append(len(self._indexes))
                self._indexes.append(index)

    def begins(self, words: str, after: int) -> int | None:
        """Index of the first line below line `after` that begins with `words`, however lines cut them; None if there is none."""
        wanted = bare(words)
        if len(wanted) < _KEY:
            return None
        places = self._begun_with(wanted[0]).starts.get(wanted[:_KEY], [])
        first = bisect_right(places, after, key=self._indexes.__getitem__)
        found = (place for place in places[first : first + _MOST] if self._from(place, len(wanted)).startswith(wanted))
        return next((self._indexes[place] for place in found), None)

    def alone(self, words: str, after: int) -> list[int]:
        """Indexes of the lines below line `after` that print `words` and nothing else."""
        wanted = bare(words)
        places = self._begun_with(wanted[:1]).whole.get(wanted, [])
        return [index for place in places if (index := self._indexes[place]) > after]

    def within(self, words: str, after: int) -> bool:
        """Whether the text below line `after` prints `words`, also in the middle of a line.

        Answered for the first titles only, for it reads the whole text.
        """
        wanted = bare(words)
        self._asked += 1
        if self._asked > _MOST or len(wanted) < _KEY:
            return False
        text, ends = self._all
        return text.find(wanted, ends[bisect_right(self._indexes, after)]) >= 0

    @cached_property
    def _all(self) -> tuple[str, list[int]]:
        """The whole text, and before how many characters of it each line with words begins."""
        bares = [bare(self._lines[index].text) for index in self._indexes]
        return "".join(bares), list(accumulate(map(len, bares), initial=0))

    def _begun_with(self, first: str) -> _Begun:
        if first not in self._begun:
            begun = _Begun(defaultdict(list), defaultdict(list))
            for place in self._first.get(first, ()):
                begun.starts[self._from(place, _KEY)[:_KEY]].append(place)
                begun.whole[bare(self._lines[self._indexes[place]].text)].append(place)
            self._begun[first] = begun
        return self._begun[first]

    def _from(self, place: int, size: int) -> str:
        """The text from a line on, `size` characters or a few more."""
        parts, length = [], 0
        while length < size and place < len(self._indexes):
            parts.append(bare(self._lines[self._indexes[place]].text))
            length += len(parts[-1])
            place += 1
        return "".join(parts)


def _first_of(line: Line) -> str:
    """The first character of a line that is made bare; empty if nothing is left of it, and for a row of a table."""
    if line.cells is not None:
        return ""
    first = line.text[:1]
    return first if "\u4e00" <= first <= "\u9fff" else bare(line.text)[:1]
