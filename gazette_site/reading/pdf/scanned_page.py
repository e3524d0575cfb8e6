"""A scanned page: from its pixels to characters with place and size, whoever reads the single lines.

    pixels ──▶ evenly lit, straight ──▶ tables and pictures told from print ──▶ lines ──▶ characters

The engine is handed in as a `Recogniser`; everything else is here and in `page_image`, and pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy

from gazette_site.late import late
from gazette_site.reading.pdf import page_image as look
from gazette_site.reading.pdf.characters import Box, Char, PageContent
from gazette_site.reading.pdf.grids import Grid, find_grids
from gazette_site.reading.pdf.page_image import Area, Strip
from gazette_site.reading.pdf.recogniser import Recogniser

PICTURE = 80.0
"""Points of width and height from which an area without text is a picture."""
_HAN = late(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_WIDE = late(r"[\u2e80-\u9fff\uff01-\uff60\U00020000-\U0003ffff—…“”‘’]")
_WORD = late(r"[\u3400-\u9fff\U00020000-\U0003ffff0-9A-Za-z]")
_LATIN = late(r"[!-~]")
_FULL_WIDTH = str.maketrans({",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"})
_OPENING, _CLOSING = frozenset("（《〈“‘〔【「『"), frozenset("）》〉”’〕】」』，。、；：！？")
_INK_OF_HAN = 0.93
"""Height of the ink of a line of Chinese, in sizes."""
_INK_OF_DIGITS = 0.76
LEAST_SCORE = 0.5
"""How sure the engine must be of a line; below that it read stains."""
_YEAR_IN_BRACKETS = late(r"[〔\[［【](?:19|20)\d\d[〕\]］】]")
"""The year of a document number, whichever brackets the engine took its for."""


class _ReadLine(NamedTuple):
    """A recognised line, everything in points."""

    glyphs: tuple[tuple[str, float], ...]
    """Characters and the middle of each."""
    score: float
    x0: float
    x1: float
    top: float
    """Upper edge of its Chinese characters, of all if it has none."""
    bottom: float
    """Lower edge of the same."""
    certain: bool = True
    """Whether nothing but the line is printed there, so that its height tells its size."""

    @property
    def chinese(self) -> int:
        """How many Chinese characters it has."""
        return sum(bool(_HAN.match(text)) for text, _ in self.glyphs)

    @property
    def stain(self) -> bool:
        """Whether it is a mark or two alone, too small to be a line: dirt."""
        return (
            not any(_WORD.match(text) for text, _ in self.glyphs) and max(self.x1 - self.x0, self.bottom - self.top) < 6
        )

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

    A page on which hardly anything can be read is tried lying on either side. Places are those on the page after it was turned and straightened.
    """
    best = _looked_at(grey, content, recogniser)
    if best.doubtful:
        turned = content._replace(width=content.height, height=content.width)
        for quarters in (1, -1):
            other = _looked_at(numpy.ascontiguousarray(numpy.rot90(grey, quarters)), turned, recogniser)
            best = max(best, other, key=lambda look: look.read)
    lines = [line for line in best.lines if line.score >= LEAST_SCORE and not line.stain]
    chars = tuple(_chars(lines))
    page = best.content
    return page._replace(
        chars=chars, aside=(), rules=best.rules, pictures=best.pictures, recognised=bool(chars), layer=False
    )


class _Look(NamedTuple):
    """What was seen on a page standing one way."""

    content: PageContent
    lines: list[_ReadLine]
    rules: tuple[Box, ...]
    pictures: tuple[Box, ...]

    @property
    def read(self) -> float:
        """How many characters were read after another one in a line, the unsure ones counted less.

        The engine knows a character that lies on its side, too; but then hardly any stands beside another.
        """
        return sum(line.score * (len(line.glyphs) - 1) for line in self.lines)

    @property
    def doubtful(self) -> bool:
        """Whether the page may stand the wrong way."""
        return self.read < 0.6 * sum(len(line.glyphs) for line in self.lines)


def _looked_at(grey: Any, content: PageContent, recogniser: Recogniser) -> _Look:
    point = grey.shape[1] / content.width
    grey = look.levelled(grey)
    grey = look.straightened(grey, look.slant(grey))
    paper = look.paper_of(grey)
    pictures = look.find_pictures(grey, point, PICTURE)
    printed = look.ink(look.without(grey, pictures, paper, round(2 * point)))
    ruled = look.find_rules(printed, point)
    rules = tuple(look.as_box(area, point) for area in ruled)
    grids = find_grids(rules)
    framed = [p for p in pictures if not any(_inside(look.as_box(p, point), g.box) for g in grids)]
    printed = look.without(printed, ruled, False, 1)
    clean = look.without(grey, [*ruled, *pictures], paper, 1)
    strips = _strips(clean, printed, grids, point, recogniser)
    lines = [line for strip in strips if (line := _read(strip, clean, printed, paper, point, recogniser)) is not None]
    return _Look(content, lines, rules, tuple(look.as_box(p, point) for p in framed))


