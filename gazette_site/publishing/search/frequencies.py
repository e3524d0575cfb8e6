"""How often the pairs of a tier occur: which are common, and which occur at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from gazette_site.publishing.search.grams import SIGN, Ints

_LOW = (1 << SIGN) - 1


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Pairs with the number of blocks each stands in."""

    codes: bytes
    """Both signs as one number (`SIGN` bits each), eight bytes, in order."""
    blocks: bytes
    """Four bytes for each."""

    def __contains__(self, pair: object) -> bool:
        if not isinstance(pair, str) or len(pair) != 2:
            return False
        code, codes = np.uint64(ord(pair[0]) << SIGN | ord(pair[1])), np.frombuffer(self.codes, "<u8")
        place = int(np.searchsorted(codes, code))
        return place < len(codes) and bool(codes[place] == code)

    def commonest(self, number: int) -> Iterator[tuple[str, int]]:
        """The pairs that stand in the most blocks, the commonest first, with the number of blocks."""
        codes, blocks = np.frombuffer(self.codes, "<u8"), np.frombuffer(self.blocks, "<u4")
        for place in np.lexsort((codes, -blocks.astype(np.int64)))[:number].tolist():
            code = int(codes[place])
            yield chr(code >> SIGN) + chr(code & _LOW), int(blocks[place])


def frequencies(codes: list[Ints], blocks: list[Ints]) -> Frequencies:
    """The table of pairs that come in several runs, each pair once."""
    whole, many = np.concatenate(codes), np.concatenate(blocks)
    order = np.argsort(whole)
    return Frequencies(whole[order].astype("<u8").tobytes(), many[order].astype("<u4").tobytes())
