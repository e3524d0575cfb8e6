"""The blocks of a document as the pieces a template shows: which element, which class, which link.

    body = (heading | article | paragraph | table | picture)*

Headings nest by the order in which their forms appear, not by form: `1.` may stand directly under `一、`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from gazette_site.model import Block, IsoDate, Level, Paragraph, Picture, Role, Table
from gazette_site.publishing.pages.phrases import chinese_date
from gazette_site.publishing.pages.tables import TableView, table_view


class Line(NamedTuple):
    """A paragraph or a heading."""

    tag: str
    """`p` or `h2` … `h6`."""
    style: str
    """Class of the stylesheet, or empty."""
    anchor: str
    """Its id on this page, or empty."""
    link: str
    """Where its number leads, or empty."""
    number: str
    """Number or heading at its start, set apart: `第十一条`, `（二）加强管理。`; or empty."""
    text: str
    """The words after it."""
    page: int | None = None
    """Printed page that begins here."""
    level: int = 0
    """Rank of a heading that stands at the start of running text, else 0."""
    moment: str = ""
    """ISO date that the words are, or empty."""
    shape: str = "line"


class Note(NamedTuple):
    """A line of the 附件说明, cut where its titles begin and end."""

    parts: tuple[tuple[str, str], ...]
    """Words and the anchor they lead to, empty for none."""
    style: str
    """Class of the stylesheet: `note`, or `note on` for a line that goes on with the next number."""
    page: int | None
    shape: str = "note"


class Figure(NamedTuple):
    """A picture the transcript only names."""

    words: str
    """Its alternative text, or empty."""
    page: int | None
    shape: str = "figure"


class Member(NamedTuple):
    """One person of a list of members."""

    role: str
    """`组　长`, or empty."""
    name: str
    post: str
    page: int | None


class Members(NamedTuple):
    """A list of members, set in columns."""

    lines: tuple[Member, ...]
    shape: str = "members"


class Signature(NamedTuple):
    """署名 and 成文日期, set to the right."""

    lines: tuple[Line, ...]
    shape: str = "signature"


Piece = Line | Note | Figure | Members | Signature | TableView


class Run(NamedTuple):
    """Pieces that go in one measure: text in a narrow one, a table as wide as it needs."""

    style: str
    """`text` or `full`."""
    pieces: tuple[Piece, ...]


@dataclass(slots=True)
class Setting:
    """What the composer must know of the page it composes for."""

    rank: int
    """Rank of the first headings: 2 for `h2`."""
    label: str
    """What the tables are called."""
    owns_anchors: bool = True
    """Whether the anchors are ids of this page; else the numbers lead to the page of the attachment."""
    base: str = ""
    """Link to the page that owns the anchors."""
    form: bool = False
    """Whether the tables are forms to fill in."""
    date: IsoDate | None = None
    """成文日期."""
    attachments: Mapping[int, str] = field(default_factory=dict)
    """Anchor of each attachment by its number."""
    pages: set[int] = field(default_factory=set)
    """Printed pages that have their marker already."""
    opening: int | None = None
    """Printed page on which the text begins, if its first block does not say."""


def compose(blocks: Sequence[Block], anchors: Sequence[str], setting: Setting) -> tuple[Piece, ...]:
    """The pieces of a text, in printed order."""
    composer = _Composer(setting)
    pieces = [composer.piece(block, anchor) for block, anchor in zip(blocks, anchors, strict=True)]
    return tuple(_gather(pieces))


def runs(pieces: Iterable[Piece]) -> tuple[Run, ...]:
    """The pieces of an attachment, tables apart from text."""
    kinds = groupby(pieces, key=lambda piece: "full" if isinstance(piece, TableView) else "text")
    return tuple(Run(style, tuple(group)) for style, group in kinds)


class _Composer:
    """Goes through the blocks once and remembers what came before: headings, pages, notes."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.rank = setting.rank
        self.levels: list[Level] = []
        self.noted = 0
        self.tables = 0
        self.enclosed = 0
        self.pending: int | None = None
        self._open(setting.opening)

    def piece(self, block: Block, anchor: str) -> Piece:
        self._open(block.page)
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Picture):
            return Figure(block.text.value, self._page())
        return _BY_ROLE[block.role](self, block, anchor)

    def _open(self, page: int | None) -> None:
        if page is not None and page not in self.setting.pages:
            self.setting.pages.add(page)
            self.pending = page

    def _page(self) -> int | None:
        page, self.pending = self.pending, None
        return page

    def _id(self, anchor: str) -> str:
        return anchor if self.setting.owns_anchors else ""

    def _link(self, anchor: str) -> str:
        return f"{self.setting.base}#{anchor}" if anchor else ""

    def _table(self, table: Table) -> TableView:
        self.tables += 1
        label = self.setting.label if self.tables == 1 else f"{self.setting.label}，表{self.tables}"
        return table_view(table, label, self.setting.form, self._page())

    def _body(self, paragraph: Paragraph, anchor: str) -> Line:
        text = paragraph.text.value
        if anchor and paragraph.label and text.startswith(paragraph.label):
            rest = text[len(paragraph.label) :]
            return Line("p", "it", self._id(anchor), self._link(anchor), paragraph.label, rest, self._page())
        return Line("p", "", self._id(anchor), "", "", text, self._page())

    def _article(self, paragraph: Paragraph, anchor: str) -> Line:
        text, label = paragraph.text.value, paragraph.label
        if not text.startswith(label):
            return Line("p", "", self._id(anchor), "", "", text, self._page())
        rest = text[len(label) :].lstrip()
        return Line("p", "art", self._id(anchor), self._link(anchor), label, rest, self._page())

    def _heading(self, paragraph: Paragraph, anchor: str) -> Line:
        rank = self._rank(paragraph.level)
        heading = heading_words(paragraph)
        style = _HEADING_STYLES.get(paragraph.level, "h1") if paragraph.level else "h1"
        link, own = self._link(anchor), self._id(anchor)
        if paragraph.head < len(paragraph.text.value) and paragraph.head:
            rest = paragraph.text.value[paragraph.head :]
            return Line("p", f"lead {style}", own, link, heading, rest, self._page(), rank)
        return Line(f"h{rank}", style, own, link, heading, "", self._page())

    def _rank(self, level: Level | None) -> int:
        if level is None:
            return self.rank
        while self.levels and _ORDER[self.levels[-1]] >= _ORDER[level]:
            self.levels.pop()
        self.levels.append(level)
        return min(self.rank + len(self.levels) - 1, 6)

    def _enclosed_title(self, paragraph: Paragraph, anchor: str) -> Line:
        self.levels.clear()
        self.enclosed += 1
        own = self._id(anchor or enclosed_anchor(self.enclosed))
        self.rank = self.setting.rank + 1
        return Line(f"h{self.setting.rank}", "ti", own, "", "", paragraph.text.value, self._page())

    def _note(self, paragraph: Paragraph, anchor: str) -> Note:
        parts, self.noted = _note_parts(paragraph.text.value, self.noted, self.setting.attachments)
        style = "note on" if parts[0][0][:1].isdigit() else "note"
        return Note(parts, style, self._page())

    def _date(self, paragraph: Paragraph, anchor: str) -> Line:
        text, day = paragraph.text.value, self.setting.date
        moment = day if day and text == chinese_date(day) else ""
        return Line("p", "sign", self._id(anchor), "", "", text, self._page(), moment=moment)


