"""主送机关: to whom a document is addressed, told from other lines that end with a colon."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from gazette_site.characters import folded
from gazette_site.parsing.displaced import split_glued_addressee
from gazette_site.parsing.labels import SALUTATION, label_of, stands_alone
from gazette_site.reading.lines import Line

_ADDRESSEE_END = re.compile(
    r"(?:政府|单位|部门|机构|企业|公司|委|局|办|院|厅|会|校|所|站|中心|团体|区|县|旗|市|州|处|室|组织|银行|集团|大学|学院|办公室|代表团|部)"
    r"(?:[（(][^（）()]*[)）])?[:：,，。]"
)
_ADDRESSEE_START = re.compile(
    r"各|市|有关|区|县|旗|省|自治区|本|驻|中央|中|国|军|全|人民|州|盟|省直|[\u4e00-\u9fff]{2,12}(?:人民政府|办公室|局|委|厅|区|县|旗|市)"
)
_NO_ADDRESSEE = re.compile(r"现|如下|以下|决定|通知|研究|为了|根据|按照|经|批准|同意|下列|包括|事项")
_REGISTRATION = re.compile(r"(?:规范性文件)?(?:统一)?(?:(?:登记|备案)?编?号:|(?:登记|备案)编?号(?=[A-Za-z\d]))")


class Opening(NamedTuple):
    """The lines between the head of a document and its text."""

    registration: list[Line]
    """登记号 of a normative document, under its number."""
    addressee: list[Line]
    """主送机关."""
    salutation: list[Line]
    """称谓 of a speech."""
    rest: list[Line]
    """The text."""


def read_opening(lines: Sequence[Line]) -> Opening:
    """Whom the document is addressed to. Half a sentence that was glued to the addressee goes back to the text."""
    k = 0
    while k < len(lines) and _is_registration(lines[k]):
        k += 1
    registration, rest = list(lines[:k]), list(lines[k:])
    glued = split_glued_addressee(rest[0]) if rest and rest[0].cells is None else None
    if glued:
        return Opening(registration, [glued[0]], [], [glued[1], *rest[1:]])
    if rest and SALUTATION.fullmatch(rest[0].text.strip()):
        return Opening(registration, [], rest[:1], rest[1:])
    end = _addressee_end(rest)
    return Opening(registration, rest[:end], [], rest[end:])


def _is_registration(line: Line) -> bool:
    return line.cells is None and len(line.text) < 40 and bool(_REGISTRATION.match(folded(line.text)))


def _addressee_end(lines: Sequence[Line]) -> int:
    """How many lines are addressee; it may be wrapped, and its colon may be misread for a comma or full stop."""
    text = ""
    for k, line in enumerate(lines[:7]):
        if not line.text or line.picture is not None or label_of(line.text) or stands_alone(line.text):
            break
        text += line.text.strip()
        if len(text) > 400 or "。" in text[:-1]:
            break
        mark = folded(text[-1])
        if mark == ":" or (mark in ",。" and k + 1 < len(lines) and lines[k + 1].gap > 0):
            return k + 1 if _is_addressee(text) else 0
    return 0


def _is_addressee(text: str) -> bool:
    short = folded(text)
    if not _ADDRESSEE_END.search(short[-14:]) or not _ADDRESSEE_START.match(short) or _NO_ADDRESSEE.search(short):
        return False
    return short[-1] == ":" or short.count(",") + short.count("、") >= 2
