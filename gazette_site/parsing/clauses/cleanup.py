"""清理: notices that go through many documents and say of each whether it ends, changes or stays.

clean-up = (announcement (entry+ | row+))+
announcement = a paragraph, a heading or the title of an attachment with (废止 | 失效 | 修改 | 继续有效 | 保留)
entry    = one document of a list (`entries`)
row      = a row of a table (`cleanup_tables`)

In any other document only a list that is announced as one: 下列文件同时废止：, 以下文件有效期延长至2027年12月31日：
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gazette_site.characters import folded
from gazette_site.late import late
from gazette_site.model import Block, Document, NormalNumber, Paragraph, Place, Role, Table
from gazette_site.parsing.clauses.cleanup_tables import may_be_read, rows_of
from gazette_site.parsing.clauses.entries import LABEL, Entry, entry_at
from gazette_site.parsing.clauses.fates import Fate, fate_of, may_say_fate
from gazette_site.parsing.clauses.listed import Listed, Said, own_fate, until_of
from gazette_site.parsing.clauses.periods import TERM, first_day
from gazette_site.parsing.clauses.repeals import NAMED_FROM
from gazette_site.parsing.clauses.sentences import sentences
from gazette_site.parsing.clauses.spoken import SPEAKING
from gazette_site.parsing.clauses.targets import Target

_SORT = "文件|规章|规定|办法|意见|通知|决定|政策|公告|通告|目录"
_SOME = r"(?:部分|一批|[0-9一二三四五六七八九十百]+[件部项])"
_TITLE = late(
    rf"(?:废止|失效|撤销|清理).*(?:{_SORT})|(?:文件|规章|政策|制度).*(?:清理|(?:评估|复审|审查)(?:结果|情况|意见))|有效的?[^,。《]{{0,10}}(?:文件|规章|政策|制度)[^,。《]{{0,6}}(?:目录|清单)"
    rf"|{_SOME}.*(?:文件|规章|政策|办法|规定).*(?:继续|有效期|延期|续期)|(?:延长|延续|继续).*{_SOME}.*(?:文件|规章|政策|办法|规定)"
)
_LONGER = late(rf"(?:延长|延续|顺延)(?:有效期限?)?(?P<term>{TERM})(?:至)?")
_ANNOUNCES = late(r"下列|以下|如下|目录|清单|[0-9一二三四五六七八九十百]+[件部项]|予以|宣布|:$|^.{0,24}$")
_ANNOUNCES_LIST = late(
    r"(?:下列|以下|如下).{0,40}(?:文件|规章|规定|办法|政策|制度|公告|通告|通知).*:$"
    r"|^[一二三四五六七八九十]{1,3}、(?:决定|予以)?(?:废止|宣布失效|暂停执行)(?:以下|下列)?[^,;。]{0,8}(?:文件|规章|政策|制度)[。:]?$"
    r"|^[一二三四五六七八九十]{1,3}、(?:以下|下列)[^,;。]{0,8}(?:文件|规章|政策|制度)(?:予以)?(?:废止|宣布失效|继续有效|暂停执行)[。:]?$"
    r"|(?:下列|以下|如下).{0,40}(?:文件|规章|政策|制度).*见[下附]表[。:]?$"
)
_FROM = late(NAMED_FROM)
_ASKING = ("报告", "请示", "函", "议案", "通报", "纪要")
"""Kinds in which a table tells what was done or is asked for."""
_IN_LISTS = (*SPEAKING, Role.ENCLOSED_NUMBER)
"""Roles that the lines of a list have: a number on a line of its own looks like that of an enclosed text."""
_MOST_LINES, _LONGEST = 10, 600
"""So many lines an entry has at most, with its attributes, and a line so many characters."""


def is_cleanup(title: str) -> bool:
    """Whether a title announces that documents are gone through or ended."""
    return bool(_TITLE.search(folded(title)))


def listed_in(document: Document, title: str) -> Iterator[Listed]:
    """The documents listed in a clean-up notice and its attachments; in another document those of an announced list.

    `title` is that of what acts: of an order, of the decision that it publishes.
    """
    own = document.normal_number or None
    strict = not is_cleanup(title)
    deciding = document.kind not in _ASKING
    yield from _listed(document.body, -1, Said(), own, strict, deciding)
    for k, attachment in enumerate(() if strict else document.attachments):
        title = attachment.printed_title
        yield from _listed(attachment.blocks, k, Said(fate_of(folded(title)), title), own, strict, deciding)


def _listed(
    blocks: Sequence[Block],
    attachment: int,
    said: Said,
    own: NormalNumber | None,
    strict: bool,
    deciding: bool,
) -> Iterator[Listed]:
    k = 0
    while k < len(blocks):
        block = blocks[k]
        if isinstance(block, Table):
            listed = bool(said.fate and _announced(_above(blocks, k), k, strict)) if strict else True
            if listed or (deciding and may_be_read(block, _above(blocks, k))):
                yield from rows_of(block, said if listed else Said(), Place(k, attachment))
        elif isinstance(block, Paragraph) and block.role in _IN_LISTS:
            lines = _lines(blocks, k, attachment) if said.fate else []
            found = entry_at(lines, 0, own, strict) if lines else None
            if found and said.fate:
                entry, count = found
                yield from _of_entry(entry, said)
                k += count
                continue
            announced = _announced(block.text.value, k, strict) if may_say_fate(block.text.value) else None
            said = announced or (Said() if strict else said)
        k += 1


def _above(blocks: Sequence[Block], k: int) -> str:
    """The words of the paragraph right over a block, if there is one."""
    above = blocks[k - 1] if k else None
    return above.text.value if isinstance(above, Paragraph) else ""


def _lines(blocks: Sequence[Block], k: int, attachment: int) -> list[tuple[str, Place]]:
    """The paragraphs from `k` on that may make up one entry."""
    lines: list[tuple[str, Place]] = []
    for index in range(k, min(k + _MOST_LINES, len(blocks))):
        block = blocks[index]
        if not isinstance(block, Paragraph) or block.role not in _IN_LISTS or len(block.text.value) > _LONGEST:
            break
        lines.append((block.text.value, Place(index, attachment)))
    return lines


def _of_entry(entry: Entry, said: Said) -> Iterator[Listed]:
    fate = next((fate for words in entry.remarks if (fate := own_fate(words))), said.fate)
    assert fate is not None, "a list is announced"
    for n, number in enumerate(entry.numbers or (None,)):
        yield Listed(
            Target(0, 0, entry.title if n == 0 else "", number),
            fate,
            said.evidence,
            entry.place,
            said.day,
            until_of(entry.remarks) or said.until,
            said.term if fate is Fate.KEPT else "",
        )


def _announced(printed: str, block: int, strict: bool) -> Said | None:
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
            return Said(
                fate,
                sentence.evidence,
                day,
                until_of((sentence.plain,)),
                longer["term"] if longer and "至" not in longer[0] else "",
            )
    return None
