"""A page as it is read: which way its glyphs stand, and their places from the upper left corner of the page turned that way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from gazette_site.reading.pdf.characters import Box, Char
from gazette_site.reading.pdf.inks import Point, Rect
from gazette_site.reading.pdf.painting import Glyph, Painting


def direction(glyph: Glyph) -> int:
    """Quarters of a turn, against the clock, by which a glyph is turned."""
    a, b = glyph.matrix[:2]
    if abs(a) > abs(b):
        return 0 if a > 0 else 2
    return 1 if b > 0 else 3


def usual_direction(glyphs: Sequence[Glyph]) -> int:
    """The direction of most glyphs of a page: 0 unless others outnumber it."""
    counts = Counter(map(direction, glyphs))
    return max((0, 1, 2, 3), key=lambda quarters: (counts[quarters], -quarters))


class View:
    """A page as it is read: turned upright, with places from its upper left corner."""

    def __init__(self, painting: Painting, quarters: int) -> None:
        self.quarters = quarters
        self.wide, self.high = painting.width, painting.height
        turned = quarters % 2 == 1
        self.width, self.height = (self.high, self.wide) if turned else (self.wide, self.high)

    def point(self, x: float, y: float) -> Point:
        """A point of the page, from its upper left corner."""
        if self.quarters == 1:
            return y, x
        if self.quarters == 2:
            return self.wide - x, y
        if self.quarters == 3:
            return self.high - y, self.wide - x
        return x, self.high - y

    def whole_box(self, box: Rect) -> Box:
        """A box of the page."""
        (xa, ya), (xb, yb) = self.point(box[0], box[1]), self.point(box[2], box[3])
        return Box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))

    def box(self, box: Rect) -> Box | None:
        """What of a box is on the page, None if nothing is."""
        x0, top, x1, bottom = self.whole_box(box)
        inside = Box(max(x0, 0.0), max(top, 0.0), min(x1, self.width), min(bottom, self.height))
        return inside if inside.x0 <= inside.x1 and inside.top <= inside.bottom else None

    def char(self, glyph: Glyph) -> Char:
        """A glyph; only that of a glyph which is upright has a base line of its own."""
        x0, _, x1, bottom = self.whole_box(glyph.box)
        if glyph.vertical or direction(glyph) != self.quarters:
            return Char(glyph.text, x0, x1, bottom - 0.12 * glyph.size, glyph.size, glyph.vertical, glyph.artifact)
        base = self.point(glyph.matrix[4], glyph.matrix[5])[1]
        return Char(glyph.text, x0, x1, base, glyph.size, artifact=glyph.artifact)
