"""The pages of the documents that are cited by their numbers, and the overview of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from gazette_site.document_numbers import number_parts
from gazette_site.linking.archive import LinkedDocument, ListPage, Work
from gazette_site.linking.lists import cut
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.frame.addresses import DOCUMENTS, REFERENCES
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site, Turn
from gazette_site.publishing.pages.listing import page_turns, span
from gazette_site.publishing.pages.parts import with_years
from gazette_site.publishing.pages.references import ListedDocument, grouped, incoming_of
from gazette_site.publishing.pages.text.force import Banner, banners_of_cited
from gazette_site.publishing.phrases import with_number
from gazette_site.publishing.standing_words import Badge
from gazette_site.publishing.wording import say


@dataclass(frozen=True, slots=True)
class WorkView:
    """What the page of a cited document shows."""

    number: str
    title: str
    held: Link | None
    """The document itself, if the archive holds it."""
    banners: tuple[Banner, ...]
    """What others did to it."""
    incoming: tuple[ListedDocument, ...]
    citing: int
    """How many name it, on all pages."""
    turns: tuple[Turn | None, Turn | None]
    """To the pages with newer and with older ones."""


class CitedWork(NamedTuple):
    """A line of the overview."""

    link: Link
    title: str
    citing: int
    """By how many it is cited."""
    badge: Badge | None


@dataclass(frozen=True, slots=True)
class WorksView:
    """What the overview of cited documents shows."""

    count: str
    groups: tuple[tuple[str, tuple[CitedWork, ...]], ...]
    """Code of the numbers, and those that have it."""
    turns: tuple[Turn | None, Turn | None]
    """To the pages with newer and with older ones."""


def reference_pages(site: Site) -> Iterator[OutputFile]:
    """The page of every document cited by its number, and their overview."""
    works = site.archive.references.works
    for work in works:
        yield from _work_pages(site, work)
    if works:
        yield from _overview(site, works)


def _work_pages(site: Site, work: Work) -> Iterator[OutputFile]:
    """The page of a cited document; where very many name it, with further pages as lists have them, oldest first on each."""
    title = work.document.document.title.value if work.document else work.title
    incoming = site.archive.references.incoming.get(work.document.url if work.document else work.url, ())
    naming = tuple(grouped(incoming, by_source=True))
    cuts = cut(work.url, naming[::-1])
    pages = [ListPage(url, tuple(group[0].source for group in groups)) for url, groups in cuts]
    for place, (url, groups) in enumerate(cuts):
        years = span(site, pages[place]) if place else ""
        view = WorkView(
            number=work.number,
            title=title,
            held=Link(title, work.document.url) if work.document else None,
            banners=() if place else banners_of_cited(site, work.url),
            incoming=tuple(incoming_of(site, (one for group in reversed(groups) for one in group))),
            citing=len(naming),
            turns=page_turns(site, pages, place),
        )
        head = Head(
            title=with_years(with_number(title, work.number) if title else work.number, years),
            here=url,
            description="" if place else say("references.work_description", number=work.number, count=len(naming)),
            current=say("menu.documents"),
            crumbs=_crumbs(Link(say("names.references"), REFERENCES), Link(work.number, work.url), years),
        )
        yield site.page("reference.html", head, view)


def _overview(site: Site, works: Sequence[Work]) -> Iterator[OutputFile]:
    """All cited documents, those that were cited first on the last page, on each page by the code of their numbers."""
    cuts, name = cut(REFERENCES, works[::-1]), say("names.references")
    pages = [ListPage(url, tuple(_first_naming(site, some))) for url, some in cuts]
    for place, (url, some) in enumerate(cuts):
        years = span(site, pages[place]) if place else ""
        part = say("references.list_part", years=years, count=len(some))
        count = part if place else say("references.list_count", count=len(works))
        view = WorksView(count, tuple(_by_code(site, some)), page_turns(site, pages, place))
        head = Head(
            title=with_years(name, years),
            here=url,
            description="" if place else say("references.list_description"),
            current=say("menu.documents"),
            crumbs=_crumbs(Link(name, REFERENCES), None, years),
        )
        yield site.page("references_list.html", head, view)


def _crumbs(above: Link, own: Link | None, years: str) -> tuple[Link, ...]:
    links = (Link(say("names.documents"), DOCUMENTS), above, own, Link(years) if years else None)
    return tuple(one for one in links if one)


def _first_naming(site: Site, works: Iterable[Work]) -> Iterator[LinkedDocument]:
    """The documents that name some works first."""
    for work in works:
        naming = site.archive.references.incoming.get(work.document.url if work.document else work.url)
        if naming:
            yield naming[0].source


def _by_code(site: Site, works: Iterable[Work]) -> Iterator[tuple[str, tuple[CitedWork, ...]]]:
    ordered = sorted(works, key=lambda work: (_code(work.number), _place(work.number)))
    for code, group in groupby(ordered, key=lambda work: _code(work.number)):
        yield (
            code,
            tuple(
                CitedWork(Link(work.number, work.url), work.title, _count(site, work), site.badge(work.url))
                for work in group
            ),
        )


def _count(site: Site, work: Work) -> int:
    url = work.document.url if work.document else work.url
    return len({one.source.url for one in site.archive.references.incoming.get(url, ())})


def _place(number: str) -> tuple[int, int, str]:
    """The order of numbers with one code: by year and number."""
    parts = number_parts(number)
    return (parts.year, parts.n, number) if parts else (0, 0, number)


def _code(number: str) -> str:
    parts = number_parts(number)
    return parts.code if parts else number
