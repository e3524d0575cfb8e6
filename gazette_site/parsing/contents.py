"""目录: sections, titles and printed pages.

contents = heading (section entry+)+
entry    = page title+ | title+ leader? page       one of the two throughout an issue
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import NamedTuple

from gazette_site.characters import bare, folded, without_blanks
from gazette_site.document_numbers import number_line
from gazette_site.model import ContentsLine
from gazette_site.parsing.front import is_contents_heading, is_cover_line
from gazette_site.parsing.labels import is_title_like
from gazette_site.reading.lines import Line, line_text

_LEADER = r"[\s.．·•…‥⋯—–\-_﹒]"
_PAGE_FIRST = re.compile(
    r"[·•●○*-]?\s*[（(]?(?P<page>\d{1,3}?)[)）]?(?:[\s.．、:：/·…]+|(?=[^\d\s.．、年月日期届号)）])|(?=(?:19|20)\d\d年))(?P<title>\S.*)"
)
_PAGE_LAST = re.compile(
    rf"(?P<title>.*?[^\s\d.．·•…‥⋯—–\-_﹒].*?){_LEADER}*[（(/]\s*(?P<a>\d{{1,3}})\s*[)）/]|(?P<title2>.*?){_LEADER}+(?P<b>\d{{1,3}})"
)
_PAGE_ALONE = re.compile(rf"{_LEADER}*[（(]?(?P<page>\d{{1,3}})[)）]?")
_SECTION = re.compile(r"[◆◇■□●○★☆【\[]*\s*(?P<name>[^\d。，；：]{2,16}?)\s*[】\]◆◇■□●○★☆]*")
_SECTION_END = re.compile(
    r"(?:文件|任免|大事记|工作报告|讲话|选登|解读|法规|规章|专栏|资料|文件选编|公告|通告|人事|政府令|决定|信息|数据|公报|函电|要闻|要事|动态)$"
)


class Contents(NamedTuple):
    """The contents and where they end."""

    lines: tuple[ContentsLine, ...]
    sections: tuple[str, ...]
    """In printed order."""
    end: int
    """Index of the first line after them."""


@dataclass(frozen=True, slots=True)
class _Entry:
    section: str | None
    page: int
    title: str
    line: int
    index: int
    """Of its last line among the lines of the issue."""


def read_contents(lines: Sequence[Line], start: int, stop: int, known: Sequence[str]) -> Contents:
    """The contents that begin with the heading at `start`; `known` are section names of the configuration.

    They end with the last line that has a page number before the first line that can only be body: a sentence, a document number, an addressee, a
    page that goes back, or the first title repeated.
    """
    rows = [(i, line_text(lines[i])) for i in range(start + 1, stop) if not _skip(lines[i])]
    first_style = _page_comes_first([text for _, text in takewhile(lambda row: not _must_be_body(row[1]), rows)])
    entries: list[_Entry] = []
    sections: list[str] = []
    section: str | None = None
    pending: list[tuple[int, str]] = []
    for position, (i, text) in enumerate(rows):
        if _must_be_body(text) or (first_style and entries and _repeats(rows, position, entries)):
            break
        parsed = _entry(text, first_style)
        if parsed and entries and parsed[0] < entries[-1].page:
            break
        name = None if parsed else _section_name(text, known, entries, pending, first_style)
        if name:
            section, pending = name, []
            sections.append(name)
        elif parsed:
            page, title = parsed
            title = (
                "".join(without_blanks(t) for _, t in pending) + without_blanks(title)
                if not first_style
                else without_blanks(title)
            )
            entries.append(_Entry(section, page, title, lines[i].number, i))
            pending = []
        elif first_style and entries and _is_rest(rows, position, lines[i], entries[-1]):
            entries[-1] = replace(entries[-1], title=entries[-1].title + without_blanks(text), index=i)
        elif not first_style:
            pending.append((i, text))
        elif entries:
            break
    used = [s for s in sections if any(e.section == s for e in entries)]
    end = entries[-1].index + 1 if entries else start + 1
    return Contents(
        tuple(ContentsLine(e.section, e.page, e.title, e.line) for e in entries), tuple(dict.fromkeys(used)), end
    )


def _is_rest(rows: Sequence[tuple[int, str]], position: int, line: Line, entry: _Entry) -> bool:
    """Whether a line without a page is the rest of the title above it.

    It is if that title cannot end there, if the layout shows it, if it only ends a title, or if more entries follow below it.
    """
    text = rows[position][1]
    if (
        not _complete(entry.title)
        or line.begins is False
        or re.fullmatch(r"[（(][^（）()]{1,12}[)）]\S{0,6}", text.strip())
    ):
        return True
    below = (_entry(following, True) for _, following in rows[position + 1 : position + 3])
    return any(found is not None and found[0] >= entry.page for found in below)


def _skip(line: Line) -> bool:
    """The heading repeated on a second page, Mongolian script, empty pictures."""
    return is_contents_heading(line) or is_cover_line(line) or not bare(line_text(line))


def _page_comes_first(texts: Sequence[str]) -> bool:
    first = sum(bool(_PAGE_FIRST.fullmatch(text.strip())) for text in texts)
    last = sum(bool(_page_last(text)) and not _PAGE_FIRST.fullmatch(text.strip()) for text in texts)
    return first >= last


def _entry(text: str, first_style: bool) -> tuple[int, str] | None:
    if first_style:
        match = _PAGE_FIRST.fullmatch(text.strip())
        return (int(match["page"]), match["title"]) if match else None
    return _page_last(text)


def _page_last(text: str) -> tuple[int, str] | None:
    match = _PAGE_LAST.fullmatch(text.strip())
    if match:
        title = match["title"] if match["title"] is not None else match["title2"]
        return int(folded(match["a"] or match["b"])), re.sub(rf"{_LEADER}+$", "", title)
    alone = _PAGE_ALONE.fullmatch(text.strip())
    return (int(alone["page"]), "") if alone else None


def _must_be_body(text: str) -> bool:
    stripped = text.strip()
    return (
        len(stripped) > 160
        or "。" in stripped
        or stripped.endswith(("：", ":", "；"))
        or number_line(stripped) is not None
    )


def _repeats(rows: Sequence[tuple[int, str]], position: int, entries: Sequence[_Entry]) -> bool:
    """Whether the first title begins again at this row."""
    line, title = bare(rows[position][1]), bare(entries[0].title)
    return len(line) >= 6 and title.startswith(line) and _entry(rows[position][1], True) is None


def _section_name(
    text: str, known: Sequence[str], entries: Sequence[_Entry], pending: Sequence[tuple[int, str]], first_style: bool
) -> str | None:
    match = _SECTION.fullmatch(text.strip())
    if not match:
        return None
    name = without_blanks(match["name"])
    if any(bare(name) == bare(k) for k in known):
        return name
    if pending or (first_style and entries and not _complete(entries[-1].title)):
        return None
    return name if _SECTION_END.search(name) and len(name) <= 14 else None


def _complete(title: str) -> bool:
    """Whether a title can end here: brackets closed and an ending of titles."""
    return (
        title.count("《") == title.count("》")
        and title.count("（") == title.count("）")
        and (is_title_like(title) or title.endswith("记"))
    )
