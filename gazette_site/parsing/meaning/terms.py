"""Times that are counted from something: 公示期 7 个工作日, 自本办法施行之日起六个月内.

    term = n (个工作日 | 日 | 天 | 个月 | 年)
    said = (公示 | 公布 | 张榜) (期 | 不少于 | …) term | 征求意见期 term | 试点期 term | 过渡期 term
         | 自 (本…)? 施行 之日起 term 内, 自本…发布之日起      counted from a day that is known: worked out
         | … (之日起 | 后) term 内                          counted from what happens to somebody: not worked out

What happens to an office, and what an office then does (核发, 答复), is its procedure and binds no reader: who reads is somebody who may
(可以), must (应当) or has words of a person before the days, and no office stands there.

A term of days, months or years ends after 民法典 第二百零一条 and 第二百零二条: the first day does not count, the last is the day of the
same number. Working days are never worked out: which days people work is a decision of each year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gazette_site.late import late, may_find
from gazette_site.model import DateKind, IsoDate
from gazette_site.numerals import CHARACTERS
from gazette_site.parsing.clauses.periods import after
from gazette_site.parsing.meaning.kinds import clause_at, kind_of

_N = rf"(?:[0-9]{{1,3}}|[{CHARACTERS}]{{1,4}})"
_TERM = rf"(?:{_N}个?(?:工作日|自然日|日历日|日历天|日|天)|{_N}个月|半年|{_N}年|半个月)"
_IS = r"(?:一般|原则上)?(?:应当?|均)?(?:为|是|:|不少于|不得少于|不低于|不短于|暂定|定为){0,2}"
_OF_ITSELF = (
    (
        DateKind.NOTICE,
        late(
            rf"(?<!经)(?:公[示布]|张榜(?:公布)?)(?:期限|时间|期间|期)?{_IS}(?P<term>{_TERM})(?!内)|为期(?P<other>{_TERM})的?公示"
        ),
    ),
    (
        DateKind.COMMENT,
        late(
            rf"(?:(?:征求意见|意见征集|征集意见)(?:期限|时间|期间|期){_IS}|征求[\u4e00-\u9fff]{{0,6}}意见不少于)(?P<term>{_TERM})|为期(?P<other>{_TERM})的?征求意见"
        ),
    ),
    (
        DateKind.TRIAL,
        late(rf"试(?:点|运行|运营)(?:期限|时间|周期|期){_IS}(?P<term>{_TERM})|为期(?P<other>{_TERM})的?试点"),
    ),
    (DateKind.TRANSITION, late(rf"过渡(?:期限|时间|期){_IS}(?P<term>{_TERM})|(?P<other>{_TERM})的?过渡期")),
)
_FROM_A_DAY = late(
    rf"自(?:本[^,;。:自]{{0,8}})?(?P<act>施行|实施|生效|(?<=本办法|本通告|本公告|本通知|本规定|本细则|本决定|本意见|本方案)"
    rf"(?:执行|印发|公布|发布))之日起,?(?P<term>{_TERM})(?:之内|以内|内)"
)
_FROM_AN_EVENT = late(
    rf"(?P<lead>[^,;。:]{{0,24}})(?:之日起|[以之]?后),?(?:(?:应当?|必须|须|要|可以?|请)?[于在])?(?P<term>{_TERM})(?:之内|以内|内),?(?=(?P<rest>[^;。]{{0,30}}))"
)
_BY_OFFICES = late(
    r"受理|审[核查批]|核[实准定]|公示|收到(?:[^,;。]{0,6}申请|材料|报告|请示|申报|诉求)|评审|验收|立案"
    r"|(?:[局委厅]|部门|机[关构]|政府|法院|中心|办事处|银行|公司)(?:应当?|须|要|在|自|于|将|及时|收|[\u4e00-\u9fff]{0,2}$)"
)
"""What happens to an office, which then has so many days."""
_DONE_BY_OFFICES = late(
    r"^[^,;。向]{0,8}(?:核发|核[准实定查]|审[核查批定结]|作出|办[结复]|答复|回复|出具|告知|通知|书面告知|退[还回]|拨付|下达|结[案算]|公[示布]|颁发|发[放给证]|组织|[完给]成|恢复|兑[付现])"
)
_OF_READERS = late(
    r"(?<!工作)(?<!办)(?<!执法)[人者户主生员民](?!民|工|育)|家[长庭属]|业主|企业|单位|职工|[车船店]|可以?(?!能)|本人|不[来去办领交缴申]|视[为同]"
)
_READER_ACTS = late(
    r",?由?(?:[\u4e00-\u9fff]{0,6}(?<!负责)(?<!责任)(?<!工作)[人者户主](?![员民员])|家长|业主|企业|本人|学生|考生)[^,;。]{0,4}[持凭携到向应须可自提]|,?(?:报到|领取|申领|签[约订])"
)
"""三十日内,由申请人持登记证领取."""
_MAY_OR_MUST = late(r"可以?(?!能)|不[来去办领交缴申]|应当?|须|必须|请|要|[自凡]")
_APPLIES = late(
    r"^[^,;。]{0,12}?(?:办理[^,;。]{2,8}手续|申[请报领办诉]|报名|登记|[补缴交付][缴纳清]|领取|提出(?!意见)|报到|递交|(?:到|向|携|持|凭)[^,;。]{2,24}(?:提出|要求|申|登记|办理|领|上牌|交))"
)
_BEFORE = 60
"""Who has so many days stands no farther before them."""
_ANY = late(_TERM)
_SAID = late(r"公[示布]|张榜|意见|试[点运]|过渡|内")
"""Each pattern has one of these."""
_FOR = late(rf"[^,;。]{{0,12}},(?:为期|共计?|期限为?)(?P<term>{_TERM})")
_SUBJECT = late(
    r"(?:(?<!工作)(?<!负责)(?<!执法)[人者户主生](?![\u4e00-\u9fff]{0,3}[局厅])|企业|公司|家庭|业主|个人|单位)(?:应当?|须|必须|可以?|要|需)[在于自]"
)
"""设置人应在收到通知书之日起7日内: somebody who is no office, right before."""
_OBJECTS = late(r"异议|不服")
_FORBIDDEN = late(r"不[得予能再]|禁止|均不")
"""领取补贴后一年内不得转让 is a condition, and nothing is to be done by then."""
_TAKES_EFFECT = ("施行", "实施", "生效", "执行")


class Term(NamedTuple):
    """A time counted from something."""

    start: int
    end: int
    kind: DateKind
    term: str
    begin: IsoDate | None = None
    until: IsoDate | None = None


def may_name_terms(plain: str) -> bool:
    """False only where `terms_in` finds nothing: each of its patterns has a term in it."""
    return may_find(_ANY, plain)


def terms_in(plain: str, effective: IsoDate | None, dated: IsoDate | None) -> Iterator[Term]:
    """The terms that folded text names, in no order; days of a document that takes effect on one day and is dated on the other."""
    if not (may_name_terms(plain) and _SAID.search(plain)):
        return
    for kind, pattern in _OF_ITSELF:
        for match in pattern.finditer(plain):
            yield Term(match.start(), match.end(), kind, match["term"] or match["other"])
    known = set()
    for match in _FROM_A_DAY.finditer(plain):
        known.add(match.end("term"))
        begin = effective if match["act"] in _TAKES_EFFECT else dated
        until = after(begin, match["term"]) if begin and "工作日" not in match["term"] else None
        other = DateKind.TRANSITION if match["act"] in _TAKES_EFFECT else DateKind.DEADLINE
        objects = "异议" in plain[: match.start()] or "异议" in plain[match.end() : match.end() + 20]
        clause = plain[match.end() : min(match.end() + 20, clause_at(plain, match.start(), match.end())[1])]
        kind = DateKind.COMMENT if objects else kind_of(clause) or other
        yield Term(match.start(), match.end(), kind, match["term"], begin if until else None, until)
    for match in _FROM_AN_EVENT.finditer(plain):
        if match.end("term") not in known and _binds_readers(match, plain):
            named = kind_of(match["rest"].partition(",")[0]) or kind_of(match["rest"])
            lead = match["lead"].rfind("自")
            within = plain.index("内", match.end("term")) + 1
            yield Term(match.start() + max(lead, 0), within, _of_readers(named, match["rest"]), match["term"])


def lasting(plain: str, start: int) -> str:
    """How long goes on what begins on a day that ends at `start`: 7月12日起公示,为期10天; or empty."""
    match = _FOR.match(plain, start)
    return match["term"] if match else ""


def _binds_readers(match: re.Match[str], plain: str) -> bool:
    """Whether somebody who is no office has so many days."""
    start = max(plain.rfind(";", 0, match.start()), match.start() - _BEFORE, 0)
    before = plain[start : match.end("lead")]
    if _FORBIDDEN.match(match["rest"]):
        return False
    if _SUBJECT.search(match["lead"]) or (
        _OBJECTS.search(match["lead"]) and not _DONE_BY_OFFICES.search(match["rest"])
    ):
        return True
    if _READER_ACTS.match(match["rest"]):
        return True
    if _BY_OFFICES.search(match["lead"]) or _BY_OFFICES.search(before) or _DONE_BY_OFFICES.search(match["rest"]):
        return False
    said = plain[start : match.end()] + match["rest"]
    return bool(_OF_READERS.search(said) and _MAY_OR_MUST.search(said)) or _APPLIES.search(match["rest"]) is not None


def _of_readers(kind: DateKind | None, rest: str) -> DateKind:
    """The kind of a time in which somebody is to do something."""
    if kind in (DateKind.PAYMENT, DateKind.APPLICATION, DateKind.COMMENT, DateKind.EXAM):
        return kind
    return DateKind.APPLICATION if _APPLIES.search(rest) else DateKind.DEADLINE
