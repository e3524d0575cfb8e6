"""重要日期: what is due (listed by the reader's browser), what comes back each year, and the years in which something begins or ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from gazette_site.linking.archive import Url
from gazette_site.linking.lists import A_PAGE
from gazette_site.model import Every
from gazette_site.publishing.date_words import KINDS
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.machines.calendar import CALENDAR, section_calendar
from gazette_site.publishing.pages.dated import Due, Found, dues, faces_of, found_days
from gazette_site.publishing.pages.dates_part import Cover, cut_pages
from gazette_site.publishing.pages.dates_year import year_address, year_pages
from gazette_site.publishing.pages.frame.addresses import DATES, DOCUMENTS
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.phrases import year_name
from gazette_site.publishing.wording import say

_AGAIN = Url(f"{DATES}again/")


class YearLine(NamedTuple):
    """A year of the overview."""

    year: Link
    size: int


@dataclass(frozen=True, slots=True)
class DatesView:
    """What the overview shows."""

    kinds: tuple[tuple[str, str], ...]
    """Value in the data and words."""
    years: tuple[YearLine, ...]
    again: tuple[Due, ...]
    """What comes back each year or month."""
    apart: Link | None
    """Where that is listed, if it is too long for this page."""
    csv: Link
    calendars: tuple[Link, ...]
    """Of everything, and of each section in which something binds."""


def dates_pages(site: Site) -> Iterator[OutputFile]:
    """The overview, a page for each year in which something begins or ends, and those of its months where it is long."""
    found = list(found_days(site))
    if not found:
        return
    sizes = Counter(year for one in found for year in {int(month[:4]) for month in one.by_month})
    again = [one for one in found if one.days[0].every is not Every.ONCE]
    long = len(again) >= 2 * A_PAGE
    yield _overview(site, sizes, () if long else again, _again_link(len(again)) if long else None)
    if long:
        yield from _again_pages(site, again)
    yield from year_pages(site, found)


def _again_link(count: int) -> Link:
    return Link(say("dates_page.all_again", count=count), _AGAIN)


def _again_pages(site: Site, again: Sequence[Found]) -> Iterator[OutputFile]:
    """What comes back each year, where it is too long for the overview."""
    name = say("dates_page.again")
    whole = say("dates_page.all_again_stop", count=len(again))
    return cut_pages(site, Cover(name, Link(name, _AGAIN), (), say("dates_page.again_description"), whole), again)


def _overview(site: Site, sizes: Mapping[int, int], again: Sequence[Found], apart: Link | None) -> OutputFile:
    bare = DatesView(
        kinds=tuple((kind.value, say(key)) for kind, key in KINDS.items()),
        years=tuple(
            YearLine(Link(year_name(year), year_address(year)), sizes[year]) for year in sorted(sizes, reverse=True)
        ),
        again=(),
        apart=apart,
        csv=site.sized("dates.csv", Url("/data/dates.csv")),
        calendars=tuple(_calendars(site)),
    )
    name = say("dates_page.title")
    crumbs = (Link(say("names.documents"), DOCUMENTS), Link(name))
    head = Head(name, DATES, say("dates_page.description"), say("menu.documents"), crumbs)
    shown = bare, faces_of(site, again)
    return site.listing("dates.html", head, shown, lambda: replace(bare, again=dues(site, again)))


def _calendars(site: Site) -> Iterator[Link]:
    yield site.sized(say("dates_page.all"), CALENDAR)
    for section in site.archive.sections:
        if any(one.document.dates for one in section.documents):
            yield site.sized(section.name, section_calendar(section.url))
