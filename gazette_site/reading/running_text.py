"""The text of rows as a reader reads it, with the place of each character: what words of a person are looked for in.

    rows ──▶ characters, folded; no blanks, no ends of lines, no emphasis, entities as what they stand for, ` and ` between Chinese as 和

Nothing is read over an empty row, nor from one cell of a table to another: there stands a wall, which no words hold.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from gazette_site.characters import BLANK, CJK, folded
from gazette_site.late import late

_UNIT = late(
    r"(?P<entity>&(?:[a-zA-Z]{2,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)"
    r"|(?P<wall>[\t|]|</?(?:td|th|tr|table)\b[^<>]{0,200}>)"
    rf"|(?P<and>(?<=[{CJK}]) {{1,3}}and {{1,3}}(?=[{CJK}]))"
    r"|(?P<mark><[^<>]{1,200}>|[*_`~])"
    r"|(?P<character>.)",
    re.DOTALL,
)
_MARKS = frozenset("*_`~<>")
_BETWEEN_PAGES = late(r"[\s\-—–－·•]{0,12}(?:\d{1,3}[\s\-—–－·•]{0,12})?")
"""An empty row, or one of a page number."""
_WALL = "\0"
"""Stands between what is not read in one go; no words hold it."""


class CharacterPlace(NamedTuple):
    """Where a character of the running text stands."""

    row: int
    start: int
    end: int


def as_read(words: str) -> str:
    """Words as they are compared: folded, small letters."""
    return folded(words).lower()


def found_places(rows: Sequence[str], words: str, *, over_pages: bool = False) -> list[list[CharacterPlace]]:
    """Every place where words can be read, in order: the places of their characters. No two overlap.

    `over_pages`: words that a page cut in two are found as well, over empty rows and rows of a page number.
    """
    found = all_places(rows, (as_read(words),), over_pages=over_pages)
    return [places for _, places in found]


def all_places(
    rows: Sequence[str], wanted: Sequence[str], *, over_pages: bool
) -> list[tuple[str, list[CharacterPlace]]]:
    """Every place where any of the words, given as they are compared, can be read; of words within each other the longest."""
    found: list[tuple[str, list[CharacterPlace]]] = []
    for marks, group in _by_marks(wanted).items():
        text, places = running(rows, marks, over_pages)
        pattern = re.compile("|".join(map(re.escape, sorted(group, key=lambda one: (-len(one), one)))))
        found += [(match[0], places[match.start() : match.end()]) for match in pattern.finditer(text)]
    return sorted(found, key=lambda one: one[1][0])


def _by_marks(wanted: Sequence[str]) -> dict[frozenset[str], list[str]]:
    """The words by the marks in them, which matter only to them."""
    groups: dict[frozenset[str], list[str]] = {}
    for words in wanted:
        groups.setdefault(frozenset(words) & _MARKS, []).append(words)
    return groups


def running(rows: Sequence[str], wanted: Set[str], over_pages: bool = False) -> tuple[str, list[CharacterPlace]]:
    """The characters of all rows in a row, folded, with the place of each. `wanted` are those that matter as they stand, even marks."""
    text: list[str] = []
    places: list[CharacterPlace] = []
    for number, row in enumerate(rows):
        if over_pages and _BETWEEN_PAGES.fullmatch(row):
            continue
        if BLANK.fullmatch(row) or not row:
            text.append(_WALL)
            places.append(CharacterPlace(number, 0, 0))
            continue
        for characters, start, end in _units(row, wanted):
            text.extend(characters)
            places.extend([CharacterPlace(number, start, end)] * len(characters))
    return "".join(text), places


def _units(row: str, wanted: Set[str]) -> Iterator[tuple[str, int, int]]:
    """What counts in a row: characters as they are compared, and walls, each with its place."""
    for match in _UNIT.finditer(row):
        start, end = match.span()
        if match["wall"] is not None:
            yield _WALL, start, end
        elif match["and"] is not None:
            yield "和", start, end
        elif match["mark"] is not None:
            if match["mark"] in wanted:
                yield match["mark"], start, end
        else:
            written = html.unescape(match["entity"]) if match["entity"] else match["character"]
            if read := BLANK.sub("", unicodedata.normalize("NFKC", written)).lower():
                yield read, start, end
