"""日历图: the days of a year, a row for each month that is held; the larger the dot, the more stands on that day."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from gazette_site.linking.archive import Url
from gazette_site.model import IsoDate
from gazette_site.publishing.phrases import month_and_day

_LEFT, _TOP = 44, 16
"""Of the dot of the first day, in units of the drawing, which is 356 wide."""
_DAY, _MONTH = 10.2, 19
"""Distance of two days and of two months."""
_RADII = (2.7, 3.7, 4.8)
"""Of a day with one, with two, with more."""
_FEWEST_MONTHS = 2


class Dot(NamedTuple):
    """A day with something on it."""

    x: str
    radius: float
    words: str
    """`12月3日`."""
    times: int


class Row(NamedTuple):
    """A month."""

    month: int
    url: Url | None
    """Where its days are listed; None if nowhere."""
    y: int
    dots: tuple[Dot, ...]
    empty: tuple[str, ...]
    """Places of the days with nothing on them."""
    total: int


class HeatMap(NamedTuple):
    """The drawing."""

    height: int
    rows: tuple[Row, ...]


def heat_map(year: int, days: Iterable[IsoDate], months: Mapping[int, Url | None]) -> HeatMap | None:
    """The days of `year` among `days`, one for each thing that stands on it; `months` are those held, with their pages.

    None where fewer than two months are held: one month is better seen in its own calendar. A month that is not held
    has no row, so that an empty day always means that nothing is recorded on it.
    """
    if len(months) < _FEWEST_MONTHS:
        return None
    counts = Counter(day for day in days if day.startswith(f"{year}-"))
    rows = tuple(
        _row(year, month, months[month], _TOP + place * _MONTH, counts) for place, month in enumerate(sorted(months))
    )
    return HeatMap(_TOP + len(rows) * _MONTH - 8, rows)


def _row(year: int, month: int, url: Url | None, y: int, counts: Counter[IsoDate]) -> Row:
    dots, empty = list[Dot](), list[str]()
    for day in range(1, calendar.monthrange(year, month)[1] + 1):
        date = IsoDate(f"{year}-{month:02}-{day:02}")
        count, x = counts[date], f"{_LEFT + (day - 1) * _DAY:.1f}"
        if count:
            dots.append(Dot(x, _RADII[min(count, len(_RADII)) - 1], month_and_day(date), count))
        else:
            empty.append(x)
    return Row(month, url, y, tuple(dots), tuple(empty), sum(dot.times for dot in dots))
