"""Postings: for each gram the blocks of a tier it stands in, gathered on disk, put in order group by group.

    issues ──▶ rows by groups, beside each other in a temporary file ──▶ the rows of a group, gram after gram, shard after shard

A row is a key, the gram as a number above the block, and what is told of it: the classes before the gram, those after it, whether
it is often there. A group is the grams whose hashes end alike; it holds whole shards, and is all of a tier that is in memory at a time.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from os import SEEK_END
from typing import IO, NamedTuple

from gazette_site.publishing.search.grams import Column, Grams
from gazette_site.publishing.search.numbers import Counts, Ints, NDArray, Truths, firsts, np
from gazette_site.publishing.search.signs import SIDE, SIGN, pairs_of, signs_of

GROUPS = 64
"""A power of two."""
OFTEN_BIT = 2 * SIDE
"""Of what a row tells: below it the classes."""
_WIDE = 22
"""Bits of a block of a tier."""
_BLOCK = np.uint64((1 << _WIDE) - 1)
_LOW = np.uint64((1 << SIGN) - 1)
_WORD = 0x110000 << SIGN
"""From here on a gram is no pair of signs but the number of a word."""
_ROW = np.dtype([("key", "<u8"), ("told", "<u4")])
_Records = NDArray[np.void]
_AT_ONCE = 1 << 19
"""Rows that wait in memory to be put into the groups."""
_IN_MEMORY = 1 << 25
"""Bytes of rows up to which no file is needed."""
_OFFSET, _PRIME, _ONES = 2166136261, 16777619, 0xFFFFFFFF


class Rows(NamedTuple):
    """Rows in some order."""

    blocks: Ints
    told: Ints


class Group(NamedTuple):
    """The grams of some shards, those of one shard beside each other, in each signs before pairs before words, in order."""

    shards: range
    """Their numbers."""
    ends: tuple[int, ...]
    """For each shard where its grams end."""
    codes: Ints
    """Of each gram; `words` are told by what is above `_WORD`."""
    words: tuple[str, ...]
    counts: Counts
    """Of each gram how many rows it has."""
    rows: Rows

    def is_pair(self) -> Truths:
        """Which of the grams are pairs of signs."""
        pairs: Truths = (self.codes >> np.uint64(SIGN) > 0) & ~self.is_word()
        return pairs

    def is_word(self) -> Truths:
        """Which of the grams are words."""
        words: Truths = self.codes >= np.uint64(_WORD)
        return words


class Postings:
    """Gathers the grams of issues that come in order."""

    def __init__(self) -> None:
        self.blocks = 0
        self.rows = 0
        """Of all grams together."""
        self._words: dict[str, int] = {}
        self._waiting: list[_Records] = []
        self._kept = 0
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed by `with`
        self._pieces: list[list[tuple[int, int]]] = [[] for _ in range(GROUPS)]

    def add(self, grams: Grams, blocks: int) -> None:
        """The next issue, of so many blocks. Raises OverflowError where a tier has more than `_WIDE` bits can number."""
        if self.blocks + blocks > 1 << _WIDE:
            raise OverflowError("too many blocks in one tier of the search index")
        for codes, (places, told) in (*_sign_rows(grams), (self._numbered(grams), _word_rows(grams))):
            rows = np.empty(len(codes), _ROW)
            rows["key"] = codes << np.uint64(_WIDE) | places + np.uint64(self.blocks)
            rows["told"] = told
            self._waiting.append(rows)
            self.rows += len(rows)
        self.blocks += blocks
        if self.rows - self._kept > _AT_ONCE:
            self._keep()

    def groups(self, shards: int) -> Iterator[Group]:
        """All grams, some of the shards at a time, for so many shards, a power of two; each shard comes once."""
        self._keep()
        words = sorted(self._words)
        hashes = np.array([_hash(word) for word in words], np.uint64)
        for step in range(steps := min(shards, GROUPS)):
            rows = self._in_order(range(step, GROUPS, steps), words)
            yield _grouped(rows, range(step, shards, steps), shards, words, hashes)

    def __enter__(self) -> Postings:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def _numbered(self, grams: Grams) -> Ints:
        """The words of an issue as numbers, in the order in which they are met."""
        numbers = [self._words.setdefault(word, len(self._words)) for word, _, _ in grams.words]
        return np.array(numbers, np.uint64) + np.uint64(_WORD)

    def _keep(self) -> None:
        """Puts what waits into the file, group by group."""
        if not self._waiting:
            return
        rows = np.concatenate(self._waiting)
        self._waiting, self._kept = [], self.rows
        codes = rows["key"] >> np.uint64(_WIDE)
        groups = (_hashes(codes) & np.uint64(GROUPS - 1)).astype(np.uint8)
        named = np.flatnonzero(codes >= np.uint64(_WORD))
        by_number = np.array([shard_of(word, GROUPS) for word in self._words], np.uint8)
        groups[named] = by_number[codes[named] - np.uint64(_WORD)]
        order = np.argsort(groups, kind="stable")
        ends = np.searchsorted(groups[order], np.arange(GROUPS + 1)) * _ROW.itemsize
        at = self._file.seek(0, SEEK_END)
        self._file.write(rows[order].tobytes())
        for pieces, (first, end) in zip(self._pieces, pairwise(ends.tolist()), strict=True):
            pieces.append((at + first, end - first))

    def _in_order(self, groups: Iterable[int], words: Sequence[str]) -> _Records:
        """The rows of some groups, gram after gram. Words are numbered as they are met, but stand in order."""
        rows = np.frombuffer(b"".join(self._read(group) for group in groups), _ROW).copy()
        ranks = np.zeros(len(words), np.uint64)
        ranks[[self._words[word] for word in words]] = np.arange(len(words))
        keys, first = rows["key"], np.uint64(_WORD << _WIDE)
        named = keys >= first
        numbers = keys[named] - first >> np.uint64(_WIDE)
        keys[named] = (ranks[numbers] + np.uint64(_WORD)) << np.uint64(_WIDE) | keys[named] & _BLOCK
        ordered: _Records = rows[np.argsort(keys)]
        return ordered

    def _read(self, group: int) -> bytes:
        pieces = []
        for at, size in self._pieces[group]:
            self._file.seek(at)
            pieces.append(self._file.read(size))
        return b"".join(pieces)


def rows_of(grams: Grams, first: int) -> Iterator[tuple[str, int, int]]:
    """The rows of an issue whose first block has this number: gram, block, what is told."""
    for codes, (places, told) in _sign_rows(grams):
        names = map(_name, codes.tolist())
        yield from zip(names, (places + np.uint64(first)).tolist(), told.tolist(), strict=True)
    yield from ((word, block + first, often << OFTEN_BIT) for word, block, often in grams.words)


def shard_of(gram: str, count: int) -> int:
    """The shard of a gram: FNV-1a over its code points, folded to the power of two `count`."""
    return _hash(gram) & (count - 1)


def _hash(gram: str) -> int:
    value = _OFFSET
    for sign in gram:
        value = (value ^ ord(sign)) * _PRIME & _ONES
    return value ^ value >> 15


def _hashes(codes: Ints) -> Ints:
    """The same of pairs and signs."""
    one, other = codes >> np.uint64(SIGN), codes & _LOW
    prime, ones, start = np.uint64(_PRIME), np.uint64(_ONES), np.uint64(_OFFSET)
    value = np.where(one > 0, (one ^ start) * prime & ones, start)
    value = (value ^ other) * prime & ones
    mixed: Ints = value ^ value >> np.uint64(15)
    return mixed


def _sign_rows(grams: Grams) -> Iterator[tuple[Ints, Rows]]:
    yield pairs_of(signs_of(grams.pairs.signs))[::2], _column_rows(grams.pairs)
    yield signs_of(grams.singles.signs), _column_rows(grams.singles)


def _column_rows(column: Column) -> Rows:
    places = np.repeat(np.arange(len(column.counts), dtype=np.uint64), column.counts)
    told = np.frombuffer(column.often, np.uint8).astype(np.uint32) << np.uint32(OFTEN_BIT)
    if column.before:
        told |= np.frombuffer(column.before, np.uint8)
        told |= np.frombuffer(column.after, np.uint8).astype(np.uint32) << np.uint32(SIDE)
    return Rows(places, told)


def _word_rows(grams: Grams) -> Rows:
    places = np.array([block for _, block, _ in grams.words], np.uint64)
    return Rows(places, np.array([often for _, _, often in grams.words], np.uint32) << np.uint32(OFTEN_BIT))


def _grouped(rows: _Records, numbers: range, shards: int, words: Sequence[str], hashes: Ints) -> Group:
    """The grams of rows that stand in order, shard after shard."""
    codes = rows["key"] >> np.uint64(_WIDE)
    starts = firsts(codes)
    counts, found = np.diff(np.append(starts, len(codes))), codes[starts]
    named = np.flatnonzero(found >= np.uint64(_WORD))
    mixed = _hashes(found)
    mixed[named] = hashes[found[named] - np.uint64(_WORD)]
    shard = (mixed & np.uint64(shards - 1)).astype(np.int64)
    order = np.argsort(shard, kind="stable")
    found, counts, starts = found[order], counts[order], starts[order]
    rows = rows[np.repeat(starts - np.cumsum(counts) + counts, counts) + np.arange(len(rows))]
    told = tuple(words[code - _WORD] for code in found[found >= np.uint64(_WORD)].tolist())
    ends = np.searchsorted(shard[order], np.array(numbers), "right")
    return Group(numbers, tuple(ends.tolist()), found, told, counts, Rows(rows["key"] & _BLOCK, rows["told"]))


def _name(code: int) -> str:
    one, other = code >> SIGN, code & int(_LOW)
    return chr(one) + chr(other) if one else chr(other)
