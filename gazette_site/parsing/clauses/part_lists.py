"""Parts that are listed under the line that says what becomes of them.

    下列规章条款暂停实施：           ahead  = (下列|以下|如下) … (hold | 恢复… | 废止 | 停止执行 | …) ：
    1.《甲》第七条；                 item   = label? (target parts)+ ;|。
    2.《乙》第九条至第十一条。
    暂停期限自…至…。                 length = (上述|暂停)? … (期限|时间) (为)? (span | term)

The list ends with the first sentence that is no item; the length may follow it, as it may follow any sentence that sets something
aside. Of what is only thought of (拟) nothing is read.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from gazette_site.late import late
from gazette_site.model import IsoDate, NormalNumber
from gazette_site.parsing.clauses.changes import Changed
from gazette_site.parsing.clauses.parts import Part, parts_after
from gazette_site.parsing.clauses.periods import END, START, TERM, first_day, last_day
from gazette_site.parsing.clauses.repeals import NAMED_FROM, day_said_before, is_idle
from gazette_site.parsing.clauses.sentences import Sentence
from gazette_site.parsing.clauses.subjects import label_end
from gazette_site.parsing.clauses.suspensions import HOLD, Suspended
from gazette_site.parsing.clauses.targets import targets_of

_DO = r"(?:执行|实施|施行|适用)"
_AHEAD = late(
    rf"(?:下列|以下|如下)[^:;。]{{0,40}}?(?:(?P<hold>{HOLD})|(?P<again>恢复{_DO})|(?P<ends>废止|失效|(?:停止|终止|不再){_DO}))[^:;。]{{0,8}}:$"
)
_NOT_DONE = late(r"不予|拟|建议|是否|已|曾|可以|应当")
_FROM = late(NAMED_FROM)
_END_OF_ITEM = late(r"(?:的?执行)?[;。,]?(?:和|及|以及)?$")
_LENGTH = late(
    rf"(?:(?P<all>上述|以上|前述)|暂停|中止|暂缓)[^,;。]{{0,16}}?(?:期限?|时间)(?:为|自|从)*"
    rf"(?:(?P<since>{START})起?(?:至|到|—+|-+|~)(?P<stop>{END})|(?:至|到)(?P<to>{END})|(?P<term>{TERM}))"
)


class _Ahead(NamedTuple):
    """The line above a list."""

    sentence: Sentence
    day: IsoDate | None
    ends: bool
    resumed: bool


class PartList:
    """Reads the sentences of a document one after the other."""

    def __init__(self, own: NormalNumber | None) -> None:
        self._own = own
        self._ahead: _Ahead | None = None
        self.suspended: list[Suspended] = []
        """What was set aside or taken up again so far."""
        self.ended: list[Changed] = []

    def concerns(self, printed: str) -> bool:
        """Whether a paragraph may announce a list, be an item of one, or say for how long."""
        return self._ahead is not None or bool(self.suspended) or printed.rstrip()[-1:] in (":", "：")

    def read(self, sentence: Sentence) -> None:
        """Takes the next sentence in."""
        plain = sentence.plain
        if ahead := _ahead(sentence):
            self._ahead = ahead
        elif self._ahead and (parts := self._item(sentence)):
            self._add(self._ahead, parts)
        else:
            self._ahead = None
            if self.suspended and "《" not in plain and (length := _LENGTH.search(plain)):
                self._last_for(length)

    def _last_for(self, length: re.Match[str]) -> None:
        """Says how long what the last sentence set aside stays so, or all of it (上述)."""
        latest = self.suspended[-1].sentence
        first = first_day(length["since"] or "")
        last = last_day(length["stop"] or length["to"] or "", (first or "")[:4])
        self.suspended = [
            _during(one, first, last, length["term"] or "") if length["all"] or one.sentence is latest else one
            for one in self.suspended
        ]

    def _item(self, sentence: Sentence) -> list[Part]:
        if "《" not in sentence.plain and "号" not in sentence.plain:
            return []
        parts = parts_after(sentence, targets_of(sentence, self._own), label_end(sentence.plain))
        return parts if parts and _END_OF_ITEM.match(sentence.plain, parts[-1].end) else []

    def _add(self, ahead: _Ahead, parts: list[Part]) -> None:
        for one in parts:
            if ahead.ends:
                self.ended.append(Changed(one.target, ahead.sentence, one.labels, True, ahead.day))
            else:
                self.suspended.append(
                    Suspended(one.target, ahead.sentence, ahead.day, None, "", ahead.resumed, one.labels)
                )


def _ahead(sentence: Sentence) -> _Ahead | None:
    match = _AHEAD.search(sentence.plain) if sentence.plain.endswith(":") else None
    if match is None or _NOT_DONE.search(match[0]) or is_idle(sentence.plain, match.start()):
        return None
    named = _FROM.search(match[0])
    day = first_day(named["day"]) if named and named["day"] else day_said_before(sentence.plain, match.start())
    return _Ahead(sentence, day, bool(match["ends"]), bool(match["again"]))


def _during(one: Suspended, first: IsoDate | None, last: IsoDate | None, term: str) -> Suspended:
    if one.resumed or one.until or one.term:
        return one
    return one._replace(named_day=one.named_day or first, until=last, term=term)
