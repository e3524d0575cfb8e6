"""Corrections of a sidecar, applied to the text before anything else looks at it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from msgspec.structs import replace as other_line

from gazette_site.characters import folded
from gazette_site.model import Correction, Furniture, Span, Text
from gazette_site.reading.lines import Line, Transcript
from gazette_site.reading.nearest import nearest_words
from gazette_site.reading.running_text import found_places
from gazette_site.reading.sidecar import CorrectionRequest

_SHOWN = 5


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
        found = _exact(text, request.find) or _as_read(text, request.find)
        if len(found) == 1:
            start, end = found[0]
            places.append((start, replace(request, find=text[start:end])))
        else:
            refused.append((request, _why([text.count("\n", 0, one[0]) + 1 for one in found], text, request.find)))
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


def _exact(text: str, words: str) -> list[tuple[int, int]]:
    """Where the words stand, to the letter."""
    return [(m.start(), m.start() + len(words)) for m in re.finditer(f"(?={re.escape(words)})", text)]


def _as_read(text: str, words: str) -> list[tuple[int, int]]:
    """Where the words can be read: as the page shows them, without the blanks, ends of lines and marks of the file."""
    if not folded(words):
        return []
    rows = text.split("\n")
    starts = list(accumulate((len(row) + 1 for row in rows), initial=0))
    found = found_places(rows, words)
    return [(starts[p[0].row] + p[0].start, starts[p[-1].row] + p[-1].end) for p in found]


def _why(lines: Sequence[int], text: str, words: str) -> str:
    """Why a correction is refused that was found on these lines: all of them, or what comes nearest."""
    if lines:
        named = "、".join(map(str, lines[:_SHOWN])) + ("等" if lines[_SHOWN:] else "")
        return f"在原文中出现{len(lines)}次（第{named}行），应只有一次"
    near = nearest_words(text, words)
    return f"在原文中找不到；最接近的是第{near.line}行“{near.words}”" if near else "在原文中找不到"


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
        found = _exact(whole, request.find) or _as_read(whole, request.find)
        if len(found) != 1:
            refused.append(
                (request, _why([bisect_right(starts, one[0]) for one in found], "\n".join(rows), request.find))
            )
            continue
        start, end = found[0]
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
        if touched & set(range(first, last + 1)):
            refused.append((request, "与另一处更正在同一行，请合成一处"))
            continue
        touched |= set(range(first, last + 1))
        head = rows[first][: start - starts[first]]
        tail = rows[last][end - starts[last] :]
        rows[first : last + 1] = [head + request.replace, *[""] * (last - first)]
        rows[last] += tail
        done.append(Correction(whole[start:end], request.replace, request.reason, first + 1))
    return replace(with_rows(transcript, rows), corrections=tuple(done)), tuple(refused)


def with_rows(transcript: Transcript, rows: Sequence[str]) -> Transcript:
    """The transcript of a PDF over changed rows; each of its texts is one or more whole rows."""

    def spans(old: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(Span(s.line, 0, len(rows[s.line - 1])) for s in old if rows[s.line - 1])

    def line(old: Line) -> Line:
        new = spans(old.spans)
        cells = None if old.cells is None else tuple(tuple(line(part) for part in cell) for cell in old.cells)
        text = old.text if old.cells is not None else "".join(rows[s.line - 1] for s in new)
        return other_line(old, text=text, spans=new, cells=cells)

    markup = tuple(
        Furniture(f.reason, Text("".join(rows[s.line - 1] for s in f.text.spans), spans(f.text.spans)))
        for f in transcript.markup
    )
    kept = tuple(
        new for new in map(line, transcript.lines) if new.text or new.cells is not None or new.picture is not None
    )
    return replace(transcript, source=tuple(rows), lines=kept, markup=markup)
