"""The documents that a sentence names, as things that it does something to: 《title》（number）, 《title》, number.

target  = 《title》 的kind? ( (number ((，|、) …)?) )?     《渡口办法》（2010年5月6日…令第3号公布），…《渡口办法》的通知（number）
        | number verb? 的? 《title》                        2010年5月6日…令第3号公布的《渡口办法》: one document
        | words ( number )                                  关于渡口管理的通知（number）
        | number
targets = target (separator target)*          separator = 、 和 及 以及 ；, with 文件, 原, “…日印发的”, a label of the list (2.) between them

Several numbers in one bracket are several documents, but a number under which the document was only amended
(…令第3号公布，…令第9号修正) is none of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gazette_site.characters import CJK
from gazette_site.document_numbers import NumberMatch
from gazette_site.late import late
from gazette_site.model import NormalNumber
from gazette_site.parsing.clauses.periods import DAY
from gazette_site.parsing.clauses.sentences import Sentence

_KIND = r"的(?:补充)?(?:通知|公告|通告|决定|意见|通报|批复|函|令)"
_TITLE = late(rf"《(?P<title>[^《》]+)》(?P<kind>{_KIND}(?=[(\[]))?(?P<brackets>(?:\([^()]*\)|\[[^\[\]]*\]){{0,3}})")
_ISSUED = r"(?:印发|发布|公布|颁布|制定|出台|下发|实施|施行|执行|转发|批准)"
_REVISED = r"(?:修改|修订|修正|调整)"
_GAP = late(
    rf"""(?:文件?(?=[、,;和及与以]))?[、,;]?(?:以及|和|及|与|或者?|同时)?[、,]?(?:[0-9]{{1,2}}[.、]|\([0-9一二三四五六七八九十]{{1,3}}\))?
         (?:原|以|文件|{DAY}|[0-9]{{4}}年|[{CJK}]{{0,20}}?{_ISSUED}的?|等)*
         (?:以及|和|及|与)?""",
    re.VERBOSE,
)
_BASIS = late(r"(?:根据|依据|按照|依照|参照|贯彻|落实|遵照|按|依|适用|违反|符合|执行|被|由)(?:原)?$")
_BEFORE_TITLE = late(rf"(?:文件|文)?(?:{_ISSUED}(?:施行|实施|执行)?|(?P<revised>{_REVISED}))?的?")
_FIRST_ISSUED = late(rf"(?:文件|文)?{_ISSUED}(?:施行|实施)?[,、]?(?:并?(?:根据|由|经|以|被))?{DAY}?")
_AMENDED_BY = late(rf"[^、,;)]{{0,80}}?{_REVISED}")
_SEPARATORS = "、和及与"
_BODY = rf"[{CJK}]{{2,24}}(?:人民政府|办公室|办公厅|委员会|常务委员会|[局厅委院部])"
"""Whose document it is, where that stands in front of the title: 撤销某县人民政府《关于…的通知》."""
_FIRST_GAP = late(
    rf"(?:{_BODY})?(?:[0-9]{{1,2}}[.、]|\([0-9一二三四五六七八九十]{{1,3}}\))?原?(?:(?:{DAY}|[0-9]{{4}}年(?:[0-9]{{1,2}}月)?)[{CJK}]{{0,20}}?{_ISSUED}的?)?"
)
"""What may stand in front of the first of a list: 废止原《…》, 废止：1.《…》, 废止2008年5月9日发布的《…》."""
_PART_START = late(r"[,;:。]")
_LEAD = late(rf"(?:.*(?:废止|撤销|停止执行|宣布|{_REVISED}|对|将|把|原))?(?=.{{0,60}}关于)")
_LONGEST_NAME, _LONGEST_BASIS, _LONGEST_GAP = 120, 8, 60


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
    taken: set[int] = set()
    for match in _TITLE.finditer(sentence.plain):
        for target, numbers in _titled(sentence, match):
            found.append(target)
            taken |= numbers
    last = 0
    ends = sorted({target.end for target in found})
    for index, number in enumerate(sentence.numbers):
        if index not in taken:
            before = ends[place - 1] if (place := bisect_right(ends, number.start)) else 0
            start, last = _bare_naming(sentence, number, max(before, last))
            found.append(Target(start, last, "", number.normal))
    return sorted((t for t in found if t.number is None or t.number != own), key=lambda t: (t.start, not t.title))


def _titled(sentence: Sentence, match: re.Match[str]) -> Iterator[tuple[Target, set[int]]]:
    """The documents that a 《title》 with its brackets names, each with the indexes of the numbers it uses up."""
    inside = _indexes(sentence, match.start(), match.end())
    numbers = [sentence.numbers[k] for k in inside if sentence.numbers[k].start > match.end("title")]
    title = sentence.words(match.start("title"), match.end("title"))
    if numbers:
        for k, number in enumerate(_not_amending(sentence, numbers)):
            yield Target(match.start(), match.end(), title if k == 0 else "", number.normal), set(inside)
        return
    end = match.start("kind") if match["kind"] else match.end()
    beside = _number_after(sentence, end) or _number_before(sentence, match.start())
    if beside is None:
        yield Target(match.start(), end, title, None), set(inside)
    else:
        start, stop, normal, used = beside
        yield Target(min(start, match.start()), max(stop, end), title, normal), used | set(inside)


def _indexes(sentence: Sentence, start: int, end: int) -> range:
    """Of the numbers that begin in a part of the sentence."""
    starts = sentence.number_starts
    return range(bisect_left(starts, start), bisect_left(starts, end))


def _not_amending(sentence: Sentence, numbers: Sequence[NumberMatch]) -> list[NumberMatch]:
    """The numbers without those by which the document was only amended; all if none would be left."""
    kept = [number for number in numbers if not _AMENDED_BY.match(sentence.full, number.end)]
    return kept or list(numbers)


_Beside = tuple[int, int, NormalNumber, set[int]]
"""Where the naming by a number begins and ends, the number, the indexes of all numbers in it."""


def _number_after(sentence: Sentence, end: int) -> _Beside | None:
    """A number without brackets right after the title."""
    k = bisect_left(sentence.number_starts, end)
    if k < len(sentence.numbers) and sentence.numbers[k].start == end:
        number = sentence.numbers[k]
        return end, number.end, number.normal, {k}
    return None


def _number_before(sentence: Sentence, start: int) -> _Beside | None:
    """A number right before the title, or one by which the document was issued: …令第3号公布（、…令第9号修改）的《…》."""
    k = bisect_left(sentence.number_starts, start) - 1
    if k < 0 or sentence.numbers[k].end > start:
        return None
    number, used = sentence.numbers[k], {k}
    gap = _BEFORE_TITLE.fullmatch(sentence.full, number.end, start)
    if gap is None:
        return None
    if gap["revised"] and k:
        first = sentence.numbers[k - 1]
        if _FIRST_ISSUED.fullmatch(sentence.full, first.end, number.start):
            number, used = first, {k - 1, k}
    return number.start, start, number.normal, used


def _bare_naming(sentence: Sentence, number: NumberMatch, before: int) -> tuple[int, int]:
    """Where a naming without 《》 begins and ends: the number, with the words and brackets around it if it stands in brackets.

    `before` is where the naming in front of it ends.
    """
    plain, start, end = sentence.plain, number.start, number.end
    if not (plain[start - 1 : start] == "(" and plain[end : end + 1] == ")"):
        return start, end
    edge = max(before, start - _LONGEST_NAME)
    parts = [match.end() for match in _PART_START.finditer(plain, edge, start)]
    first = parts[-1] if parts else edge + (plain[edge : edge + 1] in _SEPARATORS)
    lead = _LEAD.match(plain, first, start - 1)
    return (lead.end() if lead else start - 1), end + 1


def list_before(sentence: Sentence, targets: Sequence[Target], end: int) -> list[Target]:
    """The targets of the list that ends right before `end`; what is named as a basis (根据《…》) is none of it."""
    chosen: list[Target] = []
    edge = end
    k = bisect_left(targets, end, key=lambda target: target.start)
    for target in (targets[i] for i in range(k - 1, -1, -1)):
        if target.end > end:
            continue
        gap = sentence.plain[target.end : edge]
        if chosen and chosen[-1].start == target.start:
            chosen.append(target)
            continue
        if (not _is_gap(gap) if chosen else gap) or _is_basis(sentence.plain, target.start):
            break
        chosen.append(target)
        edge = target.start
    return chosen[::-1]


def list_after(sentence: Sentence, targets: Sequence[Target], start: int) -> list[Target]:
    """The targets of the list that begins right at `start`."""
    chosen: list[Target] = []
    edge = start
    k = bisect_left(targets, start, key=lambda target: target.start)
    for target in (targets[i] for i in range(k, len(targets))):
        gap = sentence.plain[edge : target.start] if target.start >= edge else ""
        if not (_is_gap(gap) if chosen else len(gap) <= _LONGEST_GAP and _FIRST_GAP.fullmatch(gap)):
            break
        chosen.append(target)
        edge = max(edge, target.end)
    return chosen


def _is_basis(plain: str, start: int) -> bool:
    return bool(_BASIS.search(plain[max(start - _LONGEST_BASIS, 0) : start]))


def _is_gap(words: str) -> bool:
    return len(words) <= _LONGEST_GAP and bool(_GAP.fullmatch(words))
