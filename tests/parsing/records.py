"""Finished issues made by hand, for what examines them: no parser takes part.

    issue(document("澜川市人民政府关于甲的通知", "主送|各县区人民政府：", "正文|请执行。", "日期|2025年3月9日"), entry("3月2日，调研。"))

A paragraph is `role|words`; a line break inside its words is a line of the source. Every text gets source lines of its own, in order.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from gazette_site.document_numbers import parse_number
from gazette_site.model import (
    Attachment,
    AttachmentKind,
    Block,
    Chronicle,
    ChronicleEntry,
    ContentsLine,
    Document,
    DocumentNumber,
    Furniture,
    FurnitureReason,
    IsoDate,
    Issue,
    IssueId,
    Level,
    Masthead,
    NormalNumber,
    Paragraph,
    Role,
    Span,
    Table,
    Text,
)
from gazette_site.parsing.examiner import Facts
from gazette_site.reading.lines import Line, Transcript

ROLES = {
    "正文": Role.BODY, "标题": Role.HEADING, "条": Role.ARTICLE, "题注": Role.SUBTITLE, "主送": Role.ADDRESSEE,
    "附件说明": Role.ATTACHMENT_NOTE, "署名": Role.SIGNATURE, "日期": Role.DATE, "附注": Role.ANNOTATION,
    "印发题": Role.ENCLOSED_TITLE, "印发号": Role.ENCLOSED_NUMBER,
}  # fmt: skip
LEVELS = {"一": Level.FIRST, "（": Level.SECOND, "1": Level.THIRD}


@dataclass
class Sheet:
    """The source under construction."""

    rows: list[str] = field(default_factory=list)
    gaps: dict[int, int] = field(default_factory=dict)

    def text(self, words: str) -> Text:
        """Words on source lines of their own; `words` without line breaks is the text."""
        spans = []
        for row in words.split("\n"):
            self.rows.append(row)
            spans.append(Span(len(self.rows), 0, len(row)))
        return Text("".join(row.strip() for row in words.split("\n")), tuple(spans))

    def block(self, spec: str | tuple[tuple[str, ...], ...]) -> Block:
        """A paragraph of `role|words`, or a table of its rows."""
        if not isinstance(spec, str):
            return Table(tuple(tuple(self.text(cell) for cell in row) for row in spec))
        role, words = spec.split("|", 1)
        page = None
        if "@" in role:
            role, printed = role.split("@")
            page = int(printed)
        text = self.text(words)
        level = next((level for head, level in LEVELS.items() if text.value.startswith(head)), None)
        return Paragraph(ROLES[role], text, text.value[:2] if level else "", level, page=page)


@dataclass
class Made:
    """A record to be made, once its sheet is there."""

    kind: str
    words: str
    blocks: tuple[Any, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)


def document(title: str, *blocks: Any, **facts: Any) -> Made:
    """A document; `number` as printed, `attachments` as (title, *blocks), other facts as in the record."""
    return Made("document", title, blocks, facts)


def entry(*paragraphs: str, date: str | None = "2025-03-02", printed: str = "3月2日") -> Made:
    """An entry of the chronicle."""
    return Made("entry", "", paragraphs, {"date": date, "printed": printed})


def issue(*made: Made, **facts: Any) -> Facts:
    """An issue of March 2025 that holds the records.

    `published`; `contents` as (title, page, section, line as printed?); `furniture` as (reason, words, source line?); `heading` of the chronicle.
    """
    sheet = Sheet()
    front = tuple(_furniture(sheet, *one) for one in facts.get("furniture", ()))
    contents = tuple(
        ContentsLine(section, page, title, sheet.text(printed[0] if printed else title).line)
        for title, page, section, *printed in facts.get("contents", ())
    )
    heading = sheet.text(facts.get("heading", "大事记"))
    documents = tuple(_document(sheet, n, one) for n, one in enumerate((m for m in made if m.kind == "document"), 1))
    entries = tuple(_entry(sheet, n, one) for n, one in enumerate((m for m in made if m.kind == "entry"), 1))
    masthead = Masthead(
        "澜川市人民政府公报", 2025, 3, 27, "月刊", facts.get("published", "2025-04-07"), None, None, None
    )
    chronicle = Chronicle((heading,), entries) if entries or "heading" in facts else None
    made_issue = Issue(IssueId("2025-03"), "2025-03.txt", masthead, contents, documents, chronicle, front)
    lines = tuple(Line(row, (Span(n, 0, len(row)),)) for n, row in enumerate(sheet.rows, 1))
    return Facts(made_issue, Transcript(tuple(sheet.rows), lines))


def _furniture(sheet: Sheet, reason: str, words: str, line: int = 0) -> Furniture:
    text = Text(words, (Span(line, 0, len(words)),)) if line else sheet.text(words)
    return Furniture(FurnitureReason[reason], text)


def _document(sheet: Sheet, position: int, made: Made) -> Document:
    facts = dict(made.facts)
    title = sheet.text(made.words)
    printed = facts.pop("number", None)
    number = DocumentNumber(sheet.text(printed), parse_number(printed) or NormalNumber(printed)) if printed else None
    blocks = tuple(sheet.block(spec) for spec in made.blocks)
    attachments = tuple(_attachment(sheet, *one) for one in facts.pop("attachments", ()))
    plain = Document(
        position, title, (made.words,), number, ("澜川市人民政府",), "通知", None, IsoDate("2025-03-09"), None, None,
        None, None, blocks, attachments,
    )  # fmt: skip
    return replace(plain, **facts)


def _attachment(sheet: Sheet, title: str, *blocks: Any) -> Attachment:
    label = sheet.text("附件")
    return Attachment(label, sheet.text(title), AttachmentKind.TEXT, tuple(sheet.block(spec) for spec in blocks))


def _entry(sheet: Sheet, position: int, made: Made) -> ChronicleEntry:
    date = made.facts["date"]
    texts = tuple(sheet.text(words) for words in made.blocks)
    return ChronicleEntry(position, IsoDate(date) if date else None, None, made.facts["printed"], texts)
