"""施行期: on one axis for a whole list, from when to when each document is in force as far as a text says so.

A bar ends where the text, an extension or a repeal says; where nothing says so it runs on to the edge, open.
Nothing here knows what day it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from gazette_site.linking.archive import LinkedDocument, Url
from gazette_site.linking.standing import ENDED, Certainty, Standing, State
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


def validity_bars(documents: Iterable[LinkedDocument], standing: Mapping[Url, Standing]) -> ValidityBars | None:
    """The bars of those of `documents` that name the day they take effect; None if they are fewer than three."""
    terms = {one.url: term for one in documents if (term := _term(standing[one.url]))}
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


def _term(standing: Standing) -> Term | None:
    """None without a first day, and where it ended on no day that could be drawn; the list says 已废止 all the same."""
    before, *later = standing.periods
    if before.state is not State.PENDING or not later or later[0].state in ENDED or later[0].since is None:
        return None
    first, derived = later[0].since, later[0].certainty is Certainty.COMPUTED
    ended = standing.first_of(*ENDED)
    if ended is None:
        return Term(first, None, False, derived)
    if ended.since is None or ended.certainty is Certainty.UNDATED:
        return None
    derived = derived or ended.certainty is Certainty.COMPUTED
    if ended.state is State.EXPIRED:
        return Term(first, standing.end, False, derived)
    return Term(first, ended.since, True, derived)
