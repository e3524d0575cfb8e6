"""现行与失效: what holds on a day (computed by the reader's browser), and what began, ended or was changed in each year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gazette_site.linking.archive import Url
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.events import KINDS, events_of, year_address
from gazette_site.publishing.pages.frame.addresses import DOCUMENTS, STANDING
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.pages.standing_year import YearOfEvents, year_pages, years_of
from gazette_site.publishing.phrases import year_name
from gazette_site.publishing.wording import Key, say

_CHOICES = {
    "holds": Key("standing_page.choose_holds"),
    "pending": Key("states.pending"),
    "ending": Key("standing_page.choose_ending"),
    "expired": Key("states.expired"),
    "ended": Key("standing_page.choose_ended"),
    "amended": Key("states.amended"),
    "suspended": Key("states.suspended"),
    "partly_suspended": Key("states.partly_suspended"),
    "unstated": Key("standing_page.choose_unstated"),
}
"""What a reader may ask for; the values are known to the script."""


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
    csv: Link


def standing_pages(site: Site) -> Iterator[OutputFile]:
    """The overview, a page for each year in which something begins, ends or is changed, and what long years have beside it."""
    if not site.archive.issues:
        return
    years = years_of(events_of(site))
    yield _overview(site, years)
    yield from year_pages(site, years)


def _overview(site: Site, years: Sequence[YearOfEvents]) -> OutputFile:
    dates = (one.document.date for issue in site.archive.issues for one in issue.documents)
    view = StandingView(
        states=tuple((value, say(key)) for value, key in _CHOICES.items()),
        years=tuple(sorted({day[:4] for day in dates if day}, reverse=True)),
        issuers=tuple(one.name for one in site.archive.issuers),
        kinds=tuple(map(say, KINDS.values())),
        lines=tuple(map(_line, reversed(years))),
        csv=site.sized("standing.csv", Url("/data/standing.csv")),
    )
    name = say("names.standing")
    crumbs = (Link(say("names.documents"), DOCUMENTS), Link(name))
    head = Head(name, STANDING, say("standing_page.description"), say("menu.documents"), crumbs)
    return site.page("standing.html", head, view)


def _line(one: YearOfEvents) -> YearLine:
    counts = ((one.link(kind).url, len(one.kinds.get(kind, ()))) for kind in KINDS)
    return YearLine(Link(year_name(one.year), year_address(one.year)), tuple((url, n) for url, n in counts if url))
