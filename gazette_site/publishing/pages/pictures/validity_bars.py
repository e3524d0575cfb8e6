"""施行期: on one axis for a whole list, from when to when each document is in force as far as a text says so.

A bar ends where the text, an extension or a repeal says; where nothing says so it runs on to the edge, open.
Nothing here knows what day it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from gazette_site.linking.archive import LinkedDocument, References, Relation, Url
from gazette_site.model import IsoDate

_WIDTH, _LEFT = 304, 2
"""Of the axis, in units of the drawing."""
_DOTS = 12
"""Width of the dots with which a bar without an end comes to the edge."""
_NARROWEST = 2
_FEWEST = 3
"""Bars: fewer are told by their dates."""
_MARKS = 5
"""Years written on the axis, at most."""


class Term(NamedTuple):
    """What the texts of the archive say of a document."""

    first: IsoDate
    last: IsoDate | None
    ended: bool
    """Whether another document ended it, on the last day."""
    derived: bool
    """Whether one of the days was worked out."""


class ValidityBar(NamedTuple):
    """The bar of a document."""

    left: int
    width: int
    first: IsoDate
    last: IsoDate | None
    state: str
    """`ends`, `ended` by another document, `open` with no end that a text names."""
    derived: bool
    """Whether one of the days is not printed but was worked out."""


class Mark(NamedTuple):
    """A year on the axis."""

    x: int
    year: int


class ValidityBars(NamedTuple):
    """The axis, and the bars by the address of the document."""

    marks: tuple[Mark, ...]
    bars: Mapping[Url, ValidityBar]


def validity_bars(documents: Iterable[LinkedDocument], references: References) -> ValidityBars | None:
    """The bars of those of `documents` that name the day they take effect; None if they are fewer than three."""
    terms = {one.url: term for one in documents if (term := _term(one, references))}
    if len(terms) < _FEWEST:
        return None
    days = [day for term in terms.values() for day in (term.first, term.last) if day]
    start, end = int(min(days)[:4]), int(max(days)[:4]) + 1
    axis = _Axis(start, end)
    step = max(1, -(-(end - start) // _MARKS))
    marks = tuple(Mark(axis.at(IsoDate(f"{year}-01-01")), year) for year in range(start, end, step))
    return ValidityBars(marks, {url: axis.bar(term) for url, term in terms.items()})


class _Axis:
    """From the first day of the year `start` to the first day of the year `end`."""

    def __init__(self, start: int, end: int) -> None:
        self._start = date(start, 1, 1).toordinal()
        self._days = date(end, 1, 1).toordinal() - self._start

    def at(self, day: IsoDate) -> int:
        return _LEFT + (date.fromisoformat(day).toordinal() - self._start) * _WIDTH // self._days

    def bar(self, term: Term) -> ValidityBar:
        left = self.at(term.first)
        right = self.at(term.last) if term.last else _LEFT + _WIDTH - _DOTS
        state = "ended" if term.ended else "ends" if term.last else "open"
        return ValidityBar(left, max(right - left, _NARROWEST), term.first, term.last, state, term.derived)


def _term(linked: LinkedDocument, references: References) -> Term | None:
    force = linked.document.force
    if force is None or force.effective is None:
        return None
    first, derived = force.effective, force.effective_derived
    incoming = references.incoming.get(linked.url, ())
    repeals = [one for one in incoming if one.relation is Relation.REPEALS]
    if repeals:
        # A repeal without a day ends the bar at no day that could be drawn; the list says 已废止 all the same.
        ends = [(one.date, one.date_derived) for one in repeals if one.date and one.date > first]
        return Term(first, min(ends)[0], True, derived or min(ends)[1]) if ends else None
    prolonged = [one.until for one in incoming if one.relation is Relation.EXTENDS]
    if None in prolonged:
        return Term(first, None, False, derived)
    last = max([day for day in (force.expires, *prolonged) if day], default=None)
    return Term(first, last, False, derived or (force.expires_derived and last == force.expires))
