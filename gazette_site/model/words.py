"""Text with its places in the source, and the blocks it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from msgspec import Struct


class Span(NamedTuple):
    """A run of characters of one source line."""

    line: int
    """Line of the source, counted from 1."""
    start: int
    """First character, counted from 0."""
    end: int
    """One after the last character."""


class Named(Enum):
    """An enumeration that is looked up in the depth of every loop: hashed as what it is, where `Enum` calls a function of Python."""

    __hash__ = object.__hash__


class RepairName(Enum):
    """The named repairs: the only ways in which a published word may differ from the source."""

    LATIN_AND = "and-for-和"
    """A recogniser wrote ` and ` between two Chinese words."""
    LATEX = "latex"
    """A recogniser wrote a sign as LaTeX: `$\\leq 15\\%$` for `≤15%`."""
    ENTITY = "entity"
    """A character was written as an HTML entity: `&lt;` for `<`."""
    FONT = "font"
    """A broken font wrote a sign as another code point: ꎬ U+A3AC for ，, a private code point that GB 18030 or the settings name."""
    RADICAL = "radical"
    """A radical or compatibility code point stood in for the character: U+2F00 for 一."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One change made to the words of the source by a named rule, shown to the reader."""

    name: RepairName
    before: str
    """As in the source, `平台 and 监管`."""
    after: str
    """As published, `平台和监管`."""


class Text(Struct, frozen=True):
    """One printed paragraph, line, label or cell."""

    value: str
    """The words, line breaks of the print closed up: `澜川市人民政府关于……的通知`."""
    spans: tuple[Span, ...] = ()
    """Where the characters stand in the source, in reading order; white space may be left out."""
    repairs: tuple[Repair, ...] = ()
    """What makes `value` differ from the source, in order."""

    @property
    def line(self) -> int:
        """First source line, 0 if the text has no place."""
        return self.spans[0].line if self.spans else 0


class Role(Named):
    """What a paragraph is in its document (公文要素, GB/T 9704-2012 section 7)."""

    BODY = "body"
    """正文."""
    HEADING = "heading"
    """结构层次序数 with its words: a numbered line of its own, or a numbered lead-in before running text."""
    ARTICLE = "article"
    """条: a paragraph that begins with 第…条."""
    SUBTITLE = "subtitle"
    """Lines under the title: 题注, date of delivery, speaker."""
    SALUTATION = "salutation"
    """称谓 of a speech: 各位代表."""
    ADDRESSEE = "addressee"
    """主送机关."""
    ATTACHMENT_NOTE = "attachment-note"
    """附件说明: the list of attachments under the body."""
    SIGNATURE = "signature"
    """发文机关署名, or office and name of the one who signs an order."""
    DATE = "date"
    """成文日期."""
    ANNOTATION = "annotation"
    """附注: （此件公开发布）."""
    ENCLOSED_TITLE = "enclosed-title"
    """Title of the text that a notice carries (所印发、转发的文件)."""
    ENCLOSED_NUMBER = "enclosed-number"
    """发文字号 of the carried text, where it has one of its own."""


class Level(Named):
    """Form of a label that structures a text; the value is an example of it (结构层次序数)."""

    PART = "第一编"
    CHAPTER = "第一章"
    SECTION = "第一节"
    FIRST = "一、"
    SECOND = "（一）"
    THIRD = "1."
    FOURTH = "（1）"
    FIFTH = "①"


class Paragraph(Struct, frozen=True, tag=True):
    """One paragraph of a document or an attachment."""

    role: Role
    text: Text
    label: str = ""
    """Number at its head as printed, `第十一条`, `（二）`; empty if it has none. Also on numbered paragraphs that are no headings."""
    level: Level | None = None
    """Form of the label; None for articles and unnumbered paragraphs."""
    head: int = 0
    """Of a heading: how many characters of `text.value` are the heading. Less than all for a lead-in with running text after it."""
    page: int | None = None
    """Printed page on which it begins, if the source says."""

    @property
    def heading(self) -> str:
        """The words of a heading without the text that runs on; 编, 章 and 节 stand one blank apart from them, as in print."""
        words = self.text.value[: self.head] if self.head else self.text.value
        if self.level in (Level.PART, Level.CHAPTER, Level.SECTION) and self.label and words.startswith(self.label):
            return f"{self.label}\u3000{words[len(self.label) :].lstrip()}".rstrip()
        return words


class Table(Struct, frozen=True, tag=True):
    """表格: rows of cells, the repeated heads of following pages dropped."""

    rows: tuple[tuple[Text, ...], ...]
    """Header row first. A cell that the source leaves empty has an empty value; rows may differ in length."""
    page: int | None = None


class Picture(Struct, frozen=True, tag=True):
    """A picture that the source names or leaves room for; all a transcript has of it is its alternative text, often empty."""

    text: Text
    source: str = ""
    """Address of the picture file in the transcript, never trusted."""
    page: int | None = None
    pdf_page: int = 0
    """Page of the PDF it stands on, counted from 1; 0 without one."""


Block = Paragraph | Table | Picture
