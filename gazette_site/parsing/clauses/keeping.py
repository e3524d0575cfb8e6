"""延长, 继续有效: which documents a text keeps in force, and for how long.

extension = targets 文件? (的? 有效期 … (延长|延续|续期|顺延|延期) (至 end | term)? | 有效期 (由…)? 调整为 (end | term))
          | 延长 targets 的? 有效期 …
          | (下列|以下) … (继续有效|有效期延长 …) ： targets      a list in the same sentence
          | 将 (该文件|该办法) 有效期 延长 …       the document named right before
          | targets (继续有效|继续执行|转为正式施行) (至 end)? (，有效期延长 …)?
          | targets reasons one of these         《…》于1月31日到期，经评估，有效期延长三年 (topics.py)
item      = label? 有效期延长 (至 end | term)    in a text that announces, by its title or above, what it prolongs

Refused: what is only thought of or depends on something, as with repeals; 由…调整为五年 counts from a day that nobody names, so that
nothing is counted out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gazette_site.late import late
from gazette_site.model import IsoDate, NormalNumber
from gazette_site.parsing.clauses.periods import END, START, TERM, first_day, last_day, last_of
from gazette_site.parsing.clauses.repeals import is_idle, is_text, is_thought_of
from gazette_site.parsing.clauses.sentences import Sentence
from gazette_site.parsing.clauses.subjects import label_end
from gazette_site.parsing.clauses.targets import Target, list_after, list_before, targets_of
from gazette_site.parsing.clauses.topics import comments_after

_PERIOD = r"(?:有效期限?|执行期限?|实施期限?|试行期限?|施行期限?|期限)"
_DOES = r"(?:继续(?:有效|执行|施行|实施|适用)|转为正式(?:执行|施行|实施))"
_EXTENDED = late(
    rf"(?:文件)?(?:的)?{_PERIOD}?(?:由[^,;。]{{1,20}}?)?(?:(?:届满|期满|到期)(?:后|之后))?,?(?:统一)?(?:继续|再)?(?P<verb>延长|延续|续延|续期|顺延|展期|延期(?={TERM}|[至到,执实施])|延(?=[至到]))"
    rf"(?:有效期限?|执行期?|实施期?|施行|期限)?(?:(?:执行|实施|为)?(?P<term>{TERM}))?(?:[,(]?(?:即|自{START}起?)?(?:延长|延续|顺延|执行|实施)?(?:至|到|截至)(?P<to>{END}))?"
)
_ADJUSTED = late(
    rf"(?:文件)?(?:的)?{_PERIOD}(?:由[^,;。]{{1,20}}?)?(?:调整|变更|重新确定|重新核定|改)(?:(?:至|到|为)(?P<to>{END})|为{TERM})"
)
_NEEDED = r"(?:,?(?:经评估,?)?(?:需要?|有必要|仍需|确需)继续(?:有效|执行|施行|实施|适用),)?"
_REMAINS = late(
    rf"(?:等)?(?:[0-9一二三四五六七八九十两]+[件个部])?(?:文件)?(?:的)?(?:{_PERIOD}?(?:届满|期满|到期)(?:后|之后))?,?{_NEEDED}(?:现|仍|可以?|予以|自(?:(?P<since>{START})|[^,;。]{{2,20}})起)*{_DOES}(?:,?[至到](?P<to>{END}))?(?=$|[,;。止]|的(?:通知|公告|决定))"
)
_THEN = late(rf",{_PERIOD}(?:(?:为|延长|延续)?(?:至|到)?(?P<to>{END})|为?(?P<years>{TERM})(?=$|[,;。]))")
_KEEP_FIRST = late(r"(?:^|[,;:]|(?P<firm>决定|现|同意)|(?<=起))(?:将)?(?P<verb>延长|延续|顺延)")
_TILL = late(
    rf"(?:等)?(?:[0-9一二三四五六七八九十两]+[件个部])?(?:文件)?的?{_PERIOD}(?P<term>{TERM})?(?:,?(?:延长|顺延)?[至到](?P<to>{END})止?)?(?=$|[,;。)])"
)
"""What follows the documents whose 有效期 is made longer, the verb standing before them."""
_AHEAD = late(
    rf"(?:下列|以下|如下)[^:;。]{{0,40}}?(?:{_DOES}|有效期[^:;。,]{{0,12}}?(?:延长|延续|顺延|续期)(?P<term>{TERM})?)"
    rf"(?:[至到](?P<to>{END})止?)?(?:的?(?:规范性)?文件)?:"
)
"""以下文件继续有效：…、…: the list goes on in the same sentence."""
_NOT_DONE = late(r"不|未|拟|建议|是否")
_ABOUT = late(
    r"延长|延续|续延|延[至到]|续期|顺延|展期|延期|继续|转为正式|期限?(?:由[^,;。]{1,20}?)?(?:调整|变更|改|重新)"
)
_FOR_THE_TIME_BEING = late(r"(?<!目)前,?$")
"""新的标准公布前，《…》继续执行: until something comes that has no day; that is not kept in force for good."""
_SAME = late(r"(?:该|上述|以上|此)(?:文件|办法|规定|意见|通知|方案|措施|政策|细则)")


class Kept(NamedTuple):
    """What one sentence keeps in force."""

    target: Target
    sentence: Sentence
    until: IsoDate | None
    term: str


def kept_in(sentence: Sentence, own: NormalNumber | None, named_before: Sequence[Target]) -> Iterator[Kept]:
    """The documents that a sentence keeps in force; `named_before` is what 该文件 may mean."""
    if not _ABOUT.search(sentence.plain):
        return
    targets = targets_of(sentence, own)
    found = (
        *_named_first(sentence, targets),
        *_verb_first(sentence, targets),
        *_same_as_before(sentence, targets, named_before),
    )
    yield from (one for one in found if is_text(one.target))


def _named_first(sentence: Sentence, targets: Sequence[Target]) -> Iterator[Kept]:
    plain = sentence.plain
    for end in sorted({target.end for target in targets}):
        match = _kept_after(plain, end) or _kept_later(sentence, end, targets)
        found = list_before(sentence, targets, end) if match else []
        start = found[0].start if found else 0
        if match and found and not _FOR_THE_TIME_BEING.search(plain, 0, start) and not is_idle(plain, start):
            yield from (_kept(target, sentence, match) for target in found)


def _verb_first(sentence: Sentence, targets: Sequence[Target]) -> Iterator[Kept]:
    """延长《…》有效期, 以下文件继续有效：《…》."""
    plain = sentence.plain
    for verb in _KEEP_FIRST.finditer(plain):
        found = list_after(sentence, targets, verb.end())
        match = _TILL.match(plain, found[-1].end) if found else None
        start = verb.start("verb")
        if match and not is_idle(plain, start) and not is_thought_of(plain, start, bool(verb["firm"])):
            yield from (_kept(target, sentence, match) for target in found)
    for ahead in _AHEAD.finditer(plain) if targets else ():
        if not is_idle(plain, ahead.start()) and not _NOT_DONE.search(ahead[0]):
            yield from (_kept(target, sentence, ahead) for target in list_after(sentence, targets, ahead.end()))


def _same_as_before(sentence: Sentence, targets: Sequence[Target], named_before: Sequence[Target]) -> Iterator[Kept]:
    """将该文件有效期延长…: the document named right before."""
    ends = [target.end for target in sorted(targets, key=lambda target: target.end)]
    for same in _SAME.finditer(sentence.plain):
        match = _EXTENDED.match(sentence.plain, same.end())
        place = bisect_right(ends, same.start()) if match else 0
        known = targets[place - 1] if place else named_before[-1] if named_before else None
        if match and known and not is_idle(sentence.plain, same.start()):
            yield _kept(known, sentence, match)


def _kept_after(plain: str, end: int) -> re.Match[str] | None:
    """What is said right after a list that keeps it in force; 继续有效 may be followed by how long."""
    extended = _EXTENDED.match(plain, end) or _ADJUSTED.match(plain, end)
    remains = None if extended else _REMAINS.match(plain, end)
    if remains and plain.startswith(",", remains.end()):
        longer = _EXTENDED.match(plain, remains.end() + 1)
        return longer if longer and (longer["to"] or longer["term"]) else remains
    return extended or remains


def _kept_later(sentence: Sentence, end: int, targets: Sequence[Target]) -> re.Match[str] | None:
    """The same behind clauses that only tell how the term of the list ends and how it was looked at."""
    starts = comments_after(sentence, end, targets)
    return next((match for start in starts if (match := _kept_after(sentence.plain, start))), None)


def kept_by_item(sentence: Sentence, announced: Iterable[Kept]) -> Iterator[Kept]:
    """`一、有效期延长至2028年1月31日` of a text that has announced what it prolongs."""
    start = label_end(sentence.plain)
    match = _EXTENDED.match(sentence.plain, start) if sentence.first else None
    if match and match.start("verb") > start and (match["to"] or match["term"]):
        yield from (_kept(one.target, sentence, match) for one in announced)


def kept_in_title(title: Sentence, own: NormalNumber | None) -> Iterator[Kept]:
    """The documents that the title of an extending notice names: 关于延长《…》有效期的通知, 关于《…》继续有效的通知."""
    targets = targets_of(title, own)
    match = re.search(r"关于(?:继续执行|延长|延续(?:执行|实施)?|继续实施)", title.plain)
    if match:
        for target in list_after(title, targets, match.end()):
            yield Kept(target, title, None, "")
    yield from kept_in(title, own, [])


def _kept(target: Target, sentence: Sentence, match: re.Match[str]) -> Kept:
    return Kept(target, sentence, _until(match), match.groupdict().get("term") or "")


def _until(match: re.Match[str]) -> IsoDate | None:
    """The last day of what is kept: named, or told by the term that follows the day from which it goes on."""
    groups = match.groupdict()
    then = None if groups.get("to") else _THEN.match(match.string, match.end())
    since = first_day(groups.get("since") or "")
    if then and then["years"] and since:
        return last_of(since, then["years"])
    to = groups.get("to") or (then["to"] if then else None)
    return last_day(to) if to else None
