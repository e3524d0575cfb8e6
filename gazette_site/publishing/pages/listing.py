"""Lists: a section, an issuer, a kind, in pages; and the overview of all of them, the years included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from gazette_site.linking.archive import LinkedDocument, LinkedIssue, Listing, ListPage, Url
from gazette_site.linking.lists import pages_of
from gazette_site.model import IssueId
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.frame.addresses import DOCUMENTS, at
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site, Turn, month_name
from gazette_site.publishing.pages.parts import Part, Turns, turns, with_years
from gazette_site.publishing.pages.pictures.validity_bars import ValidityBars, validity_bars
from gazette_site.publishing.pages.pictures.yearly_bars import YearlyBars, yearly_bars
from gazette_site.publishing.phrases import chinese_date, phrased, year_name
from gazette_site.publishing.standing_words import Badge
from gazette_site.publishing.wording import say


class Choice(NamedTuple):
    """One of the lists to choose from."""

    words: str
    url: Url
    size: int


class Sort(NamedTuple):
    """What the lists of one sort have in common. They do not name each other, for then a new one would change them all."""

    name: str
    """`文种`."""
    words: str
    """`按文种`."""
    anchor: str
    """Its place on the overview, which names them all."""


class YearLine(NamedTuple):
    """A year in the contents of a list."""

    words: str
    size: int
    url: Url
    """The place where its documents begin: on this page, or on a further page of the list."""
    anchor: str
    """The place of a year that begins on a further page: links to it from before the list grew still lead on. Else empty."""


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
    badge: Badge | None = None
    """Its standing."""


class Group(NamedTuple):
    """Documents under one heading."""

    anchor: str
    heading: Link
    entries: tuple[Entry, ...]
    months: tuple[Link, ...] = ()
    """Chronicle of the issue."""


@dataclass(frozen=True, slots=True)
class ListView:
    """What a page of a section, an issuer or a kind shows."""

    heading: str
    count: str
    feed: Url
    years: tuple[YearLine, ...]
    """Of the whole list on its first page; none on the further ones, which change only when the list is cut anew."""
    groups: tuple[Group, ...]
    bars: ValidityBars | None
    newer: Turn | None
    older: Turn | None


@dataclass(frozen=True, slots=True)
class OverviewView:
    """What the overview of all documents shows."""

    count: str
    groups: tuple[tuple[str, str, tuple[Choice, ...]], ...]
    """Anchor, heading, lists."""
    bars: YearlyBars | None
    """The years as a picture."""
    newest: tuple[Entry, ...]
    """The documents of the newest issue."""


def listing_pages(site: Site) -> Iterator[OutputFile]:
    """All list pages."""
    archive = site.archive
    yield _overview(site)
    for sort, listings in (
        (Sort(say("names.section"), say("documents.by_section"), "sections"), archive.sections),
        (Sort(say("names.issuer"), say("documents.by_issuer"), "issuers"), archive.issuers),
        (Sort(say("names.kind"), say("documents.by_kind"), "kinds"), archive.kinds),
        (Sort(say("names.topic"), say("documents.by_topic"), "topics"), archive.topics),
    ):
        for listing in listings:
            yield from _list_pages(site, listing, sort)


def entry_of(site: Site, document: LinkedDocument, *more: str) -> Entry:
    """A document as a line of a list: its number, what else the list says, and its standing."""
    facts = tuple(fact for fact in (document.document.normal_number, *more) if fact)
    return Entry(phrased(document.document.title.value), document.url, facts, badge=site.badge(document.url))


def _overview(site: Site) -> OutputFile:
    archive = site.archive
    groups = (
        ("sections", say("documents.by_section"), archive.sections),
        ("issuers", say("documents.by_issuer"), archive.issuers),
        ("topics", say("documents.by_topic"), archive.topics),
        ("kinds", say("documents.by_kind"), archive.kinds),
        ("years", say("documents.by_year"), archive.years),
    )
    count = sum(len(issue.documents) for issue in archive.issues)
    view = OverviewView(
        count=say("documents.count", count=count),
        groups=tuple(
            (anchor, heading, tuple(map(choice, listings))) for anchor, heading, listings in groups if listings
        ),
        bars=yearly_bars(archive.years, archive.sections),
        newest=tuple(_newest(site)),
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


def _newest(site: Site) -> Iterator[Entry]:
    for one in site.newest.documents if site.archive.issues else ():
        yield entry_of(site, one, site.issue_name(one.issue))


def choice(listing: Listing) -> Choice:
    """A list with its size."""
    return Choice(year_name(listing.year) if listing.year else listing.name, listing.url, len(listing.documents))


def _list_pages(site: Site, listing: Listing, sort: Sort) -> Iterator[OutputFile]:
    pages = pages_of(listing)
    for place, page in enumerate(pages):
        newer, older = page_turns(site, pages, place)
        bare = ListView(
            heading=listing.name,
            count=part_of_list(site, page) if place else say("listing.count", count=len(listing.documents)),
            feed=listing.url,
            years=() if place else tuple(_year_lines(site, pages)),
            groups=(),
            bars=None,
            newer=newer,
            older=older,
        )
        shown = bare, site.faces.of_all(page.documents), _years_of(site, page.documents)
        view = partial(_with_documents, site, bare, page, "year" if place else "y")
        yield site.listing("listing.html", _list_head(site, listing, sort, page), shown, view)


def _with_documents(site: Site, bare: ListView, page: ListPage, anchor: str) -> ListView:
    bars = validity_bars(page.documents, site.archive.standing)
    return replace(bare, groups=tuple(_groups_by_year(site, page.documents, bars, anchor)), bars=bars)


def _years_of(site: Site, documents: Iterable[LinkedDocument]) -> tuple[tuple[int, Url], ...]:
    """The years of some documents, with their pages."""
    held = {_year_of(site, one) for one in documents}
    return tuple((one.year, one.url) for one in site.archive.years if one.year in held)


def _list_head(site: Site, listing: Listing, sort: Sort, page: ListPage) -> Head:
    whole, size = page.url == listing.url, len(listing.documents)
    years = "" if whole else span(site, page)
    description = say("listing.description", kind=sort.name, name=listing.name, count=size)
    return Head(
        title=with_years(listing.name, years),
        here=page.url,
        description=description if whole else "",
        current=say("menu.documents"),
        crumbs=(
            Link(say("names.documents"), DOCUMENTS),
            Link(sort.words, at(DOCUMENTS, sort.anchor)),
            Link(listing.name, listing.url),
            *((Link(years),) if years else ()),
        ),
        column=listing.name,
        feed=listing.url,
        feed_title=listing.name,
    )


def parts_of(site: Site, pages: Sequence[ListPage]) -> list[Part]:
    """The pages of a list of documents with the years of the issues."""
    return [Part(page.url, [_year_of(site, one) for one in page.documents]) for page in pages]


def page_turns(site: Site, pages: Sequence[ListPage], place: int) -> Turns:
    """The ways from one of the pages of a list to those beside it: to newer and to older documents."""
    near = parts_of(site, pages[max(place - 1, 0) : place + 2])
    return turns(near, min(place, 1))


def part_of_list(site: Site, page: ListPage) -> str:
    """What a further page of a list holds: `2019—2021年的100件`."""
    return say("listing.part", years=span(site, page), count=len(page.documents))


def span(site: Site, page: ListPage) -> str:
    """The years of the issues on a page: `2019—2021年`, `2021年`."""
    return parts_of(site, (page,))[0].span


def _year_of(site: Site, document: LinkedDocument) -> int:
    return site.issue_of(document).issue.masthead.year


def _year_lines(site: Site, pages: Sequence[ListPage]) -> Iterator[YearLine]:
    """Every year of a list, with the page on which it begins."""
    documents = [(page, _year_of(site, one)) for page in pages for one in page.documents]
    for year, group in groupby(documents, key=lambda one: one[1]):
        of_year = list(group)
        first, anchor = of_year[0][0] is pages[0], f"y-{year}"
        url = at(of_year[0][0].url, anchor if first else f"year-{year}")
        yield YearLine(year_name(year), len(of_year), url, "" if first else anchor)


def _groups_by_year(
    site: Site, documents: Sequence[LinkedDocument], bars: ValidityBars | None, anchor: str
) -> Iterator[Group]:
    urls = dict(_years_of(site, documents))
    for year, group in groupby(documents, key=lambda one: _year_of(site, one)):
        entries = tuple(
            entry_of(
                site,
                one,
                chinese_date(one.document.date) if one.document.date else "",
                site.issue_name(one.issue),
            )._replace(term=_term_bar(bars, one.url))
            for one in group
        )
        yield Group(f"{anchor}-{year}", Link(year_name(year), urls.get(year)), entries)


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


def months_of(site: Site, linked: LinkedIssue) -> tuple[Link, ...]:
    """The months whose chronicle the issue prints, oldest first."""
    found = {month.id: month for one in linked.entries if (month := site.months.get(one.url))}
    return tuple(Link(month_name(found[key]), found[key].url) for key in sorted(found))


def neighbours(site: Site, issue: IssueId) -> tuple[LinkedIssue | None, LinkedIssue | None]:
    """The issues before and after in the archive."""
    place = next(n for n, one in enumerate(site.archive.issues) if one.issue.id == issue)
    issues = site.archive.issues
    return issues[place - 1] if place else None, issues[place + 1] if place + 1 < len(issues) else None
