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
_PACKAGES = ("rapidocr", "onnxruntime")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_WIDE = re.compile(r"[\u2e80-\u9fff\uff01-\uff60\U00020000-\U0003ffff—…“”‘’]")
_WORD = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff0-9A-Za-z]")
_LATIN = re.compile(r"[!-~]")
_FULL_WIDTH = str.maketrans({",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"})
_OPENING, _CLOSING = frozenset("（《〈“‘〔【「『"), frozenset("）》〉”’〕】」』，。、；：！？")
_INK_OF_HAN = 0.93
"""Height of the ink of a line of Chinese, in sizes."""
_INK_OF_DIGITS = 0.76
LEAST_SCORE = 0.5
"""How sure the engine must be of a line; below that it read stains."""
_YEAR_IN_BRACKETS = re.compile(r"[〔\[［【](?:19|20)\d\d[〕\]］】]")
"""The year of a document number, whichever brackets the engine took its for."""


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
    """Engine, models and own code by name, version and digest: what the result depends on besides the pixels."""
    parts = [f"{name} {_installed(name)}" for name in _PACKAGES]
    parts += [f"{path.name} {path.stat().st_size}" for path in models() or ()]
    rules = sha256()
    for source in (Path(__file__), *(Path(__file__).with_name(name) for name in ("page_image.py", "grids.py", "characters.py"))):
        rules.update(source.read_bytes())
    return "; ".join((*parts, f"rules {rules.hexdigest()[:16]}"))


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
        if not read.txts or read.scores[0] < LEAST_SCORE:
            return []
        placed = _placed(read.word_results[0] if read.word_results else None)
        return _with_places(read.txts[0], placed)

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
    """Upper edge of its Chinese characters, of all if it has none."""
    bottom: float
    """Lower edge of the same."""

    @property
    def chinese(self) -> int:
        """How many Chinese characters it has."""
        return sum(bool(_HAN.match(text)) for text, _ in self.glyphs)

    @property
    def size(self) -> float:
        """Its size: from the height of its ink or, if that is less, the distance of Chinese characters that follow each other."""
        high = (self.bottom - self.top) / (_INK_OF_HAN if self.chinese else _INK_OF_DIGITS)
        step = high
        runs = [run for run in _chinese_runs(self.glyphs) if len(run) >= 7]
        if 3 <= len(self.glyphs) == self.chinese:
            step = (self.x1 - self.x0) / (len(self.glyphs) - 0.06)
        elif runs:
            step = sum(run[-1] - run[0] for run in runs) / sum(len(run) - 1 for run in runs)
        return step if 0.85 * high < step < high else high  # a line may be driven apart to fill its column

    @property
    def base(self) -> float:
        """Its base line; Chinese characters reach a little below it."""
        return self.bottom - (0.07 * self.size if self.chinese else 0.0)


def _chinese_runs(glyphs: Iterable[tuple[str, float]]) -> list[list[float]]:
    """The middles of Chinese characters that follow each other without a mark or a blank."""
    runs: list[list[float]] = [[]]
    for text, middle in glyphs:
        if not _HAN.match(text):
            runs.append([])
        else:
            runs[-1].append(middle)
    return runs


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
    shown = tuple(look.as_box(p, point) for p in framed)
    return content._replace(chars=chars, aside=(), rules=rules, pictures=shown, recognised=bool(chars))


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
        if strip.tight.bottom - strip.tight.top > max(2.5 * (strip.tight.x1 - strip.tight.x0), 3 * em):
            continue  # script that runs downwards, such as the Mongolian of a cover
        x, y = strip.area.x0, strip.area.top
        pad = round(0.5 * em)
        around = look.Area(max(x - pad, 0), max(y - pad, 0), strip.area.x1 + pad, strip.area.bottom + pad)
        for x0, top, x1, bottom in recogniser.areas(around.of(clean)):
            part = look.Area(around.x0 + x0, around.top + top, around.x0 + x1, around.top + bottom)
            tight = look.tightened(printed, part)
            if tight is not None and x1 - x0 > 0.5 * (bottom - top):
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
    top, bottom = _height(strip, printed, [m * point for text, m in places if _HAN.match(text)])
    return _ReadLine(places, strip.tight.x0 / point, strip.tight.x1 / point, top / point, bottom / point)


