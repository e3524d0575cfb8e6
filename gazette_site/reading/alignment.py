"""A transcript and the PDF of the same issue: the words of the one, the pages of the other.

Each line of the transcript is looked for in the running text of the PDF, from where the line before was found; it gets the
page it stands on. Where the two print nearly the same, the difference is a hint for the proof-reader, never a correction.
A picture that the PDF has between two lines stands between them in the transcript as well, unless it would cut a paragraph.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from msgspec.structs import replace as other_line
from rapidfuzz import fuzz

from gazette_site.characters import bare
from gazette_site.problems import Problem, warning
from gazette_site.punctuation import is_closed
from gazette_site.reading.lines import Line, Transcript, line_text

_KEY = 10
"""Characters at the head of a line by which it is found."""
_NEAR = 4000
"""Characters after the last place in which a line is looked for first."""
_NEAR_PICTURE = 60
"""Characters that may stand between a line and the picture under it: a label, a running head, a page number."""
_MOST_HINTS = 40
LEAST_MATCHED = 0.3
"""Share of lines that must be found in the PDF before it is taken for the same issue."""
_LIKENESS = 85.0
"""Least likeness (0 to 100) of two lines that print the same sentence."""


@dataclass(frozen=True, slots=True)
class _Running:
    """The text of the PDF, letters and digits only, and where each page begins in it."""

    text: str
    starts: tuple[int, ...]
    lines: tuple[Line, ...]
    pictures: tuple[tuple[int, Line], ...]
    """The first picture of each page, and where in the text it stands."""

    def line_at(self, position: int) -> Line:
        """The line of the PDF that holds a character."""
        return self.lines[bisect_right(self.starts, position) - 1]


def with_pages(transcript: Transcript, pdf: Transcript, file: str) -> tuple[Transcript, tuple[Problem, ...]]:
    """The transcript with the pages of the PDF, and hints where the two differ. Pure."""
    running = _running(pdf.lines)
    if not running.text:
        return replace(transcript, pages=pdf.pages), ()
    lines: list[Line] = []
    places: list[int | None] = []
    hints: list[Problem] = []
    position, page, label, matched = 0, 0, None, 0
    for line in transcript.lines:
        words = bare(line_text(line))
        found = _find(running, words, position)
        if found is not None:
            position, matched = found, matched + 1
            place = running.line_at(found)
            page, label = place.pdf_page, place.page
            hints += _differences(transcript, line, words, running.text, found, file)
        places.append(found)
        lines.append(other_line(line, page=label, pdf_page=page))
    if matched < LEAST_MATCHED * len(lines):
        return transcript, (warning(file, "同名的 PDF 与转录的文字不像同一期，没有使用", code="pdf-differs"),)
    lines = _with_pictures(lines, places, running)
    return replace(transcript, lines=tuple(lines), pages=pdf.pages), tuple(hints[:_MOST_HINTS])


def _running(lines: Sequence[Line]) -> _Running:
    parts, starts, kept, length = [], [], [], 0
    pictures: dict[int, tuple[int, Line]] = {}
    for line in lines:
        if line.picture is not None:
            pictures.setdefault(line.pdf_page, (length, line))
        words = bare(line_text(line))
        if words:
            parts.append(words)
            starts.append(length)
            kept.append(line)
            length += len(words)
    return _Running("".join(parts), tuple(starts), tuple(kept), tuple(pictures.values()))


def _with_pictures(lines: list[Line], places: Sequence[int | None], running: _Running) -> list[Line]:
    """The lines with the pictures of the PDF between those that it prints around them."""
    matched = sorted((place, i) for i, place in enumerate(places) if place is not None)
    starts = [place for place, _ in matched]
    inserted: dict[int, Line] = {}
    for offset, picture in running.pictures:
        k = bisect_left(starts, offset) - 1
        if k >= 0 and (after := _place_of_picture(lines, places, matched[k], offset, running.text)) is not None:
            inserted.setdefault(after, picture)
    result: list[Line] = []
    for i, line in enumerate(lines):
        result.append(line)
        if i in inserted:
            result.append(inserted[i])
    return result


def _place_of_picture(
    lines: Sequence[Line], places: Sequence[int | None], before: tuple[int, int], offset: int, text: str
) -> int | None:
    """The line behind which a picture belongs; None if that is not certain, would cut a paragraph, or if one stands there."""
    place, i = before
    end = place + len(bare(line_text(lines[i])))
    while i + 1 < len(lines) and places[i + 1] is None and bare(line_text(lines[i + 1])) in text[end:offset]:
        i += 1  # too short to be looked for: the label of an attachment
    beside = lines[i : i + 2]
    if offset - end > _NEAR_PICTURE or any(line.picture is not None or line.cells is not None for line in beside):
        return None
    cut = len(beside) == 2 and not beside[1].gap and len(beside[0].text) >= _KEY and not is_closed(beside[0].text)
    return None if cut else i


def _find(running: _Running, words: str, position: int) -> int | None:
    """Where a line begins in the PDF: near the last place, or at its only place."""
    if len(words) < 4:
        return None
    for key in (words[: 3 * _KEY], words[:_KEY]):
        near = running.text.find(key, position, position + _NEAR)
        if near >= 0:
            return near
        anywhere = running.text.find(key)
        if anywhere >= 0 and len(key) >= _KEY and running.text.find(key, anywhere + 1) < 0:
            return anywhere
    return None


def _differences(transcript: Transcript, line: Line, words: str, text: str, start: int, file: str) -> Iterator[Problem]:
    """A hint if a long line is printed nearly, but not quite, as the transcript has it."""
    if len(words) < 2 * _KEY or text.startswith(words, start):
        return
    printed = text[start : start + len(words)]
    if fuzz.ratio(words, printed) < _LIKENESS:
        return
    for tag, a0, a1, b0, b1 in SequenceMatcher(None, words, printed, autojunk=False).get_opcodes():
        if tag != "equal" and a1 < len(words) - 3:  # at the very end the two only break off at different places
            mine, theirs = words[max(a0 - 4, 0) : a1 + 4], printed[max(b0 - 4, 0) : b1 + 4]
            message = f"转录与 PDF 不同：转录为“{mine}”，PDF 为“{theirs}”，请核对"
            yield transcript.warn(file, message, line.number, "proof-reading")
            return