def _styled(style: str) -> Callable[[_Composer, Paragraph, str], Line]:
    """A paragraph of a role that only asks for its class."""

    def line(composer: _Composer, paragraph: Paragraph, anchor: str) -> Line:
        return Line("p", style, composer._id(anchor), "", "", paragraph.text.value, composer._page())

    return line


_BY_ROLE: Mapping[Role, Callable[[_Composer, Paragraph, str], Piece]] = {
    Role.BODY: _Composer._body,
    Role.HEADING: _Composer._heading,
    Role.ARTICLE: _Composer._article,
    Role.SUBTITLE: _styled("sub"),
    Role.SALUTATION: _styled("to"),
    Role.ADDRESSEE: _styled("to"),
    Role.ATTACHMENT_NOTE: _Composer._note,
    Role.SIGNATURE: _styled("sign"),
    Role.DATE: _Composer._date,
    Role.ANNOTATION: _styled("anno"),
    Role.ENCLOSED_TITLE: _Composer._enclosed_title,
    Role.ENCLOSED_NUMBER: _styled("no"),
}

_ORDER = {level: place for place, level in enumerate(Level)}
_HEADING_STYLES = {
    Level.PART: "zh",
    Level.CHAPTER: "zh",
    Level.SECTION: "zh jie",
    Level.FIRST: "h1",
    Level.SECOND: "h2",
    Level.THIRD: "h3",
    Level.FOURTH: "h4",
    Level.FIFTH: "h4",
}


