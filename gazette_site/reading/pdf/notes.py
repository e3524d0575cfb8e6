"""Notes at the foot of a page or column (脚注): told from the text above them, so that no sentence is cut by them.

    notes = short rule? note+       under the text, smaller than it
    note  = mark words row*         the mark stands in the text above: ¹, ①, [1], *

Without a rule the mark must stand in the text of the page; without a mark there must be a rule and smaller print.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from gazette_site.late import late
from gazette_site.reading.pdf.characters import Box
from gazette_site.reading.pdf.columns import Row, Side
from gazette_site.reading.pdf.raised import RAISED

MARK = late(r"(?<![A-Za-z])[⁰¹²³⁴-⁹]+|[①-⑳]|[\[［〔【][0-9]{1,3}[\]］〕】]|[*＊]{1,4}|[†‡§※]")
"""What points to a note; a raised figure behind a letter is a power: m²."""
_NUMBERED = late(r"(?P<n>[0-9]{1,2})[.．、](?![0-9])")
_SMALLER = 0.95
"""Share of the size of the text up to which print is smaller."""
_SHORT = 0.55
"""Share of the width of a page up to which a rule is the one over notes."""


class Note(NamedTuple):
    """One note."""

    mark: str
    """As printed in front of it: `¹`; empty if nothing is."""
    rows: tuple[Row, ...]


def part_notes(
    rows: Sequence[Row], rules: Iterable[Box], width: float, size: float
) -> tuple[list[Row], tuple[Note, ...]]:
    """The rows of a page without its notes, and the notes in the order of printing. Running heads must be gone."""
    flat = [r for r in rules if r.bottom - r.top < 3 and 3 * size < r.x1 - r.x0 < _SHORT * width]
    taken: dict[int, Row] = {}
    notes: list[Note] = []
    for column in _columns(rows):
        found = _foot([row for row in column if id(row) not in taken], flat, size)
        taken.update((id(row), row) for row in found)
        notes += _noted(found)
    return ([row for row in rows if id(row) not in taken], tuple(notes)) if taken else (list(rows), ())


def _columns(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """What can end in notes: the whole page, if it ends in a row across it, a short one that goes on with it left out; else each column."""
    ordered = sorted((row for row in rows if row.side is not Side.DOWN), key=lambda row: row.base)
    last = next((row for row in reversed(ordered) if row.side is not Side.LEFT), None)
    if last is not None and last.side is Side.ACROSS:
        yield ordered
    for side in (Side.LEFT, Side.RIGHT):
        yield [row for row in ordered if row.side is side]


def _foot(column: Sequence[Row], rules: Sequence[Box], size: float) -> Sequence[Row]:
    """The rows of a column that are notes: those under the rule, else those of small print that begin with a mark named above."""
    start = len(column)
    while start and column[start - 1].size < _SMALLER * size:
        start -= 1
    under = _under_rule(column, rules, size)
    if under is not None and (under >= start or _mark(column[under])):
        return column[under:]
    if start == len(column) or start == 0:
        return ()
    above = "".join(row.text for row in column[:start])
    first = next((k for k in range(start, len(column)) if _mark(column[k])), len(column))
    return column[first:] if first == start and _mark(column[first]) in above else ()


def _under_rule(column: Sequence[Row], rules: Sequence[Box], size: float) -> int | None:
    """The first row under the lowest rule that has text above it and none beside it."""
    for rule in sorted(rules, key=lambda r: -r.top):
        k = next((k for k, row in enumerate(column) if row.base > rule.top), len(column))
        if not 0 < k < len(column):
            continue
        first = column[k]
        if first.top > rule.top - 2 and first.top - rule.top < 2 * size and abs(first.x0 - rule.x0) < 3 * size:
            return k
    return None


def _mark(row: Row) -> str:
    """The mark with which a row begins, as it stands in the text: a bare figure is raised there."""
    match = MARK.match(row.text)
    if match:
        return match[0]
    match = _NUMBERED.match(row.text)
    return match["n"].translate(RAISED) if match else ""


def _noted(rows: Sequence[Row]) -> Iterable[Note]:
    """Rows as notes: each begins with a mark, or after more room than there is between the rows of one."""
    starts = [k for k, row in enumerate(rows) if k == 0 or _mark(row)]
    for start, end in pairwise([*starts, len(rows)]):
        yield Note(_mark(rows[start]), tuple(rows[start:end]))


class HeldNotes:
    """The notes of a page until their place has come: after the paragraph that names them, else after the last of the page."""

    def __init__(self) -> None:
        self.unnamed: list[_Held] = []
        """Of this page, not named so far."""
        self.waiting: list[_Held] = []

    def turn_to(self, notes: Sequence[Note], page: int, label: int | None) -> None:
        """A page begins, with its number in the file and the printed one."""
        self.unnamed = [(note, page, label) for note in notes]

    def named_in(self, text: str) -> None:
        """A row of text: what it names waits for the end of its paragraph."""
        if not self.unnamed:
            return
        marks = set(MARK.findall(text))
        self.waiting += [held for held in self.unnamed if held[0].mark in marks]
        self.unnamed = [held for held in self.unnamed if held[0].mark not in marks]

    def end_page(self) -> None:
        """Nothing more stands on the page: what nothing named waits as well."""
        self.waiting += self.unnamed
        self.unnamed = []

    def taken(self) -> list[_Held]:
        """What waits, in the order of printing; it waits no longer."""
        taken, self.waiting = self.waiting, []
        return taken


_Held = tuple[Note, int, int | None]
"""A note, its page in the file, the printed page number."""
