"""Corrections of a sidecar, applied to the text before anything else looks at it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from gazette_site.model import Correction
from gazette_site.reading.sidecar import CorrectionRequest


class Corrected(NamedTuple):
    """A text after its corrections."""

    text: str
    corrections: tuple[Correction, ...]
    origin: tuple[int, ...]
    """For each line of `text` its line in the uncorrected text; empty if nothing moved."""
    refused: tuple[tuple[CorrectionRequest, str], ...]
    """Corrections that could not be applied, with the reason in Chinese."""


def apply_corrections(text: str, requests: Sequence[CorrectionRequest]) -> Corrected:
    """`text` with every correction applied at the one place where it matches.

    A correction that matches nowhere, more than once, or where another one has already been is refused, not guessed.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    places: list[tuple[int, CorrectionRequest]] = []
    refused: list[tuple[CorrectionRequest, str]] = []
    for request in requests:
        found = [m.start() for m in re.finditer(f"(?={re.escape(request.find)})", text)]
        if len(found) == 1:
            places.append((found[0], request))
        else:
            refused.append((request, "在原文中找不到" if not found else f"在原文中出现{len(found)}次，应只有一次"))
    pieces: list[str] = []
    offsets: list[tuple[int, int]] = [(0, 0)]  # (offset in the corrected text, offset in the original)
    done: list[Correction] = []
    position, length = 0, 0
    for start, request in sorted(places, key=lambda p: p[0]):
        if start < position:
            refused.append((request, "与另一处更正重叠"))
            continue
        pieces += [text[position:start], request.replace]
        length += start - position
        offsets.append((length, start))
        length += len(request.replace)
        position = start + len(request.find)
        offsets.append((length, position))
        line = "".join(pieces[:-1]).count("\n") + 1
        done.append(Correction(request.find, request.replace, request.reason, line))
    corrected = "".join([*pieces, text[position:]])
    moved = any(c.find.count("\n") != c.replace.count("\n") for c in done)
    return Corrected(corrected, tuple(done), _origin(text, corrected, offsets) if moved else (), tuple(refused))


def _origin(text: str, corrected: str, offsets: list[tuple[int, int]]) -> tuple[int, ...]:
    newlines = [i for i, c in enumerate(text) if c == "\n"]
    keys = [new for new, _ in offsets]
    result, position = [], 0
    for line in corrected.split("\n"):
        k = max(bisect_right(keys, position) - 1, 0)
        new, old = offsets[k]
        place = old + position - new
        if k % 2:  # inside a replacement: not beyond what it replaces
            place = min(place, offsets[k + 1][1] - 1)
        result.append(bisect_right(newlines, place - 1) + 1)
        position += len(line) + 1
    return tuple(result)
