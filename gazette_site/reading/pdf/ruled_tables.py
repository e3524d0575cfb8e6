"""Tables with rules across only (三线表).

table = rule head rule (line+ rule)+      rules of one extent, no rule down; the head may stand over the first rule,
                                          the last rule may be missing where the table goes on, on the next page
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gazette_site.reading.pdf.characters import Box, Char
from gazette_site.reading.pdf.grids import NEAR, Grid
from gazette_site.reading.pdf.open_columns import FAR, common, hangs, is_prose, names_apart, narrowed
from gazette_site.reading.pdf.open_rows import open_grid
from gazette_site.reading.pdf.segments import Parts, lines_in_parts, shared

_GAP = 0.6
"""Sizes that are free between two columns, at least."""
_PIECES = 6.0
"""Points between the pieces of one rule, at most."""
_MOST = 40
"""Stacks of rules that are looked at on a page; more of them are a drawing."""
_HEAD = 5
"""Lines of the first band between rules, at most: what is higher is text under a running head."""


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
        if last and abs(last.top - rule.top) < 2 * NEAR and last.x0 - NEAR <= rule.x0 <= last.x1 + _PIECES:
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
    lines = lines_in_parts((c for c in chars if x0 <= c.middle <= x1), size, _GAP)
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
    strips = common([*voters, *above[-1:]], _GAP * voters[0].size)
    most = max(len(line.segments) for line in voters)
    fits = len(above) == 1 and len(strips) >= 2 and len(above[0].segments) >= max(most, len(strips) + 1)
    return above if fits else []


def _to_the_end(head: _Band, lines: Sequence[Parts]) -> list[Parts]:
    """The lines under a head between two rules that stand under its parts: the rule below them is on the next page."""
    strips = common([line for line in head[2] if len(line.segments) > 1], _GAP * head[2][0].size)
    found: list[Parts] = []
    before = head[1].bottom
    for line in lines:
        if line.base <= before:
            continue
        left = shared(strips, line.free, _GAP * line.size)
        if len(strips) < 2 or len(left) < len(strips) or line.base - before > FAR * line.size:
            break
        found.append(line)
        strips, before = left, line.base
    while found and len(found[-1].segments) == 1 and not (found[1:] and hangs(found[-1], found[-2])):
        found.pop()
    return found


def _foot(lines: Sequence[Parts]) -> float:
    return lines[-1].base + 0.2 * lines[-1].size


def _joins(run: Sequence[_Band], band: _Band, size: float) -> bool:
    """Whether a band is one of a table: its lines in parts share strips with those of the bands above it, and hardly any other line crosses them."""
    voters = [line for line in band[2] if len(line.segments) > 1]
    if not voters or (run and _is_apart(band, run[0])) or (not run and len(band[2]) > _HEAD):
        return False
    above = [line for _, _, lines in run for line in lines if len(line.segments) > 1]
    heads = [line for line in run[0][2] if len(line.segments) > 1] if run[1:] else []
    strips = common([*(line for line in above if line not in heads), *voters], _GAP * size)
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
    strips = [narrowed(s, lines) for s in common(body, _GAP * size)]
    strips = [s for s in strips if not names_apart(lines, s)]
    if strips and not is_prose(lines, strips, size) and not is_prose(body, strips, size):
        yield from filter(None, [open_grid(box, bands, strips)])
