"""大事记: one entry per event.

    chronicle = heading (month-heading | entry)+
    entry     = (bullet? date | bullet | △ | 是日) paragraph+

An entry starts only at a line start and in the months that the chronicle covers, so a wrapped line that begins with a date is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gazette_site.characters import folded
from gazette_site.dates import to_iso
from gazette_site.model import Chronicle, ChronicleEntry, ContentsLine, Furniture, FurnitureReason, IsoDate, IssueId
from gazette_site.numerals import chinese_to_int
from gazette_site.parsing.labels import BULLET
from gazette_site.parsing.paragraphs import join_lines
from gazette_site.parsing.repairs import text_of
from gazette_site.problems import Problem, warning
from gazette_site.punctuation import is_closed
from gazette_site.reading.lines import Line, Transcript, furniture

_CN = "一二三四五六七八九十"
_DASH = r"(?:至|[—–~～－\-、和]+)"
_DATE = re.compile(
    rf"(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日?"
    rf"(?:日?{_DASH}(?:(?P<month2>\d{{1,2}})月)?(?P<day2>\d{{1,2}}))?日"
)
_DAY = re.compile(rf"(?P<day>\d{{1,2}})日?(?:{_DASH}(?P<day2>\d{{1,2}}))?日")
_AFTER_DATE = re.compile(
    r"(?:上午|下午|晚上|晚|早晨|早上|凌晨|中午|傍晚|夜间|当天|起|前后|左右)?[，,:：\s\u3000]|(?:上午|下午|晚|早晨)|(?=[^，。]{0,12}(?:市|区|县|旗|我|在|全|省|国|召开|举行|上午|下午|晚))"
)
_VAGUE = re.compile(
    r"(?:近日|日前|近期|本月|月内|同月|月初|月底|[上中下]旬|\d{1,2}月(?:[上中下]旬|初|底|中旬|份))[，,:：\s]"
)
_SAME = re.compile(r"(?:是日|同日|当日)[，,:：\s]?")
_SAME_DAY_MARKS = ("△", "▲")
_MONTH = re.compile(rf"(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>\d{{1,2}}|[{_CN}]{{1,2}})月(?:份)?")
_MONTHS = re.compile(r"(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>\d{1,2})月")


@dataclass(slots=True)
class _Open:
    """An entry under construction."""

    date: IsoDate | None
    end: IsoDate | None
    printed: str
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The months that a chronicle covers."""

    months: tuple[tuple[int, int], ...]
    """(year, month), at least one."""

    def year_of(self, month: int) -> int | None:
        """The year of a month of the chronicle; a neighbouring month counts, others do not."""
        for year, own in self.months:
            if own == month:
                return year
        return None


def coverage(heading: Sequence[Line], entry: ContentsLine | None, issue: IssueId) -> Coverage:
    """The months named in the heading or the contents; else the month of the issue's number and the one before it."""
    year, number = (int(part) for part in issue.split("-"))
    for text in [folded("".join(line.text for line in heading)), folded(entry.title) if entry else ""]:
        found: list[tuple[int, int]] = []
        for match in _MONTHS.finditer(text):
            month = int(match["month"])
            last = found[-1] if found else None
            own = (
                int(match["year"])
                if match["year"]
                else (last[0] + (month < last[1]) if last else year - (month == 12 and number < 3))
            )
            found.append((own, month))
        if found:
            return Coverage(tuple(_between(found[0], found[-1])))
    month = (number - 1) % 12 + 1
    return Coverage(tuple(_between((year, month - 1) if month > 1 else (year - 1, 12), (year, month))))


def _between(first: tuple[int, int], last: tuple[int, int]) -> list[tuple[int, int]]:
    months: list[tuple[int, int]] = []
    year, month = first
    while (year, month) <= last and len(months) < 24:
        months.append((year, month))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return months or [first]


def read_chronicle(
    heading: Sequence[Line],
    lines: Sequence[Line],
    entry: ContentsLine | None,
    issue: IssueId,
    transcript: Transcript,
    file: str,
) -> tuple[Chronicle, list[Furniture], list[Problem]]:
    """The chronicle, the bullets and month headings left out of it, and what looks wrong."""
    reader = _Reader(
        coverage(heading, entry, issue), sum(_bullet_end(line.text) > 0 for line in lines), transcript, file
    )
    for i, line in enumerate(lines):
        reader.take(line, lines[i - 1] if i else None)
    entries = tuple(_entry(k, open_entry) for k, open_entry in enumerate(reader.entries, 1))
    chronicle = Chronicle(
        tuple(text_of([line]) for line in heading),
        entries,
        entry.section if entry else None,
        entry.page if entry else None,
        entry.title if entry else None,
    )
    return chronicle, reader.furniture, reader.problems


