"""Quarters and halves of a year, and what comes back each quarter.

第二季度 as a time is its three months, 二季度末前 its last day. 二季度前 may be before it begins or before it ends: no day is worked out.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from gazette_site.dates import to_iso
from gazette_site.model import Every
from gazette_site.numerals import chinese_to_int
from gazette_site.parsing.clauses.periods import last_day
from gazette_site.parsing.meaning.points import THIS, Days, Form

_MONTH_OF = {"首": 1, "一": 1, "二": 2, "三": 3, "末": 3, "最": 3}


def quarter(match: re.Match[str], form: Form, end: int, year: str, said: bool = False) -> Days | None:
    """The quarter or half-year of a match of `points.DAYS`, of the year that is printed or else of `year`; `said`: so is 今年."""
    printed = match["yq"] or ""
    number = chinese_to_int(match["q"]) if match["q"] else 0
    first, last = (number * 3 - 2, number * 3) if number else ((1, 6) if match["half"] == "上" else (7, 12))
    found = Days(match.start(), end, form, exact=False, year=printed)
    known = printed or ("" if match["rq"] and not (said and match["rq"] in THIS) else year)
    if not known:
        return replace(found, year_unsaid=True)
    begin, until = to_iso(known, first, 1), last_day(f"{known}年{last}月")
    if begin is None or until is None:
        return None
    if form is Form.BY and not match["eq"]:
        return replace(found, at_most=until)
    return replace(found, begin=None if form is Form.BY or match["eq"] else begin, until=until)


def each_quarter(match: re.Match[str]) -> Days | None:
    """每季度首月10日前: month of the quarter and day. The end of a quarter is another day each time."""
    again = ""
    if match["k"]:
        day = chinese_to_int(match["dk"]) or 0
        if not 1 <= day <= 31:
            return None
        again = f"{_MONTH_OF[match['k'].removeprefix('第')[0]]}-{day:02d}"
    return Days(match.start(), match.end(), Form.BY, every=Every.QUARTER, end_again=again)
