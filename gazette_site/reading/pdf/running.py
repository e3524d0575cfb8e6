"""Running heads and folios: told from text by place and repetition (书眉、页码)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from gazette_site.characters import folded
from gazette_site.late import late
from gazette_site.model import FurnitureReason
from gazette_site.reading.pdf.columns import Row, Side

TOP, BOTTOM = 72.0, 62.0
"""Points from the upper and lower edge within which running heads and folios stand; in points, so that it holds for landscape pages."""
_FOLIO = late(r"[—–－\-·•~\s]*(?P<n>\d{1,4})[—–－\-·•~\s]*|第(?P<m>\d{1,4})页(?:/?共\d{1,4}页)?")

_FOLIO_BESIDE = late(r"[—–－\-·•~]*\s*(?P<n>\d{1,4})(?:\s*[—–－\-·•~|｜]+)?\s+(?=\S)")
_BESIDE_FOLIO = late(r"(?<=\S)\s+(?:[—–－\-·•~|｜]+\s*)?(?P<n>\d{1,4})(?:\s*[—–－\-·•~]+)?$")


class RunningMarks:
    """Knows which rows at the edges of the pages of one issue are no text."""

    def __init__(self, pages: Sequence[tuple[float, Sequence[Row]]], size: float) -> None:
        """`pages` gives for each page its height and its rows; `size` is that of the body text."""
        self.size = size
        self.heights = [height for height, _ in pages]
        masked: Counter[str] = Counter()
        places: Counter[int] = Counter()
        for height, rows in pages:
            edge = [row for row in rows if _at_edge(row, height)]
            masked.update({_masked(row.text) for row in edge})
            places.update({round(_place(row, height)) for row in edge if row.size < 0.98 * size})
        self.repeated = {text for text, n in masked.items() if n >= 2}
        self.places = {place for place, n in places.items() if n >= 3}

    def reason(self, page: int, row: Row) -> FurnitureReason | None:
        """Why a row of a page (counted from 0) is no text; None if it may be text."""
        height = self.heights[page]
        if row.side is Side.DOWN or not _at_edge(row, height):
            return None
        if _FOLIO.fullmatch(folded(row.text)):
            return FurnitureReason.PAGE_NUMBER
        small = row.size < 0.98 * self.size
        known_place = any(round(_place(row, height)) + d in self.places for d in (-1, 0, 1))
        if (small or len(row.text) < 25) and (_masked(row.text) in self.repeated or (small and known_place)):
            return FurnitureReason.RUNNING_HEAD
        return None

    def known(self, text: str) -> FurnitureReason | None:
        """What text that stands aside on a page is, if it says the same as the edges of others; None if it does not."""
        if _FOLIO.fullmatch(folded(text)):
            return FurnitureReason.PAGE_NUMBER
        return FurnitureReason.RUNNING_HEAD if _masked(text) in self.repeated else None


def folio(text: str) -> str | None:
    """The page number that a folio prints, without its marks."""
    match = _FOLIO.fullmatch(folded(text))
    return (match["n"] or match["m"]).lstrip("0") or None if match else None


def folio_beside(text: str) -> str | None:
    """The page number that stands at the beginning or the end of a running head, blanks or marks between: `· 3 ·　市政府文件`."""
    match = _FOLIO_BESIDE.match(text) or _BESIDE_FOLIO.search(text)
    return match["n"].lstrip("0") or None if match else None


def _at_edge(row: Row, height: float) -> bool:
    return row.base < min(TOP, 0.095 * height + 12) or row.base > height - BOTTOM


def _place(row: Row, height: float) -> float:
    return row.base if row.base < height / 2 else row.base - height


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", folded(text))
