"""Document numbers in a row, where the later ones leave out what they share with the one before.

    row  = number (separator rest)*              separator = 、 ， 和 及 与 以及 | 至 到 — ～
    rest = 〔year〕 第? n 号?                     澜府发〔2009〕5号、〔2010〕33号
         | year 年 第 n 号 kind?                  澜川海关2014年第18号、2015年第9号公告
         | 第? n 号? kind?                        澜府发〔2024〕3号、4号   澜府发〔2024〕3、4、5号   澜川市人民政府令第3号、第5号

After 至 and its like all numbers between are named too: 3号至6号 are four. 号 is left out only where a later number of the row has it.
A bare n after a comma, or in front of what has house numbers (12号楼), is none.
"""

from __future__ import annotations

import re

from gazette_site.code_shapes import NO_NAMES, Names
from gazette_site.document_numbers import (
    CLOSE,
    KIND,
    LOOSE,
    OPEN,
    RANGE,
    YEAR,
    NumberMatch,
    figure,
    find_numbers,
    number_parts,
    sibling,
    year,
)
from gazette_site.late import late

_NEXT = late(
    rf"""\s*(?P<and>[、，,和及与{RANGE}]|以及)\s*
         (?P<rest>(?:{OPEN}\s*(?P<bracketed>{YEAR})\s*+年?\s*{CLOSE}\s*|(?P<yearly>{YEAR})\s*年\s*(?=第))?(?P<firm>(?=第))?{LOOSE})
         (?P<kind>\s*(?:{KIND}))?(?P<house>\s*(?:楼|院|线|路|街|桥|门|井|机|车|船|岗|仓|地块|标段|泊位|公路|国道|上午|下午|晚))?""",
    re.VERBOSE,
)


_LONGEST_RANGE = 50
"""A range of more numbers is a misprint."""


def all_numbers(text: str, names: Names = NO_NAMES) -> list[NumberMatch]:
    """The document numbers in running text, from left to right, also those that leave out a part."""
    found: list[NumberMatch] = []
    for match in find_numbers(text, names):
        if found and match.start < found[-1].end:
            continue
        found.append(match)
        while following := _following(text, found[-1]):
            found += following
    return found


def _following(text: str, before: NumberMatch) -> list[NumberMatch]:
    """The next number of a row, or all numbers of a range behind its first."""
    match = _NEXT.match(text, before.end)
    if not match or not _belongs(match, before, "号" in text[before.start : before.end]):
        return []
    end = match.end("rest" if "〔" in before.normal or not match["kind"] else "kind")
    last = figure(match)
    if match["and"] not in RANGE:
        return [NumberMatch(match.start("rest"), end, sibling(before.normal, last, year(match)))]
    parts = number_parts(before.normal)
    first = parts.n if parts else 0
    if year(match) or not 0 < first < last <= first + _LONGEST_RANGE:
        return []
    start = match.start("and")
    return [NumberMatch(start, end, sibling(before.normal, n)) for n in range(first + 1, last + 1)]


def _belongs(match: re.Match[str], before: NumberMatch, ended: bool) -> bool:
    """Whether the row goes on with a number of the same form; without a year it takes more to tell it from another figure."""
    bracketed, by_year = "〔" in before.normal, "年第" in before.normal
    if match["bracketed"] or match["yearly"]:
        return bracketed if match["bracketed"] else by_year
    if not ended:
        return True
    return match["and"] not in "，," and not match["house"] and (bracketed or match["firm"] is not None)
