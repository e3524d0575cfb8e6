"""Markup of a transcript: telling the marks that a recogniser added from the characters that were printed.

Only marks on a closed list are markup. Everything else, `<script>` and `{{ x }}` included, is print and stays.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from gazette_site.characters import BLANK

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_TAGS = "p|br|b|strong|i|em|u|s|sub|sup|span|div|center|font|table|thead|tbody|tfoot|tr|td|th|caption|colgroup|col|hr|h[1-6]|ul|ol|li|img"
TAG = re.compile(rf"<(?P<close>/?)(?P<name>{_TAGS})(?P<attributes>\s[^<>]*)?/?>", re.IGNORECASE)
COMMENT = re.compile(r"<!--.*?-->")
IMAGE = re.compile(r"!\[(?P<alt>[^\[\]]*)\]\((?P<src>[^()\s]*)(?:\s+\"[^\"]*\")?\)")
_LINK = re.compile(
    r"(?<![!\\])(?P<open>\[)[^\[\]]{1,300}(?P<close>\]\((?:#|https?://|mailto:|\.{0,2}/)[!-'*-~]{0,300}(?:\s+\"[^\"]{0,100}\")?\))"
)
"""Words with an address behind them, which no print has: [关于春耕的通知](#1). [2013](附件) is print."""
_LINK_SIGN = re.compile(r"\[|\]\([^()]*\)")
STRONG = re.compile(r"\*\*(?=\S)|(?<=\S)\*\*")
_EMPHASIS = re.compile(r"(?<![^\s（(，。：；、“])\*[^\s*](?:[^*]{0,200}[^\s*\\])?\*(?![^\s，。：；、）)”！？])")
"""Words between single stars that nothing but blanks and marks stands beside; a star behind a word is one of a note or a formula."""
_STAR = re.compile(r"\*")
ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!~|<>$])")
FENCE = re.compile(r"\s*+(?:`{3,}|~{3,})\s*+\w*\s*")
RULE = re.compile(r"\s*(?:-\s*){3,}|\s*(?:\*\s*){3,}|\s*(?:_\s*){3,}|\s*[─━═]{5,}(?:\s*★\s*[─━═]+)?\s*")
"""Drawn across the page, in Markdown or with the signs that boxes are drawn with."""
HEADING = re.compile(r"\s{0,3}(?P<marks>#{1,6})(?!#)\s*")
QUOTE = re.compile(r"\s{0,3}>\s?")
BULLET = re.compile(r"\s*[-*+]\s+(?:\[[ xX]\]\s+)?(?=\S)")
"""The mark of a list item, with the box of a task list: - [x]."""
PAGE_NUMBER = re.compile(r"\s*+[-—–·•~]*+\s*+\d{1,4}\s*+[-—–·•~]*+\s*+")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_GOES_ON = re.compile(
    r"(?:[ \t>]|[-+*]\s|\d{1,9}[.)]\s)*(?:`{3}|~{3}|<(?:[!?]|script|pre|style|textarea))|[ ]{2,}\S|[ ]{0,3}\t",
    re.IGNORECASE,
)
"""How a row begins with which code, a comment, raw HTML may begin, or which may belong to an item of a list above an empty row."""
_SIGNS_ONLY = re.compile(r"[-\s>*+_=|:.)0-9]*[-*_=][-\s>*+_=|:.)0-9]*")
_MARKS = re.compile(r"[<&!*\\\[]")
"""Every mark but those between cells begins with one of these."""
BAR = re.compile(r"(?<!\\)\|")


class Mark(Enum):
    """What a piece of a source row is."""

    TEXT = "text"
    MARKUP = "markup"
    BREAK = "break"
    """End of a paragraph inside a cell or line: <br>, <p>."""
    CELL = "cell"
    """Border between two cells of a row."""
    TAG = "tag"
    """A tag that builds a table."""
    IMAGE = "image"
    ENTITY = "entity"
    """A character written as `&lt;`, `&#39;`, `&#x4e00;`."""


