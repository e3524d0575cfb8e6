"""引用关系图: a document between those that it names and those that name it, from the oldest to the newest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from gazette_site.linking.archive import Url

_MOST = 12
"""Other documents that are drawn; more are in the lists beside the drawing."""
_FEWEST = 2
_X, _TOP, _STEP = 52, 22, 38
"""Of the points, in units of the drawing; it is 330 wide."""
_BEND, _FURTHEST = 14, -16
"""How far an arc bends to the left for each step between its ends, and where it may bend to at most."""
_WORDS = 18
"""Characters of a title that fit."""
_ABOUT = "关于"
"""With this a title comes to what it is about, after its issuer."""


class Named(NamedTuple):
    """A document that is to be drawn."""

    title: str
    number: str
    url: Url
    when: str
    """ISO date, or the year of the number; empty where neither is known."""
    named: bool
    """Whether the document of the page names it; else it names the document of the page."""
    ends: bool = False
    """Whether one ends the other."""


class Point(NamedTuple):
    """A document of the drawing."""

    y: int
    title: str
    """As much of it as fits; empty for the document of the page itself."""
    under: str
    url: Url | None
    """None for the document of the page itself."""


class Arc(NamedTuple):
    """Who names whom."""

    path: str
    style: str
    """`l1` for what the document of the page names, `l2` for what names it."""


class ReferenceGraph(NamedTuple):
    """The drawing."""

    height: int
    points: tuple[Point, ...]
    arcs: tuple[Arc, ...]
    left_out: int
    """Documents that are not drawn."""


def reference_graph(number: str, when: str, others: Iterable[Named]) -> ReferenceGraph | None:
    """The drawing for a document of this number and date; None if fewer than two others are known.

    What has no date and no year is not drawn: it has no place in the order.
    """
    known = [one for one in others if one.when]
    if len(known) < _FEWEST or not when:
        return None
    drawn = sorted(known, key=lambda one: (not one.ends, one.when))[:_MOST]
    before = [one for one in drawn if (one.when, not one.named) <= (when, False)]
    after = [one for one in drawn if one not in before]
    oldest_first = [*sorted(before, key=_when), None, *sorted(after, key=_when)]
    here = len(before)
    points = tuple(
        _point(row, one) if one else Point(_y(row), "", number, None) for row, one in enumerate(oldest_first)
    )
    arcs = tuple(_arc(row, here, one) for row, one in enumerate(oldest_first) if one)
    return ReferenceGraph(_y(len(drawn)) + _TOP, points, arcs, len(known) - len(drawn))


def _when(one: Named) -> str:
    return one.when


def _y(row: int) -> int:
    return _TOP + row * _STEP


def _point(row: int, one: Named) -> Point:
    return Point(_y(row), _fitted(one.title or one.number), one.number if one.title else "", one.url)


def _fitted(title: str) -> str:
    """The title, or where it is too long what it is about, cut if that is too long as well."""
    about = title[max(title.find(_ABOUT), 0) :] if len(title) > _WORDS else title
    return about if len(about) <= _WORDS else about[: _WORDS - 1] + "…"


def _arc(row: int, here: int, one: Named) -> Arc:
    reach = max(_X - _BEND * abs(row - here), _FURTHEST)
    path = f"M{_X} {_y(row)}C{reach} {_y(row)} {reach} {_y(here)} {_X} {_y(here)}"
    return Arc(path, "l1" if one.named else "l2")
