"""Patches: the shards of a tier in which some issues were corrected, from those before and the grams that differ.

    shards before, grams of a corrected issue before and now ──▶ rows that differ ──▶ the few shards that hold them ──▶ shards now

A correction of a word touches a dozen grams, and these stand in as many shards; to make all shards anew would read every
issue of the tier. What comes out is what `shards_of` makes, byte for byte. Where that is not certain (an issue has more
blocks than before, another number of shards, neighbours that were left out are needed now) there is no patch.
"""

from __future__ import annotations

import gzip
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise
from typing import NamedTuple

from gazette_site.publishing.search.columns import Columns, columns_of
from gazette_site.publishing.search.frequencies import Frequencies
from gazette_site.publishing.search.grams import Grams
from gazette_site.publishing.search.postings import OFTEN_BIT, PLACE_BIT, name_of, rows_of, shard_of
from gazette_site.publishing.search.shards import Shards, hash_of, in_order, packed, shard_count, written

_MOST = 1000
"""Grams that differ at most, so that a patch takes a bounded time for each shard: after a page is rewritten all are made anew."""
_NO_WORD = ("#", "~", "@")
"""With these words begin, and a pair that does could be one."""


class Corrected(NamedTuple):
    """An issue that was corrected and has as many blocks as before."""

    first: int
    """Block of the tier."""
    blocks: int
    before: Grams
    now: Grams


class _Difference(NamedTuple):
    """The rows of a gram in a corrected issue, as numbers."""

    blocks: range
    before: list[int]
    now: list[int]


class _Unsure(Exception):
    """The shards cannot be told from what is known."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A gram in a shard, a piece of each column."""

    steps: bytes
    often: bytes
    before: bytes
    after: bytes


def patched(shards: Shards, corrected: Iterable[Corrected]) -> Shards | None:
    """The shards of the tier as it is now; None where all have to be made anew."""
    try:
        return _patched(shards, _differences(corrected))
    except _Unsure:
        return None


def _patched(shards: Shards, differences: Mapping[str, list[_Difference]]) -> Shards:
    rows = shards.rows + sum(len(one.now) - len(one.before) for some in differences.values() for one in some)
    count = len(shards.contents)
    if len(differences) > _MOST or shard_count(rows) != count:
        raise _Unsure
    touched: defaultdict[int, list[str]] = defaultdict(list)
    for name in differences:
        touched[shard_of(name, count)].append(name)
    contents, pairs = list(shards.contents), dict[str, int]()
    for number, names in touched.items():
        entries = opened(gzip.decompress(contents[number]))
        for name in names:
            found = _corrected(name, entries.get(name), differences[name], shards.blocks)
            if len(name) == 2:
                pairs[name] = len(found)
            entries[name] = _entry(name, found, shards.blocks)
        contents[number] = packed(_written({name: one for name, one in entries.items() if one.steps}))
    hashes = tuple(
        hash_of(content) if number in touched else known
        for number, (known, content) in enumerate(zip(shards.hashes, contents, strict=True))
    )
    return Shards(shards.blocks, hashes, tuple(contents), recounted(shards.pairs, pairs), rows)


def _differences(corrected: Iterable[Corrected]) -> dict[str, list[_Difference]]:
    """The grams that stand otherwise in some issues than before."""
    found: defaultdict[str, list[_Difference]] = defaultdict(list)
    for one in corrected:
        blocks = range(one.first, one.first + one.blocks)
        before, now = _by_gram(one.before, one.first), _by_gram(one.now, one.first)
        for name in before.keys() | now.keys():
            was, there = before.get(name, []), now.get(name, [])
            if was != there:
                found[name].append(_Difference(blocks, was, there))
    return found


def _by_gram(grams: Grams, first: int) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for names, rows in rows_of(grams, first):
        for gram, row in zip(names, rows, strict=True):
            if not isinstance(gram, str) and (name := name_of(gram)).startswith(_NO_WORD) and len(name) == 2:
                raise _Unsure
            found[name_of(gram)].append(row)
    return found


