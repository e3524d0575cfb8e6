"""大事记: one entry per event.

    chronicle = heading lead? (month-heading | entry)+
    lead      = paragraph+                    what stands before the first entry: （2025年3月1日至31日）, a sentence of introduction
    entry     = (mark | number)? (date | vague | same) paragraph+ | mark paragraph+

`chronicle_dates` has the forms of date, vague, same and mark. A number is one where it stands before a date, or goes on counting from the entry
before. An entry starts only where a line can start a paragraph, so a wrapped line that begins with a date is none; and, where the heading
names months, only in these, so a paragraph that begins with a day of another month is none. What could be read both ways is reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gazette_site.characters import folded
from gazette_site.dates import to_iso
from gazette_site.model import Chronicle, ChronicleEntry, ContentsLine, Furniture, FurnitureReason, IsoDate, IssueId
from gazette_site.parsing.chronicle.dates import (
    PERIOD,
    Head,
    begins,
    begins_entry,
    date_head,
    heading_month,
    mark_end,
    number_head,
    same_head,
    vague_head,
)
from gazette_site.parsing.chronicle.months import Coverage, Month, coverage
from gazette_site.parsing.chronicle.style import Style, style_of
from gazette_site.parsing.text.labels import Label, label_of
from gazette_site.parsing.text.paragraphs import join_lines
from gazette_site.parsing.text.repairs import text_of
from gazette_site.problems import Problem
from gazette_site.punctuation import is_closed
from gazette_site.reading.lines import Line, Transcript, furniture

_SAME_DAY_MARKS = frozenset("△▲")
"""By custom: the day of the entry before."""
_LEADS_ON = "，、,（(《“—自从于在至到的和及与定将为"
"""A line that ends so is cut, whatever the next begins with."""
_LONGEST_LEAD = 300
"""Characters of a lead text that nobody need look at."""


@dataclass(slots=True)
class _Open:
    """An entry under construction."""

    date: IsoDate | None
    end: IsoDate | None
    printed: str
    lines: list[Line] = field(default_factory=list)
    label: Label | None = None
    """Its number, if entries are numbered."""


def read_chronicle(
    heading: Sequence[Line],
    lines: Sequence[Line],
    entry: ContentsLine | None,
    issue: IssueId,
    transcript: Transcript,
    file: str,
) -> tuple[Chronicle, list[Furniture], list[Problem]]:
    """The chronicle, the bullets and month headings left out of it, and what looks wrong."""
    title_end = _title_end(heading)
    lead, rest = _lead(heading[title_end:], lines)
    named = ["".join(line.text for line in heading), *(line.text for line in lead), entry.title if entry else ""]
    reader = _Reader(coverage(named, issue), style_of(rest), transcript, file)
    for i, line in enumerate(rest):
        reader.take(line, rest[i - 1] if i else None)
    reader.finish()
    chronicle = Chronicle(
        tuple(text_of([line]) for line in heading[:title_end]),
        tuple(_entry(k, open_entry) for k, open_entry in enumerate(reader.entries, 1)),
        entry.section if entry else None,
        entry.page if entry else None,
        entry.title if entry else None,
        tuple(text_of(p.lines) for p in join_lines([*lead, *reader.lead])),
    )
    return chronicle, reader.furniture, reader.problems


def _title_end(heading: Sequence[Line]) -> int:
    """How many heading lines are title: those up to the name; the time under it is lead."""
    return next((k + 1 for k, line in enumerate(heading) if "大事" in folded(line.text)), len(heading))


def _lead(below: Sequence[Line], lines: Sequence[Line]) -> tuple[list[Line], Sequence[Line]]:
    """Lead lines known by their form, and the others: the time covered, above a line that begins an entry or a month."""
    more = (
        len(lines) > 1
        and lines[0].cells is None
        and bool(PERIOD.fullmatch(folded(lines[0].text)))
        and begins_entry(lines[1].text)
    )
    return [*below, *lines[: int(more)]], lines[int(more) :]


def _entry(position: int, open_entry: _Open) -> ChronicleEntry:
    paragraphs = tuple(text_of(p.lines) for p in join_lines(open_entry.lines))
    page = open_entry.lines[0].page if open_entry.lines else None
    return ChronicleEntry(position, open_entry.date, open_entry.end, open_entry.printed, paragraphs, page)


class _Reader:
    def __init__(self, covered: Coverage, style: Style, transcript: Transcript, file: str) -> None:
        self.covered = covered
        self.style = style
        self.transcript = transcript
        self.file = file
        self.month: Month | None = covered.months[0] if len(covered.months) == 1 else None
        self.bare_days = False
        """Entries begin with a bare day under a month heading."""
        self.monthless = False
        """A bare day without any month was met and reported."""
        self.lead: list[Line] = []
        self.entries: list[_Open] = []
        self.furniture: list[Furniture] = []
        self.problems: list[Problem] = []
        self.year: int | None = None
        """Of a heading that names only a year."""
        self.doubtful = 0
        """Lines that begin with a date and were taken for no entry."""
        self.at = 0
        """Source line under way, for messages."""

    def take(self, line: Line, before: Line | None) -> None:
        """One line: a month heading, the start of an entry, or more of the entry or the lead under way."""
        self.at = line.number
        if line.cells is not None or line.picture is not None:
            self._add(line)
            return
        if self._month_heading(line, before):
            return
        end, label = mark_end(line.text), None
        if not end and (label := self._number(line.text)):
            end = label.end
        start = self._start(line, end, before)
        if end and start is not None:
            start.label = label
            self.furniture.append(furniture(FurnitureReason.BULLET, line.part(0, end)))
            line = line.part(end)
        if start is not None and end and self._is_first_under_day(start):
            start = None
        if start is not None:
            if self.entries and not self.entries[-1].lines:  # its bullet stood on a line of its own
                self.entries.pop()
            self.entries.append(start)
        if line.text:
            self._add(line)

    def _is_first_under_day(self, start: _Open) -> bool:
        """Whether a marked line is the first event under a line that is nothing but its day: 1日 | △ 全市升旗仪式举行。 | △ …."""
        last = self.entries[-1] if self.entries else None
        if last is None or len(last.lines) != 1 or start.date != last.date or start.printed == last.printed:
            return False
        head = date_head(last.lines[0].text)
        return head is not None and head.printed == folded(last.lines[0].text)

    def _add(self, line: Line) -> None:
        (self.entries[-1].lines if self.entries else self.lead).append(line)

    def finish(self) -> None:
        """What only the whole chronicle shows: no entry at all, one entry in spite of dates, a date out of all order."""
        if not self.entries and self.lead:
            self.entries, self.lead = [_Open(None, None, "", self.lead)], []
            self._warn("大事记里没有认出一条有日期的记事，全文作一条；请看日期是怎样印的", "chronicle-undated")
        if len(self.entries) == 1 and self.doubtful:
            self._warn("大事记只分出一条，里面还有以日期开头的行；请核对是否应分开", "chronicle-one-entry")
        if sum(len(line.text) for line in self.lead) > _LONGEST_LEAD:
            self._warn("大事记第一条之前有一大段文字，作题下引言；请核对其中有没有记事", "chronicle-lead", self.lead[0])
        for before, entry, after in zip(self.entries, self.entries[1:], self.entries[2:], strict=False):
            if _leaps(before, entry, after) and not self.covered.months:
                message = (
                    f"大事记的日期从{before.date}跳到{entry.date}又回到{after.date}；如这一行是上一条的一段，请更正"
                )
                self._warn(message, "chronicle-date-order", entry.lines[0] if entry.lines else None)

    def _warn(self, message: str, code: str, line: Line | None = None) -> None:
        at = line.number if line else self.at
        self.problems.append(self.transcript.warn(self.file, message, at, code))

    # -- headings and numbers

    def _month_heading(self, line: Line, before: Line | None) -> bool:
        found = heading_month(line.text)
        if found is None or self._goes_on(line, before):
            return False
        year, month = found
        if month is None:
            self.year, self.month = year, None
        else:
            self.month = self.covered.place(year or self.year, month, self.month)
            self.bare_days, self.year = True, None
        self.furniture.append(furniture(FurnitureReason.CHRONICLE_HEADING, line))
        return True

    def _number(self, text: str) -> Label | None:
        """The number of an entry: before a date where entries are numbered, or the next after that of the entry before."""
        label = number_head(text)
        if label is None:
            return None
        words = text[label.end :]
        if self.style.numbered and begins(words):
            return label
        last = self.entries[-1].label if self.entries else None
        goes_on = last is not None and last.level is label.level and label.number == last.number + 1
        return label if goes_on and len(words) > 1 else None

    # -- starts

    def _start(self, line: Line, end: int, before: Line | None) -> _Open | None:
        """The entry that a line begins, or None if it goes on with the one before. Its bullet or number reaches up to `end`."""
        text, mark = line.text[end:].lstrip("\u3000 "), line.text[:end].strip()
        cut = self._goes_on(line, before)
        if cut and not mark:
            return self._in_doubt(text, line, before)
        head = date_head(text)
        dated = self._dated(head, marked=bool(mark)) if head else None
        if dated is not None:
            return dated
        same = same_head(text, marked=bool(mark))
        if same and self.entries:
            return _Open(self.entries[-1].date, self.entries[-1].end, same)
        vague = vague_head(text, marked=bool(mark))
        if vague:
            return _Open(None, None, vague)
        if mark and self._means_same_day(mark) and self.entries:
            return _Open(self.entries[-1].date, self.entries[-1].end, mark)
        return _Open(None, None, "") if mark else None

    def _goes_on(self, line: Line, before: Line | None) -> bool:
        """Whether the sentence of the line before is still open, so that this one begins nothing."""
        if before is None or not self.entries or not self.entries[-1].lines or heading_month(before.text) is not None:
            return False
        if not before.text or line.begins:
            return False
        if is_closed(before.text):
            return self.style.indented and line.begins is False
        return not self.style.unclosed or before.text[-1] in _LEADS_ON

    def _in_doubt(self, text: str, line: Line, before: Line | None) -> _Open | None:
        """A line after an open one: an entry if a blank line and a date set off by a mark say so; both readings are possible, so it is reported."""
        head = date_head(text)
        if head is None or not head.event or not head.set_off or line.gap == 0 or before is None:
            return None
        self.doubtful += 1
        if head.month is None or before.text[-1] in _LEADS_ON:
            return None
        last = self.entries[-1].date
        start = self._dated(head, marked=False)
        if start is None or start.date is None or (last and start.date < last):
            return None
        self._warn(
            "上一条没有句号，这一行以日期开头，作另一条；如是上一条的话被分页断开，请更正", "chronicle-open-entry"
        )
        return start

    def _means_same_day(self, mark: str) -> bool:
        """Whether a mark without a date stands for the day before it: △, or any that never stands before a date here."""
        if mark in _SAME_DAY_MARKS:
            return self.style.dated_marks != {mark}
        return bool(self.style.dated_marks) and mark not in self.style.dated_marks and label_of(mark + " 某") is None

    def _dated(self, head: Head, *, marked: bool) -> _Open | None:
        """The entry that begins with a date, or None if the date is a term, or a day of a month that the chronicle does not cover."""
        if not head.event and not marked:
            return None
        if head.month is None:
            return self._bare_day(head, marked=marked)
        month = self.covered.place(head.year or self.year, head.month, self.month)
        last = self.covered.place(None, head.month2, month) if head.month2 else month
        inside = self.covered.covers(month) or self.covered.covers(last)
        if head.figures and not marked and not (inside and self.covered.months):
            return None
        if not inside and not marked and self.entries:
            self._foreign(head, month)
            return None
        if not inside:
            self._warn(f"“{head.printed}”不在大事记题目所说的时间里，仍按所印的日期收", "chronicle-other-month")
            self.covered = self.covered if self.entries else self.covered.unnamed()
        self.month = month
        return self._open(head, month, last)

    def _foreign(self, head: Head, month: Month) -> None:
        """Notes a line with a day of another month; the months next to those covered are the ones that may be meant."""
        self.doubtful += 1
        if head.set_off and self.covered.borders(month):
            message = (
                f"这一行以“{head.printed}”开头，不在大事记题目所说的月份里，作上一条的一段；如是另一条，请更正题目"
            )
            self._warn(message, "chronicle-other-month")

    def _bare_day(self, head: Head, *, marked: bool) -> _Open | None:
        """A day without its month: under a month heading, or after an entry whose month goes on."""
        usual = self.bare_days or marked or not self.entries
        if not usual and not (head.set_off and self._later_than_last(head.day)):
            return None
        self.bare_days = self.bare_days or (usual and not marked)
        if self.month is None:
            if not self.monthless:
                self._warn(f"大事记没有印出“{head.printed}”是几月，只印日子的各条都不写日期", "chronicle-no-month")
            self.monthless = True
            return _Open(None, None, head.printed)
        last = self.covered.place(None, head.month2, self.month) if head.month2 else self.month
        return self._open(head, self.month, last)

    def _later_than_last(self, day: int) -> bool:
        """Whether a bare day comes after the entry under way; a day inside its range is told by a paragraph of it."""
        last = self.entries[-1]
        date = to_iso(*self.month, day) if self.month else None
        return date is not None and last.date is not None and date > (last.end or last.date)

    def _open(self, head: Head, month: Month, last: Month) -> _Open:
        date = to_iso(*month, head.day)
        end = to_iso(*last, head.day2) if head.day2 else None
        if date is None:
            self._warn(f"大事记中没有这一天：{head.printed}", "chronicle-date")
        return _Open(date, end if end != date else None, head.printed)


def _leaps(before: _Open, entry: _Open, after: _Open) -> bool:
    """Whether an entry lies months away from both its neighbours, which follow each other."""
    if not (before.date and entry.date and after.date) or not before.date <= after.date:
        return False
    months = [int(date[:4]) * 12 + int(date[5:7]) for date in (before.date, entry.date, after.date)]
    return min(abs(months[1] - months[0]), abs(months[1] - months[2])) >= 2
