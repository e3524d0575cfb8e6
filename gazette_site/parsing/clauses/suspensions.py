"""暂停执行, 恢复执行: which documents a sentence sets aside for a time, and which it takes up again.

    suspended = targets ,? from? (即行|…)* (暂停|中止) (执行|实施|施行|适用) how-long?
              | lead? (暂停|中止) (执行|实施|施行|适用) targets how-long?
    how-long  = 至 end 止? | ，(暂停)? (期|期限|时间) 为? term
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
from gazette_site.parsing.clauses.periods import END, TERM, first_day, last_day
from gazette_site.parsing.clauses.repeals import AT_ONCE, NAMED_FROM, day_said_before, is_idle
from gazette_site.parsing.clauses.sentences import Sentence
from gazette_site.parsing.clauses.targets import Target, list_after, list_before, targets_of

_DO = r"(?:执行|实施|施行|适用)"
_VERB = rf"(?P<verb>(?:暂停|中止|恢复){_DO})"
_UNTIL = rf"(?:,?(?:暂停|期限)?(?:至|到|截至)(?P<to>{END})止?|,?(?:暂停|中止)?(?:期限?|时间)为?(?P<term>{TERM}))?"
_STOP = r"(?=$|[,;。!)])"
_AFTER_TARGETS = late(rf"(?:文件)?,?{NAMED_FROM}?,?{AT_ONCE}{_VERB}{_UNTIL}{_STOP}")
_BEFORE_TARGETS = late(rf"(?:^|[,;:]|(?:决定|现|宣布|同时|一并|予以|起)){_VERB}")
_AFTER_LIST = late(rf"(?:等)?(?:文件)?{_UNTIL}{_STOP}")
_ABOUT = late(r"暂停|中止|恢复")


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
            first = first_day(match["day"]) if match["day"] else day_said_before(plain, found[0].start)
            yield from (_suspended(target, sentence, match["verb"], first, match) for target in found)
    for verb in _BEFORE_TARGETS.finditer(plain):
        found = list_after(sentence, targets, verb.end())
        match = _AFTER_LIST.match(plain, found[-1].end) if found else None
        if match and not is_idle(plain, verb.end()):
            first = day_said_before(plain, verb.start("verb"))
            yield from (_suspended(target, sentence, verb["verb"], first, match) for target in found)


def _suspended(target: Target, sentence: Sentence, verb: str, first: IsoDate | None, until: re.Match[str]) -> Suspended:
    last = last_day(until["to"], first[:4] if first else "") if until["to"] else None
    return Suspended(target, sentence, first, last, until["term"] or "", verb.startswith("恢复"))
