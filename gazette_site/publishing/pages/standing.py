"""现行与失效: what holds on a day (computed by the reader's browser), and what began, ended or was changed in each year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gazette_site.linking.archive import LinkedDocument, Url, Work
from gazette_site.linking.standing import HOLDS, Certainty, Period, State
from gazette_site.model import IsoDate
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.frame.addresses import DOCUMENTS, STANDING, at
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site, Turn
from gazette_site.publishing.pages.listing import Entry, entry_of
from gazette_site.publishing.phrases import chinese_date, phrased, year_name
from gazette_site.publishing.wording import Key, say

_EVENTS = {
    "begun": Key("standing_page.begun"),
    "ended": Key("standing_page.ended"),
    "expired": Key("standing_page.expired"),
    "amended": Key("standing_page.amended"),
    "suspended": Key("standing_page.suspended"),
    "resumed": Key("standing_page.resumed"),
}
"""What may happen to a text, in the order of the page; also the anchors there."""
_CHOICES = {
    "holds": Key("standing_page.choose_holds"),
    "pending": Key("states.pending"),
    "ending": Key("standing_page.choose_ending"),
    "expired": Key("states.expired"),
    "ended": Key("standing_page.choose_ended"),
    "amended": Key("states.amended"),
    "suspended": Key("states.suspended"),
    "unstated": Key("standing_page.choose_unstated"),
}
"""What a reader may ask for; the values are known to the script."""


class Event(NamedTuple):
    """Something that happens to a text on a day."""

    kind: str
    day: IsoDate
    entry: Entry


class YearLine(NamedTuple):
    """A year of the overview."""

    year: Link
    counts: tuple[tuple[Url, int], ...]
    """For each kind of event its place and how many there are."""


@dataclass(frozen=True, slots=True)
class StandingView:
    """What the overview shows."""

    states: tuple[tuple[str, str], ...]
    """Value and words."""
    years: tuple[str, ...]
    """Of the documents, newest first."""
    issuers: tuple[str, ...]
    kinds: tuple[str, ...]
    """Heads of the table."""
    lines: tuple[YearLine, ...]
    csv: Url


@dataclass(frozen=True, slots=True)
class StandingYearView:
    """What happened in a year."""

    heading: str
    groups: tuple[tuple[str, str, tuple[Entry, ...]], ...]
    """Anchor, heading, documents, newest first."""
    before: Turn | None
    after: Turn | None


def standing_pages(site: Site) -> Iterator[OutputFile]:
    """The overview and a page for each year in which something begins, ends or is changed."""
    if not site.archive.issues:
        return
    years = _by_year(_events(site))
    yield _overview(site, years)
    order = sorted(years, reverse=True)
    for place, year in enumerate(order):
        after = _turn(say("year.after"), order[place - 1]) if place else None
        before = _turn(say("year.before"), order[place + 1]) if place + 1 < len(order) else None
        yield _year_page(site, year, years[year], before, after)


def _address(year: int) -> Url:
    return Url(f"{STANDING}{year}/")


def _turn(label: str, year: int) -> Turn:
    return Turn(label, year_name(year), _address(year))


# -- events


def _events(site: Site) -> Iterator[Event]:
    for issue in site.archive.issues:
        for one in issue.documents:
            yield from _events_of(site, one)
    for work in site.archive.references.works:
        if work.document is None and work.url in site.archive.standing:
            yield from _events_of(site, work)


def _events_of(site: Site, one: LinkedDocument | Work) -> Iterator[Event]:
    standing = site.archive.standing[one.url]
    others = {deed.source: deed.number or say("marks.book", title=deed.title) for deed in standing.deeds}
    for before, period in zip(standing.periods, standing.periods[1:], strict=False):
        by = others.get(period.ground.source, "") if period.ground else ""
        for kind in _kinds(before, period):
            day = before.until if kind == "expired" else period.since
            if day:
                yield Event(kind, day, _entry(site, one, day, period.certainty, by))


def _kinds(before: Period, period: Period) -> Iterator[str]:
    if period.state in HOLDS and before.state is State.PENDING:
        yield "begun"
    elif period.state is State.IN_FORCE:
        yield "resumed"
    if period.state is State.AMENDED and before.state is not State.SUSPENDED:
        yield "amended"
    if period.state in (State.REPEALED, State.LAPSED):
        yield "ended"
    elif period.state in (State.EXPIRED, State.SUSPENDED):
        yield period.state.value


def _entry(site: Site, one: LinkedDocument | Work, day: IsoDate, certainty: Certainty, other: str) -> Entry:
    note = say("force.derived") if certainty is Certainty.COMPUTED else ""
    when = chinese_date(day) + (say("standing_page.not_dated") if certainty is Certainty.UNDATED else note)
    by = say("standing_page.by", document=other) if other else ""
    if isinstance(one, LinkedDocument):
        return entry_of(site, one, when, by)
    number = one.number if one.title else ""
    facts = tuple(fact for fact in (number, when, by) if fact)
    return Entry(phrased(one.title or one.number), one.url, facts, badge=site.badge(one.url))


def _by_year(events: Iterator[Event]) -> Mapping[int, Sequence[Event]]:
    years: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        years[int(event.day[:4])].append(event)
    return years


# -- pages


def _overview(site: Site, years: Mapping[int, Sequence[Event]]) -> OutputFile:
    dates = (one.document.date for issue in site.archive.issues for one in issue.documents)
    view = StandingView(
        states=tuple((value, say(key)) for value, key in _CHOICES.items()),
        years=tuple(sorted({day[:4] for day in dates if day}, reverse=True)),
        issuers=tuple(one.name for one in site.archive.issuers),
        kinds=tuple(map(say, _EVENTS.values())),
        lines=tuple(_line(year, years[year]) for year in sorted(years, reverse=True)),
        csv=Url("/data/standing.csv"),
    )
    name = say("names.standing")
    crumbs = (Link(say("names.documents"), DOCUMENTS), Link(name))
    head = Head(name, STANDING, say("standing_page.description"), say("menu.documents"), crumbs)
    return site.page("standing.html", head, view)


def _line(year: int, events: Sequence[Event]) -> YearLine:
    address = _address(year)
    counts = tuple((at(address, kind), sum(1 for event in events if event.kind == kind)) for kind in _EVENTS)
    return YearLine(Link(year_name(year), address), counts)


def _year_page(site: Site, year: int, events: Sequence[Event], before: Turn | None, after: Turn | None) -> OutputFile:
    ordered = sorted(events, key=lambda event: event.day, reverse=True)
    groups = tuple(
        (kind, say(key), entries)
        for kind, key in _EVENTS.items()
        if (entries := tuple(event.entry for event in ordered if event.kind == kind))
    )
    heading = say("standing_page.of_year", year=year)
    crumbs = (Link(say("names.documents"), DOCUMENTS), Link(say("names.standing"), STANDING), Link(year_name(year)))
    description = say("standing_page.year_description", year=year)
    head = Head(heading, _address(year), description, say("menu.documents"), crumbs)
    return site.page("standing_year.html", head, StandingYearView(heading, groups, before, after))
