"""附件说明: the note under the body that names the attachments.

note = (附件： | 附：) (name | (n. name)+)      one on a line, or several
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gazette_site.characters import bare, folded
from gazette_site.late import late
from gazette_site.parsing.text.labels import ATTACHMENT_NOTE, is_signature, is_title_like, label_of, stands_alone
from gazette_site.punctuation import is_closed
from gazette_site.reading.lines import Line

_ITEM = late(r"(?P<n>\d{1,2})\s*[.．、](?!\d)\s*")
_ALONE = late(r"附\s*+件?\s*[:：]")


@dataclass(frozen=True, slots=True)
class Note:
    """附件说明: its lines and the names it lists."""

    start: int
    end: int
    names: dict[int, str]
    """Number → name without blanks; a single unnumbered name has number 1."""


def find_notes(lines: Sequence[Line]) -> list[Note]:
    """Every 附件说明 among the lines."""
    notes: list[Note] = []
    i = 0
    while i < len(lines):
        end = _note_end(lines, i)
        if end is None:
            i += 1
            continue
        notes.append(Note(i, end, _names(lines[i:end])))
        i = end
    return notes


def _note_end(lines: Sequence[Line], i: int) -> int | None:
    line = lines[i]
    if line.cells is not None:
        return None
    text = line.text
    if "附" not in text:
        return None
    alone = _ALONE.fullmatch(text.strip())
    match = ATTACHMENT_NOTE.match(text)
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


def _names(lines: Sequence[Line]) -> dict[int, str]:
    text = "\n".join(line.text for line in lines)
    names: dict[int, str] = {}
    marks = list(
        re.finditer(
            r"(?:附\s*件?\s*[:：]\s*)?(?:^|(?<=[\n：:；;\s]))(?:附\s*件\s*)?(?P<n>\d{1,2})\s*[.．、:：](?!\d)", text
        )
    )
    if not marks:
        name = bare(ATTACHMENT_NOTE.sub("", text, count=1))
        return {1: name} if name and name != "略" else {}
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        end = following.start() if following else len(text)
        names[int(mark["n"])] = bare(text[mark.end() : end])
    return names
