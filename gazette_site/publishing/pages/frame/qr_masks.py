"""Which of the eight masks of a QR code is the best (ISO/IEC 18004, 7.8.3): reckoned on all modules at once.

A code is one large number, a bit for each dark module, rows one after the other with four light modules between them. Moved by
`step` bits it lies on its neighbours, to the side (1) or below (the length of a row), so that a rule is a handful of operations
on numbers. The library does the same module by module, which was two thirds of what a code costs.
"""

from __future__ import annotations

from collections.abc import Sequence

MARGIN = 4
"""Light modules after each row, for what stands at an edge."""


def best_of(codes: Sequence[int], size: int) -> int:
    """The code with the lowest penalty, of several the first."""
    row = size + MARGIN
    whole = int(("1" * size + "0" * MARGIN) * size, 2)
    best, least = codes[0], -1
    for code in codes:
        penalty = _runs_and_blocks(code, row) + _runs_and_blocks(whole ^ code, row) + _proportion(code, size)
        if 0 <= least <= penalty:
            continue
        penalty += 40 * (_finders(code, 1) + _finders(code, row))
        if least < 0 or penalty < least:
            best, least = code, penalty
    return best


def _runs_and_blocks(code: int, row: int) -> int:
    """3 for five modules of a colour in a row or column, 1 for each further one; 3 for each square of four."""
    penalty = 0
    for step in (1, row):
        two = code & code >> step
        five = two & two >> 2 * step & code >> 4 * step
        penalty += five.bit_count() + 2 * (five ^ five & five << step).bit_count()
    side = code & code >> 1
    return penalty + 3 * (side & side >> row).bit_count()


def _finders(code: int, step: int) -> int:
    """How often dark and light follow each other as in a finder pattern, 1:1:3:1:1, with four light modules before or after."""
    dark = code & code >> 2 * step & code >> 3 * step & code >> 4 * step & code >> 6 * step
    found = dark & ~(code >> step | code >> 5 * step)
    if not found:
        return 0
    before, after = code << step | code << 2 * step, code >> 7 * step | code >> 8 * step
    return (found & ~((before | before << 2 * step) & (after | after >> 2 * step))).bit_count()


def _proportion(code: int, size: int) -> int:
    """10 for each 5 in 100 by which the dark modules are more or less than half."""
    modules = size * size
    return 10 * (abs(100 * code.bit_count() - 50 * modules) // (5 * modules))
