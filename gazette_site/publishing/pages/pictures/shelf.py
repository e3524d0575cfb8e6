"""The shelf: all issues by year, with the places of those that are missing."""

from __future__ import annotations

from typing import NamedTuple

from gazette_site.linking.archive import LinkedIssue, Url
from gazette_site.publishing.pages.frame.head import Link
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.pages.pictures.cover import lengths_of

_HEIGHTS = (20_000, 40_000, 80_000)
"""Characters from which an issue stands higher on the shelf."""


class Spine(NamedTuple):
    """A place on the shelf."""

    number: int
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
    """All years, the newest first."""
    years = {linked.issue.masthead.year for linked in site.archive.issues} | {gap.year for gap in site.archive.gaps}
    return tuple(board_of(site, year) for year in sorted(years, reverse=True))


def board_of(site: Site, year: int) -> Board:
    """One year: its issues, and the numbers that are missing."""
    issues = [linked for linked in site.archive.issues if linked.issue.masthead.year == year]
    spines = {linked.issue.masthead.number: _spine(linked, linked is site.newest) for linked in issues}
    for gap in site.archive.gaps:
        if gap.year == year:
            spines.setdefault(gap.number, Spine(gap.number, None, "", "gap"))
    url = next((one.url for one in site.archive.years if one.year == year), None)
    return Board(Link(str(year), url), _filled(spines))


def _filled(spines: dict[int, Spine]) -> tuple[Spine, ...]:
    """All places up to the last number, so that equal numbers stand under each other."""
    return tuple(spines.get(number, Spine(number, None, "", "blank")) for number in range(1, max(spines) + 1))


def _spine(linked: LinkedIssue, newest: bool) -> Spine:
    length = sum(lengths_of(linked))
    step = sum(length >= limit for limit in _HEIGHTS)
    height = f"s{step + 1}" if step else ""
    return Spine(linked.issue.masthead.number, linked.url, height, "newest" if newest else "issue")
