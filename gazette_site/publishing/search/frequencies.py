"""How often the pairs of a tier occur: which are common, and which occur at all."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from operator import add


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Pairs with the number of blocks each stands in, the commonest first."""

    signs: str
    """All pairs, one after the other."""
    blocks: bytes
    """Four bytes for each."""

    def pairs(self) -> Iterator[str]:
        """The pairs, the commonest first."""
        return map(add, self.signs[::2], self.signs[1::2])

    def commonest(self, number: int) -> Iterator[tuple[str, int]]:
        """The pairs that stand in the most blocks, the commonest first, with the number of blocks."""
        return islice(zip(self.pairs(), memoryview(self.blocks).cast("I"), strict=True), number)


def frequencies(blocks: Mapping[str, int]) -> Frequencies:
    """The table of pairs; those of one number stand in order of their signs."""
    pairs = sorted(sorted(blocks), key=blocks.__getitem__, reverse=True)
    return Frequencies("".join(pairs), array("I", map(blocks.__getitem__, pairs)).tobytes())
