"""The address of a page as a QR code for paper, drawn as one path."""

from __future__ import annotations

import re
from typing import NamedTuple

QUIET = 2
"""Light modules around the code; the paper around it gives the rest of the four that are asked for."""
_MASK = 3
"""Every mask can be read; trying all eight for the smoothest takes five times as long."""
_DARK = re.compile(b"\x01+")
_LARGEST = 177
"""Modules of a side of the largest code there is (ISO/IEC 18004, version 40)."""
_MOVES = [f"M{left + QUIET} " for left in range(_LARGEST)]
_BARS = [f"h{length}v1h-{length}z" for length in range(_LARGEST + 1)]
"""The words of the path, made once: a page has some three hundred of them."""


class QrCode(NamedTuple):
    """A drawing."""

    size: int
    """Modules of a side, with the margin."""
    path: str


def qr_code(address: str) -> QrCode:
    """The code of an address, error correction M: a seventh of it may be damaged."""
    import segno

    rows = segno.make_qr(address, error="m", mask=_MASK, boost_error=False).matrix
    parts = []
    for top, row in enumerate(rows, QUIET):
        y = str(top)
        for run in _DARK.finditer(row):
            left, right = run.span()
            parts.append(_MOVES[left] + y + _BARS[right - left])
    return QrCode(len(rows) + 2 * QUIET, "".join(parts))
