"""What a page paints, in the order in which it does: its glyphs, areas, rules and pictures, with the state of each.

pdfminer interprets the content stream; what decides whether a reader sees something (rendering mode, clipping, opacity, layers, the state that a
form inherits) it leaves out, so it is added here. Nothing is judged in this module.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, cast

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTLine, LTRect
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager, PDFTextState
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1, stream_value
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import MATRIX_IDENTITY, apply_matrix_pt, apply_matrix_rect, mult_matrix

from gazette_site.reading.pdf.inks import Area, Clip, Ink, Layers, Point, Rect, State, area_of, first_colour, meeting

FORMS = 5_000
"""Forms that one page may draw; forms that draw each other twice, 30 deep, would be a thousand million."""
DEPTH = 60
"""Forms within forms."""
OPERATORS = 4_000_000
"""Operators with operands that one page may have."""
STREAM = 256 * 1024 * 1024
"""Bytes that one content stream may unpack to."""
Matrix = tuple[float, float, float, float, float, float]


class TooMuch(Exception):
    """A page that would keep a reader busy without end; the message says of what it has too much."""


class Glyph(NamedTuple):
    """One printed character and how it is painted."""

    text: str
    matrix: Matrix
    box: Rect
    size: float
    order: int
    """Place in the order of painting."""
    vertical: bool
    """Whether its font writes downwards (`WMode` 1)."""
    mode: int
    """Rendering mode: 0 filled, 1 outlined, 2 both, 3 neither, 4–7 the same and clipping (9.3.6)."""
    fill: Ink
    stroke: Ink
    clip: Clip
    off: bool
    """Whether it is on a layer that is switched off."""


class Paint(NamedTuple):
    """An area that was painted."""

    order: int
    area: Area
    ink: Ink
    solid: bool
    """Whether nothing under it shows."""


class Painting(NamedTuple):
    """Everything that one page paints; its lower left corner is 0, 0."""

    width: float
    height: float
    glyphs: list[Glyph]
    paints: list[Paint]
    rules: list[Rect]
    """Lines and rectangles."""
    pictures: list[Rect]
    shown: set[int]
    """Indexes of the glyphs that clip and are seen because something was painted through them."""


class Easel(PDFLayoutAnalyzer):
    """Collects what is painted; the interpreter below tells it the state."""

    def __init__(self, manager: PDFResourceManager, layers: Layers, width: float, height: float) -> None:
        super().__init__(manager)
        self.layers = layers
        self.made = Painting(width, height, [], [], [], [], set())
        self.cur_item = cast(Any, self)
        self.order = self.operators = self.forms = 0
        self.marks: list[bool] = []
        """For each open marked content whether it is on a layer that is switched off."""
        self.mode = 0
        self.vertical = self.in_path = False
        self.state = State()
        """Of the interpreter, while it shows text."""

    @property
    def off(self) -> bool:
        """Whether what comes now is on a layer that is switched off."""
        return any(self.marks)

    def count(self, forms: int = 0) -> None:
        """One more operator; raises `TooMuch` where a page has no end."""
        self.operators += 1
        self.forms += forms
        if self.operators > OPERATORS:
            raise TooMuch(f"绘图指令超过{OPERATORS}条")
        if self.forms > FORMS:
            raise TooMuch(f"表单对象调用超过{FORMS}次（可能互相嵌套）")

    def add(self, item: object) -> None:
        """Takes what pdfminer makes of glyphs and paths."""
        if isinstance(item, LTChar):
            state = cast(State, item.graphicstate)
            lying = abs(item.matrix[0]) <= abs(item.matrix[1]) and not self.vertical
            if self.mode == 7:
                self.state.waiting.append(len(self.made.glyphs))
            self.made.glyphs.append(
                Glyph(
                    item.get_text(),
                    item.matrix,
                    item.bbox,
                    item.width if lying else item.size,
                    self._next(),
                    self.vertical,
                    self.mode,
                    state.fill,
                    state.stroke,
                    state.clip,
                    self.off,
                )
            )
        elif isinstance(item, (LTLine, LTRect)) and not self.off:
            self.made.rules.append(item.bbox)

    def _next(self) -> int:
        self.order += 1
        return self.order

    def render_string(self, textstate: PDFTextState, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Text in the state that belongs to it."""
        self.mode = textstate.render
        self.vertical = bool(textstate.font and textstate.font.is_vertical())
        super().render_string(textstate, seq, ncs, graphicstate)

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        """A path, with all its parts: one may be a hole in another. pdfminer calls this again for each part."""
        if self.in_path:
            super().paint_path(gstate, stroke, fill, evenodd, path)
            return
        if fill and (area := area_of(outlines(path, self.ctm), even_odd=evenodd)) is not None:
            self.cover(area, gstate, gstate.fill)
        if stroke and not fill and gstate.linewidth > 4 and (bar := self._bar(path, gstate.linewidth)) is not None:
            self.cover(bar, gstate, gstate.stroke)
        self.in_path = True
        super().paint_path(gstate, stroke, fill, evenodd, path)
        self.in_path = False

    def _bar(self, path: Sequence[Any], width: float) -> Area | None:
        """A thick straight line is an area."""
        if "".join(part[0] for part in path) not in ("ml", "mlh"):
            return None
        (xa, ya), (xb, yb) = (apply_matrix_pt(self.ctm, part[1:3]) for part in path[:2])
        half = width / 2
        if abs(ya - yb) < 0.1:
            return Area((min(xa, xb), ya - half, max(xa, xb), ya + half))
        return Area((xa - half, min(ya, yb), xa + half, max(ya, yb))) if abs(xa - xb) < 0.1 else None

    def cover(self, area: Area, state: State, ink: Ink, *, solid: bool = True) -> None:
        """An area is painted, as far as the clipping lets it."""
        self.made.shown.update(state.waiting)
        if self.off or state.waiting:
            return
        x0, y0, x1, y1 = box = meeting(area.box, state.clip.box)
        if x1 <= x0 or y1 <= y0:
            return
        sure = solid and state.plain and ink.alpha > 0.98 and not state.clip.areas
        self.made.paints.append(
            Paint(self._next(), area._replace(box=box), ink if sure else Ink(None, ink.alpha), sure)
        )

    def picture(self, stream: PDFStream, state: State) -> None:
        """A picture in the unit square of the present coordinates."""
        corners = [apply_matrix_pt(self.ctm, p) for p in ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))]
        area = area_of([corners], even_odd=False)
        if area is None:
            return
        see_through = any(key in stream for key in ("SMask", "Mask", "SMaskInData", "ImageMask", "IM"))
        self.cover(area, state, Ink(None, state.fill_alpha), solid=not see_through)
        if not self.off:
            self.made.pictures.append(apply_matrix_rect(self.ctm, (0, 0, 1, 1)))


