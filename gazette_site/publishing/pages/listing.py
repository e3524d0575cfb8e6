"""Lists: a year, a section, an issuer, a kind; and the overview of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from gazette_site.linking.archive import LinkedDocument, LinkedIssue, Listing, Relation, Url
from gazette_site.model import IsoDate, IssueId
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.frame.addresses import DOCUMENTS
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site, month_name
from gazette_site.publishing.pages.pictures.heat_map import HeatMap, heat_map
from gazette_site.publishing.pages.pictures.shelf import Board, board_of
from gazette_site.publishing.pages.pictures.validity_bars import ValidityBars, validity_bars
from gazette_site.publishing.pages.pictures.yearly_bars import YearlyBars, yearly_bars
from gazette_site.publishing.phrases import chinese_date, issue_numbers, phrased, year_name
from gazette_site.publishing.wording import say


class Choice(NamedTuple):
    """One of the lists to choose from."""

    words: str
    url: Url
    size: int
    current: bool = False


class TermBar(NamedTuple):
    """The bar of a document on the axis of its list."""

    left: int
    width: int
    state: str
    """As in `validity_bars.ValidityBar`."""
    end: str
    """Year in which it ends, or empty."""
    words: str
    """What the bar shows."""


class Entry(NamedTuple):
    """A document in a list."""

    title: Markup
    """With the places where its phrases end."""
    url: Url
    facts: tuple[str, ...]
    """Number, date, issue or page: whatever is known."""
    term: TermBar | None = None
    """When it is in force, drawn."""
    ended: str = ""
    """`已废止`, or empty."""


class Group(NamedTuple):
    """Documents under one heading."""

    anchor: str
    heading: Link
    entries: tuple[Entry, ...]
    months: tuple[Link, ...] = ()
    """Chronicle of the issue."""


@dataclass(frozen=True, slots=True)
class ListView:
    """What the page of a section, an issuer or a kind shows."""

    heading: str
    count: str
    choices: tuple[Choice, ...]
    choices_name: str
    feed: Url
    groups: tuple[Group, ...]
    bars: ValidityBars | None


@dataclass(frozen=True, slots=True)
class YearView:
    """What the page of a year shows."""

    year: int
    count: str
    missing: str
    """`第4期、第7期未收录`, or empty."""
    choices: tuple[Choice, ...]
    board: Board
    """The year on the shelf."""
    days: HeatMap | None
    """The dates of its documents."""
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class OverviewView:
    """What the overview of all documents shows."""

    count: str
    groups: tuple[tuple[str, str, tuple[Choice, ...]], ...]
    """Anchor, heading, lists."""
    bars: YearlyBars | None
    """The years as a picture."""


def listing_pages(site: Site) -> Iterator[OutputFile]:
    """All list pages."""
    archive = site.archive
    yield _overview(site)
    for listing in archive.years:
        yield _year_page(site, listing)
    for name, listings in (
        (say("names.section"), archive.sections),
        (say("names.issuer"), archive.issuers),
        (say("names.kind"), archive.kinds),
    ):
        for listing in listings:
            yield _list_page(site, listing, listings, name)


def entry_of(document: LinkedDocument, *more: str) -> Entry:
    """A document as a line of a list: its number, and what else the list says."""
    number = document.document.normal_number
    return Entry(phrased(document.document.title.value), document.url, tuple(fact for fact in (number, *more) if fact))


def _overview(site: Site) -> OutputFile:
    archive = site.archive
    groups = (
        ("sections", say("documents.by_section"), archive.sections),
        ("issuers", say("documents.by_issuer"), archive.issuers),
        ("kinds", say("documents.by_kind"), archive.kinds),
        ("years", say("documents.by_year"), archive.years),
    )
    count = sum(len(issue.documents) for issue in archive.issues)
    view = OverviewView(
        count=say("documents.count", count=count),
        groups=tuple(
            (anchor, heading, _years(listings, None) if anchor == "years" else _choices(listings, None))
            for anchor, heading, listings in groups
            if listings
        ),
        bars=yearly_bars(archive.years, archive.sections),
    )
    head = Head(
        say("names.documents"),
        DOCUMENTS,
        say("documents.description"),
        say("menu.documents"),
        (Link(say("names.documents")),),
        feed=DOCUMENTS,
        feed_title=say("names.documents"),
    )
    return site.page("documents.html", head, view)


def _choices(listings: Sequence[Listing], current: Listing | None) -> tuple[Choice, ...]:
    """Lists to choose from."""
    return tuple(Choice(one.name, one.url, len(one.documents), one is current) for one in listings)


def _years(listings: Sequence[Listing], current: Listing | None) -> tuple[Choice, ...]:
    """Years to choose from."""
    choices = zip(listings, _choices(listings, current), strict=True)
    return tuple(choice._replace(words=year_name(one.year)) for one, choice in choices)


def _list_page(site: Site, listing: Listing, listings: Sequence[Listing], name: str) -> OutputFile:
    bars = validity_bars(listing.documents, site.archive.references)
    view = ListView(
        heading=listing.name,
        count=say("listing.count", count=len(listing.documents)),
        choices=_choices(listings, listing) if listings is not site.archive.issuers else (),
        choices_name=name,
        feed=listing.url,
        groups=tuple(_groups_by_year(site, listing.documents, bars)),
        bars=bars,
    )
    head = Head(
        title=listing.name,
        here=listing.url,
        description=say("listing.description", kind=name, name=listing.name, count=len(listing.documents)),
        current=say("menu.documents"),
        crumbs=(Link(say("names.documents"), DOCUMENTS), Link(listing.name)),
        column=listing.name,
        feed=listing.url,
        feed_title=listing.name,
    )
    return site.page("listing.html", head, view)


def _groups_by_year(site: Site, documents: Iterable[LinkedDocument], bars: ValidityBars | None) -> Iterator[Group]:
    urls = {one.year: one.url for one in site.archive.years}
    for year, group in groupby(documents, key=lambda one: site.issue_of(one).issue.masthead.year):
        entries = tuple(
            entry_of(
                one,
                chinese_date(one.document.date) if one.document.date else "",
                site.issue_name(one.issue),
            )._replace(term=_term_bar(bars, one.url), ended=_ended(site, one.url))
            for one in group
        )
        yield Group(f"y-{year}", Link(year_name(year), urls.get(year)), entries)


def _ended(site: Site, url: Url) -> str:
    """What another document of the archive did to it, if it ended it."""
    repeals = [one for one in site.archive.references.incoming.get(url, ()) if one.relation is Relation.REPEALS]
    return "" if not repeals else say("listing.lapsed" if all(one.lapsed for one in repeals) else "listing.ended")


def _term_bar(bars: ValidityBars | None, url: Url) -> TermBar | None:
    bar = bars.bars.get(url) if bars else None
    if bar is None:
        return None
    first, note = chinese_date(bar.first), say("force.derived") if bar.derived else ""
    if bar.last is None:
        return TermBar(bar.left, bar.width, bar.state, "", say("listing.term_open", first=first) + note)
    last = chinese_date(bar.last)
    words = say("listing.term_ended" if bar.state == "ended" else "listing.term_ends", first=first, last=last)
    return TermBar(bar.left, bar.width, bar.state, bar.last[:4], words + note)


def _year_page(site: Site, listing: Listing) -> OutputFile:
    year = listing.year
    issues = [one for one in reversed(site.archive.issues) if one.issue.masthead.year == year]
    gaps = [gap.number for gap in site.archive.gaps if gap.year == year]
    documents = sum(len(one.documents) for one in issues)
    view = YearView(
        year=year,
        count=say("year.count", issues=len(issues), documents=documents),
        missing=say("year.missing", issues=issue_numbers(gaps)) if gaps else "",
        choices=_years(site.archive.years, listing),
        board=board_of(site, year),
        days=heat_map(year, _dates(site, year), _months_held(site, year)),
        groups=tuple(_issue_group(site, one) for one in issues),
    )
    head = Head(
        say("year.title", year=year),
        listing.url,
        say("year.description", year=year),
        say("menu.years"),
        (Link(say("names.issues"), Url("/")), Link(year_name(year))),
    )
    return site.page("year.html", head, view)


def _dates(site: Site, year: int) -> Iterator[IsoDate]:
    """成文日期 of all documents that are dated in the year, whichever issue prints them."""
    for issue in site.archive.issues:
        for one in issue.documents:
            if one.document.date and one.document.date.startswith(f"{year}-"):
                yield one.document.date


def _months_held(site: Site, year: int) -> dict[int, Url | None]:
    """The months of which there are documents, with their chronicle."""
    urls = {month.id: month.url for month in site.archive.months}
    held = sorted({day[:7] for day in _dates(site, year)})
    return {int(month[5:]): urls.get(month) for month in held}


def _issue_group(site: Site, linked: LinkedIssue) -> Group:
    pages = [one.document.page for one in linked.documents]
    places = ["" if page is None else say("pages.number", page=page) for page in pages]
    entries = tuple(
        entry_of(one, place)._replace(ended=_ended(site, one.url))
        for one, place in zip(linked.documents, places, strict=True)
    )
    anchor = f"n-{linked.issue.masthead.number}"
    return Group(anchor, Link(site.issue_name(linked.issue.id), linked.url), entries, months_of(site, linked))


def months_of(site: Site, linked: LinkedIssue) -> tuple[Link, ...]:
    """The months whose chronicle the issue prints, oldest first."""
    found = {month.id: month for one in linked.entries if (month := site.months.get(one.url))}
    return tuple(Link(month_name(found[key]), found[key].url) for key in sorted(found))


def neighbours(site: Site, issue: IssueId) -> tuple[LinkedIssue | None, LinkedIssue | None]:
    """The issues before and after in the archive."""
    place = next(n for n, one in enumerate(site.archive.issues) if one.issue.id == issue)
    issues = site.archive.issues
    return issues[place - 1] if place else None, issues[place + 1] if place + 1 < len(issues) else None
