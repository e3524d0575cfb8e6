"""Shards: the postings of a tier in files of a few kilobytes, each gram in the one its hash names.

    shard = gzip(size of names ‖ names ‖ sizes of lists ‖ sizes of often ‖ numbers of neighbours
                 ‖ lists ‖ often ‖ before ‖ after)

Names are UTF-8, in order (signs, pairs, words), each ended by a line feed; sizes are numbers of seven bits a byte, one for
each name; what the columns after them hold is told in `columns`. The number of shards is a power of two, so that it rarely
changes; the name of a file holds a hash of its content.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gazette_site.publishing.folder.compressed import gzipped
from gazette_site.publishing.search.columns import Columns, columns_of, varints
from gazette_site.publishing.search.frequencies import Frequencies, frequencies
from gazette_site.publishing.search.postings import ROW, Postings, Rows

FOLDER = "search"
_A_ROW = 3
"""Bytes of a row when it is written, about."""
_SHARD = 20_000
"""Bytes of postings in a shard before compression, at most on average."""
_FEWEST = 128
"""As many shards at least, where there is that much: the small part of the archive is asked in every search too."""
_SMALLEST = 4_000
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
    rows: int
    """Of all grams together (`postings`)."""


def packed(content: bytes) -> bytes:
    """`content` compressed; the same content gives the same bytes."""
    return gzipped(content, _LEVEL)


def digest(content: bytes, digits: int = 8) -> str:
    """Hash of a file's content for its name."""
    return hashlib.sha256(content).hexdigest()[:digits]


def shard_count(rows: int) -> int:
    """How many shards hold so many rows."""
    size, count = rows * _A_ROW, 1
    while size > count * (_SHARD if count >= _FEWEST else _SMALLEST):
        count *= 2
    return count


def shards_of(postings: Postings) -> Shards:
    """All shards of a tier."""
    count = shard_count(postings.rows)
    contents, blocks = [b""] * count, dict[str, int]()
    for group in postings.groups(count):
        for number, grams in group.items():
            contents[number] = packed(_content(grams, postings.blocks))
            blocks |= {gram: len(rows) // ROW for gram, rows in grams.items() if len(gram) == 2}
    hashes = tuple(map(hash_of, contents))
    return Shards(postings.blocks, hashes, tuple(contents), frequencies(blocks), postings.rows)


def hash_of(content: bytes) -> str:
    """What the name of a shard tells of its content."""
    return digest(content, _DIGITS)


def in_order(names: Iterable[str]) -> list[str]:
    """Signs, pairs, words."""
    return sorted(names, key=lambda name: (min(len(name), 3), name))


def written(names: Sequence[str], column: Columns) -> bytes:
    """What stands in a shard before compression."""
    lines = "".join(f"{name}\n" for name in names).encode()
    sizes = (map(len, column.lists), map(len, column.often), map(len, column.before))
    parts = (column.lists, column.often, column.before, column.after)
    return b"".join((varints([len(lines)]), lines, *map(varints, sizes), *(b"".join(part) for part in parts)))


def _content(grams: Rows, blocks: int) -> bytes:
    """What stands in a shard before compression, in a tier of so many blocks."""
    names = in_order(grams)
    return written(names, columns_of(names, [grams[name] for name in names], blocks))
