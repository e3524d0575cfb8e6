"""Scanned pages: characters from pixels, for pages without a usable text layer. Needs the extra `[ocr]`.

    page ── rendered ──▶ grey pixels ──▶ straightened ──▶ tables and pictures told from print ──▶ lines ──▶ characters with their place

The result is a `PageContent` like that of a page with a text layer, so that columns, indents, running heads and tables are found by the
same code. It depends on the pixels, the engine and its models only, and is kept under the hash of all three.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from gazette_site.reading.pdf.characters import Box, Char, PageContent
from gazette_site.reading.pdf.grids import Grid, find_grids

if TYPE_CHECKING:
    from gazette_site.reading.pdf.page_image import Area, Strip

INSTALL = "pip install --require-hashes -r requirements-ocr.lock"
"""What the clerk types to have scanned pages read."""
DPI = 200
"""Dots in an inch at which a page is looked at; more costs time and reads no better."""
PICTURE = 80.0
"""Points of width and height from which an area without text is a picture."""
_VERSION = "1"
"""Changes whenever the same pixels give something else."""
_PACKAGES = ("rapidocr", "onnxruntime")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_WIDE = re.compile(r"[\u2e80-\u9fff\uff01-\uff60\U00020000-\U0003ffff—…“”‘’]")
_LATIN = re.compile(r"[!-~]")
_FULL_WIDTH = str.maketrans({",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"})
_INK_OF_HAN = 0.93
"""Height of the ink of a line of Chinese, in sizes."""
_INK_OF_DIGITS = 0.76


class Glyph(NamedTuple):
    """A recognised character; where its middle is, from 0 at the left edge of the line to 1."""

    text: str
    middle: float


class Recogniser(Protocol):
    """Reads lines of print: the only thing that is asked of an engine."""

    def line(self, pixels: Any) -> list[Glyph]:
        """The characters of one line, from left to right. `pixels` are grey values."""

    def areas(self, pixels: Any) -> list[tuple[int, int, int, int]]:
        """Left, upper, right and lower edge of the lines in a piece of print."""


def models() -> tuple[Path, Path] | None:
    """The models that came with the engine, to find lines and to read them; None if the extra is not installed.

    They are named to the engine one by one, so that it never looks for others on the network.
    """
    if any(find_spec(name) is None for name in (*_PACKAGES, "cv2", "numpy")):
        return None
    spec = find_spec("rapidocr")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        found = [sorted((Path(folder) / "models").glob(f"*_{task}_*.onnx")) for task in ("det", "rec")]
        if all(found):
            return found[0][0], found[1][0]
    return None


def available() -> bool:
    """Whether scanned pages can be read here."""
    return models() is not None


@cache
def engine_name() -> str:
    """Engine, models and rules by name and version: what the result depends on besides the pixels."""
    parts = [f"{name} {_installed(name)}" for name in _PACKAGES]
    parts += [f"{path.name} {path.stat().st_size}" for path in models() or ()]
    return "; ".join((*parts, f"{DPI} dpi", f"rules {_VERSION}"))


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"


class RapidOcr:
    """The engine of the extra, with the models that come in its wheel."""

    def __init__(self) -> None:
        found = models()
        if found is None:
            raise RuntimeError(f"[ocr] is not installed: {INSTALL}")
        import rapidocr

        settings = {
            "Global.log_level": "error",
            "Global.use_cls": False,
            "Global.max_side_len": 4000,
            "Global.text_score": 0.0,
            "Det.model_path": str(found[0]),
            "Det.limit_type": "max",  # the other way, small pieces are blown up
            "Det.limit_side_len": 1280,
            "Rec.model_path": str(found[1]),
        }
        self._engine: Any = rapidocr.RapidOCR(params=settings)

    def line(self, pixels: Any) -> list[Glyph]:
        """See `Recogniser`."""
        read = self._engine(_coloured(pixels), use_det=False, use_cls=False, use_rec=True, return_word_box=True)
        text = read.txts[0] if read.txts else ""
        placed = _placed(read.word_results[0] if read.word_results else None)
        return _with_places(text, placed)

    def areas(self, pixels: Any) -> list[tuple[int, int, int, int]]:
        """See `Recogniser`."""
        found = self._engine(_coloured(pixels), use_det=True, use_cls=False, use_rec=False)
        if found.boxes is None:
            return []
        edges = [(*map(int, box.min(axis=0)), *map(int, box.max(axis=0))) for box in found.boxes]
        return sorted(edges, key=lambda e: (e[1], e[0]))


def _coloured(grey: Any) -> Any:
    import numpy

    return numpy.repeat(grey[:, :, None], 3, axis=2)


def _placed(words: Any) -> list[Glyph]:
    """The characters with the step of the network at which each was seen."""
    steps = float(getattr(words, "line_txt_len", 0) or 0)
    if not steps:
        return []
    pairs = zip(words.words, words.word_cols, strict=True)
    return [Glyph(c, (n + 0.5) / steps) for word, places in pairs for c, n in zip(word, places, strict=False)]


def _with_places(text: str, placed: Sequence[Glyph]) -> list[Glyph]:
    """`text` as glyphs: where the engine saw them or, if it does not say so of each, evenly spread. Blanks stay between Latin words only."""
    kept = [c for i, c in enumerate(text) if not c.isspace() or (0 < i < len(text) - 1 and _latin(text[i - 1]) and _latin(text[i + 1]))]
    seen = [g for g in placed if not g.text.isspace()]
    if "".join(g.text for g in seen) != "".join(c for c in kept if not c.isspace()):
        weights = [1.0 if _WIDE.match(c) else 0.5 for c in kept]
        total, at, glyphs = sum(weights) or 1.0, 0.0, []
        for c, weight in zip(kept, weights, strict=True):
            glyphs.append(Glyph(c, (at + weight / 2) / total))
            at += weight
        return glyphs
    result: list[Glyph] = []
    rest = iter(seen)
    for c in kept:
        result.append(Glyph(c, -1.0) if c.isspace() else next(rest))
    for i, glyph in enumerate(result):
        if glyph.middle < 0:
            result[i] = Glyph(glyph.text, (result[i - 1].middle + result[i + 1].middle) / 2)
    return result


def _latin(char: str) -> bool:
    return bool(_LATIN.match(char))


class _ReadLine(NamedTuple):
    """A recognised line, everything in points."""

    glyphs: tuple[tuple[str, float], ...]
    """Characters and the middle of each."""
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def chinese(self) -> int:
        """How many Chinese characters it has."""
        return sum(bool(_HAN.match(text)) for text, _ in self.glyphs)

    @property
    def size(self) -> float:
        """Its size, from the height of its ink and, if it has several Chinese characters in a row, from their distance."""
        high = (self.bottom - self.top) / (_INK_OF_HAN if self.chinese else _INK_OF_DIGITS)
        steps = sorted(b - a for (s, a), (t, b) in zip(self.glyphs, self.glyphs[1:], strict=False) if _HAN.match(s) and _HAN.match(t))
        if len(steps) < 4:
            return high
        return min(high, 1.06 * steps[len(steps) // 2])


def recognise(grey: Any, content: PageContent, recogniser: Recogniser) -> PageContent:
    """A page with the characters, rules and pictures that its pixels show. Pure: it depends on its arguments only.

    Places are those on the page after it was straightened.
    """
    from gazette_site.reading.pdf import page_image as look

    import numpy

    point = grey.shape[1] / content.width
    grey = look.straightened(grey, look.slant(grey))
    paper = float(numpy.median(grey))
    pictures = look.find_pictures(grey, point, PICTURE)
    printed = look.ink(look.without(grey, pictures, paper, round(2 * point)))
    ruled = look.find_rules(printed, point)
    rules = tuple(look.as_box(area, point) for area in ruled)
    grids = find_grids(rules)
    framed = [p for p in pictures if not any(_inside(look.as_box(p, point), g.box) for g in grids)]
    printed = look.without(printed, ruled, False, 1)
    clean = look.without(grey, [*ruled, *pictures], paper, 1)
    lines = [
        line
        for strip in _strips(clean, printed, grids, point, recogniser)
        if (line := _read(strip, clean, printed, paper, point, recogniser)) is not None
    ]
    chars = tuple(_chars(lines))
    return content._replace(chars=chars, aside=(), rules=rules, pictures=tuple(look.as_box(p, point) for p in framed))


def _inside(a: Box, b: Box) -> bool:
    return b.x0 - 3 <= a.x0 and a.x1 <= b.x1 + 3 and b.top - 3 <= a.top and a.bottom <= b.bottom + 3


def _strips(clean: Any, printed: Any, grids: Sequence[Grid], point: float, recogniser: Recogniser) -> Iterator[Strip]:
    """Every line of print of a page: those of the cells of tables, then those outside."""
    from gazette_site.reading.pdf import page_image as look

    em = look.character_height(printed, point)
    found: list[Strip] = []
    rest = printed
    for grid in grids:
        for cell in grid.cells:
            x0, x1 = grid.xs[cell.column], grid.xs[cell.column + cell.columns]
            top, bottom = grid.ys[cell.row], grid.ys[cell.row + cell.rows]
            found += look.find_strips(printed, _area(Box(x0 + 1, top + 1, x1 - 1, bottom - 1), point), em, None)
        rest = look.without(rest, [_area(grid.box, point)], False, round(point))
    page = look.Area(0, 0, printed.shape[1], printed.shape[0])
    found += look.find_strips(rest, page, em, look.find_gutter(rest, em))
    for strip in found:
        if strip.single:
            yield strip
            continue
        x, y = strip.area.x0, strip.area.top
        pad = round(0.5 * em)
        around = look.Area(max(x - pad, 0), max(y - pad, 0), strip.area.x1 + pad, strip.area.bottom + pad)
        for x0, top, x1, bottom in recogniser.areas(around.of(clean)):
            part = look.Area(around.x0 + x0, around.top + top, around.x0 + x1, around.top + bottom)
            tight = look.tightened(printed, part)
            if tight is not None:
                yield tight


def _area(box: Box, point: float) -> Area:
    from gazette_site.reading.pdf import page_image as look

    return look.Area(*(max(round(v * point), 0) for v in box))


def _read(strip: Strip, clean: Any, printed: Any, paper: float, point: float, recogniser: Recogniser) -> _ReadLine | None:
    """One line read; None if there is nothing to read in it."""
    import numpy

    inside = strip.area.of(clean)
    high = inside.shape[0]
    margin = max(round(0.14 * high), 3)
    least = round(9 * point)  # a dash alone must not be blown up to the height of a line
    above = max(margin, (least - high) // 2)
    pixels = numpy.full((high + 2 * above, inside.shape[1] + 2 * margin), round(paper), numpy.uint8)
    pixels[above : above + high, margin:-margin] = inside
    glyphs = recogniser.line(pixels)
    if not glyphs:
        return None
    wide = pixels.shape[1]
    places = tuple((g.text, (strip.area.x0 - margin + g.middle * wide) / point) for g in glyphs)
    tight = strip.tight
    return _ReadLine(places, tight.x0 / point, tight.x1 / point, tight.top / point, tight.bottom / point)


def _chars(lines: Sequence[_ReadLine]) -> Iterator[Char]:
    """Characters with size and base line; sizes near the one that most of the page has become that one."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[round(line.size * 2) / 2] += line.chinese
    common = max(counts, key=lambda s: (sum(n for t, n in counts.items() if abs(s - t) <= 0.5), counts[s]), default=0.0)
    near = sorted(s for line in lines for s in [line.size] * line.chinese if abs(s - common) <= 0.75)
    body = round(near[len(near) // 2], 1) if near else 0.0
    for line in lines:
        size = _snapped(line, body)
        base = line.bottom - (0.07 * size if line.chinese else 0.0)
        yield from _spread(line, size, base)


def _snapped(line: _ReadLine, body: float) -> float:
    size = line.size
    if abs(size - body) <= 0.09 * body or (not line.chinese and size < 1.5 * body):
        return body
    return round(size, 1)


def _spread(line: _ReadLine, size: float, base: float) -> Iterator[Char]:
    """The characters of a line, each as wide as its kind and none over the next; the first and the last end where the ink does."""
    texts = _full_width([text for text, _ in line.glyphs])
    halves = [size / 2 if _WIDE.match(text) else size / 4 for text in texts]
    middles = [middle for _, middle in line.glyphs]
    last = len(texts) - 1
    for i, text in enumerate(texts):
        x0, x1 = middles[i] - halves[i], middles[i] + halves[i]
        if i == 0:
            x0 = line.x0
        if i == last:
            x1 = line.x1
        if i and x0 < (middle := (middles[i - 1] + middles[i]) / 2):
            x0 = middle
        if i < last and x1 > (middle := (middles[i] + middles[i + 1]) / 2):
            x1 = middle
        yield Char(text, x0, max(x0, x1), base, size)


def _full_width(texts: list[str]) -> list[str]:
    """Marks beside Chinese characters are full-width ones, whichever the engine took them for."""
    line = "".join(texts)
    if len(line) != len(texts):
        return texts
    result = []
    for i, char in enumerate(line):
        beside = line[max(i - 1, 0) : i] + line[i + 1 : i + 2]
        chinese = any(_WIDE.match(c) for c in beside)
        result.append(char.translate(_FULL_WIDTH) if chinese else char)
    return result


def render(path: Path, pages: Iterable[int]) -> Iterator[Any]:
    """Grey pixels of pages, counted from 1, at `DPI` dots in an inch."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        for index in pages:
            page = document[index - 1]
            bitmap = page.render(scale=DPI / 72, grayscale=True)
            yield bitmap.to_numpy().reshape(bitmap.height, -1)[:, : bitmap.width].copy()
            bitmap.close()
            page.close()
    finally:
        document.close()


@cache
def _engine() -> Recogniser:
    return RapidOcr()


def recognised(path: Path, contents: Sequence[PageContent], kept: Path | None) -> tuple[PageContent, ...]:
    """These pages of a PDF with the characters that were recognised on them. `kept` is the folder where results stay, None for none."""
    pages = []
    for content, grey in zip(contents, render(path, [c.number for c in contents]), strict=True):
        file = kept / f"{_key(grey, content)}.json" if kept else None
        page = _load(file, content) if file else None
        if page is None:
            page = recognise(grey, content, _engine())
            if file:
                _save(file, page)
        pages.append(page)
    return tuple(pages)


def _key(grey: Any, content: PageContent) -> str:
    digest = sha256(f"{engine_name()}; {grey.shape}; {content.width:.3f} × {content.height:.3f}\n".encode())
    digest.update(grey.tobytes())
    return digest.hexdigest()


def _load(file: Path, content: PageContent) -> PageContent | None:
    """A result that was kept; None if there is none or it cannot be read."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        chars = tuple(Char(*values) for values in data["chars"])
        rules, pictures = (tuple(Box(*values) for values in data[name]) for name in ("rules", "pictures"))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return content._replace(chars=chars, aside=(), rules=rules, pictures=pictures)


def _save(file: Path, page: PageContent) -> None:
    """Keeps a result; a folder that cannot be written to only costs time."""
    data = {"engine": engine_name(), "chars": page.chars, "rules": page.rules, "pictures": page.pictures}
    new = file.with_suffix(f".{os.getpid()}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        new.replace(file)
    except OSError:
        new.unlink(missing_ok=True)
