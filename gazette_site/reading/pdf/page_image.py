"""What the pixels of a scanned page show before any character is read: its slant, rules, pictures and lines of print.

    page = tables (by their rules), pictures, print        print = strips of ink, cut at the gutter and at wide gaps

Works on arrays of numpy with OpenCV; both come with the extra `[ocr]`, so that this module is imported only where they are.
All boxes are in pixels, whole numbers, the far edges excluded.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import cv2
import numpy as np

from gazette_site.reading.pdf.characters import Box

Pixels = Any
"""An array of numpy: grey values from 0 (black) to 255, or truth values."""

MOST_SLANT = 3.0
"""Degrees up to which a page is straightened."""
LEAST_SLANT = 0.08
"""Degrees below which turning would only blur it."""
WIDE_GAP = 1.5
"""Characters from which a gap divides a line in two that are read apart."""


class Area(NamedTuple):
    """A rectangle of the page."""

    x0: int
    top: int
    x1: int
    bottom: int

    def of(self, pixels: Pixels) -> Pixels:
        """The pixels inside."""
        return pixels[self.top : self.bottom, self.x0 : self.x1]


def paper_of(grey: Pixels) -> float:
    """How bright the paper is: on every page there is some, if only at the margins."""
    return float(np.percentile(cv2.resize(grey, None, fx=0.2, fy=0.2, interpolation=cv2.INTER_AREA), 85))


def levelled(grey: Pixels) -> Pixels:
    """The page as if it were lit evenly: divided by a smooth surface through its brightest places, which pictures do not bend."""
    tiles = cv2.resize(grey, None, fx=0.2, fy=0.2, interpolation=cv2.INTER_AREA)
    rows, columns = np.array_split(np.arange(tiles.shape[0]), 12), np.array_split(np.arange(tiles.shape[1]), 9)
    values = np.array([[np.percentile(tiles[np.ix_(r, c)], 85) for c in columns] for r in rows]).ravel()
    ys, xs = (a.ravel() for a in np.meshgrid(np.linspace(-1, 1, 12), np.linspace(-1, 1, 9), indexing="ij"))
    weights = np.ones(len(values))
    for _ in range(12):
        terms = _surface(xs, ys)
        factors = np.linalg.lstsq(terms * weights[:, None], values * weights, rcond=None)[0]
        weights = np.where(values < terms @ factors - 2, 0.1, 1.0)
    high, wide = grey.shape
    down, across = np.meshgrid(np.linspace(-1, 1, 48), np.linspace(-1, 1, 36), indexing="ij")
    light = (_surface(across.ravel(), down.ravel()) @ factors).reshape(48, 36)
    if np.ptp(light) < 6 or light.min() < 40:
        return grey
    even = cv2.resize((light.max() / light).astype(np.float32), (wide, high), interpolation=cv2.INTER_LINEAR)
    return np.clip(grey * even, 0, 255).astype(np.uint8)


def _surface(xs: Pixels, ys: Pixels) -> Pixels:
    return np.stack([np.ones_like(xs), xs, ys, xs * ys, xs * xs, ys * ys], axis=1)


def ink(grey: Pixels) -> Pixels:
    """Where something is printed: clearly darker than the paper. Specks, and what the edge of the scanner left, are no print."""
    paper = paper_of(grey)
    darkest = float(np.percentile(grey, 0.5))
    dark = (grey < paper - max(48.0, 0.35 * (paper - darkest))).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    high, wide = grey.shape
    x0, top, x1, bottom = stats[:, 0], stats[:, 1], stats[:, 0] + stats[:, 2], stats[:, 1] + stats[:, 3]
    at_edge = (x0 <= 1) | (top <= 1) | (x1 >= wide - 1) | (bottom >= high - 1)
    kept = (stats[:, 4] > 3) & ~at_edge
    kept[0] = False
    return kept[labels]


def slant(grey: Pixels) -> float:
    """Degrees by which the lines of a page rise to the right; 0.0 if it stands straight or has no lines."""
    small = cv2.resize(grey, None, fx=0.35, fy=0.35, interpolation=cv2.INTER_AREA)
    paper = paper_of(small)
    dark = np.clip(paper - small.astype(np.float32) - 24, 0, 96)
    if not dark.any():
        return 0.0
    coarse = max(np.arange(-MOST_SLANT, MOST_SLANT + 0.1, 0.2), key=lambda a: (_sharpness(dark, a), -abs(a)))
    fine = max(np.arange(coarse - 0.2, coarse + 0.21, 0.04), key=lambda a: (_sharpness(dark, a), -abs(a)))
    return round(float(fine), 2) if abs(fine) >= LEAST_SLANT else 0.0


def _sharpness(dark: Pixels, degrees: float) -> float:
    """How much the rows of pixels differ from their neighbours when the page is turned: most if the lines of print lie level."""
    rows = _turn(dark, degrees, 0.0, cv2.INTER_LINEAR).sum(axis=1)
    return float(np.square(np.diff(rows)).sum())


def straightened(grey: Pixels, degrees: float) -> Pixels:
    """The page turned about its middle so that lines that rise by so many degrees lie level."""
    return grey if degrees == 0 else _turn(grey, degrees, paper_of(grey), cv2.INTER_CUBIC)


def _turn(pixels: Pixels, degrees: float, border: float, method: int) -> Pixels:
    high, wide = pixels.shape
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), -degrees, 1.0)
    return cv2.warpAffine(
        pixels, matrix, (wide, high), flags=method, borderMode=cv2.BORDER_CONSTANT, borderValue=border
    )


def find_rules(printed: Pixels, point: float) -> list[Area]:
    """The rules of a page, lying and standing; `point` is the number of pixels in a point.

    A short one counts only if it runs from one long rule to another: strokes of characters do not.
    """
    dark = printed.astype(np.uint8)
    least, long = round(11 * point), 30 * point
    lying = _strokes(dark, least, point, lying=True)
    standing = _strokes(dark, least, point, lying=False)
    far_lying = [a for a in lying if a.x1 - a.x0 >= long]
    far_standing = [a for a in standing if a.bottom - a.top >= long]
    near = 3 * point
    between = [a for a in standing if a.bottom - a.top < long and _ends(a, far_lying, near, lying=False)]
    far_standing += between
    far_lying += [a for a in lying if a.x1 - a.x0 < long and _ends(a, far_standing, near, lying=True)]
    # A long stroke alone that touches nothing is an underline, a dash or the line of a running head: a rule, too, if it lies.
    standing = [a for a in far_standing if any(_touches(a, b, near) for b in far_lying)]
    return sorted([*far_lying, *standing], key=lambda a: (a.top, a.x0))


def _strokes(dark: Pixels, least: int, point: float, *, lying: bool) -> list[Area]:
    across = (1, 3) if lying else (3, 1)  # closes the steps of a line that is not quite level
    thick = cv2.dilate(dark, np.ones(across[::-1], np.uint8))
    kernel = np.ones((1, least) if lying else (least, 1), np.uint8)
    found = cv2.morphologyEx(thick, cv2.MORPH_OPEN, kernel)
    _, _, stats, _ = cv2.connectedComponentsWithStats(found, connectivity=8)
    areas = [Area(int(x), int(y), int(x + w), int(y + h)) for x, y, w, h, _ in stats[1:]]
    most = 3 * point + 2
    return [a for a in areas if (a.bottom - a.top if lying else a.x1 - a.x0) <= most]


def _ends(short: Area, others: list[Area], near: float, *, lying: bool) -> bool:
    """Whether a stroke has a long rule at both of its ends."""
    if lying:
        ends = (Area(short.x0, short.top, short.x0, short.bottom), Area(short.x1, short.top, short.x1, short.bottom))
    else:
        ends = (Area(short.x0, short.top, short.x1, short.top), Area(short.x0, short.bottom, short.x1, short.bottom))
    return all(any(_touches(end, other, near) for other in others) for end in ends)


def _touches(a: Area, b: Area, near: float) -> bool:
    return a.x0 <= b.x1 + near and b.x0 <= a.x1 + near and a.top <= b.bottom + near and b.top <= a.bottom + near


def find_pictures(grey: Pixels, point: float, least: float) -> list[Area]:
    """Maps, photographs and the like: wide and high areas (`least` points or more) with little of the paper left in them.

    Of a dense table at least two thirds are paper; a drawing of lines alone cannot be told from text here.
    """
    small = cv2.resize(grey, None, fx=0.5 / point, fy=0.5 / point, interpolation=cv2.INTER_AREA)
    paper = paper_of(grey)
    toned = cv2.morphologyEx((small < paper - 8).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(toned, connectivity=4)
    found = []
    for x, y, wide, high, count in stats[1:]:
        if min(wide, high) < 0.5 * least or count < 0.6 * wide * high:
            continue
        left, top, right, bottom = (round(float(v) * 2 * point) for v in (x, y, x + wide, y + high))
        area = Area(left, top, min(right, grey.shape[1]), min(bottom, grey.shape[0]))
        if (cv2.blur(area.of(grey), (3, 3)) < paper - 8).mean() >= 0.45:
            found.append(area)
    return sorted(found, key=lambda a: (a.top, a.x0))


def without(pixels: Pixels, areas: list[Area], value: float, margin: int) -> Pixels:
    """A copy with these areas, and so many pixels around them, filled with a value."""
    copy = pixels.copy()
    for area in areas:
        copy[max(area.top - margin, 0) : area.bottom + margin, max(area.x0 - margin, 0) : area.x1 + margin] = value
    return copy


def character_height(printed: Pixels, point: float) -> float:
    """How high most characters of a page are, in pixels: near enough to tell a line from two."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(printed.astype(np.uint8), connectivity=8)
    heights = stats[1:, 3]
    heights = heights[(heights > 4 * point) & (heights < 20 * point)]
    return float(np.percentile(heights, 80)) if len(heights) else 10 * point


