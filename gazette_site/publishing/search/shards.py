"""Shards: the postings of a part of the archive in files of a few kilobytes, each gram in the one its hash names.

    shard = gzip(count ‖ (length of gram ‖ gram ‖ length of postings)* ‖ postings*)        grams in order

The number of shards is a power of two, so that it rarely changes; the name of a file holds a hash of its content.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.search.postings import Postings, varint

FOLDER = "search"
_SHARD = 20_000
"""Bytes of postings in a shard before compression, at most on average."""
_FEWEST = 128
"""As many shards at least, where there is that much: the small part of the archive is asked in every search too."""
_SMALLEST = 1_000
_DIGITS = 6
"""Hexadecimal digits of the hash in a name: it tells versions of one shard apart, no more."""


@dataclass(frozen=True, slots=True)
class Shards:
    """Where the shards of a part are."""

    blocks: int
    count: int
    """A power of two."""
    hashes: str
    """Hashes of the shards in order, `_DIGITS` hexadecimal digits each."""


def packed(content: bytes) -> bytes:
    """`content` compressed; the same content gives the same bytes."""
    return gzip.compress(content, 9, mtime=0)


def digest(content: bytes, digits: int = 8) -> str:
    """Hash of a file's content for its name."""
    return hashlib.sha256(content).hexdigest()[:digits]


def shard_of(gram: str, count: int) -> int:
    """The shard of a gram: FNV-1a over its code points, folded to the power of two `count`."""
    value = 2166136261
    for sign in gram:
        value = (value ^ ord(sign)) * 16777619 & 0xFFFFFFFF
    return (value ^ value >> 15) & (count - 1)


def shard_count(size: int) -> int:
    """How many shards hold `size` bytes of postings."""
    count = 1
    while size > count * (_SHARD if count >= _FEWEST else _SMALLEST):
        count *= 2
    return count


class ShardWriter:
    """Writes the shards of one part; `done` tells where they are once all files were taken."""

    def __init__(self, part: str, postings: Postings) -> None:
        self._part = part
        self._postings = postings
        self._hashes: list[str] = []
        self.count = shard_count(postings.size())

    def files(self) -> Iterator[OutputFile]:
        """The files of the shards, one at a time."""
        shards: list[list[str]] = [[] for _ in range(self.count)]
        for gram in self._postings:
            shards[shard_of(gram, self.count)].append(gram)
        for number, grams in enumerate(shards):
            content = packed(self._content(sorted(grams)))
            self._hashes.append(digest(content, _DIGITS))
            yield OutputFile(f"{FOLDER}/{self._part}/{number:x}-{self._hashes[-1]}.bin", content)

    def done(self) -> Shards:
        """Where the shards are."""
        return Shards(self._postings.blocks, self.count, "".join(self._hashes))

    def _content(self, grams: list[str]) -> bytes:
        contents = [self._postings.written(gram) for gram in grams]
        head = bytearray(varint(len(grams)))
        for gram, content in zip(grams, contents, strict=True):
            name = gram.encode()
            head += varint(len(name)) + name + varint(len(content))
        return bytes(head) + b"".join(contents)
