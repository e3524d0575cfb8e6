"""How often the pairs of a tier occur: which are common, and which occur at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from operator import add

from gazette_site.publishing.search.numbers import Counts, Ints, np
from gazette_site.publishing.search.signs import pair_signs, text_of


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


def frequencies(codes: Ints, blocks: Counts) -> Frequencies:
    """The table of pairs, each told once; those of one number stand in order of their signs."""
    order = np.lexsort((codes, -blocks))
    return Frequencies(text_of(pair_signs(codes[order])), blocks[order].astype("<u4").tobytes())
