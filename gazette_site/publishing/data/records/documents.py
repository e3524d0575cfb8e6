"""A document in the public data: as an issue lists it, and as it stands beside its page."""

from __future__ import annotations

from typing import Annotated

from msgspec import Struct

from gazette_site.publishing.data.records.deeds import (
    AmendmentData,
    AppointmentData,
    CitationData,
    DateData,
    DutyData,
    ExtensionData,
    ForceData,
    KeyFactData,
    RepealData,
    StandingData,
    SuspensionData,
)
from gazette_site.publishing.data.records.fields import Address, Day, Grid, IdOfIssue, Ordinal, told


class HeadingData(Struct, frozen=True):
    """A heading of a document."""

    level: Annotated[str, told("序号的形式，如“一、”“（一）”“第一章”")]
    text: Annotated[str, told("标题，连同序号")]


class FileData(Struct, frozen=True):
    """A file that was published beside the issue."""

    url: Address
    name: Annotated[str, told("文件名")]
    kind: Annotated[str, told("是什么文件")]
    size: Annotated[int, told("字节数")]
    digest: Annotated[str, told("文件的 SHA-256")]
    active: Annotated[tuple[str, ...], told("会自己动作的内容，如“宏”；PDF 里的已去掉")] = ()


class AttachmentData(Struct, frozen=True):
    """An attachment of a document."""

    url: Address
    label: Annotated[str | None, told("附件、附件1……；没有标注的为空")]
    title: Annotated[str | None, told("标题")]
    text: Annotated[str, told("文字，每段一行")]
    tables: Annotated[tuple[Grid, ...], told("表格：表、行、格，表头在前")]
    kind: Annotated[str, told("形式")]
    files: Annotated[tuple[FileData, ...], told("随公报发布的文件")] = ()


class DocumentData(Struct, frozen=True, kw_only=True):
    """A document with its attachments."""

    url: Address
    title: Annotated[str, told("标题，连成一行")]
    number: Annotated[str | None, told("发文字号的规范形式")]
    date: Annotated[Day | None, told("成文日期")]
    issuers: Annotated[tuple[str, ...], told("发文机关，按标题中的先后")]
    kind: Annotated[str | None, told("文种")]
    category: Annotated[str | None, told("栏目")]
    page: Annotated[int | None, told("目录所印的起始页")]
    addressees: Annotated[str | None, told("主送机关，不带冒号")]
    instrument: Annotated[str | None, told("所印发、转发的文件的标题")]
    articles: Annotated[tuple[str, ...], told("条号，按先后")]
    text: Annotated[str, told("正文，每段一行，不含附件")]
    attachments: Annotated[tuple[AttachmentData, ...], told("附件")]
    headings: Annotated[tuple[HeadingData, ...], told("标题，按先后")]
    citations: Annotated[tuple[CitationData, ...], told("正文和附件按文号引用的其他文件，每件一次")]
    repeals: Annotated[tuple[RepealData, ...], told("正文写明废止的文件")]
    amends: Annotated[tuple[AmendmentData, ...], told("正文写明修改的文件")]
    force: Annotated[ForceData | None, told("文中载明的施行日期和期限；没有写的为空")]
    appointments: Annotated[tuple[AppointmentData, ...], told("任免，每人每职一条")]
    number_printed: Annotated[str | None, told("原文所印的发文字号")] = None
    subtitle: Annotated[tuple[str, ...], told("题下的文字：题注、日期、讲话人")] = ()
    attachment_note: Annotated[tuple[str, ...], told("附件说明")] = ()
    signature: Annotated[tuple[str, ...], told("署名")] = ()
    date_printed: Annotated[tuple[str, ...], told("原文所印的成文日期")] = ()
    annotation: Annotated[tuple[str, ...], told("附注")] = ()
    tables: Annotated[tuple[Grid, ...], told("正文中的表格：表、行、格，表头在前")] = ()
    extends: Annotated[tuple[ExtensionData, ...], told("正文写明延长有效期或继续有效的文件")] = ()
    suspends: Annotated[tuple[SuspensionData, ...], told("正文写明暂停执行或恢复执行的文件")] = ()
    standing: Annotated[StandingData | None, told("逐日的状态：自身条款和其他文件的规定合起来看")] = None
    dates: Annotated[tuple[DateData, ...], told("文中对人有约束的日期和期限，按先后")] = ()
    key_facts: Annotated[tuple[KeyFactData, ...], told("办事要点，照录原文，按问题归类；答不上两个问题的没有")] = ()
    duties: Annotated[tuple[DutyData, ...], told("交给各部门的任务，按先后")] = ()
    topics: Annotated[tuple[str, ...], told("主题，按标题、所印发的文件名和正文标题里的词归的；没有的为空")] = ()


class IssueOfDocument(Struct, frozen=True, kw_only=True):
    """The issue that a document was printed in."""

    id: IdOfIssue
    url: Address
    gazette: Annotated[str | None, told("刊名")] = None
    year: Annotated[int, told("年份")]
    number: Annotated[Ordinal | None, told("期号；合刊为第一个，增刊没有")]
    cumulative: Annotated[int | None, told("总期号；合刊为第一个")] = None
    name: Annotated[str, told("刊期，如 2025年第3—4期")] = ""
    published: Annotated[Day | None, told("出版日期")] = None
    source_url: Annotated[str | None, told("纸本来源")] = None
    digest: Annotated[str, told("文字稿和附带文件的 SHA-256")]


class PlacedCorrection(Struct, frozen=True, kw_only=True):
    """A correction with the paragraph it was made in."""

    url: Address
    before: Annotated[str, told("更正前")]
    after: Annotated[str, told("更正后")]
    reason: Annotated[str, told("理由")]
    line: Annotated[int, told("文字稿中的行号")]
    paragraph: Annotated[str | None, told("更正后的一段")] = None
    original: Annotated[str | None, told("更正前的一段")] = None


class DocumentFile(DocumentData, frozen=True, kw_only=True):
    """A document with the issue that it was printed in and the corrections made in it."""

    issue: Annotated[IssueOfDocument, told("刊登的一期")]
    corrections: Annotated[tuple[PlacedCorrection, ...], told("对本件文字稿的更正")]
