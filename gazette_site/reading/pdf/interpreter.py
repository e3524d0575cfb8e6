"""From the content stream of a page to what it paints.

pdfminer interprets the stream; what decides whether a reader sees something (rendering mode, clipping, opacity, layers, the state that a form
inherits) it leaves out, so it is added here, and bounds that a page must keep.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import Any, cast

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager, PDFTextState
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1, stream_value
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import MATRIX_IDENTITY, apply_matrix_pt, apply_matrix_rect, mult_matrix

from gazette_site.pdf_limits import PdfLimits
from gazette_site.reading.pdf.annotations import Annotation, shown_annotations
from gazette_site.reading.pdf.encodings import forget_unknown
from gazette_site.reading.pdf.inks import Area, Clip, Ink, Layers, Rect, State, area_of, first_colour, meeting
from gazette_site.reading.pdf.marked import Mark
from gazette_site.reading.pdf.painting import Easel, Matrix, Painting, TooMuch, outlines

DEPTH = 60
"""Forms within forms."""

_SMALL, _GREAT = 260.0, 1200.0
"""Points of the short side of a page between which it is the size of some paper: from A6 to A2."""
_PAPER = 595.0
"""Points of the short side of a page of A4."""


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

    def init_resources(self, resources: Any) -> None:
        """Fonts, colour spaces, forms."""
        super().init_resources(resources)
        fonts = resolve1(resources.get("Font")) if isinstance(resources, dict) else None
        for name, settings in fonts.items() if isinstance(fonts, dict) else ():
            forget_unknown(self.fontmap.get(name), settings)

    def pop(self, n: int) -> Any:
        """Operands of an operator, which is counted."""
        self.device.count()
        return super().pop(n)

    def execute(self, streams: Sequence[object]) -> None:
        """Content streams, unless they unpack to more than a machine can hold."""
        for stream in streams:
            _measure(stream_value(stream), self.device.limits.megabytes)
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
        self.device.open_mark(tag, None)

    def do_BDC(self, tag: Any, props: Any) -> None:
        """Marked content, perhaps a layer."""
        named = resolve1(self.resources.get("Properties"))
        group = named.get(props.name) if isinstance(props, PSLiteral) and isinstance(named, dict) else props
        self.device.open_mark(tag, group)

    def do_EMC(self) -> None:
        """End of marked content."""
        self.device.close_mark()

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
        self.device.marks.append(Mark("OC" in found and self.device.layers.hides(found.attrs["OC"])))
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

    def annotate(self, annotation: Annotation, ctm: Matrix) -> None:
        """The appearance of an annotation at its place on the page (12.5.5)."""
        made, start = self.device.made, len(self.device.made.glyphs)
        del self.device.marks[:]
        if annotation.group is not None and self.device.layers.hides(annotation.group):
            return
        placed = _placed(annotation)
        if placed is not None and annotation.appearance is not None:
            self.init_resources({})
            self.init_state(cast(Any, mult_matrix(placed, ctm)))
            self.device.set_ctm(self.ctm)
            self._form(annotation.appearance)
        words = "".join(glyph.text for glyph in made.glyphs[start:]).strip()
        if words:
            made.noted.append(words)
        elif annotation.words:
            made.unread.append(annotation.words)


def _placed(annotation: Annotation) -> Matrix | None:
    """The matrix that puts the box of an appearance on the box of its annotation; None if it has no room."""
    form = annotation.appearance
    bounds = [resolve1(v) for v in list_value(form.get("BBox", ()))] if form is not None else []
    matrix = cast(Matrix, tuple(list_value(form.get("Matrix", MATRIX_IDENTITY)))) if form is not None else ()
    if len(bounds) != 4 or len(matrix) != 6 or not all(isinstance(v, (int, float)) for v in (*bounds, *matrix)):
        return None
    x0, y0, x1, y1 = apply_matrix_rect(matrix, cast(Rect, tuple(float(v) for v in bounds)))
    if x1 - x0 <= 0 or y1 - y0 <= 0:
        return None
    xa, ya, xb, yb = annotation.box
    wide, high = (xb - xa) / (x1 - x0), (yb - ya) / (y1 - y0)
    return wide, 0.0, 0.0, high, xa - wide * x0, ya - high * y0


def _measure(stream: PDFStream, megabytes: int) -> None:
    """Raises `TooMuch` if a content stream unpacks to too much; only one that is large already can."""
    raw, most = stream.rawdata, megabytes << 20
    if raw is None or len(raw) * 1100 < most:  # Deflate makes a byte of at most 1032
        return
    unpacking, size = zlib.decompressobj(), 0
    try:
        while raw and size <= most:
            size += len(unpacking.decompress(raw, 1 << 20))
            raw = unpacking.unconsumed_tail
    except zlib.error:
        return
    if size > most:
        raise TooMuch(f"一页的内容展开后超过{megabytes}兆字节（megabytes）")


def painted(page: Any, layers: Layers, manager: PDFResourceManager, limits: PdfLimits) -> Painting:
    """What a page (pdfplumber's `Page.page_obj`, a `PDFPage`) paints; the corner, the turning and the unit of the page are allowed for.

    `manager` keeps the fonts of the file.

    Raises `TooMuch`, and whatever pdfminer stumbles over.
    """
    box = visible_box(page.mediabox, page.cropbox)
    unit = _as_on_paper(box, _unit(page.attrs))
    x0, y0, x1, y1 = (unit * v for v in box)
    ctm = {
        90: (0, -unit, unit, 0, -y0, x1),
        180: (-unit, 0, 0, -unit, x1, y1),
        270: (0, unit, -unit, 0, y1, -x0),
    }.get(page.rotate % 360, (unit, 0, 0, unit, -x0, -y0))
    width, height = (y1 - y0, x1 - x0) if page.rotate % 180 == 90 else (x1 - x0, y1 - y0)
    easel = Easel(manager, layers, (width, height), limits)
    painter = Painter(manager, easel)
    painter.render_contents(page.resources, page.contents, ctm=cast(Any, ctm))
    for annotation in shown_annotations(page):
        painter.annotate(annotation, ctm)
    return easel.made


def _as_on_paper(box: Rect, unit: float) -> float:
    """The unit with which a page that was laid down in pixels, or made small, has the size of paper."""
    short = unit * min(box[2] - box[0], box[3] - box[1])
    return unit if _SMALL < short < _GREAT else unit * _PAPER / short


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
