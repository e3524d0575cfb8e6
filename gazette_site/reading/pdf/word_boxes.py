"""Where on the printed pages words stand that have to be painted over.

    PDF, masks, hits in the text ──▶ covers, or nothing of the print may be shown

1. Boxes come from the text layer, character by character, with a margin; the words are compared as `masks` compares them.
2. A page is covered whole where the text has the words more often than boxes were found on it, where it is turned, and where its text
   layer is missing or cannot be trusted: what is not read may show the words.
3. Where it is not known on which page the words stand, or the file cannot be opened, nothing of it is shown.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from gazette_site.characters import BLANK
from gazette_site.model import Box, Cover, Page, Trust
from gazette_site.pdf_limits import PdfLimits
from gazette_site.reading.pdf.worker import Died, Failed, Tell, in_worker
from gazette_site.reading.running_text import as_read

_MARGIN = 0.25
"""Of the height of a character, around every box: recognisers read what stands out."""
_SAME_LINE = 0.5
"""Share of its height by which a character may stand higher or lower than the one before and be on its line."""


class Covering(NamedTuple):
    """What must not be seen of the print."""

    covers: tuple[Cover, ...]
    no_pdf: bool
    """Whether nothing of it may be shown."""


class _Found(NamedTuple):
    """What a page shows of the words."""

    boxes: tuple[Box, ...]
    times: int
    """How often the words stand there."""
    turned: bool


def covering(
    path: Path, words: Sequence[str], hits: Iterable[int], pages: Sequence[Page], limits: PdfLimits
) -> Covering:
    """What must not be seen of the PDF; `hits` are the pages of all places where the text has the words, 0 where a page is not known."""
    expected = Counter(hits)
    if expected[0]:
        return Covering((), True)
    try:
        found = in_worker(partial(_find, path, tuple(map(as_read, words))), limits)
    except (Died, Failed):
        return Covering((), True)
    trusted = {page.index for page in pages if page.trust is Trust.GOOD}
    covers = []
    for number, one in enumerate(found, 1):
        if number not in trusted or one.times < expected[number] or (one.turned and one.times):
            covers.append(Cover(number))
        elif one.boxes:
            covers.append(Cover(number, one.boxes))
    return Covering(tuple(covers), any(page > len(found) for page in expected))


def _find(path: Path, words: tuple[str, ...], tell: Tell) -> tuple[_Found, ...]:
    import pypdfium2  # a build that masks nothing must not wait for it

    found = []
    with pypdfium2.PdfDocument(path) as document:
        for index in range(len(document)):
            tell(index + 1)
            page = document[index]
            try:
                found.append(_on_page(page, words))
            finally:
                page.close()
    return tuple(found)


def _on_page(page: Any, words: tuple[str, ...]) -> _Found:
    layer = page.get_textpage()
    try:
        text, places = _read(layer)
        starts = [(at, len(one)) for one in words for at in _all(text, one)]
        boxes = [box for at, length in starts for box in _boxes(page, layer, places[at : at + length])]
        return _Found(tuple(dict.fromkeys(boxes)), len(starts), bool(page.get_rotation()))
    finally:
        layer.close()


def _all(text: str, words: str) -> Iterable[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))


def _read(layer: Any) -> tuple[str, list[int]]:
    """The characters of a text layer as they are compared, each with its place in the layer."""
    from pypdfium2 import raw

    text: list[str] = []
    places: list[int] = []
    for at in range(layer.count_chars()):
        code = raw.FPDFText_GetUnicode(layer, at)
        written = unicodedata.normalize("NFKC", chr(code)) if 0 < code < 0x110000 else ""
        for character in BLANK.sub("", written).lower():
            text.append(character)
            places.append(at)
    return "".join(text), places


def _boxes(page: Any, layer: Any, places: Sequence[int]) -> Iterable[Box]:
    """The boxes around characters, one for each line that they stand on."""
    runs: list[list[tuple[float, float, float, float]]] = []
    for place in dict.fromkeys(places):
        box = layer.get_charbox(place, loose=True)
        if runs and _on_line(runs[-1][-1], box):
            runs[-1].append(box)
        else:
            runs.append([box])
    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    for run in runs:
        edge = _MARGIN * max(b[3] - b[1] for b in run)
        yield Box(
            max((min(b[0] for b in run) - edge - left) / width, 0.0),
            max((top - max(b[3] for b in run) - edge) / height, 0.0),
            min((max(b[2] for b in run) + edge - left) / width, 1.0),
            min((top - min(b[1] for b in run) + edge) / height, 1.0),
        )


def _on_line(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return abs(one[1] - other[1]) <= _SAME_LINE * max(one[3] - one[1], other[3] - other[1])
