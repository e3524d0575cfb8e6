"""历年件数: a bar for each year, cut by section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from gazette_site.linking.archive import Listing, Url

_FULL = 1000
"""Width of the longest bar, in units of the drawing."""
_STYLES = ("f1", "f2", "f3", "f5")
"""Fills of the stylesheet, told apart without colour too."""


class Segment(NamedTuple):
    """The documents of one section in one year."""

    style: str
    left: int
    width: int


class YearBar(NamedTuple):
    """A year."""

    year: str
    url: Url
    segments: tuple[Segment, ...]
    counts: tuple[int, ...]
    """For each section."""
    total: int


class Kind(NamedTuple):
    """A section in the key of the drawing."""

    name: str
    """Empty for all the others together."""
    style: str


class YearlyBars(NamedTuple):
    """The drawing."""

    kinds: tuple[Kind, ...]
    bars: tuple[YearBar, ...]
    """Newest year first."""


def yearly_bars(years: Sequence[Listing], sections: Sequence[Listing]) -> YearlyBars | None:
    """How many documents each year has in the largest sections and in all the others. None for fewer than two years."""
    if len(years) < 2:
        return None
    largest = sorted(sections, key=lambda one: -len(one.documents))
    named = {one.name for one in (largest if len(largest) <= len(_STYLES) else largest[: len(_STYLES) - 1])}
    names = [one.name for one in sections if one.name in named]
    table = [(one, Counter(_name(document.document.section, named) for document in one.documents)) for one in years]
    if any(counts[""] for _, counts in table):
        names.append("")
    most = max(counts.total() for _, counts in table)
    kinds = tuple(Kind(name, style) for name, style in zip(names, _STYLES, strict=False))
    return YearlyBars(kinds, tuple(_bar(one, counts, kinds, most) for one, counts in table))


def _name(section: str | None, named: set[str]) -> str:
    return section if section in named else ""


def _bar(listing: Listing, counts: Counter[str], kinds: Sequence[Kind], most: int) -> YearBar:
    segments, before = list[Segment](), 0
    for kind in kinds:
        left = before * _FULL // most
        before += counts[kind.name]
        if counts[kind.name]:
            segments.append(Segment(kind.style, left, before * _FULL // most - left))
    by_kind = tuple(counts[kind.name] for kind in kinds)
    return YearBar(listing.name, listing.url, tuple(segments), by_kind, counts.total())
