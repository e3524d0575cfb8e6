"""Running heads and folios: told from text by place and repetition (书眉、页码)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from gazette_site.characters import folded
from gazette_site.late import late
from gazette_site.model import FurnitureReason
from gazette_site.numerals import chinese_to_int
from gazette_site.reading.pdf.columns import Row, Side

TOP, BOTTOM = 72.0, 62.0
"""Points from the upper and lower edge within which running heads and folios stand; in points, so that it holds for landscape pages."""
_ORNAMENT = r"[—–－―─━\-‐‑·•・∙●○◆◇■□▪★☆~～|｜/*«»<>〈〉《》【】〔〕…\s]"
_NUMERAL = "[〇○零一二三四五六七八九十百]{1,5}"
_FOLIO = late(
    rf"{_ORNAMENT}*(?P<n>\d{{1,4}}){_ORNAMENT}*|(?P<dash>[一_])\s*(?P<d>\d{{1,4}})\s*(?P=dash)"
    r"|第(?P<m>\d{1,4})页[/,，;；]?(?:共\d{1,4}页)?|共\d{1,4}页[/,，;；]?第(?P<o>\d{1,4})页|(?:[Pp]age|P\.)(?P<p>\d{1,4})(?:of\d{1,4})?"
    rf"|(?P<q>\d{{1,4}})/\d{{1,4}}(?:页)?"
)
_NO_NUMBER = late(
    rf"{_ORNAMENT}*(?:[ivxIVX]{{1,5}}|[Ⅰ-Ⅻⅰ-ⅻ])(?:{_ORNAMENT}*)|[—–－―─\-]+{_NUMERAL}[—–－―─\-]+|第{_NUMERAL}页"
)
"""Folios that count otherwise: roman ones of contents, Chinese numerals with their marks."""
_IN_CHINESE = late(rf"{_ORNAMENT}*第?(?P<n>{_NUMERAL})页?{_ORNAMENT}*")
"""A Chinese numeral; one without marks is a folio only where it rises with the pages."""

_FOLIO_BESIDE = late(r"[—–－\-·•~]*\s*(?P<n>\d{1,4})(?:\s*[—–－\-·•~|｜]+)?\s+(?=\S)")
_BESIDE_FOLIO = late(r"(?<=\S)\s+(?:[—–－\-·•~|｜]+\s*)?(?P<n>\d{1,4})(?:\s*[—–－\-·•~]+)?$")
_ALONE = late(rf"{_ORNAMENT}*\d{{1,4}}{_ORNAMENT}*")
_WIDE = late(r"\u3000+|\s{2,}")
_LONGEST = 25
"""Characters of a running head in print as large as the text, at most."""
_HEADS = 3
"""Rows of a running head, at most."""
_APART = 1.2
"""How much more room there is between a running head and the text than between the lines of the text."""
_WITHIN = 0.18
"""Share of the height of a page, at its head and foot, within which running heads stand, whatever shows them."""
_OFTEN = 0.4
"""Share of the pages from which a line in large print repeats because it is a running head."""


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
        self.often = max(3.0, _OFTEN * len(pages))
        self.large = [_larger(rows, size) for _, rows in pages]
        self.printed: Counter[tuple[str, int, int]] = Counter()
        for height, rows in pages:
            self.printed.update({(_masked(row.text), round(_place(row, height)), round(row.size)) for row in rows})
        self.places = {place for place, n in places.items() if n >= 3}
        self.apart = [_apart(rows, height, size) for height, rows in pages]
        heads = Counter(
            (round(_place(row, height)), round(row.size))
            for (height, rows), apart in zip(pages, self.apart, strict=True)
            for row in rows
            if round(row.base) in apart and _masked(row.text) in self.repeated
        )
        self.heads = {place for place, n in heads.items() if n >= 2}
        self.folios = _folios_within(pages, self.apart)

    def reason(self, page: int, row: Row) -> FurnitureReason | None:
        """Why a row of a page (counted from 0) is no text; None if it may be text."""
        height = self.heights[page]
        if (page, round(row.base)) in self.folios:
            return FurnitureReason.PAGE_NUMBER
        if row.edge and not _WITHIN * height < row.base < (1 - _WITHIN) * height:
            return FurnitureReason.PAGE_NUMBER if any_folio(row.text) else FurnitureReason.RUNNING_HEAD
        if row.side is Side.DOWN or not _at_edge(row, height):
            return None
        if is_folio(row.text):
            return FurnitureReason.PAGE_NUMBER
        small = row.size < 0.98 * self.size
        known_place = any(round(_place(row, height)) + d in self.places for d in (-1, 0, 1))
        if small and (known_place or _masked(row.text) in self.repeated):
            return FurnitureReason.RUNNING_HEAD
        return FurnitureReason.RUNNING_HEAD if self._is_large_head(page, row) else None

    def _is_large_head(self, page: int, row: Row) -> bool:
        """Whether a short row as large as the text is a running head: it repeats at its place, or stands where others do, apart from the text.

        A title that two documents share, whom they are sent to, and who signed them stand at the head of a page, too.
        """
        if len(row.text) >= _LONGEST or round(row.base) in self.large[page]:
            return False
        place, size = round(_place(row, self.heights[page])), round(row.size)
        times = sum(self.printed[(_masked(row.text), place + d, size)] for d in (-1, 0, 1))
        if times >= self.often:
            return True
        if row.size > 1.15 * self.size or round(row.base) not in self.apart[page]:
            return False
        return times >= 2 or any((place + d, size) in self.heads for d in (-1, 0, 1))

    def known(self, text: str) -> FurnitureReason | None:
        """What text that stands aside on a page is, if it says the same as the edges of others; None if it does not."""
        if is_folio(text):
            return FurnitureReason.PAGE_NUMBER
        return FurnitureReason.RUNNING_HEAD if _masked(text) in self.repeated else None


def is_folio(text: str) -> bool:
    """Whether a row at the edge of a page is nothing but a page number, or one for each half of it."""
    if _halves(text):
        return True
    plain = folded(text)
    return _FOLIO.fullmatch(plain) is not None or _NO_NUMBER.fullmatch(plain) is not None


def folio(text: str) -> str | None:
    """The page number that a folio prints, without its marks, the first of two; None if it does not count in figures."""
    if parts := _halves(text):
        return folio(parts[0])
    match = _FOLIO.fullmatch(folded(text))
    return (
        next(number for number in match.group("n", "d", "m", "o", "p", "q") if number).lstrip("0") or None
        if match
        else None
    )


def any_folio(text: str) -> str | None:
    """The same for one that counts in Chinese numerals, too, in figures."""
    if number := folio(text):
        return number
    match = _IN_CHINESE.fullmatch(folded(text))
    counted = chinese_to_int(match["n"].replace("○", "〇")) if match else None
    return str(counted) if counted else None


def _halves(text: str) -> Sequence[str]:
    """The parts of a row that stand far apart, if each is a number: the folios of two pages are no number of more figures."""
    parts = _WIDE.split(text.strip())
    return parts if len(parts) > 1 and all(map(_ALONE.fullmatch, parts)) else ()


def folio_beside(text: str) -> str | None:
    """The page number that stands at the beginning or the end of a running head, blanks or marks between: `· 3 ·　市政府文件`."""
    match = _FOLIO_BESIDE.match(text) or _BESIDE_FOLIO.search(text)
    return match["n"].lstrip("0") or None if match else None


def _at_edge(row: Row, height: float) -> bool:
    return row.base < min(TOP, 0.095 * height + 12) or row.base > height - BOTTOM


def _apart(rows: Sequence[Row], height: float, size: float) -> frozenset[int]:
    """The base lines at the edges of a page that have more room between them and the text than the text has between its lines."""
    bases = sorted({round(row.base) for row in rows if row.side is not Side.DOWN})
    steps = sorted(b - a for a, b in pairwise(bases) if b - a > 0.8 * size)
    usual = min(steps[len(steps) // 3], 2.2 * size) if len(steps) > 5 else 1.5 * size
    found: list[int] = []
    for ordered in (bases, bases[::-1]):
        cut = next((k for k in range(1, min(_HEADS, len(ordered) - 1) + 1) if _far(ordered, k, usual)), 0)
        found += ordered[:cut]
    return frozenset(base for base in found if not _WITHIN * height <= base <= (1 - _WITHIN) * height)


def _far(bases: Sequence[int], k: int, usual: float) -> bool:
    return abs(bases[k] - bases[k - 1]) > _APART * usual


def _larger(rows: Sequence[Row], size: float) -> frozenset[int]:
    """The base lines of large print on a page that is followed by more of it: titles of two lines."""
    large = sorted({(round(row.base), row.size) for row in rows if row.size > 1.15 * size})
    return frozenset(a for (a, _), (b, high) in pairwise(large) if b - a < 2.5 * high)


def _folios_within(
    pages: Sequence[tuple[float, Sequence[Row]]], apart: Sequence[frozenset[int]]
) -> frozenset[tuple[int, int]]:
    """Page and base line of folios farther in, as documents of state organs have them: last on their page, apart, rising with the pages."""
    last = {i: max(rows, key=lambda row: row.base) for i, (_, rows) in enumerate(pages) if rows}
    found = {i: int(n) for i, row in last.items() if round(row.base) in apart[i] and (n := any_folio(row.text))}
    steps = Counter(number - i for i, number in found.items())
    usual, times = max(steps.items(), key=lambda step: step[1], default=(0, 0))
    return frozenset((i, round(last[i].base)) for i, n in found.items() if times > 1 and n - i == usual)


def _place(row: Row, height: float) -> float:
    return row.base if row.base < height / 2 else row.base - height


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", folded(text))
