"""附件说明: the list of attachments under a text, cut so that each title can lead to its attachment."""

from __future__ import annotations

import re
from collections.abc import Mapping

Parts = tuple[tuple[str, str], ...]
"""Words and the anchor they lead to, empty for none."""

_ITEM = re.compile(
    r"""(?: (?<![^\s:：；;])(\d{1,2})[.．、]           # set apart: anything may follow, also 2.2025年计划
          | (?<![\d.．])(\d{1,2})[.．、](?!\d) )\s*""",  # run on: no decimal
    re.VERBOSE,
)


def note_parts(text: str, noted: int, attachments: Mapping[int, str]) -> tuple[Parts, int]:
    """Cut `附件：1.甲 2.乙` at its numbers, which must run on from `noted`; each title leads to its attachment."""
    marks: list[re.Match[str]] = []
    for found in _ITEM.finditer(text):
        if int(found[1] or found[2]) == noted + 1:
            noted += 1
            marks.append(found)
    if not marks:
        return _single_note(text, attachments), noted
    parts = [(text[: marks[0].start()], "")]
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        title = text[mark.end() : following.start() if following else len(text)]
        words = title.rstrip(" 　；;。")
        parts += [(mark[0], ""), (words, attachments.get(int(mark[1] or mark[2]), "")), (title[len(words) :], "")]
    return tuple(part for part in parts if part[0]), noted


_ONE_NOTE = re.compile(r"(附件[:：][ 　]*)(.+)")


def _single_note(text: str, attachments: Mapping[int, str]) -> Parts:
    found = _ONE_NOTE.fullmatch(text)
    if found and len(attachments) == 1:
        return ((found[1], ""), (found[2], next(iter(attachments.values()))))
    return ((text, ""),)
