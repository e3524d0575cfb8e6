"""Rules of a page from what it draws: lines, thin rectangles, the sides of boxes, and rows of dashes or dots."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from gazette_site.reading.pdf.characters import Box

_THIN = 3.0
"""Points of the thinner side of a rule, at most."""
_SHORT = 4.0
"""Points of the longer side of a dash, at most."""
_NEXT = 4.5
"""Points from one dash to the next, at most."""
_DASHES = 5
"""Dashes that are a rule."""


def rules_of(boxes: Iterable[Box]) -> Iterable[Box]:
    """Horizontal and vertical rules; the sides of a drawn rectangle count as four."""
    rules: list[Box] = []
    dashes: list[Box] = []
    for box in boxes:
        wide, high = box.x1 - box.x0, box.bottom - box.top
        if min(wide, high) > _THIN:
            rules += [
                Box(box.x0, box.top, box.x1, box.top),
                Box(box.x0, box.bottom, box.x1, box.bottom),
                Box(box.x0, box.top, box.x0, box.bottom),
                Box(box.x1, box.top, box.x1, box.bottom),
            ]
        elif max(wide, high) >= _SHORT:
            rules.append(box)
        else:
            dashes.append(box)
    rules += _dashed(dashes, lambda b: (b.top + b.bottom) / 2, lambda b: (b.x0, b.x1))
    rules += _dashed(dashes, lambda b: (b.x0 + b.x1) / 2, lambda b: (b.top, b.bottom))
    return dict.fromkeys(rules)


def _dashed(
    dashes: Sequence[Box], level: Callable[[Box], float], ends: Callable[[Box], tuple[float, float]]
) -> Iterator[Box]:
    """The rules that dashes on one level draw, one behind the other."""
    lines: dict[int, list[Box]] = {}
    for dash in dashes:
        lines.setdefault(round(level(dash) * 2), []).append(dash)
    for line in lines.values():
        line.sort(key=ends)
        run: list[Box] = []
        for dash in line:
            if run and ends(dash)[0] - ends(run[-1])[1] > _NEXT:
                yield from _rule(run)
                run = []
            run.append(dash)
        yield from _rule(run)


def _rule(run: Sequence[Box]) -> Iterator[Box]:
    if len(run) >= _DASHES:
        yield Box(min(b.x0 for b in run), min(b.top for b in run), max(b.x1 for b in run), max(b.bottom for b in run))
