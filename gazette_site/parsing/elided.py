"""Document numbers in a row, where the later ones leave out the code of the first.

row = number ((、|，|和|及) 〔year〕 第? n 号)*        澜府发〔2009〕5号、〔2010〕33号
"""

from __future__ import annotations

import re

from gazette_site.document_numbers import NumberMatch, find_numbers, number_line

_NEXT = re.compile(r"\s*[、，,和及与]\s*(?P<rest>[〔\[【﹝［]\s*(?:19|20)\d\d\s*[〕\]】﹞］]\s*第?\s*\d{1,5}\s*号)")
_VERB = re.compile(
    r"[^〔\[【（(﹝［]*?(?:依照|参照|比照|对照|按照|遵照|调整|停止|终止|取消|延长|延续|代替|取代|替代|结合|违反|符合|适用|同意|批准|转发|继续|涉及|包括|"
    r"引用|所附|收到|下达|关于|以及|废止|宣布|清理|保留|修改|修订|完善|补充|决定|通知|文件|现行|此前|之前)(?=[^〔\[【（(﹝［]{2,})"
)
_CODE = re.compile(r"^(?P<code>.+?)〔")


def all_numbers(text: str) -> list[NumberMatch]:
    """The document numbers in running text, from left to right, also those that leave out their code."""
    found: list[NumberMatch] = []
    for match in find_numbers(text):
        found.append(_without_verb(text, match))
        while following := _following(text, found[-1]):
            found.append(following)
    return found


def _without_verb(text: str, match: NumberMatch) -> NumberMatch:
    """The number without a verb that no code contains: 依照国办发 is 国办发."""
    verb = _VERB.match(text, match.start, match.end)
    number = number_line(text[verb.end() : match.end]) if verb else None
    return NumberMatch(verb.end(), match.end, number) if verb and number else match


def _following(text: str, before: NumberMatch) -> NumberMatch | None:
    code, match = _CODE.match(before.normal), _NEXT.match(text, before.end)
    number = number_line(code["code"] + match["rest"]) if code and match else None
    return NumberMatch(match.start("rest"), match.end("rest"), number) if match and number else None
