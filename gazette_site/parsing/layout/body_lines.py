"""The body of an issue as the search for items sees it: each line with what its form says."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from gazette_site.characters import CJK, bare, folded
from gazette_site.dates import dates_beside, looks_like_date
from gazette_site.document_numbers import number_line
from gazette_site.late import late
from gazette_site.model import NormalNumber
from gazette_site.parsing.layout.furniture import RunningHeads
from gazette_site.parsing.names.issuers import BODY_END, starts_subject
from gazette_site.parsing.names.order_names import (
    bracketed_order,
    is_order_name,
    notice_number,
    order_number,
    short_number,
)
from gazette_site.parsing.names.titles import kind_of
from gazette_site.parsing.text.labels import ANNOTATION, ATTACHMENT_LABEL, is_title_part, label_of, stands_alone
from gazette_site.punctuation import is_closed
from gazette_site.reading.lines import Line

LONGEST_TITLE = 450
"""Characters: a title that names eighteen departments in full has some 250, one that lists its matters 200."""
_IN_BRACKETS = late(r"[(（](?P<number>[^()（）]*[〔\[【].+号)[)）]|【(?P<heavy>[^【】]*[〔\[(].+号)】")

_BODY_IN_BRACKETS = late(rf"[（(][{CJK}、，\s]{{4,60}}[)）]")
_YEAR_AND_NUMBER = late(r"[〔\[(]?(?:19|20)\d\d年?[〕\])]?第?\d{1,5}[号期]|\(?(?:(?:19|20)\d\d年)?第\d{1,4}期\)?")
"""What minutes are numbered with, too: 第12期."""
_SPEAKS_OF_PARTS = late(r"(?<!依)附(?!\s*[则近属加和着有带])|见下")
"""附件, 附后, 附: but not 附则, 附近, 附属."""
_LABEL_AND_NAME = late(r"\s*+附件?(?:\s*+[\d一二三四五六七八九十]{1,2})?\s*+[:：]\s*+(?P<name>\S.*)")
_LATIN = late(rf"(?=[^{CJK}]*[A-Za-z]{{4}})[^{CJK}]+$")
"""No Chinese title: GAZETTE OF THE PEOPLE'S GOVERNMENT 2024.3."""
_CLOSING = late(r"(?:特此|专此|现予|此)(?:通知|通告|公告|通报|批复|函[复告达]?|报告|公布|[令复告批])")
"""结束语: it ends a text, and is no title though it ends in a kind."""


