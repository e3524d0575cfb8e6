"""Where the words of a problem stand on the page of the PDF, so that the report can show that strip of its picture.

    PDF, page, words ──▶ pdfium, in a bounded worker ──▶ shares of the page from its top-left corner

A page without a text layer has no place for its words, and words that are on it twice have no certain one: the whole page is
shown then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from gazette_site.pdf_limits import PdfLimits
from gazette_site.reading.pdf.worker import Died, Failed, Tell, in_worker

_SIZES = (24, 12, 6)
"""Characters by which a line is known again, as many as possible first."""
_AROUND = 0.05
"""Share of the page that is shown above and below the line."""


class Wanted(NamedTuple):
    """Words that are looked for."""

    page: int
    """Counted from 1."""
    words: str


class Strip(NamedTuple):
    """A place on a page, in shares of its width and height from the top-left corner."""

    ratio: float
    """Width of the page divided by its height."""
    left: float = 0
    top: float = 0
    right: float = 1
    bottom: float = 1
    found: bool = False
    """Whether the words are there; else it is the whole page."""

    @property
    def upper(self) -> float:
        """Where what is shown begins."""
        return max(self.top - _AROUND, 0) if self.found else 0

    @property
    def lower(self) -> float:
        """Where it ends."""
        return min(self.bottom + _AROUND, 1) if self.found else 1


def strips(pdf: Path, wanted: Iterable[Wanted], limits: PdfLimits) -> Mapping[Wanted, Strip]:
    """The place of each of the words; nothing of a PDF that cannot be read."""
    by_page: dict[int, list[Wanted]] = defaultdict(list)
    for one in wanted:
        by_page[one.page].append(one)
    try:
        return in_worker(partial(_find_all, pdf, dict(by_page)), limits)
    except (Died, Failed):
        return {}


def _find_all(pdf: Path, wanted: Mapping[int, list[Wanted]], tell: Tell) -> dict[Wanted, Strip]:
    import pypdfium2

    found: dict[Wanted, Strip] = {}
    with pypdfium2.PdfDocument(pdf) as document:
        for number, ones in sorted(wanted.items()):
            if not 0 < number <= len(document):
                continue
            tell(number)
            page = document[number - 1]
            found |= _on_page(page, ones)
            page.close()
    return found


def _on_page(page: Any, wanted: Iterable[Wanted]) -> dict[Wanted, Strip]:
    width, height = page.get_size()
    whole = Strip(width / height if height else 1.0)
    if page.get_rotation():
        return dict.fromkeys(wanted, whole)
    text = page.get_textpage()
    marks = _marks(text)
    plain = "".join(char for char, _ in marks)
    left, bottom, *_ = page.get_bbox()
    found = {}
    for one in wanted:
        run = _run(plain, "".join(one.words.split()))
        boxes = [text.get_charbox(index) for _, index in marks[run.start : run.stop]]
        found[one] = _strip(boxes, (left, bottom, width, height), whole)
    text.close()
    return found


def _marks(text: Any) -> list[tuple[str, int]]:
    """The characters of a page that are no blanks, each with its place among all."""
    import pypdfium2.raw

    codes = ((pypdfium2.raw.FPDFText_GetUnicode(text, index), index) for index in range(text.count_chars()))
    return [(chr(code), index) for code, index in codes if code and not chr(code).isspace()]


def _run(plain: str, words: str) -> range:
    """Where the words, or as much of their beginning as is there, stand; an empty range if nowhere, or in more than one place."""
    for size in _SIZES:
        start = words[:size]
        if start and (times := plain.count(start)):
            at = plain.index(start)
            return range(at, at + len(start)) if times == 1 else range(0)
    return range(0)


def _strip(boxes: list[tuple[float, ...]], page: tuple[float, float, float, float], whole: Strip) -> Strip:
    if not boxes:
        return whole
    left, bottom, width, height = page
    x0, y0 = (min(box[i] for box in boxes) for i in (0, 1))
    x1, y1 = (max(box[i] for box in boxes) for i in (2, 3))
    sides = ((x0 - left) / width, 1 - (y1 - bottom) / height, (x1 - left) / width, 1 - (y0 - bottom) / height)
    if not all(-0.01 <= side <= 1.01 for side in sides):
        return whole
    return Strip(whole.ratio, *sides, found=True)