def _bullet_end(text: str) -> int:
    match = BULLET.match(text)
    return match.end() if match else 0


def _entry(position: int, open_entry: _Open) -> ChronicleEntry:
    paragraphs = tuple(text_of(p.lines) for p in join_lines(open_entry.lines))
    page = open_entry.lines[0].page if open_entry.lines else None
    return ChronicleEntry(position, open_entry.date, open_entry.end, open_entry.printed, paragraphs, page)


class _Reader:
    def __init__(self, months: Coverage, bullets: int, transcript: Transcript, file: str) -> None:
        self.months = months
        self.bulleted = bullets >= 2
        self.transcript = transcript
        self.file = file
        self.month: tuple[int, int] | None = months.months[0] if len(months.months) == 1 else None
        self.bare_days = False
        """Entries begin with a bare day under a month heading."""
        self.entries: list[_Open] = []
        self.furniture: list[Furniture] = []
        self.problems: list[Problem] = []
        self.at = 0
        """Source line under way, for messages."""

    def take(self, line: Line, before: Line | None) -> None:
        """One line: a month heading, the start of an entry, or more of the entry under way."""
        text = line.text
        self.at = line.number
        if line.cells is None and self._month_heading(line):
            return
        end = _bullet_end(text) if line.cells is None else 0
        start = self._start(text[end:], mark=text[:end].strip(), before=before)
        if end:
            self.furniture.append(furniture(FurnitureReason.BULLET, line.part(0, end)))
            line = line.part(end)
        if start is not None:
            self.entries.append(start)
        elif not self.entries:
            self.entries.append(_Open(None, None, ""))
        if line.text or line.cells is not None:
            self.entries[-1].lines.append(line)

    def _month_heading(self, line: Line) -> bool:
        match = _MONTH.fullmatch(folded(line.text))
        if not match:
            return False
        month = chinese_to_int(match["month"]) or 0
        year = int(match["year"]) if match["year"] else self.months.year_of(month)
        if year is None:
            return False
        self.month, self.bare_days = (year, month), True
        self.furniture.append(furniture(FurnitureReason.CHRONICLE_HEADING, line))
        return True

    def _start(self, text: str, *, mark: str, before: Line | None) -> _Open | None:
        """The entry that a line begins, or None if it goes on with the one before. `mark` is its bullet, '' if it has none."""
        plain = text.lstrip("\u3000 ")
        going_on = (
            before is not None
            and bool(self.entries)
            and bool(self.entries[-1].lines)
            and not is_closed(before.text)
            and not _MONTH.fullmatch(folded(before.text))
        )
        if going_on and not mark:
            return None
        dated = self._dated(plain, marked=bool(mark))
        if dated is not None:
            return dated
        same = _SAME.match(plain)
        if (same or mark in _SAME_DAY_MARKS) and self.entries:
            last = self.entries[-1]
            return _Open(last.date, last.end, same.group().rstrip("，,:： ") if same else mark)
        vague = _VAGUE.match(plain)
        if vague:
            return _Open(None, None, vague.group().rstrip("，,:： "))
        return _Open(None, None, "") if mark else None

    def _dated(self, text: str, *, marked: bool) -> _Open | None:
        """The entry that begins with a date: in full, or a bare day where the month is known from a heading and the first entry has one."""
        # The date must stand at the head as printed; blanks inside it are folded away for matching only.
        head = folded(text[:40])
        match = _DATE.match(head)
        if match:
            month = int(match["month"])
            year = int(match["year"]) if match["year"] else self.months.year_of(month)
            if (
                year is None
                or (match["year"] and self.months.year_of(month) is None)
                or not _AFTER_DATE.match(head, match.end())
            ):
                return None
            self.month = (year, month)
            month2 = int(match["month2"] or month)
            return self._open(match, year, month, year + (month2 < month), month2)
        if self.month and (self.bare_days or marked or not self.entries):
            match = _DAY.match(head)
            if match and _AFTER_DATE.match(head, match.end()):
                self.bare_days = self.bare_days or not marked
                return self._open(match, *self.month, *self.month)
        return None

    def _open(self, match: re.Match[str], year: int, month: int, year2: int, month2: int) -> _Open:
        date = to_iso(year, month, match["day"])
        end = to_iso(year2, month2, match["day2"]) if match["day2"] else None
        if date is None:
            place, quote = self.transcript.file_line(self.at), self.transcript.quote(self.at)
            message = f"大事记中没有这一天：{match.group()}"
            self.problems.append(warning(self.file, message, place, quote, "chronicle-date"))
        return _Open(date, end if end != date else None, match.group())
