"""Columns: the rows of some grams as they stand in a shard, a column after the other, in each gram after gram.

    rows ──▶ the blocks as differences, seven bits a byte; those where it stands often, likewise;
             of a pair the neighbours, a byte a block for what stands before, another for what stands after

A pair in more than half of the blocks has no neighbours: all kinds of signs stand around it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from gazette_site.publishing.search.numbers import Bytes, Counts, Ints, Truths, np, varints
from gazette_site.publishing.search.postings import OFTEN_BIT, Rows
from gazette_site.publishing.search.signs import SIDE


class Column(NamedTuple):
    """Bytes of all grams, one after the other."""

    content: bytes
    ends: list[int]
    """Where the bytes of each gram end, after a 0."""

    def of(self, grams: slice) -> bytes:
        """The bytes of some neighbouring grams."""
        return self.content[self.ends[grams.start] : self.ends[grams.stop]]


class Columns(NamedTuple):
    """What is told of all grams: how long the columns are, and these."""

    lists_sizes: Column
    often_sizes: Column
    neighbours: Column
    """How many neighbours each gram has on either side: none, or one for each block."""
    lists: Column
    often: Column
    before: Column
    after: Column


def columns_of(pairs: Truths, counts: Counts, rows: Rows, blocks: int) -> Columns:
    """The columns of grams, some of them pairs, which have so many rows each, one gram after the other, in a tier of so many blocks."""
    grams = np.repeat(np.arange(len(counts)), counts)
    tells = pairs & (2 * counts <= blocks)
    told, often = rows.told[tells[grams]], (rows.told >> OFTEN_BIT).astype(np.bool_)
    lists, lists_sizes = _steps(rows.blocks, grams, len(counts))
    frequent, often_sizes = _steps(rows.blocks[often], grams[often], len(counts))
    many = counts * tells
    return Columns(
        _sizes(lists_sizes),
        _sizes(often_sizes),
        _sizes(many),
        _column(lists, lists_sizes),
        _column(frequent, often_sizes),
        _column(told.astype(np.uint8), many),
        _column((told >> SIDE).astype(np.uint8), many),
    )


def written(lines: bytes, columns: Iterable[bytes]) -> bytes:
    """What stands in a shard before compression: names, each with a line feed, and the columns of their grams."""
    return b"".join((varints([len(lines)])[0].tobytes(), lines, *columns))


def _sizes(sizes: Counts) -> Column:
    """Sizes as a column."""
    return _column(*varints(sizes))


def _column(content: Bytes, sizes: Counts) -> Column:
    return Column(content.tobytes(), [0, *np.cumsum(sizes).tolist()])


def _steps(places: Ints, grams: Counts, many: int) -> tuple[Bytes, Counts]:
    """Blocks of each gram as differences, the first as one more than its number; and how many bytes each gram has."""
    before = np.zeros_like(places)
    same = grams[1:] == grams[:-1]
    before[1:][same] = places[:-1][same] + np.uint64(1)
    content, sizes = varints(places + np.uint64(1) - before)
    return content, np.bincount(grams, sizes, many).astype(np.int64)
