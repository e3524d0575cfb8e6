"""What a clause may say of effect and end: one recogniser for each form, each with its grammar.

All of them read folded text in which quotations are hidden (`gazette_site.parsing.clauses.sentences`), and find the form wherever it stands in the
clause; whose effect it is, the words before it decide (`gazette_site.parsing.clauses.subjects`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from gazette_site.characters import CJK
from gazette_site.late import late
from gazette_site.model import IsoDate
from gazette_site.parsing.clauses.force_words import ACT, FILLER, FROM, HEAD, HOUR, ISSUE, SELF, VERB, Finding, day_of
from gazette_site.parsing.clauses.periods import (
    DAY,
    END,
    START,
    TERM,
    after,
    day_before,
    first_day,
    is_whole_day,
    last_day,
)

Rule = Callable[[str, IsoDate | None], Iterator[Finding]]
"""Clause and 成文日期 to findings."""


_MEASURED = rf"(?:[{CJK}]{{2,8}}?(?<!日)(?=起))?"
_TAKES_EFFECT = late(rf"(?P<since>自|从|由|定?于)?{FROM}{HOUR}{_MEASURED}(?P<on>起|开始)?{FILLER}{VERB}")


def takes_effect(clause: str, dated: IsoDate | None) -> Iterator[Finding]:
    """Effective on issue or on a date.

    effective = (自 | 从 | 于)? (day | month | 本…? (公布|印发|…)之日 | 即日) hour? what? 起? (正式|开始|…)* (施行|实施|执行|试行|生效|…)
    what      = what is counted from that day: 自2024年7月1日抄见水量起执行
    """
    for match in _TAKES_EFFECT.finditer(clause):
        if match["since"] or match["on"]:
            day, derived = day_of(match, dated)
            trial = match["verb"] in ("试行", "暂行")
            yield Finding(match.start(), match.end(), day, derived, True, trial=trial)


_DELAYED = late(
    rf"(?:自|从)?(?:{FROM}起?|(?P<just>{ACT})(?=后|之后))(?:后|之后|满|届满|期满)*(?P<wait>{TERM}|[0-9一二三四五六七八九十]+个工作日)(?:后|之后|届满后|期满后)?(?P<on>起)?{FILLER}{VERB}"
)


def delayed(clause: str, dated: IsoDate | None) -> Iterator[Finding]:
    """Effective some time after. Working days are not counted out.

    delayed = 自 (day | …之日) 起 满? term 后 起? (施行|…)  |  公布后 term 起? (施行|…)
    """
    for match in _DELAYED.finditer(clause):
        start = first_day(match["day"]) if match["day"] else dated
        if re.search("[后满]", match[0]):
            day = after(start, match["wait"]) if start and "工作日" not in match["wait"] else None
            yield Finding(match.start(), match.end(), day, True, True, trial=match["verb"] in ("试行", "暂行"))


_LABELLED = late(rf"(?:施行|实施|生效|执行)(?:日期|时间)(?:为|是|:)(?P<day>{START})(?!起?[至到—~-])")


def labelled(clause: str, dated: IsoDate | None) -> Iterator[Finding]:
    """effective = (施行|实施|生效|执行) (日期|时间) (为|：) day"""
    for match in _LABELLED.finditer(clause):
        day = first_day(match["day"])
        yield Finding(match.start(), match.end(), day, not is_whole_day(match["day"]), True)


_EARLY = VERB.replace("<verb>", "<early>")
_PERIOD = late(
    rf"(?P<head>{HEAD}(?:暂?定?为|是|:)?)?(?:自|从|由)?{FROM}{HOUR}起?(?:{_EARLY})?,?(?:至|到|—+|-+|~|–)"
    rf"(?P<to>{END}){HOUR}(?P<stop>止|为止|结束)?(?P<then>有效|施行|实施|执行|试行)?"
)


def period(clause: str, dated: IsoDate | None) -> Iterator[Finding]:
    """A first and a last day.

    period = head? (为|自)? (day | …之日) 起? (施行|…)? (至|—) end 止? (有效|施行|…)?      either a head or a verb must be there
    head   = (政策|文件)? (有效|执行|实施|施行|试行|…) (期|期限|时间|…)
    """
    for match in _PERIOD.finditer(clause):
        if match["head"] or match["early"] or match["then"]:
            day, derived = day_of(match, dated)
            last = last_day(match["to"], day[:4] if day else "")
            trial = "试行" in match[0]
            if last and (day is None or last > day):
                yield Finding(
                    match.start(),
                    match.end(),
                    day,
                    derived,
                    True,
                    day,
                    last,
                    not is_whole_day(match["to"]),
                    trial=trial,
                )


_BARE_PERIOD = late(rf"(?:自|从|即)(?P<day>{START})起?(?:至|到|—+|-+|~)(?P<to>{END})(?:止|为止)?")


def bare_period(clause: str, dated: IsoDate | None) -> Iterator[Finding]:
    """A clause that is nothing but a first and a last day, after a term.

    bare = (自|从|即) day 起? (至|—) end 止?
    """
    match = _BARE_PERIOD.fullmatch(clause)
    day = first_day(match["day"]) if match else None
    last = last_day(match["to"], day[:4]) if match and day else None
    if match and last:
        yield Finding(0, match.end(), day, counted_from=day, expires=last, bare=True)


_UNTIL = late(
    rf"(?P<head>{HEAD}(?:暂?定?为|是|:|延续|截止|截至)*|(?:有效|执行|实施|施行|试行)(?=[至到]))?(?P<to_>截至|截止[到至]?|止于|至|到)(?P<to>{END}){HOUR}(?P<stop>止|为止|有效|结束|终止|届满|期满)?"
)


def until(clause: str, dated: IsoDate | None) -> Iterator[Finding]:
    """until = head? (至|到|截至|…) end (止|为止|…)?      either a head or a 止 must be there"""
    for match in _UNTIL.finditer(clause):
        if match["head"] or match["stop"]:
            last = last_day(match["to"])
            if last:
                derived = not is_whole_day(match["to"])
                yield Finding(
                    match.start(), match.end(), expires=last, expires_derived=derived, trial="试行" in match[0]
                )


_BARE_END = late(rf"(?P<to>{END}){HOUR}(?:止|为止|结束)")


def bare_end(clause: str, dated: IsoDate | None) -> Iterator[Finding]:
    """A clause that is nothing but a last day, after a first one: 自8月1日零时起实施，2025年10月31日24时止.

    bare = end hour? 止
    """
    match = _BARE_END.fullmatch(clause)
    last = last_day(match["to"]) if match else None
    if match and last:
        yield Finding(0, match.end(), expires=last, expires_derived=not is_whole_day(match["to"]))


_YEARS = late(rf"{HEAD}(?:暂?定?为|是|:)?(?:19|20)\d\d年?(?:至|到|—+|-+|~|–)(?P<last>(?:19|20)\d\d)年(?!\d)")


def years(clause: str, dated: IsoDate | None) -> Iterator[Finding]:
    """years = head (为|：)? year (至|—) year 年: the last year's last day."""
    for match in _YEARS.finditer(clause):
        last = last_day(f"{match['last']}年底")
        yield Finding(match.start(), match.end(), expires=last, expires_derived=True, trial="试行" in match[0])


