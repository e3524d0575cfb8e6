"""The documents that a sentence names, as things that it does something to: 《title》（number）, 《title》, number.

target  = 《title》 ( (number ((，|、) …)?) )? | number
targets = target (separator target)*          separator = 、 和 及 以及, with 文件, 原, “…日印发的” between them
"""

from __future__ import annotations

import re
from typing import NamedTuple

from gazette_site.characters import CJK
from gazette_site.model import NormalNumber
from gazette_site.parsing.clauses.periods import DAY
from gazette_site.parsing.clauses.sentences import Sentence

_TITLE = re.compile(r"《(?P<title>[^《》]+)》(?P<brackets>\([^()]*\)|\[[^\[\]]*\])?")
_GAP = re.compile(
    rf"""[、,;]?(?:以及|和|及|与|或者?|同时)?[、,]?
         (?:原|文件|{DAY}|[0-9]{{4}}年|[{CJK}]{{0,20}}?(?:印发|发布|公布|颁布|制定|出台|下发|实施|施行|执行|转发|批准)的?|等)*
         (?:以及|和|及|与)?""",
    re.VERBOSE,
)
_BASIS = re.compile(r"(?:根据|依据|按照|依照|参照|贯彻|落实|遵照|按|依|适用|违反|符合|执行)(?:原)?$")


class Target(NamedTuple):
    """A document named in a sentence."""

    start: int
    end: int
    title: str
    """As printed inside 《》, or empty."""
    number: NormalNumber | None


def targets_of(sentence: Sentence, own: NormalNumber | None) -> list[Target]:
    """The documents named in the sentence, in order, without the one that bears the number `own`."""
    found: list[Target] = []
    for match in _TITLE.finditer(sentence.plain):
        inside = [n.normal for n in sentence.numbers if match.end("title") < n.start and n.end <= match.end()]
        title = sentence.words(match.start("title"), match.end("title"))
        start, end, beside = (match.start(), match.end(), None) if inside else _number_beside(sentence, match)
        numbers: list[NormalNumber | None] = [*inside] or [beside]
        found += [Target(start, end, title if k == 0 else "", n) for k, n in enumerate(numbers)]
    titled = [(target.start, target.end) for target in found]
    for number in sentence.numbers:
        if not any(start <= number.start < end for start, end in titled):
            found.append(Target(number.start, number.end, "", number.normal))
    return sorted((t for t in found if t.number is None or t.number != own), key=lambda t: (t.start, not t.title))


def _number_beside(sentence: Sentence, title: re.Match[str]) -> tuple[int, int, NormalNumber | None]:
    """Where the naming begins and ends if a number without brackets stands right after the title, or right before it."""
    for number in sentence.numbers:
        if number.start == title.end():
            return title.start(), number.end, number.normal
        if sentence.plain[number.end : title.start()] in ("", "文件") and number.end <= title.start():
            return number.start, title.end(), number.normal
    return title.start(), title.end(), None


def list_before(sentence: Sentence, targets: list[Target], end: int) -> list[Target]:
    """The targets of the list that ends right before `end`; what is named as a basis (根据《…》) is none of it."""
    chosen: list[Target] = []
    edge = end
    for target in reversed([t for t in targets if t.end <= end]):
        gap = sentence.plain[target.end : edge]
        if chosen and chosen[0].start == target.start:
            chosen.insert(0, target)
            continue
        if (not _is_gap(gap) if chosen else gap) or _BASIS.search(sentence.plain[: target.start]):
            break
        chosen.insert(0, target)
        edge = target.start
    return chosen


def list_after(sentence: Sentence, targets: list[Target], start: int) -> list[Target]:
    """The targets of the list that begins right at `start`."""
    chosen: list[Target] = []
    edge = start
    for target in (t for t in targets if t.start >= start):
        gap = sentence.plain[edge : target.start] if target.start >= edge else ""
        if not (_is_gap(gap) if chosen else not gap.replace("原", "")):
            break
        chosen.append(target)
        edge = max(edge, target.end)
    return chosen


def _is_gap(words: str) -> bool:
    return len(words) <= 60 and bool(_GAP.fullmatch(words))
