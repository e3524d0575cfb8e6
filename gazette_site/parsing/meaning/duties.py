"""Duties: what a plan assigns to departments.

    assigned = task （ role unit ：departments （；role unit：departments）* （；deadline：words）? ）     at the end of a paragraph
             | the same without brackets on a line of its own, under the task
             | （departments 负责）, departments 牵头，departments 配合, departments 负责 …            (assigned.py)
             | 由 department 牵头，departments 配合                                                 in a sentence
             | a row under a head 责任单位, 牵头单位, 配合单位
    role     = 牵头 | 责任 | 主体 | 配合 | 协办 …        unit = 单位 | 部门 | 领导小组成员单位 …

The task is what stands before in the same paragraph, else the paragraph above. Departments are told apart by 、 ， ；; what does not look
like the name of an office is none, and then nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from gazette_site.characters import folded
from gazette_site.late import late
from gazette_site.model import Block, Document, Duty, DutyRole, Paragraph, Place, Role, Table
from gazette_site.parsing.clauses.sentences import sentences
from gazette_site.parsing.clauses.spoken import SPEAKING, quoted_blocks
from gazette_site.parsing.meaning.assigned import BRACKET, assigned_by, charged_in, shared_by
from gazette_site.parsing.meaning.decisions import bound_by
from gazette_site.parsing.meaning.offices import offices

_UNIT = r"(?:责任)?(?:单位|部门|机关|科室)"
_ROLE = rf"(?P<role>牵头(?:责任)?|责任|主要责任|主体|第一责任|承办|主办|实施|落实|配合|协办|协同|协作|参与|参加){_UNIT}"
_NO_LABEL = r"(?!(?:完成|办结|整改|落实)?(?:时限|时间|期限)(?:要求)?\s*[：:])"
_NAMED = late(
    rf"(?:^|[（(；;，,。\s]){_ROLE}\s*+[：:]\s*+(?P<names>(?:{_NO_LABEL}[^：:；;（）()。])+(?:[（(][^（）()]*[）)](?:{_NO_LABEL}[^：:；;（）()。])*)*)"
)
_DEADLINE = late(r"(?:完成|办结|整改|落实)?(?:时限|时间|期限)(?:要求)?\s*+[：:]\s*+(?P<words>[^：:；;（）()。]+)")
_OPENS = late(r"[（(][^（）()]{0,4}(?:牵头|责任|主体|承办|主办|实施|落实|配合)(?:责任)?(?:单位|部门|机关)\s*[：:]")
_LED = late(
    r"由(?P<lead>[^,;。:由]{2,40}?)(?:共同)?牵头(?:负责)?(?:[^,;。]{0,30}?)(?:,(?P<support>[^,;。:]{2,80}?)(?:等?(?:单位|部门))?(?:予以|共同|积极)?(?:配合|协助|参与))?(?=[,;。]|$)"
)
_MAY_ASSIGN = late(r"负责|牵头")
_LABELLED = late(r"[\u4e00-\u9fff]{2,8}\s*[：:].{0,40}$")
"""A line like 责任地区：各县区, which is no task."""
_OWN_ROLE = late(r"牵头|配合$")
_PART = late(
    r"(?P<names>.+?)(?P<own>(?:共同)?牵头|(?:共同|积极|协助|予以)?(?:配合|协助|参与))(?:负责)?(?:[，,；;]\s*|$)"
)
_SUPPORT = ("配合", "协办", "协同", "协作", "参与", "参加")
_LEAD = ("牵头", "主办")
_HEADS: tuple[tuple[DutyRole, re.Pattern[str]], ...] = (
    (DutyRole.SUPPORT, late(r"^(?:配合|协办|协同|参与|协助)(?:责任)?(?:单位|部门)$")),
    (DutyRole.LEAD, late(r"^牵头(?:责任)?(?:单位|部门)$")),
    (DutyRole.RESPONSIBLE, late(r"^(?:责任|主要责任|主体责任|实施|承办|落实)(?:单位|部门|主体)(?:\([^()]*\))?$")),
)
_TASK = late(r"任务|内容|事项|措施|项目|工作|目标|问题")
_TIME = late(r"时限|时间|期限|进度|节点")


def duties(document: Document) -> Iterator[Duty]:
    """What the document assigns, body and attachments, in the order of the text."""
    rule = bound_by(document).lasting
    yield from _in_blocks(document.body, -1, rule)
    for number, attachment in enumerate(document.attachments):
        yield from _in_blocks(attachment.blocks, number, rule)


def _in_blocks(blocks: Sequence[Block], attachment: int, rule: bool) -> Iterator[Duty]:
    """`rule`: what offices are responsible for is their competence, which a plan assigns."""
    quoted = quoted_blocks(blocks)
    above = ""
    for index, block in enumerate(blocks):
        place = Place(index, attachment)
        if isinstance(block, Table):
            yield from _in_table(block, place)
        if not isinstance(block, Paragraph) or block.role not in SPEAKING or index in quoted:
            continue
        value = block.text.value
        said = tuple(_said(value, above, place)) or tuple(_unlabelled(value, above, place, rule))
        yield from said
        if (not said and not _LABELLED.match(value)) or block.role is Role.HEADING:
            above = value


def _said(value: str, above: str, place: Place) -> Iterator[Duty]:
    """The departments named after 责任单位： and the like, at the end of the task or on a line under it."""
    if "：" not in value and ":" not in value:
        return
    opened = [match.start() for match in _OPENS.finditer(value)]
    if not opened and not _NAMED.match(value.lstrip()):
        return
    starts = opened or [len(value) - len(value.lstrip())]
    before = 0
    for number, start in enumerate(starts):
        end = value.find("）", start) + 1 or value.find(")", start) + 1 or len(value)
        end = min(end, starts[number + 1]) if number + 1 < len(starts) else end
        words = value[start : end if opened else len(value)]
        task = value[before:start].strip() or above
        before = end
        deadline = _DEADLINE.search(words)
        for match in _NAMED.finditer(words):
            for name, role in _parted(match["names"], _role(match["role"])):
                yield Duty(name, role, task, deadline["words"].strip() if deadline else "", place)


def _parted(words: str, role: DutyRole) -> Iterator[tuple[str, DutyRole]]:
    """责任单位：市林草局牵头，市发改委、市水务局配合: the words say themselves who leads and who helps."""
    if not _OWN_ROLE.search(words):
        yield from ((name, role) for name in offices(words))
        return
    for match in _PART.finditer(words):
        own = DutyRole.LEAD if match["own"].endswith("牵头") else DutyRole.SUPPORT
        yield from ((name, own) for name in offices(match["names"]))


def _unlabelled(value: str, above: str, place: Place, rule: bool) -> Iterator[Duty]:
    """Brackets and sentences that assign without a label, each once."""
    found = (*_in_brackets(value, above, place), *_led(value, place))
    yield from found or (() if rule else _in_sentences(value, above, place))


def _in_brackets(value: str, above: str, place: Place) -> Iterator[Duty]:
    """完成普查。（市林业局负责）"""
    before = 0
    for match in BRACKET.finditer(value):
        found = assigned_by(match["inner"])
        if found:
            task = value[before : match.start()].strip() or above
            yield from (Duty(name, role, task, found.deadline, place) for name, role in found.names if task)
            before = match.end()


def _in_sentences(value: str, above: str, place: Place) -> Iterator[Duty]:
    """市林业局牵头，市财政局配合。 after the task; 市公安局负责…， which is the task."""
    if not _MAY_ASSIGN.search(value):
        return
    before = 0
    for sentence in sentences(value, place):
        shared = shared_by(sentence.evidence)
        task = value[before : sentence.origin[0]].strip() or above
        if shared and task:
            yield from (Duty(name, role, task, shared.deadline, place) for name, role in shared.names)
            before = sentence.origin[-1] + 1
            continue
        for words, names in charged_in(sentence.evidence):
            yield from (Duty(name, DutyRole.RESPONSIBLE, words, "", place) for name in names)


def _led(value: str, place: Place) -> Iterator[Duty]:
    """由市教育局牵头，市财政局配合."""
    if "牵头" not in value:
        return
    for sentence in sentences(value, place):
        for match in _LED.finditer(sentence.plain):
            for part, role in (("lead", DutyRole.LEAD), ("support", DutyRole.SUPPORT)):
                if match[part]:
                    words = sentence.words(match.start(part), match.end(part))
                    yield from (Duty(name, role, sentence.evidence, "", place) for name in offices(words))


def _role(words: str) -> DutyRole:
    if words.startswith(_SUPPORT):
        return DutyRole.SUPPORT
    return DutyRole.LEAD if words.startswith(_LEAD) else DutyRole.RESPONSIBLE


def _in_table(table: Table, place: Place) -> Iterator[Duty]:
    head = [folded(cell.value) for cell in table.rows[0]] if table.rows else []
    roles = {column: role for column, words in enumerate(head) for role, pattern in _HEADS if pattern.search(words)}
    tasks = [column for column, words in enumerate(head) if column not in roles and _TASK.search(words)]
    times = [column for column, words in enumerate(head) if column not in roles and _TIME.search(words)]
    if not roles or not tasks:
        return
    filled: dict[int, str] = {}
    for row in table.rows[1:]:
        cells = {column: cell.value for column, cell in enumerate(row)}
        filled |= {column: words for column, words in cells.items() if words.strip() and column not in roles}
        yield from _in_row(cells, filled, roles, (tasks[-1], times[0] if times else -1), place)


def _in_row(
    cells: Mapping[int, str],
    filled: Mapping[int, str],
    roles: Mapping[int, DutyRole],
    columns: tuple[int, int],
    place: Place,
) -> Iterator[Duty]:
    """A row; a task that goes over several rows is printed in the first."""
    task, time = columns
    words = (cells.get(task, "").strip() and cells[task]) or filled.get(task, "")
    deadline = cells.get(time, "").strip()
    if any(cells.get(column, "").strip() and not offices(cells[column]) for column in roles):
        return  # Its cells stand in other columns than those of the head.
    for column, role in roles.items():
        for name in offices(cells.get(column, "")) if words else ():
            yield Duty(name, role, words, deadline, place)
