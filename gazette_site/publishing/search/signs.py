"""Signs as numbers: how the pairs of a text are told, and what stands around them.

敬老院  ──▶  UTF-32  ──▶  敬老 · 老院 as one number each, so that numbers in order are pairs in order, single signs before them
"""

from __future__ import annotations

from typing import NamedTuple

from gazette_site.publishing.search.numbers import Bytes, Counts, Ints, Truths, firsts, np

UTF = "utf-32-le"
SIGN = 21
"""Bits of a sign. A pair is its two signs, a single sign itself."""
NEAR, FAR = 5, 3
"""Classes, by code point, of the sign next to a pair and of the sign behind that."""
SIDE = NEAR + FAR
"""Bits of one side of a pair: a byte."""
OFTEN = 4
"""So many times in one block, and the page is rather about it than only mentions it."""
_LOW = np.uint64((1 << SIGN) - 1)
_MARKED = np.uint32(1 << 2 * SIDE)
"""Above the classes of both sides stands whether it counts as often wherever it stands."""


def signs_of(text: str) -> Ints:
    """The signs of a text as numbers."""
    return np.frombuffer(text.encode(UTF), "<u4").astype(np.uint64)


def text_of(signs: Ints) -> str:
    """The text of some signs."""
    return signs.astype("<u4").tobytes().decode(UTF)


def pairs_of(signs: Ints) -> Ints:
    """The pairs of neighbours among some signs, in their order."""
    return signs[:-1] << np.uint64(SIGN) | signs[1:]


def pair_signs(codes: Ints) -> Ints:
    """The two signs of each pair, one after the other."""
    return np.stack((codes >> np.uint64(SIGN), codes & _LOW), axis=1).reshape(-1)


def around(signs: Ints, page: Counts) -> Ints:
    """For each pair the classes of the signs around it on its page, a bit each: before it the low byte, the next sign first,
    after it the high byte. `page` is the page of each sign."""
    small = signs.astype(np.uint32)
    near, far = np.uint32(1) << small % NEAR, np.uint32(1) << small % FAR + NEAR
    sides = _beside(near, page, -1) | _beside(far, page, -2)
    sides |= (_beside(near, page, 2) | _beside(far, page, 3)) << np.uint32(SIDE)
    found: Ints = sides[:-1]
    return found


def _beside(classes: Ints, page: Counts, by: int) -> Ints:
    """The class of the sign `by` places on, 0 where the page ends before it."""
    found = np.zeros_like(classes)
    here, there = (slice(None, -by), slice(by, None)) if by > 0 else (slice(-by, None), slice(None, by))
    found[here] = np.where(page[here] == page[there], classes[there], 0)
    return found


class Merged(NamedTuple):
    """Keys, each once, in order."""

    keys: Ints
    before: Bytes
    """For each key all classes before it."""
    after: Bytes
    often: Bytes
    """1 for those that are often, 0 elsewhere."""

    def told(self) -> tuple[bytes, bytes, bytes]:
        """What is told of each key."""
        return self.before.tobytes(), self.after.tobytes(), self.often.tobytes()


def merged(keys: Ints, classes: Ints, stressed: Truths) -> Merged:
    """Each key once, with all that stands around it; it is often where it was met so many times, or is stressed somewhere."""
    order = np.argsort(keys)
    keys = keys[order]
    starts = firsts(keys)
    # Of nothing there is nothing to be put together.
    found = np.bitwise_or.reduceat((classes | stressed * _MARKED)[order], starts) if len(starts) else classes
    often = (np.diff(np.append(starts, len(keys))) >= OFTEN) | (found >= _MARKED)
    return Merged(keys[starts], found.astype(np.uint8), (found >> SIDE).astype(np.uint8), often.astype(np.uint8))
