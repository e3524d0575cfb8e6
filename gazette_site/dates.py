"""Dates as gazettes print them, and the days they mean.

full    = year 年 month 月 day 日              2025年3月9日, 二〇二五年三月九日
figures = year sign month sign day             2025.3.9, 2025/3/9, 2025-03-09: one sign, twice
month   = year 年 month 月                     二〇二五年三月: names no day

`full` is a date wherever it stands. `figures` and `month` may as well be a version, a column head or a period: they are dates only in the
place of a document's date, which `parsing.documents.closings` knows.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from gazette_site.characters import folded
from gazette_site.late import late
from gazette_site.model import IsoDate
from gazette_site.numerals import CHARACTERS, chinese_to_int

_N = rf"(?:[0-9]{{1,2}}|[{CHARACTERS}]{{1,3}})"
_Y = rf"(?:[0-9]{{4}}|[{CHARACTERS}0]{{4}})"  # 二00四 is set with figures for the zeros

DATE = late(rf"(?P<year>{_Y})年(?P<month>{_N})月(?P<day>{_N})日")
"""A full date in folded text: 2025年3月9日, 二〇二五年三月九日 with any zero of `numerals.ZEROS`."""
_FIGURES = late(
    r"(?P<year>(?:19|20)[0-9]{2})(?P<sign>[./·–—-])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})(?:日|\.)?"
)
_MONTH = late(rf"(?P<year>{_Y})年(?P<month>{_N})月(?:份)?")


_BESIDE = late(r"[^\s](?:[^\s]| (?! ))*")
"""What two blanks, or one of another width, set apart."""
_LONGEST = 80
"""Characters of a date with all the blanks that print sets between its signs: a longer text is none, and need not be folded."""


def read_printed_date(text: str) -> IsoDate | None:
    """The day of a full date or of one in figures (2025.3.9) that is all of `text`, else None. An impossible day is None."""
    inner = _inner(text)
    return _iso(DATE.fullmatch(inner) or _FIGURES.fullmatch(inner))


def looks_like_date(text: str) -> bool:
    """Whether `text` is written as a full date, also of a day that does not exist (2025年2月30日)."""
    if len(text) > _LONGEST:
        return False
    inner = _inner(text)
    return inner.endswith("日") and DATE.fullmatch(inner) is not None


def dates_beside(text: str) -> tuple[tuple[int, int], ...]:
    """Where the dates stand in a line that is nothing but several full dates side by side, one under each signature; else nothing."""
    if len(text) > 2 * _LONGEST or text.count("年") < 2:
        return ()
    found = tuple(match.span() for match in _BESIDE.finditer(text))
    return found if len(found) > 1 and all(looks_like_date(text[a:b]) for a, b in found) else ()


@lru_cache(maxsize=8192)
def looks_like_printed_date(text: str) -> bool:
    """Whether `text` has the form of a document's date, in figures or without a day too: 2025.3.9, 二〇二五年三月."""
    if len(text) > _LONGEST:
        return False
    inner = _inner(text)
    return bool(DATE.fullmatch(inner) or _FIGURES.fullmatch(inner)) or looks_like_month(text)


def looks_like_month(text: str) -> bool:
    """Whether `text` is a year and a month and nothing else: 二〇二五年三月."""
    match = _MONTH.fullmatch(folded(text))
    return match is not None and 1 <= (chinese_to_int(match["month"]) or 0) <= 12


def _inner(text: str) -> str:
    return folded(text).strip("()")


def _iso(match: re.Match[str] | None) -> IsoDate | None:
    return to_iso(match["year"], match["month"], match["day"]) if match else None


@lru_cache(maxsize=4096)
def to_iso(year: str | int, month: str | int, day: str | int) -> IsoDate | None:
    """The ISO form of a day given in figures or Chinese numerals; None if the calendar has no such day."""
    numbers = [chinese_to_int(str(part)) for part in (year, month, day)]
    if None in numbers:
        return None
    try:
        return IsoDate(datetime.date(*(n for n in numbers if n is not None)).isoformat())
    except ValueError:
        return None
