"""Chinese as the pages write it: dates, weekdays, numerals, breaks in titles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from markupsafe import Markup, escape

from gazette_site.linking.archive import Gap
from gazette_site.model import IsoDate, Masthead

_DIGITS = "〇一二三四五六七八九"
_WEEKDAYS = "一二三四五六日"

_BREAK = re.compile(
    r"""(?<!^)(?:
        (?<=人民政府)(?=[^办的》〕）、，]) | (?<=办公[室厅])(?=[^的》〕）、，]) # after the issuer
      | (?=关于) | (?=《) | (?<=[印转]发)(?=[^〈《]) | (?<=公布)(?=[^《])       # before and after what it is about
      | (?=的(?:通知|公告|通告|意见|决定|通报|报告|函|批复|命令|公报|决议|请示|议案|纪要|实施意见|指导意见)(?:（|$))
    )""",
    re.VERBOSE,
)


def chinese_date(day: IsoDate) -> str:
    """`2025-03-09` as `2025年3月9日`."""
    year, month, number = day.split("-")
    return f"{year}年{int(month)}月{int(number)}日"


def month_and_day(day: IsoDate) -> str:
    """`2025-03-09` as `3月9日`."""
    _, month, number = day.split("-")
    return f"{int(month)}月{int(number)}日"


def chinese_month(month: str) -> str:
    """`2025-03` as `2025年3月`."""
    year, number = month.split("-")
    return f"{year}年{int(number)}月"


def weekday(day: IsoDate) -> str:
    """`2025-03-09` as `星期日`."""
    return "星期" + _WEEKDAYS[date.fromisoformat(day).weekday()]


def numeral(number: int) -> str:
    """12 as `十二`, up to 99."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def issue_name(masthead: Masthead) -> str:
    """`2025年第3期`."""
    return f"{masthead.year}年第{masthead.number}期"


def full_issue_name(masthead: Masthead) -> str:
    """`2025年第3期（总第154期）`, the cumulative number only where it is printed."""
    whole = "" if masthead.cumulative is None else f"（总第{masthead.cumulative}期）"
    return issue_name(masthead) + whole


def place_in_print(page: int | None) -> str:
    """`第3页起`: where a text begins; where it ends the record does not say."""
    return "" if page is None else f"第{page}页起"


def issue_numbers(numbers: Iterable[int]) -> str:
    """Numbers of one year, runs joined: `第2—4期、第7期`."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return "、".join(f"第{first}期" if first == last else f"第{first}—{last}期" for first, last in runs)


def missing_issues(gaps: Iterable[Gap]) -> str:
    """`2023年第2—12期、2024年第4期`."""
    years: dict[int, list[int]] = {}
    for gap in gaps:
        years.setdefault(gap.year, []).append(gap.number)
    return "、".join(f"{year}年{issue_numbers(years[year])}" for year in sorted(years))


def phrased(title: str) -> Markup:
    """A title, escaped, with `<wbr>` where its phrases end, so that lines break by meaning."""
    return Markup(str(escape(_BREAK.sub("\0", title))).replace("\0", "<wbr>"))


def excerpt(text: str, length: int = 40) -> str:
    """The beginning of a text, cut at a comma or full stop if one is near, else marked by `……`."""
    if len(text) <= length:
        return text.rstrip("。；，")
    stops = [place for place, sign in enumerate(text[:length]) if sign in "。；"]
    return text[: stops[0]] if stops and stops[0] > length // 4 else text[:length].rstrip("，、；。") + "……"
