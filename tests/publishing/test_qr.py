"""The QR code of an address: what is drawn is the code that the library makes when it chooses the mask itself."""

from __future__ import annotations

import re

import pytest
import zxingcpp

from gazette_site.publishing.pages.frame.qr import QUIET, qr_code

_STROKE = re.compile(r"M2 (\d+)|m(\d+) 0|h(\d+)")


def _drawn(path: str, size: int) -> list[list[int]]:
    """The modules that a path paints dark."""
    rows, x, y = [[0] * size for _ in range(size)], 0, 0
    for row, gap, bar in _STROKE.findall(path):
        if row:
            x, y = QUIET, int(row)
        elif gap:
            x += int(gap)
        else:
            rows[y][x : x + int(bar)] = [1] * int(bar)
            x += int(bar)
    return rows


@pytest.mark.parametrize("number", [*range(0, 60), *range(60, 320, 20)])
def test_the_code_is_the_one_with_the_best_mask(number: int) -> None:
    """For addresses of every length, in codes of many sizes: module by module what the library makes."""
    address = f"https://gazette.example/documents/{number * 7919}{'x-' * (number // 2)}/"
    made = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    grey = memoryview(made.to_image(scale=1, add_quiet_zones=False))  # type: ignore[arg-type]
    size, path = qr_code(address)
    modules = [row[QUIET : size - QUIET] for row in _drawn(path, size)[QUIET : size - QUIET]]
    assert modules == [[int(not grey[y, x]) for x in range(len(grey))] for y in range(len(grey))]
