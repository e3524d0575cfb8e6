"""The address of a page as a QR code for paper, drawn as one path."""

from __future__ import annotations

import re
from typing import NamedTuple

QUIET = 2
"""Light modules around the code; the paper around it gives the rest of the four that are asked for."""
_MASK = 3
"""Every mask can be read; trying all eight for the smoothest takes five times as long."""
_DARK = re.compile(b"\x01+")


class QrCode(NamedTuple):
    """A drawing."""

    size: int
    """Modules of a side, with the margin."""
    path: str


def qr_code(address: str) -> QrCode:
    """The code of an address, error correction M: a seventh of it may be damaged."""
    import segno

    rows = segno.make_qr(address, error="m", mask=_MASK, boost_error=False).matrix
    parts = [
        f"M{run.start() + QUIET} {top}h{run.end() - run.start()}v1H{run.start() + QUIET}z"
        for top, row in enumerate(rows, QUIET)
        for run in _DARK.finditer(row)
    ]
    return QrCode(len(rows) + 2 * QUIET, "".join(parts))
