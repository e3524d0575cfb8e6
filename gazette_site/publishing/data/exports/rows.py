"""The rows of the tables: each field is a column, in this order, with what it holds.

The texts of documents and attachments, and their tables, are in none of them: they are in the JSON.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple, get_type_hints

Value = str | int | None


class Of(NamedTuple):
    """What a column holds."""

    words: str
    """For people."""
    type: str = "string"
    """Of Table Schema: `string`, `integer`, `date`."""
    refers: str = ""
    """Table whose key it holds, or empty."""


class Column(NamedTuple):
    """A column of a table."""

    name: str
    of: Of


_Address = Annotated[str, Of("网址，从网站的根算起")]
_Issue = Annotated[str, Of("刊登的一期", refers="issues")]
_Document = Annotated[str, Of("所属文件的网址", refers="documents")]


class IssueRow(NamedTuple):
    """An issue."""

    id: Annotated[str, Of("年份和期号，如 2025-04")]
    url: _Address
    gazette: Annotated[str | None, Of("刊名")]
    year: Annotated[int, Of("年份", "integer")]
    number: Annotated[int | None, Of("期号；合刊为第一个，增刊没有", "integer")]
    cumulative: Annotated[int | None, Of("总期号；合刊为第一个", "integer")]
    frequency: Annotated[str | None, Of("刊期")]
    published: Annotated[str | None, Of("出版日期", "date")]
    organiser: Annotated[str | None, Of("主办单位")]
    postcode: Annotated[str | None, Of("邮政编码")]
    address: Annotated[str | None, Of("地址")]
    source_url: Annotated[str | None, Of("纸本来源")]
    notes: Annotated[str, Of("编者说明（JSON）")]
    file: Annotated[str, Of("文字稿的文件名")]
    digest: Annotated[str, Of("文字稿和附带文件的 SHA-256")]
    name: Annotated[str, Of("刊期，如 2025年第3—4期、2025年增刊第1期")]
    numbers: Annotated[str, Of("全部期号（JSON）")]
    cumulatives: Annotated[str, Of("全部总期号（JSON）")]


class DocumentRow(NamedTuple):
    """A document."""

    url: _Address
    issue: _Issue
    title: Annotated[str, Of("标题")]
    number: Annotated[str | None, Of("发文字号（规范形式）")]
    date: Annotated[str | None, Of("成文日期", "date")]
    issuers: Annotated[str, Of("发文机关（JSON）")]
    kind: Annotated[str | None, Of("文种")]
    category: Annotated[str | None, Of("栏目")]
    page: Annotated[int | None, Of("起始页", "integer")]
    addressees: Annotated[str | None, Of("主送机关")]
    instrument: Annotated[str | None, Of("所印发、转发的文件")]
    effective: Annotated[str | None, Of("文中载明的施行日期", "date")]
    expires: Annotated[str | None, Of("文中载明的最后一日", "date")]
    evidence: Annotated[str | None, Of("施行、期限所据的原文")]
    more: Annotated[str | None, Of("其余各项（JSON）；正文、表格和摘自它们的办事要点在各期的 JSON 里")]
    topics: Annotated[str, Of("主题（JSON）")]


class AttachmentRow(NamedTuple):
    """An attachment."""

    url: _Address
    document: _Document
    label: Annotated[str | None, Of("附件序号")]
    title: Annotated[str | None, Of("标题")]
    kind: Annotated[str, Of("形式")]
    files: Annotated[str, Of("随公报发布的文件（JSON）")]


class CitationRow(NamedTuple):
    """A document that another one names."""

    document: _Document
    number: Annotated[str | None, Of("所引文件的发文字号")]
    title: Annotated[str | None, Of("所引文件的标题")]


class ChangeRow(NamedTuple):
    """A document that another one ends or changes."""

    document: _Document
    change: Annotated[str, Of("废止或修改")]
    number: Annotated[str | None, Of("对象的发文字号")]
    title: Annotated[str | None, Of("对象的标题")]


class StandingRow(NamedTuple):
    """Some days on end on which a document has one state."""

    url: Annotated[str, Of("网址，从网站的根算起；没有收录的文件是它的引用页")]
    title: Annotated[str, Of("标题")]
    number: Annotated[str | None, Of("发文字号（规范形式）")]
    issuers: Annotated[str, Of("发文机关（JSON）")]
    date: Annotated[str | None, Of("成文日期", "date")]
    issue: Annotated[str | None, Of("刊登的一期；没有收录的为空", refers="issues")]
    state: Annotated[
        str,
        Of(
            "unstated 未载明、pending 尚未施行、in_force 现行、amended 已修改、suspended 暂停执行、"
            "partly_suspended 部分暂停执行、expired 已届满、repealed 已废止、lapsed 已宣布失效"
        ),
    ]
    since: Annotated[str | None, Of("第一日；最早的一段为空", "date")]
    until: Annotated[str | None, Of("最后一日；最晚的一段为空", "date")]
    certainty: Annotated[str | None, Of("第一日：printed 印出、computed 推算、undated 没有写明，以刊登之日计")]
    why: Annotated[
        str | None,
        Of(
            "依据：clause 自身条款、repeals 废止、lapses 宣布失效、amends 修改、extends 延长、suspends 暂停、resumes 恢复"
        ),
    ]
    sentence: Annotated[str | None, Of("所据的原文")]
    source: Annotated[str | None, Of("原文所在文件的网址")]
    articles: Annotated[str, Of("部分暂停执行的，第一日暂停的是哪些，以顿号分开；别的为空")]


class DateRow(NamedTuple):
    """A day or a time that binds people."""

    document: _Document
    title: Annotated[str, Of("文件的标题")]
    kind: Annotated[
        str,
        Of(
            "application 申请、ban 禁止、notice 公示、comment 意见、exam 考试、payment 缴费、trial 试行、transition 过渡、period 期间、deadline 时限"
        ),
    ]
    words: Annotated[str, Of("原文所印的日期或期限")]
    begin: Annotated[str | None, Of("第一日", "date")]
    end: Annotated[str | None, Of("最后一日", "date")]
    every: Annotated[str | None, Of("year 每年都有、quarter 每季都有、month 每月都有；只有一次的为空")]
    begin_again: Annotated[str | None, Of("每年（月-日）或每月（日）的第一日")]
    end_again: Annotated[str | None, Of("每年（月-日）、每季（第几个月-日）或每月（日）的最后一日")]
    term: Annotated[str | None, Of("从某事起算的期限，照原文；工作日不推算")]
    derived: Annotated[int, Of("日期是推算的为 1，原样印出的为 0", "integer")]
    item: Annotated[str | None, Of("表格中这一行说的事")]
    sentence: Annotated[str, Of("所在的句子或表格的一格，原文")]
    holds_until: Annotated[str | None, Of("文件有效的最后一日；没有终止的为空", "date")]
    anchor: Annotated[str | None, Of("在网页上的锚点")]


class DutyRow(NamedTuple):
    """A task that a document assigns to a department."""

    document: _Document
    department: Annotated[str, Of("部门，照原文")]
    role: Annotated[str, Of("lead 牵头、responsible 责任、support 配合")]
    task: Annotated[str, Of("任务，照录原文")]
    deadline: Annotated[str | None, Of("完成时限，照原文")]
    anchor: Annotated[str | None, Of("在网页上的锚点")]


class AppointmentRow(NamedTuple):
    """One person and one post."""

    document: _Document
    person: Annotated[str, Of("姓名")]
    action: Annotated[str, Of("任或免")]
    post: Annotated[str, Of("职务")]
    note: Annotated[str, Of("附注")]


class EntryRow(NamedTuple):
    """An entry of the chronicle."""

    url: _Address
    issue: _Issue
    date: Annotated[str | None, Of("日期", "date")]
    end: Annotated[str | None, Of("最后一日", "date")]
    printed_date: Annotated[str, Of("原文所印的日期")]
    text: Annotated[str, Of("文字，每段一行")]


class CorrectionRow(NamedTuple):
    """A correction of a transcript."""

    url: _Address
    issue: _Issue
    before: Annotated[str, Of("更正前")]
    after: Annotated[str, Of("更正后")]
    reason: Annotated[str, Of("理由")]
    line: Annotated[int, Of("文字稿中的行号", "integer")]
    paragraph: Annotated[str | None, Of("更正后的一段")]
    original: Annotated[str | None, Of("更正前的一段")]


def columns_of(row: type[tuple[Value, ...]]) -> tuple[Column, ...]:
    """The columns of a row, in the order of its fields."""
    hints = get_type_hints(row, include_extras=True)
    return tuple(Column(name, hint.__metadata__[0]) for name, hint in hints.items())
