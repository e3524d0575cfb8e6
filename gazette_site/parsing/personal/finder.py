"""Where an issue shows data of private persons: every paragraph and every table looked at once, with what stands above it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from gazette_site.late import late
from gazette_site.model import Block, Document, Issue, Paragraph, Role, Table, Text
from gazette_site.parsing.personal import names, numbers, places
from gazette_site.problems import Problem, Record
from gazette_site.reading.lines import Transcript

CODE = "personal-data"
_KINDS = ("身份证号", "手机号", "银行卡号", "个人电子邮箱", "出生日期", "住址", "困难、患病等人员的姓名")
_MOST_SHOWN = 3
_MOST_LINES = 12
_NAME_HEAD = late(
    r"姓\s*名|户\s*主"
    r"|^(?:申请人|救助对象|保障对象|补助对象|患者|学生|儿童|监护人|受助人|受益人|享受人|残疾人|家庭成员|被救助人|配偶|持证人)$"
)
_OFFICIAL_HEAD = late(r"职务|职称|警号|执法证|岗位|工作单位及职务|学历|专业")
_OFFICIAL_LIST = late(
    r"领导小组|委员会(?:组成人员|成员|委员)|专家|评审|工作人员|志愿者|先进|表彰|模范|执法人员|联系人名单|值班"
)
_SEX = late(rf"{names.NAME}(?:[，,、]|[（(])(?:男|女)")


class Finding(NamedTuple):
    """One place."""

    kind: str
    words: str
    line: int
    """Source line."""
    record: Record


def personal_problems(issue: Issue, transcript: Transcript, file: str) -> Iterator[Problem]:
    """One warning for each record and kind of data, at its first place. Pure; linear."""
    groups: dict[tuple[Record, str], list[Finding]] = {}
    for finding in findings(issue):
        groups.setdefault((finding.record, finding.kind), []).append(finding)
    for (record, kind), found in groups.items():
        shown = "、".join(dict.fromkeys(one.words for one in found[:_MOST_SHOWN]))
        more = f"等{len(found)}处" if len(found) > _MOST_SHOWN else ""
        lines = list(dict.fromkeys(transcript.file_line(one.line) for one in found))
        place = f"（第{'、'.join(map(str, lines[:_MOST_LINES]))}{'……' if len(lines) > _MOST_LINES else ''}行）"
        message = (
            f"可能有不宜公开的{kind}：{shown}{more}{place if len(lines) > 1 else ''}。依法不应公开的，在同名 .yaml 的 privacy 里写 "
            "mask（遮盖文字）、withdraw（撤下）或 noindex（不让搜索引擎收录），并写明 reason"
        )
        yield replace(transcript.warn(file, message, found[0].line, CODE), record=record)


def findings(issue: Issue) -> Iterator[Finding]:
    """Every place, in the order of the issue."""
    for document in issue.documents:
        record = Record("document", document.position)
        yield from _in_document(document, record)
    entries = issue.chronicle.entries if issue.chronicle else ()
    if not _may_show(text.value for entry in entries for text in entry.paragraphs):
        return
    for entry in entries:
        record = Record("entry", entry.position)
        for text in entry.paragraphs:
            yield from _in_text(text, "", record)


def _in_document(document: Document, record: Record) -> Iterator[Finding]:
    title = document.title.value
    if document.appointments:
        return
    yield from _in_text(document.title, title, record)
    yield from _in_blocks(document.body, title, record)
    for attachment in document.attachments:
        above = attachment.printed_title or title
        yield from _in_blocks(attachment.blocks, f"{above} {title}" if not attachment.printed_title else above, record)


def _in_blocks(blocks: Sequence[Block], title: str, record: Record) -> Iterator[Finding]:
    """The blocks under a title; a table also stands under the last heading and the paragraph right before it."""
    loud = _may_show([title, *(block.text.value for block in blocks if not isinstance(block, Table))])
    heading, before = "", ""
    for block in blocks if loud or any(isinstance(block, Table) for block in blocks) else ():
        if isinstance(block, Table):
            yield from _in_table(block, f"{title} {heading} {before}", record)
            before = ""
        elif isinstance(block, Paragraph):
            words = block.text.value
            if block.role in (Role.HEADING, Role.ENCLOSED_TITLE):
                heading = block.heading
            if loud:
                yield from _in_text(block.text, f"{title} {heading}", record, before)
            before = words if len(words) <= 60 else words[-60:]
        elif loud:
            yield from _in_text(block.text, title, record)


def _may_show(texts: Iterable[str]) -> bool:
    """False only for texts of which `_in_text` finds nothing in any, under whichever of them it stands: all are asked at once."""
    words = numbers.wide_as_narrow("\n".join(texts))
    return (
        "@" in words
        or "姓名" in words
        or numbers.has_long(words)
        or names.may_speak_of_need(words)
        or places.names_home(words)
        or _SEX.search(words) is not None
    )


def _in_text(text: Text, above: str, record: Record, before: str = "") -> Iterator[Finding]:
    words = numbers.wide_as_narrow(text.value)
    line = text.line
    if numbers.has_long(words) or "@" in words:
        yield from _numbers_in(words, "", line, record)
    named = bool(_SEX.search(words)) or "姓名" in words
    found = list(dict.fromkeys(names.names_of_need(words, above)))
    if not found and names.may_list(text.value) and not _OFFICIAL_LIST.search(above):
        need = names.speaks_of_need(above) or names.speaks_of_need(before)
        found = list(names.names_listed(text.value)) if need else []
    named = named or bool(found)
    if named:
        yield from (Finding(_KINDS[4], day, line, record) for day in places.births(words, True))
    if named or places.may_name_home(words):
        yield from (Finding(_KINDS[5], place, line, record) for place in dict.fromkeys(places.homes(words, named)))
    for name in found:
        yield Finding(_KINDS[6], name, line, record)


def _numbers_in(words: str, around: str, line: int, record: Record) -> Iterator[Finding]:
    if numbers.has_long(words):
        finders = (numbers.identities, numbers.mobiles, numbers.cards)
        for kind, find in zip(_KINDS, finders, strict=False):
            yield from (Finding(kind, one, line, record) for one in find(words, around))
    if "@" in words and any(character.isdigit() for character in words):
        yield from (Finding(_KINDS[3], one, line, record) for one in numbers.mails(words, around))


def _in_table(table: Table, above: str, record: Record) -> Iterator[Finding]:
    """The cells, each with the head of its column; the head may stand on the second or third row, under a title of the table."""
    rows = [[numbers.wide_as_narrow(cell.value) for cell in row] for row in table.rows]
    at = _head_row(rows)
    head = [re.sub(r"\s", "", cell) for cell in rows[at]] if rows else []
    context = " ".join([above, *(cell for row in rows[: at + 1] for cell in row)])
    columns = {place for place, cell in enumerate(head) if _NAME_HEAD.search(cell)}
    named = bool(columns)
    need = (
        named
        and names.speaks_of_need(context)
        and not (any(_OFFICIAL_HEAD.search(cell) for cell in head) or _OFFICIAL_LIST.search(above))
    )
    for number, row in enumerate(table.rows):
        joined = " ".join(rows[number])
        for place, cell in enumerate(row):
            words = rows[number][place]
            if not words:
                continue
            top = head[place] if place < len(head) and number > at else ""
            person = "姓名" if named else joined if "联系人" in joined else ""
            yield from _in_cell(words, top, person, cell.line, record)
            if number > at and need and place in columns and names.is_name_cell(words):
                yield from _names_in(words, cell.line, record)
            elif not need:
                found = names.names_of_need(words, "") if len(words) > 6 else ()
                yield from (Finding(_KINDS[6], name, cell.line, record) for name in found)


def _names_in(words: str, line: int, record: Record) -> Iterator[Finding]:
    yield Finding(_KINDS[6], re.sub(r"\s", "", words), line, record)


def _head_row(rows: Sequence[Sequence[str]]) -> int:
    """The row that heads the columns: the first of the first three with a head of names, else the first."""
    return next((n for n, row in enumerate(rows[:3]) if any(_NAME_HEAD.search(re.sub(r"\s", "", c)) for c in row)), 0)


def _in_cell(words: str, top: str, person: str, line: int, record: Record) -> Iterator[Finding]:
    yield from _numbers_in(words, f"{person}{top}", line, record)
    if person and places.BORN_HEAD.search(top) and places.is_day(words):
        yield Finding(_KINDS[4], words, line, record)
    elif person:
        yield from (Finding(_KINDS[4], day, line, record) for day in places.births(words, True))
    if person and places.HOME_HEAD.search(top) and places.is_place(words):
        yield Finding(_KINDS[5], words, line, record)
    else:
        yield from (Finding(_KINDS[5], place, line, record) for place in places.homes(words, bool(person)))
