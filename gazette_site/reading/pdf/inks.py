"""The state in which a page is painted: colours as red, green and blue, clipping, transparency, layers.

Sources: ISO 32000-1, 8.4 graphics state, 8.5.4 clipping, 8.6 colour spaces, 8.11 optional content, 11.6.4 constant opacity.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pdfminer.pdfinterp import PDFGraphicState
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral

Rgb = tuple[float, float, float]
Point = tuple[float, float]
Rect = tuple[float, float, float, float]
"""Left, lower, right and upper edge, in points from the lower left corner of the page."""
EVERYWHERE: Rect = (-1e9, -1e9, 1e9, 1e9)
WHITE: Rgb = (1.0, 1.0, 1.0)
_CORNERS = 400
"""Corners up to which an outline is looked at; of a finer one only its bounding box counts."""

_CLIPS = 12
"""Areas within areas up to which clipping is followed outline by outline."""


class Ink(NamedTuple):
    """What something is painted with."""

    colour: Rgb | None
    """None for a colour that cannot be told: a pattern, a spot colour."""
    alpha: float
    """Opacity, 0 to 1."""


class Area(NamedTuple):
    """An area of the page: a box, or what outlines within it leave."""

    box: Rect
    outlines: tuple[tuple[Point, ...], ...] = ()
    """Closed; empty if the area is the whole box."""
    even_odd: bool = False

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is in it."""
        x0, y0, x1, y1 = self.box
        if not (x0 <= x <= x1 and y0 <= y <= y1):
            return False
        if not self.outlines:
            return True
        turns = sum(_turns(outline, x, y) for outline in self.outlines)
        return turns % 2 == 1 if self.even_odd else turns != 0


def _turns(outline: Sequence[Point], x: float, y: float) -> int:
    """How often an outline winds around a point."""
    turns = 0
    xa, ya = outline[-1]
    for xb, yb in outline:
        if (ya <= y) != (yb <= y) and (xa + (y - ya) * (xb - xa) / (yb - ya) > x):
            turns += 1 if yb > ya else -1
        xa, ya = xb, yb
    return turns


def area_of(outlines: Sequence[Sequence[Point]], *, even_odd: bool) -> Area | None:
    """The area that outlines enclose; None if they enclose nothing."""
    kept = tuple(tuple(outline) for outline in outlines if len(outline) >= 3)
    xs = [x for outline in kept for x, _ in outline]
    ys = [y for outline in kept for _, y in outline]
    if not xs:
        return None
    box = (min(xs), min(ys), max(xs), max(ys))
    if len(xs) > _CORNERS or (len(kept) == 1 and _is_box(kept[0])):
        return Area(box)
    return Area(box, kept, even_odd)


def _is_box(outline: Sequence[Point]) -> bool:
    corners = set(outline)
    return len(corners) == 4 and len({x for x, _ in corners}) == 2 and len({y for _, y in corners}) == 2


