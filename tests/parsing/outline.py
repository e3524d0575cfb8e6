"""An issue as plain text, one fact a line: what the cases under `cases/` are compared with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gazette_site.model import (
    Attachment,
    Block,
    ChronicleEntry,
    Document,
    FurnitureReason,
    Issue,
    Level,
    Paragraph,
    Role,
    Table,
    Text,
)
from gazette_site.parsing.conservation import texts_of
from gazette_site.problems import Problem

ROLES = {
    Role.BODY: "正文",
    Role.HEADING: "标题行",
    Role.ARTICLE: "条",
    Role.SUBTITLE: "题注",
    Role.SALUTATION: "称谓",
    Role.ADDRESSEE: "主送",
    Role.ATTACHMENT_NOTE: "附件说明",
    Role.SIGNATURE: "署名",
    Role.DATE: "日期",
    Role.ANNOTATION: "附注",
    Role.ENCLOSED_TITLE: "所附文件",
    Role.ENCLOSED_NUMBER: "所附文号",
}
_ELSEWHERE = (
    FurnitureReason.COVER,
    FurnitureReason.CONTENTS,
    FurnitureReason.BACK_COVER,
    FurnitureReason.MARKUP,
    FurnitureReason.BULLET,
)
"""Furniture that every issue has; only the rest is worth a line."""


def outline(issue: Issue, problems: Iterable[Problem]) -> list[str]:
    """Every fact of the issue in printed order, then what was left out, repaired and reported."""
    return [
        *_masthead(issue),
        *(f"目录 {line.section or '—'} {line.page or '—'} | {line.title}" for line in issue.contents),
        *(fact for document in issue.documents for fact in _document(document)),
        *_chronicle(issue),
        *(f"略去 {f.reason.value} | {f.text.value}" for f in issue.furniture if f.reason not in _ELSEWHERE),
        *(f"校订 {r.name.value} | {r.before} → {r.after}" for text in _published(issue) for r in text.repairs),
        *(f"问题 {p.line} | {p.message}" for p in sorted(problems, key=lambda p: p.line)),
    ]


def _published(issue: Issue) -> list[Text]:
    return texts_of((issue.documents, issue.chronicle))


def _masthead(issue: Issue) -> Iterator[str]:
    facts = {
        "刊名": issue.masthead.gazette,
        "总期号": issue.masthead.cumulative,
        "刊期": issue.masthead.frequency,
        "出版": issue.masthead.published,
        "主办": issue.masthead.organiser,
        "邮编": issue.masthead.postcode,
        "地址": issue.masthead.address,
    }
    return (f"{name}: {value}" for name, value in facts.items() if value is not None)


def _document(document: Document) -> Iterator[str]:
    yield f"标题: {document.title.value}"
    if document.number:
        printed = document.number.printed.value
        yield f"文号: {document.number.normal}" + (f"（印作 {printed}）" if printed != document.number.normal else "")
    facts = {
        "机关": "、".join(document.issuers),
        "文种": document.kind,
        "主送机关": document.addressees,
        "成文": document.date,
        "印发": document.instrument,
        "栏目": document.section,
        "页": document.page,
        "目录题目": document.contents_title if document.contents_title != document.title.value else None,
    }
    yield from (f"{name}: {value}" for name, value in facts.items() if value)
    yield from (line for block in document.body for line in _block(block))
    yield from (line for attachment in document.attachments for line in _attachment(attachment))
    yield from (f"引用 {c.number}" + (f" | {c.title}" if c.title else "") for c in document.citations)
    for a in document.appointments:
        yield f"任免 {a.person} {a.action.value} {a.post}" + (f"（{a.note}）" if a.note else "")


def _block(block: Block, indent: str = "") -> Iterator[str]:
    if isinstance(block, Table):
        yield f"{indent}表格"
        yield from (f"{indent}  " + " ¦ ".join(cell.value for cell in row) for row in block.rows)
    elif isinstance(block, Paragraph):
        yield f"{indent}{_name(block)} | {_words(block)}"
    else:
        yield f"{indent}图 {block.source} | {block.text.value}".rstrip()


def _name(paragraph: Paragraph) -> str:
    level = (
        {Level.PART: "编", Level.CHAPTER: "章", Level.SECTION: "节"}.get(paragraph.level) if paragraph.level else None
    )
    name = level if level and paragraph.role is Role.HEADING else ROLES[paragraph.role]
    return f"{name} {paragraph.label}".strip()


def _words(paragraph: Paragraph) -> str:
    """The words; where a heading ends and running text goes on stands ‖."""
    words = paragraph.text.value
    if paragraph.role is Role.HEADING and paragraph.head < len(words):
        return f"{words[: paragraph.head]}‖{words[paragraph.head :]}"
    return words


def _attachment(attachment: Attachment) -> Iterator[str]:
    label = attachment.label.value if attachment.label else "无标签"
    title = attachment.title.value if attachment.title else "无题目"
    yield f"附件 {label} {attachment.kind.value} | {title}"
    yield from (line for block in attachment.blocks for line in _block(block, "  "))


def _chronicle(issue: Issue) -> Iterator[str]:
    if issue.chronicle:
        yield f"大事记题目 | {' / '.join(text.value for text in issue.chronicle.title)}"
        yield from (f"大事记引言 | {text.value}" for text in issue.chronicle.lead)
        yield from (line for entry in issue.chronicle.entries for line in _entry(entry))


def _entry(entry: ChronicleEntry) -> Iterator[str]:
    days = f"{entry.date or '无日期'}" + (f"至{entry.end}" if entry.end else "")
    first, *more = [text.value for text in entry.paragraphs] or [""]
    yield f"大事记 {days} {entry.printed_date or '—'} | {first}"
    yield from (f"  又 | {text}" for text in more)
