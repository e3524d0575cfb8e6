"""Grams: the small strings by which a page is found.

    于2025年补贴   ──▶  于2 20 02 25 5年 年补 补贴 · 于 2 0 … · #2025 ~于2025 · @2025-03-09

Two neighbouring signs for words, one for queries of one character, a whole number (`#2025`) and the beginning of one with
the sign before it (`~于2025`), because pairs of digits are everywhere, and the day of the page (`@2025-03-09`), which is
often printed without its year.

Pages with all pairs of a phrase need not have the phrase. So each pair keeps, of every block, which signs stand before
and after it there, two on either side. Not the signs themselves but their classes: what follows a pair is nearly always
one of a few signs, so that a byte for each side compresses well, and is enough to refute most pages without reading them.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import add, or_

from gazette_site.fold import fold
from gazette_site.publishing.search.postings import FAR, NEAR, OFTEN, SIDE, Grams
from gazette_site.publishing.search.records import Record

_NUMBER = re.compile(r"[0-9][0-9.]+[0-9]")
"""A number of three signs or more; shorter ones are grams already."""

_YEAR = re.compile(r"(?<=[^0-9.])[0-9]{4}")
"""The first four digits of a number, with the sign before it."""

_BLOCK = 8000
"""Folded characters of one block: only reports are longer, and in those words far apart would meet by chance."""
_MOST_DAYS = 31


def blocks_of(record: Record) -> tuple[str, ...]:
    """The folded words of a page: its head, if it has one, then its text in blocks of `_BLOCK` characters."""
    head = "".join(map(fold, record.head))
    body = "".join(fold(line.text) for line in record.lines)
    pieces = tuple(body[at : at + _BLOCK] for at in range(0, len(body), _BLOCK))
    return (head, *pieces) if record.head else pieces or ("",)


def grams_of(record: Record) -> Iterator[Grams]:
    """The grams of each block of the page.

    A gram across a border belongs to the block in which it begins, so that a phrase is always found in one block or
    in two neighbours.
    """
    blocks = blocks_of(record)
    whole, start = "".join(blocks), 0
    numbers = [*_numbers(whole)]
    pairs, around = [*map(add, whole, whole[1:])], _around(whole)
    for place, block in enumerate(blocks):
        end = start + len(block)
        times = Counter(pairs[start:end])
        times.update(block)
        times.update(number for at, number in numbers if start <= at < end)
        times.update(_grams_of_persons(record, block))
        if place == 0:
            times.update(days_of(record))
        yield Grams(times, _neighbours(pairs[start:end], around[start:end]))
        start = end


def _around(text: str) -> list[int]:
    """For each pair of `text` the classes of the two signs before it and of the two after it; at its ends there are fewer."""
    near = [1 << ord(sign) % NEAR for sign in text]
    far = [1 << NEAR + ord(sign) % FAR for sign in text]
    before = map(or_, chain((0,), near), chain((0, 0), far))
    after = map(or_, chain(near[2:], (0,)), chain(far[3:], (0, 0)))
    return [one | other << SIDE for one, other in zip(before, after, strict=False)][: len(text) - 1]


def _neighbours(pairs: Sequence[str], around: Sequence[int]) -> dict[str, int]:
    neighbours: dict[str, int] = {}
    for pair, classes in set(zip(pairs, around, strict=True)):
        neighbours[pair] = neighbours.get(pair, 0) | classes
    return neighbours


def _numbers(text: str) -> Iterator[tuple[int, str]]:
    """The numbers of a page as grams, each with the place from which a phrase with it is looked for."""
    yield from ((match.start(), "#" + match[0]) for match in _NUMBER.finditer(text))
    yield from ((match.start(), f"~{text[match.start() - 1]}{match[0]}") for match in _YEAR.finditer(text))


def _grams_of_persons(record: Record, block: str) -> Iterator[str]:
    """The grams of those appointed, often enough for the page to be about them, not only to mention them."""
    for person in map(fold, record.persons):
        if person in block:
            yield from [*map(add, person, person[1:])] * OFTEN


def days_of(record: Record) -> tuple[str, ...]:
    """The days of the page: one, or all days of an entry that covers several."""
    if record.date is None:
        return ()
    first = datetime.date.fromisoformat(record.date)
    last = datetime.date.fromisoformat(record.until) if record.until else first
    days = min((last - first).days, _MOST_DAYS)
    return tuple(f"@{first + datetime.timedelta(days=day)}" for day in range(max(days, 0) + 1))
