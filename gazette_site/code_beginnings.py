"""Where the code of a document number begins, when running words stand right before it: 重申青府发〔2021〕6号.

Every character of the run of Chinese characters in front of the bracket is tried. For a beginning speaks, besides that what follows looks
like a code or a body (`code_shapes`): that the words before it end there: at a bracket, a mark, a blank, after 日 of a day, after 的, 按,
根据. Of equal ones the later begins the number, so that words are rather left out than taken in. The list of leading words decides only
what form leaves open.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from gazette_site.characters import BLANK, CJK
from gazette_site.code_shapes import Names, is_known, likeness_of_body, likeness_of_code
from gazette_site.late import late

_LONGEST = 30
"""Most characters of a code or of the name of a body."""
_MOST_BLANKS = 60
_IS_WORD = late(f"[{CJK}]")
_BRACKETED = late(rf"[（(][{CJK}]{{1,8}}[)）]$")
_OPENING = tuple("（(〔[［【﹙「『“")
_AFTER_FIGURE = tuple("年月日号条款项件期次")

_LEADING_WORDS = late(
    "其中|尤其|现将|现就|兹将|根据|依据|按照|遵照|依照|参照|比照|对照|仿照|执行|落实|贯彻|遵守|遵循|违反|符合|适用|引用|援引|参见|详见|参阅|以及|及其|由于|有关|相关|关于|文件|通知|决定|规定|"
    "办法|废止|修改|修订|修正|印发|转发|发布|公布|颁布|下发|下达|替代|代替|取代|撤销|取消|延长|延续|续期|调整|终止|停止|中止|暂停|恢复|重申|结合|继续|涉及|包括|所附|收到|收悉|"
    "同意|批准|宣布|清理|保留|完善|补充|现行|此前|之前|以前|简称|原则|本着|文号|字号"
)
"""Of two characters each; a fallback, see above."""
_FUNCTION_WORDS = tuple(
    "按据见经对将由及以原与和的是为在于即如至照把被依从向因该本我其之或而须应可仍皆均并且也又再已曾未不若虽自了着等日）)"
)

_PART_OF_A_NAME = late("自[然贸治]|本溪|即墨")
"""Where such a word begins a name: 青自然资规."""

_JOINING = ("和", "及", "与", "或", "并")
_AFTER_NUMBER = tuple("号)）》")
"""What stands before a word that joins two numbers."""

_BODY_ENDS = ("政府", "局", "厅", "委员会", "办公室", "法院", "检察院")
"""The name of a body may stand before its code: 省人民政府川府发."""
_KINDS = ("令", "公告", "通告")
"""No code begins with them; who signs stands in front: 市检疫局公告〔2016〕3号."""


class Run(NamedTuple):
    """The Chinese characters in front of the rest of a number."""

    words: str
    """Without blanks."""
    offsets: tuple[int, ...]
    """Where each of them stands in the text."""
    before: str
    """The character in front of them; empty at the beginning of the text."""


def run_before(text: str, end: int, stop: int, brackets: bool = False) -> Run:
    """The run that ends right before `end`: over blanks, not over an empty line, not before `stop`.

    `brackets` lets a name go on over （上海）.
    """
    offsets: list[int] = []
    at, blanks = end, 0
    while at > stop and len(offsets) < _LONGEST and blanks < _MOST_BLANKS:
        if _IS_WORD.match(text, at - 1):
            blanks, width = 0, 1
        elif BLANK.match(text, at - 1) and not text[at - 1 : at + blanks].count("\n") > 1:
            blanks, width = blanks + 1, 0
        else:
            width = _bracketed(text, at, stop) if brackets and offsets else 0
            if not width:
                return _run(text, offsets, text[at - 1])
        offsets += range(at - 1, at - 1 - width, -1)
        at -= max(width, 1)
    return _run(text, offsets, "" if at <= stop else "…")


def _bracketed(text: str, at: int, stop: int) -> int:
    match = _BRACKETED.search(text[max(at - 12, stop) : at])
    return len(match[0]) if match else 0


def _run(text: str, offsets: list[int], before: str) -> Run:
    offsets.reverse()
    return Run("".join(text[k] for k in offsets), tuple(offsets), before)


class Beginning(NamedTuple):
    """Where a code or the name of a body begins."""

    at: int
    """Index in `Run.words`."""
    sure: bool
    """Whether the words before it end there, or it is known; else form alone decided."""


def beginning_of_code(run: Run, names: Names) -> Beginning:
    """Where in `run` the code begins; the run is not empty."""
    return _beginning(run, names, likeness_of_code)


def beginning_of_body(run: Run, names: Names) -> Beginning:
    """Where in `run` the name of the body begins; the run is not empty."""
    return _beginning(run, names, likeness_of_body)


def _beginning(run: Run, names: Names, likeness: Callable[[str, Names], int]) -> Beginning:
    """The best beginning, the later of equal ones."""
    points = [likeness(run.words[k:], names) for k in range(len(run.words))]
    best = max(range(len(points)), key=lambda k: (_edge(run, k) + points[k], k))
    ends = _edge(run, best) > 0 if best else _stands_alone(run) or max(points[2:], default=0) < points[0] - 2
    return Beginning(best, ends or is_known(run.words[best:], names))


def _stands_alone(run: Run) -> bool:
    return run.before == "" or run.before.startswith(_OPENING)


def _edge(run: Run, k: int) -> int:
    """How much the words before `k` look like ending there, less for a leading word that stands after it."""
    word = run.words[k] in _FUNCTION_WORDS and not _PART_OF_A_NAME.match(run.words, k)
    inside = -3 if word or _leads(run.words[k:]) else 0
    return inside + (_first_edge(run) if k == 0 else _inner_edge(run, k))


def _first_edge(run: Run) -> int:
    if run.before.startswith(_OPENING):
        return 6
    if run.before.isalnum():
        return -3 if run.words.startswith(_AFTER_FIGURE) else 1
    return 0 if run.before == "…" else 3


def _inner_edge(run: Run, k: int) -> int:
    left = run.words[:k]
    if k == 1 and run.before.isdigit() and left in _AFTER_FIGURE:
        return 6
    if k == 1 and left in _JOINING and run.before in _AFTER_NUMBER:
        return 6
    if _LEADING_WORDS.match(run.words, k - 1):
        return -3
    if _LEADING_WORDS.match(left, max(k - 2, 0)):
        return 4
    if left.endswith(_FUNCTION_WORDS) and not _PART_OF_A_NAME.match(run.words, k - 1):
        return 2
    if left.endswith(_BODY_ENDS):
        return 0 if run.words[k:] in _KINDS else 2
    if run.offsets[k] - run.offsets[k - 1] > 1:
        return 1
    return -3 if k == 1 and run.before != "…" else 0


def _leads(words: str) -> bool:
    """Whether running words stand in `words`."""
    return "的" in words or bool(_LEADING_WORDS.search(words))
