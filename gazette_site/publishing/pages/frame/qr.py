"""The address of a page as a QR code for paper, drawn as one path: a stroke for each run of dark modules."""

from __future__ import annotations

import re
from typing import NamedTuple

import zxingcpp

QUIET = 2
"""Light modules around the code; the paper around it gives the rest of the four that are asked for."""
_DARK = re.compile(b"\x00+")
_LARGEST = 177
"""Modules of a side of the largest code there is (ISO/IEC 18004, version 40)."""
_GAPS = [f"m{length} 0" for length in range(_LARGEST)]
_BARS = [f"h{length}" for length in range(_LARGEST + 1)]
"""The words of the path, made once: a page has some three hundred of them."""


class QrCode(NamedTuple):
    """A drawing."""

    size: int
    """Modules of a side, with the margin."""
    path: str
    """Lines, a module wide, through the upper edge of each row of modules."""


def qr_code(address: str) -> QrCode:
    """The code of an address, error correction M: a seventh of it may be damaged."""
    code = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    # A buffer of bytes, though its stub does not say so.
    grey = memoryview(code.to_image(scale=1, add_quiet_zones=False))  # type: ignore[arg-type]
    size, modules, parts = len(grey), grey.tobytes(), []
    for top in range(size):
        parts.append(f"M{QUIET} {top + QUIET}")
        place = 0
        for run in _DARK.finditer(modules, top * size, (top + 1) * size):
            left, right = run.start() - top * size, run.end() - top * size
            parts.append((_GAPS[left - place] if left > place else "") + _BARS[right - left])
            place = right
    return QrCode(size + 2 * QUIET, "".join(parts))
