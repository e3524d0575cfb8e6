"""Pages in vertical writing made whole: what stands otherwise within a column is put into it.

column = character, figures set level (12月), words on their side (GPS)
also the last character of a paragraph, alone at the head of a column
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gazette_site.model import FurnitureReason
from gazette_site.reading.pdf.characters import Char, PageContent
from gazette_site.reading.pdf.gutters import lines_by_base
from gazette_site.reading.pdf.vertical import SHARE, Column, part_columns

_LEVEL = 4
"""Figures or letters set level within a column, at most."""
_OTHER_WAY = "方向不同"
"""Why characters on their side were set aside."""


def set_down(content: PageContent) -> PageContent:
    """A page in vertical writing with all of its columns whole; any other page as it is."""
    flat, columns = part_columns(content.chars)
    if not columns or sum(len(c.chars) for c in columns) <= SHARE * len(content.chars):
        return content
    lying = [c for a in content.aside if a.reason is FurnitureReason.VERTICAL and a.why == _OTHER_WAY for c in a.chars]
    within = [c._replace(vertical=True) for c in lying if not c.text.isspace() and _is_within(c, columns)]
    taken = {id(char) for char in lying if _is_within(char, columns)}
    made: list[Char] = []
    for line in lines_by_base([c for c in flat if not c.text.isspace()], columns[0].size):
        for run in _runs(line):
            made += _put_in(run, columns)
    aside = tuple(a._replace(chars=tuple(c for c in a.chars if id(c) not in taken)) for a in content.aside)
    down = [char._replace(vertical=True) for column in columns for char in column.chars]
    return content._replace(chars=(*down, *within, *made), aside=tuple(a for a in aside if a.chars))


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


def _put_in(run: Sequence[Char], columns: Sequence[Column]) -> Sequence[Char]:
    """Characters that touch: as one of a column, if they are few and stand in it, else as they are."""
    words = "".join(char.text for char in run)
    one = run[0]._replace(text=words, x1=run[-1].x1, vertical=True)
    if len(run) == 1 and not words.isascii():
        return [one] if any(0.75 < one.size / c.size < 1.34 for c in columns) and _is_level(one, columns) else run
    few = len(run) <= _LEVEL and words.isascii() and words.isalnum()
    home = _home(one, columns) if few else None
    return [one._replace(size=home.size)] if home is not None else run


def _is_within(char: Char, columns: Sequence[Column]) -> bool:
    return _home(char, columns) is not None


def _home(char: Char, columns: Sequence[Column]) -> Column | None:
    """The column in which a character stands, or at whose place right above or under one; None if there is none."""
    if not _is_level(char, columns):
        return None
    return next((c for c in columns if abs(char.middle - (c.box.x0 + c.box.x1) / 2) < 0.6 * c.size), None)


def _is_level(char: Char, columns: Sequence[Column]) -> bool:
    """Whether a character stands no higher and no lower than all columns."""
    return min(c.box.top for c in columns) - 1 < char.top and char.bottom < max(c.box.bottom for c in columns) + 1
