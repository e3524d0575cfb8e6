"""清理: notices that go through many documents and say of each whether it ends, changes or stays.

clean-up = (announcement (target | row)+)+
announcement = a paragraph, a heading or the title of an attachment with (废止 | 失效 | 修改 | 继续有效 | 保留)
target   = a paragraph that begins with 《title》（number） or a number
row      = the cells of a table row: name, number, and sometimes what becomes of it
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from gazette_site.characters import folded, without_blanks
from gazette_site.document_numbers import find_numbers
from gazette_site.model import Block, Document, NormalNumber, Place, Table
from gazette_site.parsing.clauses.sentences import Sentence, sentences
from gazette_site.parsing.clauses.spoken import speeches
from gazette_site.parsing.clauses.targets import Target, targets_of

_TITLE = re.compile(r"(?:废止|失效|清理).*(?:文件|规章|规定|办法|意见|通知|决定|政策|公告|目录)")
_LABEL = re.compile(
    r"^(?:[0-9]{1,3}[.、)]|\([0-9一二三四五六七八九十百]{1,4}\)|[一二三四五六七八九十百]{1,4}、|[①-⑳])*"
)
_ANNOUNCES = re.compile(r"下列|以下|如下|目录|清单|[0-9一二三四五六七八九十百]+[件部项]|予以|宣布|:$|^.{0,24}$")
_NAME_HEAD = re.compile(r"标题|名称|文件名|题目")


class Fate(Enum):
    """What becomes of a document; the value is how it is told apart in folded text, in this order."""

    KEPT = "继续有效|保留|继续执行|继续施行"
    REPEALED = "废止"
    LAPSED = "失效"
    AMENDED = "修改|修订|修正"


class Listed(NamedTuple):
    """One document of a list."""

    target: Target
    fate: Fate
    evidence: str
    """The announcement as printed, or the row's own words."""
    place: Place


def is_cleanup(title: str) -> bool:
    """Whether a title announces that documents are gone through or ended."""
    return bool(_TITLE.search(folded(title)))


def fate_of(words: str) -> Fate | None:
    """What folded words announce: of several the first named, a clause with 不 not."""
    found = [(match.start(), fate) for fate in Fate if (match := re.search(f"(?<!不)(?:{fate.value})", words))]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def listed_in(document: Document) -> Iterator[Listed]:
    """The documents listed in a clean-up notice and its attachments."""
    own = document.number.normal if document.number else None
    yield from _listed(document.body, -1, None, "", own)
    for k, attachment in enumerate(document.attachments):
        title = attachment.title.value if attachment.title else ""
        yield from _listed(attachment.blocks, k, fate_of(folded(title)), title, own)


def _listed(
    blocks: Sequence[Block], attachment: int, fate: Fate | None, evidence: str, own: NormalNumber | None
) -> Iterator[Listed]:
    said = {speech.place.block: speech for speech in speeches(blocks, attachment)}
    for index, block in enumerate(blocks):
        place = Place(index, attachment)
        if isinstance(block, Table):
            yield from _rows(block, fate, evidence, place)
        elif index in said:
            printed = said[index].printed
            found = _target_at_head(printed, place, own)
            if found and fate:
                yield from (Listed(target, fate, evidence, place) for target in found)
            announced = _announced(printed, place) if not found else None
            if announced:
                fate, evidence = announced


def _target_at_head(printed: str, place: Place, own: NormalNumber | None) -> list[Target]:
    """The document that a paragraph of a list names; none if the paragraph says itself what becomes of it."""
    first = next(sentences(printed, place), None)
    if first is None:
        return []
    head = _LABEL.match(first.plain)
    start = head.end() if head else 0
    targets = targets_of(first, own)
    if not targets or targets[0].start != start or fate_of(first.plain):
        return []
    return [target for target in targets if target.start == start]


def _announced(printed: str, place: Place) -> tuple[Fate, str] | None:
    for sentence in sentences(printed, place):
        fate = fate_of(sentence.plain)
        if fate and _ANNOUNCES.search(_LABEL.sub("", sentence.plain)):
            return fate, sentence.evidence
    return None


def _rows(table: Table, fate: Fate | None, evidence: str, place: Place) -> Iterator[Listed]:
    head = [folded(cell.value) for cell in table.rows[0]] if table.rows else []
    names = [i for i, words in enumerate(head) if _NAME_HEAD.search(words)]
    for row in table.rows[1:] if names else table.rows:
        cells = [cell.value for cell in row]
        own_fate = next((f for words in cells if len(folded(words)) <= 12 and (f := fate_of(folded(words)))), None)
        target = _target_of_row(cells, names)
        if target and (own_fate or fate):
            yield Listed(target, own_fate or fate or Fate.REPEALED, evidence or "\t".join(cells).strip(), place)


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


def sentence_of_title(title: str) -> Sentence:
    """The title as one sentence, for the recognisers."""
    return next(sentences(title, Place(-1)), Sentence("", "", title, (), Place(-1)))
