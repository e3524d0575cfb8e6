"""Days and terms inside clauses: what they look like in folded text, and the calendar behind them.

    day  = year 年 month 月 day 日 | year - month - day    2025年3月1日  二〇二五年三月一日  2025-03-01  2025.3.1
    end  = day | year 年 month 月 (底|末)? | year 年 (底|末) | month 月 day 日 (of the year named before)
    term = n 年 (半 | (零|又)? n 个月)? | n 个月 | 半年 | n (日|天)

A term is counted so that its last day is the day before the day of the same number: two years from 2024-01-01 end on 2025-12-31.
"""

from __future__ import annotations

import calendar
import datetime
from functools import lru_cache

from gazette_site.dates import to_iso
from gazette_site.late import late
from gazette_site.model import IsoDate
from gazette_site.numerals import CHARACTERS, chinese_to_int

_N = rf"(?:[0-9]{{1,3}}|[{CHARACTERS}]{{1,4}})"
_YEAR = rf"(?:[0-9]{{4}}|[{CHARACTERS}]{{4}})年"
_DAY_OF_YEAR = rf"{_N}月{_N}日"

_FIGURES = r"[0-9]{4}(?:-[0-9]{1,2}-|\.[0-9]{1,2}\.|/[0-9]{1,2}/)[0-9]{1,2}(?![0-9])"

DAY = rf"(?:{_YEAR}{_DAY_OF_YEAR}|{_FIGURES})"
"""A full date."""
_HOUR = r"(?:(?:[0-9]{1,2}|零)(?:[时点](?:整|[0-9]{1,2}分)?|:[0-9]{2}))?"
START = rf"(?:{_YEAR}{_N}月(?:{_N}日{_HOUR})?|{_FIGURES})"
"""A day, with an hour or without, or a month, which begins with its first day."""
END = rf"(?:{DAY}|{_YEAR}{_N}月(?:份?[底末])?|{_YEAR}年?[底末]|{_DAY_OF_YEAR})"
"""A day, or the month or year at whose end something ends."""
TERM = rf"(?:{_N}年半|{_N}年(?:零|又)?(?:{_N}个月)?|半年|{_N}个半?月|{_N}[日天])"
"""How long something lasts."""

_SEPARATED = late(r"(?P<year>[0-9]{4})[-./](?P<month>[0-9]{1,2})[-./](?P<day>[0-9]{1,2})")
_PARTS = late(rf"(?:(?P<year>[0-9]{{4}}|[{CHARACTERS}]{{4}})年)?(?:(?P<month>{_N})月)?(?:(?P<day>{_N})日)?")
_MIDNIGHT = late("24[时点:]")
_TERM = late(
    rf"(?:(?P<years>{_N})年)?(?P<half>半年?)?(?:零|又)?(?:(?P<months>{_N})个(?P<more>半)?月)?(?:(?P<days>{_N})[日天])?"
)


def first_day(words: str) -> IsoDate | None:
    """The day that `words` (a START) names; the first of a month; the next one where its last hour is named, 24时."""
    match = _SEPARATED.match(words) or _PARTS.match(words)
    if not match or not match["year"] or not match["month"]:
        return None
    day = to_iso(match["year"], match["month"], match["day"] or "1")
    return after(day, "1日") if day and _MIDNIGHT.search(words, match.end()) else day


@lru_cache(maxsize=1024)
def last_day(words: str, year: str = "") -> IsoDate | None:
    """The day that `words` (an END) names; the last of a month or year. `year` counts where they name none: `2025`."""
    match = _SEPARATED.match(words) or _PARTS.match(words)
    number = chinese_to_int((match["year"] if match else "") or year)
    if match is None or number is None:
        return None
    if match["day"]:
        return to_iso(number, match["month"], match["day"])
    month = chinese_to_int(match["month"]) if match["month"] else 12
    if month is None or not 1 <= month <= 12:
        return None
    return to_iso(number, month, calendar.monthrange(number, month)[1])


def is_whole_day(words: str) -> bool:
    """Whether `words` name a day and not only a month or year."""
    return words.endswith(("日", "时", "点", "整", "分")) or words[-1:].isdecimal()


def after(start: IsoDate, term: str) -> IsoDate | None:
    """The day on which `term` from `start` is over: 30日 after 2025-01-13 is 2025-02-12, one month after 2025-01-31 is 2025-02-28."""
    match = _TERM.fullmatch(term)
    if not match:
        return None
    numbers = [chinese_to_int(match[name]) if match[name] else 0 for name in ("years", "months", "days")]
    if None in numbers:
        return None
    years, months, days = (number or 0 for number in numbers)
    months += years * 12 + (6 if match["half"] else 0)
    days += 15 if match["more"] else 0
    if not months and not days:
        return None
    return _shifted(start, months, days)


def last_of(start: IsoDate, term: str) -> IsoDate | None:
    """The last day of `term` counted from `start`, that day included.

    Where the last month has no day of that number, its own last day: one month from 2025-01-31 ends on 2025-02-28.
    """
    over = after(start, term)
    return day_before(over) if over and (_of_days(term) or over[8:] >= start[8:]) else over


def day_before(day: IsoDate) -> IsoDate:
    """The day before."""
    return IsoDate((datetime.date.fromisoformat(day) - datetime.timedelta(days=1)).isoformat())


def _of_days(term: str) -> bool:
    return term[-1] in "日天" or "半月" in term


def _shifted(start: IsoDate, months: int, days: int) -> IsoDate | None:
    day = datetime.date.fromisoformat(start)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9998:
        return None
    last = calendar.monthrange(year, month + 1)[1]
    moved = datetime.date(year, month + 1, min(day.day, last)) + datetime.timedelta(days=days)
    return IsoDate(moved.isoformat())
