"""暂停执行, 恢复执行: which documents a sentence sets aside for a time, and which it takes up again.

    suspended = targets ,? (from | span)? (即行|…)* (暂停|中止) (执行|实施|施行|适用) how-long?
              | (span | lead)? (暂停|中止) (执行|实施|施行|适用) targets how-long?
              | targets … 停止 (执行|…) term
    span      = 自? day 起? (至|—) end 止? 期间? ，?
    how-long  = 至 end 止? | ，(暂停)? (期|期限|时间) 为? term | ，day 起恢复执行
    resumed   = targets ,? from? (即行|…)* 恢复 (执行|实施|施行|适用)
              | lead? 恢复 (执行|…) targets

Refused: a part of a document, what is only thought of (拟, 可以) or depends on something (如…), as with repeals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gazette_site.late import late
from gazette_site.model import IsoDate, NormalNumber
from gazette_site.parsing.clauses.periods import DAY, END, START, TERM, day_before, first_day, last_day
from gazette_site.parsing.clauses.repeals import AT_ONCE, NAMED_FROM, day_said_before, is_idle
from gazette_site.parsing.clauses.sentences import Sentence
from gazette_site.parsing.clauses.targets import Target, list_after, list_before, targets_of

_DO = r"(?:执行|实施|施行|适用)"
_VERB = rf"(?P<verb>(?:暂停|中止|恢复){_DO}|停止{_DO}(?={TERM}))"
_UNTIL = (
    rf"(?:,?(?:暂停|期限)?(?:至|到|截至)(?P<to>{END})止?|(?:,?(?:暂停|中止)?(?:期限?|时间))?为?(?P<term>{TERM})"
    rf"|,(?:自|从)?(?P<again>{DAY})起?恢复{_DO})?"
)
_SPAN = rf"(?:自|从)?(?P<first>{START})起?(?:至|到|—+|-+|~)(?P<last>{END})止?(?:期间)?,?"
_STOP = r"(?=$|[,;。!)])"
_AFTER_TARGETS = late(rf"(?:文件)?,?(?:{_SPAN}|{NAMED_FROM})?,?{AT_ONCE}{_VERB}{_UNTIL}{_STOP}")
_SPAN_BEFORE = late(_SPAN + "$")
_BEFORE_TARGETS = late(rf"(?:^|[,;:]|(?:决定|现|宣布|同时|一并|予以|起)){_VERB}")
_AFTER_LIST = late(rf"(?:等)?(?:文件)?{_UNTIL}{_STOP}")
_ABOUT = late(r"暂停|中止|恢复|停止")
_LONGEST_SPAN = 60


class Suspended(NamedTuple):
    """What one sentence sets aside or takes up again."""

    target: Target
    sentence: Sentence
    named_day: IsoDate | None
    until: IsoDate | None
    term: str
    """How long, where no last day is named."""
    resumed: bool


def suspended_in(sentence: Sentence, own: NormalNumber | None) -> Iterator[Suspended]:
    """The documents that the sentence sets aside or takes up again."""
    if not _ABOUT.search(sentence.plain):
        return
    plain, targets = sentence.plain, targets_of(sentence, own)
    for end in sorted({target.end for target in targets}):
        match = _AFTER_TARGETS.match(plain, end)
        found = list_before(sentence, targets, end) if match else []
        if match and found and not is_idle(plain, found[0].start):
            first = first_day(match["first"] or match["day"] or "") or day_said_before(plain, found[0].start)
            last = last_day(match["last"], first[:4]) if match["last"] and first else None
            yield from (_suspended(target, sentence, match["verb"], first, match, last) for target in found)
    for verb in _BEFORE_TARGETS.finditer(plain):
        found = list_after(sentence, targets, verb.end())
        match = _AFTER_LIST.match(plain, found[-1].end) if found else None
        if match and not is_idle(plain, verb.end()):
            first, last = _span_before(plain, verb.start("verb"))
            yield from (_suspended(target, sentence, verb["verb"], first, match, last) for target in found)


def _span_before(plain: str, start: int) -> tuple[IsoDate | None, IsoDate | None]:
    """The first and the last day that stand right before place `start`."""
    span = _SPAN_BEFORE.search(plain[max(start - _LONGEST_SPAN, 0) : start])
    first = first_day(span["first"]) if span else None
    if span and first:
        return first, last_day(span["last"], first[:4])
    return day_said_before(plain, start), None


def _suspended(
    target: Target,
    sentence: Sentence,
    verb: str,
    first: IsoDate | None,
    until: re.Match[str],
    last: IsoDate | None,
) -> Suspended:
    if until["to"]:
        last = last_day(until["to"], first[:4] if first else "")
    elif until["again"] and (again := first_day(until["again"])):
        last = day_before(again)
    return Suspended(target, sentence, first, last, until["term"] or "", verb.startswith("恢复"))
