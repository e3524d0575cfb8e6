"""Postings: for each gram the blocks of a tier it stands in, gathered on disk, read again group by group.

    issues ──▶ rows of a gram beside each other, by groups, in a temporary file ──▶ the grams of a group

A row is eight bytes: the classes before the gram and after it, whether it is often there, nothing, the block as four
bytes. A group is the grams whose hashes end alike; it holds whole shards, and is all of a tier that is in memory at a time.
"""

from __future__ import annotations

import tempfile
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from os import SEEK_END
from typing import IO

import msgspec

from gazette_site.publishing.search.grams import Column, Grams
from gazette_site.publishing.search.signs import UTF, each_wide

GROUPS = 64
"""A power of two."""
ROW = 8
_AT_ONCE = 1 << 19
"""Rows that wait in memory to be put beside those of the same gram."""
_IN_MEMORY = 1 << 25
"""Bytes of rows up to which no file is needed."""
OFTEN_BIT, PLACE_BIT = 16, 32
"""Bits of a row: whether often, where the block begins."""
_OFFSET, _PRIME, _ONES = 2166136261, 16777619, 0xFFFFFFFF
_WIDTH = 32
"""Bits of a sign in the code of a pair."""

Gram = int | str
"""A pair or a sign as the number of `signs.pair_codes`, a word as it is."""
Rows = dict[str, bytes]
"""Grams with their rows, in the order of blocks."""

_CODER = msgspec.msgpack.Decoder(dict[Gram, bytes])


class Postings:
    """Gathers the grams of issues that come in order."""

    def __init__(self) -> None:
        self.blocks = 0
        self.rows = 0
        """Of all grams together."""
        self._waiting: defaultdict[Gram, list[int]] = defaultdict(list)
        self._kept = 0
        self._groups: dict[Gram, int] = {}
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed by `with`
        self._pieces: list[list[tuple[int, int]]] = [[] for _ in range(GROUPS)]

    def add(self, grams: Grams, blocks: int) -> None:
        """The next issue, of so many blocks."""
        for names, rows in rows_of(grams, self.blocks):
            self._take(names, rows)
        self.blocks += blocks
        if self.rows - self._kept > _AT_ONCE:
            self._keep()

    def groups(self, shards: int) -> Iterator[dict[int, Rows]]:
        """All grams, some of the shards at a time: by shard, for so many shards, a power of two; each shard comes once."""
        self._keep()
        for step in range(steps := min(shards, GROUPS)):
            by_shard: dict[int, Rows] = {number: {} for number in range(step, shards, steps)}
            for gram, rows in self._group(range(step, GROUPS, steps)).items():
                name = name_of(gram)
                by_shard[shard_of(name, shards)][name] = b"".join(rows)
            yield by_shard

    def __enter__(self) -> Postings:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def _take(self, grams: Iterable[Gram], rows: list[int]) -> None:
        waiting = self._waiting
        for gram, row in zip(grams, rows, strict=True):
            waiting[gram].append(row)
        self.rows += len(rows)

    def _keep(self) -> None:
        """Puts what waits into the file, group by group."""
        groups: list[dict[Gram, bytes]] = [{} for _ in range(GROUPS)]
        for gram, rows in self._waiting.items():
            groups[self._group_of(gram)][gram] = array("Q", rows).tobytes()
        self._waiting.clear()
        self._kept = self.rows
        at = self._file.seek(0, SEEK_END)
        for pieces, group in zip(self._pieces, groups, strict=True):
            if group:
                size = self._file.write(msgspec.msgpack.encode(group))
                pieces.append((at, size))
                at += size

    def _group_of(self, gram: Gram) -> int:
        if gram not in self._groups:
            self._groups[gram] = shard_of(name_of(gram), GROUPS)
        return self._groups[gram]

    def _group(self, groups: Iterable[int]) -> dict[Gram, list[bytes]]:
        rows: defaultdict[Gram, list[bytes]] = defaultdict(list)
        for group in groups:
            for at, size in self._pieces[group]:
                self._file.seek(at)
                for gram, piece in _CODER.decode(self._file.read(size)).items():
                    rows[gram].append(piece)
        return rows


def rows_of(grams: Grams, first: int) -> Iterator[tuple[Sequence[Gram], list[int]]]:
    """The rows of an issue whose first block has this number: grams, and beside each a row as a number."""
    yield _codes(grams.pairs.signs, "Q"), _column_rows(grams.pairs, first)
    yield _codes(grams.singles.signs, "I"), _column_rows(grams.singles, first)
    places = [block + first << PLACE_BIT | often << OFTEN_BIT for _, block, often in grams.words]
    yield [word for word, _, _ in grams.words], places


def name_of(gram: Gram) -> str:
    """A gram as it is written."""
    return gram if isinstance(gram, str) else _name(gram)


def _column_rows(column: Column, first: int) -> list[int]:
    """The rows of all grams of a column as numbers."""
    places = each_wide(range(first, first + len(column.counts)), column.counts)
    rows = bytearray(ROW * len(column.often))
    if column.before:
        rows[0::ROW], rows[1::ROW] = column.before, column.after
    rows[2::ROW] = column.often
    for byte in range(4):
        rows[4 + byte :: ROW] = places[byte::4]
    return memoryview(rows).cast("Q").tolist()


def shard_of(gram: str, count: int) -> int:
    """The shard of a gram: FNV-1a over its code points, folded to the power of two `count`."""
    value = _OFFSET
    for sign in gram:
        value = (value ^ ord(sign)) * _PRIME & _ONES
    return (value ^ value >> 15) & (count - 1)


def _codes(signs: str, width: str) -> list[int]:
    codes: list[int] = memoryview(signs.encode(UTF)).cast(width).tolist()  # type: ignore[call-overload]
    return codes


def _name(code: int) -> str:
    one, other = code & (1 << _WIDTH) - 1, code >> _WIDTH
    return chr(one) + chr(other) if other else chr(one)
