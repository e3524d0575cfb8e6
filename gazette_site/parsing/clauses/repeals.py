"""废止, 失效: which documents a sentence ends.

    repeal = targets 等? (n件)? 文件? (，)? from? (同时|即行|予以|一并|宣布|…)* (废止|失效|停止执行|不再执行)
           | (决定|现|宣布|同时)? (废止|停止执行) targets
           | number (废止|停止执行) targets                  一、废止《…》, only where the document is a decision
    from   = 自 (day | 本…(施行|印发|…)之日) 起

Refused: a part of a document (第三条, 附件2, 中有关…的规定), what was ended by others before (已废止, 被废止), a basis (根据《…》).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gazette_site.model import IsoDate, NormalNumber, Repeal
from gazette_site.parsing.clauses.periods import START, first_day
from gazette_site.parsing.clauses.sentences import Sentence
from gazette_site.parsing.clauses.targets import Target, list_after, list_before, targets_of

_ENDS = r"(?:废止|失效|停止执行|停止实施|停止施行|停止使用|不再执行|不再施行|不再适用|终止执行|终止实施|作废)"
_FROM = rf"(?:(?:自|从|于)(?:(?P<day>{START})|[^,;。《》]{{0,30}}?(?:之日|即日|同时|当日))起?|即日起)"
_AFTER_TARGETS = re.compile(
    rf"""(?:等)?(?:共?[0-9一二三四五六七八九十两]+[件个份部项])?(?:行政|政府)?(?:规范性|政策性)?(?:文件|规章|规定|办法|通知|意见|政策)?
         ,?{_FROM}?,?(?:现|均|也|即行|即时|立即|即|一并|一律|同时|相应|随之|随即|自行|自动|应|予以|宣布|全部|正式|决定|全文|将|的)*
         (?P<verb>{_ENDS})(?=$|[,;。)])""",
    re.VERBOSE,
)
_ITEM = r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|[0-9]{1,2}[.、])"
_BEFORE_TARGETS = re.compile(
    rf"(?:^(?P<item>{_ITEM})?|[,;:]|决定|现|现将|现决定|同时|一并|宣布|即日起)(?P<verb>废止|停止执行|宣布失效)(?:原)?(?=《|[\u4e00-\u9fff]{{1,20}}[〔\[(])"
)
_DONE_BEFORE = re.compile(r"(?:已|已经|曾|先后|陆续)(?:将|把|对)$")
_HISTORY = re.compile(r"(?:已|已经|曾|被|业已)$")


class Ended(NamedTuple):
    """What one sentence ends."""

    target: Target
    sentence: Sentence
    named_day: IsoDate | None
    lapsed: bool


def ended_in(sentence: Sentence, own: NormalNumber | None, deciding: bool) -> Iterator[Ended]:
    """The documents that the sentence ends; `deciding` says whether the items of its document are decisions, not tasks."""
    if not re.search(_ENDS, sentence.plain):
        return
    targets = targets_of(sentence, own)
    ends = sorted({target.end for target in targets})
    for end in ends:
        match = _AFTER_TARGETS.match(sentence.plain, end)
        if match and not _HISTORY.search(sentence.plain[: match.start("verb")]):
            day = first_day(match["day"]) if match["day"] else None
            found = list_before(sentence, targets, end)
            if found and not _DONE_BEFORE.search(sentence.plain[: found[0].start]):
                yield from (Ended(target, sentence, day, "失效" in match[0]) for target in found)
    for match in _BEFORE_TARGETS.finditer(sentence.plain):
        if match["item"] and not deciding:
            continue
        found = list_after(sentence, targets, match.end())
        if found and _is_whole(sentence.plain[found[-1].end :]):
            yield from (Ended(target, sentence, None, "失效" in match["verb"]) for target in found)


def _is_whole(rest: str) -> bool:
    """Whether nothing after a list says that only a part is meant."""
    return not re.match(r"(?:的)?(?:附件|第|中|有关|部分|相关|所附|之)", rest)


def repeal_of(ended: Ended, effective: IsoDate | None, derived: bool, title: str) -> Repeal:
    """The repeal as a record; without a day of its own it holds from the day the document takes effect."""
    return Repeal(
        number=ended.target.number,
        title=title,
        evidence=ended.sentence.evidence,
        place=ended.sentence.place,
        date=ended.named_day or effective,
        date_derived=derived and ended.named_day is None and effective is not None,
        lapsed=ended.lapsed,
    )
