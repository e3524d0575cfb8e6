"""Files that the browser makes of a page when a reader asks for them (`templates/assets/exports.js`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Made(NamedTuple):
    """A file that the browser makes of the page."""

    words: str
    form: str
    """`bibtex`, as `exports.js` knows it."""
    table: int = 0
    """Which table of the page, for tables."""


def table_files(count: int, one: str, several: Callable[[int], str]) -> tuple[Made, ...]:
    """The tables of a page: the words for the only one, or for each of several by its number."""
    if count == 1:
        return (Made(one, "table", 1),)
    return tuple(Made(several(number), "table", number) for number in range(1, count + 1))
