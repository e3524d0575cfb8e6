"""Anchors: the names by which a heading or an article can be linked to, derived from the number printed before it.

    第十一条 art-11 · 第十一条之一 art-11-1 · 第二编 part-2 · 第二章 ch-2 · 第一节 in it ch-2-s-1
    二、 sec-2 · （一） under it sec-2-1 · 3. under that sec-2-1-3 · 二、 inside 第一章 ch-1-sec-2

An anchor depends on the item's own number and on the items that it stands under, so an edit elsewhere does not move it.
The form of a label says which items it stands under, not how deep it is: `3.` right under 二、 is sec-2-3.
Where the same name comes up again (numbering restarts, a notice and the text that it carries), the second is `…-b`,
the third `…-c`; what stands under the second stands under its name, sec-1-b-2.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from gazette_site.linking.archive import LinkedDocument
from gazette_site.model import Block, Level, Paragraph, Place, Role
from gazette_site.numerals import CHARACTERS, chinese_to_int

_NUMERAL = rf"[0-9]+|[{CHARACTERS}]+"
_NUMBER = re.compile(_NUMERAL)
_ARTICLE = re.compile(rf"第(?P<number>{_NUMERAL})条(?:之(?P<inserted>{_NUMERAL}))?")

_ITEM_LEVELS = (Level.FIRST, Level.SECOND, Level.THIRD, Level.FOURTH, Level.FIFTH)


class UniqueNames:
    """Hands out names on one page: the first comer gets the name, later ones get it with -b, -c, …, -z, -ba, …"""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, name: str) -> str:
        """`name`, or the first free name made from it."""
        candidate, repetition = name, 0
        while candidate in self._taken:
            repetition += 1
            candidate = f"{name}-{letters(repetition)}"
        self._taken.add(candidate)
        return candidate


def anchors(blocks: Iterable[Block]) -> tuple[str, ...]:
    """For each block its anchor, or '' for what is neither a heading nor an article or has no number that can be read.

    1. No two anchors are equal, and they consist of a-z, 0-9 and `-`.
    2. An anchor depends only on the block's label and on the blocks before it.
    """
    trail = _Trail()
    return tuple(
        [trail.anchor(one) if isinstance(one, Paragraph) and one.role is not Role.BODY else "" for one in blocks]
    )


def anchor_of(linked: LinkedDocument, place: Place) -> str:
    """The anchor of the place, or of the heading or article that it stands under; empty for none."""
    if place.attachment >= 0:
        return linked.attachments[place.attachment].anchor
    above = linked.anchors[: place.block + 1] if place.block >= 0 else ()
    return next(filter(None, reversed(above)), "")


def enclosed_anchor(place: int) -> str:
    """Anchor of the title of a carried text, which has no number to derive one from: `text`, `text-2`."""
    return "text" if place == 1 else f"text-{place}"


@lru_cache(maxsize=4096)  # every document begins with 一、
def label_number(label: str) -> int | None:
    """The number that a label writes: 3 for 三、 （三） 3. ③ 第三章 附件3 1.3; None if it writes none."""
    written = unicodedata.normalize("NFKC", label)
    match = _NUMBER.search(written, written.rfind(".", 0, -1) + 1)
    return _number(match[0]) if match else None


def letters(repetition: int) -> str:
    """b for the first repetition, c for the second, …, z, ba, bb, …"""
    name = ""
    number = repetition
    while True:
        name = chr(ord("a") + number % 26) + name
        number //= 26
        if not number:
            return name


def _number(numeral: str) -> int | None:
    """As `chinese_to_int`, also for plain numbers of more digits."""
    return int(numeral) if numeral.isascii() and numeral.isdigit() else chinese_to_int(numeral)


@lru_cache(maxsize=4096)  # as are 第一条 and those after it
def _article_name(label: str) -> str:
    match = _ARTICLE.search("".join(unicodedata.normalize("NFKC", label).split()))
    number = _number(match["number"]) if match else None
    if match is None or number is None:
        return ""
    inserted = _number(match["inserted"]) if match["inserted"] else None
    return f"art-{number}" if inserted is None else f"art-{number}-{inserted}"


class _Trail:
    """Which chapter and which items the next paragraph stands under."""

    def __init__(self) -> None:
        self._names = UniqueNames()
        self._chapter = ""
        self._items: list[tuple[Level, str]] = []

    def anchor(self, paragraph: Paragraph) -> str:
        """The anchor of `paragraph`, which comes after all those asked for before."""
        if paragraph.role is Role.ENCLOSED_TITLE:
            self._chapter, self._items = "", []
        if paragraph.role is Role.ARTICLE:
            name = _article_name(paragraph.label)
            return self._names.take(name) if name else ""
        if paragraph.role is not Role.HEADING or paragraph.level is None:
            return ""
        number = label_number(paragraph.label)
        return "" if number is None else self._heading(paragraph.level, number)

    def _heading(self, level: Level, number: int) -> str:
        if level in _ITEM_LEVELS:
            return self._item(level, number)
        self._items = []
        if level is Level.SECTION:
            return self._names.take(f"{self._chapter}-s-{number}" if self._chapter else f"s-{number}")
        if level is Level.PART:
            self._chapter = ""
            return self._names.take(f"part-{number}")
        self._chapter = self._names.take(f"ch-{number}")
        return self._chapter

    def _item(self, level: Level, number: int) -> str:
        while self._items and _ITEM_LEVELS.index(self._items[-1][0]) >= _ITEM_LEVELS.index(level):
            self._items.pop()
        above = self._items[-1][1] if self._items else f"{self._chapter}-sec" if self._chapter else "sec"
        name = self._names.take(f"{above}-{number}")
        self._items.append((level, name))
        return name
