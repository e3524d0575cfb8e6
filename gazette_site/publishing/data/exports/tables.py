"""The archive as tables: declared once, written as CSV and as SQLite, described in `datapackage.json`.

issues ◀── documents ◀── attachments, citations, changes, appointments
   ▲──── chronicle, corrections
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from gazette_site.publishing.data.exports.records import IssueRecord, Json, correction_json

Value = str | int | None


class Column(NamedTuple):
    """A column of a table."""

    name: str
    words: str
    """What it holds, for people."""
    type: str = "string"
    """Of Table Schema: `string`, `integer`, `date`."""
    refers: str = ""
    """Table whose key it holds, or empty."""


@dataclass(frozen=True, slots=True)
class TableOf:
    """A table of the archive."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Callable[[IssueRecord], Iterable[Json]]
    """The rows of one issue; values that are lists or objects are written as JSON."""
    key: str = ""
    """Primary key, or empty."""
    searched: tuple[str, ...] = ()
    """Columns of the full-text index."""

    def values(self, record: IssueRecord) -> Iterator[tuple[Value, ...]]:
        """The rows of one issue, in the order of the columns."""
        for row in self.rows(record):
            yield tuple(_plain(row.get(column.name)) for column in self.columns)


def _plain(value: object) -> Value:
    if value is None or isinstance(value, str | int):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _issues(record: IssueRecord) -> Iterator[Json]:
    yield record.issue


def _documents(record: IssueRecord) -> Iterator[Json]:
    for _, facts in record.documents:
        force = facts.get("force")
        stated = force if isinstance(force, dict) else {}
        own = {key: stated.get(key) for key in ("effective", "expires", "evidence")}
        more = {key: value for key, value in facts.items() if key not in _TOLD and value not in (None, [], "")}
        yield {**facts, **own, "issue": record.issue["id"], "more": more or None}


def _attachments(record: IssueRecord) -> Iterator[Json]:
    for _, facts in record.documents:
        yield from ({**one, "document": facts["url"]} for one in _list(facts, "attachments"))


def _of_documents(key: str) -> Callable[[IssueRecord], Iterator[Json]]:
    """The items of a list of each document, with the address of the document."""

    def rows(record: IssueRecord) -> Iterator[Json]:
        for _, facts in record.documents:
            yield from ({**one, "document": facts["url"]} for one in _list(facts, key))

    return rows


def _changes(record: IssueRecord) -> Iterator[Json]:
    for _, facts in record.documents:
        for key, what in (("repeals", "废止"), ("amends", "修改")):
            yield from ({**one, "document": facts["url"], "change": what} for one in _list(facts, key))


def _chronicle(record: IssueRecord) -> Iterator[Json]:
    yield from ({**entry, "issue": record.issue["id"]} for entry in record.entries)


def _corrections(record: IssueRecord) -> Iterator[Json]:
    yield from ({**correction_json(place), "issue": record.issue["id"]} for place in record.corrections)


def _list(facts: Json, key: str) -> list[Json]:
    value = facts.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


_ADDRESS = Column("url", "网址，从网站的根算起")
_ISSUE = Column("issue", "刊登的一期", refers="issues")
_DOCUMENT = Column("document", "所属文件的网址", refers="documents")

TABLES: tuple[TableOf, ...] = (
    TableOf("issues", "各期公报", (
        Column("id", "年份和期号，如 2025-04"), _ADDRESS, Column("gazette", "刊名"), Column("year", "年份", "integer"),
        Column("number", "期号", "integer"), Column("cumulative", "总期号", "integer"), Column("frequency", "刊期"),
        Column("published", "出版日期", "date"), Column("organiser", "主办单位"), Column("postcode", "邮政编码"),
        Column("address", "地址"), Column("source_url", "纸本来源"), Column("notes", "编者说明（JSON）"),
        Column("file", "文字稿的文件名"), Column("digest", "文字稿和附带文件的 SHA-256"),
    ), _issues, key="id"),
    TableOf("documents", "文件", (
        _ADDRESS, _ISSUE, Column("title", "标题"), Column("number", "发文字号（规范形式）"),
        Column("date", "成文日期", "date"), Column("issuers", "发文机关（JSON）"), Column("kind", "文种"),
        Column("category", "栏目"), Column("page", "起始页", "integer"), Column("addressees", "主送机关"),
        Column("instrument", "所印发、转发的文件"), Column("effective", "文中载明的施行日期", "date"),
        Column("expires", "文中载明的最后一日", "date"), Column("evidence", "施行、期限所据的原文"),
        Column("text", "正文，每段一行，不含附件"), Column("more", "其余各项（JSON）"),
    ), _documents, key="url", searched=("title", "number", "text")),
    TableOf("attachments", "附件", (
        _ADDRESS, _DOCUMENT, Column("label", "附件序号"), Column("title", "标题"), Column("kind", "形式"),
        Column("text", "文字，每段一行"), Column("tables", "表格（JSON：表、行、格）"),
    ), _attachments, key="url", searched=("title", "text")),
    TableOf("citations", "引用", (
        _DOCUMENT, Column("number", "所引文件的发文字号"), Column("title", "所引文件的标题"),
    ), _of_documents("citations")),
    TableOf("changes", "废止和修改", (
        _DOCUMENT, Column("change", "废止或修改"), Column("number", "对象的发文字号"), Column("title", "对象的标题"),
    ), _changes),
    TableOf("appointments", "人事任免", (
        _DOCUMENT, Column("person", "姓名"), Column("action", "任或免"), Column("post", "职务"), Column("note", "附注"),
    ), _of_documents("appointments")),
    TableOf("chronicle", "大事记", (
        _ADDRESS, _ISSUE, Column("date", "日期", "date"), Column("end", "最后一日", "date"),
        Column("printed_date", "原文所印的日期"), Column("text", "文字，每段一行"),
    ), _chronicle, key="url", searched=("text",)),
    TableOf("corrections", "更正", (
        _ADDRESS, _ISSUE, Column("before", "更正前"), Column("after", "更正后"), Column("reason", "理由"),
        Column("line", "文字稿中的行号", "integer"), Column("paragraph", "更正后的一段"), Column("original", "更正前的一段"),
    ), _corrections),
)  # fmt: skip
"""Every table, those that others refer to first."""

_TOLD = {
    *(column.name for table in TABLES if table.name == "documents" for column in table.columns),
    *("attachments", "citations", "repeals", "amends", "appointments", "force"),
}
"""What of a document has a column or a table of its own."""
