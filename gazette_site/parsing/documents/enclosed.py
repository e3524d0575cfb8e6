"""The text that a notice carries: where its title stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from gazette_site.characters import bare, folded
from gazette_site.dates import looks_like_printed_date
from gazette_site.parsing.documents.heads import SUBTITLE
from gazette_site.parsing.text.labels import ANNOTATION, is_signature, is_title_like, is_title_part
from gazette_site.punctuation import is_closed
from gazette_site.reading.lines import Line

_LONGEST_END = 80
"""Characters of a line that can be the end of a notice: its date, or a note."""


def enclosed_start(lines: Sequence[Line], names: Sequence[str]) -> tuple[int, int] | None:
    """The lines of the title of the enclosed text: they print one of the names, or stand under the end of the notice and look like a title."""
    best: tuple[float, int, int] | None = None
    for i in range(len(lines) if names else 0):
        for end, text in _windows(lines, i):
            for name in names:
                likeness = fuzz.ratio(text, name)
                if likeness >= 86 and i > 0 and (best is None or likeness > best[0]):
                    best = (likeness, i, end)
    if best:
        return best[1], _with_tail(lines, best[2])
    for i in range(1, len(lines)):
        above = folded(lines[i - 1].text)
        if len(above) > _LONGEST_END:
            continue
        ends = bool(ANNOTATION.fullmatch(above)) or (looks_like_printed_date(above) and not _ends_later(lines, i))
        if ends and i < len(lines) and lines[i].cells is None:
            candidates = [
                end for end, _ in _windows(lines, i) if is_title_like("".join(line.text for line in lines[i:end]))
            ]
            if candidates and len(lines) > candidates[0]:
                return i, _with_tail(lines, candidates[0])
    return None


def further_titles(lines: Sequence[Line], names: Sequence[str]) -> list[tuple[int, int]]:
    """The lines of the titles of further texts that are carried with the first, whose text is `lines`: each prints one of the names."""
    left, found, i = list(names), [], 1
    while left and i < len(lines):
        begins = lines[i].gap > 0 or is_closed(lines[i - 1].text)
        match = next(((end, text) for end, text in _windows(lines, i) if text in left), None) if begins else None
        if match:
            left.remove(match[1])
            found.append((i, end := _with_tail(lines, match[0])))
            i = end
        else:
            i += 1
    return found


def _ends_later(lines: Sequence[Line], i: int) -> bool:
    """Whether an annotation follows within the next lines, so that a date is not the end of the notice yet."""
    return any(ANNOTATION.fullmatch(folded(line.text)) for line in lines[i : i + 3] if line.cells is None)


def _windows(lines: Sequence[Line], i: int) -> Iterator[tuple[int, str]]:
    text = ""
    for k in range(i, min(i + 5, len(lines))):
        line = lines[k]
        if (
            line.cells is not None
            or not is_title_part(line.text)
            or is_closed(line.text)
            or (is_signature(line.text) and k > i)
        ):
            return
        text += bare(line.text)
        yield k + 1, text


def _with_tail(lines: Sequence[Line], end: int) -> int:
    """Takes a line that only ends the title, （试行） or （第二批）, to the title; how many there are (共12项) is text."""
    while (
        end < len(lines)
        and lines[end].cells is None
        and re.fullmatch(r"[（(](?!共)[^（）()，。]{1,12}[)）]", lines[end].text.strip())
    ):
        if SUBTITLE.fullmatch(lines[end].text.strip()) and not re.search("第.批|第.期|试行|暂行|修订", lines[end].text):
            break
        end += 1
    return end
