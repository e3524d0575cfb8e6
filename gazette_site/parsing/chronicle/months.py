"""The months that a 大事记 covers, and the year that a printed month means.

    covered = (year 年)? month 月 (join (year 年)? month 月)?      2024年12月—2025年1月, 2025年1—3月
            | year 年 (quarter | half)?                           2024年第一季度, 2024年: all its months

What names no month covers whatever is printed: years are then counted from the issue, and from the entry before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gazette_site.characters import folded
from gazette_site.issue_names import name_of
from gazette_site.late import late
from gazette_site.model import IssueId
from gazette_site.numerals import chinese_to_int
from gazette_site.parsing.chronicle.dates import JOIN, MONTH, YEAR, read_number

Month = tuple[int, int]
"""(year, month)."""

_UNKNOWN = 99
"""Number of a supplement of the year: it says nothing of a month."""
_MONTHS = late(rf"(?:(?P<year>{YEAR})年)?(?P<month>{MONTH})(?:月|(?={JOIN}{MONTH}月))")
_YEAR = late(rf"(?P<year>{YEAR})年(?:度)?")
_PART = late(r"第?(?P<n>[一二三四1-4])季度|(?P<half>[上下])半年")


@dataclass(frozen=True, slots=True)
class Coverage:
    """The months that a chronicle covers, or, where nothing names them, the issue that years are counted from."""

    months: tuple[Month, ...]
    """Those that the heading names; empty if it names none."""
    year: int
    """Of the issue."""
    number: int
    """Of the issue in its year: about its month, or less."""

    def unnamed(self) -> Coverage:
        """The same if the heading named no month."""
        return Coverage((), self.year, self.number)

    def place(self, year: int | None, month: int, last: Month | None) -> Month:
        """The month meant by a printed month with or without a year, after an entry of the month `last`."""
        if year is not None:
            return year, month
        named = next((own for own in self.months if own[1] == month), None)
        if named is not None:
            return named
        if last is None and self.months:
            last = self.months[0]
        if last is None:
            return self.year - (self.number <= 12 and month > self.number + 6), month
        step = month - last[1]
        return last[0] + (step <= -9) - (step >= 9), month

    def covers(self, month: Month) -> bool:
        """Whether a month belongs to the chronicle; where none is named, every month near the issue does."""
        return month in self.months if self.months else abs(month[0] - self.year) <= 1

    def borders(self, month: Month) -> bool:
        """Whether a month stands next to those that are named."""
        count = month[0] * 12 + month[1]
        return any(abs(count - (own[0] * 12 + own[1])) == 1 for own in self.months)


def coverage(texts: Sequence[str], issue: IssueId) -> Coverage:
    """The months that the first of `texts` (heading, lead, contents title) names that names any; a year alone is all its months."""
    name = name_of(issue)
    year, number = name.year, name.numbers[-1] if name.numbers else _UNKNOWN
    for text in texts:
        months = _named_months(folded(text), Coverage((), year, number))
        if months:
            return Coverage(months, year, number)
    return Coverage((), year, number)


def _named_months(text: str, unnamed: Coverage) -> tuple[Month, ...]:
    found: list[Month] = []
    for match in _MONTHS.finditer(text):
        month = read_number(match["month"]) or 0
        if 1 <= month <= 12:
            found.append(unnamed.place(read_number(match["year"]), month, found[-1] if found else None))
    if found:
        return _between(found[0], found[-1])
    named = _YEAR.search(text)
    year = chinese_to_int(named["year"]) if named else None
    return _part_of_year(text, year) if year else ()


def _part_of_year(text: str, year: int) -> tuple[Month, ...]:
    part = _PART.search(text)
    if part is None:
        return _between((year, 1), (year, 12))
    if part["half"]:
        first = 1 if part["half"] == "上" else 7
        return _between((year, first), (year, first + 5))
    first = ((chinese_to_int(part["n"]) or 1) - 1) * 3 + 1
    return _between((year, first), (year, first + 2))


def _between(first: Month, last: Month) -> tuple[Month, ...]:
    months: list[Month] = []
    year, month = first
    while (year, month) <= last and len(months) < 24:
        months.append((year, month))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return tuple(months) or (first,)
