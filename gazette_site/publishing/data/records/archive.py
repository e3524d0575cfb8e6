"""What is said of the archive as a whole: what is not there, which documents are cited, what the gazette corrects in print."""

from __future__ import annotations

from typing import Annotated

from msgspec import Struct

from gazette_site.publishing.data.records.fields import Address, IdOfIssue, Ordinal, told


class HoleData(Struct, frozen=True, omit_defaults=True):
    """One thing that is not there. Keys without a value are left out."""

    kind: Annotated[
        str,
        told(
            "缺什么：earlier-issues 第一期以前、missing-issue 缺期、issues-between 两期之间、contents-line 目录有而正文没有、"
            "unprinted-attachment 未刊登的附件、picture 没有录入的图、page-without-text 没有文字的页、"
            "cited-number 以文号引用而未收录、cited-title 只以标题引用而未收录"
        ),
    ]
    url: Address
    issue: Annotated[IdOfIssue | None, told("由哪一期看出来的；几件文件都提到的没有")] = None
    words: Annotated[str, told("标题或文号，照原文；两期之间的是前一期")] = ""
    title: Annotated[str, told("以文号引用的，所引的标题")] = ""
    year: Annotated[int, told("年份")] = 0
    number: Annotated[int, told("期号、附件序号、目录所印的页码或 PDF 的页")] = 0
    count: Annotated[Ordinal, told("几个")] = 1
    where: Annotated[tuple[Address, ...], told("提到它的文件")] = ()


class SeriesData(Struct, frozen=True):
    """The numbers of one 代字 and year."""

    code: Annotated[str, told("代字，如澜府办发")]
    year: Annotated[int, told("年份")]
    known: Annotated[tuple[int, ...], told("已收录的序号")]
    missing: Annotated[tuple[tuple[int, int], ...], told("没有见到的各段序号：首、尾，从1到已知最大的一个")]


class CoverageData(Struct, frozen=True):
    """What is there and what is not."""

    issues: Annotated[tuple[IdOfIssue, ...], told("已收录的各期")]
    holes: Annotated[tuple[HoleData, ...], told("没有的，一项一条")]
    series: Annotated[tuple[SeriesData, ...], told("各代字各年的序号")]


class WorkData(Struct, frozen=True):
    """A document cited by its number."""

    number: Annotated[str, told("发文字号的规范形式")]
    title: Annotated[str, told("所引的标题；没有的为空")]
    url: Address
    document: Annotated[Address | None, told("本站收录的，它的网址")]


class ErratumData(Struct, frozen=True):
    """A printed correction."""

    source: Annotated[Address, told("刊登更正的文件")]
    target: Annotated[Address, told("被更正的文件；不知道是哪一件的，是那一期")]
    page: Annotated[Ordinal | None, told("所说的页码")]
    article: Annotated[str, told("所说的条；没有的为空")]
    wrong: Annotated[str, told("误；没有写出的为空")]
    right: Annotated[str, told("正；没有写出的为空")]
    sentence: Annotated[str, told("作更正的原句")]


class YearOfReferences(Struct, frozen=True):
    """Where the namings of a year are: those in documents of its issues."""

    year: Annotated[int, told("年份")]
    url: Annotated[Address, told("当年的引用关系，如 /data/2025/references.json")]
    count: Annotated[int, told("条数")]


class ReferencesIndex(Struct, frozen=True):
    """All works, all years, all printed corrections."""

    works: Annotated[tuple[WorkData, ...], told("以文号引用的文件，按初次引用的先后")]
    years: Annotated[tuple[YearOfReferences, ...], told("各年的引用关系在哪里")]
    errata: Annotated[tuple[ErratumData, ...], told("公报后来刊登的更正、勘误")]