def find_gutter(printed: Pixels, em: float) -> tuple[int, int] | None:
    """The strip in the middle of a page that nearly all lines of print leave free."""
    high, wide = printed.shape
    bins = int(high // em) or 1
    cut = printed[: int(bins * em)]
    edges = [round(i * em) for i in range(bins)]
    lines = np.logical_or.reduceat(cut, edges, axis=0)
    busy = int(lines.any(axis=1).sum())
    low, top = int(0.42 * wide), int(0.58 * wide)
    free = lines[:, low:top].sum(axis=0) <= max(1, 0.15 * busy)
    runs = [run for run in _runs(free) if run[1] - run[0] >= 0.6 * em]
    if not runs:
        return None
    start, end = max(runs, key=lambda run: run[1] - run[0])
    return (low + start, low + end) if printed[:, low + end :].any() and printed[:, : low + start].any() else None


class Strip(NamedTuple):
    """A line of print, or a part of one between wide gaps."""

    area: Area
    """Its ink from left to right; from top to bottom that of the whole line."""
    tight: Area
    """Its ink."""
    single: bool
    """Whether it is one line for certain; else somebody who knows print has to find the lines in it."""


def find_strips(printed: Pixels, area: Area, em: float, gutter: tuple[int, int] | None) -> Iterator[Strip]:
    """The lines of print in an area, from top to bottom, those of two columns one after the other where they stand level."""
    for top, bottom in _lines(area.of(printed).any(axis=1), em):
        strip = Area(area.x0, area.top + top, area.x1, area.top + bottom)
        parts = _at_gutter(printed, strip, gutter)
        if len(parts) > 1:
            for part in parts:
                yield from find_strips(printed, part, em, None)
        elif strip.bottom - strip.top > 2.2 * em:
            yield from _high(printed, strip, em)
        else:
            yield from _segments(printed, strip, em)


def _lines(busy: Pixels, em: float) -> list[tuple[int, int]]:
    """Runs of inked rows; the strokes of a character such as 二 or 亖 that stands alone belong together."""
    joined: list[tuple[int, int]] = []
    for start, end in _runs(busy):
        if joined and start - joined[-1][1] <= 0.55 * em and end - joined[-1][0] <= 1.15 * em:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _at_gutter(printed: Pixels, strip: Area, gutter: tuple[int, int] | None) -> list[Area]:
    if gutter is None or not strip.x0 < gutter[0] < gutter[1] < strip.x1:
        return [strip]
    start, end = gutter
    narrow = (end - start) // 4
    if strip.of(printed)[:, start + narrow - strip.x0 : end - narrow - strip.x0].any():
        return [strip]
    middle = (start + end) // 2
    return [strip._replace(x1=middle), strip._replace(x0=middle)]


def _high(printed: Pixels, strip: Area, em: float) -> Iterator[Strip]:
    """Ink higher than a line: large letters, lines that stand beside each other, or lines that touch."""
    gaps = _runs(~strip.of(printed).any(axis=0))
    inner = [g for g in gaps if g[0] > 0 and g[1] < strip.x1 - strip.x0 and g[1] - g[0] >= em]
    if inner:
        start, end = max(inner, key=lambda g: g[1] - g[0])
        middle = strip.x0 + (start + end) // 2
        for part in (strip._replace(x1=middle), strip._replace(x0=middle)):
            yield from find_strips(printed, part, em, None)
        return
    tight = _tight(printed, strip)
    if tight is not None:
        yield Strip(tight, tight, single=False)


def _segments(printed: Pixels, strip: Area, em: float) -> Iterator[Strip]:
    """The parts of a line between wide gaps."""
    edges: list[tuple[int, int]] = []
    gap = WIDE_GAP * max(em, 0.9 * (strip.bottom - strip.top))
    for start, end in _runs(strip.of(printed).any(axis=0)):
        if edges and start - edges[-1][1] < gap:
            edges[-1] = (edges[-1][0], end)
        else:
            edges.append((start, end))
    for start, end in edges:
        part = strip._replace(x0=strip.x0 + start, x1=strip.x0 + end)
        tight = _tight(printed, part)
        if tight is not None and max(tight.x1 - tight.x0, tight.bottom - tight.top) >= 0.12 * em:
            yield Strip(part, tight, single=True)


def _tight(printed: Pixels, area: Area) -> Area | None:
    inside = area.of(printed)
    rows, columns = _runs(inside.any(axis=1)), _runs(inside.any(axis=0))
    if not rows or not columns:
        return None
    return Area(area.x0 + columns[0][0], area.top + rows[0][0], area.x0 + columns[-1][1], area.top + rows[-1][1])


def tightened(printed: Pixels, area: Area) -> Strip | None:
    """An area that somebody else found to be a line: its ink, which may be more than the line's, as where a seal is stamped over it."""
    tight = _tight(printed, area)
    return Strip(area._replace(x0=tight.x0, x1=tight.x1), tight, single=False) if tight is not None else None


def _runs(truth: Pixels) -> list[tuple[int, int]]:
    """Start and end of every run of true values."""
    steps = np.diff(np.concatenate(([0], truth.astype(np.int8), [0])))
    starts, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    return [(int(a), int(b)) for a, b in zip(starts, ends, strict=True)]


def as_box(area: Area, point: float) -> Box:
    """The area in points; a rule becomes a line without breadth."""
    box = Box(area.x0 / point, area.top / point, area.x1 / point, area.bottom / point)
    if area.x1 - area.x0 <= 3 * point + 2:
        middle = (box.x0 + box.x1) / 2
        return Box(middle, box.top, middle, box.bottom)
    if area.bottom - area.top <= 3 * point + 2:
        middle = (box.top + box.bottom) / 2
        return Box(box.x0, middle, box.x1, middle)
    return box
