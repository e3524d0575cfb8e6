"""收录情况, the numbers of each 代字 and year that are seen and not seen: all on the overview, or for each 代字 on pages of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from gazette_site.linking.archive import NumberSeries, Url
from gazette_site.linking.lists import cut_by_size
from gazette_site.linking.slugs import numbers_list
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.frame.addresses import ABOUT, COVERAGE, NUMBERS
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.pages.parts import Part, Turns, further, turns, with_years
from gazette_site.publishing.phrases import listed, year_name
from gazette_site.publishing.wording import say

_A_PAGE = 1000
"""Numbers and runs of numbers on a page."""


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
    """The years of one 代字, newest first."""

    code: str
    years: tuple[Strip, ...]


class CodeLine(NamedTuple):
    """A 代字 with pages of its own, or several that share them."""

    link: Link
    words: str
    """What is seen of it."""


@dataclass(frozen=True, slots=True)
class NumbersSeenView:
    """What the page of a 代字 shows, or a part of it."""

    heading: str
    years: tuple[Link, ...]
    """On the first page: the years that are on a further one."""
    strips: tuple[Strips, ...]
    parts: Turns


Series = dict[Url, list[NumberSeries]]
"""Of the 代字 that share an address, those with the most documents first."""


def series_of(site: Site) -> Series:
    """The series by the address of the pages that they have where all are too long for the overview."""
    found: Series = {}
    for one in site.archive.coverage.series:
        found.setdefault(_address(one), []).append(one)
    return found


def are_long(series: Series) -> bool:
    """Whether all of them are too long for one page."""
    return sum(_size(one) for some in series.values() for one in some) > _A_PAGE


def strips_of(series: Iterable[NumberSeries]) -> Iterator[Strips]:
    """The strips of all years, by 代字."""
    for code, group in groupby(series, key=lambda one: one.code):
        yield Strips(code, tuple(_strip(one) for one in group))


def code_lines(series: Series) -> Iterator[CodeLine]:
    """What the overview shows of each 代字 instead."""
    for url, some in series.items():
        known, missing = sum(len(one.known) for one in some), sum(map(_missing, some))
        years = Part(url, sorted((one.year for one in some), reverse=True)).span
        words = say("coverage.code_line", years=years, known=known, missing=missing)
        whole = say("coverage.code_line_whole", years=years, known=known)
        yield CodeLine(Link(_codes(some), url), words if missing else whole)


def number_pages(site: Site, series: Series) -> Iterator[OutputFile]:
    """The pages of each 代字."""
    for url, some in series.items():
        years = [list(group) for _, group in groupby(sorted(some, key=lambda one: -one.year), key=lambda one: one.year)]
        cuts = cut_by_size(url, years, lambda group: sum(map(_size, group)), _A_PAGE)
        parts = [Part(here, [year[0].year for year in on_page]) for here, on_page in cuts]
        for place, part in enumerate(parts):
            shown = [one for one in some if one.year in part.years]
            yield _page(site, _codes(some), url, parts, place, tuple(strips_of(shown)))


def _page(
    site: Site, codes: str, url: Url, parts: Sequence[Part], place: int, strips: tuple[Strips, ...]
) -> OutputFile:
    heading, years = say("coverage.numbers_of", code=codes), parts[place].span if place else ""
    view = NumbersSeenView(heading, () if place else further(parts), strips, turns(parts, place))
    above = Link(say("menu.about"), ABOUT), Link(say("names.coverage"), COVERAGE), Link(codes, url)
    crumbs = (*above, *((Link(years),) if years else ()))
    description = "" if place else say("coverage.numbers_description", code=codes)
    head = Head(with_years(heading, years), parts[place].url, description, say("menu.about"), crumbs)
    return site.page("coverage_numbers.html", head, view)


def _address(series: NumberSeries) -> Url:
    """`/about/coverage/numbers/lanfubanfa/`."""
    slug = numbers_list(series.known[0][1]).removeprefix(NUMBERS) or "other/"
    return Url(f"{COVERAGE}numbers/{slug}")


def _codes(series: Iterable[NumberSeries]) -> str:
    return listed(dict.fromkeys(one.code for one in series))


def _size(series: NumberSeries) -> int:
    return len(series.known) + len(series.missing)


def _missing(series: NumberSeries) -> int:
    return sum(last - first + 1 for first, last in series.missing)


def _strip(series: NumberSeries) -> Strip:
    known = [(number, Stretch(str(number), url)) for number, url in series.known]
    gaps = [(first, Stretch(_run(first, last), None)) for first, last in series.missing]
    stretches = tuple(one for _, one in sorted(known + gaps, key=lambda one: one[0]))
    return Strip(year_name(series.year), stretches, _missing(series))


def _run(first: int, last: int) -> str:
    return str(first) if first == last else say("coverage.run", first=first, last=last)
