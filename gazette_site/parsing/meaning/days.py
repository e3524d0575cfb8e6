"""Days and spans of days inside sentences: what they look like in folded text, and the calendar behind them.

    point   = (year 年 | 当年 | 次年)? month 月 (day 日 hour? | 底 | 末)? | year 年 底
    span    = 每年? point 起? (至 | 到 | — | ~ | -) point          the second point may leave out what the first one says
    by      = 每年? point (前 | 以前 | 之前 | 止 | 截止)            also 截止时间为…, 不迟于…, 延长至…
    from    = point (起 | 开始)
    on      = 每年? point
    monthly = 每月 day 日 前

A year that is not printed is that of a day named before in the same paragraph, else that of the title, if the day then lies
after the date of the document; else it is not known, and no day is worked out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from gazette_site.dates import to_iso
from gazette_site.late import late
from gazette_site.model import Every, IsoDate
from gazette_site.numerals import CHARACTERS, chinese_to_int
from gazette_site.parsing.clauses.periods import last_day

_N = rf"(?:[0-9]{{1,2}}|[{CHARACTERS}]{{1,3}})"
_Y = rf"(?:[0-9]{{4}}|[{CHARACTERS}]{{4}})"
_OTHER = r"(?:当年|本年度?|今年|次年|翌年|第二年|来年)"
_THIS = ("今年", "本年", "本年度")
_HOUR = (
    r"(?:\([^()]{1,10}\))?(?:上午|下午|早上?|晚上?|中午|凌晨)?"
    r"(?:(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:时|点|:[0-9]{2})(?:[0-9]{1,2}分|整|半)?)?(?:\([^()]{1,10}\))?"
)
_JOIN = r"(?:起,?)?(?:至|到|[—–―~〜-]{1,2})"
_EVERY = r"(?P<every>每年度?(?:的|于|在)?)?"

_FIRST = rf"(?:(?P<y1>{_Y})年|(?P<r1>{_OTHER}))?(?P<m1>{_N})月(?:(?P<d1>{_N})日{_HOUR}|(?P<e1>份?[底末])|份)?"
_SECOND = rf"(?:(?:(?P<y2>{_Y})年|(?P<r2>{_OTHER}))?(?P<m2>{_N})月(?:(?P<d2>{_N})日{_HOUR}|(?P<e2>份?[底末])|份)?|(?P<d3>{_N})日{_HOUR})"
_DAYS = late(
    rf"每月(?:的|于|在)?(?P<monthly>{_N})日(?:之?前|以前)"
    rf"|{_EVERY}(?:{_FIRST}(?:{_JOIN}{_SECOND})?|(?P<ye>{_Y})年?[底末])"
)
_BY_AFTER = late(r"(?:之前|以前|前|止|截止|为止)(?!后|期|的|述|款|往|提下|置|端|列)")
_BY_BEFORE = late(
    r"(?:截止(?:时间|日期)?[为是到至:于]{0,2}|不[迟晚]于|最[迟晚长](?:于|可?延?[至到])?|[延长期][至到]|期限[为至到:]{1,2}|有效期[至到])$"
)
_FROM_AFTER = late(r"(?:零时|0时)?(?:起|开始)")


class Form(Enum):
    """How a day or a span of days is said."""

    SPAN = "span"
    BY = "by"
    FROM = "from"
    ON = "on"


@dataclass(frozen=True, slots=True)
class Days:
    """Days named in a sentence."""

    start: int
    end: int
    """Where the words stand in `Sentence.plain`, 前 and 起 included."""
    form: Form
    begin: IsoDate | None = None
    until: IsoDate | None = None
    every: Every = Every.ONCE
    begin_again: str = ""
    end_again: str = ""
    exact: bool = True
    """Whether days are printed, not only months."""
    year: str = ""
    """The last year that is printed, `2025`; or empty."""
    year_unsaid: bool = False


def days_in(plain: str, year: str = "") -> Iterator[Days]:
    """The days that folded text names, in order; `year` is that of a day named before. Days that no calendar has are left out."""
    for match in _DAYS.finditer(plain):
        one = _monthly(match) if match["monthly"] else _read(match, plain, year)
        if one is not None:
            year = one.year or year
            yield one


def with_year(one: Days, plain: str, year: str) -> Days:
    """The same days of that year, `one` being without a year in `plain`; itself if there are no such days."""
    match = _DAYS.match(plain, one.start)
    read = _once(match, one.form, one.end, year, "", said=True) if match else None
    return read or one


def _monthly(match: re.Match[str]) -> Days | None:
    day = chinese_to_int(match["monthly"]) or 0
    again = f"{day:02d}" if 1 <= day <= 28 else ""
    return Days(match.start(), match.end(), Form.BY, every=Every.MONTH, end_again=again) if again else None


def _read(match: re.Match[str], plain: str, year: str) -> Days | None:
    form, end = _form(match, plain)
    if form is None:
        return None
    every = Every.YEAR if match["every"] else Every.ONCE
    printed = match["y2"] or match["y1"] or match["ye"] or ""
    if every is Every.YEAR and printed:
        return None
    if every is Every.YEAR:
        return _yearly(match, form, end)
    if match["ye"]:
        until = last_day(f"{match['ye']}年底")
        return Days(match.start(), end, form, None, until, exact=False, year=printed) if until else None
    return _once(match, form, end, year, printed)


def _form(match: re.Match[str], plain: str) -> tuple[Form | None, int]:
    """How the days are said, and where their words end."""
    if match["m2"] or match["d3"]:
        return Form.SPAN, match.end() + plain.startswith("止", match.end())
    after = _BY_AFTER.match(plain, match.end())
    if after:
        whole = match["d1"] or match["e1"] or match["ye"]
        return (Form.BY, after.end()) if whole else (None, 0)  # 3月前 may be before March, or before its end
    if _BY_BEFORE.search(plain[max(match.start() - 10, 0) : match.start()]):
        return Form.BY, match.end()
    begun = _FROM_AFTER.match(plain, match.end())
    return (Form.FROM, begun.end()) if begun else (Form.ON, match.end())


def _once(match: re.Match[str], form: Form, end: int, year: str, printed: str, said: bool = False) -> Days | None:
    """`said`: 今年 and the like is `year`; 次年 after it is the next one."""
    first_year = match["y1"] or ("" if match["r1"] and not (said and match["r1"] in _THIS) else year)
    second_year = match["y2"] or _second_year(match["r2"], first_year)
    exact = bool(match["d1"]) and (form is not Form.SPAN or bool(match["d2"] or match["d3"]))
    if not first_year or (form is Form.SPAN and not second_year):
        again = _yearly(match, form, end)
        return (
            replace(again, every=Every.ONCE, begin_again="", end_again="", year_unsaid=True, exact=exact)
            if again
            else None
        )
    begin = to_iso(first_year, match["m1"], match["d1"] or "1")
    if form is Form.SPAN:
        until = _last(second_year, match["m2"] or match["m1"], match["d2"] or match["d3"])
    else:
        until = _last(first_year, match["m1"], match["d1"])
    if begin is None or until is None or begin > until:
        return None
    if form is Form.FROM:
        return Days(match.start(), end, form, begin, None, exact=exact, year=printed)
    return Days(match.start(), end, form, None if form is Form.BY else begin, until, exact=exact, year=printed)


def _second_year(words: str | None, first: str) -> str:
    """The year of the second point: that of the first, or the next one where 次年 stands there."""
    number = chinese_to_int(first)
    if not words or number is None or words in _THIS:
        return first
    return "" if words == "当年" else str(number + 1)


def _last(year: str, month: str, day: str | None) -> IsoDate | None:
    return last_day(f"{year}年{month}月{day}日" if day else f"{year}年{month}月")


def _yearly(match: re.Match[str], form: Form, end: int) -> Days | None:
    """Days of every year. The end of February is another day each fourth year: it is not worked out."""
    second = form is Form.SPAN
    begin = _of_year(match["m1"], match["d1"] or "1")
    last = (match["m2"] or match["m1"], match["d2"] or match["d3"]) if second else (match["m1"], match["d1"])
    until = _of_year(*last) if last[1] else _of_year(last[0], _last_of_month(last[0]))
    if not begin or until is None:
        return None
    exact = bool(match["d1"]) and (not second or bool(last[1]))
    begins = "" if form is Form.BY else begin
    ends = "" if form is Form.FROM else until
    return Days(match.start(), end, form, None, None, Every.YEAR, begins, ends, exact)


def _last_of_month(month: str) -> str:
    number = chinese_to_int(month) or 0
    return {2: "", 4: "30", 6: "30", 9: "30", 11: "30"}.get(number, "31")


def _of_year(month: str, day: str | None) -> str | None:
    """`03-31`; empty where the day is not known, None where no year has such a day."""
    if not day:
        return ""
    iso = to_iso(2024, month, day)
    return iso[5:] if iso else None
