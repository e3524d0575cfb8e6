"""Running text of a document: signatures, dates and notes told from the body by their form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from gazette_site.characters import folded
from gazette_site.dates import dates_beside, looks_like_date, looks_like_printed_date
from gazette_site.document_numbers import number_line
from gazette_site.late import late
from gazette_site.model import Block, Level, Paragraph, Role
from gazette_site.numerals import CHARACTERS
from gazette_site.parsing.documents.appointments import begins_statement, is_row
from gazette_site.parsing.documents.attachment_notes import find_notes
from gazette_site.parsing.text.labels import (
    ANNOTATION,
    ATTACHMENT_NOTE,
    is_signature,
    label_of,
    stands_alone,
    without_seal,
)
from gazette_site.parsing.text.paragraphs import Para
from gazette_site.punctuation import is_closed
from gazette_site.reading.lines import Line

_DATE_CHARACTERS = f"0123456789０１２３４５６７８９{CHARACTERS}年月日./-— \t\xa0\u3000"
"""What a date at the end of a line is written with."""
_FORMULA = late(r"特此|此[令复致布]|以上|妥否|当否|专此|敬[请礼]|抄[送报]")
"""Closing formulas: short lines above a date that name nobody."""
_NO_LETTER = late(r"[^\w·]|\d")
_LONGEST = 120
"""Characters of a line under a text, blanks included; a longer paragraph is body."""
_MOST_SIGNATURES = 20
"""Names under one document, at most: joint notices of 18 departments occur."""


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
        or (is_row(line.text) and is_row(para.lines[-1].text))
    )


def split_signed_dates(lines: Sequence[Line]) -> list[Line]:
    """`澜川市人民政府 2025年3月4日` on one line is signature and date; dates side by side are a line each."""
    result: list[Line] = []
    for line in lines:
        if line.cells is None and (beside := dates_beside(line.text)):
            result += [line.part(a, b) for a, b in beside]
            continue
        end = _end_of_name(line.text) if line.cells is None and len(line.text) < 60 else 0
        result += [line.part(0, end), line.part(end)] if end else [line]
    return result


def _end_of_name(text: str) -> int:
    """Where the name ends in a line that is name and date, else 0."""
    name = text.rstrip(_DATE_CHARACTERS)
    signed = 0 < len(name) < len(text) and is_signature(name) and looks_like_printed_date(text[len(name) :])
    return len(name) if signed else 0


def signature_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Lines that nothing is joined to: signatures above a date."""
    texts = [line.text if line.cells is None and line.picture is None else "" for line in lines]
    return frozenset(
        k for i, text in enumerate(texts) if looks_like_printed_date(text) for k in _signed_above(texts, i)
    )


def role_of(texts: Sequence[str], i: int) -> Role | None:
    """The role that a paragraph has by its form and place among the others, None if these say nothing."""
    text = texts[i]
    if len(text) > _LONGEST:
        return None
    if _is_date(texts, i):
        return Role.DATE
    if ANNOTATION.fullmatch(folded(text)):
        return Role.ANNOTATION
    if _is_name(text):
        below = range(i + 1, min(i + _MOST_SIGNATURES, len(texts)))
        date = next((k for k in below if not _is_name(texts[k])), len(texts))
        if date < len(texts) and _is_date(texts, date) and i in _signed_above(texts, date):
            return Role.SIGNATURE
    return Role.ENCLOSED_NUMBER if number_line(text) and len(text) < 40 else None


def _is_date(texts: Sequence[str], i: int) -> bool:
    """Whether paragraph `i` is a date of signature.

    A full date is one wherever it stands alone; figures (2025.3.4) and a month only in its place: under a signature, or under a finished
    paragraph with nothing but closings after it.
    """
    if looks_like_date(texts[i]):
        return True
    if not looks_like_printed_date(texts[i]) or i == 0:
        return False
    if is_signature(texts[i - 1]):
        return True
    below = texts[i + 1 : i + 2 * _MOST_SIGNATURES]
    last = i + 1 + len(below) == len(texts)
    return last and (is_closed(texts[i - 1]) or _is_name(texts[i - 1])) and all(_is_closing(text) for text in below)


def _is_closing(text: str) -> bool:
    """Whether a paragraph may stand under the date: an annotation, another signature and date, an attachment note, 抄送."""
    short = folded(text)
    return bool(
        ANNOTATION.fullmatch(short)
        or looks_like_printed_date(text)
        or is_signature(text)
        or re.match(r"附件|附:|抄[送报]|主题词|\(?联系", short)
    )


def _signed_above(texts: Sequence[str], date: int) -> range:
    """The paragraphs above the date at `date` that are its signatures.

    By form (`is_signature`), or by place: a name without any mark between the end of the text and the date, and its neighbours where one of
    them is a signature by form. Of a list of names the place proves nothing.
    """
    first = date
    while first > 0 and date - first < _MOST_SIGNATURES and _is_name(texts[first - 1]):
        first -= 1
    above = texts[first - 1] if first else ""
    ended = not above or (is_closed(above) and above[-1] not in ":：") or _is_note(above)
    label, alone = label_of(above), date - first == 1
    if label and label.level in (Level.FIRST, Level.SECOND) and not is_closed(above) and date - first > 1:
        first += 1  # what a heading stands over is no signature: 三、派出机构 | 开发区管理委员会
    if ended and (alone or any(is_signature(text) for text in texts[first:date])):
        return range(first, date)
    first = date
    while first > 0 and date - first < _MOST_SIGNATURES and is_signature(texts[first - 1]):
        first -= 1
    return range(first, date)


@lru_cache(maxsize=4096)  # Each line is asked for by those around it.
def _is_name(text: str) -> bool:
    """Whether a line can be the name of whoever signs: by form, or because it is short and without any mark or figure."""
    if is_signature(text):
        return True
    short = without_seal(folded(text))
    bare_name = 2 <= len(short) <= 30 and not _NO_LETTER.search(short)
    return bare_name and label_of(text) is None and not _FORMULA.match(short) and not stands_alone(text)


def _is_note(text: str) -> bool:
    return bool(ATTACHMENT_NOTE.match(text)) or label_of(text) is not None or bool(ANNOTATION.fullmatch(folded(text)))


def note_indexes(blocks: Sequence[Block]) -> frozenset[int]:
    """Blocks that are the attachment note: `附件：…` and the numbered names after it."""
    if not any(isinstance(b, Paragraph) and "附" in b.text.value for b in blocks):
        return frozenset()
    lines = [
        Line(b.text.value, b.text.spans, gap=1) if isinstance(b, Paragraph) else Line("", (), cells=()) for b in blocks
    ]
    return frozenset(i for note in find_notes(lines) for i in range(note.start, note.end))
