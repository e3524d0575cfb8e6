"""重要日期: what is due (listed by the reader's browser), what comes back each year, and what begins or ends in each year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from markupsafe import Markup

from gazette_site.linking.anchors import anchor_of
from gazette_site.linking.archive import LinkedDocument, Url
from gazette_site.model import BindingDate, Every
from gazette_site.publishing.date_words import KINDS, about, note_of
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.machines.calendar import CALENDAR
from gazette_site.publishing.pages.frame.addresses import DATES, DOCUMENTS, at
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site, Turn
from gazette_site.publishing.phrases import phrased, year_name
from gazette_site.publishing.standing_words import Badge
from gazette_site.publishing.wording import say


class Due(NamedTuple):
    """A line of the list."""

    kind: str
    words: str
    note: str
    url: Url
    """Its place in the document."""
    title: Markup
    """Of the document."""
    text: str
    badge: Badge | None
    """The standing of the document."""


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
    csv: Url
    calendar: Url


@dataclass(frozen=True, slots=True)
class DatesYearView:
    """What begins or ends in a year."""

    heading: str
    lines: tuple[Due, ...]
    before: Turn | None
    after: Turn | None


class _Found(NamedTuple):
    """Days of a document that make one line."""

    document: LinkedDocument
    days: list[BindingDate]
    place: int
    """Among the lines of the document."""


def dates_pages(site: Site) -> Iterator[OutputFile]:
    """The overview and a page for each year in which something begins or ends; none where no document says so."""
    found = list(_found(site))
    if not found:
        return
    years = _by_year(found)
    yield _overview(site, years, [one for one in found if one.days[0].every is not Every.ONCE])
    order = sorted(years, reverse=True)
    for place, year in enumerate(order):
        after = _turn(say("year.after"), order[place - 1]) if place else None
        before = _turn(say("year.before"), order[place + 1]) if place + 1 < len(order) else None
        yield _year_page(site, year, years[year], (before, after))


def _found(site: Site) -> Iterator[_Found]:
    """The days of all documents, newest first; the rows of a table with one deadline together."""
    for issue in reversed(site.archive.issues):
        for linked in issue.documents:
            groups: dict[object, list[BindingDate]] = {}
            for one in linked.document.dates:
                key = (one.kind, one.words, "" if one.item else one.sentence, one.begin, one.end)
                groups.setdefault(key, []).append(one)
            yield from (_Found(linked, group, place) for place, group in enumerate(groups.values()))


def _by_year(found: Sequence[_Found]) -> Mapping[int, Sequence[_Found]]:
    years: dict[int, list[_Found]] = defaultdict(list)
    for one in found:
        first = one.days[0]
        days = {int(day[:4]) for day in (first.begin, first.end) if day}
        for year in days:
            years[year].append(one)
    return {year: sorted(some, key=_day) for year, some in years.items()}


def _day(found: _Found) -> str:
    first = found.days[0]
    return first.end or first.begin or ""


def _due(site: Site, found: _Found) -> Due:
    linked, group, _ = found
    first = group[0]
    url = at(linked.url, anchor_of(linked, first.place))
    title, badge = phrased(linked.document.title.value), site.badge(linked.url)
    return Due(say(KINDS[first.kind]), first.words, note_of(first), url, title, about(group), badge)


def _overview(site: Site, years: Mapping[int, Sequence[_Found]], again: Sequence[_Found]) -> OutputFile:
    bare = DatesView(
        kinds=tuple((kind.value, say(key)) for kind, key in KINDS.items()),
        years=tuple(
            YearLine(Link(year_name(year), _address(year)), len(years[year])) for year in sorted(years, reverse=True)
        ),
        again=(),
        csv=Url("/data/dates.csv"),
        calendar=CALENDAR,
    )
    name = say("dates_page.title")
    crumbs = (Link(say("names.documents"), DOCUMENTS), Link(name))
    head = Head(name, DATES, say("dates_page.description"), say("menu.documents"), crumbs)
    return site.listing(
        "dates.html", head, (bare, _shown(site, again)), lambda: replace(bare, again=_dues(site, again))
    )


def _year_page(site: Site, year: int, found: Sequence[_Found], turns: tuple[Turn | None, Turn | None]) -> OutputFile:
    heading = say("dates_page.of_year", year=year)
    crumbs = (Link(say("names.documents"), DOCUMENTS), Link(say("dates_page.title"), DATES), Link(year_name(year)))
    head = Head(heading, _address(year), say("dates_page.year_description", year=year), say("menu.documents"), crumbs)
    bare = DatesYearView(heading, (), *turns)
    return site.listing(
        "dates_year.html", head, (bare, _shown(site, found)), lambda: replace(bare, lines=_dues(site, found))
    )


def _shown(site: Site, found: Iterable[_Found]) -> tuple[tuple[bytes, int], ...]:
    """What is shown of some lines."""
    return tuple((site.faces.of(one.document), one.place) for one in found)


def _dues(site: Site, found: Iterable[_Found]) -> tuple[Due, ...]:
    return tuple(_due(site, one) for one in found)


def _address(year: int) -> Url:
    return Url(f"{DATES}{year}/")


def _turn(label: str, year: int) -> Turn:
    return Turn(label, year_name(year), _address(year))
