"""结构层次序数: the numbers at the head of lines, and the other marks by which a line shows what it is.

Each form is a named pattern beside what is made of its match.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from gazette_site.characters import CJK, bare, folded
from gazette_site.dates import looks_like_printed_date
from gazette_site.document_numbers import number_line
from gazette_site.late import late
from gazette_site.model import Level
from gazette_site.numerals import chinese_to_int

_CN = "[〇零○一二两三四五六七八九十百千]"


class Label(NamedTuple):
    """A number at the head of a line."""

    level: Level | None
    """None for an article."""
    printed: str
    """`（二）`, `第十一条之一`."""
    number: int
    """What it counts, 0 if it cannot be read."""
    end: int
    """Where the words after it begin."""


_DIVISION = late(rf"第\s*(?P<n>{_CN}{{1,5}}|\d{{1,3}})\s*(?P<unit>[编章节])(?![、，。]|程|目|节|约|省)\s*")
_ARTICLE = late(
    rf"第\s*(?P<n>{_CN}{{1,7}}|\d{{1,4}})\s*条(?:之(?P<sub>{_CN}{{1,3}}))?(?!第|规定|所|的|、|和|或|至|以|中|款|及|之|至|[（(]|修改|改为|，)\s*"
)
_FIRST = late(r"(?P<n>[一二三四五六七八九十百]{1,4})\s*(?:、|[.．](?!\d)|,(?=\D))\s*")
_SECOND = late(r"[（(﹙]\s*(?P<n>[一二三四五六七八九十百]{1,4})\s*[)）﹚](?!项(?!目)|款(?!项)|目(?![标录前的]))\s*")
_THIRD = late(r"(?P<n>\d{1,3})\s*(?:[.．](?!\d)|、)\s*")
_FOURTH = late(r"[（(﹙]\s*(?P<n>\d{1,3})\s*[)）﹚](?!项(?!目)|款(?!项)|目(?![标录前的]))\s*")
_FIFTH = late(r"(?P<n>[①-⑳])\s*")

_FORMS: tuple[tuple[Level, re.Pattern[str]], ...] = (
    (Level.FIRST, _FIRST),
    (Level.SECOND, _SECOND),
    (Level.THIRD, _THIRD),
    (Level.FOURTH, _FOURTH),
    (Level.FIFTH, _FIFTH),
)
_MARKS = late(r"[,。;:、《》]")
_UNITS = {"编": Level.PART, "章": Level.CHAPTER, "节": Level.SECTION}


_NEAR = 4096
"""Lines whose form is remembered: every pass asks for the same line and its neighbours several times."""


@lru_cache(maxsize=_NEAR)
def label_of(text: str) -> Label | None:
    """The label at the head of `text`, or None.

    `2.1万` and `210国道` have none; neither have `第五条规定`, `（三）项`, `第一节约`.
    """
    if not text or text[0] not in _FIRST_CHARACTERS:
        return None
    if text[0] == "第":
        return _division(text) or _article(text)
    for level, pattern in _FORMS:
        match = pattern.match(text)
        if match and match.end() <= len(text):
            number = ord(match["n"]) - 0x245F if level is Level.FIFTH else chinese_to_int(match["n"])
            return Label(level, match.group().strip(), number or 0, match.end())
    return None


_FIRST_CHARACTERS = frozenset(
    "第一二三四五六七八九十百（(﹙0123456789０１２３４５６７８９" + "".join(chr(c) for c in range(0x2460, 0x2474))
)


def _division(text: str) -> Label | None:
    match = _DIVISION.match(text)
    if not match or len(text) > 45 or re.search("[。；，]", text):
        return None
    return Label(_UNITS[match["unit"]], match.group().strip(), chinese_to_int(match["n"]) or 0, match.end())


def _article(text: str) -> Label | None:
    match = _ARTICLE.match(text)
    if not match:
        return None
    return Label(None, match.group().strip(), chinese_to_int(match["n"]) or 0, match.end())


_ATTACHMENT = (
    r"(?P<open>[【\[（(〔])?\s*附\s*+(?P<what>[件表图录])\s*+(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3}|[A-ZＡ-Ｚ](?![A-Za-z]))?"
    r"(?P<sub>\s*[-—－–之]\s*\d{1,2})?(?(open)\s*[】\]）)〕])"
)
ATTACHMENT_LABEL = late(_ATTACHMENT.replace("[件表图录])", "[件表图录]?)") + r"\s*[:：.．、]?")
"""附件, or short 附, alone on its line, with or without a number, a bracket around it, a colon or dot after it."""
ATTACHMENT_LABEL_AND_TITLE = late(_ATTACHMENT + r"\s*+[:：.．、]?\s*(?P<title>\S.*)")
"""The same before a title on its line."""
ATTACHMENT_NOTE = late(r"附\s*+件?\s*+(?P<n>\d{1,2})?\s*(?P<colon>[:：])\s*(?=\S)")
"""附件： or 附： with words after it: 附件说明, or a label with its title on the same line."""
ANNOTATION = late(
    r"[（(]\s*(?:(?:此\s*件|此\s*文|本\s*文|本\s*件|主动公开|依申请公开|公开发布|不予公开|有\s*删减)[^()（）。]{0,60}|联\s*系\s*(?:人|单位|电话|方式)\s*[:：][^（）()]{1,60})[)）]"
)
"""附注 (GB/T 9704-2012, 7.3.6): in brackets under the date, who may read it, or whom to ask."""
BULLET = late(r"(?!■■)(?P<mark>[●○◎•·∙◆◇■□★☆▲△▪※◉⚫⬤⚪]+)\s*")


def attachment_number(label: re.Match[str]) -> int:
    """What the label of an attachment counts, 0 if it has no number: 附件二 and 附录B are 2."""
    written = unicodedata.normalize("NFKC", label["n"] or "")
    return ord(written) - ord("A") + 1 if written.isupper() else chinese_to_int(written) or 0


ORGAN = late(
    r"(?:人民政府|政府|办公室|办公厅|委员会|管委会|党委|市委|县委|区委|旗委|州委|委|局|厅|部|院|军分区|警备区|人民武装部|人武部|总工会|联合会|"
    r"支队|总队|大队|中心支行|支行|分行|监管局|分局|管理处|指挥部|领导小组|集团|公司|大学|学院|中心|协会|社)(?:（[^（）]*）)?"
)
"""How the name of a body ends that may sign a document."""
SIGNATORY = late(
    rf"(?:代?\s*(?:市|省|县|区|旗|州|盟)\s*长|代?主\s*席|主\s*任|局\s*长|厅\s*长)\s*+[:：]?\s*(?:[{CJK}·]\s*){{2,6}}"
)
"""The office and name under an order: 市长　陆衡."""


_SEAL = late(r"\((?:印章?|盖章|公章|章|代章|盖印)\)$")
"""What a transcript puts for the seal (GB/T 9704-2012, 7.3.5)."""


def without_seal(short: str) -> str:
    """A folded line without the words for a seal at its end."""
    return _SEAL.sub("", short) if short.endswith(")") else short


@lru_cache(maxsize=_NEAR)
def is_signature(text: str) -> bool:
    """Whether a line can be a signature (署名): the name of a body, or office and name, and nothing else, its seal apart."""
    short = without_seal(folded(text))
    if len(short) > 40 or _MARKS.search(short.rstrip(":")) or label_of(text):
        return bool(SIGNATORY.fullmatch(text.strip())) and len(short) <= 16
    return bool(SIGNATORY.fullmatch(text.strip())) or (bool(re.search(ORGAN.pattern + "$", short)) and len(short) >= 4)


@lru_cache(maxsize=_NEAR)
def stands_alone(text: str) -> bool:
    """Whether a line is complete by its form, so that nothing is joined to it: a date, an annotation, a document number, an attachment label."""
    compact = folded(text)
    if len(compact) > 60:
        return False
    return (
        looks_like_printed_date(text)
        or bool(ANNOTATION.fullmatch(compact))
        or bool(ATTACHMENT_LABEL.fullmatch(compact))
        or number_line(text) is not None
    )


PERSON = late(
    rf"(?:(?:[{CJK}]\s*){{1,8}}[:：]\s*)?"  # 组 长：
    rf"[{CJK}·]{{1,5}}(?:[ \u3000]+[{CJK}])?"  # 张 锐
    rf"[ \u3000]+[{CJK}（）()、，A-Za-z0-9]{{2,60}}"
)
"""A line of a member list: name, blank, office."""


def is_person_line(text: str) -> bool:
    """Whether a line has the form of a member list: `组 长：陆 衡 市委常委、副市长`, `陆衡　市水务局局长`."""
    return len(text) <= 60 and "。" not in text and label_of(text) is None and bool(PERSON.fullmatch(text))


_TITLE_END = (
    "办法|规定|细则|方案|规划|预案|意见|措施|制度|标准|规则|条例|章程|名单|清单|目录|名录|计划|要点|报告|通知|公告|通告|决定|指南|规范|"
    "流程|纲要|政策|导则|规程|机制|工程|分工|任务|职责|公约|守则|办法释义|一览表|表|图|书|函|组|体系|通报|批复|议案|纪要|决议|令"
)
_TITLE = late(rf".*(?:{_TITLE_END})(?:[（(][^（）()]*[)）])*")


def is_title_like(text: str) -> bool:
    """Whether a line can be a title, or end one: no sentence, no label, ends as titles of texts, lists and tables do."""
    short = folded(text)
    return (
        3 <= len(short) <= 90
        and not re.search(r"[。;!?:]", short)
        and label_of(text) is None
        and bool(_TITLE.fullmatch(short))
    )


TO_MANY = late("各位|们|来宾|同胞|朋友|乡亲|父老")
"""A salutation (称谓) speaks to those present; 尊敬的王某某代表 is the one addressed by a letter."""


@lru_cache(maxsize=_NEAR)
def is_title_part(text: str) -> bool:
    """Whether a line can be one of several lines of a title."""
    short = folded(text)
    return (
        0 < len(bare(text)) <= 60
        and not re.search(r"[。;!?:]", short)
        and label_of(text) is None
        and not stands_alone(text)
    )
