"""Dates as gazettes print them, and the days they mean."""

from __future__ import annotations

import datetime
import re

from gazette_site.characters import BLANK, folded
from gazette_site.model import IsoDate
from gazette_site.numerals import CHARACTERS, chinese_to_int

_N = rf"(?:[0-9]{{1,2}}|[{CHARACTERS}]{{1,3}})"
_Y = rf"(?:[0-9]{{4}}|[{CHARACTERS}]{{4}})"

DATE = re.compile(rf"(?P<year>{_Y})年(?P<month>{_N})月(?P<day>{_N})日")
"""A full date in folded text: 2025年3月9日, 二〇二五年三月九日 with zero as 〇 ○ 零 O."""


def read_date(text: str) -> IsoDate | None:
    """The day if `text` is one full date and nothing else (brackets around it allowed), else None. An impossible day is None."""
    match = DATE.fullmatch(folded(text).strip("()"))
    return to_iso(match["year"], match["month"], match["day"]) if match else None


def looks_like_date(text: str) -> bool:
    """Whether `text` is written as a full date, also of a day that does not exist (2025年2月30日)."""
    return bool(DATE.fullmatch(folded(text).strip("()")))


def find_date(text: str) -> IsoDate | None:
    """The first full date inside `text`, or None."""
    for match in DATE.finditer(folded(text)):
        iso = to_iso(match["year"], match["month"], match["day"])
        if iso:
            return iso
    return None


def to_iso(year: str | int, month: str | int, day: str | int) -> IsoDate | None:
    """The ISO form of a day given in figures or Chinese numerals; None if the calendar has no such day."""
    numbers = [chinese_to_int(str(part)) for part in (year, month, day)]
    if None in numbers:
        return None
    try:
        return IsoDate(datetime.date(*(n for n in numbers if n is not None)).isoformat())
    except ValueError:
        return None


def compact(text: str) -> str:
    """`text` without blanks, for matching dates that are printed with blanks inside."""
    return BLANK.sub("", text)
