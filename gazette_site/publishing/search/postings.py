"""Postings: for each gram the blocks it stands in, kept small while they are gathered and when they are written.

    postings = size of list ‖ list ‖ size of list ‖ list ‖ neighbours    blocks with the gram; those with it four times
                                                                         or more; of a pair, its neighbours

A list is a row of differences, seven bits a byte, or a bit for each block where that is shorter (the lowest bit of the
size says so). Neighbours are a byte for each block of the first list, what stands before, then as many for what stands
after. A pair in more than half of the blocks has none: all kinds of signs stand around it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

OFTEN = 4
"""So many times in one block, and the page is rather about it than only mentions it."""
NEAR, FAR = 5, 3
"""Classes, by code point, of the sign next to a pair and of the sign behind that."""
SIDE = NEAR + FAR
"""Bits of one side of a pair: a byte."""
_ONE_SIDE = (1 << SIDE) - 1


@dataclass(frozen=True, slots=True)
class Grams:
    """The grams of a block."""

    times: Counter[str]
    """How often each gram stands there."""
    neighbours: dict[str, int]
    """For each pair the classes of the signs around it, a bit each: before it the low byte, the next sign first, after it
    the high byte."""


class _Gathered:
    """The blocks of one gram, as differences."""

    __slots__ = ("after", "before", "blocks", "last", "last_often", "often")

    def __init__(self) -> None:
        self.blocks, self.last = bytearray(), -1
        self.often, self.last_often = bytearray(), -1
        self.before, self.after = bytearray(), bytearray()


class Postings:
    """Gathers the grams of blocks that come in order."""

    def __init__(self) -> None:
        self._grams: dict[str, _Gathered] = {}
        self.blocks = 0

    def add_block(self, grams: Grams) -> None:
        """The next block with its grams."""
        known, block, neighbours = self._grams, self.blocks, grams.neighbours
        for gram, times in grams.times.items():
            gathered = known.get(gram)
            if gathered is None:
                gathered = known[gram] = _Gathered()
            step = block - gathered.last
            if step < 128:
                gathered.blocks.append(step)
            else:
                gathered.blocks += varint(step)
            gathered.last = block
            if times >= OFTEN:
                gathered.often += varint(block - gathered.last_often)
                gathered.last_often = block
            if gram in neighbours:
                gathered.before.append(neighbours[gram] & _ONE_SIDE)
                gathered.after.append(neighbours[gram] >> SIDE)
        self.blocks += 1

    def size(self) -> int:
        """Bytes of all postings, about."""
        return sum(len(one.blocks) + len(one.often) + 2 * len(one.before) for one in self._grams.values())

    def commonest(self, number: int) -> list[str]:
        """The pairs that stand in the most blocks, about, the commonest first: a search does better without them."""
        pairs = [(-len(one.blocks), gram) for gram, one in self._grams.items() if len(gram) == 2]
        return [gram for _, gram in sorted(pairs)[:number]]

    def pairs(self) -> Iterator[tuple[str, int]]:
        """Every pair with the number of blocks it stands in, about."""
        return ((gram, len(one.blocks)) for gram, one in self._grams.items() if len(gram) == 2)

    def __contains__(self, gram: object) -> bool:
        return gram in self._grams

    def __iter__(self) -> Iterator[str]:
        return iter(self._grams)

    def written(self, gram: str) -> bytes:
        """The postings of a gram as they stand in a shard."""
        gathered = self._grams[gram]
        neighbours = gathered.before + gathered.after if len(gathered.before) * 2 <= self.blocks else b""
        return self._list(gathered.blocks) + self._list(gathered.often) + neighbours

    def _list(self, steps: bytearray) -> bytes:
        bits = (self.blocks + 7) // 8
        if len(steps) <= bits:
            return varint(len(steps) << 1) + steps
        return varint(bits << 1 | 1) + _bitmap(_places(steps), bits)


def varint(number: int) -> bytes:
    """`number` in groups of seven bits, the lowest first; the high bit says that more follow."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def _places(steps: Iterable[int]) -> Iterator[int]:
    place, number, shift = -1, 0, 0
    for byte in steps:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            place += number
            yield place
            number = shift = 0


def _bitmap(places: Iterable[int], size: int) -> bytes:
    bits = bytearray(size)
    for place in places:
        bits[place >> 3] |= 1 << (place & 7)
    return bytes(bits)
