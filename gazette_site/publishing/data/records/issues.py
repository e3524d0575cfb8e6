"""An issue in the public data, whole; and an entry of its chronicle as a line of its own."""

from __future__ import annotations

from typing import Annotated

from msgspec import Struct

from gazette_site.publishing.data.records.documents import DocumentData
from gazette_site.publishing.data.records.fields import Address, Day, IdOfIssue, Ordinal, told


class PageData(Struct, frozen=True):
    """A page of the PDF of an issue."""

    index: Annotated[Ordinal, told("PDF 的第几页")]
    label: Annotated[str | None, told("所印的页码")]
    trust: Annotated[str, told("文字从何而来，可信到什么程度")]


class MisprintData(Struct, frozen=True):
    """A number of the issue that is printed wrong, as the editors confirm."""

    printed: Annotated[tuple[str, ...], told("封面所印；空的是总期号")]
    reason: Annotated[str, told("理由")]


class IssueFacts(Struct, frozen=True, kw_only=True):
    """What cover and back cover say, and where the issue comes from."""

    gazette: Annotated[str | None, told("刊名")]
    year: Annotated[int, told("年份")]
    number: Annotated[Ordinal | None, told("期号；合刊为第一个，增刊没有")]
    cumulative: Annotated[int | None, told("总期号；合刊为第一个")]
    frequency: Annotated[str | None, told("刊期")]
    published: Annotated[Day | None, told("出版日期")]
    organiser: Annotated[str | None, told("主办单位")]
    postcode: Annotated[str | None, told("邮政编码")]
    address: Annotated[str | None, told("地址")]
    id: IdOfIssue
    url: Address
    file: Annotated[str, told("文字稿的文件名")]
    digest: Annotated[str, told("文字稿和附带文件的 SHA-256")]
    source_url: Annotated[str | None, told("纸本来源")] = None
    notes: Annotated[tuple[str, ...], told("编者说明")] = ()
    name: Annotated[str, told("刊期，如 2025年第3—4期、2025年增刊第1期")] = ""
    numbers: Annotated[tuple[Ordinal, ...], told("全部期号；增刊没有")] = ()
    cumulatives: Annotated[tuple[int, ...], told("全部总期号")] = ()
    special: Annotated[str | None, told("增刊、号外、特刊所印的名称")] = None
    supplement: Annotated[Ordinal | None, told("增刊、号外在当年或所属的一期中的次序")] = None
    supplement_to: Annotated[tuple[Ordinal, ...], told("增刊所属一期的期号")] = ()
    misprint: Annotated[MisprintData | None, told("核实为印错的刊期")] = None
    pages: Annotated[tuple[PageData, ...], told("PDF 的各页；没有 PDF 的为空")] = ()


class EntryData(Struct, frozen=True, kw_only=True):
    """An entry of the chronicle."""

    url: Address
    date: Annotated[Day | None, told("日期；没有印出确切日期的为空")]
    text: Annotated[str, told("文字，每段一行")]
    end: Annotated[Day | None, told("最后一日")] = None
    printed_date: Annotated[str, told("原文所印的日期")] = ""


class EntryLine(EntryData, frozen=True, kw_only=True):
    """An entry with the issue that it was printed in."""

    issue: IdOfIssue


class FurnitureData(Struct, frozen=True):
    """What is part of no document, with the reason."""

    reason: Annotated[str, told("理由")]
    line: Annotated[int, told("文字稿中的行号")]
    text: Annotated[str, told("文字")]


class CorrectionData(Struct, frozen=True):
    """A correction of the transcript."""

    find: Annotated[str, told("更正前")]
    replace: Annotated[str, told("更正后")]
    reason: Annotated[str, told("理由")]
    line: Annotated[int, told("文字稿中的行号")]


class RepairData(Struct, frozen=True):
    """A change made to the words by a named rule."""

    name: Annotated[str, told("规则")]
    line: Annotated[int, told("文字稿中的行号")]
    before: Annotated[str, told("改正前")]
    after: Annotated[str, told("改正后")]


class IssueData(Struct, frozen=True, kw_only=True):
    """An issue: every printed character of it is in exactly one of its records."""

    issue: Annotated[IssueFacts, told("封面、封底所印的，和这一期的来源")]
    documents: Annotated[tuple[DocumentData, ...], told("文件，按刊登的先后")]
    chronicle: Annotated[tuple[EntryData, ...], told("大事记，按刊登的先后")]
    chronicle_title: Annotated[tuple[str, ...], told("大事记的题目，每行一项；没有大事记的为空")] = ()
    chronicle_lead: Annotated[
        tuple[str, ...], told("大事记题目之下、第一条之前的文字（所记的时间、引言），每段一项")
    ] = ()
    furniture: Annotated[tuple[FurnitureData, ...], told("不属于任何文件的文字，附理由")] = ()
    corrections: Annotated[tuple[CorrectionData, ...], told("对文字稿的更正")] = ()
    repairs: Annotated[tuple[RepairData, ...], told("按固定规则改正的识别差错")] = ()
