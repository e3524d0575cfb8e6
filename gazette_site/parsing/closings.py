"""Running text of a document: signatures, dates and notes told from the body by their form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gazette_site.characters import folded
from gazette_site.dates import looks_like_date
from gazette_site.document_numbers import number_line
from gazette_site.model import Block, Paragraph, Role
from gazette_site.parsing.appointments import begins_statement
from gazette_site.parsing.attachment_notes import find_notes
from gazette_site.parsing.labels import ANNOTATION, is_signature, label_of, stands_alone
from gazette_site.parsing.paragraphs import Para
from gazette_site.punctuation import is_closed
from gazette_site.reading.lines import Line

_SIGNED_DATE = re.compile(
    r"(?P<organ>.*[^\d\s〇零○一二三四五六七八九])\s*(?P<date>(?:\d{4}|[二一][〇零○ＯO一二三四五六七八九]{3})\s*年.{1,4}月.{1,4}日)"
)


def appointment_paras(lines: Sequence[Line]) -> list[Para]:
    """Lines of an appointment notice: a sentence goes on until ； or 。, however it was wrapped, or until a line begins with a person."""
    paras: list[Para] = []
    signed = signature_lines(lines)
    for i, line in enumerate(lines):
        last = paras[-1] if paras else None
        if last is not None and i not in signed and i - 1 not in signed and _sentence_goes_on(last, line):
            paras[-1] = last.then(line)
        else:
            paras.append(Para((line,)))
    return paras


def _sentence_goes_on(para: Para, line: Line) -> bool:
    words = all(part.text and part.picture is None for part in (para.lines[-1], line))
    return words and not (
        is_closed(para.text)
        or stands_alone(para.text)
        or stands_alone(line.text)
        or label_of(line.text)
        or begins_statement(line.text)
    )


def split_signed_dates(lines: Sequence[Line]) -> list[Line]:
    """`澜川市人民政府 2025年3月4日` on one line is signature and date."""
    result: list[Line] = []
    for line in lines:
        match = _SIGNED_DATE.fullmatch(line.text) if line.cells is None and len(line.text) < 60 else None
        if match and is_signature(match["organ"]) and looks_like_date(match["date"]):
            result += [line.part(0, match.end("organ")), line.part(match.start("date"))]
        else:
            result.append(line)
    return result


def signature_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Lines that nothing is joined to: signatures above a date."""
    whole: set[int] = set()
    for i, line in enumerate(lines):
        if line.cells is None and looks_like_date(line.text):
            k = i - 1
            while k >= 0 and i - k <= 4 and lines[k].cells is None and is_signature(lines[k].text):
                whole.add(k)
                k -= 1
    return frozenset(whole)


def role_of(texts: Sequence[str], i: int) -> Role | None:
    text = texts[i]
    if looks_like_date(text):
        return Role.DATE
    if ANNOTATION.fullmatch(folded(text)):
        return Role.ANNOTATION
    if (
        is_signature(text)
        and any(looks_like_date(t) for t in texts[i + 1 : i + 4])
        and all(is_signature(t) or looks_like_date(t) for t in texts[i + 1 : _next_date(texts, i)])
    ):
        return Role.SIGNATURE
    return Role.ENCLOSED_NUMBER if number_line(text) and len(text) < 40 else None


def _next_date(texts: Sequence[str], i: int) -> int:
    return next((k for k in range(i + 1, len(texts)) if looks_like_date(texts[k])), i + 1)


def note_indexes(blocks: Sequence[Block]) -> frozenset[int]:
    """Blocks that are the attachment note: `附件：…` and the numbered names after it."""
    lines = [
        Line(b.text.value, b.text.spans, gap=1) if isinstance(b, Paragraph) else Line("", (), cells=()) for b in blocks
    ]
    return frozenset(i for note in find_notes(lines) for i in range(note.start, note.end))
