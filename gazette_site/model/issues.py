"""期: an issue, whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from gazette_site.model.documents import Chronicle, Document
from gazette_site.model.names import IsoDate, IssueId, NormalNumber
from gazette_site.model.orders import NO_ORDERS, Correction, Privacy
from gazette_site.model.words import Text


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """One line of the 目录."""

    section: str | None
    page: int | None
    """The first, if the contents print a range; None if they print none."""
    title: str
    """Without blanks, and without the number that is printed beside it."""
    line: int
    """Source line."""
    number: NormalNumber | None = None
    """The document number that is printed beside the title; that of an order is in the title too."""


class FurnitureReason(Enum):
    """Why printed characters are not part of any document; the value is what the report says."""

    COVER = "封面"
    CONTENTS = "目录"
    RUNNING_HEAD = "书眉"
    PAGE_NUMBER = "页码"
    BACK_COVER = "封底"
    BULLET = "项目符号"
    MARKUP = "标记"
    REPEATED_TABLE_HEAD = "续表表头"
    DOUBLED = "断处重复"
    CHRONICLE_HEADING = "大事记月份标题"
    HIDDEN = "隐藏文字"
    OVERPRINTED = "重复印刷"
    VERTICAL = "竖排或侧排文字"
    WATERMARK = "水印"
    UNREADABLE = "无法辨认的文字层"


@dataclass(frozen=True, slots=True)
class Furniture:
    """Characters left out of the documents, with the reason."""

    reason: FurnitureReason
    text: Text


class Trust(Enum):
    """How far the text of a PDF page can be trusted; the value is what the public data says."""

    GOOD = "文字层"
    DOUBTFUL = "文字层有缺字"
    RECOGNISED = "机器识别"
    NONE = "图片"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the PDF of an issue."""

    index: int
    """Place in the PDF, counted from 1."""
    label: str | None
    """Printed page number, `12`; None on covers and contents."""
    trust: Trust
    width: int
    """In points."""
    height: int


@dataclass(frozen=True, slots=True)
class Masthead:
    """刊名、期号、出版: facts from cover and back cover; None where nothing is printed."""

    gazette: str | None
    """`澜川市人民政府公报`."""
    year: int
    number: int | None
    """期号 within the year, of several (合刊) the first; None of a supplement."""
    cumulative: int | None
    """总第…期, of several the first."""
    frequency: str | None
    """`月刊`."""
    published: IsoDate | None
    """出版日期."""
    organiser: str | None
    """主办单位."""
    postcode: str | None
    address: str | None
    more_numbers: tuple[int, ...] = ()
    """Of a 合刊 the numbers after the first."""
    more_cumulatives: tuple[int, ...] = ()
    """Its cumulative numbers after the first."""
    extra: int = 0
    """Turn of a supplement (增刊, 号外) among those of its year or issue; 0 of an ordinary issue."""
    extra_to: tuple[int, ...] = ()
    """Of a supplement the numbers of the issue that it belongs to."""
    special: str = ""
    """What it calls itself as printed, `增刊第1期`, `两会特刊`; empty of an ordinary issue."""
    run: str = ""
    """`b` where the numbering of the year began a second time."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """All its numbers within the year; none of a supplement."""
        return () if self.number is None else (self.number, *self.more_numbers)

    @property
    def cumulatives(self) -> tuple[int, ...]:
        """All its cumulative numbers; none where none is printed."""
        return () if self.cumulative is None else (self.cumulative, *self.more_cumulatives)


@dataclass(frozen=True, slots=True)
class Misprint:
    """What the cover prints otherwise than it is, confirmed by the clerk."""

    printed: tuple[str, ...]
    """`2024年第9期`; empty where what is wrong is the cumulative number, which only the other issues show."""
    reason: str


@dataclass(frozen=True, slots=True)
class Issue:
    """一期公报, whole: every character of the source is in exactly one of `documents`, `chronicle`, `furniture`."""

    id: IssueId
    file: str
    """Name of the file it was read from, `2025-03.txt`; no folder."""
    masthead: Masthead
    contents: tuple[ContentsLine, ...]
    documents: tuple[Document, ...]
    chronicle: Chronicle | None
    furniture: tuple[Furniture, ...]
    corrections: tuple[Correction, ...] = ()
    notes: tuple[str, ...] = ()
    """Editor's notes of the sidecar."""
    source_url: str | None = None
    """Where the printed issue can be had, from the sidecar."""
    pdf: str | None = None
    """Name of the PDF of the issue, `2025-04.pdf`, if there is one."""
    pages: tuple[Page, ...] = ()
    """Its pages."""
    line_pages: tuple[int, ...] = ()
    """For each source line the page of the PDF it stands on, counted from 1, or 0; empty without a PDF."""
    misprint: Misprint | None = None
    """What the sidecar confirms to be printed wrong."""
    privacy: Privacy = NO_ORDERS
    digest: str = field(default="")
    """SHA-256 of the source file and its sidecar, hexadecimal: the identity of the input."""
