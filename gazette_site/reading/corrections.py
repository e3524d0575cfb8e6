"""Corrections of a sidecar, applied to the text before anything else looks at it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from gazette_site.model import Correction, Furniture, Span, Text
from gazette_site.reading.lines import Line, Transcript
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


def correct_lines(
    transcript: Transcript, requests: Sequence[CorrectionRequest]
) -> tuple[Transcript, tuple[tuple[CorrectionRequest, str], ...]]:
    """A PDF's lines with every correction made, and the corrections that could not be made, with the reason in Chinese.

    A PDF has no text to search, only printed lines: words are looked for over line ends. What a correction puts in stands on the line on which
    the words began.
    """
    if not requests:
        return transcript, ()
    rows = list(transcript.source)
    starts = list(accumulate(map(len, rows), initial=0))
    whole = "".join(rows)
    done: list[Correction] = []
    refused: list[tuple[CorrectionRequest, str]] = []
    touched: set[int] = set()
    for request in requests:
        found = [m.start() for m in re.finditer(f"(?={re.escape(request.find)})", whole)]
        if len(found) != 1:
            refused.append((request, "在原文中找不到" if not found else f"在原文中出现{len(found)}次，应只有一次"))
            continue
        first, last = bisect_right(starts, found[0]) - 1, bisect_right(starts, found[0] + len(request.find) - 1) - 1
        if touched & set(range(first, last + 1)):
            refused.append((request, "与另一处更正在同一行，请合成一处"))
            continue
        touched |= set(range(first, last + 1))
        head = rows[first][: found[0] - starts[first]]
        tail = rows[last][found[0] + len(request.find) - starts[last] :]
        rows[first : last + 1] = [head + request.replace, *[""] * (last - first)]
        rows[last] += tail
        done.append(Correction(request.find, request.replace, request.reason, first + 1))
    return replace(with_rows(transcript, rows), corrections=tuple(done)), tuple(refused)


def with_rows(transcript: Transcript, rows: Sequence[str]) -> Transcript:
    """The transcript of a PDF over changed rows; each of its texts is one or more whole rows."""

    def spans(old: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(Span(s.line, 0, len(rows[s.line - 1])) for s in old if rows[s.line - 1])

    def line(old: Line) -> Line:
        new = spans(old.spans)
        cells = None if old.cells is None else tuple(tuple(line(part) for part in cell) for cell in old.cells)
        text = old.text if old.cells is not None else "".join(rows[s.line - 1] for s in new)
        return replace(old, text=text, spans=new, cells=cells)

    markup = tuple(
        Furniture(f.reason, Text("".join(rows[s.line - 1] for s in f.text.spans), spans(f.text.spans)))
        for f in transcript.markup
    )
    kept = tuple(
        new for new in map(line, transcript.lines) if new.text or new.cells is not None or new.picture is not None
    )
    return replace(transcript, source=tuple(rows), lines=kept, markup=markup)
