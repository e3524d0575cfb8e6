"""Which words differ between two versions of a record: line against line first, then word against word in lines much alike.

lines, lines ──▶ `Difference`: pieces that stayed, went, came
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from rapidfuzz.distance import Indel

_AROUND = 12
"""Characters shown on either side of a change."""
_LONGEST = 3000
"""Characters of a line up to which its words are compared; of a longer one only its two versions are shown."""
_MOST_LINES = 2000
"""Lines left, beyond what is the same at both ends, up to which the order of lines is made out."""
_SHOWN = 400


class Piece(NamedTuple):
    """A run of characters."""

    sign: str
    """`=` stayed, `-` went, `+` came, `…` left out."""
    words: str


Difference = tuple[Piece, ...]
"""One line that changed: what stayed around the change, and the change."""


def differences(old: Sequence[str], new: Sequence[str]) -> tuple[Difference, ...]:
    """Every line that changed, went or came, in order."""
    return tuple(_of_lines(before, after) for before, after in _pairs(old, new) if before or after)


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Lines that stand for each other and differ; an empty one where there is none."""
    start = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    old, new = old[start:], new[start:]
    end = next((n for n, (a, b) in enumerate(zip(reversed(old), reversed(new), strict=False)) if a != b), None)
    if end is None:
        end = min(len(old), len(new))
    old, new = old[: len(old) - end], new[: len(new) - end]
    if max(len(old), len(new)) > _MOST_LINES:
        yield from ((a, b) for a, b in zip_longest(old, new, fillvalue="") if a != b)
        return
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from zip_longest(old[i:j], new[k:m], fillvalue="")


def _of_lines(old: str, new: str) -> Difference:
    if not old or not new or max(len(old), len(new)) > _LONGEST or _is_another(old, new):
        return tuple(Piece(sign, _short(words)) for sign, words in (("-", old), ("+", new)) if words)
    pieces: list[Piece] = []
    for went, came, stayed, first, last in _runs(old, new):
        pieces += [Piece(sign, words) for sign, words in (("-", went), ("+", came)) if words]
        pieces += _around(stayed, first, last)
    return tuple(pieces)


def _runs(old: str, new: str) -> Iterator[tuple[str, str, str, bool, bool]]:
    """What went and came, what stayed after it, and whether that is the beginning, the end of the line.

    A single character that stayed between two changes is taken into them: words, not letters, are what is read.
    """
    went = came = ""
    for step in Indel.opcodes(old, new):
        before, after = old[step.src_start : step.src_end], new[step.dest_start : step.dest_end]
        first, last = step.src_start == 0, step.src_end == len(old)
        if step.tag != "equal" or (len(before) == 1 and (went or came) and not last):
            went, came = went + before, came + after
        else:
            yield went, came, before, first, last
            went = came = ""
    if went or came:
        yield went, came, "", False, True


def _is_another(old: str, new: str) -> bool:
    """Whether the lines have so little in common that words picked out of both would say nothing."""
    return Indel.normalized_similarity(old, new) < 0.5


def _around(words: str, first: bool, last: bool) -> Iterator[Piece]:
    """What stayed, its middle left out; of the beginning and the end of a line only what is next to the change."""
    before, after = (0 if first else _AROUND), (0 if last else _AROUND)
    if not words:
        return
    if len(words) <= before + after + 1:
        yield Piece("=", words)
        return
    if before:
        yield Piece("=", words[:before])
    yield Piece("…", "…")
    if after:
        yield Piece("=", words[-after:])


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}……（共 {len(words)} 字）"
