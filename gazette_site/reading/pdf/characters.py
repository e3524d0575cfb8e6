"""What a page holds: characters, rules and pictures, in points from its upper left corner.

Everything to the right of this module works on these records, so that a faster source of characters can take the place of
pdfplumber's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from gazette_site.reading.pdf.glyphs import fold_glyph, is_unmapped

HIDDEN = 4.0
"""Size in points below which nobody reads a character: hidden text."""


class Char(NamedTuple):
    """One character as placed on the page."""

    text: str
    x0: float
    x1: float
    base: float
    """Its base line, from the top of the page."""
    size: float


class Box(NamedTuple):
    """A rectangle; a rule has no width or no height."""

    x0: float
    top: float
    x1: float
    bottom: float


class PageContent(NamedTuple):
    """Everything on one page."""

    number: int
    """Place in the file, counted from 1."""
    width: float
    height: float
    chars: tuple[Char, ...]
    aside: tuple[Char, ...]
    """Sideways characters on an upright page, such as the Mongolian script of a cover, and hidden ones."""
    rules: tuple[Box, ...]
    pictures: tuple[Box, ...]
    unmapped: tuple[str, ...]
    """Glyphs that the file gives no character for, as it names them: `(cid:12)`, `U+E003`."""
    recognised: bool = False
    """Whether the characters were recognised in the picture of the page."""


def page_content(page: Any, index: int, glyphs: Mapping[str, str]) -> PageContent:
    """The content of a pdfplumber page. `glyphs` names characters for private code points.

    A page most of whose characters stand sideways is turned upright.
    """
    upright: list[dict[str, Any]] = []
    sideways: list[dict[str, Any]] = []
    for char in page.chars:
        matrix = char["matrix"]
        (upright if abs(matrix[0]) > abs(matrix[1]) else sideways).append(char)
    boxes = [Box(o["x0"], o["top"], o["x1"], o["bottom"]) for o in (*page.lines, *page.rects)]
    pictures = [Box(o["x0"], o["top"], o["x1"], o["bottom"]) for o in page.images]
    width, height = float(page.width), float(page.height)
    if len(sideways) > len(upright):
        return _turned(index, width, height, sideways, upright, boxes, pictures, glyphs)
    chars, unmapped = _characters(
        ((c, c["x0"], c["x1"], c["bottom"] + c["y0"] - c["matrix"][5], c["size"]) for c in upright), glyphs
    )
    aside = tuple(Char(c["text"], c["x0"], c["x1"], c["bottom"], c["size"]) for c in sideways)
    return _content(index, width, height, chars, aside, _rules(boxes), pictures, unmapped)


def _turned(
    index: int,
    width: float,
    height: float,
    sideways: list[dict[str, Any]],
    upright: list[dict[str, Any]],
    boxes: list[Box],
    pictures: list[Box],
    glyphs: Mapping[str, str],
) -> PageContent:
    """The page with its sideways text upright; the direction is that of most of its characters."""
    up = sum(1 if c["matrix"][1] > 0 else -1 for c in sideways) > 0  # text runs upwards: turn clockwise

    def turn(box: Box) -> Box:
        if up:
            return Box(height - box.bottom, box.x0, height - box.top, box.x1)
        return Box(box.top, width - box.x1, box.bottom, width - box.x0)

    def placed(char: dict[str, Any]) -> tuple[dict[str, Any], float, float, float, float]:
        box = turn(Box(char["x0"], char["top"], char["x1"], char["bottom"]))
        size = box.bottom - box.top
        base = char["matrix"][4] if up else width - char["matrix"][4]
        return char, box.x0, box.x1, base, size

    chars, unmapped = _characters(map(placed, sideways), glyphs)
    aside = tuple(Char(c["text"], c["x0"], c["x1"], c["bottom"], c["size"]) for c in upright)
    turned = [turn(b) for b in pictures]
    return _content(index, height, width, chars, aside, _rules([turn(b) for b in boxes]), turned, unmapped)


def _content(
    index: int,
    width: float,
    height: float,
    chars: list[Char],
    aside: tuple[Char, ...],
    rules: tuple[Box, ...],
    pictures: list[Box],
    unmapped: list[str],
) -> PageContent:
    hidden = tuple(c for c in chars if c.size < HIDDEN)
    shown = _without_doubles(c for c in chars if c.size >= HIDDEN)
    return PageContent(index, width, height, shown, (*aside, *hidden), rules, tuple(pictures), tuple(unmapped))


def _characters(
    placed: Iterable[tuple[dict[str, Any], float, float, float, float]], glyphs: Mapping[str, str]
) -> tuple[list[Char], list[str]]:
    chars: list[Char] = []
    unmapped: list[str] = []
    for char, x0, x1, base, size in placed:
        text = fold_glyph(char["text"], glyphs)
        if is_unmapped(text):
            unmapped.append(text if text.startswith("(") else f"U+{ord(text[0]):04X}")
            text = "\ufffd"
        chars.append(Char(text, x0, x1, base, size))
    return chars, unmapped


def _without_doubles(chars: Iterable[Char]) -> tuple[Char, ...]:
    """Characters printed twice at nearly one place to look bold count once."""
    kept: list[Char] = []
    for char in chars:
        last = kept[-1] if kept else None
        if (
            last
            and last.text == char.text
            and abs(last.x0 - char.x0) < 0.12 * char.size
            and abs(last.base - char.base) < 0.5
        ):
            continue
        kept.append(char)
    return tuple(kept)


def _rules(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """Horizontal and vertical rules; the sides of a drawn rectangle count as four."""
    rules: list[Box] = []
    for box in boxes:
        wide, high = box.x1 - box.x0, box.bottom - box.top
        if min(wide, high) <= 3:
            if max(wide, high) >= 4:
                rules.append(box)
        else:
            rules += [
                Box(box.x0, box.top, box.x1, box.top),
                Box(box.x0, box.bottom, box.x1, box.bottom),
                Box(box.x0, box.top, box.x0, box.bottom),
                Box(box.x1, box.top, box.x1, box.bottom),
            ]
    return tuple(rules)
