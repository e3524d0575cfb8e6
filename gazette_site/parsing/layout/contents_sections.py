"""Sections (栏目) of the 目录, told by form and place, not by what they are called.

section = mark? ordinal? name translation? mark?        ◆市政府文件◆  【法规规章】  一、部门文件  法规规章 Laws and Regulations
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gazette_site.characters import CJK, bare, without_blanks
from gazette_site.late import late
from gazette_site.parsing.layout.contents_rows import LEADERS, Row, in_chinese, without_ordinal
from gazette_site.parsing.text.labels import ORGAN

_MARKS = "◆◇■□★☆▲△▼▽◎※§❖【】[]〔〕《》<>〈〉|｜/／:："
_PAIRS = (("【", "】"), ("[", "]"), ("〔", "〕"), ("〈", "〉"), ("<", ">"))
_SIGNS = "◆◇■□★☆▲△▼▽◎※§❖"
_NO_NAME = late(
    r"[。，,；;！!？?“”\"]|关于|的|^(?:印发|转发|批转|和|及|与|等)|[《〈][^》〉]*$|^[^《〈]*[》〉]|第[\d一二三四五六七八九十百]+号|\d[年月日]"
)
_ORGAN_END = late(ORGAN.pattern + "$")
_LONGEST = 16
_BARE_TITLE = late(rf"^(?:关于|印发|转发|批转|公布|发布|对|[（(]|[{CJK}]{{0,4}}(?:的|》))")


def section_name(text: str) -> str | None:
    """The name if a line can be the name of a section: a few words without the marks of a sentence or title; else None."""
    name = without_blanks(without_ordinal(in_chinese(text).strip().strip(_MARKS).strip(LEADERS)))
    if not 2 <= len(name) <= _LONGEST or not re.search(rf"[{CJK}]", name) or _NO_NAME.search(name):
        return None
    return name


def is_marked(row: Row, *, levels_tell: bool) -> bool:
    """Whether marks around a line or its rank as a heading say that it is a section; `levels_tell` if no title has such a rank."""
    words = row.text.strip()
    around = any(words.startswith(left) and words.endswith(right) for left, right in _PAIRS)
    signed = words[:1] in _SIGNS or words[-1:] in _SIGNS or row.line.text[:1] in _SIGNS
    return around or signed or (levels_tell and row.line.level > 0)


def is_organ(text: str) -> bool:
    """Whether a line names a body, which may be one of the issuers of the title below or the section of its documents."""
    return _ORGAN_END.search(without_blanks(text)) is not None


def is_known(name: str, known: Sequence[str]) -> bool:
    """Whether a name is one of the configuration's."""
    return any(bare(name) == bare(one) for one in known)


def lacks_its_issuer(title: str) -> bool:
    """Whether a title can only go on from the line before it: 关于印发……, （试行）的通知."""
    return bool(_BARE_TITLE.match(without_blanks(title)))
