"""现行与失效 of a year: what began, ended or was changed in it. Of a long year, what is much has pages of its own, month by month.

    events ──▶ /standing/2024/ with all of them, or with what is little and the way to the rest: /standing/2024/ended/, /standing/2024/ended/2/ …

What stands on the further pages is counted from the oldest print on, so that an issue that is added does not move it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from gazette_site.linking.archive import ListPage, Url
from gazette_site.linking.lists import A_PAGE, cut
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.events import KINDS, Event, kind_address, year_address
from gazette_site.publishing.pages.frame.addresses import DOCUMENTS, STANDING
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site, Turn
from gazette_site.publishing.pages.listing import Entry, parts_of
from gazette_site.publishing.pages.parts import Turns, further, turns, with_years
from gazette_site.publishing.phrases import year_name
from gazette_site.publishing.wording import say

_MUCH = 50
"""Of so many of a kind a long year keeps none on its own page."""


class Group(NamedTuple):
    """What happened of one kind."""

    anchor: str
    heading: str
    size: int
    apart: Link | None
    """Where it is listed, if it has pages of its own."""
    months: tuple[str, ...]
    """How much in each month, `3月12件`; of what is listed apart."""
    entries: tuple[Entry, ...]
    """Newest first; of what is not."""


@dataclass(frozen=True, slots=True)
class StandingYearView:
    """What happened in a year."""

    heading: str
    groups: tuple[Group, ...]
    before: Turn | None
    after: Turn | None


@dataclass(frozen=True, slots=True)
class StandingKindView:
    """What happened of one kind in a year, or a part of it."""

    heading: str
    count: str
    years: tuple[Link, ...]
    """Of the print, on the first page: those that begin on a further one."""
    months: tuple[tuple[str, str, tuple[Entry, ...]], ...]
    """Anchor, heading, texts, newest first."""
    parts: Turns
    """To the pages with what was printed later and earlier."""
    beside: Turns
    """From the first page to the years before and after."""


class YearOfEvents:
    """A year with what happened in it, by kind."""

    def __init__(self, year: int, events: Iterable[Event]) -> None:
        self.year = year
        kinds: dict[str, list[Event]] = defaultdict(list)
        for event in events:
            kinds[event.kind].append(event)
        self.kinds: Mapping[str, Sequence[Event]] = {kind: kinds[kind] for kind in KINDS if kind in kinds}
        long = sum(map(len, kinds.values())) >= 2 * A_PAGE
        self.apart = {kind for kind, some in kinds.items() if long and len(some) >= _MUCH}
        """The kinds that have pages of their own."""

    def link(self, kind: str) -> Link:
        """Where the events of a kind are listed, under the name of the year."""
        return Link(year_name(self.year), kind_address(self.year, kind, kind in self.apart))


def years_of(events: Iterable[Event]) -> tuple[YearOfEvents, ...]:
    """The years in which something happens, oldest first."""
    years: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        years[int(event.day[:4])].append(event)
    return tuple(YearOfEvents(year, years[year]) for year in sorted(years))


def year_pages(site: Site, years: Sequence[YearOfEvents]) -> Iterator[OutputFile]:
    """The pages of all years, and those of the kinds that have pages apart."""
    for place, one in enumerate(years):
        before = Link(year_name(years[place - 1].year), year_address(years[place - 1].year)) if place else None
        later = years[place + 1].year if place + 1 < len(years) else None
        after = Link(year_name(later), year_address(later)) if later else None
        yield _year_page(site, one, _turns(before, after))
    for kind in KINDS:
        having = [one for one in years if kind in one.kinds]
        for place, one in enumerate(having):
            before = having[place - 1].link(kind) if place else None
            after = having[place + 1].link(kind) if place + 1 < len(having) else None
            if kind in one.apart:
                yield from _kind_pages(site, one, kind, _turns(before, after))


def _turns(before: Link | None, after: Link | None) -> Turns:
    return (
        Turn(say("year.before"), before.words, before.url) if before else None,
        Turn(say("year.after"), after.words, after.url) if after else None,
    )


def _newest_first(events: Iterable[Event]) -> list[Event]:
    return sorted(events, key=lambda event: event.day, reverse=True)


# -- a year


def _year_page(site: Site, one: YearOfEvents, turns: Turns) -> OutputFile:
    heading = say("standing_page.of_year", year=one.year)
    groups = tuple(_group(one, kind, _newest_first(events)) for kind, events in one.kinds.items())
    name = year_name(one.year)
    crumbs = (Link(say("names.documents"), DOCUMENTS), Link(say("names.standing"), STANDING), Link(name))
    description = say("standing_page.year_description", year=one.year)
    head = Head(heading, year_address(one.year), description, say("menu.documents"), crumbs)
    return site.page("standing_year.html", head, StandingYearView(heading, groups, *turns))


def _group(one: YearOfEvents, kind: str, events: Sequence[Event]) -> Group:
    if kind not in one.apart:
        return Group(kind, say(KINDS[kind]), len(events), None, (), tuple(event.entry for event in events))
    whole = Link(say("standing_page.all_of_kind", count=len(events)), one.link(kind).url)
    months = sorted(Counter(int(event.day[5:7]) for event in events).items())
    words = tuple(say("standing_page.of_month", month=month, count=count) for month, count in months)
    return Group(kind, say(KINDS[kind]), len(events), whole, words, ())


# -- a kind


def _kind_pages(site: Site, one: YearOfEvents, kind: str, beside: Turns) -> Iterator[OutputFile]:
    events = one.kinds[kind]
    cuts = cut(kind_address(one.year, kind, True), events)
    parts = parts_of(site, [ListPage(url, tuple(event.teller for event in some)) for url, some in cuts])
    for place, (_, some) in enumerate(cuts):
        years = parts[place].span if place else ""
        part = say("standing_page.part", years=years, count=len(some))
        view = StandingKindView(
            heading=say("standing_page.of_kind", year=one.year, kind=say(KINDS[kind])),
            count=part if place else say("standing_page.count_of_kind", count=len(events)),
            years=() if place else further(parts),
            months=tuple(_months(some)),
            parts=turns(parts, place),
            beside=(None, None) if place else beside,
        )
        yield site.page("standing_kind.html", _kind_head(one, kind, parts[place].url, view.heading, years), view)


def _months(events: Iterable[Event]) -> Iterator[tuple[str, str, tuple[Entry, ...]]]:
    for month, group in groupby(_newest_first(events), key=lambda event: event.day[5:7]):
        words = say("dates.month_of_year", month=int(month))
        yield f"m-{month}", words, tuple(event.entry for event in group)


def _kind_head(one: YearOfEvents, kind: str, here: Url, heading: str, years: str) -> Head:
    crumbs = (
        Link(say("names.documents"), DOCUMENTS),
        Link(say("names.standing"), STANDING),
        Link(year_name(one.year), year_address(one.year)),
        Link(say(KINDS[kind]), one.link(kind).url),
        *((Link(years),) if years else ()),
    )
    description = "" if years else say("standing_page.kind_description", year=one.year, kind=say(KINDS[kind]))
    return Head(with_years(heading, years), here, description, say("menu.documents"), crumbs)
