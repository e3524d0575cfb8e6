"""What the lines around the place between two lines show: widths, numbered siblings, lists, and what empty lines mean here.

Found once for a run of lines; `paragraphs` asks it at every seam.
"""

from __future__ import annotations

from collections.abc import Sequence

from gazette_site.characters import CJK, folded, without_blanks
from gazette_site.late import late
from gazette_site.model import Level
from gazette_site.parsing.text.decimals import labels_of
from gazette_site.parsing.text.labels import Label, is_person_line, stands_alone
from gazette_site.punctuation import is_closed
from gazette_site.reading.lines import Line
from gazette_site.scripts import foreign_script

COLUMN = 16
"""Characters of the shortest line that can fill a column of a gazette; a shorter open line was not cut, it ended."""
_LONGEST_ITEM = 40
_SENTENCE_MARK = late("[，。；：！？,;:!?]")
_STOPS = late("[。；]")
_PADDED_NAME = late(rf".*[{CJK}][ \u3000]+[{CJK}]")
"""A line that ends in a name of two characters, padded to three: 柳河街道办事处方　立."""
_NAME = rf"[{CJK}·]{{2,6}}|[{CJK}][ \u3000]{{1,3}}[{CJK}]"
_NAME_ROW = late(rf"(?:{_NAME})(?:[ \u3000]+(?:{_NAME}))+")
"""A row of names in columns: 陆　衡　林望舟　方大川."""


class Neighbours:
    """What a run of lines shows of each of them."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.labels = labels_of([line.text for line in lines])
        self._widths = _block_widths(lines)
        self._siblings = _Siblings(lines, self.labels)
        self.listed = _list_items(lines, self.labels)
        """Indexes of the lines that are items of a list, one a line."""
        self.cuts = any(self._is_cut(i) for i in range(1, len(lines)))
        """Whether empty lines stand where a sentence was cut."""

    def is_full(self, i: int) -> bool:
        """Whether a line fills the width of the hard-wrapped block it stands in."""
        return self._widths[i] >= 14 and width(self.lines[i].text) >= self._widths[i] - 3

    def say_heading(self, i: int) -> bool | None:
        """Whether its siblings show a numbered line to be a heading; None if they say nothing."""
        return self._siblings.say_heading(i)

    def _is_cut(self, i: int) -> bool:
        """Whether an empty line before line `i` stands inside a sentence: a long line with commas breaks off, words go on."""
        last, line = self.lines[i - 1], self.lines[i]
        if not line.gap or not line.text or not last.text or line.cells is not None or line.level or last.level:
            return False
        runs_on = len(last.text) >= COLUMN and not is_closed(last.text) and not is_phrase(last.text)
        return runs_on and self.labels[i] is None and not stands_alone(line.text) and not stands_alone(last.text)


def is_phrase(text: str) -> bool:
    """Whether a text is no sentence: open, and without any mark that stands between the parts of one or after it."""
    return not is_closed(text) and not _SENTENCE_MARK.search(text)


def width(text: str) -> float:
    """Width of a printed line in Chinese characters; Latin letters, figures and blanks count half."""
    return len(text) - 0.5 * len(text.encode("ascii", "ignore"))


def _list_items(lines: Sequence[Line], labels: Sequence[Label | None]) -> frozenset[int]:
    """Lines that are items of a list, one a line: three phrases or more in a row, or lines with the form of names.

    Phrases that fill the width of a hard-wrapped block are running text.
    """
    found: set[int] = set()
    run: list[int] = []
    for i in range(len(lines) + 1):
        if i < len(lines) and _can_be_item(lines[i], labels[i]):
            run.append(i)
            continue
        named = [k for k in run if _is_name_line(lines[k].text)]
        found.update(run if len(run) >= 3 and not _is_wrapped([lines[k] for k in run]) else named)
        run = []
    return frozenset(found)


def _can_be_item(line: Line, label: Label | None) -> bool:
    text = line.text
    if line.cells is not None or line.picture is not None or line.level or label is not None:
        return False
    if not text or len(folded(text)) > _LONGEST_ITEM or foreign_script(text):
        return False
    return is_phrase(text) and not stands_alone(text)


def _is_name_line(text: str) -> bool:
    return bool(_NAME_ROW.fullmatch(text) or _PADDED_NAME.fullmatch(text)) or is_person_line(text)


def _is_wrapped(run: Sequence[Line]) -> bool:
    """Whether lines without a gap all fill the same width, the last one excepted."""
    widths = [width(line.text) for line in run[:-1]]
    return all(line.gap == 0 for line in run[1:]) and min(widths) >= 14 and max(widths) - min(widths) <= 2


def _block_widths(lines: Sequence[Line]) -> list[float]:
    """For each line the width of the block of lines without gaps that it stands in; 0 if the block is not hard-wrapped."""
    result = [0.0] * len(lines)
    start = 0
    for i in range(1, len(lines) + 1):
        if i < len(lines) and lines[i].gap == 0 and lines[i].cells is None and lines[i - 1].cells is None:
            continue
        block = [width(line.text) for line in lines[start:i]] if i - start > 1 else []
        if block and max(block) <= 60:
            widest = max(block)
            full = sum(w >= widest - 3 for w in block[:-1])
            if full >= 0.5 * (len(block) - 1):
                result[start:i] = [widest] * len(block)
        start = i
    return result


class _Siblings:
    """What the neighbours in a numbered sequence show: headings on lines of their own, or running paragraphs."""

    def __init__(self, lines: Sequence[Line], labels: list[Label | None]) -> None:
        self.lines = lines
        self.labels = labels
        self.by_level: dict[Level | None, list[int]] = {}
        self.place: dict[int, int] = {}
        self._own: dict[int, bool] = {}
        """What `_own_line` said: each line is a neighbour of several."""
        for i, label in enumerate(labels):
            if label:
                same = self.by_level.setdefault(label.level, [])
                self.place[i] = len(same)
                same.append(i)

    def say_heading(self, i: int) -> bool | None:
        """True if the siblings of line `i` are headings, False if they are running text, None if there are none or they disagree."""
        label = self.labels[i]
        if label is None:
            return None
        same, place = self.by_level[label.level], self.place[i]
        votes: list[bool] = []
        for step in (-1, 1):
            k, number = place + step, label.number
            while 0 <= k < len(same) and len(votes) < 4:
                other = self.labels[same[k]]
                if other is None or other.number != number + step:
                    break
                votes.append(self._is_own_line(same[k]))
                number, k = other.number, k + step
        if not votes or votes.count(True) == votes.count(False):
            return None
        return votes.count(True) > votes.count(False)

    def _is_own_line(self, i: int) -> bool:
        if i not in self._own:
            self._own[i] = self._own_line(i)
        return self._own[i]

    def _own_line(self, i: int) -> bool:
        text = self.lines[i].text
        if i + 1 < len(self.lines) and self.lines[i + 1].gap == 0 and self.labels[i + 1] is None:
            return False
        return (
            not _STOPS.search(text)
            and not (text[-1] in "，、：" or is_closed(text))
            and len(without_blanks(text)) <= 45
        )