_COUNTED = late(rf"(?:{HEAD}|年限)?(?:自|从|由){FROM}起?(?:开始)?(?:计算|算起|起算|计)")


def counted_from(clause: str, dated: IsoDate | None) -> Iterator[Finding]:
    """The day from which a term counts: 政策年限从2024年1月1日起计算.

    counted = head? (自|从) (day | …之日) 起 (计算|起算|算起)
    """
    for match in _COUNTED.finditer(clause):
        day, derived = day_of(match, dated)
        yield Finding(match.start(), match.end(), day, derived, counted_from=day)


_NOT_EXACT = r"(?!以上|以内|之?内(?!有效)|左右|前|后|的|至|—|-|~|余|半)"
_LASTS = late(
    rf"(?:(?:自|从|由){FROM}起,?)?(?P<head>{HEAD}|(?:试行|暂行|施行|实施|执行)(?=[0-9一二两三四五六七八九十]|暂定|期))(?:暂?定?为|暂定|是|:|共)?(?:(?:自|从)(?P<late>{START}|{ISSUE}|(?:本{SELF})?(?:施行|实施|执行|生效)之日)起(?:计算)?(?:的)?,?)?(?P<term>{TERM}){_NOT_EXACT}"
)


def lasts(clause: str, dated: IsoDate | None) -> Iterator[Finding]:
    """A term: validity or trial period. 一般 or 不超过 before the number makes it none.

    lasts = (自 (day | …之日) 起)? head (为|暂定|：)? (自 (day | …之日) 起)? term
    """
    for match in _LASTS.finditer(clause):
        start, derived = day_of(match, dated) if match["day"] or match["issue"] or match["now"] else (None, False)
        if match["late"]:
            start = first_day(match["late"]) or (None if re.search("[施执]行|实施|生效", match["late"]) else dated)
            derived = first_day(match["late"]) is None
        trial = match["head"].startswith(("试行", "暂行"))
        yield Finding(
            match.start(),
            match.end(),
            start,
            derived,
            counted_from=start,
            expires_derived=True,
            term=match["term"],
            trial=trial,
        )


