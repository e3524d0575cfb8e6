"""Shards: the postings of a tier in files of a few kilobytes, each gram in the one its hash names.

    shard = gzip(size of names ‖ names ‖ sizes of lists ‖ sizes of often ‖ numbers of neighbours
                 ‖ lists ‖ often ‖ before ‖ after)

Names are UTF-8, in order, each ended by a line feed; sizes are numbers of seven bits a byte, one for each name; what the
columns after them hold is told in `postings`. The number of shards is a power of two, so that it rarely changes; the name
of a file holds a hash of its content.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from gazette_site.publishing.folder.compressed import gzipped
from gazette_site.publishing.search.frequencies import Frequencies, frequencies
from gazette_site.publishing.search.grams import Ints
from gazette_site.publishing.search.postings import Columns, Counts, Postings, varints

FOLDER = "search"
_SHARD = 20_000
"""Bytes of postings in a shard before compression, at most on average."""
_FEWEST = 128
"""As many shards at least, where there is that much: the small part of the archive is asked in every search too."""
_SMALLEST = 1_000
_LEVEL = 6
"""Of compression: the highest takes twice the time for a two-hundredth of the bytes."""
_DIGITS = 6
"""Hexadecimal digits of the hash in a name: it tells versions of one shard apart, no more."""


class Shards(NamedTuple):
    """The shards of a tier."""

    blocks: int
    hashes: tuple[str, ...]
    """Of each shard, `_DIGITS` hexadecimal digits."""
    contents: tuple[bytes, ...]
    """Their number is a power of two."""
    pairs: Frequencies


def packed(content: bytes) -> bytes:
    """`content` compressed; the same content gives the same bytes."""
    return gzipped(content, _LEVEL)


def digest(content: bytes, digits: int = 8) -> str:
    """Hash of a file's content for its name."""
    return hashlib.sha256(content).hexdigest()[:digits]


def shard_count(size: int) -> int:
    """How many shards hold `size` bytes of postings."""
    count = 1
    while size > count * (_SHARD if count >= _FEWEST else _SMALLEST):
        count *= 2
    return count


def shards_of(postings: Postings) -> Shards:
    """All shards of a tier."""
    count = shard_count(postings.size())
    contents, codes, blocks = [b""] * count, list[Ints](), list[Ints]()
    for columns in postings.columns(count):
        codes.append(columns.pairs[0])
        blocks.append(columns.pairs[1])
        for number, content in _contents(columns):
            contents[number] = packed(content)
    hashes = tuple(digest(content, _DIGITS) for content in contents)
    return Shards(postings.blocks, hashes, tuple(contents), frequencies(codes, blocks))


def _contents(columns: Columns) -> Iterator[tuple[int, bytes]]:
    """Each shard with what stands in it before compression."""
    lists, often, told = (_ends(sizes) for sizes in (columns.lists.sizes, columns.often.sizes, columns.told))
    for number in columns.numbers:
        first, end = np.searchsorted(columns.shards, (number, number + 1)).tolist()
        names = "".join(f"{name}\n" for name in columns.names[first:end]).encode()
        beside = slice(told[first], told[end])
        parts = (
            columns.lists.content[lists[first] : lists[end]],
            columns.often.content[often[first] : often[end]],
            columns.before[beside],
            columns.after[beside],
        )
        sizes = (columns.lists.sizes[first:end], columns.often.sizes[first:end], columns.told[first:end])
        head = [_numbers(np.array([len(names)])), names, *map(_numbers, sizes)]
        yield number, b"".join((*head, *(part.tobytes() for part in parts)))


def _numbers(values: Counts) -> bytes:
    return varints(values.astype(np.uint64))[0].tobytes()


def _ends(sizes: Counts) -> Counts:
    """Where the bytes of each gram begin, and where those of the last one end."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes)))
