"""Tables of a clean-up: 序号 文件名称 文号 处理意见.

    row = the cells of a table row: name, number, and sometimes what becomes of it; or one cell that announces (一、废止的文件)

Outside of clean-up notices only a table that says itself what it is: with a column of results under a line that makes them
known (清理结果公布如下：), or with rows that announce. Under a column of results 修改 is work still to be done: nothing is changed by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gazette_site.characters import folded, without_blanks
from gazette_site.dates import read_printed_date
from gazette_site.document_numbers import find_numbers
from gazette_site.late import late
from gazette_site.model import IsoDate, Place, Table, Text
from gazette_site.parsing.clauses.fates import Fate, fate_of
from gazette_site.parsing.clauses.listed import Listed, Said, own_fate, until_of
from gazette_site.parsing.clauses.periods import last_day
from gazette_site.parsing.clauses.targets import Target

_LAST_DAY_HEAD = late(
    r"(?:延长|延续|顺延|调整|重新核定)后的?(?:有效期限?|到期日|截止日期?)|(?:有效期限?)?(?:延长|延续|顺延)(?:至|到)|新的?有效期限?|现有效期限?|有效期限?[至到]|有效期限?截止(?:日期?)?"
)
_NAME_HEAD = late(r"标题|名称|文件名|题目")
_NUMBER_HEAD = late(r"(?:文件?|发文)(?:字|编)?号")
_RESULT_HEAD = late(
    r"(?:清理|处理|评估|审查|复审|处置)(?:意见|结论|结果|方式|决定)|结论|(?:是否)?(?:继续|现行)?有效(?:性|状态)?|效力(?:状态)?"
)
_MADE_KNOWN = late(
    r"(?:结果|目录|清单|情况|名单|文件|规章)[^,;。]{0,12}?(?:公布|公告|通告|通知|宣布|明确)?如下|(?:现|予以)(?:予)?(?:公布|公告)|[见如]下表"
)
_ANNOUNCES_ROWS = late(
    r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))?(?:予以|决定|宣布)?(?:废止|失效|继续有效|保留|修改|暂停执行)的?(?:[^,;。]{0,8})(?:文件|规章|政策|制度)(?:目录)?.{0,12}"
)
_DOUBTFUL = late(r"拟|建议|征求|意见|初步|初审|草案|填[写报]|汇总|任务|责任|分工|落实")
_VALID = late(r"(?:现行|继续)?有效|是")


def may_be_read(table: Table, above: str) -> bool:
    """Whether a table outside of a clean-up notice says itself what becomes of documents; `above` is the paragraph over it."""
    head = [folded(cell.value) for cell in table.rows[0]] if table.rows else []
    if not (any(map(_NAME_HEAD.search, head)) and any(map(_NUMBER_HEAD.search, head))):
        return False
    if any(map(_RESULT_HEAD.fullmatch, head)):
        return bool(_MADE_KNOWN.search(folded(above))) or not _DOUBTFUL.search(folded(above))
    alone = [cells[0] for row in table.rows[1:] if len(cells := _filled(row)) == 1]
    return bool(alone) and all(map(_ANNOUNCES_ROWS.fullmatch, alone))


def rows_of(table: Table, said: Said, place: Place) -> Iterator[Listed]:
    head = [folded(cell.value) for cell in table.rows[0]] if table.rows else []
    names = [i for i, words in enumerate(head) if _NAME_HEAD.search(words)]
    lasts = next((i for i, words in enumerate(head) if _LAST_DAY_HEAD.fullmatch(words)), None)
    results = next((i for i, words in enumerate(head) if _RESULT_HEAD.fullmatch(words)), None) if names else None
    for row in table.rows[1:] if names else table.rows:
        cells = [cell.value for cell in row]
        filled = _filled(row)
        if len(filled) == 1 and (fate := fate_of(filled[0])):
            said = Said(fate, next(words for words in cells if folded(words)).strip())
            continue
        result = folded(cells[results]) if results is not None and results < len(cells) else ""
        own = _result(result) if result else next((f for words in filled if (f := own_fate(words))), None)
        target = _target_of_row(cells, names)
        if target and (fate := own if result else own or said.fate):
            until = until_of(filled) or (
                _day_of_cell(cells[lasts]) if lasts is not None and lasts < len(cells) else None
            )
            term = said.term if fate is Fate.KEPT else ""
            evidence = said.evidence or "\t".join(cells).strip()
            yield Listed(target, fate, evidence, place, said.day, until or said.until, term)


def _filled(row: Sequence[Text]) -> list[str]:
    return [words for cell in row if (words := folded(cell.value))]


def _result(words: str) -> Fate | None:
    """What a cell of a column of results says; that something is to be changed changes nothing yet."""
    fate = Fate.KEPT if _VALID.fullmatch(words) else own_fate(words)
    return None if fate is Fate.AMENDED else fate


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
