"""Parts of a document as sentences name them: 《…》第六条第二款、第七条至第九条的规定, 《…》附件2.

    part   = article (第n款|项|目)* | 第n(章|节|编) | (附件|附表|附则) n?
    parts  = part ((、|和|至) part)*
    of     = 的? 原? parts (的? (有关)? (规定|内容|条款))?          what follows the name of the document

A range (第七条至第九条) is told label by label where both ends are articles.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from gazette_site.late import late
from gazette_site.numerals import chinese_to_int, int_to_chinese
from gazette_site.parsing.clauses.sentences import Sentence
from gazette_site.parsing.clauses.targets import Target, list_after, list_before

_N = r"[0-9〇零一二三四五六七八九十百两]{1,7}"
ARTICLE = r"第[0-9〇零一二三四五六七八九十百两]{1,7}条(?:之[一二三四五六七八九十]{1,2})?"
"""第六条, 第六条之一."""
_PART_OF = r"(?:第[0-9一二三四五六七八九十]{1,4}[款项目]|[、和及]第[0-9一二三四五六七八九十]{1,4}[款项目])*+"
_TO = r"(?:至|到|-+|—+|~)"
_ONE = rf"(?:第{_N}{_TO}第?{_N}条|{ARTICLE}){_PART_OF}"
ARTICLES = rf"{_ONE}(?:(?:[、和及与]{{1,2}}|{_TO})原?{_ONE})*+"
"""第六条第二款、第七条和第八条, 第六条至第八条, 第六至八条."""
_OTHER = r"(?:第[0-9一二三四五六七八九十]{1,4}[章节编]|附[件表则][0-9一二三四五六七八九十]{0,3})"
_ANY = rf"(?:{_ONE}|{_OTHER})"
PARTS = rf"{_ANY}(?:(?:[、和及与]{{1,2}}|{_TO})原?{_ANY})*+"
OF_PARTS = rf"(?:的|中的?)?原?(?P<articles>{PARTS})(?:的?(?:有关|相关)?(?:规定|内容|条款|条文))?"
"""What follows the name of a document of which only parts are meant; the parts in the group `articles`."""
_SHORT_RANGE = late(rf"第(?P<first>{_N})(?P<to>{_TO})第?(?P<last>{_N})条")
_BELOW = r"(?:第[0-9一二三四五六七八九十]{1,4}[款项目])"
_LABEL = late(rf"(?P<to>{_TO})?原?(?P<label>{ARTICLE}|{_OTHER})(?P<below>{_BELOW}*)|[、和及](?P<more>{_BELOW}+)")
_OF_PARTS = late(OF_PARTS)
_AND = r"[、,;]?(?:以及|和|及|与)?(?:[0-9]{1,2}[.、]|\([0-9一二三四五六七八九十]{1,3}\))?原?"
_GAP = late(_AND)
_BETWEEN = late(rf"{OF_PARTS}{_AND}")
_LATER = late(r"[,;](?:其中的?|且|并)?(?=原?第)")
_NUMBER = late(r"第(?P<n>[^条]+)条")
_MOST_OF_A_RANGE = 100


class Part(NamedTuple):
    """Some parts of one document."""

    target: Target
    labels: tuple[str, ...]
    end: int
    """Where the words end that name them."""


def labels_in(words: str) -> tuple[str, ...]:
    """The articles that folded words name, each once: `第七条第二款、第九条至第十一条` are 第七条, 第九条, 第十条, 第十一条."""
    return tuple(dict.fromkeys(label for label, _ in _labels(words)))


def exact_labels_in(words: str) -> tuple[str, ...]:
    """The same with what is meant of an article: `第七条第二款、第三款` are 第七条第二款, 第七条第三款."""
    return tuple(dict.fromkeys(label + below for label, below in _labels(words)))


def _labels(words: str) -> Iterator[tuple[str, str]]:
    """Article by article, with the paragraph or item that is meant, or nothing."""
    last = ""
    for match in _LABEL.finditer(_SHORT_RANGE.sub(r"第\g<first>条\g<to>第\g<last>条", words)):
        if match["more"]:
            yield last, match["more"]
            continue
        yield from ((label, "") for label in (_between(last, match["label"]) if match["to"] and last else ()))
        last = match["label"]
        yield last, match["below"]


def _between(first: str, last: str) -> Sequence[str]:
    """The articles between two, without them."""
    ends = [_NUMBER.fullmatch(label) for label in (first, last)]
    numbers = [chinese_to_int(match["n"]) if match else None for match in ends]
    start, stop = numbers
    if start is None or stop is None or not 0 < stop - start <= _MOST_OF_A_RANGE:
        return ()
    figures = any(match and match["n"].isdecimal() for match in ends)
    return [f"第{n if figures else int_to_chinese(n)}条" for n in range(start + 1, stop)]


def articles_of(part: Part) -> tuple[str, ...]:
    """Its articles, whatever is meant of each."""
    return labels_in("、".join(part.labels))


def parts_before(sentence: Sentence, targets: Sequence[Target], end: int, known: Target | None = None) -> list[Part]:
    """The parts of a list whose last document ends at `end`: 《甲》第七条、《乙》第九条. Empty if no parts follow there.

    With a document that is `known` the parts at `end` are its own.
    """
    last = _OF_PARTS.match(sentence.plain, end)
    if known:
        return [Part(known, exact_labels_in(last["articles"]), last.end())] if last else []
    named = list_before(sentence, targets, end) if last else []
    if not last or not named:
        return []
    chosen = [Part(named[-1], exact_labels_in(last["articles"]), last.end())]
    for target, following in reversed(list(pairwise(_up_to(targets, named[-1])))):
        between = _BETWEEN.fullmatch(sentence.plain, target.end, following.start)
        if between is None:
            break
        chosen.append(Part(target, exact_labels_in(between["articles"]), between.end()))
    return chosen[::-1]


def parts_after(sentence: Sentence, targets: Sequence[Target], start: int) -> list[Part]:
    """The parts of a list that begins at `start`. Empty if the first document is not followed by any."""
    chosen: list[Part] = []
    named = next(iter(list_after(sentence, targets, start)), None)
    while named and (parts := _OF_PARTS.match(sentence.plain, named.end)):
        chosen.append(Part(named, exact_labels_in(parts["articles"]), parts.end()))
        gap = _GAP.match(sentence.plain, parts.end())
        place = bisect_left(targets, gap.end(), key=lambda one: one.start) if gap else len(targets)
        named = targets[place] if gap and place < len(targets) and targets[place].start == gap.end() else None
    return chosen


def starts_of_parts(sentence: Sentence, targets: Sequence[Target]) -> Iterator[tuple[int, Target | None]]:
    """Where parts may be named: behind each document (None), and in later clauses that go on with parts of the one before.

    《…》第七条停止执行，第九条自3月1日起暂停执行: the second clause is about the same document.
    """
    yield from ((end, None) for end in sorted({one.end for one in targets}))
    last: Target | None = None
    places = iter([*targets, None])
    following = next(places)
    for clause in _LATER.finditer(sentence.plain):
        while following and following.end <= clause.start():
            last, following = following, next(places)
        if last and _OF_PARTS.match(sentence.plain, last.end):
            yield clause.end(), last


def _up_to(targets: Sequence[Target], last: Target) -> list[Target]:
    return [one for one in targets if one.start <= last.start]
