"""When a text is set aside and when it is taken up again: as a whole, or parts of it (暂停执行, 恢复执行).

A suspension opens a span for each part that it names, for the whole if it names none; a resumption closes the spans of the parts that it names,
and all that are open if it names none. Of several spans that cover a day the one that began last is what the day rests on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import NamedTuple

from gazette_site.linking.standing import Certainty, Deed, Ground, PartPeriod, State, next_day
from gazette_site.model import IsoDate
from gazette_site.parsing.clauses.periods import day_before


class Edge(NamedTuple):
    """A day on which something begins, how it is known, and what says so."""

    day: IsoDate
    certainty: Certainty
    ground: Ground


class _Part(NamedTuple):
    """What is set aside: an article, the text in one place, an article in one place; with neither the whole."""

    article: str
    within: str


_WHOLE = _Part("", "")


@dataclass(slots=True)
class _Span:
    deed: Deed
    edge: Edge
    last: IsoDate | None

    def is_open(self, day: IsoDate) -> bool:
        """Whether it can be closed on that day: it began before, and is not over."""
        return self.edge.day < day and (self.last is None or self.last >= day)


class Covered:
    """Which span covers a day."""

    def __init__(self, spans: Iterable[_Span]) -> None:
        self._marks = list(_marks(sorted(spans, key=lambda one: one.edge.day)))

    def days(self) -> Iterator[IsoDate]:
        """The days on which something changes."""
        yield from (day for day, _ in self._marks)

    def on(self, day: str) -> Edge | None:
        """The beginning of the span that covers a day, of several the last."""
        place = bisect_right(self._marks, day, key=lambda one: str(one[0]))
        return self._marks[place - 1][1] if place else None


def _marks(spans: list[_Span]) -> Iterator[tuple[IsoDate, Edge | None]]:
    """The days on which another span covers the days that follow, or none."""
    days = sorted({one.edge.day for one in spans} | {next_day(one.last) for one in spans if one.last})
    active: list[tuple[int, _Span]] = []
    place = 0
    for day in days:
        while place < len(spans) and spans[place].edge.day <= day:
            heappush(active, (-place, spans[place]))
            place += 1
        while active and (last := active[0][1].last) and last < day:
            heappop(active)
        yield day, active[0][1].edge if active else None


@dataclass(slots=True)
class Asides:
    """All spans of one text."""

    _spans: dict[_Part, list[_Span]] = field(default_factory=dict)

    def set_aside(self, deed: Deed, edge: Edge) -> None:
        """Opens the spans of a suspension."""
        for part in _parts(deed):
            self._spans.setdefault(part, []).append(_Span(deed, edge, deed.until))

    def take_up(self, deed: Deed) -> bool:
        """Closes the spans of a resumption; False if nothing that it names was set aside before."""
        found = [span for part in self._named(deed) for span in self._spans[part] if span.is_open(deed.day)]
        for span in found:
            span.last = day_before(deed.day)
        return bool(found)

    def _named(self, deed: Deed) -> list[_Part]:
        asked = _parts(deed)
        if _WHOLE in asked:
            return list(self._spans)
        articles, within = {one.article for one in asked}, deed.within
        return [one for one in self._spans if one.article in articles and (not within or one.within == within)]

    @property
    def whole(self) -> Covered:
        """Of the text as a whole."""
        return Covered(self._spans.get(_WHOLE, ()))

    @property
    def partly(self) -> Covered:
        """Of any part of it."""
        return Covered(span for part, spans in self._spans.items() if part != _WHOLE for span in spans)

    def periods(self) -> Iterator[PartPeriod]:
        """The same part by part."""
        for part, spans in self._spans.items():
            for one in spans if part != _WHOLE else ():
                yield PartPeriod(part.article, part.within, State.SUSPENDED, one.edge.day, one.last, one.deed)


def _parts(deed: Deed) -> list[_Part]:
    return [_Part(article, deed.within) for article in deed.articles or ("",)]
