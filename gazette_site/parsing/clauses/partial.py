"""第…条废止: parts of another document that a sentence ends, the document itself going on.

partly = (target parts)+ ,? from? (同时|即行|…)* (废止|失效|停止执行)         parts as in `parts`
       | lead? (废止|停止执行) (target parts)+          一、废止《…》第九条, only where the document is a decision
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gazette_site.late import late
from gazette_site.model import NormalNumber
from gazette_site.parsing.clauses.changes import Changed
from gazette_site.parsing.clauses.parts import OF_PARTS, parts_after, parts_before, starts_of_parts
from gazette_site.parsing.clauses.periods import first_day
from gazette_site.parsing.clauses.repeals import AT_ONCE, ITEM, NAMED_FROM, day_said_before, is_idle
from gazette_site.parsing.clauses.sentences import Sentence
from gazette_site.parsing.clauses.targets import targets_of

_ENDS = r"(?:废止|失效|(?:停止|终止|不再)(?:执行|实施|施行|适用))"
_STOP = r"(?=$|[,;。!)])"
_ENDED = late(rf"{OF_PARTS},?{NAMED_FROM}?,?{AT_ONCE}{_ENDS}{_STOP}")
_AFTER_LIST = late(_STOP)
_VERB = late(rf"(?:^(?P<item>{ITEM})?|[,;:]|(?:决定|现将?|宣布|同时|一并|予以)|(?<=起))(?P<ends>{_ENDS})原?")
_ABOUT = late(r"废止|失效|停止|终止|不再")
_HISTORY = late(r"(?:已|已经|曾|被|业已)$")


def partly_ended_in(sentence: Sentence, own: NormalNumber | None, deciding: bool) -> Iterator[Changed]:
    """The documents of which the sentence ends parts, with their labels."""
    plain = sentence.plain
    if not re.search("[条章节编附]", plain) or not _ABOUT.search(plain):
        return
    targets = targets_of(sentence, own)
    for end, known in starts_of_parts(sentence, targets):
        match = _ENDED.match(plain, end)
        found = parts_before(sentence, targets, end, known) if match and not _is_history(match[0]) else []
        if match and found and not is_idle(plain, found[0].target.start):
            day = first_day(match["day"]) if match["day"] else day_said_before(plain, found[0].target.start)
            yield from (Changed(one.target, sentence, one.labels, True, day) for one in found)
    for verb in _VERB.finditer(plain):
        found = parts_after(sentence, targets, verb.end())
        whole = found and _AFTER_LIST.match(plain, found[-1].end)
        if whole and (deciding or not verb["item"]) and not is_idle(plain, verb.end()):
            day = day_said_before(plain, verb.start("ends"))
            yield from (Changed(one.target, sentence, one.labels, True, day) for one in found)


def _is_history(words: str) -> bool:
    """Whether they were ended before: 第八条已废止."""
    return bool(_HISTORY.search(re.split(_ENDS, words, maxsplit=1)[0]))
