"""Tables without rules down: 三线表, which has rules across only, and columns that nothing but their alignment shows.

    ruled table = rule (line+ rule){2,}       rules of one extent, no rule down; under the first the head;
                                              the last may be missing where the table goes on, on the next page
    bare table  = line{3,}                    each of three parts or more, between them strips that none of them crosses

Both need strips that are free of print from the first line to the last. Prose in columns is none: its lines fill their
columns. A false table is worse than none, so whatever fits neither stays text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from gazette_site.dates import looks_like_date
from gazette_site.late import late
from gazette_site.reading.pdf.characters import Box, Char
from gazette_site.reading.pdf.grids import NEAR, Grid
from gazette_site.reading.pdf.open_rows import open_grid
from gazette_site.reading.pdf.segments import Parts, Strip, lines_in_parts, shared

_RULED_GAP, _BARE_GAP = 0.6, 1.5
"""Sizes that are free between two columns, at least."""
_KEPT = 0.7
"""Sizes of a strip that must stay free over all lines of a bare table."""
_FULL = 0.6
"""Share of full lines from which a column is prose."""
_NUMBER = late(r"[0-9]{1,4}")
_DRIVEN = 2.6
"""Sizes up to which the two characters of a name are driven apart."""
_MOST = 40
"""Stacks of rules that are looked at on a page; more of them are a drawing."""
_HEAD = 5
"""Lines of the first band between rules, at most: what is higher is text under a running head."""
_FAR = 4.0
"""Sizes from one line of a bare table to the next, at most."""


def ruled_tables(rules: Sequence[Box], chars: Sequence[Char], size: float) -> list[Grid]:
    """Tables between rules across, from top to bottom. `rules` and `chars` are those of the page that are in no other table."""
    flat = _whole_rules([r for r in rules if r.bottom - r.top <= 3 < r.x1 - r.x0])
    steep = [r for r in rules if r.x1 - r.x0 <= 3 < r.bottom - r.top]
    grids: list[Grid] = []
    for stack in list(_stacks([r for r in flat if r.x1 - r.x0 > 8 * size]))[:_MOST]:
        for zone in _zones(stack, chars, size):
            box = Box(zone[0][0].x0, zone[0][0].top, zone[0][0].x1, zone[-1][1].bottom)
            if not any(
                box.x0 + NEAR < r.x0 < box.x1 - NEAR and r.top < box.bottom and r.bottom > box.top for r in steep
            ):
                grids += _ruled(box, [lines for _, _, lines in zone], size)
    return grids


def _whole_rules(flat: Sequence[Box]) -> list[Box]:
    """Rules across, those drawn in pieces or twice as one each, from top to bottom."""
    whole: list[Box] = []
    for rule in sorted(flat, key=lambda r: (round((r.top + r.bottom) / 2), r.x0)):
        last = whole[-1] if whole else None
        if last and abs(last.top - rule.top) < 2 * NEAR and last.x0 - NEAR <= rule.x0 <= last.x1 + NEAR:
            whole[-1] = Box(last.x0, min(last.top, rule.top), max(last.x1, rule.x1), max(last.bottom, rule.bottom))
        else:
            whole.append(rule)
    return whole


def _stacks(flat: Sequence[Box]) -> Iterator[list[Box]]:
    """Rules that begin and end at the same places, two or more."""
    stacks: dict[tuple[int, int], list[Box]] = {}
    for rule in flat:
        around = [(round(rule.x0 / 4) + a, round(rule.x1 / 4) + b) for a in (0, -1, 1) for b in (0, -1, 1)]
        key = next((place for place in around if place in stacks), around[0])
        stacks.setdefault(key, []).append(rule)
    yield from (stack for stack in stacks.values() if len(stack) >= 2)


_Band = tuple[Box, Box, list[Parts]]
"""The rule above, the rule below, the lines between them."""


def _zones(stack: Sequence[Box], chars: Sequence[Char], size: float) -> Iterator[list[_Band]]:
    """Runs of two bands or more whose lines are in parts."""
    x0, x1 = stack[0].x0 - size, stack[0].x1 + size
    lines = lines_in_parts((c for c in chars if x0 <= c.middle <= x1), size, _RULED_GAP)
    middles = [line.base - 0.3 * line.size for line in lines]
    bands = [(a, b, lines[bisect_left(middles, a.top) : bisect_left(middles, b.top)]) for a, b in pairwise(stack)]
    run: list[_Band] = []
    for k, band in enumerate(bands):
        if _joins(run, band, size) or (_is_section(band) and k + 1 < len(bands) and _joins(run, bands[k + 1], size)):
            run.append(band)
            continue
        yield from _whole(run, lines, bands)
        run = [band] if _joins([], band, size) else []
    yield from _whole(run, lines, bands)


def _whole(run: list[_Band], lines: Sequence[Parts], bands: Sequence[_Band]) -> Iterator[list[_Band]]:
    """A run of bands as a table, with the head that stands over its first rule, or with what stands under its last."""
    voters = [line for _, _, band in run for line in band if len(line.segments) > 1]
    if not voters:
        return
    above = _head_over(run[0][0], lines, voters)
    if above:
        top = Box(run[0][0].x0, above[0].top, run[0][0].x1, above[0].top)
        yield [(top, run[0][0], above), *run]
        return
    while run and _is_section(run[0]) and len(run[0][2][0].segments) == 1:
        run = run[1:]
    if len(run) >= 2:
        yield run
    elif run and run[0] == bands[-1] and (rest := _to_the_end(run[0], lines)):
        below = run[0][1]
        yield [*run, (below, below._replace(top=_foot(rest), bottom=_foot(rest)), rest)]


def _head_over(rule: Box, lines: Sequence[Parts], voters: Sequence[Parts]) -> list[Parts]:
    """The line right over the first rule, if it has a part for each of three columns or more: a caption has not."""
    above = [line for line in lines if rule.top - 2.2 * line.size < line.base <= rule.top]
    strips = _common([*voters, *above[-1:]], _RULED_GAP * voters[0].size)
    most = max(len(line.segments) for line in voters)
    fits = len(above) == 1 and len(strips) >= 2 and len(above[0].segments) >= max(most, len(strips) + 1)
    return above if fits else []


def _to_the_end(head: _Band, lines: Sequence[Parts]) -> list[Parts]:
    """The lines under a head between two rules that stand under its parts: the rule below them is on the next page."""
    strips = _common([line for line in head[2] if len(line.segments) > 1], _RULED_GAP * head[2][0].size)
    found: list[Parts] = []
    before = head[1].bottom
    for line in lines:
        if line.base <= before:
            continue
        left = shared(strips, line.free, _RULED_GAP * line.size)
        if len(strips) < 2 or len(left) < len(strips) or line.base - before > _FAR * line.size:
            break
        found.append(line)
        strips, before = left, line.base
    while found and len(found[-1].segments) == 1 and not (found[1:] and _hangs(found[-1], found[-2])):
        found.pop()
    return found


def _foot(lines: Sequence[Parts]) -> float:
    return lines[-1].base + 0.2 * lines[-1].size


def _hangs(line: Parts, above: Parts) -> bool:
    """Whether the only part of a line goes on with one of the line above: it begins where that begins and ends before it."""
    only = line.segments[0]
    over = [s for s in above.segments[1:] if abs(s.x0 - only.x0) < 0.5 * line.size and only.x1 < s.x1 + 0.5 * line.size]
    return len(line.segments) == 1 and line.base - above.base < 2 * line.size and any(len(s.chars) > 3 for s in over)


def _joins(run: Sequence[_Band], band: _Band, size: float) -> bool:
    """Whether a band is one of a table: its lines in parts share strips with those of the bands above it, and hardly any other line crosses them."""
    voters = [line for line in band[2] if len(line.segments) > 1]
    if not voters or (run and _is_apart(band, run[0])) or (not run and len(band[2]) > _HEAD):
        return False
    above = [line for _, _, lines in run for line in lines if len(line.segments) > 1]
    heads = [line for line in run[0][2] if len(line.segments) > 1] if run[1:] else []
    strips = _common([*(line for line in above if line not in heads), *voters], _RULED_GAP * size)
    singles = [line for line in band[2] if len(line.segments) == 1]
    crossing = sum(any(line.x0 < s[0] and line.x1 > s[1] for s in strips) for line in singles)
    return bool(strips) and crossing <= len(voters) / 3


def _is_apart(band: _Band, first: _Band) -> bool:
    """Whether a band is the room between two tables: one line in it, in fewer parts than the head has, and more room than a row has."""
    above, below, lines = band
    return (
        len(lines) == 1
        and below.top - above.bottom > 2.4 * lines[0].size
        and len(lines[0].segments) < max(len(line.segments) for line in first[2])
    )


def _is_section(band: _Band) -> bool:
    """Whether a band is a section row: one short line that fills its height."""
    above, below, lines = band
    near = len(lines) == 1 and below.top - above.bottom < 2.4 * lines[0].size
    return near and lines[0].x1 - lines[0].x0 < 0.6 * (above.x1 - above.x0)


def _ruled(box: Box, bands: Sequence[Sequence[Parts]], size: float) -> Iterator[Grid]:
    """The table of a zone, if strips divide it."""
    lines = [line for band in bands for line in band]
    voters = [line for line in lines if len(line.segments) > 1]
    if len(lines) < 3 or len(voters) < 2:
        return
    body = [line for band in bands[1:] for line in band if len(line.segments) > 1] or voters
    strips = [_narrowed(s, lines) for s in _common(body, _RULED_GAP * size)]
    strips = [s for s in strips if not _names_apart(lines, s)]
    if strips and not _is_prose(lines, strips, size) and not _is_prose(body, strips, size):
        yield from filter(None, [open_grid(box, bands, strips)])


def _common(lines: Sequence[Parts], least: float) -> list[Strip]:
    """The strips that all of some lines leave free, between the first and the last print of them."""
    strips: list[Strip] = [(min(line.x0 for line in lines), max(line.x1 for line in lines))]
    for line in lines:
        strips = shared(strips, line.free, least)
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    return [s for s in strips if s[0] > left + 0.1 and s[1] < right - 0.1]


def _narrowed(strip: Strip, lines: Sequence[Parts]) -> Strip:
    """What of a strip is free of the words that reach into it from one side: a head that is wider than what stands under it."""
    low, high = strip
    for line in lines:
        for segment in line.segments:
            if segment.x0 < low < segment.x1 < high - 1:
                low = segment.x1
            elif low + 1 < segment.x0 < high < segment.x1:
                high = segment.x0
    return low, high


def _names_apart(lines: Sequence[Parts], strip: Strip) -> bool:
    """Whether single characters stand at both sides of a strip in all lines: names of two characters, driven apart."""
    pairs = [
        (a, b) for line in lines for a, b in pairwise(line.segments) if a.x1 <= strip[0] + 1 and b.x0 >= strip[1] - 1
    ]
    near = all(b.x0 - a.x1 < _DRIVEN * a.chars[0].size for a, b in pairs)
    return (
        bool(pairs)
        and near
        and all(len(a.text) == len(b.text) == 1 and not (a.text + b.text).isascii() for a, b in pairs)
    )


def _is_prose(lines: Sequence[Parts], strips: Sequence[Strip], size: float) -> bool:
    """Whether all columns between strips are filled by their lines, as columns of prose are."""
    columns = _columns(lines, strips)
    return all(_is_filled(column, size) for column in columns if column)


def _columns(lines: Sequence[Parts], strips: Sequence[Strip]) -> list[list[tuple[float, float, str]]]:
    """For each column the edges and the words of what stands in it."""
    cuts = [(a + b) / 2 for a, b in strips]
    columns: list[list[tuple[float, float, str]]] = [[] for _ in range(len(cuts) + 1)]
    for line in lines:
        for segment in line.segments:
            columns[sum(cut < segment.x0 for cut in cuts)].append((segment.x0, segment.x1, segment.text))
    return columns


def _is_filled(column: Sequence[tuple[float, float, str]], size: float) -> bool:
    left, right = min(x0 for x0, _, _ in column), max(x1 for _, x1, _ in column)
    full = sum(x1 > right - 1.2 * size and x0 < left + 2.5 * size and x1 - x0 > 8 * size for x0, x1, _ in column)
    return right - left > 8 * size and full >= _FULL * len(column)


def bare_tables(chars: Sequence[Char], size: float) -> list[Grid]:
    """Tables that only their alignment shows, from top to bottom. `chars` are those of the page that are in no other table."""
    lines = lines_in_parts(chars, size, _BARE_GAP)
    grids: list[Grid] = []
    start = 0
    while start < len(lines):
        end, strips = _bare_run(lines, start)
        grids += _bare(lines[start:end], strips, size)
        start = max(end, start + 1)
    return grids


def _bare_run(lines: Sequence[Parts], start: int) -> tuple[int, list[Strip]]:
    """Where a run of lines in parts ends that begins at a line, and the strips all of them leave free."""
    strips = lines[start].gaps
    end = start
    for k in range(start, len(lines) if len(strips) >= 2 else start):
        line = lines[k]
        if k > start and line.base - lines[k - 1].base > _FAR * line.size:
            break
        left = shared(strips, line.free, _KEPT * line.size)
        if len(left) < len(strips) or not _within(line, lines[start], lines[k - 1] if k > start else line):
            break
        strips = left
        if len(line.segments) > 1 or _hangs(line, lines[k - 1]):
            end = k + 1
    return end, strips


def _within(line: Parts, first: Parts, before: Parts) -> bool:
    """Whether a line of one part can belong to a table: it stands near the line above, and not at its left edge alone."""
    if len(line.segments) > 1:
        return True
    return line.base - before.base < 2.2 * line.size and line.x0 > first.segments[0].x1


def _bare(lines: Sequence[Parts], strips: Sequence[Strip], size: float) -> Iterator[Grid]:
    """The table of a run of lines, if it is one."""
    if len(strips) < 2 or sum(len(line.segments) >= 3 for line in lines) < 3:
        return
    strips = [s for s in strips if not _names_apart(lines, s)]
    columns = _columns(lines, strips)
    if len(strips) < 2 or not all(_is_aligned(column, size) for column in columns) or _is_prose(lines, strips, size):
        return
    if _is_contents(columns) or all(looks_like_date(segment.text) for segment in lines[-1].segments):
        return  # contents beside contents, signatures beside each other
    box = Box(
        min(line.x0 for line in lines),
        lines[0].top,
        max(line.x1 for line in lines),
        lines[-1].base + 0.12 * lines[-1].size,
    )
    yield from filter(None, [open_grid(box, [lines], strips)])


def _is_aligned(column: Sequence[tuple[float, float, str]], size: float) -> bool:
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


def _is_contents(columns: Sequence[Sequence[tuple[float, float, str]]]) -> bool:
    """Whether columns are contents beside contents: titles and rising page numbers, and again titles and higher numbers."""
    if len(columns) != 4:
        return False
    numbers = [[text for _, _, text in columns[k]] for k in (1, 3)]
    if not all(_NUMBER.fullmatch(text) for column in numbers for text in column):
        return False
    pages = [int(text) for column in numbers for text in column]
    return pages == sorted(pages)