def outlines(path: Sequence[Any], matrix: Matrix) -> list[list[Point]]:
    """The closed outlines of a path; of a curve its ends and its middle."""
    found: list[list[Point]] = []
    for part in path:
        if part[0] == "m":
            found.append([])
        if not found or part[0] == "h":
            continue
        if part[0] in "cvy" and found[-1]:
            found[-1].append(_middle(found[-1][-1], [apply_matrix_pt(matrix, p) for p in _pairs(part[1:])], part[0]))
        found[-1].append(apply_matrix_pt(matrix, part[-2:]))
    return found


def _pairs(values: Sequence[float]) -> list[Point]:
    return list(zip(values[::2], values[1::2], strict=True))


def _middle(start: Point, points: list[Point], kind: str) -> Point:
    """The middle of a Bézier curve."""
    a, b, c = points if kind == "c" else (start, *points) if kind == "v" else (points[0], points[1], points[1])
    return (start[0] + 3 * a[0] + 3 * b[0] + c[0]) / 8, (start[1] + 3 * a[1] + 3 * b[1] + c[1]) / 8


class Painter(PDFPageInterpreter):
    """pdfminer's interpreter with the operators that it leaves out. Methods named `do_…` are PDF operators."""

    device: Easel

    def __init__(self, manager: PDFResourceManager, easel: Easel) -> None:
        super().__init__(manager, easel)
        self.inherited: tuple[PDFTextState, State] | None = None
        self.depth = 0

    def init_state(self, ctm: Any) -> None:
        """A form begins in the state of who draws it (8.10.1); pdfminer would begin anew."""
        super().init_state(ctm)
        self.graphicstate: State = State()
        if self.inherited is not None:
            self.textstate, self.graphicstate = self.inherited

    def pop(self, n: int) -> Any:
        """Operands of an operator, which is counted."""
        self.device.count()
        return super().pop(n)

    def execute(self, streams: Sequence[object]) -> None:
        """Content streams, unless they unpack to more than a machine can hold."""
        for stream in streams:
            _measure(stream_value(stream))
        super().execute(streams)

    def do_gs(self, name: Any) -> None:
        """Settings by name."""
        states = resolve1(self.resources.get("ExtGState"))
        settings = resolve1(states.get(literal_name(name))) if isinstance(states, dict) else None
        if isinstance(settings, dict):
            self.graphicstate.extend(settings)

    def do_W(self) -> None:
        """Clip to the path."""
        self._clip(even_odd=False)

    def do_W_a(self) -> None:
        """Clip to the path by the even-odd rule."""
        self._clip(even_odd=True)

    def _clip(self, *, even_odd: bool) -> None:
        area = area_of(outlines(self.curpath, self.ctm), even_odd=even_odd)
        if area is not None:
            self.graphicstate.clip = self.graphicstate.clip.within(area)
        elif self.curpath:
            self.graphicstate.clip = Clip((1.0, 1.0, 0.0, 0.0))  # a line or a point encloses nothing

    def do_F(self) -> None:
        """Fill, as old writers spell it."""
        self.do_f()

    def do_sh(self, name: object) -> None:
        """A shading fills all that the clipping leaves."""
        state = self.graphicstate
        self.device.cover(Area(state.clip.box), state, Ink(None, state.fill_alpha))

    def do_cs(self, name: Any) -> None:
        """Colour space of areas; it begins with its first colour."""
        space = self._space(name)
        self.graphicstate.ncs, self.graphicstate.ncolor = space, first_colour(space.name, space.ncomponents)

    def do_CS(self, name: Any) -> None:
        """Colour space of outlines."""
        space = self._space(name)
        self.graphicstate.scs, self.graphicstate.scolor = space, first_colour(space.name, space.ncomponents)

    def _space(self, name: Any) -> PDFColorSpace:
        return self.csmap.get(literal_name(name)) or PDFColorSpace("unknown", 1)

    def do_TJ(self, seq: Any) -> None:
        """Text."""
        self.device.state = self.graphicstate
        super().do_TJ(seq if isinstance(seq, list) else [seq])

    def do_BMC(self, tag: Any) -> None:
        """Marked content."""
        self.device.marks.append(False)

    def do_BDC(self, tag: Any, props: Any) -> None:
        """Marked content, perhaps a layer."""
        named = resolve1(self.resources.get("Properties"))
        group = named.get(props.name) if isinstance(props, PSLiteral) and isinstance(named, dict) else props
        layer = isinstance(tag, PSLiteral) and tag.name == "OC"
        self.device.marks.append(layer and self.device.layers.hides(group))

    def do_EMC(self) -> None:
        """End of marked content."""
        if self.device.marks:
            self.device.marks.pop()

    def do_EI(self, obj: Any) -> None:
        """A picture within the stream."""
        if isinstance(obj, PDFStream):
            self.device.picture(obj, self.graphicstate)

    def do_Do(self, xobjid_arg: Any) -> None:
        """A picture or a form by name."""
        if literal_name(xobjid_arg) not in self.xobjmap:
            return
        found = stream_value(self.xobjmap[literal_name(xobjid_arg)])
        kind = found.get("Subtype")
        self.device.marks.append("OC" in found and self.device.layers.hides(found.attrs["OC"]))
        if isinstance(kind, PSLiteral) and kind.name == "Image":
            self.device.picture(found, self.graphicstate)
        elif isinstance(kind, PSLiteral) and kind.name == "Form":
            self._form(found)
        self.device.marks.pop()

    def _form(self, form: PDFStream) -> None:
        self.device.count(forms=1)
        if self.depth >= DEPTH:
            raise TooMuch(f"表单对象嵌套超过{DEPTH}层")
        ctm = mult_matrix(cast(Matrix, tuple(list_value(form.get("Matrix", MATRIX_IDENTITY)))), self.ctm)
        state = self.graphicstate.copy()
        if "BBox" in form:
            x0, y0, x1, y1 = (float(resolve1(v)) for v in list_value(form["BBox"]))
            corners = [apply_matrix_pt(ctm, p) for p in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))]
            area = area_of([corners], even_odd=False)
            state.clip = state.clip.within(area) if area is not None else state.clip
        inner = cast(Painter, self.subinterp())
        inner.depth, inner.inherited = self.depth + 1, (self.textstate.copy(), state)
        open_marks = len(self.device.marks)
        own = form.get("Resources")
        inner.render_contents(dict_value(own) if own else self.resources.copy(), [form], ctm=ctm)
        del self.device.marks[open_marks:]
        self.device.set_ctm(self.ctm)


