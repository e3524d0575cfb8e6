"""Dates, numbers, names of issues and lists of words as the pages write them; breaks in titles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from markupsafe import Markup, escape

from gazette_site.linking.archive import Gap
from gazette_site.model import IsoDate, Masthead
from gazette_site.publishing.wording import language, say

_BREAK = re.compile(
    r"""(?<!^)(?:
        (?<=人民政府)(?=[^办的》〕）、，]) | (?<=办公[室厅])(?=[^的》〕）、，]) # after the issuer
      | (?=关于) | (?=《) | (?<=[印转]发)(?=[^〈《]) | (?<=公布)(?=[^《])       # before and after what it is about
      | (?<=的)(?=[\u4e00-\u9fff]{0,6}(?:方案|办法|意见|规定|细则|计划|措施|政策|制度|规划|要点|名单|目录)(?:[》（的]|$))
      | (?=的(?:通知|公告|通告|意见|决定|通报|报告|函|批复|命令|公报|决议|请示|议案|纪要|实施意见|指导意见)(?:（|$))
    )""",
    re.VERBOSE,
)
_LONG_PHRASE = 12
"""A phrase with more characters does not fit on a line of a phone, and breaks between its words."""
_WORD = re.compile(
    r"""(?<=..)(?<!关于)(?:
        (?<=[和与及、，”》）])(?=[^、，”》）])
      | (?<=[0-9]年)(?=[^度第\W]) | (?<=年度)
      | (?=(?:
          行政|规范性|文件|部分|内容|进行|宣布|失效|继续|有效|建设|机构|运营|奖励|补贴|补助|资金|政策|实施|专项|管理|工作|推进|加强|促进|支持
        | 改造|改革|发展|服务|治理|行动|项目|企业|设施|保护|规划|应急|预案|制度|体系|经济|产业|安全|生产|环境|城市|乡村|社区|居民|教育|卫生|健康
        | 医疗|养老|就业|住房|交通|道路|公共|农村|农业|土地|水利|供水|供热|能源|节能|科技|创新|人才|招商|投资|市场|监督|检查|考核|登记|办法|方案
        | 意见|规定|细则|措施|通知|公告|通告|决定|名单|目录|目标|责任|任务|分工|调整|修改|废止|表彰|先进|集体|个人
        )(?=..))
    )""",
    re.VERBOSE,
)


def chinese_date(day: IsoDate) -> str:
    """`2025-03-09` as `2025年3月9日`."""
    return _date_in(language(), day)


@lru_cache(maxsize=8192)  # a document has a handful of days, and each stands in many places
def _date_in(_spoken: str, day: IsoDate) -> str:
    year, month, number = day.split("-")
    return say("dates.day", year=year, month=int(month), day=int(number))


def month_and_day(day: IsoDate) -> str:
    """`2025-03-09` as `3月9日`."""
    _, month, number = day.split("-")
    return say("dates.day_of_year", month=int(month), day=int(number))


def chinese_month(month: str) -> str:
    """`2025-03` as `2025年3月`."""
    year, number = month.split("-")
    return say("dates.month", year=year, month=int(number))


def year_name(year: int | str) -> str:
    """2025 as `2025年`."""
    return say("dates.year", year=year)


def days_of_month(first: IsoDate, last: IsoDate) -> str:
    """`2025-03-09` and `2025-03-11` as `2025年3月9—11日`."""
    year, month, number = map(int, first.split("-"))
    return say("dates.days_of_month", year=year, month=month, first=number, last=int(last[8:]))


def weekday(day: IsoDate) -> str:
    """`2025-03-09` as `星期日`."""
    return say("dates.weekday", name=say("dates.weekdays").split()[date.fromisoformat(day).weekday()])


def numeral(number: int) -> str:
    """12 as `十二`; from 100 on in figures."""
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    digits = say("numerals.digits")
    if not tens:
        return digits[ones]
    if tens == 1:
        return say("numerals.teen", ones=digits[ones]) if ones else say("numerals.ten")
    if not ones:
        return say("numerals.tens", tens=digits[tens])
    return say("numerals.tens_and_ones", tens=digits[tens], ones=digits[ones])


def issue_name(masthead: Masthead) -> str:
    """`2025年第3期`, `2025年第3—4期`, `2025年增刊第1期`, `2025年第7期（两会特刊）`."""
    return say("issues.of_year", year=masthead.year, numbers=number_name(masthead))


def number_name(masthead: Masthead) -> str:
    """The name of an issue within its year; that of a supplement as it is printed, after the issue that it belongs to."""
    numbers = issue_numbers(masthead.numbers or masthead.extra_to)
    if masthead.run and not masthead.extra:
        numbers = say("issues.again", number=numbers)
    if not masthead.extra:
        return say("issues.special", number=numbers, words=masthead.special) if masthead.special else numbers
    return masthead.special if masthead.special.startswith(say("issues.ordinal")) else numbers + masthead.special


def kind_name(masthead: Masthead) -> str:
    """What a supplement is, in two characters: `增刊` of `第7期增刊`."""
    kinds = say("issues.kinds").split()
    return next((kind for kind in kinds if kind in masthead.special), masthead.special[:2])


def number_in_citation(masthead: Masthead) -> str:
    """`3`, of a 合刊 `3/4` (GB/T 7714-2015); of a supplement its name."""
    return number_name(masthead) if masthead.extra else "/".join(map(str, masthead.numbers))


def full_issue_name(masthead: Masthead) -> str:
    """`2025年第3期（总第154期）`, the cumulative number only where it is printed; a supplement without one by its day."""
    name, whole = issue_name(masthead), cumulative_name(masthead)
    if masthead.extra and not whole and masthead.published:
        whole = say("cover.published", day=month_and_day(masthead.published))
    return say("issues.full_name", name=name, cumulative=whole) if whole else name


def cumulative_name(masthead: Masthead) -> str:
    """`总第154期`, `总第154—155期`; empty where no such number is printed."""
    numbers = masthead.cumulatives
    return say("issues.cumulative", numbers=issue_numbers(numbers)) if numbers else ""


def place_in_print(page: int | None) -> str:
    """`第3页起`: where a text begins; where it ends the record does not say."""
    return "" if page is None else say("pages.from", page=page)


def issue_numbers(numbers: Iterable[int]) -> str:
    """Numbers of one year, runs joined: `第2—4期、第7期`."""
    return _numbers_in(language(), tuple(numbers))


@lru_cache(maxsize=4096)  # the name of an issue is said with each of its documents
def _numbers_in(_spoken: str, numbers: tuple[int, ...]) -> str:
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return listed(_issue_run(first, last) for first, last in runs)


def _issue_run(first: int, last: int) -> str:
    return say("issues.number", number=first) if first == last else say("issues.numbers", first=first, last=last)


def missing_issues(gaps: Iterable[Gap]) -> str:
    """`2023年第2—12期、2024年第4期`."""
    years: dict[int, list[int]] = {}
    for gap in gaps:
        years.setdefault(gap.year, []).append(gap.number)
    return listed(say("issues.of_year", year=year, numbers=issue_numbers(years[year])) for year in sorted(years))


def file_size(size: int) -> str:
    """`12 KB`, `1.4 MB`."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(round(size / 1000), 1)} KB"


