"""Grams: the small strings by which a page is found.

    于2025年补贴   ──▶  于2 20 02 25 5年 年补 补贴 · 于 2 0 … · #2025 ~于2025 · @2025-03-09

Two neighbouring signs for words, one for queries of one character, a whole number (`#2025`) and the beginning of one with
the sign before it (`~于2025`), because pairs of digits are everywhere, and the day of the page (`@2025-03-09`), which is
often printed without its year.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from operator import add

from gazette_site.fold import fold
from gazette_site.publishing.search.postings import OFTEN
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


def grams_of(record: Record) -> Iterator[Counter[str]]:
    """For each block of the page its grams and how often each stands there.

    A gram across a border belongs to the block in which it begins, so that a phrase is always found in one block or
    in two neighbours.
    """
    blocks = blocks_of(record)
    whole, start = "".join(blocks), 0
    numbers = [*_numbers(whole)]
    for place, block in enumerate(blocks):
        end = start + len(block)
        grams = Counter(map(add, whole[start:end], whole[start + 1 : end + 1]))
        grams.update(block)
        grams.update(number for at, number in numbers if start <= at < end)
        grams.update(_grams_of_persons(record, block))
        if place == 0:
            grams.update(days_of(record))
        start = end
        yield grams


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
