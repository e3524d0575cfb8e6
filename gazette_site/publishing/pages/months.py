"""大事记 as a whole: its months by year. The page names every month, so that the page of a month need not name the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from gazette_site.linking.archive import Month, Url
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.frame.addresses import CHRONICLE
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.pages.pictures.heat_map import HeatMap, heat_map
from gazette_site.publishing.phrases import year_name
from gazette_site.publishing.wording import say


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
    """Its days; None where too few months are held for a drawing."""


@dataclass(frozen=True, slots=True)
class MonthsView:
    """What the overview of the chronicle shows."""

    count: str
    feed: Url
    years: tuple[YearOfMonths, ...]
    """Newest first."""


def months_page(site: Site) -> OutputFile:
    """The overview of an archive that has a chronicle."""
    months = site.archive.months
    name, count = say("names.chronicle"), sum(len(month.entries) for month in months)
    view = MonthsView(say("counts.all_entries_stop", count=count), CHRONICLE, tuple(_years(months)))
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