def _inside(a: Box, b: Box) -> bool:
    return b.x0 - 3 <= a.x0 and a.x1 <= b.x1 + 3 and b.top - 3 <= a.top and a.bottom <= b.bottom + 3


def _strips(clean: Any, printed: Any, grids: Sequence[Grid], point: float, recogniser: Recogniser) -> Iterator[Strip]:
    """Every line of print of a page: those of the cells of tables, then those outside."""
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
    return look.Area(*(max(round(v * point), 0) for v in box))


def _read(
    strip: Strip, clean: Any, printed: Any, paper: float, point: float, recogniser: Recogniser
) -> _ReadLine | None:
    """One line read; None if there is nothing to read in it."""
    inside = strip.area.of(clean)
    high = inside.shape[0]
    margin = max(round(0.14 * high), 3)
    least = round(9 * point)  # a dash alone must not be blown up to the height of a line
    above = max(margin, (least - high) // 2)
    pixels = numpy.full((high + 2 * above, inside.shape[1] + 2 * margin), round(paper), numpy.uint8)
    pixels[above : above + high, margin:-margin] = inside
    glyphs, score = recogniser.line(pixels)
    if not glyphs:
        return None
    wide = pixels.shape[1]
    places = tuple((g.text, (strip.area.x0 - margin + g.middle * wide) / point) for g in glyphs)
    if (bullet := _bullet(strip, printed, places[0][1] * point)) is not None:
        places = (("●", bullet / point), *places)
    top, bottom = _height(strip, printed, [m * point for text, m in places if _HAN.match(text)])
    return _ReadLine(
        places, score, strip.tight.x0 / point, strip.tight.x1 / point, top / point, bottom / point, strip.single
    )


def _bullet(strip: Strip, printed: Any, first: float) -> float | None:
    """The middle of a round blot before the first character, which the engine takes for a stain; None if there is none."""
    tight = strip.tight
    before = tight.of(printed)[:, : max(round(first - 0.5 * (tight.bottom - tight.top)) - tight.x0, 0)]
    columns, rows = before.any(axis=0).nonzero()[0], before.any(axis=1).nonzero()[0]
    if not len(columns):
        return None
    wide, high = int(columns[-1] - columns[0]) + 1, int(rows[-1] - rows[0]) + 1
    round_blot = (
        0.8 < wide / high < 1.25 and before.sum() > 0.68 * wide * high and high > 0.25 * (tight.bottom - tight.top)
    )
    return tight.x0 + (int(columns[0]) + int(columns[-1]) + 1) / 2 if round_blot else None


def _height(strip: Strip, printed: Any, middles: Sequence[float]) -> tuple[float, float]:
    """Upper and lower edge of the Chinese characters of a line: marks and Latin letters reach lower, a few strokes alone not so far."""
    if not strip.single:  # whoever found the line left a margin around it
        margin = 0.14 * (strip.area.bottom - strip.area.top)
        return strip.area.top + margin, strip.area.bottom - margin
    tight = strip.tight
    half = 0.38 * (tight.bottom - tight.top)
    edges = []
    for middle in middles:
        rows = (
            strip.area._replace(x0=max(round(middle - half), 0), x1=round(middle + half))
            .of(printed)
            .any(axis=1)
            .nonzero()[0]
        )
        if len(rows):
            edges.append((strip.area.top + int(rows[0]), strip.area.top + int(rows[-1]) + 1))
    if len(edges) < 3:
        return tight.top, tight.bottom
    tops, bottoms = sorted(top for top, _ in edges), sorted(bottom for _, bottom in edges)
    return tops[len(tops) // 10], bottoms[-1 - len(bottoms) // 10]


def _chars(lines: Sequence[_ReadLine]) -> Iterator[Char]:
    """Characters with size and base line; lines whose size is a guess, as that of numbers alone, have that of the page if it may be."""
    body = _usual((line.size, line.chinese) for line in lines)
    for line in lines:
        guess = not line.chinese or not line.certain
        size = body if guess and 0.6 * body < line.size < 1.5 * body else line.size
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
    return tuple(
        page._replace(chars=tuple(c._replace(size=_snapped(c.size, usual)) for c in page.chars)) for page in pages
    )


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
        numbers = _digit(right) and (not left or _digit(left) or left in "年月日")
        wide = 0 < i < len(glyphs) - 1 and glyphs[i + 1][1] - glyphs[i - 1][1] > 1.25 * size
        if numbers and (char == "一" or (char in "-–" and wide)):
            char = "—"
        if _WIDE.match(left) or _WIDE.match(right) or (not right and (not left or _digit(left))):
            char = char.translate(_FULL_WIDTH)
        result.append(char)
    for match in _YEAR_IN_BRACKETS.finditer("".join(result)):
        result[match.start()], result[match.end() - 1] = "〔", "〕"
    return result


def _digit(char: str) -> bool:
    return char.isascii() and char.isdigit()