_VALID_WITHIN = late(rf"(?:自|从){FROM}起,?(?P<term>{TERM})内?有效")


def valid_within(clause: str, dated: IsoDate | None) -> Iterator[Finding]:
    """valid = 自 (day | …之日) 起 term 内? 有效"""
    for match in _VALID_WITHIN.finditer(clause):
        start, derived = day_of(match, dated)
        yield Finding(match.start(), match.end(), start, derived, True, start, expires_derived=True, term=match["term"])


_FAILS = late(
    rf"(?P<since>自|从|于|到|至)?(?P<to>{DAY})(?P<on>起|后)?(?:自动|自行|即行|同时)*(?:失效|废止|终止|停止执行)(?!(?:执行|实施|施行|使用|适用)?[《原本上述以下])"
)


def fails(clause: str, dated: IsoDate | None) -> Iterator[Finding]:
    """The text ends itself; with 自…起 the day named is the first one after. What follows the verb is ended by it instead.

    fails = (自|于|至)? day 起? (自动|自行)? (失效|废止|终止|停止执行)
    """
    for match in _FAILS.finditer(clause):
        last = last_day(match["to"])
        if last:
            first_after = match["on"] == "起"
            day = day_before(last) if first_after else last
            yield Finding(match.start(), match.end(), expires=day, expires_derived=first_after)


RULES: tuple[Rule, ...] = (
    period,
    bare_period,
    delayed,
    takes_effect,
    valid_within,
    lasts,
    counted_from,
    until,
    bare_end,
    years,
    fails,
    labelled,
)
"""In this order: of two that find something at the same place, the earlier one is right."""

_RIGHT_AFTER = late(rf"(?:,)?(?P<term>{TERM})(?=$|[,;。])")


def may_find_force(words: str) -> bool:
    """False only for words of which no part has findings."""
    return _WORTHWHILE.search(words) is not None


def findings(clause: str, dated: IsoDate | None) -> list[Finding]:
    """Everything the recognisers find in the clause, from left to right, without overlaps; a term right after 试行 belongs to it."""
    if not may_find_force(clause):
        return []
    candidates = [(f.start, order, f) for order, rule in enumerate(RULES) for f in rule(clause, dated)]
    found: list[Finding] = []
    for _, _, finding in sorted(candidates, key=lambda c: c[:2]):
        if not found or finding.start >= found[-1].end:
            found.append(finding)
    if found and found[-1].takes_effect and (match := _RIGHT_AFTER.fullmatch(clause, found[-1].end)):
        last = found.pop()
        found.append(last._replace(end=match.end(), term=match["term"], expires_derived=True))
    return found


_WORTHWHILE = late(
    r"[施实执试暂]行|实施|生效|起效|有效|政策年限|政策期|失效|废止|终止|[至到].*止|止$|[日月起][至到—-]|计算|算起|起算"
)