def _height(strip: Strip, printed: Any, middles: Sequence[float]) -> tuple[float, float]:
    """Upper and lower edge of the Chinese characters of a line: marks and Latin letters reach lower, a few strokes alone not so far."""
    tight = strip.tight
    half = 0.38 * (tight.bottom - tight.top)
    edges = []
    for middle in middles:
        rows = strip.area._replace(x0=max(round(middle - half), 0), x1=round(middle + half)).of(printed).any(axis=1).nonzero()[0]
        if len(rows):
            edges.append((strip.area.top + int(rows[0]), strip.area.top + int(rows[-1]) + 1))
    if len(edges) < 3:
        return tight.top, tight.bottom
    tops, bottoms = sorted(top for top, _ in edges), sorted(bottom for _, bottom in edges)
    return tops[len(tops) // 10], bottoms[-1 - len(bottoms) // 10]


def _chars(lines: Sequence[_ReadLine]) -> Iterator[Char]:
    """Characters with size and base line; lines without Chinese, whose size is a guess, have that of the page if it may be."""
    body = _usual((line.size, line.chinese) for line in lines)
    for line in lines:
        size = body if not line.chinese and 0.6 * body < line.size < 1.5 * body else line.size
        yield from _spread(line, round(_snapped(size, body), 1))


def _usual(sizes: Iterable[tuple[float, int]]) -> float:
    """The size that most characters have, give or take; 0.0 if there are none."""
    weighted = sorted((size, n) for size, n in sizes if n)
    if not weighted:
        return 0.0
    middle = max((s for s, _ in weighted), key=lambda s: sum(n for t, n in weighted if abs(s - t) <= 0.05 * s))
    near = [t for t, n in weighted if abs(middle - t) <= 0.05 * middle for _ in range(n)]
    return near[len(near) // 2]


def _snapped(size: float, usual: float) -> float:
    return usual if abs(size - usual) <= 0.09 * usual else size


def evened(pages: Sequence[PageContent]) -> tuple[PageContent, ...]:
    """Pages whose body text has one size: that of one page and that of the next differ by what cannot be measured."""
    usual = round(_usual(Counter(c.size for page in pages for c in page.chars).items()) * 2) / 2
    return tuple(page._replace(chars=tuple(c._replace(size=_snapped(c.size, usual)) for c in page.chars)) for page in pages)


def _spread(line: _ReadLine, size: float) -> Iterator[Char]:
    """The characters of a line, each as wide as its kind and none over the next; the first and the last end where the ink does.

    A blank is set where two characters stand apart; beside a mark, which fills half of its place only, that takes more.
    """
    texts = _mended(line.glyphs, size)
    halves = [size / 2 if _WIDE.match(text) else size / 4 for text in texts]
    edges = [[m - half, m + half] for (_, m), half in zip(line.glyphs, halves, strict=True)]
    edges[0][0] = line.x0 - (0.55 * size if texts[0] in _OPENING else 0.0)
    edges[-1][1] = line.x1 + (0.55 * size if texts[-1] in _CLOSING else 0.0)
    blanks: list[str] = []
    for before, after, left, right in zip(edges, edges[1:], texts, texts[1:], strict=False):
        blanks.append(_blank(left, right, (after[0] - before[1]) / size))
        if not blanks[-1]:
            before[1] = after[0] = (before[1] + after[0]) / 2
    for text, (x0, x1), blank, after in zip(texts, edges, [*blanks, ""], [*edges[1:], edges[-1]], strict=True):
        yield Char(text, x0, max(x0, x1), line.base, size)
        if blank:
            yield Char(blank, x1, after[0], line.base, size)


def _blank(left: str, right: str, gap: float) -> str:
    """What stands between two characters so many sizes apart."""
    if left.isspace() or right.isspace():
        return ""
    if _LATIN.match(left) and _LATIN.match(right):
        return " " if gap > 0.45 else ""
    word = _WORD.match(left) and _WORD.match(right)
    return "\u3000" if gap > (0.6 if word else 1.0) else ""


def _mended(glyphs: Sequence[tuple[str, float]], size: float) -> list[str]:
    """Marks beside Chinese characters are full-width ones, whichever the engine took them for; a wide stroke between numbers is a dash."""
    if any(len(text) != 1 for text, _ in glyphs):
        return [text for text, _ in glyphs]
    result: list[str] = []
    for i, (char, _) in enumerate(glyphs):
        left, right = "".join(result[-1:]), glyphs[i + 1][0] if i + 1 < len(glyphs) else ""
        numbers = _digit(right) and (not left or _digit(left))
        wide = 0 < i < len(glyphs) - 1 and glyphs[i + 1][1] - glyphs[i - 1][1] > 1.25 * size
        if numbers and (char == "一" or (char in "-–" and wide)):
            char = "—"
        if _WIDE.match(left) or _WIDE.match(right) or not right and (not left or _digit(left)):
            char = char.translate(_FULL_WIDTH)
        result.append(char)
    for match in _YEAR_IN_BRACKETS.finditer("".join(result)):
        result[match.start()], result[match.end() - 1] = "〔", "〕"
    return result


def _digit(char: str) -> bool:
    return char.isascii() and char.isdigit()


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
    return evened(pages)


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
    return content._replace(chars=chars, aside=(), rules=rules, pictures=pictures, recognised=bool(chars))


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