class Body:
    """The lines of an issue's body; every view is made once, in time linear in the lines."""

    def __init__(self, lines: Sequence[Line], heads: RunningHeads) -> None:
        self.lines = lines
        self.bares = ["" if line.cells is not None else bare(line.text) for line in lines]
        self.is_order = [line.cells is None and is_order_name(line.text) for line in lines]
        self.numbers = [self._number(i) for i in range(len(lines))]
        self.is_head = [heads.reason(line) is not None and not self._heads_title(i) for i, line in enumerate(lines)]
        self._title_lines: dict[int, bool] = {}
        """Answers of `is_title_line`: each line is asked for by those around it."""
        self._parts = [i for i, line in enumerate(lines) if _SPEAKS_OF_PARTS.search(line.text)]
        self._before = _nearest(self.is_head)
        self._after = [None if k is None else len(lines) - 1 - k for k in reversed(_nearest(self.is_head[::-1]))]

    def _number(self, i: int) -> NormalNumber | None:
        """The document number of a line that prints nothing else; under the name of an order or the title of a notice a short one."""
        line = self.lines[i]
        if line.cells is not None or not ("号" in line.text or line.text[-1:].isdigit()) or len(line.text) > 80:
            return None
        short = folded(line.text)
        match = _IN_BRACKETS.fullmatch(short)
        if (ordered := bracketed_order(line.text)) and i and self.bares[i - 1]:
            return ordered
        if found := number_line(match["number"] or match["heavy"] if match else short):
            return None if order_number(line.text) else found
        above = [self.lines[k].text for k in range(max(i - 3, 0), i) if self.bares[k]]
        names = ["".join(above[-k:]) for k in (1, 2, 3)[: len(above)]]
        return next(
            (n for name in names[:2] if (n := short_number(name, line.text))),
            next((n for name in names if (n := notice_number(name, line.text))), None),
        )

    def _heads_title(self, i: int) -> bool:
        """The first line of a title may read like a section's name.

        It is none if it names an order over its number, a body over its matter (关于……), or a report over the day and place of its delivery.
        """
        if i + 1 >= len(self.lines) or self.lines[i].cells is not None:
            return False
        below = self.lines[i + 1].text
        if self.is_order[i] and self.numbers[i + 1] is not None:
            return True
        if BODY_END.search(self.bares[i]) and starts_subject(below) == 0 and self.lines[i + 1].gap == 0:
            return True
        return below.startswith("——") and kind_of(self.lines[i].text) is not None

    def previous(self, i: int) -> int | None:
        """The line before `i` that is no running head, None at the beginning."""
        return self._before[i]

    def following(self, i: int) -> int | None:
        """The line `i` or the first after it that is no running head, None at the end."""
        return self._after[i]

    def text(self, indexes: Sequence[int]) -> str:
        """The words of some lines, one after the other."""
        return "".join(self.lines[k].text for k in indexes)

    def bare_text(self, indexes: Sequence[int]) -> str:
        """The same for loose comparison."""
        return "".join(self.bares[k] for k in indexes)

    def is_title_line(self, i: int) -> bool:
        """Whether line `i` can be one of the lines of a title; a long one only if it is a title whole."""
        if i not in self._title_lines:
            self._title_lines[i] = self._is_title_line(i)
        return self._title_lines[i]

    def _is_title_line(self, i: int) -> bool:
        line = self.lines[i]
        if line.cells is not None or line.picture is not None or not self.bares[i] or self.numbers[i]:
            return False
        if (
            line.text.lstrip()[:1] in "（("
            and _BODY_IN_BRACKETS.fullmatch(line.text.strip())
            and BODY_END.search(line.text.strip().strip("（()）"))
        ):
            return True  # one of the names over a joint title
        if is_closed(line.text) or ATTACHMENT_LABEL.fullmatch(line.text.strip()) or stands_alone(line.text):
            return False
        if _LATIN.match(self.bares[i]) or dates_beside(line.text):
            return False
        if _YEAR_AND_NUMBER.fullmatch(folded(line.text)) or _CLOSING.fullmatch(self.bares[i]):
            return False
        return is_title_part(line.text) or self.is_whole_long_title(i)

    def is_short_number(self, i: int) -> bool:
        """Whether line `i` is a number without a code, as minutes have it: 〔2024〕第12期."""
        return _YEAR_AND_NUMBER.fullmatch(folded(self.lines[i].text)) is not None

    def is_whole_long_title(self, i: int) -> bool:
        """Whether one long line is a title: bodies, matter and kind in it, and no end of a sentence."""
        text = self.lines[i].text
        return (
            60 < len(self.bares[i]) <= LONGEST_TITLE
            and starts_subject(text) is not None
            and kind_of(text) is not None
            and label_of(text) is None
            and not re.search(r"[。；！？：;!?:]", text)
        )

    def ends_document(self, i: int | None) -> bool:
        """Whether a document can be at its end with line `i`: a date, an annotation, a table or picture; nothing stands before the first."""
        if i is None:
            return True
        line = self.lines[i]
        if line.cells is not None or line.picture is not None:
            return True
        if dates_beside(line.text):
            return True
        return looks_like_date(line.text) or bool(ANNOTATION.fullmatch(folded(line.text))) or self._signs_with_date(i)

    def _signs_with_date(self, i: int) -> bool:
        """`澜川市水务局　2024年3月4日` on one line."""
        text = folded(self.lines[i].text)
        return (
            len(text) <= 60
            and bool(re.search(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日$", text))
            and text[:1] not in "自从至"
        )

    def under_label(self, i: int) -> bool:
        """Whether the label of an attachment stands right above line `i`."""
        above = self.previous(i)
        if above is None or self.lines[above].cells is not None:
            return False
        if (named := _LABEL_AND_NAME.match(self.lines[above].text)) and len(self.bares[i]) >= 6:
            return bare(named["name"]).startswith(self.bares[i])
        label = bool(ATTACHMENT_LABEL.fullmatch(self.lines[above].text.strip().rstrip(".．")))
        return label and not (any(self.numbers[i : i + 5]) and self._labels_table(above))

    def _labels_table(self, label: int) -> bool:
        """Whether a label in brackets stands right under a table that has none above it: it is that table's."""
        k = self.previous(label)
        if k is None or self.lines[k].cells is None or self.lines[label].text.strip()[:1] not in "（([【〔":
            return False
        while k is not None and self.lines[k].cells is not None:
            k = self.previous(k)
        over = range(max((k or 0) - 3, 0), (k or 0) + 1)
        return not any(ATTACHMENT_LABEL.fullmatch(self.lines[m].text.strip().rstrip(".．")) for m in over)

    def speaks_of_parts(self, start: int, stop: int) -> bool:
        """Whether a line from `start` up to `stop` speaks of something that is attached or printed below."""
        k = bisect_left(self._parts, start)
        return k < len(self._parts) and self._parts[k] < stop

    def addressee_end(self, i: int) -> int | None:
        """One after the last line of what looks like an addressee that begins at `i`: a list of names up to a colon, no sentence."""
        size = 0
        for k in self._few(i, 12):
            line = self.lines[k]
            text = folded(line.text)
            if line.cells is not None or not text or label_of(line.text) or self.numbers[k]:
                return None
            size += len(text)
            if size > LONGEST_TITLE or re.search(r"[。;!?]|关于", text):
                return None
            if text.endswith(":"):
                return None if _LEADS_IN.search(text) else k + 1
            if ":" in text or stands_alone(line.text):
                return None
        return None

    def _few(self, i: int, most: int) -> Iterator[int]:
        """Up to `most` lines from `i` on that are no running heads."""
        return (k for k in range(i, min(i + most, len(self.lines))) if not self.is_head[k])


_LEADS_IN = late(
    r"(?:如下|通知|决定|公告|通告|以下|下列|附件|规定|事项|意见|名单|其中|包括|要求):$|^(?:附件|注|抄送|联系)"
)


def _nearest(is_head: Sequence[bool]) -> list[int | None]:
    """For each place, one past the end included, the last one before it that is no head."""
    nearest: list[int | None] = [None]
    for i, head in enumerate(is_head):
        nearest.append(nearest[-1] if head else i)
    return nearest
