"""历年公报: the overview of the years, and the page of each with all its issues and documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from gazette_site.linking.archive import LinkedIssue, Listing, Url
from gazette_site.model import IsoDate
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.frame.addresses import YEARS
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site, Turn
from gazette_site.publishing.pages.listing import Group, entry_of, months_of
from gazette_site.publishing.pages.pictures.heat_map import HeatMap, heat_map
from gazette_site.publishing.pages.pictures.shelf import Board, board_of, boards
from gazette_site.publishing.phrases import issue_numbers, year_name
from gazette_site.publishing.wording import say


class YearOfIssues(NamedTuple):
    """A year on the shelf."""

    board: Board
    held: str
    """What there is of it: `收录4期，文件31件。缺第3期。`"""


@dataclass(frozen=True, slots=True)
class YearsView:
    """What the overview shows."""

    years: tuple[YearOfIssues, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class YearView:
    """What the page of a year shows."""

    year: int
    held: str
    """`收录4期，文件31件。缺第3期。`"""
    board: Board
    """The year on the shelf."""
    days: HeatMap | None
    """The dates of its documents."""
    groups: tuple[Group, ...]
    before: Turn | None
    after: Turn | None


def year_pages(site: Site) -> Iterator[OutputFile]:
    """The overview of an archive with issues, and the page of every year."""
    years = site.archive.years
    if years:
        yield _overview(site)
    dates = _dates(site)
    for place, listing in enumerate(years):
        after = _turn(say("year.after"), years[place - 1]) if place else None
        before = _turn(say("year.before"), years[place + 1]) if place + 1 < len(years) else None
        yield _year_page(site, listing, dates.get(listing.year, []), before, after)


def _turn(label: str, listing: Listing) -> Turn:
    return Turn(label, year_name(listing.year), listing.url)


def _overview(site: Site) -> OutputFile:
    years = tuple(YearOfIssues(board, _held(site, int(board.year.words))) for board in boards(site))
    name = say("names.issues")
    head = Head(name, YEARS, say("year.overview"), say("menu.years"), (Link(name),))
    return site.page("years.html", head, YearsView(years))


def _held(site: Site, year: int) -> str:
    """What there is of a year: `收录4期，文件31件。缺第3期。`"""
    issues = [one for one in site.archive.issues if one.issue.masthead.year == year]
    gaps = [gap.number for gap in site.archive.gaps if gap.year == year]
    missing = say("year.missing", issues=issue_numbers(gaps)) if gaps else ""
    if not issues:
        return missing
    return say("year.count", issues=len(issues), documents=sum(len(one.documents) for one in issues)) + missing


def _year_page(
    site: Site, listing: Listing, dates: Sequence[IsoDate], before: Turn | None, after: Turn | None
) -> OutputFile:
    year = listing.year
    issues = [one for one in reversed(site.archive.issues) if one.issue.masthead.year == year]
    bare = YearView(year, _held(site, year), board_of(site, year), None, (), before, after)
    months = _months_held(site, dates)
    shown = bare, dates, tuple(months.items()), [_shown(site, one) for one in issues]
    head = Head(
        say("year.title", year=year),
        listing.url,
        say("year.description", year=year),
        say("menu.years"),
        (Link(say("names.issues"), YEARS), Link(year_name(year))),
    )
    return site.listing("year.html", head, shown, lambda: _with_documents(site, bare, issues, dates, months))


def _shown(site: Site, linked: LinkedIssue) -> tuple[object, ...]:
    """What the page of its year shows of an issue."""
    return linked.url, site.faces.of_all(linked.documents), months_of(site, linked)


def _with_documents(
    site: Site,
    bare: YearView,
    issues: Iterable[LinkedIssue],
    dates: Iterable[IsoDate],
    months: Mapping[int, Url | None],
) -> YearView:
    groups = tuple(_issue_group(site, one) for one in issues)
    return replace(bare, days=heat_map(bare.year, dates, months), groups=groups)


def _dates(site: Site) -> Mapping[int, Sequence[IsoDate]]:
    """成文日期 of all documents by the year in which they are dated, whichever issue prints them."""
    dates: dict[int, list[IsoDate]] = defaultdict(list)
    for issue in site.archive.issues:
        for one in issue.documents:
            if one.document.date:
                dates[int(one.document.date[:4])].append(one.document.date)
    return dates


def _months_held(site: Site, dates: Iterable[IsoDate]) -> dict[int, Url | None]:
    """The months of which there are documents, with their chronicle."""
    urls = {month.id: month.url for month in site.archive.months}
    held = sorted({day[:7] for day in dates})
    return {int(month[5:]): urls.get(month) for month in held}


def _issue_group(site: Site, linked: LinkedIssue) -> Group:
    pages = [one.document.page for one in linked.documents]
    places = ["" if page is None else say("pages.number", page=page) for page in pages]
    entries = tuple(entry_of(site, one, place) for one, place in zip(linked.documents, places, strict=True))
    return Group(_anchor(linked), Link(site.issue_name(linked.issue.id), linked.url), entries, months_of(site, linked))


def _anchor(linked: LinkedIssue) -> str:
    """`n-3`, of a supplement `n-z1` or `n-7-z1`."""
    return "n-" + "-".join(part.lstrip("0") for part in linked.issue.id.split("-")[1:])
