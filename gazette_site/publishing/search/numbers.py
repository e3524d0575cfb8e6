"""Document numbers taken apart into code, year and number."""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMBER = re.compile(r"(?P<code>.+?)(?:〔(?P<year>\d{4})〕|(?P<yearly>\d{4})年第|第)(?P<n>\d+)号")


class NumberParts(NamedTuple):
    """A document number taken apart."""

    code: str
    """`澜府办发`, `澜川市人民政府令`."""
    year: int
    """0 if it has none."""
    n: int


def number_parts(normal: str) -> NumberParts | None:
    """A number in its normal form taken apart; None if it is none."""
    match = _NUMBER.fullmatch(normal)
    return NumberParts(match["code"], int(match["year"] or match["yearly"] or 0), int(match["n"])) if match else None
