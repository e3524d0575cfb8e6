"""Running heads and page numbers inside the text (书眉、页码)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

from gazette_site.characters import CJK, MONGOLIAN, bare, folded
from gazette_site.document_numbers import number_line
from gazette_site.late import late
from gazette_site.model import FurnitureReason
from gazette_site.parsing.layout.front import is_masthead
from gazette_site.parsing.layout.numbering import CUMULATIVE, ISSUE
from gazette_site.reading.lines import Line, line_text

_PAGE = late(
    r"[—–－\-·•~]+\s*\d{1,4}\s*[—–－\-·•~]+"
    r"|[=—–－\-·•~*#<>\[\]【】()]*(?:第\s*\d{1,4}\s*页(?:\s*+[,/]?\s*共\s*\d{1,4}\s*页)?|page\.?\d{1,4}(?:(?:of|/)\d{1,4})?)[=—–－\-·•~*#<>\[\]【】()]*",
    re.IGNORECASE,
)
"""— 12 —, 第12页, [Page 12], ----- 第 12 页 -----: what an editor writes between the pages of a transcript too."""
_PAGE_BESIDE = late(r"^\d{1,4}[—–\-·|/]+|[—–\-·|/]+\d{1,4}$|(?<=[期号报)])\d{1,4}$")
_YEAR_AND_ISSUE = r"(?:(?:19|20)\d\d[·•∙・.]\d{1,2}|\d{0,3})"
_NAME_AND_PAGE = late(rf"{_YEAR_AND_ISSUE}(?P<name>\D+){_YEAR_AND_ISSUE}")
"""The name with a page or with year and number beside it: 12澜川市人民政府公报, 2024·3　澜川市人民政府公报."""
_LETTERHEAD = late(rf"[{CJK}]{{2,30}}(?:政府|办公[室厅]|委员会|[局委厅部办院])文件")
_OVER_LETTERHEAD = late(r"\d{6}|(?:绝密|机密|秘密)(?:★.{1,8})?|特急|加急|特提|平急")
_DASHES = "—–-·|"
_NUMBER = late(r"\s*\d{1,3}\s*")
_USUAL_HEADS = ("政府工作报告", "大事记", "政府大事记", "人事任免", "部门文件")


class RunningHeads:
    """Knows the running heads of one issue: section names, the gazette's name, year and number."""

    def __init__(self, sections: Iterable[str], gazette: str | None, printed: Iterable[Line] = ()) -> None:
        """`printed` are all lines of the issue: a Mongolian line is a head only if it comes again, else it is text."""
        printed = tuple(printed)
        self.names = {
            bare(s) for s in (*sections, *_USUAL_HEADS, *([gazette] if gazette else []), *_letterheads(printed))
        }
        lines = [line for line in printed if line.text]
        any_mongolian = MONGOLIAN.search("\n".join([line.text for line in lines])) is not None
        counts = Counter(folded(line_text(line)) for line in lines if any_mongolian and _is_mongolian(line.text))
        self._told: dict[str, FurnitureReason | None] = {}
        self.mongolian = {text for text, count in counts.items() if count > 1}

    def reason(self, line: Line) -> FurnitureReason | None:
        """Why a line of the body is no text, or None if it may be text."""
        if line.cells is not None or line.picture is not None:
            return None
        text = folded(line.text)
        if len(text) > 60:
            return None
        if text not in self._told:  # the lines of the body are asked for twice
            self._told[text] = self._reason(text)
        return self._told[text]

    def _reason(self, text: str) -> FurnitureReason | None:
        if _PAGE.fullmatch(text):
            return FurnitureReason.PAGE_NUMBER
        if bare(text) in self.names or _prints_the_issue(text) or self._name_and_page(text):
            return FurnitureReason.RUNNING_HEAD
        return FurnitureReason.RUNNING_HEAD if text in self.mongolian else None

    def _name_and_page(self, text: str) -> bool:
        match = _NAME_AND_PAGE.fullmatch(text) if text[:1].isdigit() or text[-1:].isdigit() else None
        return match is not None and bare(match["name"].strip(_DASHES)) in self.names


def _letterheads(lines: Sequence[Line]) -> Iterator[str]:
    """发文机关标志 over a document number, 份号, 密级, 紧急程度 above it (GB/T 9704-2012, 7.2.1–7.2.4): 澜川市人民政府文件, 特急.

    They name nothing that title and number do not.
    """
    for k, (line, following) in enumerate(pairwise(lines)):
        named = line.cells is None and "文件" in line.text and _LETTERHEAD.fullmatch(folded(line.text))
        if named and following.cells is None and number_line(following.text):
            yield line.text
            above = reversed(lines[max(k - 3, 0) : k])
            yield from (one.text for one in takewhile(lambda one: _OVER_LETTERHEAD.fullmatch(folded(one.text)), above))


def _is_mongolian(text: str) -> bool:
    return MONGOLIAN.search(text) is not None and len(MONGOLIAN.findall(text)) * 2 > len(text)


def _prints_the_issue(text: str) -> bool:
    """Whether a line prints year and number of the issue, with or without the gazette's name and a page: 2024年第17号(总号:1665).

    2014年第18号 with nothing beside it is the number of a public notice.
    """
    match = ISSUE.search(text)
    if match is None or not (match["year"] or CUMULATIVE.search(text)):
        return False
    certain = match.group().rstrip("合刊()").endswith("期") or CUMULATIVE.search(text) or "公报" in text
    return bool(certain) and is_masthead(_PAGE_BESIDE.sub("", text))


def bare_page_numbers(lines: Sequence[Line]) -> frozenset[int]:
    """Indexes of lines that are page numbers without any mark around them.

    A lone number counts as one only where at least three of them run through the whole text, each greater than the one before by 1 to 6; a number in
    a list or form does not do so.
    """
    numbers = [
        (i, int(folded(line.text)))
        for i, line in enumerate(lines)
        if line.cells is None and _NUMBER.fullmatch(line.text)
    ]
    best: list[int] = []
    run: list[tuple[int, int]] = []
    for i, n in numbers:
        if run and 1 <= n - run[-1][1] <= 6 and i - run[-1][0] > 5:
            run.append((i, n))
        else:
            run = [(i, n)]
        if len(run) > len(best):
            best = [index for index, _ in run]
    return frozenset(best) if len(best) >= 3 else frozenset()
