"""Paragraphs by their indents: whether a printed line begins a paragraph or goes on with the one before.

Chinese text is set with an indent of two characters; hanging lists indent what goes on. The flush edge of a column is taken from the whole issue,
because a page may hold nothing but a list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from gazette_site.dates import looks_like_date
from gazette_site.late import late
from gazette_site.punctuation import is_closed
from gazette_site.reading.pdf.columns import Row, Side, stand_under

INDENT = 1.4
"""Characters from the flush edge from which a line is indented."""
FLUSH = 0.6
"""Characters up to which it is not."""

_LEAST = 8
"""Rows of a left column from which it measures what runs across."""
_FEW = 30
"""Rows in a column up to which the edge is not told by what most of them share."""
ROOMY = 1.3
"""How much more room than between lines is between paragraphs that are told by it."""
ROOM = 4.0
"""Characters of room from which a line was ended by hand."""
_HANGS = 3.6
"""Characters that such an indent has, at most."""
_ITEM = late(r"[0-9]{1,3}[.．、](?![0-9])|[（(][0-9一二三四五六七八九十]{1,3}[）)]|[①-⑳●■◆•○]")
_NOTED = late(r"(?:[⁰¹²³⁴-⁹]+|[①-⑳]|[\[［〔][0-9]{1,3}[\]］〕])$")
_NAMED = late(r"[\u3400-\u9fff](?:[\u3400-\u9fff]{1,2}|\u3000[\u3400-\u9fff])\u3000+(?=[\u3400-\u9fff]{2})")
_BRACKET = late(r"[（(）)]")
_HAN = late(r"[\u3400-\u9fff]")


class Edges:
    """Flush left and right edges of the columns of one issue, for left and right pages."""

    def __init__(self, rows: Sequence[tuple[int, Row]], size: float) -> None:
        """`rows` are all rows of body text with their page (counted from 0)."""
        self.size = size
        self.left: dict[tuple[Side, int], Counter[int]] = {}
        self.right: dict[tuple[Side, int], Counter[int]] = {}
        for page, row in rows:
            if row.size > 1.15 * size:
                continue
            for key in ((row.side, page % 2), (row.side, 2)):
                self.left.setdefault(key, Counter())[round(row.x0)] += 1
                self.right.setdefault(key, Counter())[round(row.x1)] += 1
        self.starts = {key: float(min(_common(counts))) for key, counts in self.left.items()}
        self.ends = {key: float(max(*_common(counts), _far(counts))) for key, counts in self.right.items()}
        for parity in (0, 1, 2):
            self._measure_across(parity)
        self.step, self.spaced = self._measure_steps(rows)
        self.without_flush = self._pages_without_flush(rows)

    def _measure_across(self, parity: int) -> None:
        """What runs across columns is measured by them."""
        across = (Side.ACROSS, parity)
        left, right = ((side, parity if (side, parity) in self.starts else 2) for side in (Side.LEFT, Side.RIGHT))
        if across in self.starts and left in self.starts and self.left[left].total() >= _LEAST and right in self.ends:
            self.starts[across] = min(self.starts[across], self.starts[left])
            self.ends[across] = max(self.ends[across], self.ends[right])

    def _measure_steps(self, rows: Sequence[tuple[int, Row]]) -> tuple[float, bool]:
        """Points from one line to the next, and whether paragraphs are told by more room between them.

        They are, if there is more room after most lines that end short with a stop.
        """
        steps = [
            (after.base - before.base, self.end(i, before.side) - before.x1 > 3 * self.size and is_ended(before.text))
            for (i, before), (j, after) in pairwise(rows)
            if i == j and before.side is after.side and max(before.size, after.size) <= 1.15 * self.size
        ]
        counts = Counter(round(step) for step, _ in steps if step > 0.8 * self.size)
        usual = float(max(counts, key=lambda step: (counts[step], -step))) if counts else 1.5 * self.size
        ends = [step > ROOMY * usual for step, ends in steps if ends and step > 0]
        return usual, len(ends) >= 3 and sum(ends) >= 0.6 * len(ends)

    def _pages_without_flush(self, rows: Sequence[tuple[int, Row]]) -> frozenset[tuple[int, Side]]:
        """Pages and sides on which no line begins at the flush edge: all of the text there is moved in."""
        body = [(i, row) for i, row in rows if row.size <= 1.15 * self.size]
        flush = {(i, row.side) for i, row in body if row.x0 - self.flush(i, row.side) <= FLUSH * self.size}
        counts = Counter((i, row.side) for i, row in body)
        return frozenset(place for place, n in counts.items() if n >= _LEAST and place not in flush)

    def flush(self, page: int, side: Side) -> float:
        """The left edge at which running lines begin, in points."""
        return self.starts.get((side, page % 2), self.starts.get((side, 2), 0.0))

    def end(self, page: int, side: Side) -> float:
        """The right edge that full lines reach, in points."""
        return self.ends.get((side, page % 2), self.ends.get((side, 2), 0.0))


def _common(counts: Counter[int]) -> list[int]:
    """The places where an eighth of the lines or more begin or end; the most frequent one if there are none."""
    least = 0.12 * sum(counts.values())
    common = [x for x in counts if counts[x - 1] + counts[x] + counts[x + 1] >= least]
    return common or [counts.most_common(1)[0][0]]


def _far(counts: Counter[int]) -> int:
    """Where four fifths of a few rows end or before: too few to tell a full line by its frequency."""
    ends = sorted(counts.elements())
    return ends[int(0.8 * (len(ends) - 1))] if len(ends) < _FEW else 0


class Indents:
    """Walks the rows in reading order and says of each whether it begins a paragraph."""

    def __init__(self, edges: Edges) -> None:
        self.edges = edges
        self.before: Row | None = None
        self.page = 0
        """On which it stands."""
        self.indent = 0.0
        """Of the row before, in characters."""
        self.full = False
        """Whether the row before reached the right edge."""
        self.last_end = 0.0
        """Where the row before that one ended, in points."""
        self.room = 0.0
        """Characters of room that it left."""
        self.hang = 0.0
        """Indent of the lines of an item whose number stands at the edge, in characters; 0 outside of one."""
        self.short = False
        """Whether it ended in the left half of its column: no word is so long that it could not be broken there."""
        self.set_apart = True
        """Whether the row before was a title, centred or set to the right: nothing goes on after it."""

    def break_off(self) -> None:
        """Something stands between the rows that no paragraph runs across, such as a title."""
        self.set_apart = True

    @property
    def is_open(self) -> bool:
        """Whether the row before breaks off in the middle of a sentence: it is full, of running text, and has no end."""
        before = self.before
        if before is None or self.set_apart or not self.full or before.side is Side.DOWN or before.segments:
            return False
        return not is_ended(before.text) and not before.text.endswith(("：", ":"))

    def may_interrupt(self, page: int, row: Row) -> bool:
        """Whether a row is set like the words of a picture or a table: small, or apart from the columns; a title or a date is not."""
        size = self.edges.size
        left, right = self.edges.flush(page, row.side), self.edges.end(page, row.side)
        apart = row.size < 0.95 * size or (row.size <= 1.15 * size and _set_apart(row, left, right, size))
        return apart and not looks_like_date(row.text)

    def may_go_on(self, page: int, row: Row) -> bool:
        """Whether a row can go on with the one before, whatever stands between them: that one is full, and this begins at the edge."""
        flush = (row.x0 - self.edges.flush(page, row.side)) / self.edges.size <= FLUSH
        return flush and self.full and row.size <= 1.15 * self.edges.size

    def begins(self, page: int, row: Row) -> bool | None:
        """True if the row begins a paragraph, False if it goes on with the one before, None if its place does not tell."""
        size = self.edges.size
        left, right = self.edges.flush(page, row.side), self.edges.end(page, row.side)
        indent = (row.x0 - left) / size
        broken = self.before is not None and not self.set_apart and self.full and not is_ended(self.before.text)
        apart = row.size > 1.15 * size or (_set_apart(row, left, right, size) and not (broken and indent > self.indent))
        verdict = True if apart or self._has_room(page, row) else self._verdict(row, indent)
        if row.size <= 1.15 * size and self.before is not None and _is_closed_by(self.before.text, row.text):
            verdict = apart = False
        self.hang = 0.0 if verdict else self.hang
        self.last_end = self.before.x1 if self.before is not None else 0.0
        self.before, self.indent, self.set_apart, self.page = row, indent, apart, page
        self.full = row.x1 >= right - 1.6 * size
        self.room = (right - row.x1) / size
        self.short = row.x1 < (left + right) / 2
        return verdict

    def _has_room(self, page: int, row: Row) -> bool:
        """Whether a row stands under room that parts paragraphs in this issue."""
        before, edges = self.before, self.edges
        if before is None or not edges.spaced or page != self.page or row.side is not before.side:
            return False
        return row.base - before.base > ROOMY * edges.step and (is_ended(before.text) or not self.full)

    def _verdict(self, row: Row, indent: float) -> bool | None:
        before = self.before
        if before is None or self.set_apart:
            return True
        if row.side is Side.DOWN:  # vertical text has no other sign of a paragraph's end than a column that is not full
            return indent >= INDENT or not self.full
        if row.segments and stand_under(before, row, self.edges.size):
            return True  # a list whose lines have parts
        if abs(indent - self.indent) < FLUSH and _NAMED.match(before.text) and _NAMED.match(row.text):
            return True  # a list of names, each with an office behind it
        open_end = not is_ended(before.text)
        if self.full and open_end and indent > self.indent + 0.8 and self.indent >= FLUSH:
            return False  # the hanging part of a list item
        if self.full and self.hang and abs(indent - self.hang) < 0.5:
            return False if open_end else None  # more of it, perhaps
        if self.full and open_end and self.indent < FLUSH < indent < _HANGS and _ITEM.match(before.text):
            self.hang = indent
            return False  # the same of an item whose number stands at the edge
        moved_in = self.indent > INDENT + 1 or (self.page, row.side) in self.edges.without_flush
        if indent >= INDENT and moved_in and abs(indent - self.indent) < 0.5 and self.full and open_end:
            return False
        if indent >= INDENT:
            return True
        if indent <= FLUSH and self.short and (open_end or before.text.endswith(("：", ":"))):
            return None  # an item of a list, or a line that was cut by hand: the words tell
        roomy = self.room > ROOM and not self._is_narrow(row)
        if indent <= FLUSH and open_end and roomy and _HAN.match(row.text):
            return None  # the next word, which could have been broken, had room on the line before
        if indent <= FLUSH:
            # A line may end short before a number or address that cannot be broken; a colon at its end proves nothing.
            return not self.full and not open_end and not before.text.endswith(("：", ":"))
        return None

    def _is_narrow(self, row: Row) -> bool:
        """Whether the rows end at one place short of the edge: text beside a picture."""
        if self.before is None:
            return False
        end, reach = self.before.x1, 1.6 * self.edges.size
        return row.x1 < end + reach and (abs(row.x1 - end) < reach or abs(self.last_end - end) < reach)


def _is_closed_by(before: str, after: str) -> bool:
    """Whether a line closes a bracket that the line before leaves open, and opens none before."""
    opened, closed = _BRACKET.findall(before), _BRACKET.search(after)
    return bool(opened) and opened[-1] in "（(" and closed is not None and closed[0] in "）)"


def is_ended(text: str) -> bool:
    """Whether a line ends where a paragraph can end, the mark of a note left out of account."""
    return is_closed(_NOTED.sub("", text))


def _set_apart(row: Row, left: float, right: float, size: float) -> bool:
    """Whether a row is centred or stands at the right edge."""
    wide = right - left
    if wide <= 0:
        return False
    from_left, to_right = row.x0 - left, right - row.x1
    at_right = from_left > 0.35 * wide and to_right < 4.5 * size
    centred = from_left > 3 * size and to_right > 3 * size and abs(from_left - to_right) < 1.5 * size
    return at_right or centred
