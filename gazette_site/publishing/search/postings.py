"""Postings: for each gram the blocks of a tier it stands in, gathered on disk, sorted group by group.

    issues ──▶ rows by group, beside each other in a temporary file ──▶ a group sorted ──▶ columns of its grams

A group is the grams whose hashes end alike; it holds whole shards, and is all of a tier that is in memory at a time.

Columns, each gram after the other: the blocks as differences, seven bits a byte; those where it stands often, likewise;
of a pair the neighbours, a byte a block for what stands before, another for what stands after. A pair in more than half
of the blocks has none: all kinds of signs stand around it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from os import SEEK_END
from typing import IO, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gazette_site.publishing.search.grams import BLOCK, SIDE, SIGN, Grams, Ints

GROUPS = 64
"""A power of two."""
_WIDE = 22
"""Bits of a block of a tier."""
_LOW = np.uint64((1 << _WIDE) - 1)
_WORD = 0x110000 << SIGN
"""From here on a code is no pair of signs but the number of a word."""
_ROW = np.dtype([("key", "<u8"), ("around", "<u2"), ("often", "?")])
_IN_MEMORY = 1 << 25
"""Bytes of rows up to which no file is needed."""
_A_ROW = 3
"""Bytes of a row when it is written, about."""
_OFFSET, _PRIME, _ONES = 2166136261, 16777619, 0xFFFFFFFF

Bytes = NDArray[np.uint8]
Counts = NDArray[np.int64]
Rows = NDArray[np.void]


class Column(NamedTuple):
    """Bytes of all grams, one after the other."""

    content: Bytes
    sizes: Counts
    """How many bytes each gram has."""


class Columns(NamedTuple):
    """The grams of some shards: those of one shard beside each other, in order."""

    numbers: tuple[int, ...]
    """The shards, also those without a gram."""
    shards: Ints
    """Of each gram the shard."""
    pairs: tuple[Ints, Ints]
    """Those that are pairs of signs, as numbers, with the blocks each stands in."""
    names: tuple[str, ...]
    lists: Column
    often: Column
    before: Bytes
    after: Bytes
    told: Counts
    """How many neighbours each gram has on either side: none, or one for each block."""


class Postings:
    """Gathers the grams of issues that come in order."""

    def __init__(self) -> None:
        self.blocks = 0
        self._rows = 0
        self._words: dict[str, int] = {}
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed by `with`
        self._chunks: list[list[tuple[int, int]]] = [[] for _ in range(GROUPS)]

    def add(self, grams: Grams, blocks: int) -> None:
        """The next issue, of so many blocks. Raises OverflowError where a tier has more than `_WIDE` bits can number."""
        if self.blocks + blocks > 1 << _WIDE:
            raise OverflowError("too many blocks in one tier of the search index")
        words = [self._words.setdefault(word, len(self._words)) for word, _, _ in grams.words]
        rows = np.concatenate((self._signs(grams), self._numbers(grams, words)))
        hashes = np.concatenate(
            (_hashes(grams.keys >> np.uint64(BLOCK)), _word_hashes(word for word, _, _ in grams.words))
        )
        groups = (hashes % GROUPS).astype(np.uint8)
        order = np.argsort(groups, kind="stable")
        ends = np.searchsorted(groups[order], np.arange(GROUPS + 1)) * _ROW.itemsize
        at = self._file.seek(0, SEEK_END)
        self._file.write(rows[order].tobytes())
        for chunks, (first, end) in zip(self._chunks, pairwise(ends.tolist()), strict=True):
            if first < end:
                chunks.append((at + first, end - first))
        self._rows += len(rows)
        self.blocks += blocks

    def size(self) -> int:
        """Bytes of all postings, about."""
        return self._rows * _A_ROW

    def columns(self, shards: int) -> Iterator[Columns]:
        """All grams, group by group, for so many shards, a power of two."""
        words = sorted(self._words)
        ranks = np.zeros(len(words), np.uint64)
        ranks[[self._words[word] for word in words]] = np.arange(len(words))
        hashes = _word_hashes(words)
        for step in range(steps := min(shards, GROUPS)):
            rows = np.concatenate([self._group(group) for group in range(step, GROUPS, steps)])
            keys = rows["key"]
            named = keys >= np.uint64(_WORD << _WIDE)
            # Words are numbered as they are met, but written in order, so that a correction moves no other.
            ids = (keys[named] >> np.uint64(_WIDE)) - np.uint64(_WORD)
            keys[named] = ranks[ids] + np.uint64(_WORD) << np.uint64(_WIDE) | keys[named] & _LOW
            rows = rows[np.argsort(keys)]
            yield _columns(rows, self.blocks, range(step, shards, steps), shards, (words, hashes))

    def __enter__(self) -> Postings:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def _signs(self, grams: Grams) -> Rows:
        rows = np.empty(len(grams.keys), _ROW)
        codes, blocks = grams.keys >> np.uint64(BLOCK), grams.keys & np.uint64((1 << BLOCK) - 1)
        rows["key"] = codes << np.uint64(_WIDE) | blocks + np.uint64(self.blocks)
        rows["around"], rows["often"] = grams.around, grams.often
        return rows

    def _numbers(self, grams: Grams, words: Sequence[int]) -> Rows:
        rows = np.zeros(len(words), _ROW)
        rows["key"] = np.array(words, np.uint64) + np.uint64(_WORD) << np.uint64(_WIDE)
        rows["key"] |= np.array([block + self.blocks for _, block, _ in grams.words], np.uint64)
        rows["often"] = [often for _, _, often in grams.words]
        return rows

    def _group(self, group: int) -> Rows:
        pieces = []
        for at, size in self._chunks[group]:
            self._file.seek(at)
            pieces.append(self._file.read(size))
        return np.frombuffer(b"".join(pieces), _ROW).copy()


def shard_of(gram: str, count: int) -> int:
    """The shard of a gram: FNV-1a over its code points, folded to the power of two `count`."""
    value = _OFFSET
    for sign in gram:
        value = (value ^ ord(sign)) * _PRIME & _ONES
    return (value ^ value >> 15) & (count - 1)


def varints(numbers: Ints) -> tuple[Bytes, Counts]:
    """Numbers in groups of seven bits, the lowest first, the high bit saying that more follow; and how many bytes each has."""
    sizes = np.ones(len(numbers), np.int64)
    for bits in range(7, 36, 7):
        sizes += numbers >= np.uint64(1 << bits)
    place = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    content = np.repeat(numbers, sizes) >> (place * 7).astype(np.uint64) & np.uint64(127)
    more = place + 1 < np.repeat(sizes, sizes)
    return (content | more.astype(np.uint64) << np.uint64(7)).astype(np.uint8), sizes


def _columns(
    rows: Rows, blocks: int, numbers: Iterable[int], shards: int, words: tuple[Sequence[str], Ints]
) -> Columns:
    """The grams of a group whose rows are in order."""
    codes = rows["key"] >> np.uint64(_WIDE)
    starts = np.flatnonzero(np.concatenate((np.ones(min(len(codes), 1), np.bool_), codes[1:] != codes[:-1])))
    counts = np.diff(np.append(starts, len(codes)))
    first = codes[starts]
    named = first >= _WORD
    hashes = _hashes(first)
    hashes[named] = words[1][first[named] - np.uint64(_WORD)]
    shard = hashes & np.uint64(shards - 1)
    order = np.argsort(shard, kind="stable")
    first, shard, starts, counts = first[order], shard[order], starts[order], counts[order]
    rows = rows[np.repeat(starts - np.cumsum(counts) + counts, counts) + np.arange(len(rows))]
    gram = np.repeat(np.arange(len(counts)), counts)
    pair = (first >> np.uint64(SIGN) > 0) & (first < _WORD)
    told = (pair & (counts * 2 <= blocks))[gram]
    around, places = rows["around"][told], rows["key"] & _LOW
    often = rows["often"]
    return Columns(
        tuple(numbers),
        shard,
        (first[pair], counts[pair].astype(np.uint64)),
        tuple(_name(int(code), words[0]) for code in first),
        _steps(places, gram, len(counts)),
        _steps(places[often], gram[often], len(counts)),
        (around & np.uint16((1 << SIDE) - 1)).astype(np.uint8),
        (around >> np.uint16(SIDE)).astype(np.uint8),
        np.bincount(gram[told], minlength=len(counts)),
    )


def _steps(places: Ints, gram: Counts, grams: int) -> Column:
    """Blocks of each gram as differences; the first is one more than its number."""
    before = np.zeros_like(places)
    same = gram[1:] == gram[:-1]
    before[1:][same] = places[:-1][same] + np.uint64(1)
    content, sizes = varints(places + np.uint64(1) - before)
    return Column(content, np.bincount(gram, sizes, grams).astype(np.int64))


def _hashes(codes: Ints) -> Ints:
    """What `shard_of` makes of pairs and signs, before it is cut to the number of shards."""
    one, other = codes >> np.uint64(SIGN), codes & np.uint64((1 << SIGN) - 1)
    prime, ones, start = np.uint64(_PRIME), np.uint64(_ONES), np.uint64(_OFFSET)
    value = np.where(one > 0, (one ^ start) * prime & ones, start)
    value = (value ^ other) * prime & ones
    mixed: Ints = value ^ value >> np.uint64(15)
    return mixed


def _word_hashes(words: Iterable[str]) -> Ints:
    return np.array([shard_of(word, 1 << 32) for word in words], np.uint64)


def _name(code: int, words: Sequence[str]) -> str:
    if code >= _WORD:
        return words[code - _WORD]
    one, other = code >> SIGN, code & ((1 << SIGN) - 1)
    return chr(one) + chr(other) if one else chr(other)
