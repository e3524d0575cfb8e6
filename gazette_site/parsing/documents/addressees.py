"""主送机关: to whom a document is addressed, told from other lines that end with a colon."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from gazette_site.characters import folded
from gazette_site.late import late
from gazette_site.parsing.text.displaced import split_glued_addressee
from gazette_site.parsing.text.labels import TO_MANY, label_of, stands_alone
from gazette_site.punctuation import is_closed
from gazette_site.reading.lines import Line

_BODY = late(
    r"(?:政府|单位|部门|机[构关]|企业|公司|委|局|办|院|厅|会|校|所|站|中心|团体?|区|县|旗|市|州|盟|镇|乡|处|室|组织?|银行|行|集团|大学|部|社|联|厂|队|庭|军)$"
)
"""How names of bodies end: proof where the colon is misread, a help elsewhere."""
_PERSON = late(
    r"(?:委员|代表|同志|先生|女士|教授|院士|书记|主席|[主班组厂局市省县区州镇乡校院]长|主任|人员|居民|市民)$"
)
_MARK = late("[,、;]")
_BRACKET = late(r"\([^()]*\)")
_LEAD_IN = late(
    r"(?:如下|以下|下列|下面|决定|公布|发布|公告|通告|通知|通报|批复|答复|函复|回复|规定|命令|任命|任免|聘任|批准|同意|认为|指出|要求|强调|提出|建议|明确|议定|决议|"
    r"(?<!有关)(?<!相关)(?<!各)方面|几点|几项|情况|包括|分别为?|为|是|有(?![关限])|做|按|将|对|把)[^,、;]{0,8}$"
)
"""How the sentence ends that leads in a text: 现公告如下：, 市政府决定：."""
_LABEL = late(
    r"(?:时间|地点|范围|对象|内容|目标|任务|要求|原则|事项|条件|标准|程序|步骤|依据|办法|措施|名单|主题|电话|地址|日期|期限|方式|金额|理由|目的|意义|问题|意见|附件|附|注|"
    r"说明|关键词|主题词)$"
)
"""Words before a colon that name a matter, not a reader: 禁渔范围：."""
_CLAUSE = late(
    r"[为因]|经(?:认真|研究|审[核议查]|讨论|批准|报|商|市|省|县|区|州|国务院|自治区|此)|"
    r"根据|按照?|依照|依据|鉴于|由于|遵照|关于|现(?:就|将|对|把|予|公|发|通|印|批|答|决|转|下|提|随)|兹|特[此制发定通公决]|"
    r"近[日来年期]|目前|当前|随着|自\d|自从|凡|对于"
)
"""How a clause begins that is no name. 经信局 and 现代农业园 are names."""
_SENTENCE = late(r"[。!?《》]|\d{1,2}月\d{1,2}日|\d%|[已了您]|应当|必须|(?<![需主重紧])要(?![塞素客])")
"""What no list of names holds."""
_RUNS_ON = late(
    r"\s*(?P<names>[^：:。《》]{2,120}[：:])\s*(?=[你您贵](?:单位|部门|局|处|市|县|区|旗|厅|校|院|公司|委|办|所|站|会|镇|乡|部|们|的|提|来|《)"
    r"|现将|现就|经研究|经市|为(?!了?：)|根据|按照|请)"
)
_MOST_LINES = 12
"""Lines of one addressee, at most, as narrow columns wrap it."""
_REGISTRATION = late(r"(?:规范性文件)?(?:统一)?(?:(?:登记|备案)?编?号:|(?:登记|备案)编?号(?=[A-Za-z\d]))")


class Opening(NamedTuple):
    """The lines between the head of a document and its text."""

    registration: list[Line]
    """登记号 of a normative document, under its number."""
    addressee: list[Line]
    """主送机关."""
    salutation: list[Line]
    """称谓 of a speech."""
    rest: list[Line]
    """The text."""
    by_place: bool = False
    """Whether only its place makes the addressee one: its words are those of no body or person that the rules know."""


def read_opening(lines: Sequence[Line]) -> Opening:
    """Whom the document is addressed to. Half a sentence that was glued to the addressee goes back to the text."""
    k = 0
    while k < len(lines) and _is_registration(lines[k]):
        k += 1
    registration, rest = list(lines[:k]), list(lines[k:])
    glued = (split_glued_addressee(rest[0]) or _on_one_line(rest[0])) if rest and rest[0].cells is None else None
    if glued:
        return Opening(registration, [glued[0]], [], [glued[1], *rest[1:]])
    if rest and _is_salutation(rest[0]):
        return Opening(registration, [], rest[:1], rest[1:])
    end = _addressee_end(rest)
    return Opening(registration, rest[:end], [], rest[end:], by_place=end > 0 and not _has_reader(rest[:end]))


def _on_one_line(line: Line) -> tuple[Line, Line] | None:
    """The addressee and the text that goes on behind its colon: 东渡公证处：你处的请示收悉，….

    Every name is that of a body or a person, and the text speaks to them, or begins as texts do.
    """
    match = _RUNS_ON.match(line.text)
    names = _names(folded(match["names"])) if match else []
    if not match or not line.text.rstrip().endswith(("。", "：", "；")):
        return None
    if not all(_may_be_name(name) and _is_reader(name) for name in names):
        return None
    return line.part(0, match.end("names")), line.part(match.end("names"))


def _is_registration(line: Line) -> bool:
    return line.cells is None and len(line.text) < 40 and bool(_REGISTRATION.match(folded(line.text)))


def _is_salutation(line: Line) -> bool:
    text = folded(line.text)
    spoken = line.cells is None and 2 < len(text) <= 28 and text[-1] in ":!" and "。" not in text
    return spoken and bool(TO_MANY.search(text)) and not _BODY.search(_name(text))


def _addressee_end(lines: Sequence[Line]) -> int:
    """How many lines are addressee; it may be wrapped, its colon may be misread for a comma or full stop, and another may follow."""
    end = _one_addressee(lines)
    while end and (more := _one_addressee(lines[end : end + _MOST_LINES + 1])):
        text = "".join(line.text for line in lines[end : end + more])
        if not _BODY.search(_name(folded(text))):
            break
        end += more
    return end


def _one_addressee(lines: Sequence[Line]) -> int:
    """How many lines the addressee takes that begins at the first; 0 if none does."""
    text = ""
    for k, line in enumerate(lines[:_MOST_LINES]):
        if not line.text or line.picture is not None or label_of(line.text) or stands_alone(line.text):
            break
        text += line.text.strip()
        if len(text) > 400 or "。" in text[:-1]:
            break
        mark = folded(text[-1])
        if mark == ":":
            return k + 1 if _is_addressee(text, lines[k + 1 : k + 2]) else 0
        if mark in ",。" and k + 1 < len(lines) and lines[k + 1].gap > 0:
            return k + 1 if _is_misread_addressee(text) else 0
    return 0


def _is_addressee(text: str, below: Sequence[Line]) -> bool:
    """Whether a text up to a colon is names: nothing in it belongs to a sentence, and it neither leads in nor names a matter.

    One name that ends as no body or person does must be short and stand above running text; in a list one such ending is enough.
    """
    names = _names(folded(text))
    if not all(_may_be_name(name) for name in names):
        return False
    if _is_reader(names[-1]):
        return True
    if _LEAD_IN.search(names[-1]) or _LABEL.search(names[-1]):
        return False
    if len(names) > 1:
        return any(_is_reader(name) for name in names)
    return len(names[0]) <= 20 and any(_is_running(line) for line in below)


def _is_reader(name: str) -> bool:
    """Whether a name ends as those of bodies and persons do."""
    return bool(_BODY.search(name) or _PERSON.search(name))


def _has_reader(lines: Sequence[Line]) -> bool:
    return any(_is_reader(name) for name in _names(folded("".join(line.text for line in lines))))


def _is_running(line: Line) -> bool:
    return line.cells is None and label_of(line.text) is None and (is_closed(line.text) or len(line.text) > 15)


def _is_misread_addressee(text: str) -> bool:
    """The same where a comma or a full stop stands for the colon: at least two names, each the name of a body."""
    names = _names(folded(text))
    return len(names) > 1 and all(_may_be_name(name) and _BODY.search(name) for name in names)


def _may_be_name(name: str) -> bool:
    return (
        0 < len(name) <= 40
        and not re.search("[以如]下|下列", name)
        and not _CLAUSE.match(name)
        and not _SENTENCE.search(name)
    )


def _names(short: str) -> list[str]:
    """The names of a folded list, without brackets behind them and the mark at the end."""
    return [_name(part) for part in _MARK.split(_BRACKET.sub("", short).rstrip(":,。"))]


def _name(short: str) -> str:
    return _BRACKET.sub("", short).rstrip(":,。")
