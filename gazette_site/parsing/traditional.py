"""Traditional characters amid simplified text: slips of a recogniser (違規 for 违规), proposed to the clerk and never changed silently.

OpenCC (t2s, by phrases, so that 乾隆 and 著作 stay) says which characters of a line are traditional.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from gazette_site.characters import CJK
from gazette_site.late import late
from gazette_site.problems import Problem, warning
from gazette_site.reading.lines import Line, Transcript, line_text

if TYPE_CHECKING:
    from opencc import OpenCC

_CHINESE = late(f"[{CJK}]")
_MOST_SHARE = 0.1
"""A text with more traditional characters than this is not simplified text with slips, but set in traditional characters (there they are a third)."""
_MOST_LINES = 10
"""Lines reported one by one."""
_STANDARD = frozenset("乾昇喆堃淼甯邨陞夥藉徵於瞭麽")
"""Characters that OpenCC simplifies although they are standard in names or in one of their senses (通用规范汉字表, 2013, notes to annex 1)."""


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC  # a build that parses nothing must not wait for it

    return OpenCC("t2s")


def traditional_problems(transcript: Transcript, file: str) -> list[Problem]:
    """A proposal for each line of simplified text in which a traditional character stands."""
    texts = [line_text(line) for line in transcript.lines]
    whole = "\n".join(texts)
    simplified = _converter().convert(whole)  # no phrase goes over the end of a line
    if simplified == whole:
        return []
    changed = _changed(transcript.lines, texts, simplified.split("\n"))
    found = [(line, pairs) for line in changed if (pairs := traditional_places(line_text(line)))]
    if not found:
        return []
    if not _is_simplified(texts, sum(len(pairs) for _, pairs in found)):
        message = "全文是繁体字，照原样发布；题目、文号、条款按简体认读，可能没有读全，请逐件核对"
        return [transcript.warn(file, message, found[0][0].number, "traditional-text")]
    problems = [_proposal(transcript, file, line, pairs) for line, pairs in found[:_MOST_LINES]]
    if len(found) > _MOST_LINES:
        message = f"还有{len(found) - _MOST_LINES}行也疑有繁体字，请一并核对"
        problems.append(warning(file, message, code="traditional-character"))
    return problems


def _changed(lines: Sequence[Line], texts: Sequence[str], simplified: Sequence[str]) -> list[Line]:
    """The lines whose text is another one when it is simplified; all of them, should the lines not be the same any more."""
    if len(simplified) != len(texts):
        return list(lines)
    return [line for line, old, new in zip(lines, texts, simplified, strict=True) if old != new]


def _is_simplified(texts: Iterable[str], traditional: int) -> bool:
    """Whether so many traditional characters are few among the Chinese ones; counted until that is certain."""
    chinese = accumulate(len(_CHINESE.findall(text)) for text in texts)
    return any(traditional <= _MOST_SHARE * count for count in chinese)


def traditional_places(text: str) -> list[tuple[int, str]]:
    """The places of traditional characters in a text, each with the simplified one."""
    if not _CHINESE.search(text):
        return []
    simplified = _converter().convert(text)
    if simplified == text or len(simplified) != len(text):
        return []
    return [
        (i, new)
        for i, (old, new) in enumerate(zip(text, simplified, strict=True))
        if old != new and old not in _STANDARD
    ]


def _proposal(transcript: Transcript, file: str, line: Line, pairs: list[tuple[int, str]]) -> Problem:
    words = "、".join(dict.fromkeys(_words(line_text(line), dict(pairs))))
    message = f"简体文中夹有繁体字，照原样发布；如系识别之误，请在同名 .yaml 的 corrections 里更正：{words}"
    return transcript.warn(file, message, line.number, "traditional-character")


def _words(text: str, simplified: dict[int, str]) -> Iterator[str]:
    """Each run of traditional characters with a character on either side: 违規行→违规行."""
    starts = [i for i in simplified if i - 1 not in simplified]
    for start in starts:
        end = start
        while end in simplified:
            end += 1
        left, right = text[max(start - 1, 0) : start], text[end : end + 1]
        new = "".join(simplified[i] for i in range(start, end))
        yield f"{left}{text[start:end]}{right}→{left}{new}{right}"
