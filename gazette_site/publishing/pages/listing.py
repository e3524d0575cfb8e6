"""Lists: a year, a section, an issuer, a kind; and the overview of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from gazette_site.linking.archive import LinkedDocument, LinkedIssue, Listing, Url
from gazette_site.model import IssueId
from gazette_site.publishing.output import OutputFile
from gazette_site.publishing.pages.addresses import DOCUMENTS
from gazette_site.publishing.pages.phrases import chinese_date, issue_numbers
from gazette_site.publishing.pages.site import Head, Link, Site, listing_year, month_name


class Choice(NamedTuple):
    """One of the lists to choose from."""

    words: str
    url: Url
    size: int
    current: bool = False


class Entry(NamedTuple):
    """A document in a list."""

    title: str
    url: Url
    facts: tuple[str, ...]
    """Number, date, issue or page: whatever is known."""


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


@dataclass(frozen=True, slots=True)
class YearView:
    """What the page of a year shows."""

    year: int
    count: str
    missing: str
    """`第4期、第7期未收录`, or empty."""
    choices: tuple[Choice, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class OverviewView:
    """What the overview of all documents shows."""

    count: str
    groups: tuple[tuple[str, str, tuple[Choice, ...]], ...]
    """Anchor, heading, lists."""


def listing_pages(site: Site) -> Iterator[OutputFile]:
    """All list pages."""
    archive = site.archive
    yield _overview(site)
    for listing in archive.years:
        yield _year_page(site, listing)
    for name, listings in (("类别", archive.sections), ("机关", archive.issuers), ("文种", archive.kinds)):
        for listing in listings:
            yield _list_page(site, listing, listings, name)


def entry_of(document: LinkedDocument, *more: str) -> Entry:
    """A document as a line of a list: its number, and what else the list says."""
    number = document.document.number.normal if document.document.number else ""
    return Entry(document.document.title.value, document.url, tuple(fact for fact in (number, *more) if fact))


def _overview(site: Site) -> OutputFile:
    archive = site.archive
    groups = (("sections", "按类别", archive.sections), ("issuers", "按机关", archive.issuers),
              ("kinds", "按文种", archive.kinds), ("years", "按年份", archive.years))  # fmt: skip
    count = sum(len(issue.documents) for issue in archive.issues)
    view = OverviewView(
        count=f"共{count}件。机关名称以发文时为准。",
        groups=tuple(
            (anchor, heading, _choices(listings, None, "年" if anchor == "years" else ""))
            for anchor, heading, listings in groups
            if listings
        ),
    )
    head = Head(
        "文件",
        DOCUMENTS,
        "按类别、机关、文种和年份查找公报刊登的文件。",
        "文件",
        (Link("文件"),),
        feed=DOCUMENTS,
        feed_title="文件",
    )
    return site.page("documents.html", head, view)


def _choices(listings: Sequence[Listing], current: Listing | None, unit: str = "") -> tuple[Choice, ...]:
    """Lists to choose from; `unit` is what follows the number of a year."""
    return tuple(
        Choice(f"{listing_year(one)}{unit}" if unit else one.name, one.url, len(one.documents), one is current)
        for one in listings
    )


def _list_page(site: Site, listing: Listing, listings: Sequence[Listing], name: str) -> OutputFile:
    view = ListView(
        heading=listing.name,
        count=f"共{len(listing.documents)}件，新的在前。",
        choices=_choices(listings, listing) if name != "机关" else (),
        choices_name=name,
        feed=listing.url,
        groups=tuple(_groups_by_year(site, listing.documents)),
    )
    head = Head(
        title=listing.name,
        here=listing.url,
        description=f"公报刊登的文件，{name}：{listing.name}，共{len(listing.documents)}件。",
        current="文件",
        crumbs=(Link("文件", DOCUMENTS), Link(listing.name)),
        column=listing.name,
        feed=listing.url,
        feed_title=listing.name,
    )
    return site.page("listing.html", head, view)


def _groups_by_year(site: Site, documents: Iterable[LinkedDocument]) -> Iterator[Group]:
    urls = {listing_year(one): one.url for one in site.archive.years}
    for year, group in groupby(documents, key=lambda one: site.issue_of(one).issue.masthead.year):
        entries = tuple(
            entry_of(
                one,
                chinese_date(one.document.date) if one.document.date else "",
                site.issue_name(one.issue),
            )
            for one in group
        )
        yield Group(f"y-{year}", Link(f"{year}年", urls.get(year)), entries)


def _year_page(site: Site, listing: Listing) -> OutputFile:
    year = listing_year(listing)
    issues = [one for one in reversed(site.archive.issues) if one.issue.masthead.year == year]
    gaps = [gap.number for gap in site.archive.gaps if gap.year == year]
    documents = sum(len(one.documents) for one in issues)
    view = YearView(
        year=year,
        count=f"收录{len(issues)}期，文件{documents}件。",
        missing=f"缺{issue_numbers(gaps)}。" if gaps else "",
        choices=_choices(site.archive.years, listing, "年"),
        groups=tuple(_issue_group(site, one) for one in issues),
    )
    head = Head(f"{year}年公报", listing.url, f"{year}年各期公报和刊登的文件。", "历年",
                (Link("历年公报", Url("/")), Link(f"{year}年")))  # fmt: skip
    return site.page("year.html", head, view)


def _issue_group(site: Site, linked: LinkedIssue) -> Group:
    entries = tuple(
        entry_of(one, f"第{one.document.page}页" if one.document.page is not None else "") for one in linked.documents
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
