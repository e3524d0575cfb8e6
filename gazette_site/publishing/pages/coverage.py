"""收录情况: what is there and what is not, so that nobody has to find out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from gazette_site.linking.archive import Archive, Gap, Hole, HoleKind, LinkedDocument, NumberSeries, Url
from gazette_site.model import IssueId
from gazette_site.publishing.data.coverage import FILE
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.frame.addresses import ABOUT, COVERAGE
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site, holdings
from gazette_site.publishing.pages.text.unprinted import unprinted_names
from gazette_site.publishing.phrases import listed, missing_issues, place_in_print, year_name
from gazette_site.publishing.standing_words import Badge
from gazette_site.publishing.wording import Key, say


class Missing(NamedTuple):
    """One thing that is not there."""

    place: Link
    """Where a reader would miss it."""
    words: str
    """What is missing, or empty."""
    number: str = ""
    badge: Badge | None = None
    """Its standing."""


class Group(NamedTuple):
    """Things of one kind."""

    heading: str
    anchor: str
    explanation: str
    items: tuple[Missing, ...]


class Stretch(NamedTuple):
    """A known number, or a run of numbers that are not held."""

    words: str
    url: Url | None


class Strip(NamedTuple):
    """The numbers of one 代字 and year."""

    year: str
    stretches: tuple[Stretch, ...]
    missing: int


class Strips(NamedTuple):
    """The years of one 代字."""

    code: str
    years: tuple[Strip, ...]


@dataclass(frozen=True, slots=True)
class CoverageView:
    """What the page shows."""

    holdings: str
    issues: tuple[str, ...]
    """Sentences about missing issues."""
    groups: tuple[Group, ...]
    strips: tuple[Strips, ...]
    data: Url


def coverage_page(site: Site) -> OutputFile:
    """The page; it is there even where nothing is missing, for then it says so."""
    archive = site.archive
    view = CoverageView(
        holdings=holdings(archive),
        issues=tuple(_issue_sentences(site)),
        groups=tuple(_groups(site)),
        strips=tuple(_strips(archive.coverage.series)),
        data=Url(f"/{FILE}"),
    )
    name = say("names.coverage")
    crumbs = (Link(say("menu.about"), ABOUT), Link(name))
    head = Head(name, COVERAGE, say("coverage.description", name=site.config.name), say("menu.about"), crumbs)
    return site.page("coverage.html", head, view)


def summary(archive: Archive) -> tuple[str, ...]:
    """The same in few lines, for the report of a build."""
    coverage = archive.coverage
    lines = [*_earlier(coverage.of(HoleKind.EARLIER)), *_missing(archive.gaps)]
    lines += [say("coverage.between_some", count=one.count) for one in coverage.of(HoleKind.BETWEEN)]
    for kind, key in _COUNTED.items():
        if found := coverage.of(kind):
            lines.append(say(key, count=sum(one.count for one in found)))
    return tuple(lines)


_COUNTED = {
    HoleKind.CONTENTS: Key("coverage.count_contents"),
    HoleKind.ATTACHMENT: Key("coverage.count_attachments"),
    HoleKind.PICTURE: Key("coverage.count_pictures"),
    HoleKind.PAGE: Key("coverage.count_pages"),
    HoleKind.NUMBER: Key("coverage.count_numbers"),
    HoleKind.TITLE: Key("coverage.count_titles"),
}


# -- issues


def _issue_sentences(site: Site) -> Iterator[str]:
    coverage = site.archive.coverage
    yield from _earlier(coverage.of(HoleKind.EARLIER))
    yield from _missing(site.archive.gaps)
    for one in coverage.of(HoleKind.BETWEEN):
        if one.issue:
            earlier, later = site.issue_name(IssueId(one.words)), site.issue_name(one.issue)
            yield say("coverage.between", earlier=earlier, later=later, count=one.count)


def _earlier(holes: Iterable[Hole]) -> Iterator[str]:
    yield from (say("coverage.earlier", count=one.count) for one in holes)


def _missing(gaps: tuple[Gap, ...]) -> Iterator[str]:
    if gaps:
        yield say("coverage.missing", issues=missing_issues(gaps), count=len(gaps))


# -- what issues and documents show


def _groups(site: Site) -> Iterator[Group]:
    coverage = site.archive.coverage
    documents = {one.url: one for linked in site.archive.issues for one in linked.documents}
    makers: dict[HoleKind, Callable[[tuple[Hole, ...]], Iterable[Missing]]] = {
        HoleKind.CONTENTS: lambda holes: (_of_contents(site, one) for one in holes),
        HoleKind.ATTACHMENT: lambda holes: _of_attachments(holes, documents),
        HoleKind.PICTURE: lambda holes: (Missing(Link(one.words, one.url), "") for one in holes),
        HoleKind.PAGE: lambda holes: _of_pages(site, holes),
        HoleKind.NUMBER: lambda holes: (Missing(Link(one.words, one.url), one.title) for one in holes),
        HoleKind.TITLE: lambda holes: (_of_title(one, documents) for one in holes),
    }
    for kind, make in makers.items():
        if items := tuple(one._replace(badge=site.badge(one.place.url)) for one in make(coverage.of(kind))):
            yield Group(say(_HEADINGS[kind]), kind.value, say(_EXPLANATIONS[kind]), items)


_HEADINGS = {
    HoleKind.CONTENTS: Key("coverage.contents"),
    HoleKind.ATTACHMENT: Key("coverage.attachments"),
    HoleKind.PICTURE: Key("coverage.pictures"),
    HoleKind.PAGE: Key("coverage.pages"),
    HoleKind.NUMBER: Key("coverage.numbers"),
    HoleKind.TITLE: Key("coverage.titles"),
}
_EXPLANATIONS = {
    HoleKind.CONTENTS: Key("coverage.contents_hint"),
    HoleKind.ATTACHMENT: Key("coverage.attachments_hint"),
    HoleKind.PICTURE: Key("coverage.pictures_hint"),
    HoleKind.PAGE: Key("coverage.pages_hint"),
    HoleKind.NUMBER: Key("coverage.numbers_hint"),
    HoleKind.TITLE: Key("coverage.titles_hint"),
}


def _of_contents(site: Site, hole: Hole) -> Missing:
    words = f"{hole.words}{say('marks.in_brackets', words=place_in_print(hole.number)) if hole.number else ''}"
    return Missing(Link(site.issue_name(hole.issue) if hole.issue else "", hole.url), words)


def _of_attachments(holes: Iterable[Hole], documents: dict[Url, LinkedDocument]) -> Iterator[Missing]:
    for url in dict.fromkeys(one.url for one in holes):
        document = documents[url].document
        yield Missing(Link(document.title.value, url), unprinted_names(document.unprinted), document.normal_number)


def _of_pages(site: Site, holes: Iterable[Hole]) -> Iterator[Missing]:
    for url, group in groupby(holes, key=lambda one: one.url):
        pages = list(group)
        name = site.issue_name(pages[0].issue) if pages[0].issue else ""
        yield Missing(Link(name, url), listed(say("coverage.page", number=one.number) for one in pages))


def _of_title(hole: Hole, documents: dict[Url, LinkedDocument]) -> Missing:
    """A title leads to the first document that names it."""
    first = documents[hole.where[0]].document
    key = Key("coverage.named_in") if len(hole.where) == 1 else Key("coverage.named_in_several")
    name = first.normal_number or first.title.value
    named = {"name": name} if len(hole.where) == 1 else {"name": name, "count": len(hole.where)}
    return Missing(Link(say("marks.book", title=hole.words), hole.url), say(key, **named))


# -- series


def _strips(series: Iterable[NumberSeries]) -> Iterator[Strips]:
    for code, group in groupby(series, key=lambda one: one.code):
        yield Strips(code, tuple(_strip(one) for one in group))


def _strip(series: NumberSeries) -> Strip:
    known = [(number, Stretch(str(number), url)) for number, url in series.known]
    gaps = [(first, Stretch(_run(first, last), None)) for first, last in series.missing]
    missing = sum(last - first + 1 for first, last in series.missing)
    return Strip(year_name(series.year), tuple(one for _, one in sorted(known + gaps, key=lambda x: x[0])), missing)


def _run(first: int, last: int) -> str:
    return str(first) if first == last else say("coverage.run", first=first, last=last)
