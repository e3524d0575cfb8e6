"""Shards: the postings of a tier in files of a few kilobytes, each gram in the one its hash names.

    shard = gzip(size of names ‖ names ‖ sizes of lists ‖ sizes of often ‖ numbers of neighbours
                 ‖ lists ‖ often ‖ before ‖ after)

Names are UTF-8, in order (signs, pairs, words), each ended by a line feed; sizes are numbers of seven bits a byte, one for
each name; what the columns after them hold is told in `columns`. The number of shards is a power of two, so that it rarely
changes; the name of a file holds a hash of its content.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gazette_site.publishing.folder.compressed import gzipped
from gazette_site.publishing.search.columns import columns_of, written
from gazette_site.publishing.search.frequencies import Frequencies, frequencies
from gazette_site.publishing.search.numbers import Counts, Ints, np
from gazette_site.publishing.search.postings import Group, Postings
from gazette_site.publishing.search.signs import pair_signs, text_of

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
_NONE, _END = "\0", ord("\n")
_LINE = 3
"""Signs of a name with its end."""
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
    contents, pairs = [b""] * count, list[tuple[Ints, Counts]]()
    for group in postings.groups(count):
        for number, content in zip(group.shards, _contents(group, postings.blocks), strict=True):
            contents[number] = packed(content)
        pairs.append((group.codes[group.is_pair()], group.counts[group.is_pair()]))
    table = frequencies(*map(np.concatenate, zip(*pairs, strict=True)))
    return Shards(postings.blocks, tuple(map(hash_of, contents)), tuple(contents), table, postings.rows)


def hash_of(content: bytes) -> str:
    """What the name of a shard tells of its content."""
    return digest(content, _DIGITS)


def in_order(names: Iterable[str]) -> list[str]:
    """Signs, pairs, words."""
    return sorted(names, key=lambda name: (min(len(name), 3), name))


def _contents(group: Group, blocks: int) -> Iterator[bytes]:
    """What stands in each shard of a group before compression, in a tier of so many blocks."""
    columns = columns_of(group.is_pair(), group.counts, group.rows, blocks)
    for grams, lines in names_of(group):
        yield written(lines, (column.of(grams) for column in columns))


def names_of(group: Group) -> Iterator[tuple[slice, bytes]]:
    """Of each shard its grams, and their names, each with a line feed."""
    words = group.is_word()
    signs = group.codes[~words]
    # Zeros, which no gram has, stand where a single sign has no second one.
    lines = pair_signs(signs).reshape(-1, 2)
    text = text_of(np.append(lines, np.full((len(lines), 1), _END), axis=1).reshape(-1))
    before, first = [0, *np.cumsum(words).tolist()], 0
    for end in group.ends:
        one, other = before[first], before[end]
        names = text[(first - one) * _LINE : (end - other) * _LINE].replace(_NONE, "")
        yield slice(first, end), "".join((names, *(f"{word}\n" for word in group.words[one:other]))).encode()
        first = end
