"""Characters that are worth a second look when a text is proof-read.

doubtful = private | no character | traditional one in simplified text | (of a page that a machine read:) rare character |
           l, I, O beside characters or figures | Western mark between characters | the same character three times

A mark says nothing of what is right. It is for the eye, and changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from gazette_site.parsing.traditional import traditional_places

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_ALWAYS = re.compile("[\ue000-\uf8ff\ufffd\u2e80-\u2fdf]")
_OF_A_MACHINE = re.compile(
    rf"(?<=[{_HAN}0-9])[lIOo](?=[{_HAN}0-9])|(?<=[{_HAN}])[,.;:?!()](?=[{_HAN}])"
    rf"|([{_HAN}])\1\1+|(?<=[0-9])[〇一丨](?=[0-9])"
)
_MOST_SHARE = 0.1
"""Share of traditional characters up to which they are slips in simplified text."""


class Piece(NamedTuple):
    """Some words, and whether they are doubtful."""

    words: str
    doubtful: bool


def pieces(text: str, machine: bool = False) -> tuple[Piece, ...]:
    """The text cut where a doubtful character begins or ends; `machine`: whether a machine read it."""
    doubtful = [False] * len(text)
    for start, end in _places(text, machine):
        doubtful[start:end] = [True] * (end - start)
    return tuple(_runs(text, doubtful))


def _places(text: str, machine: bool) -> Iterator[tuple[int, int]]:
    yield from (found.span() for found in _ALWAYS.finditer(text))
    traditional = [place for place, _ in traditional_places(text)]
    if len(traditional) <= max(len(text) * _MOST_SHARE, 2):  # else the text is set in traditional characters
        yield from ((place, place + 1) for place in traditional)
    if machine:
        yield from (found.span() for found in _OF_A_MACHINE.finditer(text))
        yield from ((place, place + 1) for place, char in enumerate(text) if _is_rare(char))


@cache
def _is_rare(char: str) -> bool:
    """A Chinese character that is not among the 6763 of GB 2312."""
    if not re.fullmatch(f"[{_HAN}]", char):
        return False
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


def _runs(text: str, doubtful: list[bool]) -> Iterator[Piece]:
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or doubtful[place] != doubtful[start]:
            yield Piece(text[start:place], doubtful[start])
            start = place
