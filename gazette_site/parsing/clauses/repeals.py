"""废止, 失效, 撤销: which documents a sentence ends.

    repeal   = targets 及其附件? 等? (n件)? 文件? (，)? from? (同时|即行|予以|一并|宣布|收回|…)* (废止|失效|停止执行|撤销|作废|由本办法取代|…)
             | targets reasons (废止|…)                          《…》有效期届满，予以废止 (topics.py)
             | lead? (废止|停止执行|撤销|取代|…) ((以下|下列) …：)? targets 等? (n件)? 文件?      from may stand in front of either: 自6月1日起，…
             | number (废止|停止执行|…) targets                  一、废止《…》, only where the document is a decision
             | (下列|以下) … (废止|失效|…) ： targets              a list in the same sentence
    replaced = targets 文件? (有误)? (收回)? ，? 以(此|本)(件|文)为准        the text is printed anew
    from     = 自 (day | 本…(施行|印发|…)之日) 起 | day 起
    lead     = the beginning of a sentence or clause | 决定 | 现 | 同时 | 宣布 | … | 本办法, before 取代

Refused: a part of a document (第三条, 附件2, 中有关…的规定), what was ended by others before (已废止, 被废止), a basis (根据《…》),
what is only thought of (拟, 建议, 是否) or depends on something (如…, …的，), licences and certificates, which are no documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gazette_site.characters import CJK
from gazette_site.late import late
from gazette_site.model import IsoDate, NormalNumber, Repeal
from gazette_site.parsing.clauses.periods import START, TERM, after, first_day
from gazette_site.parsing.clauses.sentences import Sentence
from gazette_site.parsing.clauses.targets import Target, list_after, list_before, targets_of
from gazette_site.parsing.clauses.topics import comments_after

REPLACES = r"(?:取代|代替|替代)"
_STOPS = r"(?:停止|终止|不再)(?:单独)?(?:执行|实施|施行|使用|适用)"
_ENDS = rf"(?:废止|失效|{_STOPS}|作废|撤销|撤回|废除|(?:自始)?无效|不再有效|失去效力|不再作为[{CJK}]{{0,10}}依据)"
_ANY_END = late(rf"{_ENDS}|收回|解除|为准|{REPLACES}")
_ACT = r"(?:施行|实施|印发|发布|公布|颁布|生效|执行|下发|通过|签发)"
NAMED_FROM = (
    rf"(?:(?:(?:自|从|于)|(?={START}起))"
    rf"(?:(?P<day>{START})|(?:(?:本|此)[{CJK}]{{0,12}}?)?{_ACT}(?:之日|同时|当日)|即日|同日)起?|(?:即日|同日|当日)起)"
)
"""From which day, as other recognisers read it too; the day in the group `day`."""
AT_ONCE = r"(?:现|均|也|即行|即时|立即|即|一并|一律|同时|同步|相应|随之|随即|自行|自动|自然|应|予以|予|宣布|全部|正式|决定|全文|将|的|收回)*"
"""Words between what is ended and the verb."""
_COUNT = r"(?:等)?(?:共?[0-9一二三四五六七八九十两]+[件个份部项])?"
_SORT = r"(?:行政|政府)?(?:规范性|政策性)?(?:文件|规章|规定|办法|通知|意见|政策|文)?"
_WITH_ANNEX = (
    rf"(?:(?:及|和|连同)其?(?:全部|所有|相关|有关)?(?:附件|配套[{CJK}]{{0,8}}))?"
    r"(?:(?:以及|及|和)(?:其他)?与本[^,;。]{2,8}(?:不一致|相抵触|不符)的(?:其他|有关)*)?"
    r"(?:(?:以及|及|和)[^,;。《]{0,24}?(?:其他|有关|相关)[^,;。《]{0,8}?(?:文件|规定|办法))?"
)
_AFTER_TARGETS = late(
    rf"""{_WITH_ANNEX}{_COUNT}{_SORT}
         ,?(?:{NAMED_FROM}(?:(?P<later>{TERM})后)?)?,?{AT_ONCE}
         (?P<verb>{_ENDS}|收回|解除|(?:由|被)本[{CJK}]{{2,12}}?{REPLACES})(?=$|[,;。!)])""",
    re.VERBOSE,
)
_REPLACED = late(
    rf"{_SORT}(?:[{CJK}]{{0,4}}有误)?,?(?:同时|予以|一并|已|现|均)*+(?:收回)?,?(?:请|一律|均|今后|统一)*以(?:此|本)(?:件|文)为准"
)
_THESE = r"(?:以下|下列|如下)[^,;。:]{0,20}:"
ITEM = r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|[0-9]{1,2}[.、])"
"""The label of a numbered item."""
_BEFORE_TARGETS = late(
    rf"(?:^(?P<item>{ITEM})?|[,;:]|(?P<firm>决定|现将?|宣布|即日起|予以)|同时|一并|(?<=[日月0-9]起)|(?:以|由)?(?:本|此)[{CJK}]{{2,12}}?(?={REPLACES}))"
    rf"(?P<verb>废止|{_STOPS}|宣布失效|解除(?:执行)?|撤销|撤回|废除|{REPLACES})(?:{_THESE})?(?:原)?"
)
_LIST_AHEAD = late(
    rf"(?:下列|以下|如下)[^:;。]{{0,60}}?(?P<verb>{_ENDS})(?:的?(?:{_SORT}))?:|^(?P<of>废止|失效)的(?:文件)?(?:是|有|为|包括)?:"
)
_WHOLE = late(rf"{_WITH_ANNEX}(?:及其[{CJK}]{{1,8}})?{_COUNT}{_SORT}(?=$|[,;。!)])")
"""What may follow a list: nothing that says that only a part is meant."""
_DONE_BEFORE = late(r"(?:已|已经|曾|先后|陆续)(?:将|把|对)$")
_HISTORY = late(r"(?:已|已经|曾|被|业已)$")
_DOUBT = late(r"拟|建议|是否|能否|可否|计划|提请|申请|提议|不宜|不得|可以|打算|考虑")
_FROM_HERE = late(NAMED_FROM)
_NOT_DONE = late(rf"(?:不|不予|拟|拟予|未|已经?|曾)(?:宣布)?{_ENDS}|继续有效|保留")
_CONDITION = late(
    rf"^(?:如果?|若|一旦|待|倘若|遇)|的,$|(?:自|从)(?!(?:本|此|即|同)|{_ACT}之|[0-9]{{4}}年)[^,;。]{{2,24}}之日起,(?:原)?$"
)
_NO_DOCUMENT = late(r"(?:证|证书|执照|许可|牌照?|卡|票据?|凭证|合同|协议|标志|印章|章)$")
_CLAUSE = late(r"[,;:。]")
_FROM_BEFORE = late(rf"{NAMED_FROM},?(?:现|对|将|原|再|本市|我市|宣布|同时|一并|决定|正式|全面|全部|予以)*$")
_EFFECT_BEFORE = late(rf"(?:自|从|于)(?P<day>{START})[^,;。]{{0,12}}(?:施行|实施|执行|实行|试行|生效),原?$")
_OPENS_FROM = late(rf"(?:{ITEM})?(?:自|从)?(?P<day>{START})起,")
_ANY_DAY = late(START)
_BY_THE_STATE = late(rf"(?:国务院|全国人民代表大会(?:常务委员会)?|全国人大(?:常委会)?|国家[{CJK}]{{0,10}})决定[:,]?$")
_BY_THE_PROVINCE = late(rf"(?:省|自治区)[{CJK}]{{0,10}}决定[:,]?$")
"""Who decides; in a document of a province this is the body that speaks."""
_PROVINCES = ("省", "自治区")
_LONGEST_CLAUSE, _LONGEST_FROM, _LONGEST_BODY = 200, 40, 20


class Ended(NamedTuple):
    """What one sentence ends."""

    target: Target
    sentence: Sentence
    named_day: IsoDate | None
    lapsed: bool
    later: str = ""
    """How long after it was made known, where it is so told: 自公布之日起30日后."""


def ended_in(sentence: Sentence, own: NormalNumber | None, deciding: bool) -> Iterator[Ended]:
    """The documents that the sentence ends; `deciding` says whether the items of its document are decisions, not tasks."""
    if not _ANY_END.search(sentence.plain):
        return
    targets = targets_of(sentence, own)
    found = (
        *_named_first(sentence, targets),
        *_verb_first(sentence, targets, deciding),
        *_announced(sentence, targets),
    )
    yield from (one for one in found if is_text(one.target))


def is_text(target: Target) -> bool:
    """Whether what is named may be a document: a licence or a contract without a number is none."""
    return target.number is not None or not _NO_DOCUMENT.search(target.title)


def _named_first(sentence: Sentence, targets: list[Target]) -> Iterator[Ended]:
    plain = sentence.plain
    for end in sorted({target.end for target in targets}):
        match = _AFTER_TARGETS.match(plain, end) or _ended_later(sentence, end, targets)
        if match is None or _HISTORY.search(plain[max(match.start("verb") - 3, 0) : match.start("verb")]):
            match = _REPLACED.match(plain, end)
        found = list_before(sentence, targets, end) if match else []
        if match and found and not is_idle(plain, found[0].start):
            own = match.groupdict().get("day")
            day = first_day(own) if own else day_said_before(plain, found[0].start, same="同时" in match[0])
            later = match.groupdict().get("later") or ""
            yield from (Ended(target, sentence, day, "失效" in match[0], later) for target in found)


def _ended_later(sentence: Sentence, end: int, targets: Sequence[Target]) -> re.Match[str] | None:
    """The same behind clauses that only give a reason: 《…》有效期届满，予以废止."""
    starts = comments_after(sentence, end, targets)
    return next((match for start in starts if (match := _AFTER_TARGETS.match(sentence.plain, start))), None)


def day_said_before(plain: str, start: int, *, same: bool = False) -> IsoDate | None:
    """The day from which something holds, where it stands right before place `start`: 自2025年6月1日起，.

    A day with which the sentence opens holds for all its clauses: 自2025年6月1日起，执行新价格，《…》停止执行.
    With `same`, it is also that of the clause before: 新价格自2025年6月1日起执行，《…》同时废止.
    """
    words = plain[max(start - _LONGEST_FROM, 0) : start]
    match = _FROM_BEFORE.search(words) or (_EFFECT_BEFORE.search(words) if same else None)
    if match is None and start <= _LONGEST_CLAUSE and (opening := _OPENS_FROM.match(plain, 0, start)):
        match = None if _ANY_DAY.search(plain, opening.end(), start) else opening
    return first_day(match["day"]) if match and match["day"] else None


def is_idle(plain: str, start: int) -> bool:
    """Whether the words before a list say that it was ended before, or only on a condition."""
    before = plain[max(start - _LONGEST_CLAUSE, 0) : start]
    opening = before[_last_stop(before[:-1]) :]
    return bool(_DONE_BEFORE.search(before) or _CONDITION.search(before.removesuffix("原")) or _DOUBT.search(opening))


def _verb_first(sentence: Sentence, targets: list[Target], deciding: bool) -> Iterator[Ended]:
    plain = sentence.plain
    for match in _BEFORE_TARGETS.finditer(plain):
        if match["item"] and not deciding:
            continue
        if is_thought_of(plain, match.start("verb"), bool(match["firm"])) or _is_of_another(sentence, match):
            continue
        found = list_after(sentence, targets, match.end())
        if found and _WHOLE.match(plain, found[-1].end):
            day = day_said_before(plain, match.start("verb"))
            yield from (Ended(target, sentence, day, "失效" in match["verb"]) for target in found)


def _announced(sentence: Sentence, targets: list[Target]) -> Iterator[Ended]:
    """以下文件自…起废止：澜府发〔2010〕3号、…: the list goes on in the same sentence."""
    for match in _LIST_AHEAD.finditer(sentence.plain) if targets else ():
        words = match[0]
        named = _FROM_HERE.search(words)
        if not is_idle(sentence.plain, match.start()) and not _NOT_DONE.search(words):
            day = first_day(named["day"]) if named and named["day"] else day_said_before(sentence.plain, match.start())
            for target in list_after(sentence, targets, match.end()):
                yield Ended(target, sentence, day, "失效" in (match["verb"] or match["of"]))


def is_thought_of(plain: str, start: int, firm: bool) -> bool:
    """Whether the words before a verb only plan or propose: 拟, 建议. A `firm` word right before it (决定) speaks for its own clause."""
    before = plain[max(start - _LONGEST_CLAUSE, 0) : start]
    return bool(_DOUBT.search(before[_last_stop(before) :] if firm else before))


def _is_of_another(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether it is told what a body above the issuers decided, which is no deed of this document: 国务院决定废止《…》, …决定：废止《…》."""
    before = sentence.plain[max(match.start("verb") - _LONGEST_BODY, 0) : match.start("verb")]
    provincial = any(place.endswith(_PROVINCES) for place in sentence.names.places)
    return bool(_BY_THE_STATE.search(before) or (not provincial and _BY_THE_PROVINCE.search(before)))


def _last_stop(words: str) -> int:
    return max((match.end() for match in _CLAUSE.finditer(words)), default=0)


def repeal_of(ended: Ended, effective: IsoDate | None, derived: bool, made: IsoDate | None, title: str) -> Repeal:
    """The repeal as a record; without a day of its own it holds from the day the document takes effect, or some time after it was `made`."""
    if ended.later:
        start = ended.named_day or made
        effective, derived, ended = after(start, ended.later) if start else None, True, ended._replace(named_day=None)
    return Repeal(
        number=ended.target.number,
        title=title,
        evidence=ended.sentence.evidence,
        place=ended.sentence.place,
        date=ended.named_day or effective,
        date_derived=derived and ended.named_day is None and effective is not None,
        lapsed=ended.lapsed,
    )
