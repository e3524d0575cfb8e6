"""Long lists of days that bind, cut into pages that are counted from the oldest print on: those of a month, and what comes back each year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from gazette_site.linking.archive import ListPage, Url
from gazette_site.linking.lists import cut
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.dated import Due, Found, dues, faces_of
from gazette_site.publishing.pages.frame.addresses import DATES, DOCUMENTS
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.pages.listing import parts_of
from gazette_site.publishing.pages.parts import Turns, further, turns, with_years
from gazette_site.publishing.wording import say


@dataclass(frozen=True, slots=True)
class DatesPartView:
    """One page of the list."""

    heading: str
    count: str
    years: tuple[Link, ...]
    """Of the print, on the first page: those that begin on a further one."""
    lines: tuple[Due, ...]
    parts: Turns
    """To the pages with what was printed later and earlier."""
    beside: Turns
    """From the first page to the lists before and after."""


class Cover(NamedTuple):
    """What the pages of a list have in common."""

    heading: str
    name: Link
    """Its own address, with its short name."""
    above: tuple[Link, ...]
    """Between 重要日期 and the list."""
    description: str
    whole: str
    """How many there are on all pages."""
    beside: Turns = (None, None)
    in_order: Callable[[Sequence[Found]], Sequence[Found]] = tuple
    """How the lines of a page are shown."""


def cut_pages(site: Site, cover: Cover, found: Sequence[Found]) -> Iterator[OutputFile]:
    """The pages of a list, its lines given newest print first."""
    assert cover.name.url
    cuts = cut(cover.name.url, found)
    parts = parts_of(site, [ListPage(url, tuple(one.document for one in some)) for url, some in cuts])
    for place, (_, some) in enumerate(cuts):
        years = parts[place].span if place else ""
        bare = DatesPartView(
            heading=cover.heading,
            count=say("dates_page.part", years=years, count=len(some)) if years else cover.whole,
            years=() if place else further(parts),
            lines=(),
            parts=turns(parts, place),
            beside=(None, None) if place else cover.beside,
        )
        yield _page(site, _head(cover, parts[place].url, years), bare, cover.in_order(some))


def _page(site: Site, head: Head, bare: DatesPartView, found: Sequence[Found]) -> OutputFile:
    shown = bare, faces_of(site, found)
    return site.listing("dates_part.html", head, shown, lambda: replace(bare, lines=dues(site, found)))


def _head(cover: Cover, here: Url, years: str) -> Head:
    crumbs = (
        Link(say("names.documents"), DOCUMENTS),
        Link(say("dates_page.title"), DATES),
        *cover.above,
        cover.name,
        *((Link(years),) if years else ()),
    )
    return Head(
        with_years(cover.heading, years), here, "" if years else cover.description, say("menu.documents"), crumbs
    )
