"""收录情况, what issues and documents show to be missing: by kind; what is much of one kind on pages of its own, `/about/coverage/cited-number/`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from gazette_site.linking.archive import Hole, HoleKind, LinkedDocument, Url
from gazette_site.linking.lists import A_PAGE, cut
from gazette_site.model import IssueId
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.frame.addresses import ABOUT, COVERAGE
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.pages.parts import Part, Turns, further, turns, with_years
from gazette_site.publishing.pages.text.unprinted import unprinted_names
from gazette_site.publishing.phrases import listed, place_in_print
from gazette_site.publishing.standing_words import Badge
from gazette_site.publishing.wording import Key, say


class Missing(NamedTuple):
    """One thing that is not there."""

    place: Link
    """Where a reader would miss it."""
    words: str
    """What is missing, or empty."""
    issue: IssueId
    """The issue that shows it, or shows it first."""
    number: str = ""
    badge: Badge | None = None
    """Its standing."""


class Group(NamedTuple):
    """Things of one kind."""

    heading: str
    anchor: str
    explanation: str
    size: int
    apart: Link | None
    """Where they are listed, if they have pages of their own."""
    items: tuple[Missing, ...]
    """Of what has none."""


@dataclass(frozen=True, slots=True)
class HolesView:
    """What is missing of one kind, or a part of it."""

    heading: str
    count: str
    explanation: str
    years: tuple[Link, ...]
    """On the first page: the years of the print that begin on a further one."""
    items: tuple[Missing, ...]
    parts: Turns


_HEADINGS = {
    HoleKind.CONTENTS: Key("coverage.contents"),
    HoleKind.ATTACHMENT: Key("coverage.attachments"),
    HoleKind.PICTURE: Key("coverage.pictures"),
    HoleKind.PAGE: Key("coverage.pages"),
    HoleKind.NUMBER: Key("coverage.numbers"),
    HoleKind.TITLE: Key("coverage.titles"),
}
"""In the order of the page."""
_EXPLANATIONS = {
    HoleKind.CONTENTS: Key("coverage.contents_hint"),
    HoleKind.ATTACHMENT: Key("coverage.attachments_hint"),
    HoleKind.PICTURE: Key("coverage.pictures_hint"),
    HoleKind.PAGE: Key("coverage.pages_hint"),
    HoleKind.NUMBER: Key("coverage.numbers_hint"),
    HoleKind.TITLE: Key("coverage.titles_hint"),
}

Holes = dict[HoleKind, tuple[Missing, ...]]


def holes_of(site: Site) -> Holes:
    """What is missing, by kind, in the order of the page; only kinds of which something is."""
    coverage = site.archive.coverage
    documents = {one.url: one for linked in site.archive.issues for one in linked.documents}
    makers: dict[HoleKind, Callable[[tuple[Hole, ...]], Iterable[Missing]]] = {
        HoleKind.CONTENTS: lambda holes: (_of_contents(site, one) for one in holes),
        HoleKind.ATTACHMENT: lambda holes: _of_attachments(holes, documents),
        HoleKind.PICTURE: lambda holes: (Missing(Link(one.words, one.url), "", _shows(one)) for one in holes),
        HoleKind.PAGE: lambda holes: _of_pages(site, holes),
        HoleKind.NUMBER: lambda holes: (_of_number(one, documents) for one in holes),
        HoleKind.TITLE: lambda holes: (_of_title(one, documents) for one in holes),
    }
    found = ((kind, tuple(make(coverage.of(kind)))) for kind, make in makers.items())
    return {kind: tuple(one._replace(badge=site.badge(one.place.url)) for one in some) for kind, some in found if some}


def groups_of(holes: Holes) -> Iterator[Group]:
    """What the overview shows of each kind."""
    for kind, items in holes.items():
        whole = Link(say("coverage.all_of_kind", count=len(items)), _address(kind)) if _is_long(items) else None
        shown = () if whole else items
        yield Group(say(_HEADINGS[kind]), kind.value, say(_EXPLANATIONS[kind]), len(items), whole, shown)


def hole_pages(site: Site, holes: Holes) -> Iterator[OutputFile]:
    """The pages of the kinds that are too long for the overview."""
    places = {linked.issue.id: place for place, linked in enumerate(site.archive.issues)}
    for kind, items in holes.items():
        if _is_long(items):
            yield from _pages_of(site, kind, sorted(items, key=lambda one: -places[one.issue]))


def _is_long(items: Sequence[Missing]) -> bool:
    return len(items) >= 2 * A_PAGE


def _address(kind: HoleKind) -> Url:
    return Url(f"{COVERAGE}{kind.value}/")


def _pages_of(site: Site, kind: HoleKind, items: Sequence[Missing]) -> Iterator[OutputFile]:
    """The pages of one kind, what is shown by the newest issue first."""
    cuts, heading = cut(_address(kind), items), say(_HEADINGS[kind])
    parts = [Part(url, [site.archive.by_id[one.issue].issue.masthead.year for one in some]) for url, some in cuts]
    for place, (url, some) in enumerate(cuts):
        years = parts[place].span if place else ""
        part = say("coverage.part", years=years, count=len(some))
        view = HolesView(
            heading=heading,
            count=part if place else say("coverage.count_of_kind", count=len(items)),
            explanation=say(_EXPLANATIONS[kind]),
            years=() if place else further(parts),
            items=tuple(some),
            parts=turns(parts, place),
        )
        above = Link(say("menu.about"), ABOUT), Link(say("names.coverage"), COVERAGE), Link(heading, _address(kind))
        crumbs = (*above, *((Link(years),) if years else ()))
        description = "" if place else say(_EXPLANATIONS[kind])
        yield site.page(
            "coverage_part.html", Head(with_years(heading, years), url, description, say("menu.about"), crumbs), view
        )


# -- single ones


def _shows(hole: Hole) -> IssueId:
    """The issue that shows a hole which documents do not name."""
    assert hole.issue
    return hole.issue


def _of_contents(site: Site, hole: Hole) -> Missing:
    issue = _shows(hole)
    words = f"{hole.words}{say('marks.in_brackets', words=place_in_print(hole.number)) if hole.number else ''}"
    return Missing(Link(site.issue_name(issue), hole.url), words, issue)


def _of_attachments(holes: Iterable[Hole], documents: dict[Url, LinkedDocument]) -> Iterator[Missing]:
    for url in dict.fromkeys(one.url for one in holes):
        document = documents[url].document
        names, number = unprinted_names(document.unprinted), document.normal_number
        yield Missing(Link(document.title.value, url), names, documents[url].issue, number)


def _of_pages(site: Site, holes: Iterable[Hole]) -> Iterator[Missing]:
    for url, group in groupby(holes, key=lambda one: one.url):
        pages = list(group)
        issue = _shows(pages[0])
        words = listed(say("coverage.page", number=one.number) for one in pages)
        yield Missing(Link(site.issue_name(issue), url), words, issue)


def _of_number(hole: Hole, documents: dict[Url, LinkedDocument]) -> Missing:
    return Missing(Link(hole.words, hole.url), hole.title, documents[hole.where[0]].issue)


def _of_title(hole: Hole, documents: dict[Url, LinkedDocument]) -> Missing:
    """A title leads to the first document that names it."""
    first = documents[hole.where[0]]
    key = Key("coverage.named_in") if len(hole.where) == 1 else Key("coverage.named_in_several")
    name = first.document.normal_number or first.document.title.value
    named = {"name": name} if len(hole.where) == 1 else {"name": name, "count": len(hole.where)}
    return Missing(Link(say("marks.book", title=hole.words), hole.url), say(key, **named), first.issue)
