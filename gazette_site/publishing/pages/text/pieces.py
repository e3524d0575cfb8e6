"""The pieces of a text: what a template needs to know of each, and which of them go together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from gazette_site.late import late
from gazette_site.linking.archive import Url
from gazette_site.publishing.pages.text.made import Made
from gazette_site.publishing.pages.text.tables import TableView


class TextPiece(Struct, frozen=True, gc=False):
    """A paragraph or a heading; a struct, for there are a hundred on a page."""

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


class Scan(NamedTuple):
    """What there is to see of a map or drawing: itself, or the page it stands on."""

    small: str
    """Link to the picture, and to the large one of the whole page."""
    large: str
    width: int
    height: int
    page: str
    """`第7页`."""
    whole: bool
    """Whether it is the whole page."""
    own: bool = False
    """Whether it is a file of its own, and no part of a page."""


class Figure(NamedTuple):
    """A picture that the source names or leaves room for."""

    words: str
    """Its alternative text, or empty."""
    page: int | None
    scan: Scan | None = None
    """None if there is nothing to see of it."""
    print: str = ""
    """Link to where the print can be had, or empty."""
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

    lines: tuple[TextPiece, ...]
    shape: str = "signature"


Piece = TextPiece | Note | Figure | Members | Signature | TableView


class Run(NamedTuple):
    """Pieces that go in one measure: text in a narrow one, a table as wide as it needs."""

    style: str
    """`text` or `full`."""
    pieces: tuple[Piece, ...]


class FileOffered(NamedTuple):
    """A file that was published beside the issue."""

    url: Url
    name: str
    """As the office calls it."""
    facts: str
    """`Excel 表格，12 KB`."""
    digest: str
    """SHA-256."""
    note: str
    """What in it acts by itself; or empty."""


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """An attachment in full, on the document's page or on its own."""

    anchor: str
    label: str
    """`附件1`, or empty."""
    title: Markup
    """With its phrase breaks."""
    url: Url
    page: int | None
    """Printed page that begins here, if it has no marker yet."""
    wide: bool
    """Whether it is printed across."""
    runs: tuple[Run, ...]
    tables: tuple[Made, ...]
    """Its tables as CSV."""
    picture: bool
    """Whether it is a picture of which only the title is left."""
    files: tuple[FileOffered, ...] = ()
    """What was published of it beside the issue."""
    unprinted: bool = False
    """Whether these files are all that there is of it."""
    print: str = ""
    """Link to where the print can be had, or empty."""


def runs(pieces: Iterable[Piece]) -> tuple[Run, ...]:
    """The pieces of an attachment, tables apart from text."""
    kinds = groupby(pieces, key=lambda piece: "full" if isinstance(piece, TableView) else "text")
    return tuple(Run(style, tuple(group)) for style, group in kinds)


_MEMBER = late(
    r"""(?:(?P<role>[\u4e00-\u9fff]{1,3}[ 　]*[\u4e00-\u9fff]{1,4})[:：][ 　]*)?    # 组　长：
        (?P<name>[\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff][ 　]{1,2}[\u4e00-\u9fff])  # 张　锐
        [ 　]+(?P<post>\S[^。]*。?)""",
    re.VERBOSE,
)
_FEWEST_MEMBERS = 3
"""Fewer lines of this form in a row are taken as ordinary text."""


def gather(pieces: Sequence[Piece]) -> Iterable[Piece]:
    """Join the lines of a signature, and lines of members, to one piece each."""
    for kind, group in groupby(pieces, key=_kind):
        if not kind:
            yield from group
            continue
        lines = list(group)
        if kind == "sign":
            yield Signature(tuple(replace(line, style="") for line in lines if isinstance(line, TextPiece)))
        elif len(lines) >= _FEWEST_MEMBERS:
            yield Members(tuple(_member(line) for line in lines if isinstance(line, TextPiece)))
        else:
            yield from lines


def _kind(piece: Piece) -> str:
    if not isinstance(piece, TextPiece):
        return ""
    if piece.style:
        return "sign" if piece.style == "sign" else ""
    plain = len(piece.text) < 80 and piece.tag == "p" and not piece.anchor
    return "member" if plain and _MEMBER.fullmatch(piece.text) else ""


def _member(line: TextPiece) -> Member:
    found = _MEMBER.fullmatch(line.text)
    assert found is not None, "only lines that match are gathered"
    return Member(found["role"] or "", found["name"], found["post"], line.page)
