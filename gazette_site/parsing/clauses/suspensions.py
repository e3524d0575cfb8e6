"""暂停执行, 恢复执行: which documents a sentence sets aside for a time, and which it takes up again.

    suspended = targets ,? from? (即行|…)* (暂停|中止) (执行|实施|施行|适用) (至 end 止?)?
              | lead? (暂停|中止) (执行|实施|施行|适用) targets (至 end 止?)?
    resumed   = targets ,? from? (即行|…)* 恢复 (执行|实施|施行|适用)
              | lead? 恢复 (执行|…) targets

Refused: a part of a document, what is only thought of (拟, 可以) or depends on something (如…), as with repeals.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from gazette_site.late import late
from gazette_site.model import IsoDate, NormalNumber
from gazette_site.parsing.clauses.periods import END, first_day, last_day
from gazette_site.parsing.clauses.repeals import AT_ONCE, NAMED_FROM, is_idle
from gazette_site.parsing.clauses.sentences import Sentence
from gazette_site.parsing.clauses.targets import Target, list_after, list_before, targets_of

_DO = r"(?:执行|实施|施行|适用)"
_VERB = rf"(?P<verb>(?:暂停|中止|恢复){_DO})"
_UNTIL = rf"(?:,?(?:暂停|期限)?(?:至|到|截至)(?P<to>{END})止?)?"
_STOP = r"(?=$|[,;。!)])"
_AFTER_TARGETS = late(rf"(?:文件)?,?{NAMED_FROM}?,?{AT_ONCE}{_VERB}{_UNTIL}{_STOP}")
_BEFORE_TARGETS = late(rf"(?:^|[,;:]|(?:决定|现|宣布|同时|一并|予以|起)){_VERB}")
_AFTER_LIST = late(rf"(?:等)?(?:文件)?{_UNTIL}{_STOP}")
_ABOUT = late(r"暂停|中止|恢复")
_FROM_BEFORE = late(rf"{NAMED_FROM},?(?:决定|现|宣布|同时|一并|予以)*$")
_LONGEST_FROM = 40


class Suspended(NamedTuple):
    """What one sentence sets aside or takes up again."""

    target: Target
    sentence: Sentence
    named_day: IsoDate | None
    until: IsoDate | None
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
            for target in found:
                yield _suspended(target, sentence, match["verb"], match["day"], match["to"])
    for verb in _BEFORE_TARGETS.finditer(plain):
        found = list_after(sentence, targets, verb.end())
        match = _AFTER_LIST.match(plain, found[-1].end) if found else None
        if match and not is_idle(plain, verb.end()):
            before = _FROM_BEFORE.search(plain[max(verb.start("verb") - _LONGEST_FROM, 0) : verb.start("verb")])
            for target in found:
                yield _suspended(target, sentence, verb["verb"], before["day"] if before else None, match["to"])


def _suspended(target: Target, sentence: Sentence, verb: str, day: str | None, to: str | None) -> Suspended:
    first = first_day(day) if day else None
    last = last_day(to, first[:4] if first else "") if to else None
    return Suspended(target, sentence, first, last, verb.startswith("恢复"))
