"""更正, 勘误: what a document says of a mistake in an earlier issue.

    correction = where* readings           where = issue | page | 《title》 | number | article, each holds until the next of its kind
    issue      = year 年第 n 期 | 总第 n 期 | 上期
    readings   = “wrong” (应为 | 更正为 | 改为 | 系) “right” (之误)?  |  “right” 误(为|印为) “wrong”
               | a table with columns for both (误 | 正)

A document is one of corrections if its title or its section says so; in others only paragraphs that begin with 更正： are.
One that names a place and no readings is kept without them: the reader is led there all the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gazette_site.characters import without_blanks
from gazette_site.late import late
from gazette_site.model import Document, Erratum, NormalNumber, Paragraph, Place, Table
from gazette_site.parsing.names.elided import all_numbers

_OF_CORRECTIONS = late(
    r"^(?:本刊)?(?:更正|勘误|订正)|(?:更正|勘误)(?:启事|说明|声明|公告|通告|表|通知|函)?$|关于更正|更正的"
)
_BEGINS = late(r"^[（(【\[]?(?:本刊)?(?:更正|勘误)(?:启事|说明|声明)?[)）】\]]?[:：]")
_QUOTE = r"[“「『]([^“”「」『』]{1,300})[”」』]"
_WORDS = r"(?:一词|一句|一段|字样|等字|二字|三字|一语|有误|错误|印刷错误|排印错误)?"
_SHOULD = r"(?:(?:现|应|应当|均|特|今|予以|请|拟)*(?:更正|改|修改|订正|勘正|更改|校正)(?:为|成|作)|应当?(?:为|是|作)|当为|应系)"
_FORWARD = late(rf"{_QUOTE}{_WORDS}[，,；;:：]{{0,2}}(?:现|特|今)?{_SHOULD}[:：]?{_QUOTE}")
_MISTAKEN = late(rf"{_QUOTE}(?:系|为|是|乃){_QUOTE}(?:一词|字样)?之误")
_BACKWARD = late(rf"{_QUOTE}{_WORDS}(?:被)?误(?:为|作|印为|排为|写为|写成|印成|印作|植为|排成|刊为){_QUOTE}")
_WHERE = late(
    r"(?P<year>(?:19|20)\d{2})年第?(?P<issue>\d{1,3})期|总第(?P<total>\d{1,4})期|(?P<last>上一?期)|第(?P<page>\d{1,4})页"
    r"|(?P<article>第[一二三四五六七八九十百〇零\d]{1,7}条(?:之[一二三四五六七八九十])?)|《(?P<title>[^《》]{4,200})》"
)
_COLUMNS = {
    "wrong": late(r"^(?:误|错|原文|更正前|错误|误文|原为|勘误前)"),
    "right": late(r"^(?:正|更正后|更正为|应为|正确|改为|正文|勘误后)"),
    "page": late(r"页"),
    "issue": late(r"期"),
    "title": late(r"标题|篇名|文件|题目|名称"),
}

_Mark = re.Match[str] | NormalNumber | tuple[str, str]
"""A word about the place, or a pair of readings, wrong and right."""


def errata_of(document: Document) -> tuple[Erratum, ...]:
    """What the document corrects, in the order of its text."""
    whole = says_correction(document)
    found: list[Erratum] = []
    state = _start(document) if whole else Erratum()
    for index, block in enumerate(document.body):
        if isinstance(block, Table):
            found += _in_table(block, state, Place(index)) if whole else ()
            continue
        text = block.text.value if isinstance(block, Paragraph) else ""
        if whole or _BEGINS.match(text):
            state = state if whole else Erratum()
            readings, state = _in_text(text, replace(state, place=Place(index)))
            found += readings
    if whole and not found and _is_led(state):
        found.append(replace(state, place=Place(-1), sentence=document.title.value))
    return tuple(found)


def says_correction(document: Document) -> bool:
    """Whether a document is nothing but a correction of the gazette."""
    title = without_blanks(document.title.value)
    return bool(_OF_CORRECTIONS.search(title) and len(title) < 120) or "勘误" in (document.section or "")


def _start(document: Document) -> Erratum:
    """What the title names already: 关于更正《……》的公告."""
    own = document.normal_number
    state = _in_text(document.title.value, Erratum())[1]
    return replace(state, number=None if state.number == own else state.number)


def _is_led(state: Erratum) -> bool:
    return bool(state.number or state.title or state.page)


def _in_text(value: str, state: Erratum) -> tuple[list[Erratum], Erratum]:
    """The readings of a text from left to right, and what holds after it."""
    text = _narrow_digits(value)
    pairs = _pairs(text)
    marks: list[tuple[int, _Mark]] = [(match.start(), match) for match in _WHERE.finditer(text)]
    marks += [(one.start, one.normal) for one in all_numbers(text)]
    marks = [one for one in marks if not any(start < one[0] < end for start, end, _, _ in pairs)]
    marks += [(start, (wrong, right)) for start, _, wrong, right in pairs]
    found: list[Erratum] = []
    for start, mark in sorted(marks, key=lambda one: one[0]):
        if isinstance(mark, tuple):
            found.append(replace(state, wrong=mark[0], right=mark[1], sentence=_sentence(text, start)))
        else:
            state = _moved(state, mark)
    return found, state


def _pairs(text: str) -> list[tuple[int, int, str, str]]:
    """Start, end, wrong and right words of each pair of readings; no two overlap."""
    found = [(m.start(), m.end(), m[1], m[2]) for pattern in (_FORWARD, _MISTAKEN) for m in pattern.finditer(text)]
    found += [(m.start(), m.end(), m[2], m[1]) for m in _BACKWARD.finditer(text)]
    kept: list[tuple[int, int, str, str]] = []
    for one in sorted(found):
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    return kept


def _moved(state: Erratum, mark: re.Match[str] | NormalNumber) -> Erratum:
    """The place after one more word about it; what is narrower falls away."""
    if not isinstance(mark, re.Match):
        return replace(state, number=mark, article="")
    if mark["year"]:
        return Erratum(year=int(mark["year"]), issue=int(mark["issue"]), place=state.place)
    if mark["total"]:
        same = state.year and not state.total and not state.page
        return (
            replace(state, total=int(mark["total"])) if same else Erratum(total=int(mark["total"]), place=state.place)
        )
    if mark["last"]:
        return Erratum(issue=-1, place=state.place)
    if mark["page"]:
        return replace(state, page=int(mark["page"]), title="", number=None, article="")
    if mark["article"]:
        return replace(state, article=mark["article"])
    return replace(state, title=without_blanks(mark["title"]), number=None, article="")


def _sentence(text: str, at: int) -> str:
    start = max(text.rfind(sign, 0, at) for sign in "。！；") + 1
    ends = [end for sign in "。！；" if (end := text.find(sign, at)) >= 0]
    return text[start : min(ends) + 1 if ends else len(text)].strip()


def _in_table(table: Table, state: Erratum, place: Place) -> Iterator[Erratum]:
    rows = [[_narrow_digits(cell.value).strip() for cell in row] for row in table.rows]
    columns = _columns(rows[0]) if rows else {}
    if "wrong" not in columns or "right" not in columns:
        return
    for row in rows[1:]:
        cells = {name: row[at] for name, at in columns.items() if at < len(row)}
        if cells.get("wrong") and cells.get("right"):
            yield _of_row(cells, state, place)


def _columns(head: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(head):
        for name, pattern in _COLUMNS.items():
            if name not in found and pattern.search(without_blanks(cell)):
                found[name] = at
                break
    return found


def _of_row(cells: dict[str, str], state: Erratum, place: Place) -> Erratum:
    page = re.search(r"\d{1,4}", cells.get("page", ""))
    issue = _WHERE.search(cells.get("issue", ""))
    here = _moved(state, issue) if issue and (issue["year"] or issue["total"]) else state
    title = without_blanks(cells.get("title", "")).strip("《》") or here.title
    return replace(
        here,
        place=place,
        page=int(page[0]) if page else here.page,
        title=title,
        wrong=cells["wrong"],
        right=cells["right"],
        sentence=f"“{cells['wrong']}”应为“{cells['right']}”",
    )


def _narrow_digits(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", one) if one.isdigit() and not one.isascii() else one for one in text)
