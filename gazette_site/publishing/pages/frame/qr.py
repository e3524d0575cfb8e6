"""The address of a page as a QR code for paper, drawn as one path: a stroke for each run of dark modules."""

from __future__ import annotations

import re
from typing import NamedTuple

import zxingcpp

from gazette_site.publishing.pages.frame.qr_masks import MARGIN, best_of

QUIET = 2
"""Light modules around the code; the paper around it gives the rest of the four that are asked for."""
_RUN = re.compile("1+|0+(?=1)")
"""Dark modules, and the light ones before further dark ones."""
_LARGEST = 177
"""Modules of a side of the largest code there is (ISO/IEC 18004, version 40)."""
_STROKES = {
    **{"1" * length: f"h{length}" for length in range(1, _LARGEST + 1)},
    **{"0" * length: f"m{length} 0" for length in range(1, _LARGEST)},
}
"""The words of the path by the run that they draw, made once: a page has some three hundred of them."""
_DIGITS = bytes.maketrans(b"\x00\xff", b"10")
_MASKS: dict[int, tuple[int, ...]] = {}
"""By the modules of a side: what of a code with the first mask differs in each of the eight; filled as codes are made."""


class QrCode(NamedTuple):
    """A drawing."""

    size: int
    """Modules of a side, with the margin."""
    path: str
    """Lines, a module wide, through the upper edge of each row of modules."""


def qr_code(address: str) -> QrCode:
    """The code of an address, error correction M: a seventh of it may be damaged."""
    size, first = _masked(address, 0)
    if size not in _MASKS:
        _MASKS[size] = tuple(first ^ _masked(address, mask)[1] for mask in range(8))
    code, row, parts = best_of([first ^ mask for mask in _MASKS[size]], size), size + MARGIN, []
    modules = f"{code:0{size * row}b}"
    for top in range(size):
        parts.append(f"M{QUIET} {top + QUIET}")
        parts += map(_STROKES.__getitem__, _RUN.findall(modules, top * row, top * row + size))
    return QrCode(size + 2 * QUIET, "".join(parts))


def _masked(address: str, mask: int) -> tuple[int, int]:
    """Modules of a side, and the code with one of the masks, as `qr_masks` has it."""
    code = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M", dataMask=mask)
    # A buffer of bytes, though its stub does not say so.
    grey = memoryview(code.to_image(scale=1, add_quiet_zones=False))  # type: ignore[arg-type]
    size, digits, light = len(grey), grey.tobytes().translate(_DIGITS), b"0" * MARGIN
    rows = [digits[top : top + size] for top in range(0, size * size, size)]
    return size, int(light.join(rows) + light, 2)
