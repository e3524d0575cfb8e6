"""暂停执行, 恢复执行: which documents, or parts of them, a sentence sets aside for a time, and which it takes up again.

    suspended = named ,? (from | span)? (在 place)? (即行|…)* hold how-long?
              | (span | lead)? (在 place)? hold named how-long?
              | named … 停止 (执行|…) term
    named     = targets | (target parts)+          parts as in `parts`
    hold      = (暂停|中止|暂缓|暂不|暂时停止|暂时中止|暂时调整) (执行|实施|施行|适用)
    span      = 自? day 起? 至 end (止|期间)?          in front of either, or behind
    how-long  = ，? (暂停)? (期限|时间)? 为? 至 end 止? | ，(暂停)? (期|期限|时间) 为? (term | span) | term | ，day 起恢复执行
    resumed   = named ,? from? (即行|…)* 恢复 (执行|实施|施行|适用)
              | lead? 恢复 ((执行|…) named | named 的 (执行|…))

A place that is not the whole of the issuer's own (在高新区, but not 在全市) is kept: elsewhere the document goes on.
Refused: parts that are not named (有关规定), what is only thought of (拟, 可以) or depends on something (如…), as with repeals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gazette_site.late import late
from gazette_site.model import IsoDate, NormalNumber
from gazette_site.parsing.clauses.parts import (
    OF_PARTS,
    Part,
    exact_labels_in,
    parts_after,
    parts_before,
    starts_of_parts,
)
from gazette_site.parsing.clauses.periods import DAY, END, START, TERM, day_before, first_day, last_day
from gazette_site.parsing.clauses.repeals import AT_ONCE, NAMED_FROM, day_said_before, is_idle, is_text
from gazette_site.parsing.clauses.sentences import Sentence
from gazette_site.parsing.clauses.subjects import label_end
from gazette_site.parsing.clauses.targets import Target, list_after, list_before, targets_of

_DO = r"(?:执行|实施|施行|适用)"
HOLD = rf"(?:(?:暂停|中止|暂缓|暂不|暂时停止|暂时中止|暂停调整){_DO}|暂时调整(?:{_DO})?)"
"""What sets a document aside for a time."""
_VERB = rf"(?P<verb>{HOLD}|恢复{_DO}|停止{_DO}(?={TERM}))"
_TO = r"起?(?:至|到|—+|-+|~)"
_UNTIL = (
    rf"(?:,?(?:暂停|中止)?(?:期限?|时间)?(?:为|自|从)*(?P<since>{START}){_TO}(?P<stop>{END})(?:止|期间)?"
    rf"|,?(?:(?:暂停|中止){_DO}?的?)?(?:期限?|时间)?(?:为|持续|延续|一直)?(?:至|到|截至)(?P<to>{END})止?|(?:,?(?:暂停|中止)?(?:期限?|时间))?为?(?P<term>{TERM})"
    rf"|,(?:自|从)?(?P<again>{DAY})起?恢复{_DO})?"
)
_PLACE = r"(?:在(?P<place>[^,;:。]{1,30}?)(?:范围|区域|辖区|行政区域)?[内上中]?)"
_SPAN = late(
    rf"(?:自|从|于|在)?(?P<since>{START}){_TO}(?P<stop>{END})(?:止|期间|,|在[^,;。]{{1,20}}[内上中]|决定|现|本市|我市|全市|对|将|原)*$"
)
_STOP = r"(?=$|[,;。!)])"
_THEN_FROM = late(rf"[,;](?:自|从)(?P<day>{START})起(?:施行|实施|执行|生效|算|计算|恢复|暂停)?{_STOP}")
"""From which day, in the clause behind: …期限为两年，自2025年3月1日起施行."""
_AFTER_TARGETS = late(
    rf"(?:{OF_PARTS}|文件)?,?(?:(?:自|从|于|在)?(?P<first>{START}){_TO}(?P<last>{END})(?:止|期间)?|{NAMED_FROM})?,?{_PLACE}?{AT_ONCE}(?:继续)?{_VERB}{_UNTIL}{_STOP}"
)
_BEFORE_TARGETS = late(
    rf"(?:(?:^|[,;:])|(?:决定|现|宣布|同时|一并|予以|起)){_PLACE}?(?P<verb>{HOLD}|恢复{_DO}|恢复(?=□*《|原))"
)
_AFTER_LIST = late(rf"(?:等)?(?:文件)?(?:的(?P<again_done>{_DO}))?{_UNTIL}{_STOP}")
_ABOUT = late(r"暂停|暂缓|暂不|暂时|中止|恢复|停止")
_EVERYWHERE = late(r"(?:全|本|我)[省市县区州盟旗镇乡]|全(?:自治区|国|辖区)|(?:本|全)行政")
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
    articles: tuple[str, ...] = ()
    """The parts that are meant; empty where it is the whole."""
    within: str = ""
    """Where alone, or empty."""


class _Named(NamedTuple):
    """What is named in front of a verb or behind it, and where the words end."""

    target: Target
    articles: tuple[str, ...]
    end: int


def suspended_in(sentence: Sentence, own: NormalNumber | None) -> Iterator[Suspended]:
    """The documents and parts that the sentence sets aside or takes up again."""
    if not _ABOUT.search(sentence.plain):
        return
    plain, targets = sentence.plain, targets_of(sentence, own)
    for end, known in starts_of_parts(sentence, targets):
        match = _AFTER_TARGETS.match(plain, end)
        found = _before(sentence, targets, end, known, bool(match["articles"])) if match else []
        if match and found and not is_idle(plain, found[0].target.start):
            first, last = _first_and_last(match, plain[: found[0].target.start])
            yield from _suspended(found, sentence, match, match, first, last)
    for verb in _BEFORE_TARGETS.finditer(plain):
        found = _after(sentence, targets, verb.end())
        match = _AFTER_LIST.match(plain, found[-1].end) if found else None
        if match and not is_idle(plain, verb.end()) and verb["verb"].endswith("恢复") == bool(match["again_done"]):
            first, last = _first_and_last(match, plain[: _start_of(verb)])
            yield from _suspended(found, sentence, verb, match, first, last)


def suspended_item(sentence: Sentence, target: Target) -> Iterator[Suspended]:
    """（二）第八条暂停执行: an item of a document that changes `target`, and sets parts of it aside."""
    start = label_end(sentence.plain) if sentence.first else 0
    match = _AFTER_TARGETS.match(sentence.plain, start)
    if match and match["articles"] and match.start("articles") == start:
        first, last = _first_and_last(match, "")
        found = [_Named(target, exact_labels_in(match["articles"]), match.end())]
        yield from _suspended(found, sentence, match, match, first, last)


def _before(
    sentence: Sentence, targets: Sequence[Target], end: int, known: Target | None, in_part: bool
) -> list[_Named]:
    if in_part or known:
        return _parts(parts_before(sentence, targets, end, known))
    return [_Named(one, (), one.end) for one in list_before(sentence, targets, end)]


def _after(sentence: Sentence, targets: Sequence[Target], start: int) -> list[_Named]:
    parts = _parts(parts_after(sentence, targets, start))
    return parts or [_Named(one, (), one.end) for one in list_after(sentence, targets, start)]


def _parts(found: Sequence[Part]) -> list[_Named]:
    return [_Named(one.target, one.labels, one.end) for one in found]


def _start_of(verb: re.Match[str]) -> int:
    """Where the place in front of a verb begins, or the verb."""
    return verb.start("place") - 1 if verb["place"] else verb.start("verb")


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
    later = _THEN_FROM.match(match.string, match.end())
    first = first_day(said["day"]) if said.get("day") else day_said_before(before, len(before))
    first = first or (first_day(later["day"]) if later else None)
    if said["to"]:
        return first, last_day(said["to"], first[:4] if first else "")
    again = first_day(said["again"] or "")
    return first, day_before(again) if again else None


def _suspended(
    found: Sequence[_Named],
    sentence: Sentence,
    verb: re.Match[str],
    said: re.Match[str],
    first: IsoDate | None,
    last: IsoDate | None,
) -> Iterator[Suspended]:
    place = verb["place"] or ""
    within = "" if _EVERYWHERE.search(place) else place
    resumed = verb["verb"].startswith("恢复")
    for one in found:
        if is_text(one.target):
            yield Suspended(one.target, sentence, first, last, said["term"] or "", resumed, one.articles, within)
