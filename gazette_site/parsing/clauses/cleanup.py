"""清理: notices that go through many documents and say of each whether it ends, changes or stays.

clean-up = (announcement (entry+ | row+))+
announcement = a paragraph, a heading or the title of an attachment with (废止 | 失效 | 修改 | 继续有效 | 保留)
entry    = one document of a list (`entries`)
row      = the cells of a table row: name, number, and sometimes what becomes of it; or one cell that announces

In any other document only a list that is announced as one: 下列文件同时废止：, 以下文件有效期延长至2027年12月31日：
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gazette_site.characters import folded, without_blanks
from gazette_site.dates import read_printed_date
from gazette_site.document_numbers import find_numbers
from gazette_site.late import late
from gazette_site.model import Block, Document, IsoDate, NormalNumber, Paragraph, Place, Role, Table
from gazette_site.parsing.clauses.entries import LABEL, Entry, entry_at
from gazette_site.parsing.clauses.fates import Fate, fate_of, may_say_fate
from gazette_site.parsing.clauses.periods import END, TERM, first_day, last_day
from gazette_site.parsing.clauses.repeals import NAMED_FROM
from gazette_site.parsing.clauses.sentences import sentences
from gazette_site.parsing.clauses.spoken import SPEAKING
from gazette_site.parsing.clauses.targets import Target

_SORT = "文件|规章|规定|办法|意见|通知|决定|政策|公告|通告|目录"
_SOME = r"(?:部分|一批|[0-9一二三四五六七八九十百]+[件部项])"
_TITLE = late(
    rf"(?:废止|失效|撤销|清理).*(?:{_SORT})|(?:文件|规章|政策|制度).*清理"
    rf"|{_SOME}.*(?:文件|规章|政策|办法|规定).*(?:继续|有效期|延期|续期)|(?:延长|延续|继续).*{_SOME}.*(?:文件|规章|政策|办法|规定)"
)
_LASTS = late(rf"(?:有效期限?|延长|延续|顺延|有效|执行)[^,;。]{{0,8}}?(?:至|到)(?P<to>{END})")
_LONGER = late(rf"(?:延长|延续|顺延)(?:有效期限?)?(?P<term>{TERM})(?:至)?")
_LAST_DAY_HEAD = late(
    r"(?:延长|延续|顺延|调整|重新核定)后的?(?:有效期限?|到期日|截止日期?)|(?:有效期限?)?(?:延长|延续|顺延)(?:至|到)|新的?有效期限?|现有效期限?"
)
_ANNOUNCES = late(r"下列|以下|如下|目录|清单|[0-9一二三四五六七八九十百]+[件部项]|予以|宣布|:$|^.{0,24}$")
_ANNOUNCES_LIST = late(r"(?:下列|以下|如下).{0,40}(?:文件|规章|规定|办法|政策|制度|公告|通告|通知).*:$")
_FROM = late(NAMED_FROM)
_NAME_HEAD = late(r"标题|名称|文件名|题目")
_IN_LISTS = (*SPEAKING, Role.ENCLOSED_NUMBER)
"""Roles that the lines of a list have: a number on a line of its own looks like that of an enclosed text."""
_MOST_LINES, _LONGEST = 10, 600
"""So many lines an entry has at most, with its attributes, and a line so many characters."""


class Listed(NamedTuple):
    """One document of a list."""

    target: Target
    fate: Fate
    evidence: str
    """The announcement as printed, or the row's own words."""
    place: Place
    named_day: IsoDate | None = None
    """The day from which the announcement says it holds."""
    until: IsoDate | None = None
    """The last day of what is kept in force."""
    term: str = ""
    """How much longer it is kept, where no last day is named: 有效期延长2年."""


class _Said(NamedTuple):
    """What was announced last."""

    fate: Fate | None = None
    evidence: str = ""
    day: IsoDate | None = None
    until: IsoDate | None = None
    term: str = ""


def is_cleanup(title: str) -> bool:
    """Whether a title announces that documents are gone through or ended."""
    return bool(_TITLE.search(folded(title)))


def listed_in(document: Document, title: str) -> Iterator[Listed]:
    """The documents listed in a clean-up notice and its attachments; in another document those of an announced list.

    `title` is that of what acts: of an order, of the decision that it publishes.
    """
    own = document.normal_number or None
    strict = not is_cleanup(title)
    yield from _listed(document.body, -1, _Said(), own, strict)
    for k, attachment in enumerate(() if strict else document.attachments):
        title = attachment.printed_title
        yield from _listed(attachment.blocks, k, _Said(fate_of(folded(title)), title), own, strict)


def _listed(
    blocks: Sequence[Block], attachment: int, said: _Said, own: NormalNumber | None, strict: bool
) -> Iterator[Listed]:
    k = 0
    while k < len(blocks):
        block = blocks[k]
        if isinstance(block, Table):
            yield from () if strict else _rows(block, said, Place(k, attachment))
        elif isinstance(block, Paragraph) and block.role in _IN_LISTS:
            lines = _lines(blocks, k, attachment) if said.fate else []
            found = entry_at(lines, 0, own, strict) if lines else None
            if found and said.fate:
                entry, count = found
                yield from _of_entry(entry, said)
                k += count
                continue
            announced = _announced(block.text.value, k, strict) if may_say_fate(block.text.value) else None
            said = announced or (_Said() if strict else said)
        k += 1


