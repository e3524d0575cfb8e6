"""Where a person's name ends: 钱大为任…, 任命钱大为为…, 免去李任远市水务局局长职务.

name = character{2,4} | character blank character{1,2} | part (· part)+        钱大为  张　锐  斯琴·图雅
     | character{5,8}                                                          only where nothing shorter is possible

A name and the word after it can be cut in several ways (陈志任任…: 陈志 or 陈志任). The cuts are weighed by what the notice
itself gives: who is named in its title or elsewhere in it, what posts it names, and that a post begins with a place or its
level (澜川…, 市…, 县…). What is not settled so is said to be doubtful.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from gazette_site.characters import CJK, without_blanks
from gazette_site.late import late

_DOTTED_START = late(rf"(?:[{CJK}]{{1,12}}[·•‧・]){{1,3}}")
_RUN_AFTER = late(rf"[{CJK}]{{1,12}}")
_PADDED = late(rf"(?P<head>[{CJK}][ \u3000]+)[{CJK}]{{1,2}}")
_COMRADES = late(r"(?:[ \u3000]*[（(][^（）()]{1,20}[)）])?[ \u3000]*同志")
_COMRADE = late(r"[ \u3000]*同志|[ \u3000]+")
_RUN = late(rf"[{CJK}]{{2,8}}")
_REMARK = late(r"[ \u3000]*[（(](?P<remark>[^（）()]{1,20})[)）]")
"""（女，蒙古族）, （正处级） after a name."""

_OFFICE = "(?:市长|省长|县长|区长|旗长|州长|盟长|主席|主任|局长|厅长|部长|书记|检察长|院长|秘书长)"
SPEAKER = rf"(?:[{CJK}]{{2,20}}{_OFFICE}\s*|[代副]?{_OFFICE}\s+)(?:[{CJK}·]\s*){{2,6}}"
"""Who delivers a report or a speech: 澜川市财政局局长　方进, 市长　陆　衡."""
_MARKED = late(r"[·•‧・ \u3000]")
_LEVEL = "国省市州盟县区旗镇乡"
_VERBS = "任免|免去|任命|聘任|解聘"
_TITLE_NAMES = late(
    rf"(?:关于(?:{_VERBS}|接受|同意|决定)*|(?<!关于)(?:{_VERBS}))"
    rf"(?P<names>[{CJK}·•‧・、 \u3000]{{2,24}}?)(?:等[^的]{{0,6}})?同志"
)
_TITLE_PLACE = late(rf"^(?P<place>[{CJK}]{{2,6}}?)(?=[省市州盟县区旗])")
_USUAL = 4
"""Chinese names have no more characters; longer ones are of other peoples."""


class Cut(NamedTuple):
    """One way to read a sentence."""

    person: str
    """As printed."""
    act: str
    post: str
    remark: str = ""


class Known(NamedTuple):
    """What a notice says of itself that helps to tell names from posts."""

    persons: Collection[str] = ()
    posts: Collection[str] = ()
    place: str = ""
    """澜川, of 澜川市人民政府."""


def name_ends(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Where a name that begins at `start` may end, shortest first; 同志, blanks and a remark after it taken with it, and the remark."""
    ends = list(_bare_ends(text, start))
    for end in [end for end in ends if _COMRADES.match(text, end)] or ends:
        remark = _REMARK.match(text, end)
        after = remark.end() if remark else end
        comrade = _COMRADE.match(text, after)
        yield comrade.end() if comrade else after, remark["remark"] if remark else ""


def _bare_ends(text: str, start: int) -> Iterator[int]:
    if dotted := _DOTTED_START.match(text, start):
        rest = _RUN_AFTER.match(text, dotted.end())
        yield from range(dotted.end() + 1, (rest.end() if rest else dotted.end()) + 1)
    elif padded := _PADDED.match(text, start):
        yield from range(padded.start() + len(padded["head"]) + 1, padded.end() + 1)
    elif run := _RUN.match(text, start):
        yield from range(start + 2, run.end() + 1)


def known_from_title(title: str) -> Known:
    """The persons and the place that the title of a notice names."""
    match = _TITLE_NAMES.search(title)
    names = [without_blanks(name) for name in match["names"].split("、")] if match else []
    place = _TITLE_PLACE.match(without_blanks(title))
    return Known(frozenset(name for name in names if len(name) > 1), frozenset(), place["place"] if place else "")


def best_cut(cuts: Sequence[Cut], known: Known) -> tuple[Cut | None, bool]:
    """The likeliest of several ways to read a sentence, and whether it is sure."""
    if not cuts:
        return None, True
    usual = [cut for cut in cuts if _is_usual(cut.person)] or list(cuts)
    for keep in (_is_known_person, _is_known_post, _begins_like_post):
        kept = [cut for cut in usual if keep(cut, known)]
        if len(kept) == 1:
            return kept[0], True
        usual = kept or usual
    sure = len(usual) == 1 and _is_usual(usual[0].person)
    return min(usual, key=lambda cut: abs(len(without_blanks(cut.person)) - 3)), sure


def _is_usual(person: str) -> bool:
    return bool(_MARKED.search(person)) or 2 <= len(person) <= _USUAL


def _is_known_person(cut: Cut, known: Known) -> bool:
    return without_blanks(cut.person) in known.persons


def _is_known_post(cut: Cut, known: Known) -> bool:
    return without_blanks(cut.post).removesuffix("职务") in known.posts


def _begins_like_post(cut: Cut, known: Known) -> bool:
    post = without_blanks(cut.post)
    return post[:1] in _LEVEL or bool(known.place and post.startswith(known.place))