def enclosed_anchor(place: int) -> str:
    """Anchor of the title of a carried text, which has no number to derive one from: `text`, `text-2`."""
    return "text" if place == 1 else f"text-{place}"


def heading_words(paragraph: Paragraph) -> str:
    """The words of a heading without the text that runs on; 编, 章 and 节 stand one blank apart from them, as in print."""
    value, label = paragraph.text.value, paragraph.label
    words = value[: paragraph.head] if paragraph.head else value
    if paragraph.level in (Level.PART, Level.CHAPTER, Level.SECTION) and label and words.startswith(label):
        return f"{label}　{words[len(label) :].lstrip()}".rstrip()
    return words


_ITEM = re.compile(
    r"""(?: (?<![^\s:：；;])(\d{1,2})[.．、]           # set apart: anything may follow, also 2.2025年计划
          | (?<![\d.．])(\d{1,2})[.．、](?!\d) )\s*""",  # run on: no decimal
    re.VERBOSE,
)


def _note_parts(text: str, noted: int, attachments: Mapping[int, str]) -> tuple[tuple[tuple[str, str], ...], int]:
    """Cut `附件：1.甲 2.乙` at its numbers, which must run on from `noted`; each title leads to its attachment."""
    marks: list[re.Match[str]] = []
    for found in _ITEM.finditer(text):
        if int(found[1] or found[2]) == noted + 1:
            noted += 1
            marks.append(found)
    if not marks:
        return _single_note(text, attachments), noted
    parts = [(text[: marks[0].start()], "")]
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        title = text[mark.end() : following.start() if following else len(text)]
        words = title.rstrip(" 　；;。")
        parts += [(mark[0], ""), (words, attachments.get(int(mark[1] or mark[2]), "")), (title[len(words) :], "")]
    return tuple(part for part in parts if part[0]), noted


_ONE_NOTE = re.compile(r"(附件[:：][ 　]*)(.+)")


def _single_note(text: str, attachments: Mapping[int, str]) -> tuple[tuple[str, str], ...]:
    found = _ONE_NOTE.fullmatch(text)
    if found and len(attachments) == 1:
        return ((found[1], ""), (found[2], next(iter(attachments.values()))))
    return ((text, ""),)


_MEMBER = re.compile(
    r"""(?:(?P<role>[\u4e00-\u9fff]{1,3}[ 　]*[\u4e00-\u9fff]{1,4})[:：][ 　]*)?    # 组　长：
        (?P<name>[\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff][ 　]{1,2}[\u4e00-\u9fff])  # 张　锐
        [ 　]+(?P<post>\S[^。]*。?)""",
    re.VERBOSE,
)
_FEWEST_MEMBERS = 3
"""Fewer lines of this form in a row are taken as ordinary text."""


def _gather(pieces: Sequence[Piece]) -> Iterable[Piece]:
    """Join the lines of a signature, and lines of members, to one piece each."""
    for kind, group in groupby(pieces, key=_kind):
        lines = list(group)
        if kind == "sign":
            yield Signature(tuple(line._replace(style="") for line in lines if isinstance(line, Line)))
        elif kind == "member" and len(lines) >= _FEWEST_MEMBERS:
            yield Members(tuple(_member(line) for line in lines if isinstance(line, Line)))
        else:
            yield from lines


def _kind(piece: Piece) -> str:
    if not isinstance(piece, Line):
        return ""
    if piece.style == "sign":
        return "sign"
    plain = piece.tag == "p" and not piece.style and not piece.anchor
    return "member" if plain and len(piece.text) < 80 and _MEMBER.fullmatch(piece.text) else ""


def _member(line: Line) -> Member:
    found = _MEMBER.fullmatch(line.text)
    assert found is not None, "only lines that match are gathered"
    return Member(found["role"] or "", found["name"], found["post"], line.page)
