"""Columns: the rows of some grams as they stand in a shard, a column after the other, in each gram after gram.

    rows ──▶ the blocks as differences, seven bits a byte; those where it stands often, likewise;
             of a pair the neighbours, a byte a block for what stands before, another for what stands after

A pair in more than half of the blocks has no neighbours: all kinds of signs stand around it. The rows of all grams are
worked on at once, as large numbers with a field for each row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, chain, compress, pairwise
from operator import sub
from typing import NamedTuple

from gazette_site.publishing.search.postings import ROW
from gazette_site.publishing.search.signs import as_number

_FIELD = 4
"""Bytes of a block."""
_ONE = (1).to_bytes(_FIELD, "little")
_HIGH = bytes(byte > 127 for byte in range(256))
_SOME = bytes(byte > 0 for byte in range(256))


class Columns(NamedTuple):
    """For each gram its bytes in each column."""

    lists: list[bytes]
    often: list[bytes]
    before: list[bytes]
    after: list[bytes]


def columns_of(names: Sequence[str], rows: Sequence[bytes], blocks: int) -> Columns:
    """The columns of grams whose rows are given (`postings`), in a tier of so many blocks."""
    joined, ends = b"".join(rows), list(accumulate((len(one) // ROW for one in rows), initial=0))
    spans = [slice(*ends) for ends in pairwise(ends)]
    places = _places(joined)
    before, after, often = joined[0::ROW], joined[1::ROW], joined[2::ROW]
    tells = [len(name) == 2 and 2 * (span.stop - span.start) <= blocks for name, span in zip(names, spans, strict=True)]
    return Columns(
        _steps(places, spans),
        [_often(places, often, span) for span in spans],
        [before[span] if told else b"" for told, span in zip(tells, spans, strict=True)],
        [after[span] if told else b"" for told, span in zip(tells, spans, strict=True)],
    )


def varints(numbers: Iterable[int]) -> bytes:
    """Numbers in groups of seven bits, the lowest first, the high bit saying that more follow."""
    return b"".join(map(_varint, numbers))


@lru_cache(1 << 15)
def _varint(number: int) -> bytes:
    groups = bytearray()
    while number > 127:
        groups.append(number & 127 | 128)
        number >>= 7
    return bytes((*groups, number))


def _places(rows: bytes) -> memoryview:
    """For each row one more than its block, so that 0 is before the first."""
    fields = bytearray(len(rows) // ROW * _FIELD)
    for byte in range(_FIELD):
        fields[byte::_FIELD] = rows[_FIELD + byte :: ROW]
    return _fields(as_number(fields) + as_number(_ONE * (len(rows) // ROW)), len(fields))


def _steps(places: memoryview, spans: Sequence[slice]) -> list[bytes]:
    """The differences between neighbours of each gram, the first from 0."""
    plain = bytes(places)
    last = bytearray(_FIELD) + plain[:-_FIELD]
    for span in spans:
        last[span.start * _FIELD : span.start * _FIELD + _FIELD] = bytes(_FIELD)
    steps = _fields(as_number(plain) - as_number(last[: len(plain)]), len(plain))
    low, *others = (bytes(steps)[byte::_FIELD] for byte in range(_FIELD))
    wide = as_number(low.translate(_HIGH))
    for other in others:
        wide |= as_number(other.translate(_SOME))
    marks = wide.to_bytes(len(low), "little")
    numbers = steps.cast("I")
    return [
        low[span] if marks.find(1, span.start, span.stop) < 0 else varints(numbers[span].tolist()) for span in spans
    ]


def _often(places: memoryview, often: bytes, span: slice) -> bytes:
    """Differences between those of a gram that are often."""
    if often.find(1, span.start, span.stop) < 0:
        return b""
    there = list(compress(places.cast("I")[span].tolist(), often[span]))
    return varints(map(sub, there, chain((0,), there)))


def _fields(number: int, size: int) -> memoryview:
    return memoryview(number.to_bytes(size, "little"))
