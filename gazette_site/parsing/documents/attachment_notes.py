"""附件说明: the note under the body that names the attachments.

note = (附件： | 附：) (name | (n. name)+)      one on a line, or several
     | (附表： | 附图：) …                        the same, in a document that has no other
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gazette_site.characters import bare, folded
from gazette_site.late import late
from gazette_site.parsing.text.labels import ATTACHMENT_NOTE, is_signature, is_title_like, label_of, stands_alone
from gazette_site.punctuation import is_closed
from gazette_site.reading.lines import Line

_ITEM = late(r"(?P<n>\d{1,2})\s*[.．、](?!\d)\s*")
_ALONE = late(r"附\s*+件?\s*[:：]")
_OF_TABLES = late(r"附\s*+[表图]\s*+(?P<n>\d{1,2})?\s*(?P<colon>[:：])\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Note:
    """附件说明: its lines and the names it lists."""

    start: int
    end: int
    names: dict[int, str]
    """Number → name without blanks; a single unnumbered name has number 1."""


def find_notes(lines: Sequence[Line]) -> list[Note]:
    """Every 附件说明 among the lines."""
    return _notes(lines, ATTACHMENT_NOTE) or _each_once(_notes(lines, _OF_TABLES))


def _each_once(notes: Sequence[Note]) -> list[Note]:
    """The notes with the names of each number in the first only: 附表：1.甲 2.乙 and 附图：丙 have a first one each."""
    kept, known = [], set[int]()
    for note in notes:
        kept.append(replace(note, names={n: name for n, name in note.names.items() if n not in known}))
        known |= note.names.keys()
    return kept


def _notes(lines: Sequence[Line], form: re.Pattern[str]) -> list[Note]:
    notes: list[Note] = []
    i = 0
    while i < len(lines):
        end = _note_end(lines, i, form)
        if end is None:
            i += 1
            continue
        notes.append(Note(i, end, _names(lines[i:end], form)))
        i = end
    return notes


def _note_end(lines: Sequence[Line], i: int, form: re.Pattern[str]) -> int | None:
    line = lines[i]
    if line.cells is not None:
        return None
    text = line.text
    if "附" not in text:
        return None
    alone = _ALONE.fullmatch(text.strip())
    match = form.match(text)
    if alone:
        following = lines[i + 1].text if i + 1 < len(lines) and lines[i + 1].cells is None else ""
        item = _ITEM.match(following)
        if not item or item["n"] != "1" or is_closed(following):
            return None
    elif not match or (is_closed(text) and "略" not in text) or (match["n"] and not _is_note_with_number(lines, i)):
        return None
    k, expected = i + 1, 2 if not alone and _ITEM.match(text, match.end() if match else 0) else 1
    while k < len(lines) and _goes_on(lines, k, expected):
        item = _ITEM.match(lines[k].text)
        expected = int(item["n"]) + 1 if item else expected
        k += 1
    return k


def _is_note_with_number(lines: Sequence[Line], i: int) -> bool:
    """`附件1：名称` is a note where another such line, a date or a signature follows, a label where its content does."""
    if i + 1 >= len(lines):
        return True
    following = lines[i + 1]
    if following.cells is not None:
        return False
    return bool(ATTACHMENT_NOTE.match(following.text)) or stands_alone(following.text) or is_signature(following.text)


def _goes_on(lines: Sequence[Line], k: int, expected: int) -> bool:
    line, before = lines[k], lines[k - 1]
    text = line.text
    if line.cells is not None or line.picture is not None or not text:
        return False
    item = _ITEM.match(text)
    if item:
        return int(item["n"]) in (expected, expected + 1) and not is_closed(text) and len(text) < 90
    numbered = ATTACHMENT_NOTE.match(text)
    if numbered and numbered["n"]:
        return True
    if stands_alone(text) or is_signature(text) or label_of(text) or is_closed(text):
        return False
    unfinished = before.text.count("《") > before.text.count("》") or before.text.count("（") > before.text.count("）")
    wrapped = line.gap == 0 and len(folded(before.text)) >= 14
    return (unfinished or (wrapped and not is_title_like(before.text))) and len(text) < 40


def _names(lines: Sequence[Line], form: re.Pattern[str]) -> dict[int, str]:
    text = "\n".join(line.text for line in lines)
    names: dict[int, str] = {}
    marks = list(
        re.finditer(
            r"(?:附\s*[件表图]?\s*[:：]\s*)?(?:^|(?<=[\n：:；;\s]))(?:附\s*件\s*)?(?P<n>\d{1,2})\s*[.．、:：](?!\d)",
            text,
        )
    )
    if not marks:
        name = bare(form.sub("", text, count=1))
        return {1: name} if name and name != "略" else {}
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        end = following.start() if following else len(text)
        names[int(mark["n"])] = bare(text[mark.end() : end])
    return names
