"""Signs as numbers: how the pairs of a text are told and counted by what runs over many of them at once.

    敬老院  ──▶  UTF-32  ──▶  two signs side by side read as one number of eight bytes: 敬老 · 老院

An archive has millions of signs, so a sign must cost no more than a step or two. Bytes are looked up by `translate`, columns
of small numbers are added and compared as one large number: both are linear, and take a nanosecond a byte.

Numbers are those of little-endian machines; Pagefind, without which no site is made, has programs for these alone.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence

UTF = "utf-32-le"
NEAR, FAR = 5, 3
"""Classes, by code point, of the sign next to a pair and of the sign behind that."""
SIDE = NEAR + FAR
"""Bits of one side of a pair: a byte."""
OFTEN = 4
"""So many times in one block, and the page is rather about it than only mentions it."""

_CLASSES = NEAR * FAR
# 256 leaves 1 when divided by either, so the bytes of a code point may be added.
_REST = bytes(byte % _CLASSES for byte in range(256))
_NEAR = bytes(1 << rest % NEAR for rest in range(256))
_FAR = bytes(1 << NEAR + rest % FAR for rest in range(256))
_TIMES = 2 * SIDE
"""Above the classes of both sides of a pair stands how many times it was met …"""
_ENOUGH = 29
"""… in a field that begins so that this bit is the first to be set when that makes it often. Below 2³⁰ numbers are fast."""
_UNMET = (1 << _ENOUGH) - (OFTEN << _TIMES)
_HIGH = bytes(byte >> _ENOUGH % 8 > 0 for byte in range(256))
_SOME = bytes(byte > 0 for byte in range(256))


def pair_codes(text: str) -> list[int]:
    """The pairs of neighbours of a text as numbers, in order."""
    signs, pairs = memoryview(text.encode(UTF)), max(len(text) - 1, 0)
    codes = [0] * pairs
    codes[::2] = signs[: len(text) // 2 * 8].cast("Q").tolist()
    codes[1::2] = signs[4 : 4 + pairs // 2 * 8].cast("Q").tolist()
    return codes


def neighbours(text: str) -> list[int]:
    """For each pair the classes of the signs around it, a bit each: before it the low byte, the next sign first, after it the high byte."""
    signs, length = text.encode(UTF), len(text)
    rests = sum(as_number(signs[place::4].translate(_REST)) for place in range(4)).to_bytes(length, "little")
    near, far = as_number(rests.translate(_NEAR)), as_number(rests.translate(_FAR))
    sides = bytearray(2 * max(length - 1, 0))
    sides[::2] = (near << 8 | far << 16).to_bytes(length + 2, "little")[: max(length - 1, 0)]
    sides[1::2] = (near >> 16 | far >> 24).to_bytes(length, "little")[: max(length - 1, 0)]
    return memoryview(sides).cast("H").tolist()


def merged_pairs(codes: Sequence[int], around: Sequence[int], stressed: Iterable[int]) -> dict[int, int]:
    """Each pair of a block once, with all that stands around it and, from `_ENOUGH` on, whether it is often; `stressed` are those that are."""
    found: dict[int, int] = {}
    # Names of its own are found faster than those of the module: this runs for every sign of the archive.
    known, unmet, once = found.get, _UNMET, 1 << _TIMES
    for code, classes in zip(codes, around, strict=True):
        found[code] = (known(code, unmet) | classes) + once
    for code in set(stressed):
        found[code] |= 1 << _ENOUGH
    return found


def counted_signs(block: str, stressed: Iterable[str]) -> Counter[str]:
    """Each sign of a block with how many times it stands there; a stressed one `OFTEN` times more."""
    found = Counter(block)
    for sign in set(stressed):
        found[sign] += OFTEN
    return found


def columns(pairs: Iterable[dict[int, int]]) -> tuple[str, bytes, bytes, bytes]:
    """The pairs of some blocks: their signs, the classes before and after each, 1 for those that are often."""
    blocks = list(pairs)
    codes = b"".join(array("Q", block).tobytes() for block in blocks)
    values = b"".join(array("Q", block.values()).tobytes() for block in blocks)
    often = as_number(values[3::8].translate(_HIGH)) | as_number(values[4::8].translate(_SOME))
    return codes.decode(UTF), values[0::8], values[1::8], often.to_bytes(len(values) // 8, "little")


def each_wide(numbers: Sequence[int], times: Sequence[int]) -> bytes:
    """Each number as four bytes, so many times."""
    return b"".join(number.to_bytes(4, "little") * many for number, many in zip(numbers, times, strict=True))


def as_number(column: bytes | bytearray) -> int:
    """A column of bytes as one number; its first byte is the lowest."""
    return int.from_bytes(column, "little")
