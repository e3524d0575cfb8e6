"""The address of a page as a QR code for paper, drawn as one path."""

from __future__ import annotations

import re
from typing import NamedTuple

import zxingcpp

QUIET = 2
"""Light modules around the code; the paper around it gives the rest of the four that are asked for."""
_DARK = re.compile(b"\x00+")
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
    code = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    # A buffer of bytes, though its stub does not say so.
    grey = memoryview(code.to_image(scale=1, add_quiet_zones=False))  # type: ignore[arg-type]
    size, modules, parts = len(grey), grey.tobytes(), []
    for top in range(size):
        y = str(top + QUIET)
        for run in _DARK.finditer(modules[top * size : (top + 1) * size]):
            left, right = run.span()
            parts.append(_MOVES[left] + y + _BARS[right - left])
    return QrCode(size + 2 * QUIET, "".join(parts))
