"""The cover of an issue, drawn from its data: one bar for each document, its length the length of the text."""

from __future__ import annotations

from typing import NamedTuple

from gazette_site.linking.archive import LinkedIssue
from gazette_site.publishing.phrases import cumulative_name, issue_name, month_and_day, numeral, year_name
from gazette_site.publishing.wording import say
from gazette_site.texts import texts_of_entry

_LEFT, _WIDTH = 36, 348
_ORGANISER_WIDTH = 240
_TOP, _BOTTOM = 322, 545
_LINE, _GAP = 9, 3
"""Distance of two bars of one document, and what is added between documents, in units of the drawing."""
_SCALES = (1000, 2000, 3000, 5000, 10000, 20000, 50000)
"""Characters that a full bar may stand for."""


class CoverBar(NamedTuple):
    """One bar of the drawing."""

    top: int
    width: int


class Cover(NamedTuple):
    """What is printed and drawn on a cover."""

    name: str
    name_size: int
    number: int
    number_size: int
    year: str
    number_words: str
    """`第六期`."""
    whole: str
    """`总第186期`, or empty."""
    organiser: str
    organiser_size: int
    published: str
    bars: tuple[CoverBar, ...]
    title: str
    """What the drawing shows, in words."""


def cover_of(linked: LinkedIssue, name: str) -> Cover:
    """The cover of an issue."""
    masthead = linked.issue.masthead
    organiser = say("cover.organiser", organiser=masthead.organiser) if masthead.organiser else ""
    lengths = lengths_of(linked)
    scale = next((one for one in _SCALES if _height(lengths, one) <= _BOTTOM - _TOP), _SCALES[-1])
    return Cover(
        name=name,
        name_size=min(36, _WIDTH // max(len(name), 1)),
        number=masthead.number,
        number_size=236 if masthead.number < 10 else 190,
        year=year_name(masthead.year),
        number_words=say("cover.number", numeral=numeral(masthead.number)),
        whole=cumulative_name(masthead),
        organiser=organiser,
        organiser_size=min(15, _ORGANISER_WIDTH // max(len(organiser), 1)),
        published=say("cover.published", day=month_and_day(masthead.published)) if masthead.published else "",
        bars=_bars(lengths, scale),
        title=say("cover.title", issue=issue_name(masthead), scale=scale, count=len(lengths)),
    )


def lengths_of(linked: LinkedIssue) -> tuple[int, ...]:
    """Characters of each document with its attachments, and of the chronicle as a whole."""
    documents = [one.outline.characters for one in linked.documents]
    chronicle = sum(len(text.value) for one in linked.entries for text in texts_of_entry(one.entry))
    return (*documents, *((chronicle,) if chronicle else ()))


def _height(lengths: tuple[int, ...], scale: int) -> int:
    return sum(-(-length // scale) * _LINE + _GAP for length in lengths)


def _bars(lengths: tuple[int, ...], scale: int) -> tuple[CoverBar, ...]:
    bars: list[CoverBar] = []
    top = _TOP
    for length in lengths:
        while length > 0 and top < _BOTTOM:
            bars.append(CoverBar(top, max(_WIDTH * min(length, scale) // scale, 8)))
            length -= scale
            top += _LINE
        top += _GAP
    return tuple(bars)
