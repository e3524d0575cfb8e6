"""Grams: the small strings by which a page is found.

    于2025年补贴   ──▶  于2 20 02 25 5年 年补 补贴 · 于 2 0 … · #2025 ~于2025 · @2025-03-09

Two neighbouring signs for words, one for queries of one character, a whole number (`#2025`) and the beginning of one with
the sign before it (`~于2025`), because pairs of digits are everywhere, and the day of the page (`@2025-03-09`), which is
often printed without its year.

Pages with all pairs of a phrase need not have the phrase. So each pair keeps, of every block, which signs stand before
and after it there, two on either side. Not the signs themselves but their classes: what follows a pair is nearly always
one of a few signs, so that a byte for each side compresses well, and is enough to refute most pages without reading them.

A sign in a heading, or in the name of somebody who is appointed, counts `OFTEN` times: the page is about it.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from gazette_site.fold import fold
from gazette_site.publishing.search.records import Passage, Record

OFTEN = 4
"""So many times in one block, and the page is rather about it than only mentions it."""
NEAR, FAR = 5, 3
"""Classes, by code point, of the sign next to a pair and of the sign behind that."""
SIDE = NEAR + FAR
"""Bits of one side of a pair: a byte."""
SIGN = 21
"""Bits of a sign. A pair is its two signs, a single sign itself."""
BLOCK = 20
"""Bits of a block of one issue."""

_NUMBER = re.compile(r"[0-9][0-9.]+[0-9]")
"""A number of three signs or more; shorter ones are grams already."""

_YEAR = re.compile(r"(?<=[^0-9.])[0-9]{4}")
"""The first four digits of a number, with the sign before it."""

_BLOCK = 8000
"""Folded characters of one block: only reports are longer, and in those words far apart would meet by chance."""
_MOST_DAYS = 31

Ints = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Grams:
    """The grams of an issue, by its blocks."""

    keys: Ints
    """Pair or sign, then block, as one number (`SIGN`, `SIGN`, `BLOCK` bits); in order, each once."""
    around: NDArray[np.uint16]
    """For each key of a pair the classes of the signs around it, a bit each: before it the low byte, the next sign first,
    after it the high byte. 0 for a single sign."""
    often: NDArray[np.bool_]
    """Whether it stands there `OFTEN` times."""
    words: tuple[tuple[str, int, bool], ...]
    """Numbers and days: gram, block, whether often."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page, folded."""

    record: Record
    head: str
    lines: tuple[str, ...]
    blocks: tuple[str, ...]
    """Its head, if it has one, then its text in blocks of `_BLOCK` characters."""

    @property
    def size(self) -> int:
        """How many signs it has."""
        return sum(map(len, self.blocks))


def page_of(record: Record) -> Page:
    """The page of a record."""
    head, lines = "".join(map(fold, record.head)), tuple(fold(line.text) for line in record.lines)
    body = "".join(lines)
    pieces = tuple(body[at : at + _BLOCK] for at in range(0, len(body), _BLOCK))
    return Page(record, head, lines, (head, *pieces) if record.head else pieces or ("",))


