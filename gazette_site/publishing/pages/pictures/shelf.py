"""The shelf: all issues by year, with the places of those that are missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from gazette_site.linking.archive import LinkedIssue, Url
from gazette_site.publishing.pages.frame.head import Link
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.pages.pictures.cover import lengths_of
from gazette_site.publishing.phrases import issue_numbers, kind_name, number_name

_HEIGHTS = (20_000, 40_000, 80_000)
"""Characters from which an issue stands higher on the shelf."""

_FEW = 60
"""A year that begins with a higher number counts on from the year before."""


class Spine(NamedTuple):
    """A place on the shelf."""

    before: str
    """What is read out before the words and not seen: `第`."""
    words: str
    """`3`, or `增` for a supplement."""
    after: str
    """`期`, `刊第1期`."""
    url: Url | None
    """None for a number that is missing or before the first."""
    height: str
    """Class of the stylesheet, `s2` … `s4`; or empty."""
    state: str
    """`issue`, `newest`, `gap` or `blank`."""


class Board(NamedTuple):
    """A year on the shelf."""

    year: Link
    spines: tuple[Spine, ...]


def boards(site: Site) -> tuple[Board, ...]:
    """All years, the newest first, and which issue is the newest."""
    years = {linked.issue.masthead.year for linked in site.archive.issues} | {gap.year for gap in site.archive.gaps}
    return tuple(_board(site, year, site.newest) for year in sorted(years, reverse=True))


def board_of(site: Site, year: int) -> Board:
    """One year by itself: its issues, and the numbers that are missing. Which issue is the newest of all it does not say."""
    return _board(site, year, None)


def _board(site: Site, year: int, newest: LinkedIssue | None) -> Board:
    issues = [linked for linked in site.archive.issues if linked.issue.masthead.year == year]
    first = {
        number: spine
        for linked in issues
        for number, spine in _spines(linked, linked is newest)
        if not linked.issue.masthead.run
    }
    for gap in site.archive.gaps:
        if gap.year == year:
            first.setdefault(gap.number, _place(gap.number, "gap"))
    again = (spine for one in issues if one.issue.masthead.run for _, spine in _spines(one, one is newest))
    extra = (_spine(one, _short(one), one is newest) for one in issues if one.issue.masthead.extra)
    url = next((one.url for one in site.archive.years if one.year == year), None)
    return Board(Link(str(year), url), (*_filled(first), *again, *extra))


def _filled(spines: dict[int, Spine]) -> tuple[Spine, ...]:
    """All places up to the last number, so that equal numbers stand under each other; numbers that run on over years begin where they do."""
    if not spines:
        return ()
    first = 1 if min(spines) <= _FEW else min(spines)
    return tuple(spines.get(number, _place(number, "blank")) for number in range(first, max(spines) + 1))


def _place(number: int, state: str) -> Spine:
    return Spine(*_read_out(number), None, "", state)


def _read_out(number: int) -> tuple[str, str, str]:
    return issue_numbers([number]).partition(str(number))


def _spines(linked: LinkedIssue, newest: bool) -> Iterator[tuple[int, Spine]]:
    """An ordinary issue at each of its numbers."""
    for number in linked.issue.masthead.numbers:
        yield number, _spine(linked, _read_out(number), newest)


def _short(linked: LinkedIssue) -> tuple[str, str, str]:
    """The name of a supplement with the one character that a spine has room for: `增`刊第1期."""
    masthead = linked.issue.masthead
    return number_name(masthead).partition(kind_name(masthead)[:1])


def _spine(linked: LinkedIssue, words: tuple[str, str, str], newest: bool) -> Spine:
    length = sum(lengths_of(linked))
    step = sum(length >= limit for limit in _HEIGHTS)
    height = f"s{step + 1}" if step else ""
    state = "newest" if newest else "issue"
    return Spine(*words, linked.url, height, state)
