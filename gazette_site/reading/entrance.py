"""The entrance: what no text may hold is set aside before anything is understood, and said once.

1. No line has a character of `characters.UNFIT` after it; the words on both sides of one follow each other.
2. Each of them is furniture, written by its number, so that nothing is lost: `U+FFFE`.
3. Lines without any are left as they are, the same objects.

Transcripts and PDFs both pass here. Sidecar, settings and wording are written by people who can mend them: there `unfit_in` refuses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from msgspec.structs import replace as other_line

from gazette_site.characters import UNFIT, code_point, has_unfit, named
from gazette_site.late import late
from gazette_site.model import Furniture, FurnitureReason, Span, Text
from gazette_site.problems import Problem, warning
from gazette_site.reading.lines import Line, Transcript, parts_of

_EXPECTED = "\f"
"""Said nothing about: the form feed with which programs that take text from PDFs part pages."""
_RUN = late(rf"(?P<unfit>{UNFIT.pattern}+)|(?:(?!{UNFIT.pattern}).)+", re.DOTALL)
"""Characters that are unfit, or characters that are not."""
_UNFITS = late(rf"(?:(?!{_EXPECTED}){UNFIT.pattern})+")
_MOST_NAMED = 8
"""Characters that a report names one by one."""


def admitted(transcript: Transcript) -> Transcript:
    """The transcript with everything unfit set aside. Pure."""
    if not has_unfit("".join(transcript.source)) and not any(map(_entity_is_unfit, parts_of(transcript.lines))):
        return transcript
    lines: list[Line] = []
    gap = 0
    for line in transcript.lines:
        kept = _admitted(line)
        if kept is None:  # it was an empty line in truth
            gap += line.gap + 1
        else:
            lines.append(other_line(kept, gap=kept.gap + gap) if gap else kept)
            gap = 0
    markup = tuple(
        replace(one, text=Text(named(one.text.value), one.text.spans, one.text.repairs)) for one in transcript.markup
    )
    return replace(transcript, lines=tuple(lines), markup=(*markup, *_aside(transcript)))


def _entity_is_unfit(line: Line) -> bool:
    """Whether an entity stands for what no text may hold: `&#x202e;`."""
    return bool(line.entities) and any(has_unfit(entity.character) for entity in line.entities)


def _aside(transcript: Transcript) -> Iterator[Furniture]:
    """Everything unfit that is not in a piece of markup already."""
    rows = {number: bytearray(len(row)) for number, row in enumerate(transcript.source, 1) if has_unfit(row)}
    for item in transcript.markup:
        for span in item.text.spans:
            if span.line in rows:
                rows[span.line][span.start : span.end] = b"\1" * (span.end - span.start)
    for number, taken in rows.items():
        row = "".join("\n" if mark else sign for mark, sign in zip(taken, transcript.source[number - 1], strict=True))
        for match in _UNFITS.finditer(row):
            yield Furniture(FurnitureReason.MARKUP, Text(named(match[0]), (Span(number, *match.span()),)))


def _admitted(line: Line) -> Line | None:
    """The line without what is unfit in it, None if nothing is left."""
    if line.cells is not None:
        cells = tuple(tuple(kept for part in cell if (kept := _admitted(part)) is not None) for cell in line.cells)
        return other_line(line, cells=cells)
    if not has_unfit(line.text) and not has_unfit(line.picture or ""):
        return line
    whole = {entity.span for entity in line.entities}
    pieces = [piece for span, at in _placed(line, whole) for piece in _parted(line, span, at, span in whole)]
    left = [piece for piece in pieces if not piece.unfit]
    spans = tuple(piece.span for piece in left)
    whole.intersection_update(spans)
    kept = other_line(
        line,
        text="".join(piece.text for piece in left),
        spans=spans,
        entities=tuple(entity for entity in line.entities if entity.span in whole),
        printed="".join(line.printed[piece.at : piece.at + len(piece.text)] for piece in left),
        picture=None if line.picture is None else named(line.picture),
    ).part(0)
    return kept if kept.text or kept.picture is not None else None


class _Piece(NamedTuple):
    """Characters of a line that are all fit, or all not."""

    text: str
    span: Span
    at: int
    """Where they stand in the line."""
    unfit: bool


def _placed(line: Line, whole: set[Span]) -> Iterator[tuple[Span, int]]:
    """The spans of a line, each with the place of its first character in the line."""
    at = 0
    for span in line.spans:
        yield span, at
        at += 1 if span in whole else span.end - span.start


def _parted(line: Line, span: Span, at: int, entity: bool) -> Iterator[_Piece]:
    """The pieces of one span; an entity is one, whatever its length in the source."""
    if entity:
        yield _Piece(line.text[at], span, at, has_unfit(line.text[at]))
        return
    text = line.text[at : at + span.end - span.start]
    for match in _RUN.finditer(text):
        start, end = match.span()
        place = Span(span.line, span.start + start, span.start + end)
        yield _Piece(match[0], place, at + start, match["unfit"] is not None)


def character_problems(transcript: Transcript, file: str) -> Iterator[Problem]:
    """One problem at the first place, if anything was set aside."""
    unfit = has_unfit("".join(transcript.source))
    found = [
        (character, number)
        for number, row in enumerate(transcript.source if unfit else (), 1)
        if has_unfit(row)
        for character in UNFIT.findall(row)
        if character not in _EXPECTED
    ]
    if found:
        line = found[0][1]
        counted = Counter(character for character, _ in found).most_common(_MOST_NAMED)
        codes = "、".join(f"{code_point(character)}（{times}处）" for character, times in counted)
        message = f"有不是文字的字符，已作为标记剔除，没有发布：{codes}；请核对原文，删去这些字符"
        yield warning(file, message, transcript.file_line(line), named(transcript.quote(line)), "unfit-characters")
