"""Numbers: numpy, and the few arrays of it that the index is made of.

An archive has millions of signs, so that a sign must cost no more than a few nanoseconds: whole issues are worked on at once.
Numbers are those of little-endian machines; Pagefind, without which no site is made, has programs for these alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

# Nothing here multiplies matrices. Threads that wait to do so would be in the way of the crew, whose processes are forks.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray

__all__ = ["Bytes", "Counts", "Ints", "NDArray", "Truths", "firsts", "np", "spread", "varints"]

Ints = NDArray[np.uint64]
Counts = NDArray[np.int64]
Bytes = NDArray[np.uint8]
Truths = NDArray[np.bool_]

_GROUP = 7
"""Bits of a byte of a number that tell the number; the highest says that more follow."""
_LONGEST = 5
"""Bytes of a number at most: those told here have 32 bits."""


def firsts(values: Ints) -> Counts:
    """Of values in order the places where another one begins."""
    return np.flatnonzero(np.concatenate((np.ones(min(len(values), 1), np.bool_), values[1:] != values[:-1])))


def spread(sizes: Counts) -> tuple[Counts, Counts]:
    """For some rows of these sizes, one after the other: of each place its row, and its number in the row."""
    rows = np.repeat(np.arange(len(sizes)), sizes)
    return rows, np.arange(len(rows)) - np.repeat(np.cumsum(sizes) - sizes, sizes)


def varints(numbers: Counts | Ints | Iterable[int]) -> tuple[Bytes, Counts]:
    """Numbers in groups of seven bits, the lowest first, the high bit saying that more follow; and how many bytes each has."""
    values = np.asarray(numbers if isinstance(numbers, np.ndarray) else list(numbers), np.uint64)
    sizes = np.ones(len(values), np.int64)
    if not (values >> np.uint64(_GROUP)).any():
        return values.astype(np.uint8), sizes
    for groups in range(1, _LONGEST):
        sizes += values >= np.uint64(1 << _GROUP * groups)
    rows, place = spread(sizes)
    content = values[rows] >> (place * _GROUP).astype(np.uint64) & np.uint64(127)
    more = (place + 1 < sizes[rows]).astype(np.uint64)
    return (content | more << np.uint64(_GROUP)).astype(np.uint8), sizes