class Piece(NamedTuple):
    """A run of characters of one source row."""

    mark: Mark
    start: int
    end: int
    name: str = ""
    """Of a tag: `td`, `/td`; of an image: its address; of an entity: the character."""
    attributes: str = ""
    text_start: int = 0
    """Of an image: where its caption stands."""
    text_end: int = 0


class Structure(NamedTuple):
    """What a Markdown parser says of the rows of a text; row numbers from 0."""

    rules: frozenset[int]
    """Thematic breaks and the underlines of headings."""
    tables: dict[int, int]
    """Row of a pipe table → number of the table."""
    delimiters: frozenset[int]
    """Rows under the head of a pipe table."""


NO_STRUCTURE = Structure(frozenset(), {}, frozenset())


def markdown_structure(text: str) -> Structure:
    """The block structure of a Markdown transcript. Levels and lists are not taken from it: they are erratic.

    Only what stands around a row that can be a rule, an underline or the second row of a table is given to the parser,
    unless the text has something that goes on over empty lines.
    """
    rows = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", " ").split("\n")
    if any(map(_GOES_ON.match, rows)):
        return whole_structure(rows)
    found = [whole_structure(rows[first:end], first) for first, end in _around_rules(rows)]
    starts = {row - 1 for one in found for row in one.delimiters}
    number, tables = 0, {}
    for row in sorted(row for one in found for row in one.tables):
        number += row in starts
        tables[row] = number
    return Structure(
        frozenset(row for one in found for row in one.rules),
        tables,
        frozenset(row for one in found for row in one.delimiters),
    )


def _around_rules(rows: list[str]) -> Iterator[tuple[int, int]]:
    """First row and end of each run without an empty row that has a row made of signs."""
    first, signs = 0, False
    for number, row in enumerate((*rows, "")):
        if row.strip(" \t"):
            signs = signs or _SIGNS_ONLY.fullmatch(row) is not None
            continue
        if signs:
            yield first, number
        first, signs = number + 1, False


def whole_structure(rows: list[str], first: int = 0) -> Structure:
    """The structure of some rows, the first of which has that number, all of them given to the parser."""
    rules: set[int] = set()
    delimiters: set[int] = set()
    tables: dict[int, int] = {}
    for token in _parser().parse("\n".join(rows)):
        if token.map is None:
            continue
        start, end = token.map[0] + first, token.map[1] + first
        if token.type == "hr":
            rules.add(start)
        elif token.type == "heading_open" and token.markup in ("-", "="):
            rules.add(end - 1)
        elif token.type == "table_open":
            tables.update(dict.fromkeys(range(start, end), len(delimiters) + 1))
            delimiters.add(start + 1)
    return Structure(frozenset(rules), tables, frozenset(delimiters))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # a build without Markdown must not wait for it

    parser = MarkdownIt("commonmark", {"maxNesting": 20}).enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def head_marks(row: str, markdown: bool) -> tuple[int, int]:
    """(end of the marks at the head of a row, heading level or 0)."""
    if row.lstrip()[:1] not in ("-*+>#" if markdown else "-*+"):
        return 0, 0
    if PAGE_NUMBER.fullmatch(row):
        return 0, 0
    end, level = 0, 0
    if markdown:
        quote = QUOTE.match(row)
        end = quote.end() if quote else 0
        heading = HEADING.match(row, end)
        if heading:
            return heading.end(), len(heading["marks"])
    bullet = BULLET.match(row, end)
    return (bullet.end() if bullet else end), level


def heading_end(row: str, start: int) -> int:
    """Where the words of a Markdown heading end: before closing `#`, if a blank sets them apart."""
    words = row.rstrip()
    open_end = words.rstrip("#")
    if len(open_end) == len(words) or not BLANK.match(open_end[-1:]):
        return len(row)
    return max(len(open_end.rstrip()), start)


def character_of(entity: str) -> str | None:
    """The one character that an HTML entity with its semicolon stands for; None if it is none, or no character of print."""
    character = html.unescape(entity)
    if len(character) != 1 or not (character.isprintable() or BLANK.match(character)):
        return None
    return character


def has_marks(row: str) -> bool:
    """Whether anything in a row, but what may stand between cells, can be a mark."""
    return _MARKS.search(row) is not None


