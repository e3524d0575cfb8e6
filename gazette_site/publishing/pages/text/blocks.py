"""The blocks of a document as the pieces a template shows: which element, which class, which link.

    body = (heading | article | paragraph | table | picture)*

Headings nest by the order in which their forms appear, not by form: `1.` may stand directly under `一、`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from gazette_site.linking.anchors import enclosed_anchor
from gazette_site.model import Block, IsoDate, Level, Paragraph, Role, Table
from gazette_site.publishing.pages.text.attachment_notes import note_parts
from gazette_site.publishing.pages.text.pieces import Figure, Note, Piece, Scan, TextPiece, gather
from gazette_site.publishing.pages.text.tables import TableView, table_view
from gazette_site.publishing.phrases import chinese_date
from gazette_site.publishing.wording import say


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
    going_on: frozenset[int] = frozenset()
    """Places of the blocks whose beginning is not on this page."""
    scans: Mapping[int, Scan] = field(default_factory=dict)
    """What there is to see of a picture, by its page of the PDF."""
    print: str = ""
    """Link to where the print can be had, for pictures of which there is nothing to see."""


def compose(blocks: Sequence[Block], anchors: Sequence[str], setting: Setting) -> tuple[Piece, ...]:
    """The pieces of a text, in printed order."""
    composer = _Composer(setting)
    pieces = [
        composer.rest(block) if place in setting.going_on else composer.piece(block, anchor)
        for place, (block, anchor) in enumerate(zip(blocks, anchors, strict=True))
    ]
    return tuple(gather(pieces))


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
        """The next block as a piece."""
        if block.page is not None:
            self._open(block.page)
        if isinstance(block, Paragraph):
            return _BY_ROLE[block.role](self, block, anchor)
        if isinstance(block, Table):
            return self._table(block)
        return Figure(block.text.value, self.take_page(), self.setting.scans.get(block.pdf_page), self.setting.print)

    def rest(self, block: Block) -> Piece:
        """The next block, where it goes on from another page: a paragraph without indent, number and link."""
        if not isinstance(block, Paragraph):
            return self.piece(block, "")
        self._open(block.page)
        return _styled("to")(self, block, "")

    def _open(self, page: int | None) -> None:
        if page is not None and page not in self.setting.pages:
            self.setting.pages.add(page)
            self.pending = page

    def take_page(self) -> int | None:
        """The printed page whose marker is due, once."""
        page, self.pending = self.pending, None
        return page

    def own_id(self, anchor: str) -> str:
        """The anchor, if this page owns it."""
        return anchor if self.setting.owns_anchors else ""

    def _link(self, anchor: str) -> str:
        return f"{self.setting.base}#{anchor}" if anchor else ""

    def _table(self, table: Table) -> TableView:
        self.tables += 1
        label = (
            self.setting.label
            if self.tables == 1
            else say("text.table_label", label=self.setting.label, number=self.tables)
        )
        return table_view(table, label, self.setting.form, self.take_page())

    def _body(self, paragraph: Paragraph, anchor: str) -> TextPiece:
        text = paragraph.text.value
        if anchor and paragraph.label and text.startswith(paragraph.label):
            rest = text[len(paragraph.label) :]
            return TextPiece(
                "p", "it", self.own_id(anchor), self._link(anchor), paragraph.label, rest, self.take_page()
            )
        return TextPiece("p", "", self.own_id(anchor), "", "", text, self.take_page())

    def _article(self, paragraph: Paragraph, anchor: str) -> TextPiece:
        text, label = paragraph.text.value, paragraph.label
        if not text.startswith(label):
            return TextPiece("p", "", self.own_id(anchor), "", "", text, self.take_page())
        rest = text[len(label) :].lstrip()
        return TextPiece("p", "art", self.own_id(anchor), self._link(anchor), label, rest, self.take_page())

    def _heading(self, paragraph: Paragraph, anchor: str) -> TextPiece:
        rank, heading = self._rank(paragraph.level), paragraph.heading
        style = _HEADING_STYLES.get(paragraph.level, "h1") if paragraph.level else "h1"
        link, own = self._link(anchor), self.own_id(anchor)
        if paragraph.head < len(paragraph.text.value) and paragraph.head:
            rest = paragraph.text.value[paragraph.head :]
            return TextPiece("div", f"lead {style}", own, link, heading, rest, self.take_page(), rank)
        return TextPiece(f"h{rank}", style, own, link, heading, "", self.take_page())

    def _rank(self, level: Level | None) -> int:
        if level is None:
            return self.rank
        while self.levels and _ORDER[self.levels[-1]] >= _ORDER[level]:
            self.levels.pop()
        self.levels.append(level)
        return min(self.rank + len(self.levels) - 1, 6)

    def _enclosed_title(self, paragraph: Paragraph, anchor: str) -> TextPiece:
        self.levels.clear()
        self.enclosed += 1
        own = self.own_id(anchor or enclosed_anchor(self.enclosed))
        self.rank = self.setting.rank + 1
        return TextPiece(f"h{self.setting.rank}", "ti", own, "", "", paragraph.text.value, self.take_page())

    def _note(self, paragraph: Paragraph, anchor: str) -> Note:
        parts, self.noted = note_parts(paragraph.text.value, self.noted, self.setting.attachments)
        style = "note on" if parts[0][0][:1].isdigit() else "note"
        return Note(parts, style, self.take_page())

    def _date(self, paragraph: Paragraph, anchor: str) -> TextPiece:
        text, day = paragraph.text.value, self.setting.date
        moment = day if day and text == chinese_date(day) else ""
        return TextPiece("p", "sign", self.own_id(anchor), "", "", text, self.take_page(), moment=moment)


def _styled(style: str) -> Callable[[_Composer, Paragraph, str], TextPiece]:
    """A paragraph of a role that only asks for its class."""

    def line(composer: _Composer, paragraph: Paragraph, anchor: str) -> TextPiece:
        return TextPiece("p", style, composer.own_id(anchor), "", "", paragraph.text.value, composer.take_page())

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
