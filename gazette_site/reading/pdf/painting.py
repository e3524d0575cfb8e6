"""What a page paints, in the order in which it does: its glyphs, areas, rules and pictures, with the state of each.

`interpreter` walks the content stream and tells the easel what comes. Nothing is judged in this module.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, cast

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTCurve, LTLine, LTRect
from pdfminer.pdfinterp import PDFResourceManager, PDFTextState
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import apply_matrix_pt, apply_matrix_rect

from gazette_site.pdf_limits import PdfLimits
from gazette_site.reading.pdf.inks import Area, Clip, Ink, Layers, Point, Rect, State, area_of, meeting
from gazette_site.reading.pdf.marked import Mark, differs, mark_of, named

FORMS = 5_000
"""Forms that one page may draw; forms that draw each other twice, 30 deep, would be a thousand million."""
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
    artifact: str = ""
    """As what it is marked that is no text: `EDGE` or `WATERMARK`."""


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
    dumb: list[int]
    """For each string of a font that gives no characters its length in bytes."""
    renamed: list[str]
    """Replacement text that was taken for glyphs without characters."""
    otherwise: list[tuple[str, str]]
    """What is printed, and replacement text that says something else."""
    noted: list[str]
    """What annotations show."""
    unread: list[str]
    """What others say that have no appearance."""


class Easel(PDFLayoutAnalyzer):
    """Collects what is painted; the interpreter below tells it the state."""

    def __init__(
        self, manager: PDFResourceManager, layers: Layers, size: tuple[float, float], limits: PdfLimits
    ) -> None:
        super().__init__(manager)
        self.layers = layers
        self.limits = limits
        self.made = Painting(*size, [], [], [], [], set(), [], [], [], [], [])
        self.cur_item = cast(Any, self)
        self.order = self.operators = self.forms = 0
        self.marks: list[Mark] = []
        """The open marked content."""
        self.mode = 0
        self.vertical = self.in_path = False
        self.state = State()
        """Of the interpreter, while it shows text."""

    @property
    def off(self) -> bool:
        """Whether what comes now is on a layer that is switched off."""
        return any(mark.off for mark in self.marks)

    def open_mark(self, tag: object, properties: object) -> None:
        """Marked content begins."""
        off = isinstance(tag, PSLiteral) and tag.name == "OC" and self.layers.hides(properties)
        self.marks.append(mark_of(tag, resolve1(properties), off=off, start=len(self.made.glyphs)))

    def close_mark(self) -> None:
        """Marked content ends; its replacement text names what stands for no character."""
        mark = self.marks.pop() if self.marks else Mark()
        if mark.actual is None:
            return
        glyphs = self.made.glyphs[mark.start :]
        printed = [glyph.text for glyph in glyphs]
        if (names := named(printed, mark.actual)) is not None:
            self.made.glyphs[mark.start :] = [g._replace(text=name) for g, name in zip(glyphs, names, strict=True)]
            self.made.renamed.append(mark.actual)
        elif mark.actual and printed and differs("".join(printed), mark.actual):
            self.made.otherwise.append(("".join(printed), mark.actual))

    def count(self, forms: int = 0) -> None:
        """One more operator; raises `TooMuch` where a page has no end."""
        self.operators += 1
        self.forms += forms
        if self.operators > self.limits.operators:
            raise TooMuch(f"绘图指令超过{self.limits.operators}条（operators）")
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
                    next((mark.artifact for mark in self.marks if mark.artifact), ""),
                )
            )
        elif isinstance(item, LTCurve) and not self.off and (isinstance(item, (LTLine, LTRect)) or _is_thin(item)):
            self.made.rules.append(item.bbox)

    def _next(self) -> int:
        self.order += 1
        return self.order

    def render_string(self, textstate: PDFTextState, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Text in the state that belongs to it."""
        self.mode = textstate.render
        self.vertical = bool(textstate.font and textstate.font.is_vertical())
        known = len(self.made.glyphs)
        super().render_string(textstate, seq, ncs, graphicstate)
        length = sum(len(part) for part in seq if isinstance(part, bytes))
        if length and len(self.made.glyphs) == known and not self.off:
            self.made.dumb.append(length)

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


def _is_thin(item: LTCurve) -> bool:
    """Whether a path is as thin as a rule or a dash."""
    return min(item.width, item.height) <= 3 and len(item.pts) <= 8


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
