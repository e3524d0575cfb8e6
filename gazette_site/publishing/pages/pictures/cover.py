"""The cover of an issue, drawn from its data: one bar for each document, its length the length of the text."""

from __future__ import annotations

from typing import NamedTuple

from gazette_site.linking.archive import LinkedIssue
from gazette_site.model import Masthead
from gazette_site.publishing.phrases import (
    cumulative_name,
    issue_name,
    kind_name,
    month_and_day,
    number_name,
    numeral,
    year_name,
)
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
    number: str
    """What stands there large: `6`, `3-4`, `增刊`."""
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
    large = _large(masthead)
    organiser = say("cover.organiser", organiser=masthead.organiser) if masthead.organiser else ""
    lengths = lengths_of(linked)
    scale = next((one for one in _SCALES if _height(lengths, one) <= _BOTTOM - _TOP), _SCALES[-1])
    return Cover(
        name=name,
        name_size=min(36, _WIDTH // max(len(name), 1)),
        number=large,
        number_size=_large_size(large),
        year=year_name(masthead.year),
        number_words=_number_words(masthead),
        whole=cumulative_name(masthead),
        organiser=organiser,
        organiser_size=min(15, _ORGANISER_WIDTH // max(len(organiser), 1)),
        published=say("cover.published", day=month_and_day(masthead.published)) if masthead.published else "",
        bars=_bars(lengths, scale),
        title=say("cover.title", issue=issue_name(masthead), scale=scale, count=len(lengths)),
    )


def _large(masthead: Masthead) -> str:
    ends = dict.fromkeys((*masthead.numbers[:1], *masthead.numbers[-1:]))
    return "-".join(map(str, ends)) or kind_name(masthead)


def _large_size(large: str) -> int:
    """Figures are half as wide as characters; one figure is set larger than two."""
    if large.isdecimal() and len(large) < 3:
        return 236 if len(large) == 1 else 190
    width = sum(1 if char.isascii() else 2 for char in large)
    return min(130, 2 * _WIDTH // (width + 1))


def _number_words(masthead: Masthead) -> str:
    """`第六期`, `第三、四期`; the name of a supplement."""
    numbers = masthead.numbers
    if not numbers:
        return number_name(masthead)
    if len(numbers) == 1:
        return say("cover.number", numeral=numeral(numbers[0]))
    return (
        say("cover.numbers", first=numeral(numbers[0]), last=numeral(numbers[-1]))
        if len(numbers) == 2
        else number_name(masthead)
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
