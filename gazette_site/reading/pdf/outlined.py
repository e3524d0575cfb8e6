"""Words that were turned into outlines (文字转曲): shapes in a row that look like characters, and say nothing to a machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gazette_site.reading.pdf.inks import Rect
from gazette_site.reading.pdf.painting import Paint
from gazette_site.reading.pdf.running import BOTTOM, TOP

_SMALLEST, _LARGEST = 5.0, 90.0
"""Points of the height of a character."""
_CORNERS = 8
"""Corners that the outlines of a character have, at least."""
_LEAST = 5
"""Characters in a row that are words."""
_ROOM = 2.5
"""Heights between the middles of two characters of a row, at most."""


def outlined(paints: Sequence[Paint], height: float) -> int:
    """How many shapes of a page stand in rows as characters do, level or upright; ornaments at its upper and lower edge left out."""
    boxes = [p.area.box for p in paints if sum(map(len, p.area.outlines)) >= _CORNERS]
    boxes = [box for box in boxes if BOTTOM < (box[1] + box[3]) / 2 < height - TOP]
    shapes = [box for box in boxes if all(_SMALLEST < side < _LARGEST for side in _sides(box))]
    level = sum(_rows(shapes))
    return max(level, sum(_rows([(y0, x0, y1, x1) for x0, y0, x1, y1 in shapes])))


def _sides(box: Rect) -> tuple[float, float]:
    """The longer side, and one that a narrow character may have."""
    longer = max(box[2] - box[0], box[3] - box[1])
    return longer, max(min(box[2] - box[0], box[3] - box[1]) * 4, 0.0)


def _rows(boxes: Sequence[Rect]) -> Iterator[int]:
    """For each row of characters how many they are."""
    rows: dict[tuple[int, int], list[Rect]] = {}
    for box in boxes:
        height = max(box[3] - box[1], box[2] - box[0])
        rows.setdefault((round((box[1] + box[3]) / height), round(height / 6)), []).append(box)
    for row in rows.values():
        row.sort()
        count = 1
        for before, after in zip(row, [*row[1:], None], strict=True):
            high = before[3] - before[1]
            if after is not None and 0.3 * high < (after[0] + after[2] - before[0] - before[2]) / 2 < _ROOM * max(
                high, 1
            ):
                count += 1
                continue
            if count >= _LEAST:
                yield count
            count = 1
