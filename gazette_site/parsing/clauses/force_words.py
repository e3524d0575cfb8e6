"""The words that clauses on effect and end are made of, and what a recogniser finds.

from = day | 本…? (公布|印发|发布|…)之日 | 即日
head = (有效|执行|实施|施行|试行|…) (期|期限|时间|…) | 政策 (年限|期限)
"""

from __future__ import annotations

import re
from typing import NamedTuple

from gazette_site.characters import CJK
from gazette_site.model import IsoDate
from gazette_site.parsing.clauses.periods import START, first_day, is_whole_day

ACT = r"(?:公布|发布|颁布|印发|下发|通过|签发|公告|通告|批准|发文|签署|出台|刊登|成文)"
SELF = rf"(?:文件|[{CJK}]{{0,6}}(?:办法|规定|细则|意见|方案|通知|公告|通告|决定|规则|条例|预案|措施|政策))"
ISSUE = rf"(?:(?:本|此)?(?:[省市州盟县区旗](?:人民)?政府(?:办公[室厅])?)?{SELF}?{ACT}(?:施行|实施)?之?日)"
FROM = rf"(?:(?P<day>{START})|(?P<issue>{ISSUE})|(?P<now>即日))"
HOUR = r"(?:\([^()]*\))?(?:零时|0时|24时|[0-9]{1,2}时|[0-9]{1,2}:[0-9]{2})?(?:\([^()]*\))?"
VERB = r"(?P<verb>施行|实施|执行|试行|生效|实行|起效|暂行)(?!日|时间|期|过程|前|后|中|的|情况|细则|方案|办法|意见)"
FILLER = r"(?:全面|正式|开始|统一|公布|发布|印发|组织|贯彻|遵照)*"
HEAD = r"(?:(?:有效|执行|实施|施行|试行|适用|暂行)(?:期限|时间|时限|日期|年限|时效|期)|(?<!本)政策(?:年限|期限|时限|期)|有效年限)"


class Finding(NamedTuple):
    """What one recogniser found in a clause."""

    start: int
    end: int
    effective: IsoDate | None = None
    derived: bool = False
    """Whether the first day was worked out."""
    takes_effect: bool = False
    """Whether it says that something takes effect, also on a day that cannot be known."""
    counted_from: IsoDate | None = None
    """The day from which a term counts, if the clause names one."""
    expires: IsoDate | None = None
    expires_derived: bool = False
    term: str = ""
    trial: bool = False
    bare: bool = False
    """Whether it counts only after a term: 有效期三年，自…至…."""


def day_of(match: re.Match[str], dated: IsoDate | None) -> tuple[IsoDate | None, bool]:
    """The day that a FROM names, and whether it was worked out."""
    if match["day"]:
        return first_day(match["day"]), not is_whole_day(match["day"])
    approved = match["issue"] and re.search("政府.*批准", match["issue"])
    return (None if approved else dated), True  # on which day another body approved it, the text does not say
