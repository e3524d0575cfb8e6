"""The words of a printed line: where there are blanks between its characters.

A printed blank between Chinese characters that leaves no room between them is none: recognisers and some writers put them there. In a line whose
characters are driven apart alike, only wider gaps are blanks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from gazette_site.reading.pdf.characters import Char

DRIVEN = 8
"""Characters from which a line shows that they are driven apart."""
_LEAST_DRIVEN = 2
"""The same on a page whose other lines are."""
_STRETCH = 4
"""Gaps alike, one after the other, that drive a stretch of a line apart."""
_GAP, _WIDE = 0.55, 0.8
"""Sizes of a gap from which it is a blank, and from which a wide one."""
_NONE = 0.15
"""Sizes of a gap between Chinese characters up to which a printed blank is none."""


def row_text(chars: Sequence[Char], driven: int = DRIVEN) -> str:
    """Characters of one line as text; a gap of more than half a character without a blank becomes one.

    A line of `driven` characters or more shows whether they are driven apart.
    """
    parts: list[str] = []
    blanks = ""
    before: Char | None = None
    edge = 0.0
    for char in _driven_together(chars, driven):
        if char.text.isspace():
            blanks, edge = blanks + char.text, char.x1
            continue
        if before is not None:
            parts.append(_between(before, char, blanks, char.x0 - edge))
        parts.append(char.text)
        blanks, edge, before = "", char.x1, char
    return re.sub(r"^\s+|\s+$", "", "".join(parts))


def _between(before: Char, after: Char, blanks: str, gap: float) -> str:
    """The blanks between two characters: those printed if there is room for them, else one for a gap."""
    if blanks:
        close = after.x0 - before.x1 < _NONE * after.size and "\u3000" not in blanks
        return "" if close and before.text > "\u2e80" and after.text > "\u2e80" else blanks
    if gap <= _GAP * after.size:
        return ""
    return "\u3000" if gap > _WIDE * after.size else " "


def without_blanks_of_machines(chars: Sequence[Char]) -> Sequence[Char]:
    """The characters of a text layer that a recogniser made, without the blanks that it put between others than letters."""
    return [
        char
        for k, char in enumerate(chars)
        if not char.text.isspace() or (_letter(chars, k - 1) and _letter(chars, k + 1))
    ]


def _letter(chars: Sequence[Char], k: int) -> bool:
    return 0 <= k < len(chars) and chars[k].text.isascii() and not chars[k].text.isdigit()


def least_driven(lines: Sequence[Sequence[Char]]) -> int:
    """How many characters of a line show that they are driven apart: few, if most lines of the page that are long enough are."""
    long = [line for line in lines if len(line) >= 2 * DRIVEN]
    driven = 2 * sum(_driven_together(line, DRIVEN) is not line for line in long) > len(long)
    return _LEAST_DRIVEN if driven else DRIVEN


def _driven_together(chars: Sequence[Char], least: int) -> Sequence[Char]:
    """The characters of a line without the blanks and the room that stand between nearly all of them alike; those of any other line as they are."""
    inked = [c for c in chars if not c.text.isspace()]
    gaps = [b.x0 - a.x1 for a, b in pairwise(inked)]
    if len(inked) < least or not _is_chinese(inked):
        return _stretches_together(chars, inked, gaps)
    ordered = sorted(gaps)
    if len(chars) - len(inked) < 0.75 * len(gaps) and ordered[len(gaps) // 4] < 0.2 * inked[0].size:
        return _stretches_together(chars, inked, gaps)
    usual = ordered[len(gaps) // 2]
    near = max(1.4 * usual, 0.15 * inked[0].size)
    if sum(gap < near for gap in gaps) < 0.75 * len(gaps) or usual > 1.2 * inked[0].size:
        return chars
    return _closed_up(inked, [gap < near for gap in gaps])


def _stretches_together(chars: Sequence[Char], inked: Sequence[Char], gaps: Sequence[float]) -> Sequence[Char]:
    """The same for stretches of Chinese characters in a line of others: a line that was driven to its right edge."""
    close = [False] * len(gaps)
    start = 0
    for k in range(len(gaps) + 1):
        if (
            k < len(gaps)
            and inked[k].text > "\u2e80" < inked[k + 1].text
            and _alike(gaps[start], gaps[k], inked[k].size)
        ):
            continue
        if k - start >= _STRETCH:
            close[start:k] = [True] * (k - start)
        start = (
            k
            if k < len(gaps)
            and _alike(gaps[k], gaps[k], inked[k].size)
            and inked[k].text > "\u2e80" < inked[k + 1].text
            else k + 1
        )
    return _closed_up(inked, close) if any(close) and len(inked) == len(chars) else chars


def _alike(gap: float, other: float, size: float) -> bool:
    """Whether two gaps drive characters apart alike."""
    return 0.2 * size < gap < 2.5 * size and abs(gap - other) < 0.1 * size


def _closed_up(inked: Sequence[Char], close: Sequence[bool]) -> list[Char]:
    """Characters moved to the left over the gaps that are none."""
    together = [inked[0]]
    shift = 0.0
    for char, closed in zip(inked[1:], close, strict=True):
        if closed:
            shift = char.x0 - together[-1].x1
        together.append(char._replace(x0=char.x0 - shift, x1=char.x1 - shift))
    return together


def _is_chinese(chars: Sequence[Char]) -> bool:
    letters = sum(c.text.isascii() and c.text.isalpha() for c in chars)
    return 3 * letters < len(chars) and sum(c.text > "\u2e80" for c in chars) >= min(3, len(chars) / 2)
