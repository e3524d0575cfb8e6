"""暂停执行, 恢复执行: which documents a sentence sets aside for a time, and which it takes up again.

    suspended = targets ,? (from | span)? (即行|…)* (暂停|中止) (执行|实施|施行|适用) how-long?
              | (span | lead)? (暂停|中止) (执行|实施|施行|适用) targets how-long?
              | targets … 停止 (执行|…) term
    span      = 自? day 起? 至 end (止|期间)?          in front of either, or behind
    how-long  = 至 end 止? | ，(暂停)? (期|期限|时间) 为? (term | span) | term | ，day 起恢复执行
    resumed   = targets ,? from? (即行|…)* 恢复 (执行|实施|施行|适用)
              | lead? 恢复 (执行|…) targets

Refused: a part of a document (the examiner asks of it), what is only thought of (拟, 可以) or depends on something (如…), as with repeals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gazette_site.late import late
from gazette_site.model import IsoDate, NormalNumber
from gazette_site.parsing.clauses.periods import DAY, END, START, TERM, day_before, first_day, last_day
from gazette_site.parsing.clauses.repeals import AT_ONCE, NAMED_FROM, day_said_before, is_idle, is_text
from gazette_site.parsing.clauses.sentences import Sentence
from gazette_site.parsing.clauses.targets import Target, list_after, list_before, targets_of

_DO = r"(?:执行|实施|施行|适用)"
_VERB = rf"(?P<verb>(?:暂停|中止|恢复){_DO}|停止{_DO}(?={TERM}))"
_TO = r"起?(?:至|到|—+|-+|~)"
_UNTIL = (
    rf"(?:,?(?:暂停|中止)?(?:期限?|时间)?(?:为|自|从)*(?P<since>{START}){_TO}(?P<stop>{END})(?:止|期间)?"
    rf"|,?(?:暂停|期限)?(?:至|到|截至)(?P<to>{END})止?|(?:,?(?:暂停|中止)?(?:期限?|时间))?为?(?P<term>{TERM})"
    rf"|,(?:自|从)?(?P<again>{DAY})起?恢复{_DO})?"
)
_SPAN = late(
    rf"(?:自|从|于|在)?(?P<since>{START}){_TO}(?P<stop>{END})(?:止|期间|,|在[^,;。]{{1,20}}[内上中]|决定|现|本市|我市|全市|对|将|原)*$"
)
_STOP = r"(?=$|[,;。!)])"
_AFTER_TARGETS = late(
    rf"(?:文件)?,?(?:(?:自|从|于|在)?(?P<first>{START}){_TO}(?P<last>{END})(?:止|期间)?|{NAMED_FROM})?,?{AT_ONCE}{_VERB}{_UNTIL}{_STOP}"
)
_BEFORE_TARGETS = late(rf"(?:(?:^|[,;:])(?:在[^,;。]{{1,20}}[内上中])?|(?:决定|现|宣布|同时|一并|予以|起)){_VERB}")
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
            first, last = _first_and_last(match, plain[: found[0].start])
            yield from (_suspended(target, sentence, match, match, first, last) for target in found if is_text(target))
    for verb in _BEFORE_TARGETS.finditer(plain):
        found = list_after(sentence, targets, verb.end())
        match = _AFTER_LIST.match(plain, found[-1].end) if found else None
        if match and not is_idle(plain, verb.end()):
            first, last = _first_and_last(match, plain[: verb.start("verb")])
            yield from (_suspended(target, sentence, verb, match, first, last) for target in found if is_text(target))


def _first_and_last(match: re.Match[str], before: str) -> tuple[IsoDate | None, IsoDate | None]:
    """The days between which something is set aside, where they are named: in the match or right before it."""
    said = match.groupdict()
    span = _SPAN.search(before[-_LONGEST_SPAN:])
    for since, stop in (
        (said["since"], said["stop"]),
        (said.get("first"), said.get("last")),
        span.group("since", "stop") if span else ("", ""),
    ):
        if since and stop and (first := first_day(since)):
            return first, last_day(stop, first[:4])
    first = first_day(said["day"]) if said.get("day") else day_said_before(before, len(before))
    if said["to"]:
        return first, last_day(said["to"], first[:4] if first else "")
    again = first_day(said["again"] or "")
    return first, day_before(again) if again else None


def _suspended(
    target: Target,
    sentence: Sentence,
    verb: re.Match[str],
    said: re.Match[str],
    first: IsoDate | None,
    last: IsoDate | None,
) -> Suspended:
    return Suspended(target, sentence, first, last, said["term"] or "", verb["verb"].startswith("恢复"))
