"""Pages in vertical writing made whole: what stands otherwise within a column is put into it.

column = character, figures set level (12月), words on their side (GPS)
also the last character of a paragraph, alone at the head of a column
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from gazette_site.model import FurnitureReason
from gazette_site.reading.pdf.characters import Char, PageContent
from gazette_site.reading.pdf.gutters import lines_by_base
from gazette_site.reading.pdf.vertical import SHARE, Column, part_columns

_LEVEL = 4
"""Figures or letters set level within a column, at most."""
OTHER_WAY = "方向不同"
"""Why characters on their side were set aside."""


def set_down(content: PageContent) -> PageContent:
    """A page in vertical writing with all of its columns whole; any other page as it is."""
    flat, columns = part_columns(content.chars)
    if not columns or sum(len(c.chars) for c in columns) <= SHARE * len(content.chars):
        return content
    places = _Places(columns)
    lying = [c for a in content.aside if a.reason is FurnitureReason.VERTICAL and a.why == OTHER_WAY for c in a.chars]
    within = [char for char in lying if places.size_at(char)]
    taken = set(map(id, within))
    made: list[Char] = []
    for line in lines_by_base([c for c in flat if not c.text.isspace()], columns[0].size):
        for run in _runs(line):
            made += places.put_in(run)
    aside = tuple(a._replace(chars=tuple(c for c in a.chars if id(c) not in taken)) for a in content.aside)
    down = [char for column in columns for char in column.chars]
    chars = [char._replace(vertical=True) for char in (*down, *within) if not char.text.isspace()]
    return content._replace(chars=(*chars, *made), aside=tuple(a for a in aside if a.chars))


def _runs(line: Sequence[Char]) -> Iterator[list[Char]]:
    """Characters of a line that touch."""
    run: list[Char] = []
    for char in line:
        if run and char.x0 - run[-1].x1 > 0.25 * char.size:
            yield run
            run = []
        run.append(char)
    if run:
        yield run


class _Places:
    """Knows where the columns of a page stand."""

    def __init__(self, columns: Sequence[Column]) -> None:
        boxes = [column.box for column in columns]
        self.top, self.bottom = min(box.top for box in boxes) - 1, max(box.bottom for box in boxes) + 1
        self.found = sorted(((box.x0 + box.x1) / 2, column.size) for box, column in zip(boxes, columns, strict=True))
        self.sizes = (0.75 * min(size for _, size in self.found), 1.34 * max(size for _, size in self.found))

    def size_at(self, char: Char) -> float:
        """The size of the column in which a character stands, or at whose place right above or under one; 0 if there is none."""
        k = bisect_left(self.found, (char.middle, 0.0))
        near = self.found[max(k - 1, 0) : k + 1]
        return next((size for x, size in near if self._is_level(char) and abs(char.middle - x) < 0.6 * size), 0.0)

    def put_in(self, run: Sequence[Char]) -> Sequence[Char]:
        """Characters that touch: as one of a column, if they are few and stand in it, else as they are."""
        words = "".join(char.text for char in run)
        one = run[0]._replace(text=words, x1=run[-1].x1, vertical=True)
        if len(run) == 1 and not words.isascii():
            return [one] if self.sizes[0] < one.size < self.sizes[1] and self._is_level(one) else run
        few = len(run) <= _LEVEL and words.isascii() and words.isalnum()
        size = self.size_at(one) if few else 0.0
        return [one._replace(size=size)] if size else run

    def _is_level(self, char: Char) -> bool:
        """Whether a character stands no higher and no lower than all columns."""
        return self.top < char.top and char.bottom < self.bottom