def grams_of(pages: Sequence[Page]) -> Grams:
    """The grams of the pages of an issue.

    A gram across a border belongs to the block in which it begins, so that a phrase is always found in one block or
    in two neighbours.
    """
    blocks = [block for page in pages for block in page.blocks]
    signs = np.frombuffer("".join(blocks).encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    block = np.repeat(np.arange(len(blocks), dtype=np.uint64), [len(one) for one in blocks])
    page = np.repeat(np.arange(len(pages), dtype=np.uint32), [one.size for one in pages])
    weights = np.concatenate([np.zeros(0, np.int64), *map(_weights, pages)])
    whole = page[1:] == page[:-1]
    pairs = ((signs[:-1] << np.uint64(SIGN) | signs[1:]) << np.uint64(BLOCK) | block[:-1])[whole]
    keys = np.concatenate((pairs, signs << np.uint64(BLOCK) | block))
    around = np.concatenate((_around(signs, page)[:-1][whole], np.zeros(len(signs), np.uint16)))
    return Grams(*_merged(keys, around, np.concatenate((weights[:-1][whole], weights))), tuple(_words(pages)))


def _merged(
    keys: Ints, around: NDArray[np.uint16], weights: NDArray[np.int64]
) -> tuple[Ints, NDArray[np.uint16], NDArray[np.bool_]]:
    """Each key once, with all that stands around it, and whether its weights come to `OFTEN`."""
    order = np.argsort(keys)
    keys = keys[order]
    starts = np.flatnonzero(np.concatenate((np.ones(min(len(keys), 1), np.bool_), keys[1:] != keys[:-1])))
    if not len(starts):
        return keys, around, np.zeros(0, np.bool_)
    around = np.bitwise_or.reduceat(around[order], starts)
    return keys[starts], around, np.add.reduceat(weights[order], starts) >= OFTEN


def _around(signs: Ints, page: NDArray[np.uint32]) -> NDArray[np.uint16]:
    """For the pair that begins at each sign the classes of the two signs before it and of the two after it on the page."""
    near = (1 << (signs % NEAR).astype(np.uint16)).astype(np.uint16)
    far = (1 << ((signs % FAR).astype(np.uint16) + NEAR)).astype(np.uint16)
    after = _beside(near, page, 2) | _beside(far, page, 3)
    return _beside(near, page, -1) | _beside(far, page, -2) | after << np.uint16(SIDE)


def _beside(classes: NDArray[np.uint16], page: NDArray[np.uint32], by: int) -> NDArray[np.uint16]:
    """The class of the sign `by` places on, 0 where the page ends before it."""
    found = np.zeros_like(classes)
    here, there = (slice(None, -by), slice(by, None)) if by > 0 else (slice(-by, None), slice(None, by))
    found[here] = np.where(page[here] == page[there], classes[there], 0)
    return found


def _weights(page: Page) -> NDArray[np.int64]:
    """How often each sign of the page counts."""
    weights = np.ones(page.size, np.int64)
    at = len(page.head)
    for line, folded in zip(page.record.lines, page.lines, strict=True):
        if line.label:
            weights[at : at + _heading(line, folded)] = OFTEN
        at += len(folded)
    whole = "".join(page.blocks)
    # The longer name first, for one may begin another.
    persons = sorted(
        {re.escape(fold(person)) for person in page.record.persons} - {""}, key=lambda one: (-len(one), one)
    )
    for match in re.finditer("|".join(persons), whole) if persons else ():
        weights[match.start() : match.end()] = OFTEN
    return weights


def _heading(line: Passage, folded: str) -> int:
    """How many folded signs at the beginning of a line are a heading; the number of an article is none."""
    label = "" if line.label.startswith("第") else fold(line.label.rstrip("…"))
    return len(label) if folded.startswith(label) else 0


def _words(pages: Sequence[Page]) -> Iterator[tuple[str, int, bool]]:
    first = 0
    for page in pages:
        whole, ends = "".join(page.blocks), [*accumulate(map(len, page.blocks))]
        times = Counter((gram, first + bisect_right(ends, at)) for at, gram in _numbers(whole))
        times.update((day, first) for day in days_of(page.record))
        yield from ((gram, block, many >= OFTEN) for (gram, block), many in times.items())
        first += len(page.blocks)


def _numbers(text: str) -> Iterator[tuple[int, str]]:
    """The numbers of a page as grams, each with the place from which a phrase with it is looked for."""
    yield from ((match.start(), "#" + match[0]) for match in _NUMBER.finditer(text))
    yield from ((match.start(), f"~{text[match.start() - 1]}{match[0]}") for match in _YEAR.finditer(text))


def days_of(record: Record) -> tuple[str, ...]:
    """The days of the page: one, or all days of an entry that covers several."""
    if record.date is None:
        return ()
    first = datetime.date.fromisoformat(record.date)
    last = datetime.date.fromisoformat(record.until) if record.until else first
    days = min((last - first).days, _MOST_DAYS)
    return tuple(f"@{first + datetime.timedelta(days=day)}" for day in range(max(days, 0) + 1))
