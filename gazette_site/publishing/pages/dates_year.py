"""重要日期 of a year, month by month. A year that is too long for one page names its months, each of which has pages of its own.

    lines ──▶ /dates/2025/ with all of them, or with the months: /dates/2025/03/, /dates/2025/03/2/ …

What stands on the further pages of a month is counted from the oldest print on, so that an issue that is added does not move it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from gazette_site.linking.archive import Url
from gazette_site.linking.lists import A_PAGE
from gazette_site.model import Every
from gazette_site.publishing.date_words import KINDS
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.machines.calendar import is_over, year_calendar
from gazette_site.publishing.pages.dated import Due, Found, dues, faces_of
from gazette_site.publishing.pages.dates_part import Cover, cut_pages
from gazette_site.publishing.pages.frame.addresses import DATES, DOCUMENTS
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site, Turn
from gazette_site.publishing.pages.parts import Turns
from gazette_site.publishing.phrases import chinese_month, year_name
from gazette_site.publishing.wording import say


class MonthLines(NamedTuple):
    """A month of a year."""

    anchor: str
    words: str
    """`3月`."""
    url: Url | None
    """Its own page, where it has one."""
    size: int
    kinds: tuple[str, ...]
    """What binds in it and how often, `办理时限12项`; of a month with its own page."""
    lines: tuple[Due, ...]
    """Of a month without one."""


@dataclass(frozen=True, slots=True)
class DatesYearView:
    """What begins or ends in a year."""

    heading: str
    months: tuple[MonthLines, ...]
    calendar: Link | None
    """The same as a calendar, of a year that is over."""
    before: Turn | None
    after: Turn | None


Month = str
"""`2025-03`."""
Months = Mapping[Month, Sequence[Found]]
"""Lines by the month in which they begin or end, oldest month first; those of a month newest print first."""


def year_address(year: int | str) -> Url:
    """`/dates/2025/`."""
    return Url(f"{DATES}{year}/")


def year_pages(site: Site, found: Sequence[Found]) -> Iterator[OutputFile]:
    """The pages of all years and, of long years, those of their months."""
    months = _by_month(found)
    years = sorted({month[:4] for month in months})
    long = {year for year in years if sum(len(months[one]) for one in months if one[:4] == year) >= 2 * A_PAGE}
    for place, year in enumerate(years):
        of_year = {month: lines for month, lines in months.items() if month[:4] == year}
        before = _year_turn(say("year.before"), years[place - 1]) if place else None
        after = _year_turn(say("year.after"), years[place + 1]) if place + 1 < len(years) else None
        yield _year_page(site, year, of_year, year in long, (before, after))
    own = [month for month in months if month[:4] in long]
    for place, month in enumerate(own):
        before = _month_turn(say("chronicle.before"), own[place - 1]) if place else None
        after = _month_turn(say("chronicle.after"), own[place + 1]) if place + 1 < len(own) else None
        yield from _month_pages(site, month, months[month], (before, after))


def _by_month(found: Sequence[Found]) -> Months:
    months: dict[Month, list[Found]] = defaultdict(list)
    for one in found:
        for month in one.by_month:
            months[month].append(one)
    return {month: months[month] for month in sorted(months)}


def _in_order(month: Month, found: Sequence[Found]) -> list[Found]:
    """The lines of a month by day."""
    return sorted(found, key=lambda one: one.by_month[month])


# -- a year


def _year_page(site: Site, year: str, months: Months, long: bool, turns: Turns) -> OutputFile:
    heading = say("dates_page.of_year", year=year)
    crumbs = (Link(say("names.documents"), DOCUMENTS), Link(say("dates_page.title"), DATES), Link(year_name(year)))
    head = Head(
        heading, year_address(year), say("dates_page.year_description", year=year), say("menu.documents"), crumbs
    )
    ordered = {month: _in_order(month, found) for month, found in months.items()}
    months_shown = tuple(_bare(month, found, long) for month, found in ordered.items())
    once = any(one.days[0].every is Every.ONCE for lines in months.values() for one in lines)
    over = once and is_over(int(year), site.archive)
    calendar = site.sized(say("dates_page.year_calendar"), year_calendar(year)) if over else None
    bare = DatesYearView(heading, months_shown, calendar, *turns)
    if long:
        return site.page("dates_year.html", head, bare)
    shown = bare, tuple(faces_of(site, found) for found in ordered.values())
    return site.listing("dates_year.html", head, shown, lambda: _with_lines(site, bare, list(ordered.values())))


def _bare(month: Month, found: Sequence[Found], long: bool) -> MonthLines:
    words = say("dates.month_of_year", month=int(month[5:]))
    url, kinds = (_month_address(month), tuple(_kinds(found))) if long else (None, ())
    return MonthLines(f"m-{month[5:]}", words, url, len(found), kinds, ())


def _kinds(found: Sequence[Found]) -> Iterator[str]:
    """What binds, most often first."""
    for kind, count in Counter(one.days[0].kind for one in found).most_common():
        yield say("dates_page.of_kind", kind=say(KINDS[kind]), count=count)


def _with_lines(site: Site, bare: DatesYearView, found: Sequence[Sequence[Found]]) -> DatesYearView:
    months = (one._replace(lines=dues(site, lines)) for one, lines in zip(bare.months, found, strict=True))
    return replace(bare, months=tuple(months))


def _year_turn(label: str, year: str) -> Turn:
    return Turn(label, year_name(year), year_address(year))


# -- a month


def _month_pages(site: Site, month: Month, found: Sequence[Found], months: Turns) -> Iterator[OutputFile]:
    heading = say("dates_page.of_month", month=chinese_month(month))
    name = Link(say("dates.month_of_year", month=int(month[5:])), _month_address(month))
    above = Link(year_name(month[:4]), year_address(month[:4]))
    description = say("dates_page.month_description", month=chinese_month(month))
    whole = say("dates_page.all_of_month", count=len(found))
    cover = Cover(heading, name, (above,), description, whole, months, lambda some: _in_order(month, some))
    return cut_pages(site, cover, found)


def _month_address(month: Month) -> Url:
    return Url(f"{DATES}{month[:4]}/{month[5:]}/")


def _month_turn(label: str, month: Month) -> Turn:
    return Turn(label, chinese_month(month), _month_address(month))
