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
from itertools import accumulate, chain
from typing import NamedTuple

from gazette_site.fold import fold, fold_each
from gazette_site.publishing.search.records import Passage, Record
from gazette_site.publishing.search.signs import OFTEN, columns, counted_signs, merged_pairs, neighbours, pair_codes

_NUMBER = re.compile(r"[0-9][0-9.]+[0-9]")
"""A number of three signs or more; shorter ones are grams already."""

_BLOCK = 8000
"""Folded characters of one block: only reports are longer, and in those words far apart would meet by chance."""
_MOST_DAYS = 31


class Column(NamedTuple):
    """Grams of one length of an issue, block by block, in each block every gram once."""

    counts: tuple[int, ...]
    """How many of them each block has."""
    signs: str
    """All of them, one after the other."""
    before: bytes
    """For each gram the classes of the signs before it (`signs.neighbours`); of single signs nothing."""
    after: bytes
    often: bytes
    """1 where it stands in the block `OFTEN` times, 0 elsewhere."""


class Grams(NamedTuple):
    """The grams of an issue."""

    pairs: Column
    singles: Column
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
    head, lines = "".join(map(fold, record.head)), tuple(fold_each([line.text for line in record.lines]))
    body = "".join(lines)
    pieces = tuple(body[at : at + _BLOCK] for at in range(0, len(body), _BLOCK))
    return Page(record, head, lines, (head, *pieces) if record.head else pieces or ("",))


def grams_of(pages: Sequence[Page]) -> Grams:
    """The grams of the pages of an issue.

    A gram across a border belongs to the block in which it begins, so that a phrase is always found in one block or
    in two neighbours.
    """
    pairs, singles = list[dict[int, int]](), list[Counter[str]]()
    for page in pages:
        whole, stressed = "".join(page.blocks), list(_stressed(page))
        codes, around = pair_codes(whole), neighbours(whole)
        end = 0
        for block in page.blocks:
            here = slice(end, end := end + len(block))
            spans = [slice(max(one.start, here.start), min(one.stop, end)) for one in stressed]
            pairs.append(merged_pairs(codes[here], around[here], chain.from_iterable(codes[span] for span in spans)))
            singles.append(counted_signs(block, chain.from_iterable(whole[span] for span in spans)))
    sizes = tuple(map(len, singles))
    often = bytes(map(OFTEN.__le__, chain.from_iterable(block.values() for block in singles)))
    return Grams(
        Column(tuple(map(len, pairs)), *columns(pairs)),
        Column(sizes, "".join(chain.from_iterable(singles)), b"", b"", often),
        tuple(_words(pages)),
    )


def _stressed(page: Page) -> Iterator[slice]:
    """Where the page has headings and the names of persons: a sign there counts `OFTEN` times."""
    at = len(page.head)
    for line, folded in zip(page.record.lines, page.lines, strict=True):
        if line.label:
            yield slice(at, at + _heading(line, folded))
        at += len(folded)
    # The longer name first, for one may begin another.
    persons = sorted(
        {re.escape(fold(person)) for person in page.record.persons} - {""}, key=lambda one: (-len(one), one)
    )
    for match in re.finditer("|".join(persons), "".join(page.blocks)) if persons else ():
        yield slice(*match.span())


def _heading(line: Passage, folded: str) -> int:
    """How many folded signs at the beginning of a line are a heading; the number of an article is none."""
    label = "" if line.label.startswith("第") else fold(line.label.rstrip("…"))
    return len(label) if folded.startswith(label) else 0


def _words(pages: Sequence[Page]) -> Iterator[tuple[str, int, bool]]:
    first = 0
    for page in pages:
        for block, words in enumerate(_numbers(page.blocks), first):
            if block == first:
                words |= dict.fromkeys(days_of(page.record), 1)
            yield from ((word, block, many >= OFTEN) for word, many in words.items())
        first += len(page.blocks)


def _numbers(blocks: Sequence[str]) -> list[dict[str, int]]:
    """The numbers of each block of a page as grams: those that begin in it, for there a phrase with them is looked for."""
    whole, ends = "".join(blocks), [*accumulate(map(len, blocks))]
    found: list[dict[str, int]] = [{} for _ in blocks]
    for match in _NUMBER.finditer(whole):
        known = found[bisect_right(ends, match.start())]
        for gram in _grams_of(match[0], whole[max(match.start() - 1, 0) : match.start()]):
            known[gram] = known.get(gram, 0) + 1
    return found


def _grams_of(number: str, before: str) -> Iterator[str]:
    """The grams of a number and the sign before it, if there is one."""
    yield f"#{number}"
    year = number[:4]
    if before and len(year) == 4 and "." not in year:
        yield f"~{before}{year}"


def days_of(record: Record) -> tuple[str, ...]:
    """The days of the page: one, or all days of an entry that covers several."""
    if record.date is None:
        return ()
    first = datetime.date.fromisoformat(record.date)
    last = datetime.date.fromisoformat(record.until) if record.until else first
    days = min((last - first).days, _MOST_DAYS)
    return tuple(f"@{first + datetime.timedelta(days=day)}" for day in range(max(days, 0) + 1))
