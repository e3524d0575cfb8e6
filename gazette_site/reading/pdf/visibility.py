"""What a reader of the print does not see: text without ink, in the colour of what lies under it, clipped, covered, off the page.

glyph ──▶ nine points of its box ──▶ each seen or not, and why ──▶ hidden if fewer than three are seen
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import Enum

from gazette_site.reading.pdf.inks import WHITE, Ink, Point, Rect, Rgb
from gazette_site.reading.pdf.painting import Glyph, Paint, Painting

HIDDEN = 4.0
"""Size in points below which nobody reads a character."""
_NEARLY = 0.06
"""Difference of red, green and blue (0 to 1) up to which two colours look the same."""
_TILE = 48.0
"""Points of the sides of the tiles in which painted areas are looked up."""
_SEEN = 3
"""Points of nine that must be seen."""


class Unseen(Enum):
    """Why a character is not seen; the value is what the report says."""

    NO_INK = "只占位不着墨"
    SAME_COLOUR = "与底色相同"
    CLIPPED = "被裁去"
    OFF_PAGE = "在页面之外"
    COVERED = "被遮盖"
    TRANSPARENT = "全透明"
    TINY = "小到看不见"
    LAYER_OFF = "所在图层未打开"


def unseen(painting: Painting) -> list[Unseen | None]:
    """For each glyph of a page why it is not seen, None if it is."""
    covers = _Covers(painting)
    return [_why(glyph, i in painting.shown, covers, painting) for i, glyph in enumerate(painting.glyphs)]


def _why(glyph: Glyph, shown_through: bool, covers: _Covers, painting: Painting) -> Unseen | None:
    if glyph.off:
        return Unseen.LAYER_OFF
    x0, y0, x1, y1 = glyph.box
    if glyph.size < HIDDEN or (glyph.text > "\u2e80" and min(x1 - x0, y1 - y0) < 0.15 * glyph.size):
        return Unseen.TINY
    if shown_through:
        return None
    inks = _inks(glyph)
    if not inks:
        return Unseen.NO_INK
    if all(ink.alpha < 0.04 for ink in inks):
        return Unseen.TRANSPARENT
    near = covers.near(glyph.box)
    plain = _holds(glyph.clip.box, glyph.box) and not glyph.clip.areas and _on_page(glyph.box, painting)
    if plain and all(_holds(p.area.box, glyph.box) and not p.area.outlines for p in near):
        return _at(((x0 + x1) / 2, (y0 + y1) / 2), glyph, inks, near, painting)
    found = [_at(point, glyph, inks, near, painting) for point in _points(glyph.box)]
    if sum(why is None for why in found) >= _SEEN:
        return None
    return Counter(why for why in found if why is not None).most_common(1)[0][0]


def _inks(glyph: Glyph) -> list[Ink]:
    """What a glyph is drawn with in its rendering mode."""
    mode = glyph.mode % 4
    return [*([glyph.fill] if mode in (0, 2) else []), *([glyph.stroke] if mode in (1, 2) else [])]


def _points(box: Rect) -> list[Point]:
    x0, y0, x1, y1 = box
    xs, ys = ([a + (b - a) * part for part in (0.2, 0.5, 0.8)] for a, b in ((x0, x1), (y0, y1)))
    return [(x, y) for x in xs for y in ys]


def _at(point: Point, glyph: Glyph, inks: Sequence[Ink], near: Sequence[Paint], painting: Painting) -> Unseen | None:
    """Why a point of a glyph is not seen."""
    x, y = point
    if not (0 <= x <= painting.width and 0 <= y <= painting.height):
        return Unseen.OFF_PAGE
    if not glyph.clip.holds(x, y):
        return Unseen.CLIPPED
    under: Rgb | None = WHITE
    for paint in reversed(near):
        if paint.area.holds(x, y):
            if paint.order < glyph.order:
                under = paint.ink.colour
                break
            if paint.solid:
                return Unseen.COVERED
    return None if any(_differs(ink, under) for ink in inks) else Unseen.SAME_COLOUR


def _differs(ink: Ink, under: Rgb | None) -> bool:
    """Whether ink shows on what lies under it; what cannot be told is taken to be seen."""
    if ink.colour is None or under is None:
        return True
    return max(abs(a - b) * ink.alpha for a, b in zip(ink.colour, under, strict=True)) > _NEARLY


def _holds(outer: Rect, inner: Rect) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _on_page(box: Rect, painting: Painting) -> bool:
    return _holds((0.0, 0.0, painting.width, painting.height), box)


class _Covers:
    """The painted areas of a page by their place."""

    def __init__(self, painting: Painting) -> None:
        self.page = (0.0, 0.0, painting.width, painting.height)
        self.tiles: dict[tuple[int, int], list[int]] = {}
        self.paints = [p for p in painting.paints if p.area.box[2] - p.area.box[0] > 2 < p.area.box[3] - p.area.box[1]]
        self.wide: list[int] = []
        for k, paint in enumerate(self.paints):
            tiles = _tiles(paint.area.box, self.page)
            if len(tiles) > 16:
                self.wide.append(k)
            else:
                for tile in tiles:
                    self.tiles.setdefault(tile, []).append(k)

    def near(self, box: Rect) -> list[Paint]:
        """The areas that meet a box, in the order of painting."""
        found = {k for tile in _tiles(box, self.page) for k in self.tiles.get(tile, ())}
        return [p for k in sorted([*sorted(found), *self.wide]) if _meet((p := self.paints[k]).area.box, box)]


def _tiles(box: Rect, page: Rect) -> list[tuple[int, int]]:
    x0, y0 = max(box[0], page[0] - _TILE), max(box[1], page[1] - _TILE)
    x1, y1 = min(box[2], page[2] + _TILE), min(box[3], page[3] + _TILE)
    columns = range(int(x0 // _TILE), int(x1 // _TILE) + 1)
    return [(c, r) for c in columns for r in range(int(y0 // _TILE), int(y1 // _TILE) + 1)]


def _meet(a: Rect, b: Rect) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
