"""Pages in three columns or more: the columns of each band are put under each other, so that they are read one after the other.

    gutters = strips that nearly all lines of three parts or more leave free, two or more of them
    band    = lines that leave all of them free; what runs across a gutter ends it: a title, a table, a picture, a rule

Tables and lists leave strips free, too: columns of text are filled by their lines. What is not sure stays as it is and is told.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from gazette_site.reading.pdf.characters import Box, Char, PageContent
from gazette_site.reading.pdf.columns import Row, Side
from gazette_site.reading.pdf.grids import find_grids
from gazette_site.reading.pdf.gutters import LEFT_HALF, NARROW, ink
from gazette_site.reading.pdf.running import BOTTOM, TOP
from gazette_site.reading.pdf.segments import Parts, Segment, Strip, lines_in_parts

_LINES = 8
"""Lines in parts that show that a page has columns."""
_LONG = 8
"""Characters of a part that is running text, on the average."""
_SHORT = 4
"""Characters of a part that is no number, at least."""
_LEAST = 5
"""Lines of three parts or more from which gutters are told, and lines of a column."""
_LEAST_AGAIN = 3
"""Lines of a column between gutters that another page has shown."""
_OVER = 0.12
"""Share of them that may stand in a gutter: a title across."""
_SELDOM = 0.04
"""The same share of all lines, where columns are not level."""
_NARROWER = 0.45
"""Share of the width of the text that a line of one of three columns has, at most."""
_FULL, _BROKEN = 0.45, 0.5
"""Shares of the lines of a column that fill it, and of these that end within a sentence."""
_BESIDE = 3
"""Lines in two parts or more that a band has, at least."""
_APART = 1.3
"""How much more room there is between running heads or folios and the text than between its lines."""
_PICTURE = 20.0
"""Points of the sides of a picture that ends a band."""


def has_many_columns(rows: Sequence[Row], size: float) -> bool:
    """Whether lines that run over more than one column have been read as one; `size` is that of the body text."""
    for side in (Side.ACROSS, Side.LEFT, Side.RIGHT):
        lines = [row for row in rows if row.side is side and len(row.segments) > 1 and _are_words(row)]
        pieces = [piece for row in lines for piece in row.segments]
        if len(lines) < _LINES or sum(len(piece.text) for piece in pieces) < _LONG * len(pieces):
            continue
        places = Counter(round(row.segments[1].x0 / size) for row in lines)
        flush = max(places, key=lambda place: places[place])
        if places[flush - 1] + places[flush] + places[flush + 1] >= 0.5 * len(lines):
            return True
    return False


def _are_words(row: Row) -> bool:
    """Whether the parts of a row can be lines of columns: a title and its page number are none."""
    return all(len(piece.text) >= _SHORT for piece in row.segments)


def stacked(contents: Sequence[PageContent], size: float) -> list[PageContent]:
    """The pages, those of three columns or more with the columns of each band under each other.

    A page on which the last column is nearly empty has the gutters of the page before.
    """
    found: list[PageContent] = []
    usual: list[Strip] = []
    for content in contents:
        page = _Page(content, size)
        own = _gutters(page.lines, size)
        whole = _stacked(page, own, size, _LEAST) or _stacked(page, usual, size, _LEAST_AGAIN)
        if whole is not None:
            usual = own if len(own) >= 2 else usual
        found.append(whole or content)
    return found


class _Page:
    """A page with its lines in parts, those in ruled tables left out, and what may stand across its columns."""

    def __init__(self, content: PageContent, size: float) -> None:
        few = len(content.chars) < _LINES * _LONG  # no columns, however much is drawn
        grids = [] if few else [grid.box for grid in find_grids(content.rules)]
        chars = [] if few else [c for c in content.chars if not _is_in(c, grids)]
        self.content = content
        self.lines = [] if any(c.vertical for c in chars) else lines_in_parts(chars, size, NARROW)
        pictures = [p for p in content.pictures if min(p.x1 - p.x0, p.bottom - p.top) > _PICTURE]
        self.boxes = [*grids, *pictures, *content.rules]


def _stacked(page: _Page, gutters: Sequence[Strip], size: float, least: int) -> PageContent | None:
    """The page, its columns under each other; None if it has none between these gutters. Columns of so many lines show whether they are of text."""
    if len(gutters) < 2:
        return None
    across = [box for box in page.boxes if any(box.x0 < a - 1 and box.x1 > b + 1 for a, b in gutters)]
    runs = (_trimmed(run, gutters, page.content.height) for run in _bands(page.lines, gutters, across, size))
    bands = [band for band in runs if _is_beside(band, gutters)]
    if not bands or not _is_prose([line for band in bands for line in band], gutters, size, least):
        return None
    return _Stacking(bands, gutters).stacked(page.content)


def _trimmed(band: Sequence[Parts], gutters: Sequence[Strip], height: float) -> Sequence[Parts]:
    """A band without what stands over it or under it: all columns begin at one height, and running heads and folios stand apart."""
    start, end = 0, len(band)
    while start < end and not _has_other(band[start], band[start + 1] if start + 1 < end else None, gutters):
        start += 1
    steps = _steps(band[start:end], gutters)
    far = _APART * sorted(steps.values())[len(steps) // 2] if steps else 0.0
    while end - start > 1 and band[start].base < TOP and steps.get((band[start].base, True), 1e9) > far:
        start += 1
    while (
        end - start > 1 and band[end - 1].base > height - BOTTOM and steps.get((band[end - 1].base, False), 1e9) > far
    ):
        end -= 1
    return band[start:end]


def _steps(band: Sequence[Parts], gutters: Sequence[Strip]) -> dict[tuple[float, bool], float]:
    """Base line of a line → points down (True) and up (False) to the nearest line that has words in one of its columns."""
    steps: dict[tuple[float, bool], float] = {}
    last: dict[int, float] = {}
    for line in band:
        for column in {_column(segment, gutters) for segment in line.segments}:
            if column in last:
                step = line.base - last[column]
                for key in ((last[column], True), (line.base, False)):
                    steps[key] = min(step, steps.get(key, step))
            last[column] = line.base
    return steps


def _is_in(char: Char, boxes: Sequence[Box]) -> bool:
    y = char.base - 0.4 * char.size
    return any(box.x0 <= char.middle <= box.x1 and box.top <= y <= box.bottom for box in boxes)


def _gutters(lines: Sequence[Parts], size: float) -> list[Strip]:
    """The strips that nearly all lines of three parts or more leave free, or all lines but those across, where columns are not level."""
    wide = [line for line in lines if len(line.segments) >= 3]
    found = _free(wide, size, _OVER) if len(wide) >= _LEAST else []
    if len(found) >= 2 or not lines:
        return found
    whole = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    parts = [line for line in lines if all(s.x1 - s.x0 < _NARROWER * whole for s in line.segments)]
    return _free(parts, size, _SELDOM) if len(parts) >= 4 * _LEAST else []


def _free(lines: Sequence[Parts], size: float, share: float) -> list[Strip]:
    """The strips, with print at both sides, in which so large a share of lines has print, at most."""
    most = share * len(lines)
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    steps: Counter[int] = Counter()
    for segment in (segment for line in lines for segment in line.segments):
        steps[int(ink(segment.chars[0])[0])] += 1
        steps[int(ink(segment.chars[-1])[1]) + 1] -= 1
    found: list[Strip] = []
    start, covering = left, 0
    for x in sorted(steps):
        if covering <= most and x - start >= NARROW * size and left < start:
            found.append((start, float(x)))
        before, covering = covering, covering + steps[x]
        if before > most >= covering:
            start = float(x)
    return [strip for strip in found if strip[1] < right]


def _bands(
    lines: Sequence[Parts], gutters: Sequence[Strip], across: Sequence[Box], size: float
) -> Iterator[list[Parts]]:
    """Runs of lines that leave all gutters free, with nothing across between them."""
    tops = sorted(box.top for box in across)
    run: list[Parts] = []
    for line in (_parted(line, gutters, size) or line for line in lines):
        cut = bool(run) and bisect_right(tops, line.base) > bisect_right(tops, run[-1].base)
        fits = _parted(line, gutters, size) is not None
        if run and (cut or not fits or _is_apart(run[-1], line, size)):
            yield run
            run = []
        if fits:
            run.append(line)
    yield run


def _parted(line: Parts, gutters: Sequence[Strip], size: float) -> Parts | None:
    """A line cut at all gutters; None if print stands in one of them.

    Large print in more than one column is a title across them, unless it fills two of more.
    """
    cuts = [(a + b) / 2 for a, b in gutters]
    columns: dict[int, list[Char]] = {}
    for char in (char for segment in line.segments for char in segment.chars):
        start, end = ink(char)
        if any(start < b - 0.3 * size and end > a + 0.3 * size for a, b in gutters):
            return None
        columns.setdefault(bisect_right(cuts, start), []).append(char)
    if line.size > 1.25 * size and not (len(columns) == 1 or len(line.segments) == len(columns) < 3):
        return None
    if all(_column(segment, gutters) == bisect_right(cuts, ink(segment.chars[-1])[0]) for segment in line.segments):
        return line
    return line._replace(segments=tuple(Segment(tuple(chars)) for _, chars in sorted(columns.items())))


def _is_apart(above: Parts, line: Parts, size: float) -> bool:
    """Whether a line of one part stands under much room: a note under the columns."""
    return len(line.segments) == 1 and line.base - above.base > 4 * size


def _column(segment: Segment, gutters: Sequence[Strip]) -> int:
    return sum((a + b) / 2 < ink(segment.chars[0])[0] for a, b in gutters)


def _is_beside(band: Sequence[Parts], gutters: Sequence[Strip]) -> bool:
    """Whether lines stand beside each other."""
    return sum(_has_other(line, after, gutters) for line, after in pairwise([*band, None])) >= _BESIDE


def _has_other(line: Parts | None, after: Parts | None, gutters: Sequence[Strip]) -> bool:
    """Whether a line has another beside it: words in another column, on its own base line or one that is not as far down as the next would be."""
    if line is None or len(line.segments) > 1:
        return line is not None
    if after is None or after.base - line.base > 0.9 * line.size:
        return False
    return _column(line.segments[0], gutters) != _column(after.segments[0], gutters)


def _is_prose(lines: Sequence[Parts], gutters: Sequence[Strip], size: float, least: int) -> bool:
    """Whether every column is filled by lines of which most end within a sentence; one of few lines may not show it."""
    columns: list[list[Segment]] = [[] for _ in range(len(gutters) + 1)]
    for line in lines:
        for segment in line.segments:
            columns[_column(segment, gutters)].append(segment)
    shown = [is_filled(column, size) for column in columns if len(column) >= least]
    return len(shown) >= 2 and all(shown)


def is_filled(column: Sequence[Segment], size: float) -> bool:
    """Whether lines under each other are a column of text: most of them fill it, and most of these end within a sentence."""
    left, right = min(s.x0 for s in column), max(ink(s.chars[-1])[1] for s in column)
    full = [s for s in column if ink(s.chars[-1])[1] > right - 1.7 * size and s.x0 < left + 2.6 * size]
    broken = sum(s.chars[-1].text not in LEFT_HALF for s in full)
    return right - left > _LONG * size and len(full) >= _FULL * len(column) and broken >= _BROKEN * len(full)


def _flush(places: Counter[int]) -> int | None:
    """Where most lines of a column begin; None without lines."""
    return min(places, key=lambda x: (-places[x], x)) if places else None


class _Band(NamedTuple):
    top: float
    bottom: float
    down: float
    """Points by which it moves down."""

    @property
    def height(self) -> float:
        return self.bottom - self.top


class _Stacking:
    """Knows where everything on the page comes to stand."""

    def __init__(self, bands: Sequence[Sequence[Parts]], gutters: Sequence[Strip]) -> None:
        self.cuts = [(a + b) / 2 for a, b in gutters]
        starts: list[Counter[int]] = [Counter() for _ in range(len(gutters) + 1)]
        for line in (line for band in bands for line in band):
            for segment in line.segments:
                starts[_column(segment, gutters)][round(segment.x0)] += 1
        flush = [_flush(places) for places in starts]
        first = next(x for x in flush if x is not None)
        self.left = [0 if x is None else first - x for x in flush]
        self.bands: list[_Band] = []
        self.longer = 0.0
        for band in bands:
            top, bottom = band[0].top, band[-1].base + 0.6 * band[-1].size
            self.bands.append(_Band(top, bottom, self.longer))
            self.longer += len(self.cuts) * (bottom - top)

    def stacked(self, content: PageContent) -> PageContent:
        """The page with everything at its new place."""
        return content._replace(
            chars=tuple(self._char(char) for char in content.chars),
            rules=tuple(self._box(box) for box in content.rules if not self._parts_columns(box)),
            pictures=tuple(self._box(box) for box in content.pictures),
            height=content.height + self.longer,
            longer=content.longer + self.longer,
            stacks=tuple((b.top + b.down, b.top + b.down + (len(self.cuts) + 1) * b.height) for b in self.bands),
        )

    def _moved(self, x: float, y: float) -> tuple[float, float]:
        """Points by which what stands at a place moves to the right and down."""
        k = bisect_right([band.top for band in self.bands], y) - 1
        if k < 0:
            return 0.0, 0.0
        band = self.bands[k]
        if y > band.bottom:
            return 0.0, band.down + len(self.cuts) * band.height
        column = bisect_right(self.cuts, x)
        return self.left[column], band.down + column * band.height

    def _char(self, char: Char) -> Char:
        right, down = self._moved(char.middle, char.base - 0.4 * char.size)
        return char._replace(x0=char.x0 + right, x1=char.x1 + right, base=char.base + down)

    def _box(self, box: Box) -> Box:
        right, down = self._moved((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2)
        return Box(box.x0 + right, box.top + down, box.x1 + right, box.bottom + down)

    def _parts_columns(self, rule: Box) -> bool:
        """Whether a rule down stands beside the columns of a band: between them, or around them."""
        if rule.x1 - rule.x0 > 3:
            return False
        return any(rule.bottom - rule.top > 0.6 * band.height for band in self.bands if rule.top < band.bottom)