def pieces(row: str, start: int, end: int, *, markdown: bool, cells: str = "") -> Iterator[Piece]:
    """The characters of `row` from `start` to `end`, cut into print and markup; `cells` is the mark between cells, if the row is a table row.

    The pieces follow each other without gap or overlap.
    """
    if not cells and not has_marks(row):
        if start < end:
            yield Piece(Mark.TEXT, start, end)
        return
    patterns = [TAG, COMMENT, IMAGE, ENTITY]
    if markdown:
        patterns += [STRONG, ESCAPE]
    position = start
    for match in _marks(row, patterns, cells):
        if match.start() < position or match.end() > end:
            continue
        if match.start() > position:
            yield Piece(Mark.TEXT, position, match.start())
        yield _piece(match)
        position = match.end()
    if position < end:
        yield Piece(Mark.TEXT, position, end)


def _marks(row: str, patterns: list[re.Pattern[str]], cells: str) -> list[re.Match[str]]:
    if cells:
        patterns = [*patterns, BAR if cells == "|" else re.compile(re.escape(cells))]
    last = row.rfind("-->") + 3  # no comment ends beyond it, and looking for its end would be quadratic
    found = [m for pattern in patterns for m in pattern.finditer(row, 0, last if pattern is COMMENT else len(row))]
    found = [m for m in found if m.re is not ENTITY or character_of(m.group()) is not None]
    if STRONG in patterns:
        found = [*_without_note_marks(found, row), *_emphasis(row), *_link_signs(row)]
    return sorted(found, key=lambda m: (m.start(), -m.end()))


def _without_note_marks(found: list[re.Match[str]], row: str) -> list[re.Match[str]]:
    """The matches without a lone `**` between words: the mark of a note. At the edge of a row it may belong to another row."""
    strong = [m for m in found if m.re is STRONG]
    lone = len(strong) == 1 and row[: strong[0].start()].strip() and row[strong[0].end() :].strip()
    return [m for m in found if m is not strong[0]] if lone else found


def _emphasis(row: str) -> Iterator[re.Match[str]]:
    for match in _EMPHASIS.finditer(row):
        for star in (_STAR.match(row, match.start()), _STAR.match(row, match.end() - 1)):
            if star:
                yield star


def _link_signs(row: str) -> Iterator[re.Match[str]]:
    for link in _LINK.finditer(row) if "](" in row else ():
        for sign in (_LINK_SIGN.match(row, link.start("open")), _LINK_SIGN.match(row, link.start("close"))):
            if sign:
                yield sign


def _piece(match: re.Match[str]) -> Piece:
    start, end = match.span()
    if match.re is TAG:
        name = match["close"] + match["name"].lower()
        if name == "img":
            return Piece(Mark.IMAGE, start, end, _attribute(match["attributes"] or "", "src"), "", end, end)
        if name in ("br", "p", "/p", "div", "/div", "li", "/li", "hr") or name.strip("/")[0] == "h":
            return Piece(Mark.BREAK, start, end, name)
        if name.strip("/") in ("table", "tr", "td", "th", "thead", "tbody", "tfoot", "caption"):
            return Piece(Mark.TAG, start, end, name, match["attributes"] or "")
        return Piece(Mark.MARKUP, start, end, name)
    if match.re is ENTITY:
        return Piece(Mark.ENTITY, start, end, character_of(match.group()) or "")
    if match.re is IMAGE:
        return Piece(Mark.IMAGE, start, end, match["src"], "", *match.span("alt"))
    if match.re in (COMMENT, STRONG, ESCAPE, _STAR, _LINK_SIGN):
        return Piece(Mark.MARKUP, start, end)
    return Piece(Mark.CELL, start, end)


def _attribute(attributes: str, name: str) -> str:
    match = re.search(rf"""\b{name}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", attributes, re.IGNORECASE)
    return next((g for g in match.groups() if g is not None), "") if match else ""


def span_of(attributes: str, name: str) -> int:
    """`colspan` or `rowspan` of a cell, 1 if absent or absurd."""
    value = _attribute(attributes, name)
    return min(int(value), 200) if value.isascii() and value.isdigit() and value != "0" else 1
