"""The head of a document: title, number, and the lines under them.

head = title+ number? subtitle* | number title+ subtitle* | order-name number
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from gazette_site.characters import CJK, bare, folded, without_blanks
from gazette_site.document_numbers import number_line
from gazette_site.model import NormalNumber
from gazette_site.parsing.items import Item
from gazette_site.parsing.labels import ANNOTATION, is_title_part
from gazette_site.parsing.titles import carried_name, kind_of
from gazette_site.reading.lines import Line

_ORDER_NAME = re.compile(rf"[{CJK}]{{2,30}}(?:令|公告|通告)")
_SHORT_NUMBER = re.compile(r"(?:(?P<year>(?:19|20)\d\d)年)?第(?P<n>\d{1,5})号")
SUBTITLE = re.compile(r"[（(].*(?:通过|审议|修订|修正|发布|公布|施行|会议|日|第).*[)）]|[—–-]{1,3}.+")
_SPEAKER = re.compile(
    rf"(?:[{CJK}]{{2,20}}(?:市长|省长|县长|区长|旗长|主席|主任|局长|书记|检察长|院长))\s*(?:[{CJK}·]\s*){{2,6}}"
)
_QUOTED = re.compile(r"《([^《》]+(?:[《〈][^《》〈〉]*[》〉][^《》]*)*)》")


@dataclass(slots=True)
class Head:
    """What stands above the text."""

    title: list[Line]
    number: list[Line]
    normal: NormalNumber | None
    subtitle: list[Line]
    rest: list[Line]
    order: bool = False
    """A 令 or 公告 whose name and number stand for a title."""


def read_head(lines: Sequence[Line], title_lines: int, item: Item) -> Head:
    if title_lines == 0:
        return _number_first(lines, item)
    title, rest = list(lines[:title_lines]), list(lines[title_lines:])
    number, normal, order = [], None, False
    if rest and rest[0].cells is None:
        normal = number_line(rest[0].text)
        if normal:
            number, rest = [rest[0]], rest[1:]
        else:
            normal = short_number(title[-1], rest[0])
            if normal:
                number, rest, order = [rest[0]], rest[1:], True
    if not number and len(title) > 1 and (normal := short_number(title[-2], title[-1])):
        number, title, order = [title[-1]], title[:-1], True
    if not number and (normal := number_line(title[-1].text)):
        number, title = ([title[-1]], title[:-1]) if len(title) > 1 else ([], title)
        order = order or not number
    subtitle, rest = subtitle_lines(rest)
    if not number and rest and (normal2 := number_line(rest[0].text)):
        number, normal, rest = [rest[0]], normal2, rest[1:]
    return Head(title, number, normal, subtitle, rest, order)


def _number_first(lines: Sequence[Line], item: Item) -> Head:
    """A head that begins with its number, or with the name of an order and its number."""
    first, rest = lines[0], list(lines[1:])
    if _ORDER_NAME.fullmatch(folded(first.text)) and rest and (normal := short_number(first, rest[0])):
        return Head([first], [rest[0]], normal, [], rest[1:], order=True)
    normal = number_line(first.text)
    if normal and re.search(r"令第?\d+号$", normal):
        return Head([first], [], normal, [], rest, order=True)
    if normal is None:
        return Head([first], [], None, [], rest)
    end = _title_end(rest, item)
    subtitle, after = subtitle_lines(rest[end:])
    return Head(rest[:end] or [first], [first] if end else [], normal, subtitle, after)


def _title_end(lines: Sequence[Line], item: Item) -> int:
    """How many lines under a number are title."""
    wanted = bare(item.entry.title) if item.entry else ""
    best, likeness, text = 0, 0.0, ""
    for k, line in enumerate(lines[:8]):
        if not is_title_part(line.text) or line.cells is not None:
            break
        text += bare(line.text)
        if wanted:
            score = fuzz.ratio(text, wanted)
            if score > likeness:
                best, likeness = k + 1, score
        elif kind_of(text):
            return k + 1
    return best


def short_number(name: Line, line: Line) -> NormalNumber | None:
    """`第12号` or `2018年第14号` under the name of an order or a public notice."""
    match = _SHORT_NUMBER.fullmatch(folded(line.text))
    if not match or not _ORDER_NAME.fullmatch(folded(name.text)):
        return None
    year = f"{match['year']}年" if match["year"] else ""
    return NormalNumber(f"{folded(name.text)}{year}第{int(match['n'])}号")


def subtitle_lines(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Lines directly under a title that tell when it was passed or delivered, and by whom."""
    k = 0
    while k < min(4, len(lines)) and lines[k].cells is None:
        text = lines[k].text.strip()
        if (
            ANNOTATION.fullmatch(folded(text))
            or not (SUBTITLE.fullmatch(text) or _SPEAKER.fullmatch(text))
            or len(text) > 90
        ):
            break
        k += 1
    return list(lines[:k]), list(lines[k:])


def carried_names(head: Head, lines: Sequence[Line], item: Item) -> list[str]:
    """Names that the enclosed text may have: from the title, and from the sentence that issues it."""
    names = []
    title = "".join(line.text for line in head.title)
    carried = carried_name(title)
    if carried:
        names.append(bare(carried))
        names += [bare(q) for q in _QUOTED.findall(without_blanks(title))]
    issues = carried is not None or head.order
    for line in lines[:14]:
        if issues or re.search(r"印发|公布|发布|转发|颁布", line.text):
            names += [bare(q) for q in _QUOTED.findall(line.text)]
    if head.order and item.entry:
        names.append(bare(item.entry.title))
    return [n for n in dict.fromkeys(names) if len(n) >= 4]
