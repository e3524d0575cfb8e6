"""大事记 as a whole: its months by year. The page names every month, so that the page of a month need not name the others.

The days are drawn for the newest years; those of an earlier year are on a page of its own, `/chronicle/2021/`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from gazette_site.linking.archive import Month, Url
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.frame.addresses import CHRONICLE
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site, Turn
from gazette_site.publishing.pages.pictures.heat_map import HeatMap, heat_map
from gazette_site.publishing.phrases import year_name
from gazette_site.publishing.wording import say

_DRAWN = 3
"""Years whose days are drawn on the overview."""


class MonthLine(NamedTuple):
    """A month to choose."""

    words: str
    """`3月`."""
    url: Url
    size: int
    """Entries."""


class YearOfMonths(NamedTuple):
    """The months of a year, oldest first."""

    year: str
    """`2025`."""
    heading: str
    months: tuple[MonthLine, ...]
    map: HeatMap | None
    """Its days; None where too few months are held for a drawing, or where it is on the page of the year."""
    url: Url | None = None
    """The page of the year, if it has one."""


@dataclass(frozen=True, slots=True)
class MonthsView:
    """What the overview of the chronicle shows."""

    count: str
    feed: Url
    years: tuple[YearOfMonths, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class ChronicleYearView:
    """What the page of an earlier year shows."""

    heading: str
    count: str
    year: YearOfMonths
    before: Turn | None
    after: Turn | None


def months_pages(site: Site) -> Iterator[OutputFile]:
    """The overview of an archive that has a chronicle, and the pages of its earlier years."""
    years = tuple(_years(site.archive.months))
    apart = tuple(one for one in years[_DRAWN:] if one.map)
    urls = {one.year: Url(f"{CHRONICLE}{one.year}/") for one in apart}
    shown = (one._replace(map=None, url=urls[one.year]) if one.year in urls else one for one in years)
    yield _overview(site, tuple(shown))
    for place, one in enumerate(apart):
        later = apart[place - 1] if place else None
        after = Turn(say("year.after"), later.heading, urls[later.year]) if later else None
        earlier = apart[place + 1] if place + 1 < len(apart) else None
        before = Turn(say("year.before"), earlier.heading, urls[earlier.year]) if earlier else None
        yield _year_page(site, one, urls[one.year], before, after)


def _year_page(site: Site, one: YearOfMonths, url: Url, before: Turn | None, after: Turn | None) -> OutputFile:
    name, count = say("names.chronicle_of", month=one.heading), sum(month.size for month in one.months)
    crumbs = (Link(say("names.chronicle"), CHRONICLE), Link(one.heading))
    description = say("chronicle.description_of_year", name=name, count=count)
    head = Head(name, url, description, say("menu.chronicle"), crumbs, feed=CHRONICLE, feed_title=crumbs[0].words)
    view = ChronicleYearView(name, say("counts.all_entries_stop", count=count), one, before, after)
    return site.page("chronicle_year.html", head, view)


def _overview(site: Site, years: tuple[YearOfMonths, ...]) -> OutputFile:
    name, count = say("names.chronicle"), sum(len(month.entries) for month in site.archive.months)
    view = MonthsView(say("counts.all_entries_stop", count=count), CHRONICLE, years)
    head = Head(
        title=name,
        here=CHRONICLE,
        description=say("chronicle.overview"),
        current=say("menu.chronicle"),
        crumbs=(Link(name),),
        feed=CHRONICLE,
        feed_title=name,
    )
    return site.page("months.html", head, view)


def _years(months: Sequence[Month]) -> Iterator[YearOfMonths]:
    for year, group in groupby(reversed(months), key=lambda month: month.id[:4]):
        of_year = tuple(reversed(tuple(group)))
        yield YearOfMonths(year, year_name(year), tuple(map(_line, of_year)), _map(int(year), of_year))


def _line(month: Month) -> MonthLine:
    return MonthLine(say("dates.month_of_year", month=int(month.id[5:])), month.url, len(month.entries))


def _map(year: int, months: Sequence[Month]) -> HeatMap | None:
    days = [one.entry.date for month in months for one in month.entries if one.entry.date]
    return heat_map(year, days, {int(month.id[5:]): month.url for month in months})
