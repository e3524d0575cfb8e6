"""The chronicle by months, whatever issue an entry was printed in."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from gazette_site.linking.archive import EntryPlace, LinkedEntry, LinkedIssue, Month, Url
from gazette_site.model import ChronicleEntry, IsoDate, Issue

SAME_DAY = 8
"""Other entries of the same day that are shown, at most."""
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


def entry_places(months: Sequence[Month]) -> dict[Url, EntryPlace]:
    """The surroundings of every entry, by its address."""
    entries = [(month, one) for month in months for one in month.entries]
    days = _by_day(one for _, one in entries)
    # A month without its entries: the page of an entry names the month and shows nothing of it.
    bare = {month.id: replace(month, entries=()) for month in months}
    return {
        one.url: EntryPlace(
            month=bare[month.id],
            before=entries[place - 1][1] if place else None,
            after=entries[place + 1][1] if place + 1 < len(entries) else None,
            same_day=_nearest(days.get(_day_of(one), {}), one),
        )
        for place, (month, one) in enumerate(entries)
    }


def _by_day(entries: Iterable[LinkedEntry]) -> dict[str, dict[str, list[LinkedEntry]]]:
    """The newest entries of each day of the calendar, `03-09`, by years, the newest year first; of each as many as are shown."""
    days: dict[str, dict[str, list[LinkedEntry]]] = defaultdict(dict)
    for one in entries:
        if one.entry.date:
            days[_day_of(one)].setdefault(_year_of(one), []).append(one)
    return {
        day: {year: group[: -SAME_DAY - 1 : -1] for year, group in sorted(years.items(), reverse=True)}
        for day, years in days.items()
    }


def _day_of(linked: LinkedEntry) -> str:
    return linked.entry.date[5:] if linked.entry.date else ""


def _nearest(years: Mapping[str, Sequence[LinkedEntry]], one: LinkedEntry) -> tuple[LinkedEntry, ...]:
    """The entries of a day in the years nearest to its own, as many as are shown, newest first: a new one joins those of the last years alone."""
    order = list(years)
    if one.entry.date is None or len(order) < 2:
        return ()
    own, place = int(_year_of(one)), order.index(_year_of(one))
    near = order[max(place - SAME_DAY, 0) : place] + order[place + 1 : place + 1 + SAME_DAY]
    nearest = sorted(near, key=lambda year: (abs(int(year) - own), year))
    found = list(islice(((year, other) for year in nearest for other in years[year]), SAME_DAY))
    return tuple(other for _, other in sorted(found, key=lambda one: one[0], reverse=True))


def _year_of(linked: LinkedEntry) -> str:
    return (linked.entry.date or "")[:4]


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