def listed(words: Iterable[str]) -> str:
    """Words of one sort: `市司法局、市档案馆`."""
    return say("marks.enumeration").join(words)


def in_a_row(facts: Iterable[str]) -> str:
    """Whatever is known, as one sentence without its stop: `澜府发〔2025〕7号，2025年3月9日`."""
    return say("marks.comma").join(fact for fact in facts if fact)


def spaced(facts: Iterable[str | None]) -> str:
    """Whatever is known, side by side: `月刊　2025年`."""
    return say("marks.gap").join(fact for fact in facts if fact)


def with_number(title: str, number: str) -> str:
    """A title with the number of its document, where it has one: `…的通知（澜府发〔2025〕7号）`."""
    return say("marks.with_number", title=title, number=number) if number else title


@lru_cache(maxsize=20_000)  # every title stands in several lists
def phrased(title: str) -> Markup:
    """A title, escaped, with `<wbr>` where its phrases end, so that lines break by meaning."""
    phrases = _BREAK.sub("\0", title).split("\0")
    marked = "\0".join(_WORD.sub("\0", one) if len(one) > _LONG_PHRASE else one for one in phrases)
    return Markup(str(escape(marked)).replace("\0", "<wbr>"))


def excerpt(text: str, length: int = 40) -> str:
    """The beginning of a text, cut at a comma or full stop if one is near, else marked by `……`."""
    if len(text) <= length:
        return text.rstrip("。；，")
    stops = [place for place, sign in enumerate(text[:length]) if sign in "。；"]
    return text[: stops[0]] if stops and stops[0] > length // 4 else text[:length].rstrip("，、；。") + say("marks.cut")
