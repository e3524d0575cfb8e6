"""One line of the 目录: the page, the title, the number and the marks that it prints.

row    = page blank title | title leader page | title | page
page   = bracket? (第 | P)? digits (dash digits)? 页? bracket?        1  （1）  P12  第3页  1—4, which begins on page 1
leader = dots, dashes or blanks of any kind
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gazette_site.characters import CJK, bare, folded, without_blanks
from gazette_site.document_numbers import number_line, parse_number
from gazette_site.late import late
from gazette_site.model import NormalNumber
from gazette_site.numerals import chinese_to_int
from gazette_site.parsing.names.order_names import notice_number
from gazette_site.parsing.names.persons import SPEAKER
from gazette_site.reading.lines import Line, line_text

LEADERS = " \t\u3000\xa0.．。·•‧∙⋅●・…‥⋯—–―－-_﹒~～﹍＿"
"""Everything that is printed between a title and its page."""
_PAGE = (
    r"(?:(?:第|[Pp]{1,2}[.．]?)\s{0,3})?(?P<page>\d{1,4})(?:\s?[-—–―－~～至]{1,2}\s?[Pp]?(?P<to>\d{1,4}))?\s{0,3}页?"
)
_TAIL = late(rf"(?:(?P<open>[（(\[【〔/／<＜])\s{{0,3}})?{_PAGE}\s{{0,3}}(?P<close>[)）\]】〕/／>＞])?[.．]?$")
_TAIL_SIZE = 40
"""No printed page is longer than so many characters: only these are looked at."""
_HEAD = late(
    r"[（(\[【]?\s{0,3}(?:第|[Pp]{1,2}[.．]?)?\s{0,3}(?P<page>\d{1,4}?)(?:\s?[-—–―－~～至]{1,2}\s?[Pp]?(?P<to>\d{1,4}))?\s{0,3}页?\s{0,3}[)）\]】]?"
    r"(?:[\s.．、:：/·…]+|(?=[^\d\s.．、年月日期届号）%％])|(?=(?:19|20)\d\d年))(?P<title>\S.*)"
)
_FOLIO = late(
    r"[-—–―－·•~]{1,3}\s{0,3}(?:\d{1,4}|[IVXivxⅠ-ⅻ]{1,4})\s{0,3}[-—–―－·•~]{1,3}|[IVXivxⅠ-ⅻ]{1,4}|第\d{1,3}页共\d{1,3}页"
)
_YEAR = late(r"(?:19|20)\d\d")
_ORDINAL = late(
    r"(?:(?P<n>\d{1,3})\s?[.．、)）]|[（(](?P<m>\d{1,3}|[一二三四五六七八九十]{1,3})[)）]|(?P<c>[一二三四五六七八九十]{1,3})[、.．])\s*(?=\S)"
)
_BARE_ORDER = late(r"第(?P<n>[0-9０-９一二三四五六七八九十百]{1,5})号令")
_NUMBER = rf"(?P<number>[{CJK}]{{2,12}}\s?[〔﹝\[［【（(]\s?\d{{4}}\s?[〕﹞\]］】）)]\s?\d{{1,5}}\s?号)"
_NUMBER_BEHIND = late(rf"(?:\s|(?<=[知定告见复函报要议）]))\s*{_NUMBER}$")
_NUMBER_BEFORE = late(rf"{_NUMBER}\s+(?=\S{{6}})")
_AUTHOR = late(rf"(?<=\S{{6}})\s*[…‥⋯.．·•]{{3,}}\s*[{CJK}][{CJK}·\s]{{1,15}}$")
_SPEAKER_BEHIND = late(rf"(?<=\S{{4}}(?:讲话|发言|致辞|报告|说明))[ \t\u3000]+{SPEAKER}$")
_NAME_BEHIND = late(rf"(?:(?<=讲话|发言|致辞)|(?<=节选）|摘要）))[ \t\u3000]+[{CJK}][ \u3000]*[{CJK}]{{1,2}}$")
"""Who spoke, without office: 在全市会议上的讲话　王　平."""
_COLUMN_GAP = late(r"(?:[ \t]{3}|[ \t]?\u3000[ \t]?\u3000)[ \t\u3000]*(?=\S)")
_BULLETS = "●○•·▪■□◆◇►➤▶★☆※*—-－→ \t\u3000"
_COLUMN_NAMES = late(
    r"(?:栏目|标题|题目|题名|内容|篇名|页码|页次|页数|页|序号|编号|文号|发文字号|文件名称|文件|名称|类别|发文机关|contents?|page|title|no)+"
)
_NAMES_A_COLUMN = late(r"页|标题|题目|序号|contents?$")


class Paged(NamedTuple):
    """A title and the page beside it; the title is '' where the page stands alone on its line."""

    page: int
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line between the heading of the contents and the body."""

    index: int
    """Of its line among the lines of the issue."""
    line: Line
    text: str
    """Its words in Chinese, without bullets."""
    first: Paged | None = None
    """How it reads if pages stand before titles."""
    last: Paged | None = None
    """How it reads if pages stand after titles."""
    section: str | None = None
    """The name of a section that the same table row prints."""
    number: NormalNumber | None = None
    """The number that a column of its own prints."""
    folio: bool = False
    """Whether it can only be the number of the page that the contents are printed on."""


