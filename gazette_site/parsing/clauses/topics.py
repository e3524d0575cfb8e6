"""Topic and comment: documents named once, reasons after a comma, and only then what becomes of them.

    topic = targets (told ，)* lead? comment        《…》于1月31日到期，经评估，有效期延长三年。  《…》与上位法不一致，予以废止。
    told  = a clause that says how a term ends, how the text was looked at, or why                 到期, 届满, 评估, 研究, 不适应, 不一致

A clause about a part of the documents (的规定, 第三条), about what is only thought of, or with another document in it ends the search.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from gazette_site.characters import CJK
from gazette_site.late import late
from gazette_site.parsing.clauses.sentences import Sentence
from gazette_site.parsing.clauses.subjects import label_end
from gazette_site.parsing.clauses.targets import Target, list_before

_TOLD = late(
    r"^(?:因|由于|鉴于|已经?不|已被|已由|主要内容|与)|到期|届满|期满|已满|评估|研究|同意|批准|审议|审查|清理|简称|确?需要?继续|有效期限?(?:为|至|到)|不适应|不符|不一致|抵触|冲突|已完成|完成使命|情况(?:发生)?变化|调整"
)
_NOT_TOLD = late(
    r"不再(?!延长|延续)|不予|未|拟|建议|是否|可以|申请|废止|失效|停止|终止|暂停|如果?|若|^(?:的|中|第|规定|有关|关于|所)|的$"
)
_REPLACED = late(
    r"(?:已被|已由|被)[^,;。]{1,60}(?:替代|代替|取代),|的?(?:全部|主要|有关)?内容(?:已|均已|已经)?(?:并入|纳入|整合[到进]?)[^,;。]{1,40},"
)
"""The one reason that may name another document."""
_LEAD = late(
    r"(?:现|决定|同意|将|对|把|其|的|仍|该?(?:文件|办法|规定|意见|通知|方案|措施|政策|细则)(?=.{0,2}(?:期限|有效|继续|延|予以|废止)))*"
)
_OPENS = late(rf"(?:原|现|将|对|把|同意|决定|鉴于|因|其中|[{CJK}]{{0,20}}?(?:印发|发布|公布|制定|出台|下发)的?)*")
_STOP = late(r"[,;:。]")
_CLAUSE = late(r"[,;。]|$")
_MOST, _LONGEST = 4, 60


def comments_after(sentence: Sentence, end: int, targets: Sequence[Target]) -> Iterator[int]:
    """Where a comment on the documents that end at `end` may begin, behind each clause that only tells something."""
    plain, start = sentence.plain, end
    for step in range(_MOST):
        comma = _CLAUSE.search(plain, start, start + _LONGEST + 1)
        if comma is None or comma[0] != "," or not (comma.start() == start or _is_told(plain[start : comma.end()])):
            return
        if _names_one(targets, start, comma.end()) and not _REPLACED.match(plain, start):
            return
        if step == 0 and not _is_topic(sentence, end, targets):
            return
        start = comma.end()
        lead = _LEAD.match(plain, start)
        yield lead.end() if lead else start


def _names_one(targets: Sequence[Target], start: int, stop: int) -> bool:
    """Whether one of the documents, which are in order, begins in a part of the sentence."""
    place = bisect_left(targets, start, key=lambda target: target.start)
    return place < len(targets) and targets[place].start < stop


def _is_topic(sentence: Sentence, end: int, targets: Sequence[Target]) -> bool:
    """Whether nothing stands before the documents in their clause that makes them a part of something else: 听取了《…》."""
    topic = list_before(sentence, targets, end)
    before = sentence.plain[max(topic[0].start - _LONGEST, 0) : topic[0].start] if topic else ""
    opening = _STOP.split(before)[-1]
    return bool(topic) and _OPENS.fullmatch(opening, label_end(opening)) is not None


def _is_told(clause: str) -> bool:
    told = bool(_REPLACED.match(clause)) or (
        bool(_TOLD.search(clause)) and not _NOT_TOLD.search(clause.removesuffix(","))
    )
    return len(clause) <= _LONGEST and told
