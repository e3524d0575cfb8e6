"""Characters printed more than once at nearly one place: to look bold, as a shadow, or because a page was laid over itself.

Two characters are one if they are the same, of one size, and their boxes lie over each other for more than two thirds of width and height.
Truly doubled characters (人人、天天、2022) stand beside each other, so that their boxes hardly meet.
"""

from __future__ import annotations

from collections.abc import Sequence

from gazette_site.reading.pdf.painting import Glyph

_NEAR = 0.32
"""Distance, in widths and heights, up to which two boxes are one."""


def copies(glyphs: Sequence[Glyph]) -> list[int]:
    """For each glyph how many of the same were printed before at its place: 0 for what is printed for the first time."""
    first: dict[tuple[str, int, int], list[int]] = {}
    counts = [0] * len(glyphs)
    seen = [0] * len(glyphs)
    for i, glyph in enumerate(glyphs):
        x, y = _middle(glyph)
        tile = (int(x // 8), int(y // 8))
        around = ((glyph.text, tile[0] + dx, tile[1] + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        twin = next((k for key in around for k in first.get(key, ()) if _is_one(glyphs[k], glyph)), None)
        if twin is None:
            first.setdefault((glyph.text, *tile), []).append(i)
        else:
            seen[twin] += 1
            counts[i] = seen[twin]
    return counts


def _middle(glyph: Glyph) -> tuple[float, float]:
    return (glyph.box[0] + glyph.box[2]) / 2, (glyph.box[1] + glyph.box[3]) / 2


def _is_one(a: Glyph, b: Glyph) -> bool:
    """Whether two glyphs of the same character lie over each other."""
    (xa, ya), (xb, yb) = _middle(a), _middle(b)
    wide = min(a.box[2] - a.box[0], b.box[2] - b.box[0])
    high = min(a.box[3] - a.box[1], b.box[3] - b.box[1])
    return (
        abs(a.size - b.size) <= 0.1 * max(a.size, b.size)
        and abs(xa - xb) <= max(_NEAR * wide, 0.3)
        and abs(ya - yb) <= max(_NEAR * high, 0.3)
    )
