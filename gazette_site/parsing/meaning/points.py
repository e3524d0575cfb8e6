"""What days look like in folded text: the words, and the record of what they name.

    point   = (year 年 | 当年 | 次年)? month 月 (day 日 hour? | 底 | 末 | 上旬 | 中旬 | 下旬)? | figures | (year | 今)? 年 (底 | 末)
    figures = year sign month sign day            2025.3.1, 2025/3/1, 2025-03-01: one sign, twice
    span    = 每年? point 起? (至 | 到 | — | ~ | -) point          the second point may leave out what the first one says
    pair    = point (、 | 和) day 日                      the day after: 5月8日、9日
    month   = 每月 (day 日 | 底 | 末) 前 | 每月 day 日 (至 day 日)? | (次月 | 当月) day 日 前, where 每月 or 按月 stands before
    quarter = (year 年 | 今年)? 第? n 季度 (底 | 末)? | 上半年 | 下半年
    each    = 每季度 (首 | 末 | 第 n 个) 月 day 日 前 | 每季度 (底 | 末) 前

Days in figures are read like the others: `as_characters` puts 年 and a sign of its own where their signs are, so that the text keeps its length
and every place in it.
"""

from __future__ import annotations

import re
from enum import Enum

from msgspec import Struct

from gazette_site.late import late, may_find
from gazette_site.model import Every, IsoDate
from gazette_site.numerals import CHARACTERS


class Form(Enum):
    """How a day or a span of days is said."""

    SPAN = "span"
    BY = "by"
    FROM = "from"
    ON = "on"


class Days(Struct, frozen=True):
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
    at_most: IsoDate | None = None
    """3月前 may be before March, or before its end: the later of the two, where no day is worked out."""


_N = rf"(?:[0-9]{{1,2}}|[{CHARACTERS}]{{1,3}})"
_Y = rf"(?:[0-9]{{4}}|[{CHARACTERS}]{{4}})"
_OTHER = r"(?:当年|本年度?|今年|次年|翌年|第二年|来年)"
THIS = ("今年", "本年", "本年度")
_HOUR = (
    r"(?:\([^()]{1,10}\))?(?:上午|下午|早上?|晚上?|中午|凌晨)?"
    r"(?:(?:[0-9]{1,2}|[零〇一二三四五六七八九十]{1,3})(?:时|点|:[0-9]{2})(?:[0-9]{1,2}分|整|半)?)?(?:\([^()]{1,10}\))?"
)
_JOIN = r"(?:(?:(?:起|开始),?)?(?:至|到|[—–―~〜-]{1,2})|(?:起|开[始放通]),?(?=[0-9年月日时分上下午:]{3,18}(?:结束|截止|为止|关闭)))"
_EVERY = r"(?P<every>每年度?(?:的|于|在)?|年年)?"
_SIGN = "▽"
"""Between month and day of a day in figures."""


def _point(n: int) -> str:
    """The first or second point of a span."""
    day = rf"月(?:(?P<d{n}>{_N})日{_HOUR}|(?P<e{n}>份?[底末])|份?(?P<t{n}>[上中下])旬|份)?|{_SIGN}(?P<f{n}>[0-9]{{1,2}})日?{_HOUR}"
    return rf"(?:(?P<y{n}>{_Y})年|(?P<r{n}>{_OTHER}))?(?P<m{n}>{_N})(?:{day})"


_QUARTER = rf"(?:(?P<yq>{_Y})年|(?P<rq>{_OTHER}))?(?:第?(?P<q>[一二三四1-4])季度|(?P<half>[上下])半年)(?P<eq>[底末])?"
_EACH = (
    rf"每(?:个)?季度?(?:的)?(?:(?:(?P<k>首|末|第?一个|第?二个|第?三个|最后一个)个?月(?:的)?(?P<dk>{_N})日|(?P<ek>[底末]))"
    r"(?:之?前|以前)(?![0-9一二三四五六七八九十]))"
)
_YEAR_END = rf"(?P<again>每年(?:年)?|(?P<ye>{_Y})年{{0,2}}|(?P<re>今年|当年|本年度?)年?|(?<![0-9{CHARACTERS}次翌来隔周全每])年)[底末]"
DAYS = late(
    rf"(?:每月|(?P<next>[次当下]月))(?:的|于|在)?(?:(?P<monthly>{_N})日|(?P<em>月?[底末]))(?:之?前|以前)"
    rf"|每月(?:的|于|在)?(?P<mon1>{_N})日(?:(?:[至到]|[—–―~〜-]{{1,2}})(?P<mon2>{_N})日)?"
    rf"|{_EACH}|{_QUARTER}|{_EVERY}{_point(1)}(?:{_JOIN}(?:{_point(2)}|(?P<d3>{_N})日{_HOUR})|[、和](?P<d4>{_N})日(?![前起止]))?"
    rf"|{_YEAR_END}|(?P<yb>{_Y})年(?=之?前|以前)"
)
"""Days of every kind, as `days_in` and `quarters` read them."""

_FIGURES = late(
    r"(?<![0-9A-Za-z./·-])(?:19|20)[0-9]{2}(?P<sign>[./·-])[0-9]{1,2}(?P=sign)[0-9]{1,2}"
    r"(?![0-9A-Za-z]|[./·](?=[0-9])|-(?=[0-9])(?!(?:19|20)[0-9]{2}-|[0-9]{1,2}[./·-]))"
)
_SHORT = late(r"(?:[至到]|[—–―~〜-]{1,2})(?P<month>[0-9]{1,2})(?P<sign>[./·-])(?P<day>[0-9]{1,2})(?![0-9./·-])")


def may_name_days(plain: str) -> bool:
    """False only where `days_in` finds nothing."""
    return may_find(DAYS, plain) or may_find(_FIGURES, plain)


def as_characters(plain: str) -> str:
    """The text with the signs of days in figures replaced: 2025.3.1 becomes 2025年3▽1; of equal length."""
    if not _FIGURES.search(plain):
        return plain
    signs = list(plain)
    for match in _FIGURES.finditer(plain):
        first = match.start("sign")
        signs[first] = "年"
        signs[plain.index(match["sign"], first + 1)] = _SIGN
        short = _SHORT.match(plain, match.end())
        if short and short["sign"] == match["sign"]:
            signs[short.start("sign")] = _SIGN
    return "".join(signs)


def day_of(match: re.Match[str], n: int) -> str:
    """The day of a point, printed with 日 or in figures; or empty."""
    return match[f"d{n}"] or match[f"f{n}"] or ""


_THIRDS = {"上": ("1", "10"), "中": ("11", "20"), "下": ("21", "")}


def third_of(match: re.Match[str], n: int) -> tuple[str, str]:
    """First and last day of the third of a month that a point names, 中旬; empty where it names none, or the month's end."""
    return _THIRDS.get(match[f"t{n}"] or "", ("", ""))
