"""A part of an upright page that lies on its side, such as a wide table between two paragraphs: put upright where it stands.

    page = upright text, part on its side, upright text     under each other: no line of the one is level with the other

What is level with upright text stays aside: labels at the margin, the Mongolian script beside Chinese.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gazette_site.late import late
from gazette_site.reading.pdf.characters import Box, Char
from gazette_site.reading.pdf.painting import Glyph, Painting
from gazette_site.reading.pdf.running import BOTTOM, TOP
from gazette_site.reading.pdf.view import View, direction

_LEAST = 20
"""Characters that a part has, at least."""
_NEAR = 12.0
"""Points around the characters of a part within which its outermost rules stand."""
_CHINESE = late(r"[\u3400-\u9fff0-9]")


class TurnedPart(NamedTuple):
    """A page with the part that lay on its side upright."""

    view: View
    """Of the upright text."""
    chars: list[Char]
    rules: list[Box]
    pictures: list[Box]
    longer: float
    """Points by which the page is longer than its paper."""


def turned_part(glyphs: Sequence[Glyph], painting: Painting) -> TurnedPart | None:
    """The page with its part on the side put upright, None if it has none that stands by itself between upright text."""
    quarters = _side(glyphs)
    if not quarters:
        return None
    view, side = View(painting, 0), View(painting, quarters)
    upright = [view.char(g) for g in glyphs if direction(g) == 0]
    lying = [view.whole_box(g.box) for g in glyphs if direction(g) == quarters and not g.text.isspace()]
    part = _with_rules(_hull(lying), [view.whole_box(r) for r in painting.rules])
    body = [c for c in upright if not c.text.isspace() and TOP < c.base < view.height - BOTTOM]
    if not body or any(part.top < c.base and c.top < part.bottom for c in body):
        return None
    return _Turning(view, side, part).turned(upright, glyphs, painting)


def _side(glyphs: Sequence[Glyph]) -> int:
    """The quarters of a turn by which a part can lie: all that does not stand upright lies the same way, and is Chinese; 0 if there is none."""
    lying = [g for g in glyphs if direction(g) != 0 and not g.text.isspace()]
    ways = {direction(g) for g in lying}
    chinese = sum(bool(_CHINESE.match(g.text)) for g in lying)
    return ways.pop() if len(lying) >= _LEAST and ways < {1, 3} and chinese > len(lying) / 2 else 0


def _hull(boxes: Iterable[Box]) -> Box:
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return Box(min(x0s), min(tops), max(x1s), max(bottoms))


def _with_rules(part: Box, rules: Sequence[Box]) -> Box:
    """A part with the rules around it: those whose middle is in it, or near."""
    return _hull([part, *(rule for rule in rules if _is_in(rule, part, _NEAR))])


def _is_in(box: Box, part: Box, near: float) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return part.x0 - near < x < part.x1 + near and part.top - near < y < part.bottom + near


class _Turning:
    """Knows where everything on the page comes to stand."""

    def __init__(self, view: View, side: View, part: Box) -> None:
        self.view, self.side, self.part = view, side, part
        a, b = (self._beside(part.x0, part.top), self._beside(part.x1, part.bottom))
        self.left, self.top = min(a[0], b[0]), min(a[1], b[1])
        self.longer = abs(b[1] - a[1]) - (part.bottom - part.top)

    def _beside(self, x: float, y: float) -> tuple[float, float]:
        return self.side.point(x, self.view.height - y)

    def turned(self, upright: Sequence[Char], glyphs: Sequence[Glyph], painting: Painting) -> TurnedPart:
        """The page as it is read then."""
        chars = [c._replace(base=c.base + self._down(c.base)) for c in upright]
        for glyph in glyphs:
            if direction(glyph) != 0:
                char = self.side.char(glyph)
                x = self.part.x0 - self.left
                chars.append(char._replace(x0=char.x0 + x, x1=char.x1 + x, base=char.base + self.part.top - self.top))
        rules = list(self._boxes(painting.rules))
        return TurnedPart(self.view, chars, rules, list(self._boxes(painting.pictures)), self.longer)

    def _down(self, y: float) -> float:
        return self.longer if y > self.part.bottom else 0.0

    def _boxes(self, boxes: Iterable[tuple[float, float, float, float]]) -> Iterator[Box]:
        for box in boxes:
            place = self.view.box(box)
            if place is None:
                continue
            if _is_in(place, self.part, 0.5):
                lying = self.side.whole_box(box)
                x, y = self.part.x0 - self.left, self.part.top - self.top
                yield Box(lying.x0 + x, lying.top + y, lying.x1 + x, lying.bottom + y)
            else:
                down = self._down((place.top + place.bottom) / 2)
                yield place._replace(top=place.top + down, bottom=place.bottom + down)
