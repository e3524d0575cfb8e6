"""Lines that columns displaced: put back where a rule can know it.

A short notice is set in two short columns above a spanning title. Read in the wrong order, its second half comes before its first. Each rule
below proves its case from the words; what it cannot prove stays where it stands and is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from gazette_site.characters import bare, without_blanks
from gazette_site.late import late
from gazette_site.model import Level
from gazette_site.parsing.text.labels import BULLET, is_signature, label_of, stands_alone
from gazette_site.parsing.text.paragraphs import Para
from gazette_site.punctuation import is_closed
from gazette_site.reading.lines import Line

_OPENER = late(
    r"经|为|根据|按照|现将|现就|近年来|为了|依据|依照|因|鉴于|近期|自|市政府|市人民政府|各|今年|当前|你|随着|《"
)
_NUMERALS = "一二三四五六七八九十百"
"""How a label of the first level begins."""
LEAST_OVERLAP = 4
"""Characters that must be doubled at a seam before they are taken for an accident; fewer may be language."""


class Restored(NamedTuple):
    """Paragraphs in the order of the print."""

    paras: list[Para]
    moved: tuple[int, ...]
    """Source lines of the paragraphs that were moved."""
    doubled: tuple[Line, ...]
    """Line parts that repeat the words at the seam and are left out."""


def restore_notice(paras: Sequence[Para]) -> Restored:
    """The body of a short notice with its halves in order.

    If the last body paragraph breaks off and the first one can be its end, the last belongs before the first. Proof is
    one of: the first closes a 《 that the last leaves open; the first begins in the middle of a sentence while the last
    begins one; the words at the seam are printed twice.
    """
    body = [i for i, p in enumerate(paras) if _is_body(p)]
    if len(body) < 2 or len(body) > 8:
        return Restored(list(paras), (), ())
    first, last = body[0], body[-1]
    head, tail = paras[last], paras[first]
    if is_closed(head.text) or not is_closed(tail.text) or label_of(head.text) or label_of(tail.text):
        return Restored(list(paras), (), ())
    closes = tail.text.count("》") > tail.text.count("《") and head.text.count("《") > head.text.count("》")
    begins_late = not _OPENER.match(tail.text) and bool(_OPENER.match(head.text))
    overlap = _overlap(head.text, tail.text)
    if not (closes or begins_late or overlap >= LEAST_OVERLAP):
        return Restored(list(paras), (), ())
    kept, doubled = _without_overlap(head.lines, overlap)
    joined = Para((*kept, *tail.lines))
    rest = [p for i, p in enumerate(paras) if i not in (first, last)]
    return Restored([*rest[:first], joined, *rest[first:]], tuple(line.number for line in head.lines), doubled)


def _is_body(para: Para) -> bool:
    line = para.lines[0]
    return line.cells is None and line.picture is None and not stands_alone(para.text) and not is_signature(para.text)


def _overlap(head: str, tail: str) -> int:
    """How many characters at the end of `head` are printed again at the start of `tail`."""
    head, tail = without_blanks(head), without_blanks(tail)
    return next((n for n in range(min(len(head), len(tail), 60), LEAST_OVERLAP - 1, -1) if head.endswith(tail[:n])), 0)


def _without_overlap(lines: tuple[Line, ...], overlap: int) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines without their last `overlap` characters, and those characters."""
    if overlap < LEAST_OVERLAP:
        return lines, ()
    kept, dropped, left = list(lines), [], overlap
    while left and kept:
        line = kept.pop()
        cut = _position_from_end(line.text, left)
        left -= min(left, len(without_blanks(line.text)))
        dropped.append(line.part(cut))
        if cut:
            kept.append(line.part(0, cut))
    return tuple(kept), tuple(reversed(dropped))


def _position_from_end(text: str, count: int) -> int:
    for i in range(len(text) - 1, -1, -1):
        count -= bool(without_blanks(text[i]))
        if count == 0:
            return i
    return 0


def split_glued_addressee(line: Line) -> tuple[Line, Line] | None:
    """The addressee and the half of a sentence that was glued to it: `…、单位，请认真贯彻执行。` ends in no colon and goes on with a request.

    The comma stands where the colon of the addressee stood.
    """
    match = re.search(
        r"(?:单位|部门|机构|政府|企业|公司|委员会|局)(?P<comma>，)(?=请|现|经|望|为|认真|切实|抓好)", line.text
    )
    if not match or not line.text.rstrip().endswith("。"):
        return None
    return line.part(0, match.end("comma")), line.part(match.end("comma"))


def restore_first_headings(lines: Sequence[Line]) -> tuple[list[Line], tuple[int, ...]]:
    """Lines with 一、 before 二、 where a column swap put it behind, and the source lines that moved.

    The displaced block begins at its heading 一、 and ends where its text breaks off without a full stop; it belongs before
    二、, and before the end of a sentence that stands alone directly above 二、 and continues it.
    """
    for second, first in _swapped(lines):
        end = _break_off(lines, first)
        if end is None:
            continue
        target = second
        while target > 0 and _is_orphan(lines, target - 1):
            target -= 1
        block = list(lines[first:end])
        moved = [*lines[:target], *block, *lines[target:first], *lines[end:]]
        return moved, tuple(line.number for line in block)
    return list(lines), ()


def still_swapped(lines: Sequence[Line]) -> Line | None:
    """The first 二、 that stands directly before its 一、, if any does: nothing proved where it belongs."""
    return next((lines[second] for second, _ in _swapped(lines)), None)


def _swapped(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Indexes of 二、 and 一、 where the one stands directly before the other, with no 一、 of its own above it."""
    numbered = (
        (i, label_of(line.text)) for i, line in enumerate(lines) if line.text[:1] in _NUMERALS and line.cells is None
    )
    firsts = [(i, label.number) for i, label in numbered if label is not None and label.level is Level.FIRST]
    for (second, m), (first, n) in pairwise(firsts):
        if (m, n) == (2, 1) and not any(number == 1 for i, number in firsts if i < second):
            yield second, first


def _break_off(lines: Sequence[Line], first: int) -> int | None:
    """One after the last line of the block that begins at `first` and breaks off, if it does so before its next label."""
    for k in range(first + 1, len(lines)):
        text = lines[k].text
        gap_follows = k + 1 == len(lines) or lines[k + 1].gap > 0
        if lines[k].cells is not None or label_of(text) or BULLET.match(text):
            return None
        if gap_follows and not is_closed(text):
            return k + 1
        if gap_follows and k + 1 < len(lines) and label_of(lines[k + 1].text):
            return None
    return None


def _is_orphan(lines: Sequence[Line], i: int) -> bool:
    """Whether a line stands alone, closed, without a label, after a finished paragraph: the end of a sentence without its beginning."""
    line = lines[i]
    short = len(bare(line.text)) <= 25 and is_closed(line.text) and label_of(line.text) is None and line.gap > 0
    finished = i > 0 and is_closed(lines[i - 1].text) and lines[i - 1].text[-1] not in ":："
    return short and finished and not stands_alone(line.text) and not _OPENER.match(line.text)
