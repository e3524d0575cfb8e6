"""How the entries of a 大事记 begin: the forms of their dates, as printed.

    lead   = 自 | 从                                                     自3月2日起，… 从8日开始，…: the day on which something began
    date   = (year 年)? month 月 day (join (month 月)? day)* 日          5月6日, 5月30日至6月2日, 6、7日, 三月五日
           | year sign month sign day                                   2025.5.6
           | month . day (join month . day)?                            5.6, 5.6—5.8: before a blank or a mark, in a month that is named
    day    = day (join (month 月)? day)* 日                             bare, where the month is known
    join   = 至 | 到 | 和 | 及 | 、 | any dash; a figure may stand without its 日 before one
    vague  = 近日 | 日前 | 是月 | 本月 | 月内 | 3月上旬 …                  names no day
    same   = 是日 | 同日 | 当日                                          the day of the entry before
    mark   = any symbol that is no letter, figure or bracket            ● △ ★ ◆ ·

All of them may stand in brackets (【3月5日】) and be printed with blanks inside.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from gazette_site.characters import BLANK, folded
from gazette_site.late import late
from gazette_site.model import Level
from gazette_site.numerals import CHARACTERS, chinese_to_int
from gazette_site.parsing.text.labels import BULLET, Label, label_of

NUMERAL = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})"
MONTH = rf"(?:{NUMERAL}|元)"
YEAR = rf"(?:(?:19|20)\d\d|[{CHARACTERS}]{{4}})"
JOIN = r"(?:至|到|和|及|与|[—–―─~\-、]{1,3}|(?<=\d)一(?=\d))"
_HOUR = r"(?:凌晨|上午|中午|下午|晚上?|夜间?|起)?"
_MORE = rf"(?:[日号]?{_HOUR}{JOIN}(?:(?:{YEAR}年)?(?P<month2>{MONTH})月)?(?P<day2>{NUMERAL})){{0,6}}[日号]"
_OPEN, _CLOSE = r"[\[(【〔〈<]?", r"[\])】〕〉>]?"

_DATE = late(
    rf"{_OPEN}(?P<printed>(?:(?P<year>{YEAR})年)?(?P<month>{MONTH})月(?:份)?(?P<day>{NUMERAL}){_MORE}){_CLOSE}"
)
_FIGURES = late(
    rf"{_OPEN}(?P<printed>(?P<year>(?:19|20)\d\d)(?P<sign>[./-])(?P<month>\d{{1,2}})(?P=sign)(?P<day>\d{{1,2}}))(?!\d){_CLOSE}"
)
_MONTH_AND_DAY = late(
    rf"{_OPEN}(?P<printed>(?P<month>\d{{1,2}})\.(?P<day>\d{{1,2}})(?:{JOIN}(?P<month2>\d{{1,2}})\.(?P<day2>\d{{1,2}}))?)(?![\d.%]){_CLOSE}"
)
_BEGINNING = late(r"[自从]")
_BEGUN = late(r"起|开始")
_DAY = late(rf"{_OPEN}(?P<printed>(?P<day>{NUMERAL}){_MORE}){_CLOSE}")
_NO_EVENT = late(
    r"(?:[之以]?(?:前(?![后往来进去])|后)|之?内|的|止|以来|截[止至]|[至到](?:今|目前)|(?:起|开始)(?:施行|实施|执行|生效|试行))"
)
"""What follows a date that is a term (4月1日前完成检修), not the day of an event."""
_SET_OFF = late(r"[，,:：;。(\[【《“]|(?:凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上?|夜间)")
_VAGUE = late(
    rf"(?P<printed>近日|日前|近期|(?:{MONTH}|[是本同当])月(?:[上中下]{{1,2}}旬|[初中底末]|份)|[是本同当]月|月内|月[初中底末]|[上中下]{{1,2}}旬)"
)
_IDIOM = late("近日|日前|[是同]月|月内|[是同]月[上中下初中底末]")
"""Words that begin an entry without a comma too: 是月召开…."""
_BARE_MONTH = late(rf"(?P<printed>{MONTH}月)(?=,)")
_SAME = late(r"(?P<printed>是日|同日|同一天|当[日天])(?P<set>[,:]|上午|下午|晚)?")
_HEADING = late(rf"[\[(【〔〈<]?(?:(?P<year>{YEAR})年)?(?:(?P<month>{MONTH})月(?:份)?)?[\])】〕〉>]?[:]?")
_PERIOD_DAY = rf"(?:{YEAR}年)?(?:{MONTH}月(?:份)?)?(?:{NUMERAL}日)?"
PERIOD = late(rf"{_OPEN}{_PERIOD_DAY}{JOIN}{_PERIOD_DAY}{_CLOSE}")
"""A line that is nothing but the time a chronicle covers: （2025年3月1日至31日）."""
_DOTTED = late(r"(?P<n>\d{1,3})\s*[.．]\s*")
_SPARE_MARKS = frozenset("*＊§-–—－>›»")
"""Signs that are a bullet before a date only: footnotes and lists inside an entry have them too."""


class Head(NamedTuple):
    """The date at the head of a line as printed, nothing supplied."""

    printed: str
    year: int | None
    month: int | None
    """None for a bare day."""
    day: int
    month2: int | None
    day2: int | None
    set_off: bool
    """Whether a mark, a blank or a time of day follows: 3月5日，… 3月5日晚…."""
    event: bool
    """False if a term follows: 3月5日前."""
    figures: bool = False
    """5.6, which may as well be a number: a date only in a month that is known to be meant."""


def date_head(text: str) -> Head | None:
    """The date that `text` begins with: in full, with month and day, or a bare day; 自 or 从 before it only if it says that something began."""
    start = folded(text[:60])
    begun = bool(_BEGINNING.match(start))
    match = (
        _DATE.match(start, begun)
        or _FIGURES.match(start, begun)
        or _MONTH_AND_DAY.match(start, begun)
        or _DAY.match(start, begun)
    )
    if match is None or (begun and not _BEGUN.match(start, match.end())):
        return None
    groups = match.groupdict()
    year, month, day, month2, day2 = (
        read_number(groups.get(name)) for name in ("year", "month", "day", "month2", "day2")
    )
    rest = start[match.end() :]
    set_off = (
        not rest
        or begun
        or match.group() != match["printed"]
        or bool(_SET_OFF.match(rest))
        or _blank_after(text, match.end())
    )
    figures = match.re.pattern == _MONTH_AND_DAY.pattern
    if figures and not (set_off and 1 <= (month or 0) <= 12 and 1 <= (day or 0) <= 31):
        return None
    return Head(match["printed"], year, month, day or 0, month2, day2, set_off, not _NO_EVENT.match(rest), figures)


def read_number(printed: str | None) -> int | None:
    """The number of a day, month or year in figures or Chinese numerals, 元 for the first month; None if nothing is printed."""
    return 1 if printed == "元" else chinese_to_int(printed or "")  # 元月


def _blank_after(text: str, left: int) -> bool:
    """Whether a blank stands in `text` behind its first `left` characters that are none."""
    for i, c in enumerate(text):
        if BLANK.match(c):
            continue
        if left == 0:
            return i > 0 and bool(BLANK.match(text[i - 1]))
        left -= len(folded(c))
    return True


def vague_head(text: str, *, marked: bool) -> str | None:
    """The words for a time without a day that `text` begins with, or None. Without a mark in front they need a comma or be an idiom."""
    start = folded(text[:20])
    match = _VAGUE.match(start) or _BARE_MONTH.match(start)
    if match is None:
        return None
    printed = match["printed"]
    set_off = start[len(printed) : len(printed) + 1] in (",", ":", "") or _blank_after(text[:40], len(printed))
    return printed if marked or set_off or _IDIOM.fullmatch(printed) else None


def same_head(text: str, *, marked: bool) -> str | None:
    """是日, 同日 at the head of `text`, or None; 当天 without a mark goes on with the event that it tells of."""
    match = _SAME.match(folded(text[:12]))
    if match is None:
        return None
    printed = match["printed"]
    set_off = bool(match["set"] or BLANK.match(text[len(printed) : len(printed) + 1])) and printed != "当天"
    return printed if marked or set_off or printed in ("是日", "同日") else None


def mark_end(text: str) -> int:
    """Where the words begin after the bullet at the head of `text`; 0 if there is none.

    Any symbol is a bullet, also of the private codes of symbol fonts; signs that occur elsewhere too are one before a date only.
    """
    end, spare = 0, False
    while end < min(len(text), 6) and (_is_mark(text[end]) or text[end] in _SPARE_MARKS or BLANK.match(text[end])):
        spare |= text[end] in _SPARE_MARKS
        end += 1
    if not text[:end].strip() or (spare and not begins(text[end:])):
        return 0
    return end


def _is_mark(c: str) -> bool:
    kind = unicodedata.category(c)
    return kind in ("So", "Co") or (kind == "Sm" and c > "\u2000") or bool(BULLET.match(c))


def number_head(text: str) -> Label | None:
    """The number that `text` begins with, as entries and lists have it. Before a date the dot needs no blank: 4.3月9日."""
    label = label_of(text)
    if label is not None:
        return label if label.level is not None else None
    match = _DOTTED.match(text)
    if match is None or date_head(text) is not None or not begins(text[match.end() :]):
        return None
    return Label(Level.THIRD, match.group().strip(), int(match["n"]), match.end())


def begins(text: str) -> bool:
    """Whether `text`, without a bullet, begins as an entry does: with a date, 是日 or 近日."""
    head = date_head(text)
    return (head is not None and head.event) or bool(same_head(text, marked=False) or vague_head(text, marked=False))


def begins_entry(text: str) -> bool:
    """The same with a bullet or number in front, or a line that names a month."""
    number = number_head(text)
    end = mark_end(text) or (number.end if number else 0)
    return begins(text[end:]) or heading_month(text) is not None


def is_one_day(text: str) -> bool:
    """Whether a line is nothing but one day: 3月5日 above the words of its entry."""
    head = date_head(text)
    return head is not None and head.day2 is None and head.printed == folded(text)


def heading_month(text: str) -> tuple[int | None, int | None] | None:
    """Year and month of a line that is nothing but these (三月, 【2025年3月】, ■ 3月份, 2025年), else None."""
    if len(text) > 24:
        return None
    match = _HEADING.fullmatch(folded(text[mark_end(text) :]))
    if match is None or not (match["year"] or match["month"]):
        return None
    year, month = read_number(match["year"]), read_number(match["month"])
    return (year, month) if month is None or 1 <= month <= 12 else None
