"""Tables that nothing but their alignment shows.

    table = line{3,}      each of three parts or more, between them strips that none of them crosses

A false table is worse than none: whatever is not aligned stays text, and so do lists beside each other in two columns of text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from gazette_site.dates import looks_like_date
from gazette_site.late import late
from gazette_site.reading.pdf.characters import Box, Char
from gazette_site.reading.pdf.grids import Grid
from gazette_site.reading.pdf.gutters import Gutter
from gazette_site.reading.pdf.open_columns import FAR, Placed, columns, common, hangs, is_prose, names_apart
from gazette_site.reading.pdf.open_rows import open_grid
from gazette_site.reading.pdf.segments import Parts, Strip, lines_in_parts, shared

_GAP = 1.5
"""Sizes that are free between two columns, at least."""
_KEPT = 0.7
"""Sizes of them that must stay free over all lines."""
_NUMBERED = 0.6
"""Sizes between a number and the words of its row."""
_NUMBER = late(r"[0-9]{1,4}")


def bare_tables(chars: Sequence[Char], gutter: Gutter | None, size: float) -> list[Grid]:
    """Tables that only their alignment shows, from top to bottom.

    `chars` are those of the page that are in no other table, `gutter` is what divides them if the page is in two columns.
    """
    lines = lines_in_parts(chars, size, _GAP)
    grids: list[Grid] = []
    start = 0
    while start < len(lines):
        end, strips = _bare_run(lines, start)
        table = lines[start:end]
        if len(table) >= 3 and len(strips) >= 2:
            others = [*lines[:start], *lines[end:]]
            if gutter is None or not _in_columns(table, others, gutter, size):
                grids += _bare(table, strips, size)
        start = max(end, start + 1)
    return grids


def _in_columns(table: Sequence[Parts], others: Sequence[Parts], gutter: Gutter, size: float) -> bool:
    """Whether lines are those of two columns of text: they begin at both sides where the other lines of the columns do."""
    starts = [x0 for line in others if (x0 := _right_start(line, gutter)) is not None]
    places = Counter(round(x) for x in starts)
    flush = max(places, key=lambda x: places[x], default=0)
    if sum(places[x] for x in (flush - 1, flush, flush + 1)) < 3:
        return False
    ours = [x0 for line in table if (x0 := _right_start(line, gutter)) is not None]
    fits = sum(min(abs(x - flush - indent * size) for indent in (0, 2)) < 0.6 * size for x in ours)
    return bool(ours) and fits >= 0.8 * len(ours)


def _right_start(line: Parts, gutter: Gutter) -> float | None:
    """Where the first part right of the gutter begins, None if a part stands across it or none is there."""
    if any(s.x0 < gutter.middle < s.x1 for s in line.segments):
        return None
    return next((s.x0 for s in line.segments if s.x0 >= gutter.middle), None)


def _bare_run(lines: Sequence[Parts], start: int) -> tuple[int, list[Strip]]:
    """Where a run of lines in parts ends that begins at a line, and the strips all of them leave free."""
    strips = lines[start].gaps
    end = start
    for k in range(start, len(lines) if len(strips) >= 2 else start):
        line = lines[k]
        if k > start and line.base - lines[k - 1].base > FAR * line.size:
            break
        left = shared(strips, line.free, _KEPT * line.size)
        if len(left) < len(strips) or not _within(line, lines[start], lines[k - 1] if k > start else line):
            break
        strips = left
        if len(line.segments) > 1 or hangs(line, lines[k - 1]):
            end = k + 1
    return end, strips


def _within(line: Parts, first: Parts, before: Parts) -> bool:
    """Whether a line of one part can belong to a table: it stands near the line above, and not at its left edge alone."""
    if len(line.segments) > 1:
        return True
    return line.base - before.base < 2.2 * line.size and line.x0 > first.segments[0].x1


def _bare(lines: Sequence[Parts], strips: Sequence[Strip], size: float) -> Iterator[Grid]:
    """The table of a run of lines, if it is one."""
    if sum(len(line.segments) >= 3 for line in lines) < 3:
        return
    strips = [s for s in strips if not names_apart(lines, s)]
    found = columns(lines, strips)
    if len(strips) < 2 or not all(_is_aligned(column, size) for column in found) or is_prose(lines, strips, size):
        return
    if _is_contents(found) or all(looks_like_date(segment.text) for segment in lines[-1].segments):
        return  # contents beside contents, signatures beside each other
    box = Box(
        min(line.x0 for line in lines),
        lines[0].top,
        max(line.x1 for line in lines),
        lines[-1].base + 0.12 * lines[-1].size,
    )
    numbered = _numbers_apart(lines, strips, size)
    yield from filter(
        None, [open_grid(box, [lines if numbered is None else numbered[0]], numbered[1] if numbered else strips)]
    )


def _numbers_apart(
    lines: Sequence[Parts], strips: Sequence[Strip], size: float
) -> tuple[list[Parts], list[Strip]] | None:
    """The lines and strips of a table whose rows begin with numbers, nearer to their words than columns are; None if they do not."""
    finer = lines_in_parts([char for line in lines for s in line.segments for char in s.chars], size, _NUMBERED)
    found = [s for s in common(finer, _NUMBERED * size) if s[1] < strips[0][0]]
    firsts = [line.segments[0].text for line in finer if line.x0 < strips[0][0]]
    if len(found) != 1 or not all(_NUMBER.fullmatch(text) for text in firsts[1:]):
        return None
    return finer, [*found, *strips]


def _is_aligned(column: Sequence[Placed], size: float) -> bool:
    """Whether what stands in a column begins, ends or is centred at one place."""
    if not column:
        return False
    if min(x0 for x0, _, _ in column) > max(x0 for x0, _, _ in column) - 2.6 * size:
        return True  # items under items
    ways: Iterable[list[float]] = (
        [x0 for x0, _, _ in column],
        [x1 for _, x1, _ in column],
        [(x0 + x1) / 2 for x0, x1, _ in column],
    )
    return any(_near(sorted(places), size) >= 0.75 * len(column) for places in ways)


def _near(places: Sequence[float], size: float) -> int:
    middle = places[len(places) // 2]
    return sum(abs(place - middle) < 0.7 * size for place in places)


def _is_contents(columns: Sequence[Sequence[Placed]]) -> bool:
    """Whether columns are contents beside contents: titles and rising page numbers, and again titles and higher numbers."""
    if len(columns) != 4:
        return False
    numbers = [[text for _, _, text in columns[k]] for k in (1, 3)]
    if not all(_NUMBER.fullmatch(text) for column in numbers for text in column):
        return False
    pages = [int(text) for column in numbers for text in column]
    return pages == sorted(pages)