def _lines(blocks: Sequence[Block], k: int, attachment: int) -> list[tuple[str, Place]]:
    """The paragraphs from `k` on that may make up one entry."""
    lines: list[tuple[str, Place]] = []
    for index in range(k, min(k + _MOST_LINES, len(blocks))):
        block = blocks[index]
        if not isinstance(block, Paragraph) or block.role not in _IN_LISTS or len(block.text.value) > _LONGEST:
            break
        lines.append((block.text.value, Place(index, attachment)))
    return lines


def _of_entry(entry: Entry, said: _Said) -> Iterator[Listed]:
    own_fate = next((fate for words in entry.remarks if (fate := _own_fate(words))), None)
    fate = own_fate or said.fate
    assert fate is not None, "a list is announced"
    for n, number in enumerate(entry.numbers or (None,)):
        yield Listed(
            Target(0, 0, entry.title if n == 0 else "", number),
            fate,
            said.evidence,
            entry.place,
            said.day,
            _until(entry.remarks) or said.until,
            said.term if fate is Fate.KEPT else "",
        )


def _announced(printed: str, block: int, strict: bool) -> _Said | None:
    """What a paragraph announces; with `strict` only if it ends with a colon, as the line above a list does."""
    for sentence in sentences(printed, Place(block)):
        fate = fate_of(sentence.plain)
        form = _ANNOUNCES_LIST.search(sentence.plain) if strict else _ANNOUNCES.search(LABEL.sub("", sentence.plain))
        if (
            fate
            and form
            and not (strict and (fate is Fate.AMENDED or (fate is Fate.KEPT and "有效" not in sentence.plain)))
        ):
            named = _FROM.search(sentence.plain)
            day = first_day(named["day"]) if named and named["day"] else None
            longer = _LONGER.search(sentence.plain)
            return _Said(
                fate,
                sentence.evidence,
                day,
                _until((sentence.plain,)),
                longer["term"] if longer and "至" not in longer[0] else "",
            )
    return None


def _rows(table: Table, said: _Said, place: Place) -> Iterator[Listed]:
    head = [folded(cell.value) for cell in table.rows[0]] if table.rows else []
    names = [i for i, words in enumerate(head) if _NAME_HEAD.search(words)]
    lasts = next((i for i, words in enumerate(head) if _LAST_DAY_HEAD.fullmatch(words)), None)
    for row in table.rows[1:] if names else table.rows:
        cells = [cell.value for cell in row]
        filled = [folded(words) for words in cells if folded(words)]
        if len(filled) == 1 and (fate := fate_of(filled[0])):
            said = _Said(fate, next(words for words in cells if folded(words)).strip())
            continue
        own_fate = next((f for words in filled if (f := _own_fate(words))), None)
        target = _target_of_row(cells, names)
        if target and (fate := own_fate or said.fate):
            until = _until(filled) or (_day_of_cell(cells[lasts]) if lasts is not None and lasts < len(cells) else None)
            term = said.term if fate is Fate.KEPT else ""
            evidence = said.evidence or "\t".join(cells).strip()
            yield Listed(target, fate, evidence, place, said.day, until or said.until, term)


def _own_fate(words: str) -> Fate | None:
    """What a cell or a remark says that becomes of its document: 废止, 有效期延长至2027年6月30日. Longer words are a title."""
    return fate_of(words) if len(words) <= 12 or _LASTS.match(words) else None


def _until(words: Iterable[str]) -> IsoDate | None:
    """The last day of what is kept in force, if folded words say it: 有效期延长至2027年12月31日."""
    found = next((match for text in words if (match := _LASTS.search(text))), None)
    return last_day(found["to"]) if found else None


def _day_of_cell(words: str) -> IsoDate | None:
    """The last day that a cell names, in any form: 2027年3月31日, 至2027.3.31."""
    bare = folded(words).removeprefix("至").removesuffix("止")
    return read_printed_date(bare) or last_day(bare)


def _target_of_row(cells: Sequence[str], names: Sequence[int]) -> Target | None:
    numbers = [match.normal for words in cells for match in find_numbers(words)]
    quoted = re.search(r"《(.+)》", "".join(cells))
    named = next((cells[i] for i in names if i < len(cells) and cells[i]), "")
    title = without_blanks(quoted[1]) if quoted else _without_number(without_blanks(named))
    return Target(0, 0, title, numbers[0] if numbers else None) if numbers or title else None


def _without_number(name: str) -> str:
    return re.sub(r"[（(][^（）()]*号[)）]$", "", name)


def with_fate(listed: Iterable[Listed], *fates: Fate) -> list[Listed]:
    """Those of one of the fates."""
    return [one for one in listed if one.fate in fates]
