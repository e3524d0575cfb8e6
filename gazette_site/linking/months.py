"""The chronicle by months, whatever issue an entry was printed in."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from gazette_site.linking.archive import LinkedEntry, LinkedIssue, Month, Url
from gazette_site.model import ChronicleEntry, IsoDate, Issue

_A_MONTH = {"半月刊": 2, "旬刊": 3, "周刊": 4.4}
"""How many numbers a month has; where the print does not say, more than twelve a year are taken for two a month."""


def by_month(issues: Iterable[LinkedIssue]) -> tuple[Month, ...]:
    """The months that have entries, oldest first; within a month by date, the undated where they are printed."""
    entries: dict[str, list[tuple[str, LinkedEntry]]] = defaultdict(list)
    for linked in issues:
        days = _days(linked.issue)
        for entry in linked.entries:
            day = days[entry.entry.position]
            entries[day[:7]].append((day, entry))
    return tuple(
        Month(
            month, Url(f"/chronicle/{month}/"), tuple(entry for _, entry in sorted(entries[month], key=lambda e: e[0]))
        )
        for month in sorted(entries)
    )


def month_of(entry: ChronicleEntry, issue: Issue) -> str:
    """`2025-03`: the month on whose page the entry stands."""
    return _days(issue)[entry.position][:7]


def _days(issue: Issue) -> dict[int, str]:
    """For each entry by its position the day it is sorted under: its own, else that of the entry before it.

    Undated entries at the head of a chronicle go with the first dated one; if none is dated, with the month the issue covers.
    """
    entries = issue.chronicle.entries if issue.chronicle else ()
    day = next((entry.date for entry in entries if entry.date), None) or IsoDate(f"{_covered_month(issue)}-00")
    days: dict[int, str] = {}
    for entry in entries:
        day = entry.date or day
        days[entry.position] = day
    return days


def _covered_month(issue: Issue) -> str:
    masthead = issue.masthead
    number = masthead.number or (masthead.extra_to[0] if masthead.extra_to else 0)
    if not number:
        return masthead.published[:7] if masthead.published else f"{masthead.year}-12"
    a_month = _A_MONTH.get(masthead.frequency or "", 1 if number <= 12 else 2)
    return f"{masthead.year}-{min(math.ceil(number / a_month), 12):02d}"
