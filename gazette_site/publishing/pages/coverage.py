"""收录情况: what is there and what is not, so that nobody has to find out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gazette_site.linking.archive import Archive, Gap, Hole, HoleKind, Url
from gazette_site.model import IssueId
from gazette_site.publishing.data.coverage import FILE
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.coverage_holes import Group, groups_of, hole_pages, holes_of
from gazette_site.publishing.pages.coverage_numbers import (
    CodeLine,
    Strips,
    are_long,
    code_lines,
    number_pages,
    series_of,
    strips_of,
)
from gazette_site.publishing.pages.frame.addresses import ABOUT, COVERAGE
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site, holdings
from gazette_site.publishing.phrases import missing_issues
from gazette_site.publishing.wording import Key, say


@dataclass(frozen=True, slots=True)
class CoverageView:
    """What the page shows."""

    holdings: str
    issues: tuple[str, ...]
    """Sentences about missing issues."""
    groups: tuple[Group, ...]
    strips: tuple[Strips, ...]
    codes: tuple[CodeLine, ...]
    """In their place where they are too long."""
    data: Url


def coverage_pages(site: Site) -> Iterator[OutputFile]:
    """The page, which is there even where nothing is missing, for then it says so; and the pages of what is too long for it."""
    holes, series = holes_of(site), series_of(site)
    long = are_long(series)
    view = CoverageView(
        holdings=holdings(site.archive),
        issues=tuple(_issue_sentences(site)),
        groups=tuple(groups_of(holes)),
        strips=() if long else tuple(strips_of(site.archive.coverage.series)),
        codes=tuple(code_lines(series)) if long else (),
        data=Url(f"/{FILE}"),
    )
    name = say("names.coverage")
    crumbs = (Link(say("menu.about"), ABOUT), Link(name))
    head = Head(name, COVERAGE, say("coverage.description", name=site.config.name), say("menu.about"), crumbs)
    yield site.page("coverage.html", head, view)
    yield from hole_pages(site, holes)
    if long:
        yield from number_pages(site, series)


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