class Clip(NamedTuple):
    """Where paint reaches the page."""

    box: Rect = EVERYWHERE
    areas: tuple[Area, ...] = ()
    """Areas that are no boxes."""

    def within(self, area: Area) -> Clip:
        """Narrowed to an area; of more areas than a page needs only the boxes count."""
        more = area.outlines and area not in self.areas and len(self.areas) < _CLIPS
        return Clip(meeting(self.box, area.box), (*self.areas, area) if more else self.areas)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point can be painted."""
        x0, y0, x1, y1 = self.box
        return x0 <= x <= x1 and y0 <= y <= y1 and all(area.holds(x, y) for area in self.areas)


def meeting(a: Rect, b: Rect) -> Rect:
    """What two boxes have in common; its left edge is right of its right edge if that is nothing."""
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])


class State(PDFGraphicState):
    """The graphics state of pdfminer, with what it leaves out."""

    def __init__(self) -> None:
        super().__init__()
        self.clip = Clip()
        self.fill_alpha = 1.0
        self.stroke_alpha = 1.0
        self.plain = True
        """No blend mode and no soft mask: paint covers what is under it."""
        self.waiting: list[int] = []
        """Glyphs that only clip (rendering mode 7): what is painted next shows through them."""

    def copy(self) -> State:
        """An independent copy."""
        made = State()
        made.__dict__.update(self.__dict__)
        made.waiting = list(self.waiting)
        return made

    @property
    def fill(self) -> Ink:
        """What areas and characters are filled with."""
        return Ink(rgb(self.ncolor, self.ncs.name, self.ncs.ncomponents), self.fill_alpha)

    @property
    def stroke(self) -> Ink:
        """What outlines are drawn with."""
        return Ink(rgb(self.scolor, self.scs.name, self.scs.ncomponents), self.stroke_alpha)

    def extend(self, settings: Mapping[str, Any]) -> None:
        """Takes over the entries of an `ExtGState` dictionary that decide what is seen."""
        self.fill_alpha = _number(settings.get("ca"), self.fill_alpha)
        self.stroke_alpha = _number(settings.get("CA"), self.stroke_alpha)
        if "BM" in settings or "SMask" in settings:
            modes = [resolve1(settings.get(key)) for key in ("BM", "SMask")]
            names = {m.name for m in modes if isinstance(m, PSLiteral)}
            self.plain = names <= {"Normal", "Compatible", "None"} and all(
                m is None or isinstance(m, PSLiteral) for m in modes
            )


def _number(value: object, usual: float) -> float:
    value = resolve1(value)
    return float(value) if isinstance(value, (int, float)) else usual


def first_colour(name: str, components: int) -> Any:
    """The colour that a colour space begins with (8.6.5.1): black, or full ink."""
    if name in ("Separation", "DeviceN"):
        return (1.0,) * components
    if components == 4:
        return (0.0, 0.0, 0.0, 1.0)
    return 0.0 if components == 1 else (0.0,) * components


def rgb(colour: object, space: str, components: int) -> Rgb | None:
    """A colour as red, green and blue from 0 to 1; None if its space does not tell."""
    values = colour if isinstance(colour, tuple) else (colour,)
    if not all(isinstance(v, (int, float)) for v in values):
        return None
    held = [min(max(float(v), 0.0), 1.0) for v in values]
    if space in ("Separation", "DeviceN"):
        return WHITE if all(v < 0.02 for v in held) else None  # no ink; which ink it is else is not looked up
    if space in ("Indexed", "Lab", "Pattern", "unknown"):
        return None
    if len(held) == 1:
        return held[0], held[0], held[0]
    if len(held) == 3:
        return held[0], held[1], held[2]
    if len(held) == 4:
        return (1 - held[0]) * (1 - held[3]), (1 - held[1]) * (1 - held[3]), (1 - held[2]) * (1 - held[3])
    return None


class Layers:
    """The optional content of a file: which groups its default configuration switches off."""

    def __init__(self, catalog: Mapping[str, Any]) -> None:
        properties = resolve1(catalog.get("OCProperties"))
        settings = resolve1(properties.get("D")) if isinstance(properties, dict) else None
        settings = settings if isinstance(settings, dict) else {}
        base = resolve1(settings.get("BaseState"))
        self.all_off = isinstance(base, PSLiteral) and base.name == "OFF"
        self.on, self.off = (_references(settings.get(key)) for key in ("ON", "OFF"))

    def hides(self, membership: object) -> bool:
        """Whether what belongs to a group, or to a membership dictionary (8.11.2.2), is not shown."""
        found = resolve1(membership)
        if not isinstance(found, dict):
            return False
        if "OCGs" not in found:
            return self._off(membership)
        groups = found["OCGs"] if isinstance(found["OCGs"], PDFObjRef) else resolve1(found["OCGs"])
        members = groups if isinstance(groups, list) else [groups]
        if isinstance(inner := resolve1(groups), list):
            members = inner
        off = [self._off(member) for member in members if isinstance(member, PDFObjRef)]
        policy = resolve1(found.get("P"))
        name = policy.name if isinstance(policy, PSLiteral) else "AnyOn"
        shown = {"AllOn": not any(off), "AnyOff": any(off), "AllOff": all(off)}.get(str(name), not all(off))
        return bool(off) and not shown

    def _off(self, group: object) -> bool:
        number = group.objid if isinstance(group, PDFObjRef) else None
        return number in self.off or (self.all_off and number not in self.on)


def _references(value: object) -> frozenset[int]:
    found = resolve1(value)
    return frozenset(r.objid for r in found if isinstance(r, PDFObjRef)) if isinstance(found, list) else frozenset()