def _measure(stream: PDFStream) -> None:
    """Raises `TooMuch` if a content stream unpacks to too much; only one that is large already can."""
    raw = stream.rawdata
    if raw is None or len(raw) * 1100 < STREAM:  # Deflate makes a byte of at most 1032
        return
    unpacking, size = zlib.decompressobj(), 0
    try:
        while raw and size <= STREAM:
            size += len(unpacking.decompress(raw, 1 << 20))
            raw = unpacking.unconsumed_tail
    except zlib.error:
        return
    if size > STREAM:
        raise TooMuch(f"一页的内容展开后超过{STREAM >> 20}兆字节")


def painted(page: Any, layers: Layers, manager: PDFResourceManager) -> Painting:
    """What a page of pdfminer (`PDFPage`) paints; the corner, the turning and the unit of the page are allowed for.

    `manager` keeps the fonts of the file.

    Raises `TooMuch`, and whatever pdfminer stumbles over.
    """
    box = visible_box(page.mediabox, page.cropbox)
    unit = _unit(page.attrs)
    x0, y0, x1, y1 = (unit * v for v in box)
    ctm = {
        90: (0, -unit, unit, 0, -y0, x1),
        180: (-unit, 0, 0, -unit, x1, y1),
        270: (0, unit, -unit, 0, y1, -x0),
    }.get(page.rotate % 360, (unit, 0, 0, unit, -x0, -y0))
    width, height = (y1 - y0, x1 - x0) if page.rotate % 180 == 90 else (x1 - x0, y1 - y0)
    easel = Easel(manager, layers, width, height)
    painter = Painter(manager, easel)
    painter.render_contents(page.resources, page.contents, ctm=cast(Any, ctm))
    return easel.made


def visible_box(media: Sequence[float], crop: Sequence[float]) -> Rect:
    """What of a page is shown: the crop box within the media box, whichever corners they name; the media box if that is nothing."""
    (ax, ay, bx, by), (cx, cy, dx, dy) = media, crop
    whole = min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
    shown = meeting(whole, (min(cx, dx), min(cy, dy), max(cx, dx), max(cy, dy)))
    return shown if shown[2] - shown[0] > 1 and shown[3] - shown[1] > 1 else whole


def _unit(attributes: Mapping[str, Any]) -> float:
    """Points in a unit of the page (`UserUnit`)."""
    value = resolve1(attributes.get("UserUnit"))
    return float(value) if isinstance(value, (int, float)) and 0 < value < 1000 else 1.0
