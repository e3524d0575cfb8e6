"""Document numbers in a row, where the later ones leave out the code of the first.

row = number ((、|，|和|及) 〔year〕 第? n 号)*        澜府发〔2009〕5号、〔2010〕33号
"""

from __future__ import annotations

import re

from gazette_site.document_numbers import NumberMatch, find_numbers, parse_number

_NEXT = re.compile(r"\s*[、，,和及与]\s*(?P<rest>[〔\[【﹝［]\s*(?:19|20)\d\d\s*[〕\]】﹞］]\s*第?\s*\d{1,5}\s*号)")
_CODE = re.compile(r"^(?P<code>.+?)〔")


def all_numbers(text: str) -> list[NumberMatch]:
    """The document numbers in running text, from left to right, also those that leave out their code."""
    found: list[NumberMatch] = []
    for match in find_numbers(text):
        found.append(match)
        while following := _following(text, found[-1]):
            found.append(following)
    return found


def _following(text: str, before: NumberMatch) -> NumberMatch | None:
    code, match = _CODE.match(before.normal), _NEXT.match(text, before.end)
    number = parse_number(code["code"] + match["rest"]) if code and match else None
    return NumberMatch(match.start("rest"), match.end("rest"), number) if match and number else None
