"""What the contents announce is printed again in the body: the surest witness of where a title or a section begins and ends."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from gazette_site.characters import bare
from gazette_site.reading.lines import Line

_KEY = 8
"""Characters that a title is looked up by; shorter words prove nothing."""
_MOST = 300
"""Places looked at for one title, so that the time does not grow with the square of an issue that repeats itself."""


class PrintedAgain:
    """The lines of an issue as one text without blanks and marks, to be asked what begins on a line further down."""

    def __init__(self, lines: Sequence[Line]) -> None:
        bares = ["" if line.cells is not None else bare(line.text) for line in lines]
        self.text = "".join(bares)
        self._starts: dict[str, list[tuple[int, int]]] = defaultdict(list)
        """First characters of a line → (index of the line, place in the text)."""
        self._whole: dict[str, list[int]] = defaultdict(list)
        self._asked = 0
        self._places: list[int] = []
        """For each line the place where the next one begins."""
        place = 0
        for index, words in enumerate(bares):
            if words:
                self._starts[self.text[place : place + _KEY]].append((index, place))
                self._whole[words].append(index)
            place += len(words)
            self._places.append(place)

    def begins(self, words: str, after: int) -> int | None:
        """Index of the first line below line `after` that begins with `words`, however lines cut them; None if there is none."""
        wanted = bare(words)
        if len(wanted) < _KEY:
            return None
        places = self._starts.get(wanted[:_KEY], [])
        first = bisect_right(places, (after, len(self.text)))
        found = (index for index, place in places[first : first + _MOST] if self.text.startswith(wanted, place))
        return next(found, None)

    def alone(self, words: str, after: int) -> list[int]:
        """Indexes of the lines below line `after` that print `words` and nothing else."""
        places = self._whole.get(bare(words), [])
        return places[bisect_right(places, after) :]

    def within(self, words: str, after: int) -> bool:
        """Whether the text below line `after` prints `words`, also in the middle of a line.

        Answered for the first titles only, for it reads the whole text.
        """
        wanted = bare(words)
        self._asked += 1
        return self._asked <= _MOST and len(wanted) >= _KEY and self.text.find(wanted, self._places[after]) >= 0