def read_row(index: int, line: Line) -> Row | None:
    """The row that a line prints, None for one that is no part of the contents: names of columns, a translation, a folio."""
    text = line_text(line).strip().lstrip(_BULLETS)
    if not bare(text) or _names_columns(text):
        return None
    if _FOLIO.fullmatch(line_text(line).strip()):
        return Row(index, line, text, folio=True)
    first, last = page_before(text), page_behind(text)
    if is_foreign(text):
        page = last or first
        return Row(index, line, "", Paged(page.page, ""), Paged(page.page, "")) if page else None
    return Row(index, line, in_chinese(text), _in_chinese(first), _in_chinese(last))


def _names_columns(text: str) -> bool:
    name = bare(text)
    return bool(len(name) <= 40 and _COLUMN_NAMES.fullmatch(name) and _NAMES_A_COLUMN.search(name))


def page_behind(text: str) -> Paged | None:
    """Title and page of a row whose page stands last; the title is '' if there is only a page."""
    window = text[-_TAIL_SIZE:]
    match = _TAIL.search(window)
    if match is None:
        return None
    start, page, bracketed = match.start(), match["page"], match["open"] is not None
    if match["to"] and int(match["to"]) < int(page) and not bracketed:  # no range: the dash is the leader of a page
        start, page = match.start("to"), match["to"]
    title = text[: len(text) - len(window) + start]
    kept = title.rstrip(LEADERS)
    if _YEAR.fullmatch(page) or (not bracketed and title and (kept == title or _is_decimal(title))):
        return None
    return Paged(int(page), kept)


def _is_decimal(title: str) -> bool:
    """Whether the figures behind are the digits after a point (120.5)."""
    return title[-1] in ".．" and title[-2:-1].isdigit()


def page_before(text: str) -> Paged | None:
    """Title and page of a row whose page stands first; the title is '' if there is only a page."""
    stripped = text.lstrip(LEADERS)
    alone = page_behind(stripped)
    if alone and not alone.title:
        return alone
    match = _HEAD.fullmatch(stripped)
    if match and not _YEAR.fullmatch(match["page"]):
        return Paged(int(match["page"]), match["title"].rstrip(LEADERS))
    return None


def is_foreign(text: str) -> bool:
    """Whether a row holds no Chinese character but Latin words: the translation of the row above."""
    return not re.search(rf"[{CJK}]", text) and len(re.findall(r"[A-Za-zÀ-ɏ]", text)) >= 4


def in_chinese(text: str) -> str:
    """`text` without the translation that is printed behind it on the same line."""
    size = len(text)
    while size and not re.match(rf"[{CJK}》）)”\d]", text[size - 1]):
        size -= 1
    tail = text[size:]
    separated = bool(tail) and (tail[0].isspace() or tail[0] in "/／|｜")
    return text[:size].strip() if size and separated and len(re.findall(r"[A-Za-z]", tail)) >= 4 else text


def _in_chinese(paged: Paged | None) -> Paged | None:
    return Paged(paged.page, in_chinese(paged.title)) if paged else None


# -- two columns of contents side by side


def in_reading_order(rows: Sequence[Row]) -> list[Row]:
    """The rows as they are read: of lines that print two titles with their pages side by side all left halves come first."""
    halves = [_halves(row) for row in rows]
    twofold = [
        i for i, pair in enumerate(halves) if len(pair) == 2 and all(half.last and half.last.title for half in pair)
    ]
    if len(twofold) < 2 or len(twofold) * 2 < sum(row.last is not None for row in rows[: twofold[-1] + 1]):
        return list(rows)
    beside = halves[: twofold[-1] + 1]
    left, right = [pair[0] for pair in beside], [pair[1] for pair in beside if len(pair) == 2]
    return [*left, *right, *rows[len(beside) :]]


def _halves(row: Row) -> list[Row]:
    """The two halves of a row with a wide gap in the middle, each a row; the row itself if it has none."""
    for gap in _COLUMN_GAP.finditer(row.text) if len(row.text) <= 400 and row.line.cells is None else ():
        left, right = row.text[: gap.start()], row.text[gap.end() :].lstrip(_BULLETS)
        if row.last is None or (page_behind(left) or Paged(0, "")).title:
            return [Row(row.index, row.line, half, page_before(half), page_behind(half)) for half in (left, right)]
    return [row]


