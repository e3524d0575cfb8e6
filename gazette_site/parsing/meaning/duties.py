"""Duties: what a plan assigns to departments.

    assigned = task （ role unit ：departments （；role unit：departments）* （；deadline：words）? ）     at the end of a paragraph
             | the same without brackets on a line of its own, under the task
             | （departments 负责）, departments 牵头，departments 配合, departments 负责 …            (assigned.py)
             | 由 department 牵头，departments 配合                                                 in a sentence
             | department predicate, in a numbered item of a plan                                 (acting.py)
             | task （departments）                                                                at the end of a paragraph
             | a row under a head 责任单位, 牵头单位, 配合单位                                       (duty_tables.py)
    role     = 牵头 | 责任 | 主体 | 配合 | 协办 …        unit = 单位 | 部门 | 领导小组成员单位 …

The task is what stands before in the same paragraph, else the paragraph above. Departments are told apart by 、 ， ；; what does not look
like the name of an office is none, and then nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gazette_site.late import late
from gazette_site.model import Block, Document, Duty, DutyRole, Paragraph, Place, Role, Table
from gazette_site.parsing.clauses.sentences import sentences
from gazette_site.parsing.clauses.spoken import SPEAKING, quoted_blocks
from gazette_site.parsing.meaning.acting import acts_in
from gazette_site.parsing.meaning.assigned import BRACKET, assigned_by, charged_in, parted, shared_by
from gazette_site.parsing.meaning.decisions import bound_by
from gazette_site.parsing.meaning.duty_tables import duties_in_table
from gazette_site.parsing.meaning.offices import offices, strong_offices

_UNIT = r"(?:责任)?(?:单位|部门|机关|科室)"
_ROLE = rf"(?P<role>总?牵头(?:责任)?|(?:主要|主体|第一)?责任|主体|主[办责抓]|[负承]责|承[办担]|实施|落实|配合|协[办同作助]|参[与加]){_UNIT}"
_NO_LABEL = (
    rf"(?![，,、]?(?:总?牵头|责任|主体|主[办责]|承[办担]|配合|协[办同作助]|参[与加])(?:责任)?{_UNIT}\s*[：:为是])"
    r"(?!(?:完成|办结|整改|落实)?(?:时限|时间|期限)(?:要求)?\s*[：:])"
)
_NAMED = late(
    rf"(?:^|[（(；;，,。\s]){_ROLE}\s*+[：:为是]\s*+(?P<names>(?:{_NO_LABEL}[^：:；;（）()。])+(?:[（(][^（）()]*[）)](?:{_NO_LABEL}[^：:；;（）()。])*)*)"
)
_DEADLINE = late(r"(?:完成|办结|整改|落实)?(?:时限|时间|期限)(?:要求)?\s*+[：:]\s*+(?P<words>[^：:；;（）()。]+)")
_OPENS = late(
    r"(?:[（(][^（）()]{0,4}|(?<=。)\s*)(?:总?牵头|责任|主体|承[办担]|主[办责]|负责|实施|落实|配合|协办)(?:责任)?(?:单位|部门|机关)\s*[：:为是]"
)
_MAY_NAME = late(r"(?:单位|部门|机关|科室)\s*[：:为是]")
_LED = late(
    r"由(?P<lead>[^,;。:由]{2,40}?)(?:共同)?牵头(?:负责)?(?:[^,;。]{0,30}?)(?:,(?P<support>[^,;。:]{2,80}?)(?:等?(?:单位|部门))?(?:予以|共同|积极)?(?:配合|协助|参与))?(?=[,;。]|$)"
)
_MAY_ASSIGN = late(r"负责|牵头")
_MAY_ASSIGN_UNLABELLED = late(r"负责|牵头|[（(【〔]")
"""One of these stands in every text of `_unlabelled`."""
_LABELLED = late(r"[\u4e00-\u9fff]{2,8}\s*[：:].{0,40}$")
"""A line like 责任地区：各县区, which is no task."""
_SUPPORT = ("配合", "协办", "协同", "协作", "参与", "参加")
_LEAD = ("牵头", "总牵头", "主办", "主责", "主抓")
_PLAN = late(r"方案|计划|意见|措施|要点|分工|任务|行动|清单|安排|规划")
_STAGE = late(r"阶段|步骤|[0-9]月")
"""A heading under which a plan says who does what when."""
_TO_ALL = late(r"(?:公告|通告|公示)$")
_ONLY_OFFICES = late(r"(?<=[。；])\s*[（(〔【](?P<inner>[^（）()〔〕【】]{3,80})[）)〕】]\s*。?$")
"""（市财政局、市民政局） at the end of a task."""
_CLOSING = ("）", ")", "〕", "】", "）。", ")。", "〕。", "】。")


def duties(document: Document) -> Iterator[Duty]:
    """What the document assigns, body and attachments, in the order of the text."""
    bound = bound_by(document)
    told = bound.lasting or bool(_TO_ALL.search(document.title.value))
    kind = _Kind(told, not told and bool(_PLAN.search(document.title.value)))
    yield from _in_blocks(document.body, -1, kind)
    for number, attachment in enumerate(document.attachments):
        yield from _in_blocks(attachment.blocks, number, kind)


class _Kind(NamedTuple):
    """What a document is."""

    rule: bool
    """What offices are responsible for is their competence there; of what is made public to all it is a procedure."""
    plan: bool
    """An office that acts in one of its numbered items is told to."""


def _in_blocks(blocks: Sequence[Block], attachment: int, kind: _Kind) -> Iterator[Duty]:
    quoted = quoted_blocks(blocks)
    above, under = "", False
    for index, block in enumerate(blocks):
        place = Place(index, attachment)
        if isinstance(block, Table):
            yield from duties_in_table(block, place)
        if not isinstance(block, Paragraph) or block.role not in SPEAKING or index in quoted:
            continue
        value = block.text.value
        said = tuple(_said(value, above, place))
        if not said and _MAY_ASSIGN_UNLABELLED.search(value):
            said = tuple(_unlabelled(value, above, place, kind.rule))
        if not said and kind.plan and (block.label or under):
            said = tuple(_acting(value, above, place))
        yield from said
        under = bool(block.label and _STAGE.search(value)) if block.role is Role.HEADING else under
        if block.role is Role.HEADING or not (said or _LABELLED.match(value)):
            above = value


def _said(value: str, above: str, place: Place) -> Iterator[Duty]:
    """The departments named after 责任单位： and the like, at the end of the task or on a line under it."""
    if not _MAY_NAME.search(value):
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
            for name, role in parted(match["names"], _role(match["role"])):
                yield Duty(name, role, task, deadline["words"].strip() if deadline else "", place)


def _unlabelled(value: str, above: str, place: Place, rule: bool) -> Iterator[Duty]:
    """Brackets and sentences that assign without a label, each once."""
    found = (*_in_brackets(value, above, place), *_led(value, place))
    yield from found or (() if rule else _in_sentences(value, above, place))


def _acting(value: str, above: str, place: Place) -> Iterator[Duty]:
    """市教育局每季度抽查一次，市财政局配合。"""
    for sentence in sentences(value, place):
        before = value[: sentence.origin[0]].strip() or above
        for act in acts_in(sentence.evidence):
            task = act.words if not act.alone else sentence.evidence if act.before else before
            yield from (Duty(name, act.role, task, "", place) for name in act.names if task)


def _in_brackets(value: str, above: str, place: Place) -> Iterator[Duty]:
    """完成普查。（市林业局负责）"""
    before = 0
    for match in BRACKET.finditer(value):
        found = assigned_by(match["inner"])
        if found:
            task = value[before : match.start()].strip() or above
            yield from (Duty(name, role, task, found.deadline, place) for name, role in found.names if task)
            before = match.end()
    last = _ONLY_OFFICES.search(value, before) if value.endswith(_CLOSING) else None
    names = strong_offices(last["inner"]) if last else ()
    if last and names:
        task = value[before : last.start()].strip()
        yield from (Duty(name, DutyRole.RESPONSIBLE, task, "", place) for name in names)


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
