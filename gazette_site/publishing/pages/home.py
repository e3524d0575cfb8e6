"""The home page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from gazette_site.linking.archive import Listing, Url
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.machines.metadata import periodical_facts
from gazette_site.publishing.pages.frame.addresses import ABOUT, DOCUMENTS, HOME, at, search_for
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site, finders, holdings
from gazette_site.publishing.pages.issue import ContentsSection, content_words, contents_of
from gazette_site.publishing.pages.listing import Choice, Entry, choice, entry_of
from gazette_site.publishing.pages.pictures.cover import Cover, cover_of
from gazette_site.publishing.pages.pictures.shelf import Board, boards
from gazette_site.publishing.phrases import chinese_date, issue_name, spaced, year_name
from gazette_site.publishing.wording import say

_RECENT, _SECTIONS = 3, 8
"""Documents shown of a section, and sections shown."""


class Recent(NamedTuple):
    """The newest documents of a section."""

    name: str
    url: Url
    entries: tuple[Entry, ...]


class Newest(NamedTuple):
    """The newest issue."""

    name: str
    url: Url
    facts: tuple[str, ...]
    cover: Cover
    sections: tuple[ContentsSection, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the home page shows."""

    name_style: str
    """Class of the stylesheet for a long name; or empty."""
    under: str
    """Line under the name."""
    menu: tuple[Link, ...]
    examples: tuple[Link, ...]
    often: tuple[Link, ...]
    """What is asked for most, one tap away."""
    newest: Newest | None
    shelf: tuple[Board, ...]
    holdings: str
    recent: tuple[Recent, ...]
    topics: tuple[Choice, ...]
    """What the documents are about, with their numbers."""
    documents: Url
    about: Url


def home_page(site: Site) -> OutputFile:
    """The home page."""
    view = HomeView(
        name_style=_name_style(site.config.name),
        under=_under(site),
        menu=site.menu,
        examples=tuple(Link(words, search_for(words)) for words in site.config.examples),
        often=(Link(say("home.by_number"), at(DOCUMENTS, "finder")), *finders(site.archive)),
        newest=_newest(site) if site.archive.issues else None,
        shelf=boards(site),
        holdings=holdings(site.archive),
        recent=tuple(_recent(site, one) for one in _newest_first(site)),
        topics=tuple(map(choice, site.archive.topics)),
        documents=DOCUMENTS,
        about=ABOUT,
    )
    description = site.config.description or say(
        "home.description", name=site.config.name, holdings=holdings(site.archive)
    )
    facts = periodical_facts(site.config.name, site.config.organiser, site.config.city, site.full(HOME))
    head = Head(site.config.name, HOME, description, facts=facts, feed=HOME, feed_title=site.config.name)
    return site.page("home.html", head, view)


def _name_style(name: str) -> str:
    """Names of up to nine characters fill a phone at the usual size; longer ones are set smaller, the longest break."""
    return "" if len(name) <= 9 else "l12" if len(name) <= 12 else "l16" if len(name) <= 16 else "l17"


def _under(site: Site) -> str:
    """Frequency of the newest issue and the years that are there."""
    if not site.archive.issues:
        return ""
    first, last = site.archive.issues[0].issue.masthead, site.newest.issue.masthead
    years = say("dates.years", first=first.year, last=last.year)
    return spaced((last.frequency, year_name(last.year) if first.year == last.year else years))


def _newest(site: Site) -> Newest:
    linked = site.newest
    published = linked.issue.masthead.published
    facts = (say("home.published", day=chinese_date(published)),) if published else ()
    return Newest(
        name=issue_name(linked.issue.masthead),
        url=linked.url,
        facts=(*facts, *content_words(linked)),
        cover=cover_of(linked, site.config.name),
        sections=contents_of(site, linked),
    )


def _newest_first(site: Site) -> list[Listing]:
    """The sections, that of the newest document first; of one issue in the order of the lists."""
    issues = {one.issue.id: place for place, one in enumerate(site.archive.issues)}
    listings = sorted(site.archive.sections, key=lambda one: issues[one.documents[0].issue], reverse=True)
    return listings[:_SECTIONS]


def _recent(site: Site, listing: Listing) -> Recent:
    entries = tuple(entry_of(site, one, site.issue_name(one.issue)) for one in listing.documents[:_RECENT])
    return Recent(listing.name, listing.url, entries)