# -- which side the pages stand on


def pages_come_first(rows: Sequence[Row]) -> bool:
    """Whether the pages stand before the titles, as they do throughout an issue.

    Figures before titles that have a page behind as well are the numbers of the titles.
    """
    both = sum(1 for row in rows if row.first and row.last and row.first.title and row.last.title)
    first = sum(1 for row in rows if row.first and row.first.title) - both
    last = sum(1 for row in rows if row.last and row.last.title) - both
    if both or first or last:
        return first > both + last or (first == last and not both)
    titles = [i for i, row in enumerate(rows) if len(row.text) > 8 and not row.first]
    pages = [i for i, row in enumerate(rows) if row.first]
    return bool(pages and titles and pages[0] < titles[0])


# -- what else a title carries


def without_ordinals(titles: Sequence[str]) -> list[str]:
    """`titles` without the numbers that only count them (1. 一、（三）): of all if most have one, else of those that count 1, 2, … in a row."""
    counted = [_ORDINAL.match(title) for title in titles]
    if sum(match is not None for match in counted) * 2 <= len(titles) or not _rises(counted):
        counted = _runs(counted)
    return [title[match.end() :] if match else title for title, match in zip(titles, counted, strict=True)]


def _runs(counted: Sequence[re.Match[str] | None]) -> list[re.Match[str] | None]:
    """Those of the numbers that count from 1 on, two at least, without a title between them that has none."""
    kept: list[re.Match[str] | None] = [None] * len(counted)
    first = 0
    while first < len(counted):
        end = first
        while end < len(counted) and _number_of(counted[end]) == end - first + 1:
            end += 1
        if end - first >= 2:
            kept[first:end] = counted[first:end]
        first = max(end, first + 1)
    return kept


def _number_of(match: re.Match[str] | None) -> int | None:
    return chinese_to_int(next(group for group in match.groups() if group)) if match else None


def _rises(counted: Sequence[re.Match[str] | None]) -> bool:
    """Whether the numbers count: each is 1 or one more than the one before."""
    numbers = [_number_of(match) for match in counted if match]
    before = [0, *(n or 0 for n in numbers)]
    return sum(n in (1, last + 1) for last, n in zip(before, numbers, strict=False)) * 4 >= len(numbers) * 3


def without_ordinal(text: str) -> str:
    """`text` without the number that it begins with."""
    match = _ORDINAL.match(text)
    return text[match.end() :] if match else text


def without_author(title: str) -> str:
    """The title without who wrote or said it, set apart by a leader or on a line of its own: 在全市会议上的讲话…………王平."""
    return _NAME_BEHIND.sub("", _SPEAKER_BEHIND.sub("", _AUTHOR.sub("", title)))


def split_number(title: str) -> tuple[str, NormalNumber | None]:
    """The title without the document number printed beside it, and that number.

    title = name （number） | name blank number | number blank name

    The number of an order is a part of its name and stays in the title: 澜川市人民政府令（第12号）.
    """
    name = title.rstrip()
    start = _last_bracket(name)
    if start > 0 and (number := _number_in(inner := name[start + 1 : -1]) or notice_number(name[:start], inner)):
        return name[:start].rstrip(), number
    behind = _NUMBER_BEHIND.search(name, max(0, len(name) - _TAIL_SIZE))
    if behind and behind.start() >= 6 and (number := parse_number(behind["number"])):
        return name[: behind.start()].rstrip(), number
    before = _NUMBER_BEFORE.match(name)
    if before and (number := parse_number(before["number"])):
        return name[before.end() :], number
    if "关于" in name:
        return title, None
    return title, parse_number(re.sub(r"[（()）]", "", name)) or number_line(name)


def _number_in(words: str) -> NormalNumber | None:
    """The number in brackets behind a title; of an order also without its body: （第12号令）."""
    bare_order = _BARE_ORDER.fullmatch(without_blanks(words))
    n = chinese_to_int(folded(bare_order["n"])) if bare_order else None
    return NormalNumber(f"令第{n}号") if n else parse_number(words)


def _last_bracket(name: str) -> int:
    """Where the bracket opens that closes with the last character, of any form and with others inside it; -1 if none does."""
    depth = 0
    for k in range(len(name) - 1, max(len(name) - 1 - _TAIL_SIZE, -1), -1):
        depth += (name[k] in "）)]］】〕") - (name[k] in "（([［【〔")
        if depth <= 0:
            return k if depth == 0 and k < len(name) - 1 else -1
    return -1


def joined(parts: Sequence[str]) -> str:
    """The parts of one title, cut by line ends, as one; blanks carry no print in Chinese."""
    return "".join(without_blanks(part.rstrip(LEADERS) if part.endswith(("…", ".", "·")) else part) for part in parts)
