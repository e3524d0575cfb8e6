"""The head of a document: title, number, and the lines under them.

head = title+ number? subtitle* | number title+ subtitle* | order-name number?     (order names: `order_names`)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gazette_site.characters import bare, folded, without_blanks
from gazette_site.document_numbers import number_line
from gazette_site.late import late
from gazette_site.model import NormalNumber
from gazette_site.parsing.layout.items import Item
from gazette_site.parsing.names.order_names import (
    bracketed_order,
    is_order_name,
    notice_number,
    order_number,
    short_number,
)
from gazette_site.parsing.names.persons import SPEAKER
from gazette_site.parsing.names.titles import amended_names, carried_name
from gazette_site.parsing.text.labels import ANNOTATION, label_of
from gazette_site.reading.lines import Line

SUBTITLE = late(r"[（(].*(?:通过|审议|修订|修正|发布|公布|施行|会议|日|第).*[)）]|[—–-]{1,3}.+")
_SPEAKER = late(SPEAKER)
_HISTORY = late(r"[（(](?:19|20)\d\d年[^（）()]*(?:通过|修正|修订|批准|公布|发布)")
_LONGEST_SUBTITLE, _LONGEST_HISTORY = 90, 500
"""Characters; a regulation that was amended often tells all of it in one bracket (题注)."""
_IN_HEAVY_BRACKETS = late(r"【([^【】]*[〔\[（(].+号)】")
_QUOTED = late(r"《([^《》]++(?:《[^《》〈〉]*[》〉][^《》]*+)*)》")
_SEVERAL = late(r"(?:《[^《》]{3,80}》[、和及与]?){2,20}(?=[^。《]{0,60}(?:印发|公布|发布|转发|下发))")
"""Texts that are carried together: 《甲方案》《乙方案》已经市政府同意，现印发给你们."""


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


def read_head(lines: Sequence[Line], size: int, item: Item) -> Head:
    """The head of an item: its first `size` lines, the number below them, and the lines that tell when it was passed."""
    above, title, rest = ([lines[0]] if item.above is not None else []), list(lines[:size]), list(lines[size:])
    if above:
        title = title[1:]
        subtitle, rest = subtitle_lines(rest)
        return Head(title or above, above if title else [], printed_number(above[0].text), subtitle, rest)
    number, normal, order = _number_of(title, rest)
    title = [line for line in title if line not in number]
    rest = [line for line in rest if line not in number] if number and rest and rest[0] is number[0] else rest
    subtitle, rest = subtitle_lines(rest)
    if normal is None and rest and rest[0].cells is None and (later := printed_number(rest[0].text)):
        number, normal, rest = [rest[0]], later, rest[1:]
    return Head(title, number, normal, subtitle, rest, order)


def _number_of(title: Sequence[Line], rest: Sequence[Line]) -> tuple[list[Line], NormalNumber | None, bool]:
    """The line of the number (none if it stands in the title), its normal form, and whether the head is that of an order."""
    if normal := order_number("".join(line.text for line in title)):
        return [], normal, True
    if rest and rest[0].cells is None:
        if normal := printed_number(rest[0].text):
            return [rest[0]], normal, is_order_name(title[-1].text)
        if normal := short_number("".join(line.text for line in title), rest[0].text):
            return [rest[0]], normal, True
        if normal := notice_number("".join(line.text for line in title), rest[0].text):
            return [rest[0]], normal, False
    if normal := printed_number(title[-1].text):
        return ([title[-1]] if len(title) > 1 else []), normal, len(title) == 1
    return [], None, is_order_name("".join(line.text for line in title))


def printed_number(text: str) -> NormalNumber | None:
    """The number of a line that prints nothing else, in brackets of its own or not."""
    match = re.fullmatch(r"[(（]([^()（）]*[〔\[【].+号)[)）]", text.strip()) or _IN_HEAVY_BRACKETS.fullmatch(
        text.strip()
    )
    return number_line(match[1] if match else text) or bracketed_order(text)


def subtitle_lines(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Lines directly under a title that tell when it was passed or delivered, and by whom."""
    k = 0
    while k < min(4, len(lines)) and lines[k].cells is None:
        text = lines[k].text.strip()
        if (
            ANNOTATION.fullmatch(folded(text))
            or not (SUBTITLE.fullmatch(text) or _SPEAKER.fullmatch(text))
            or len(text) > (_LONGEST_HISTORY if _HISTORY.match(text) else _LONGEST_SUBTITLE)
            or label_of(text)
        ):
            break
        k += 1
    return list(lines[:k]), list(lines[k:])


def carried_together(lines: Sequence[Line]) -> list[str]:
    """The names of the texts that a notice carries one after the other, in the order in which its sentence names them; none if it is one."""
    run = _SEVERAL.search("".join(line.text.strip() for line in lines[:14]))
    return [bare(name) for name in _QUOTED.findall(run[0])] if run else []


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
    names += [bare(name) for name in amended_names(title)]
    if head.order and item.entry:
        names.append(bare(item.entry.title))
    return [n for n in dict.fromkeys(names) if len(n) >= 4]
