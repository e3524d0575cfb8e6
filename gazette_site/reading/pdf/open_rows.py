"""The rows of a table without rules down: which lines are one row, and the raster they make."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from gazette_site.reading.pdf.characters import Box
from gazette_site.reading.pdf.grids import Cell, Grid
from gazette_site.reading.pdf.segments import Parts, Segment, Strip

_JUMP = 1.13
"""How much larger the distance between two rows is than that between two lines of one cell."""
_ROOM = 4.0
"""Sizes that a full line of a cell leaves up to the next column, at most."""
_TRIED = 6
"""Distances that are tried, the largest first."""

_Block = list[Parts]
"""Lines of one row."""


def open_grid(box: Box, bands: Sequence[Sequence[Parts]], strips: Sequence[Strip]) -> Grid | None:
    """The raster of lines between strips; `bands` are cut by rules. None if the lines do not fit into one."""
    cuts = [(a + b) / 2 for a, b in strips]
    head = _stub_raised(_blocks(bands[0], cuts, box.x1), cuts) if bands[1:] else []
    body = [row for band in bands[len(bands) > 1 :] for row in _rows(band, len(bands), cuts, box.x1)]
    rows = [*head, *body]
    ys = [box.top, *((_end(a) + b[0].top) / 2 for a, b in pairwise(rows)), box.bottom]
    spans = [
        _spans(reaches, len(cuts)) for reaches in _heads_spread([_reaches(row, cuts) for row in rows], len(head) or 1)
    ]
    if any(b - a < 0.5 for a, b in pairwise(ys)) or None in spans:
        return None
    at: dict[tuple[int, int], int] = {}
    cells: list[Cell] = []
    for r, row in enumerate(spans):
        for first, last in row or ():
            at.update({(r, c): len(cells) for c in range(first, last + 1)})
            cells.append(Cell(r, first, 1, last - first + 1))
    xs = [min(box.x0, cuts[0] - 1), *cuts, max(box.x1, cuts[-1] + 1)]
    unsure = not all(_has_key(block, cuts) for block in body)
    return Grid(Box(xs[0], box.top, xs[-1], box.bottom), tuple(xs), tuple(ys), tuple(cells), at, unsure)


def _rows(band: Sequence[Parts], bands: int, cuts: Sequence[float], right: float) -> list[_Block]:
    """The rows between two rules: one, where rules stand between all rows."""
    keys = sum(line.segments[0].x0 < cuts[0] for line in band)
    return [list(band)] if bands > 2 and keys <= 1 else _blocks(band, cuts, right)


def _stub_raised(head: list[_Block], cuts: Sequence[float]) -> list[_Block]:
    """The rows of a head, what stands over the first column alone, in the middle of its height, put into the first of them."""
    stubs = [block for block in head if all(reach == (0, 0) for reach in _reaches(block, cuts))]
    others = [block for block in head if block not in stubs]
    if len(stubs) != 1 or len(others) < 2 or any(_has_key(block, cuts) for block in others):
        return head
    return [[*others[0], *stubs[0]], *others[1:]]


def _end(row: _Block) -> float:
    return max(line.base + 0.12 * line.size for line in row)


def _column(x: float, cuts: Sequence[float]) -> int:
    return sum(cut < x for cut in cuts)


def _reach(segment: Segment, cuts: Sequence[float]) -> tuple[int, int]:
    """The first and the last column over which a segment stands."""
    return _column(segment.x0 + 0.5, cuts), _column(segment.x1 - 0.5, cuts)


_Reaches = dict[tuple[int, int], Segment]
"""First and last column → what stands over them."""


def _reaches(row: _Block, cuts: Sequence[float]) -> _Reaches:
    return {_reach(segment, cuts): segment for line in row for segment in line.segments}


def _heads_spread(rows: Sequence[_Reaches], heads: int) -> list[_Reaches]:
    """The rows, what stands in the middle over several columns of the head spread over them: those right under it are filled."""
    spread = [
        {_over(reach, segment, row, below): segment for reach, segment in row.items()}
        for row, below in pairwise(rows[: heads + 1])
    ]
    return [*spread, *rows[len(spread) :]]


def _over(reach: tuple[int, int], segment: Segment, row: _Reaches, below: _Reaches) -> tuple[int, int]:
    """The columns over which a part of a head stands: as many at its left as at its right, none of them filled, all of them filled below."""
    first, last = reach
    taken = {c for a, b in row if (a, b) != reach for c in range(a, b + 1)}
    free = {a for a, b in below if a == b} - taken
    while last in free and first - 1 in free and last + 1 in free:
        first, last = first - 1, last + 1
    if last == first or first == 0:
        return reach
    middle = (below[(first, first)].x0 + below[(last, last)].x1) / 2
    centred = abs((segment.x0 + segment.x1) / 2 - middle) < 1.5 * segment.chars[0].size
    return (first, last) if centred else reach


def _spans(reaches: _Reaches, cuts: int) -> list[tuple[int, int]] | None:
    """The columns of a row, those over which one part stands joined; None if that would join it with the parts of others."""
    wide = [reach for reach in reaches if reach[1] > reach[0]]
    if not all(_is_alone(reach, set(reaches)) for reach in wide):
        return None
    joined = {reach[0]: reach for reach in wide}
    spans: list[tuple[int, int]] = []
    column = 0
    while column <= cuts:
        spans.append(joined.get(column, (column, column)))
        column = spans[-1][1] + 1
    return spans


def _is_alone(reach: tuple[int, int], reaches: set[tuple[int, int]]) -> bool:
    return all(other == reach or other[1] < reach[0] or other[0] > reach[1] for other in reaches)


def _blocks(lines: Sequence[Parts], cuts: Sequence[float], right: float) -> list[_Block]:
    """Lines as rows: by the room between them if there is more between rows than within them, then by what goes on with what."""
    limit = _room(lines, cuts) or 0.0
    limits = _limits(lines, cuts, right)
    blocks: list[_Block] = []
    waits = False
    for block in _near(lines, limit):
        goes_on = bool(blocks) and _goes_on(blocks[-1], block, cuts, limits)
        if goes_on or (waits and _reaches(blocks[-1], cuts).keys() <= _reaches(block, cuts).keys()):
            blocks[-1] += block
        else:
            blocks.append(block)
        waits = not goes_on and not _has_key(block, cuts) and _all_full(block[-1], cuts, limits)
    return blocks


def _near(lines: Sequence[Parts], limit: float) -> list[_Block]:
    """Lines that stand nearer to each other than a distance."""
    near: list[_Block] = []
    for line in lines:
        if near and line.base - near[-1][-1].base < limit:
            near[-1].append(line)
        else:
            near.append([line])
    return near


def _room(lines: Sequence[Parts], cuts: Sequence[float]) -> float | None:
    """The distance from one line to the next from which a row begins; None if the distances do not tell."""
    steps = sorted(b.base - a.base for a, b in pairwise(lines))
    jumps = [(a + b) / 2 for a, b in pairwise(steps) if b > _JUMP * a]
    return next((limit for limit in jumps[::-1][:_TRIED] if _at_most_one_key(lines, cuts, limit)), None)


def _at_most_one_key(lines: Sequence[Parts], cuts: Sequence[float], limit: float) -> bool:
    """Whether rows cut at a distance have one line each, at most, that fills the first two columns."""
    keys = 0
    for k, line in enumerate(lines):
        if k and line.base - lines[k - 1].base >= limit:
            keys = 0
        keys += {0, 1} <= {_column(s.x0 + 0.5, cuts) for s in line.segments}
        if keys > 1:
            return False
    return True


def _limits(lines: Sequence[Parts], cuts: Sequence[float], right: float) -> list[float]:
    """For each column how far words can reach in it: up to where those of the next begin, or to the right edge of the table."""
    starts = [right] * (len(cuts) + 1)
    for line in lines:
        for segment in line.segments:
            column = _column(segment.x0 + 0.5, cuts)
            starts[column] = min(starts[column], segment.x0)
    return [*starts[1:], right]


def _has_key(block: _Block, cuts: Sequence[float]) -> bool:
    """Whether something stands in the first column."""
    return any(first == 0 for first, _ in _reaches(block, cuts))


def _goes_on(above: _Block, block: _Block, cuts: Sequence[float], limits: Sequence[float]) -> bool:
    """Whether lines go on with the row above: their first column is empty, and each part stands under one that is full."""
    over, reaches = _reaches(above, cuts), _reaches(block, cuts)
    if _has_key(block, cuts) or len(reaches) > len(cuts):
        return False
    return all(reach in over and _is_full(over[reach], limits[reach[1]]) for reach in reaches)


def _all_full(line: Parts, cuts: Sequence[float], limits: Sequence[float]) -> bool:
    """Whether all parts of a line fill their columns: they go on in the row below."""
    return all(_is_full(segment, limits[_reach(segment, cuts)[1]]) for segment in line.segments)


def _is_full(segment: Segment, limit: float) -> bool:
    """Whether a part of a line fills its column: no further word would have had room."""
    return segment.x1 > limit - _ROOM * segment.chars[0].size and len(segment.chars) > 3