def _corrected(name: str, entry: _Entry | None, differences: Iterable[_Difference], blocks: int) -> list[int]:
    """All rows of a gram in the tier. Raises _Unsure."""
    rows = _rows(entry) if entry else []
    whole = entry is None or bool(entry.before) or len(name) != 2
    for blocks_of_issue, before, now in differences:
        start = bisect_left(rows, blocks_of_issue.start << PLACE_BIT)
        end = bisect_left(rows, blocks_of_issue.stop << PLACE_BIT)
        if rows[start:end] != (before if whole else list(map(_bare, before))):
            raise _Unsure
        rows[start:end] = now if whole else list(map(_bare, now))
    if not whole and 2 * len(rows) <= blocks:
        raise _Unsure
    return rows


def _bare(row: int) -> int:
    """A row without neighbours."""
    return row >> OFTEN_BIT << OFTEN_BIT


def _rows(entry: _Entry) -> list[int]:
    """The rows of a gram as numbers, without neighbours where they were left out."""
    often = set(accumulate(numbers(entry.often)))
    places = list(accumulate(numbers(entry.steps)))
    rows = [place - 1 << PLACE_BIT | (place in often) << OFTEN_BIT for place in places]
    if not entry.before:
        return rows
    return [row | before | after << 8 for row, before, after in zip(rows, entry.before, entry.after, strict=True)]


def _entry(name: str, rows: Sequence[int], blocks: int) -> _Entry:
    lists, often, before, after = columns_of([name], [array("Q", rows).tobytes()], blocks)
    return _Entry(lists[0], often[0], before[0], after[0])


def opened(content: bytes) -> dict[str, _Entry]:
    """The grams of a shard."""
    (size,), start = _numbers_and_end(content, 1)
    names, rest = content[start : start + size].decode().split("\n")[:-1], content[start + size :]
    sizes, at = _numbers_and_end(rest, 3 * len(names))
    columns = []
    for many in (sizes[: len(names)], sizes[len(names) : 2 * len(names)], *2 * (sizes[2 * len(names) :],)):
        ends = list(accumulate(many, initial=at))
        columns.append([rest[one:other] for one, other in pairwise(ends)])
        at = ends[-1]
    return dict(zip(names, map(_Entry, *columns), strict=True))


def _written(entries: Mapping[str, _Entry]) -> bytes:
    names = in_order(entries)
    ones = [entries[name] for name in names]
    columns = ([one.steps for one in ones], [one.often for one in ones], [one.before for one in ones])
    return written(names, Columns(*columns, [one.after for one in ones]))


def numbers(content: bytes) -> Iterator[int]:
    """The numbers of seven bits a byte (`columns.varints`)."""
    number = bits = 0
    for byte in content:
        number |= (byte & 127) << bits
        bits += 7
        if byte < 128:
            yield number
            number = bits = 0


def _numbers_and_end(content: bytes, many: int) -> tuple[list[int], int]:
    """So many numbers from the beginning, and where they end."""
    found = list(islice(numbers(content), many))
    return found, sum(max(1, -(-number.bit_length() // 7)) for number in found)


def recounted(known: Frequencies, pairs: Mapping[str, int]) -> Frequencies:
    """The table of pairs with other numbers of blocks for some of them; what stands in none is no longer in it."""
    signs, counts = known.signs, array("I")
    counts.frombytes(known.blocks)
    for pair, many in pairs.items():
        if (at := _place_of(pair, signs)) >= 0:
            signs = signs[:at] + signs[at + 2 :]
            del counts[at // 2]
        if many:
            at = 2 * _place_for(pair, many, signs, counts)
            signs = signs[:at] + pair + signs[at:]
            counts.insert(at // 2, many)
    return Frequencies(signs, counts.tobytes())


def _place_of(pair: str, signs: str) -> int:
    """Where a pair stands among pairs that stand side by side; -1 if it does not."""
    at = signs.find(pair)
    while at % 2 and at > 0:
        at = signs.find(pair, at + 1)
    return at


def _place_for(pair: str, many: int, signs: str, counts: Sequence[int]) -> int:
    """The place in the order of `frequencies`: the commonest first, equal ones by their signs."""

    def key(place: int) -> tuple[int, str]:
        return -counts[place], signs[2 * place : 2 * place + 2]

    return bisect_left(range(len(counts)), (-many, pair), key=key)
