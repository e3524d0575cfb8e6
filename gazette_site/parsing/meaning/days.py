"""Days and spans of days inside sentences, and the calendar behind them; what they look like is told in `points`.

    by      = 每年? point (前 | 以前 | 之前 | 止 | 截止)            also 截止时间为…, 不迟于…, 延长至…, 完成时限：…
    from    = point (起 | 开始)
    on      = 每年? point (和 month 月)?

A year that is not printed is that of a day named before in the same paragraph, else that of the title, if the day then lies
after the date of the document; else it is not known, and no day is worked out. 3月前, 2025年前 and 二季度前 leave open whether the month,
the year, the quarter is meant with it: no day is worked out either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from gazette_site.dates import to_iso
from gazette_site.late import late
from gazette_site.model import Every, IsoDate
from gazette_site.numerals import CHARACTERS, chinese_to_int
from gazette_site.parsing.clauses.periods import last_day
from gazette_site.parsing.meaning.points import DAYS, THIS, Days, Form, as_characters, day_of, third_of
from gazette_site.parsing.meaning.quarters import each_quarter, quarter

_BY_AFTER = late(
    r"(?:之前|以前|前|[\u4e00-\u9fff]{2,6}(?<![提当目以])前(?=[\u4e00-\u9fff])(?![往来])|止|(?:[\u4e00-\u9fff]{0,4}(?:自动|全部))?(?:截止|结束|关闭)|为止)(?!后|期|的|述|款|往|提下|置|端|列)"
)
_BY_BEFORE = late(
    r"(?:截[止稿标](?:时间|日期?)?[为是到至:于]{0,2}|起,?[至到]|[,;]至|(?:时间|日期|期限)[为是]?截至|[\u4e00-\u9fff:](?<!计算)(?<!情况)截至|不得?(?:[迟晚]于|超过)|最后(?:时间|期限|日期?|一天)[为是:]|最[迟晚长](?:于|可?延?[至到])?|(?:[延长期]|(?<!持)续)[至到]|(?:用|有效|保留|[执实施试]行|实施|优惠|开放|免费|展[出览]|办理|受理|发放|运行)[至到]|期限[为至到:]{1,2}|有效期[至到]"
    r"|(?:完成|办结|整改|报送|落实|验收)(?:时限|时间|期限)(?:要求)?[为是:]{1,2}|时限(?:要求)?[为是:]{1,2})$"
)
_FROM_AFTER = late(r"(?:零时|0时)?(?:起|开始)")
_NEXT_YEAR = ("次年", "翌年", "第二年", "来年")
_EACH = late(r"每(?:[年月]|个?季)")
_BY_MONTH = late(r"[每按逐]月|月度")
_LAST_OF_ALL = 31
"""A month that has no such day is passed over by the calendar (RFC 5545, 3.3.10)."""
_NEAR = 24
_EACH_YEAR = late(r"每年度?(?![底末])[^,;。0-9次]{1,20}$")
"""每年汛期(6月1日至9月30日), 每年休牧期为4月1日至6月15日: what stands in the brackets, or in the same clause, comes back."""
_IS = ("为", "是", ":")
_YEAR_OF = late(r"(?P<year>20[0-9]{2})年度?的?[^,;。0-9]{0,12}(?:时间|日期|期限|期)[为是:]$")
"""2029年的申报时间为6月1日至6月20日."""
_AND = late(rf"[和、及与](?P<month>[0-9]{{1,2}}|[{CHARACTERS}]{{1,3}})月(?![0-9{CHARACTERS}底末])")


def days_in(plain: str, year: str = "", again: bool = False) -> Iterator[Days]:
    """The days that folded text names, in order; `year` is that of a day named before, `again` says that those before come back each year.

    Days that no calendar has are left out.
    """
    plain, read, carried = as_characters(plain), 0, again
    for match in DAYS.finditer(plain):
        labelled = plain.endswith(_IS, 0, match.start())
        named = _YEAR_OF.search(plain, max(match.start() - _NEAR, 0), match.start()) if labelled else None
        year, again = (named["year"], False) if named else (year, again)
        other = match["y1"] or match["q"] or match["half"] or match["again"]
        also = again and not (other or (match["r1"] and not (carried and match["r1"] in _NEXT_YEAR)))
        one = _said(match, plain, year, also) if match.start() >= read else None
        if one is not None:
            again = one.every is Every.YEAR or (again and one.every is not Every.ONCE)
            year = year_after(one, year)
            for found in (one, *_months_after(one, plain)):
                read = found.end
                yield found


def year_after(one: Days, year: str) -> str:
    """The year of days that are named after `one` without theirs; none after days that go over into another year."""
    over = one.form is Form.SPAN and one.begin and one.until and one.begin[:4] != one.until[:4]
    return "" if over else one.year or year


def _said(match: re.Match[str], plain: str, year: str, again: bool) -> Days | None:
    """`again`: days that come back each year stand before it in the sentence."""
    if match["mon1"]:
        return _on_each_month(match)
    if match["monthly"] or match["em"]:
        return _monthly(match) if not match["next"] or _BY_MONTH.search(plain, 0, match.start()) else None
    if match["k"] or match["ek"]:
        return each_quarter(match)
    return _read(match, plain, year, again)


def with_year(one: Days, plain: str, year: str) -> Days:
    """The same days of that year, `one` being without a year in `plain`; itself if there are no such days."""
    match = DAYS.match(plain, one.start)  # days in figures have their year
    if not match:
        return one
    if match["q"] or match["half"]:
        return quarter(match, one.form, one.end, year, said=True) or one
    if match["again"]:
        return replace(one, until=last_day(f"{year}年底"), year_unsaid=False)
    return _once(match, one.form, one.end, year, "", said=True) or one


def _monthly(match: re.Match[str]) -> Days | None:
    day = (chinese_to_int(match["monthly"]) or 0) if match["monthly"] else 0
    if match["monthly"] and not 1 <= day <= _LAST_OF_ALL:
        return None
    return Days(match.start(), match.end(), Form.BY, every=Every.MONTH, end_again=f"{day:02d}" if day else "")


def _on_each_month(match: re.Match[str]) -> Days | None:
    """每月20日, 每月1日至10日."""
    first, last = (chinese_to_int(match[name]) if match[name] else None for name in ("mon1", "mon2"))
    last = last if match["mon2"] else first
    if not (first and last and 1 <= first <= last <= _LAST_OF_ALL):
        return None
    form = Form.SPAN if match["mon2"] else Form.ON
    return Days(
        match.start(), match.end(), form, every=Every.MONTH, begin_again=f"{first:02d}", end_again=f"{last:02d}"
    )


def _read(match: re.Match[str], plain: str, year: str, again: bool) -> Days | None:
    form, end = _form(match, plain)
    yearly = (
        match["every"]
        or again
        or _is_after_each(match, plain)
        or ("每年" in plain and _EACH_YEAR.search(plain, max(match.start() - _NEAR, 0), match.start()))
    )
    every = Every.YEAR if yearly else Every.ONCE
    printed = match["y2"] or match["y1"] or match["ye"] or match["yb"] or ""
    if every is Every.YEAR and printed:
        return None
    if match["q"] or match["half"]:
        return quarter(match, form, end, year)
    if match["again"] or match["yb"]:
        return _end_of_year(match, form, end, printed)
    if every is Every.YEAR:
        return _yearly(match, form, end)
    return _once(match, form, end, year, printed)


def _is_after_each(match: re.Match[str], plain: str) -> bool:
    """每季度…, 次年1月10日前: it comes back."""
    return match["r1"] in _NEXT_YEAR and not match["m2"] and bool(_EACH.search(plain, 0, match.start()))


def _end_of_year(match: re.Match[str], form: Form, end: int, printed: str) -> Days | None:
    """2025年底, 今年底, 每年年底; 2025年前, which names no day."""
    until = last_day(f"{printed}年底") if printed else None
    found = Days(match.start(), end, form, exact=False, year=printed)
    if match["yb"]:
        return replace(found, at_most=until) if until else None
    if match["again"].startswith("每"):
        return replace(found, every=Every.YEAR, end_again="12-31")
    if printed:
        return replace(found, until=until) if until else None
    return replace(found, year_unsaid=True)


def _form(match: re.Match[str], plain: str) -> tuple[Form, int]:
    """How the days are said, and where their words end."""
    if match["d4"] and not _is_next_day(match):
        return Form.ON, match.start("d4") - 1
    if match["m2"] or _second_day(match):
        return Form.SPAN, match.end() + plain.startswith("止", match.end())
    after = _BY_AFTER.match(plain, match.end())
    if after:
        return Form.BY, after.end()
    if _BY_BEFORE.search(plain[max(match.start() - 10, 0) : match.start()]):
        return Form.BY, match.end()
    begun = _FROM_AFTER.match(plain, match.end())
    return (Form.FROM, begun.end()) if begun else (Form.ON, match.end())


def _is_next_day(match: re.Match[str]) -> bool:
    """5月8日、9日 are two days in a row."""
    first, second = (chinese_to_int(match[name]) if match[name] else None for name in ("d1", "d4"))
    return first is not None and second == first + 1


def _second_day(match: re.Match[str]) -> str:
    """The day of a second point that leaves its month out; or empty."""
    return match["d3"] or match["d4"] or ""


def _is_open(match: re.Match[str], form: Form, end: int) -> bool:
    """3月前 may be before March, or before its end."""
    return form is Form.BY and end > match.end() and not (day_of(match, 1) or match["e1"])


def _once(match: re.Match[str], form: Form, end: int, year: str, printed: str, said: bool = False) -> Days | None:
    """`said`: 今年 and the like is `year`; 次年 after it is the next one."""
    first_year = match["y1"] or _first_year(match["r1"], year, said)
    second_year = match["y2"] or _second_year(match["r2"], first_year)
    exact = bool(day_of(match, 1)) and (form is not Form.SPAN or bool(day_of(match, 2) or _second_day(match)))
    if not first_year or (form is Form.SPAN and not second_year):
        again = _yearly(match, form, end)
        if again is None:
            return None
        return replace(again, every=Every.ONCE, begin_again="", end_again="", year_unsaid=True, exact=exact)
    begin = to_iso(first_year, match["m1"], day_of(match, 1) or third_of(match, 1)[0] or "1")
    if form is Form.SPAN:
        second = day_of(match, 2) or third_of(match, 2)[1] or _second_day(match)
        until = _last(second_year, match["m2"] or match["m1"], second)
    else:
        until = _last(first_year, match["m1"], day_of(match, 1) or third_of(match, 1)[1])
    if begin is None or until is None or begin > until:
        return None
    found = Days(match.start(), end, form, begin, until, exact=exact, year=printed)
    if _is_open(match, form, end):
        return replace(found, begin=None, until=None, at_most=until)
    return replace(
        found,
        begin=None if form is Form.BY or (match["e1"] and form is Form.ON) else begin,
        until=None if form is Form.FROM else until,
    )


def _first_year(words: str | None, year: str, said: bool) -> str:
    """The year of a first point that does not print it: that before it, or the next one where 次年 stands there."""
    if not words or (said and words in THIS):
        return year
    return _second_year(words, year) if year and words in _NEXT_YEAR else ""


def _second_year(words: str | None, first: str) -> str:
    """The year of the second point: that of the first, or the next one where 次年 stands there."""
    number = chinese_to_int(first)
    if not words or number is None or words in THIS:
        return first
    return "" if words == "当年" else str(number + 1)


def _last(year: str, month: str, day: str | None) -> IsoDate | None:
    return last_day(f"{year}年{month}月{day}日" if day else f"{year}年{month}月")


def _yearly(match: re.Match[str], form: Form, end: int) -> Days | None:
    """Days of every year. The end of February is another day each fourth year: it is not worked out."""
    second = form is Form.SPAN
    begin = _of_year(match["m1"], day_of(match, 1) or third_of(match, 1)[0] or "1")
    point = 2 if second else 1
    day = day_of(match, point) or third_of(match, point)[1] or (_second_day(match) if second else "")
    last = (match["m2"] or match["m1"] if second else match["m1"], day)
    until = _of_year(*last) if last[1] else _of_year(last[0], _last_of_month(last[0]))
    if not begin or until is None:
        return None
    exact = bool(day_of(match, 1)) and (not second or bool(last[1]))
    begins = "" if form is Form.BY or (match["e1"] and not second) else begin
    ends = "" if form is Form.FROM or _is_open(match, form, end) else until
    return Days(match.start(), end, form, None, None, Every.YEAR, begins, ends, exact)


def _months_after(one: Days, plain: str) -> Iterator[Days]:
    """每年4月和9月: the second month comes back like the first."""
    if one.every is not Every.YEAR or one.form is not Form.ON or one.exact:
        return
    while match := _AND.match(plain, one.end):
        begin, until = _of_year(match["month"], "1"), _of_year(match["month"], _last_of_month(match["month"]))
        if not begin or until is None:
            return
        one = replace(one, start=match.start("month"), end=match.end(), begin_again=begin, end_again=until)
        yield one


def _last_of_month(month: str) -> str:
    number = chinese_to_int(month) or 0
    return {2: "", 4: "30", 6: "30", 9: "30", 11: "30"}.get(number, "31")


def _of_year(month: str, day: str | None) -> str | None:
    """`03-31`; empty where the day is not known, None where no year has such a day."""
    if not day:
        return ""
    iso = to_iso(2024, month, day)
    return iso[5:] if iso else None
