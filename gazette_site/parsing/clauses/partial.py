"""第…条废止: articles of another document that a sentence ends, the document itself going on.

partly = target 的? articles 的规定? ,? from? (同时|即行|…)* (废止|失效|停止执行)
       | lead? (废止|停止执行) target 的? articles          一、废止《…》第九条, only where the document is a decision
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gazette_site.late import late
from gazette_site.model import NormalNumber
from gazette_site.parsing.clauses.changes import ARTICLE, ARTICLES, Changed
from gazette_site.parsing.clauses.periods import first_day
from gazette_site.parsing.clauses.repeals import AT_ONCE, ITEM, NAMED_FROM, day_said_before, is_idle
from gazette_site.parsing.clauses.sentences import Sentence
from gazette_site.parsing.clauses.targets import list_after, list_before, targets_of

_ENDS = r"(?:废止|失效|(?:停止|终止|不再)(?:执行|实施|施行|适用))"
_NAMED = late(ARTICLE)
_OF = rf"(?:的|中的?|中)?原?(?P<articles>{ARTICLES})(?:的?(?:规定|内容|条款))?"
_ENDED = late(rf"{_OF},?{NAMED_FROM}?,?{AT_ONCE}{_ENDS}(?=$|[,;。!)])")
_AFTER_VERB = late(rf"{_OF}(?=$|[,;。!)])")
_VERB = late(rf"(?:^(?P<item>{ITEM})?|[,;:]|(?:决定|现将?|宣布|同时|一并|予以)|(?<=起))(?P<ends>{_ENDS})原?")
_HISTORY = late(r"(?:已|已经|曾|被|业已)$")


def partly_ended_in(sentence: Sentence, own: NormalNumber | None, deciding: bool) -> Iterator[Changed]:
    """The documents of which the sentence ends articles, with their labels."""
    if "条" not in sentence.plain or not re.search(r"废止|失效|停止|终止|不再", sentence.plain):
        return
    targets = targets_of(sentence, own)
    for end in sorted({target.end for target in targets}):
        match = _ENDED.match(sentence.plain, end)
        found = list_before(sentence, targets, end) if match else []
        if match and found and not is_idle(sentence.plain, found[0].start) and not _is_history(match[0]):
            day = first_day(match["day"]) if match["day"] else day_said_before(sentence.plain, found[0].start)
            yield Changed(found[-1], sentence, tuple(_NAMED.findall(match["articles"])), True, day)
    for verb in _VERB.finditer(sentence.plain):
        found = list_after(sentence, targets, verb.end())
        match = _AFTER_VERB.match(sentence.plain, found[0].end) if found else None
        if match and (deciding or not verb["item"]) and not is_idle(sentence.plain, verb.end()):
            day = day_said_before(sentence.plain, verb.start("ends"))
            yield Changed(found[0], sentence, tuple(_NAMED.findall(match["articles"])), True, day)


def _is_history(words: str) -> bool:
    """Whether they were ended before: 第八条已废止."""
    return bool(_HISTORY.search(re.split(_ENDS, words, maxsplit=1)[0]))
