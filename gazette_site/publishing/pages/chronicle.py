"""大事记: the page of a month, and the pages of the entries of an issue."""

from __future__ import annotations

import re
from calendar import Calendar
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from gazette_site.linking.archive import EntryPlace, LinkedEntry, LinkedIssue, Month, Url
from gazette_site.model import ChronicleEntry, IsoDate, IssueId, Text
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.frame.addresses import CHRONICLE
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site, Turn, month_name
from gazette_site.publishing.pages.months import months_pages
from gazette_site.publishing.pages.text.notes import Change, changes
from gazette_site.publishing.phrases import (
    chinese_date,
    chinese_month,
    days_of_month,
    excerpt,
    full_issue_name,
    month_and_day,
    place_in_print,
    weekday,
)
from gazette_site.publishing.wording import say
from gazette_site.texts import texts_of_entry

_COLUMN = "大事记"
"""As the settings name it under `columns`."""
_HOUR = re.compile(r"\s*+(?:凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上?|当日)?[，,、\s]*")
"""What may stand between the date of an entry and its words: `1月12日晚，`."""


class DayCell(NamedTuple):
    """A day of the calendar."""

    day: int
    """0 for a day of another month."""
    anchor: str
    size: int
    style: str
    """Class of the stylesheet by the number of entries."""


class DayEntry(NamedTuple):
    """An entry in the page of its month."""

    anchor: str
    url: Url
    paragraphs: tuple[str, ...]


class Day(NamedTuple):
    """The entries of one day."""

    number: str
    """`9`, or `近日` where no date is printed."""
    moment: str
    """ISO date, or empty."""
    under: str
    """`星期日`, or empty."""
    entries: tuple[DayEntry, ...]


@dataclass(frozen=True, slots=True)
class MonthView:
    """What the page of a month shows."""

    name: str
    month: str
    issues: tuple[Link, ...]
    lead: tuple[str, ...]
    """What the issues print between the heading of the chronicle and its first entry."""
    count: str
    weeks: tuple[tuple[DayCell, ...], ...]
    days: tuple[Day, ...]
    changes: tuple[Change, ...]
    before: Turn | None
    after: Turn | None


@dataclass(frozen=True, slots=True)
class EntryView:
    """What the page of an entry shows."""

    heading: str
    under: str
    moment: str
    paragraphs: tuple[str, ...]
    issue: Link
    page: str
    changes: tuple[Change, ...]
    same_day: tuple[Turn, ...]
    """Other entries of the day, in this year and in others."""
    before: Turn | None
    after: Turn | None


def chronicle_pages(site: Site) -> Iterator[OutputFile]:
    """The overview of the months, what it has beside it, and the pages of all months."""
    months = site.archive.months
    if months:
        yield from months_pages(site)
    for place, month in enumerate(months):
        before = _month_turn(say("chronicle.before"), months[place - 1]) if place else None
        after = _month_turn(say("chronicle.after"), months[place + 1]) if place + 1 < len(months) else None
        yield _month_page(site, month, before, after)


def entry_pages(site: Site, linked: LinkedIssue) -> Iterator[OutputFile]:
    """The pages of the chronicle entries of an issue."""
    for one in linked.entries:
        yield _entry_page(site, linked, one, site.archive.entries[one.url])


def _month_turn(label: str, month: Month) -> Turn:
    return Turn(label, month_name(month), month.url)


def _entry_turn(linked: LinkedEntry, whole: bool = False) -> Turn:
    """The way to an entry, under its day; `whole` says whether with the year."""
    date = linked.entry.date
    return Turn(chinese_date(date) if date and whole else _when(linked.entry), _gist(linked.entry), linked.url)


def _when(entry: ChronicleEntry) -> str:
    return month_and_day(entry.date) if entry.date else _undated(entry)


def _gist(entry: ChronicleEntry, length: int = 40) -> str:
    text = entry.paragraphs[0].value if entry.paragraphs else say("names.chronicle")
    if entry.printed_date and text.startswith(entry.printed_date):
        text = _HOUR.sub("", text[len(entry.printed_date) :], count=1)
    return excerpt(text, length)


def _undated(entry: ChronicleEntry) -> str:
    """What is printed instead of a date, `近日`; the sign of a bullet says nothing."""
    printed = entry.printed_date
    return printed if printed and "\u4e00" <= printed[0] <= "\u9fff" else say("chronicle.undated")


def _month_page(site: Site, month: Month, before: Turn | None, after: Turn | None) -> OutputFile:
    view = MonthView(
        name=month_name(month),
        month=chinese_month(month.id),
        issues=_issues(site, month),
        lead=tuple(text.value for issue in _printed_in(month) for text in _lead(site, issue)),
        count=say("counts.all_entries", count=len(month.entries)),
        weeks=_weeks(month),
        days=tuple(_days(month.entries)),
        changes=(
            *(change for issue in _printed_in(month) for change in _lead_changes(site, issue)),
            *(change for one in month.entries for change in _changes(site, one)),
        ),
        before=before,
        after=after,
    )
    return site.page("chronicle.html", _month_head(site, month), view)


def _changes(site: Site, linked: LinkedEntry) -> tuple[Change, ...]:
    return changes(texts_of_entry(linked.entry), site.archive.by_id[linked.issue].issue)


def _month_head(site: Site, month: Month) -> Head:
    sources = {one.issue for one in month.entries}
    source = full_issue_name(site.archive.by_id[next(iter(sources))].issue.masthead) if len(sources) == 1 else ""
    return Head(
        title=month_name(month),
        here=month.url,
        description=say("chronicle.description", name=month_name(month), count=len(month.entries)),
        current=say("menu.chronicle"),
        crumbs=(Link(say("names.chronicle"), CHRONICLE), Link(chinese_month(month.id))),
        source=source,
        issue=month.entries[0].issue,
        feed=CHRONICLE,
        feed_title=say("names.chronicle"),
        column=_COLUMN,
    )


def _printed_in(month: Month) -> tuple[IssueId, ...]:
    """The issues that print entries of this month, as met."""
    return tuple(dict.fromkeys(one.issue for one in month.entries))


def _issues(site: Site, month: Month) -> tuple[Link, ...]:
    return tuple(Link(site.issue_name(issue), site.archive.by_id[issue].url) for issue in _printed_in(month))


def _lead(site: Site, issue: IssueId) -> tuple[Text, ...]:
    chronicle = site.archive.by_id[issue].issue.chronicle
    return chronicle.lead if chronicle else ()


def _lead_changes(site: Site, issue: IssueId) -> tuple[Change, ...]:
    return changes(_lead(site, issue), site.archive.by_id[issue].issue)


def _weeks(month: Month) -> tuple[tuple[DayCell, ...], ...]:
    year, number = map(int, month.id.split("-"))
    counts = Counter(int(one.entry.date[8:]) for one in month.entries if one.entry.date)
    anchors: dict[int, str] = {}
    for one in month.entries:
        if one.entry.date:
            anchors.setdefault(int(one.entry.date[8:]), one.anchor)
    return tuple(
        tuple(_cell(day, counts[day], anchors.get(day, "")) for day in week)
        for week in Calendar().monthdayscalendar(year, number)
    )


def _cell(day: int, count: int, anchor: str) -> DayCell:
    return DayCell(day, anchor, count, f"c{min(count, 3)}" if count > 1 else "")


def _days(entries: Sequence[LinkedEntry]) -> Iterator[Day]:
    def key(linked: LinkedEntry) -> tuple[IsoDate | None, str]:
        return linked.entry.date, "" if linked.entry.date else _undated(linked.entry)

    for (date, words), group in groupby(entries, key=key):
        lines = tuple(
            DayEntry(one.anchor, one.url, tuple(text.value for text in one.entry.paragraphs)) for one in group
        )
        yield Day(str(int(date[8:])) if date else words, date or "", weekday(date) if date else "", lines)


def _entry_page(site: Site, issue: LinkedIssue, linked: LinkedEntry, place: EntryPlace) -> OutputFile:
    entry, month = linked.entry, place.month
    view = EntryView(
        heading=_heading(entry, month),
        under=_under(entry),
        moment=entry.date or "",
        paragraphs=tuple(text.value for text in entry.paragraphs),
        issue=Link(site.issue_name(linked.issue), issue.url),
        page=place_in_print(entry.page),
        changes=_changes(site, linked),
        same_day=tuple(_entry_turn(one, whole=True) for one in place.same_day),
        before=_entry_turn(place.before) if place.before else None,
        after=_entry_turn(place.after) if place.after else None,
    )
    head = Head(
        title=say("entry.title", heading=_heading(entry, month), gist=_gist(entry)),
        here=linked.url,
        description=_gist(entry, 80),
        current=say("menu.chronicle"),
        crumbs=(
            Link(say("names.chronicle"), CHRONICLE),
            Link(chinese_month(month.id), month.url),
            Link(say("dates.day_of_month", day=int(entry.date[8:])) if entry.date else _undated(entry)),
        ),
        source=f"{full_issue_name(issue.issue.masthead)}{place_in_print(entry.page)}",
        article=True,
        issue=linked.issue,
        published=issue.issue.masthead.published,
        column=_COLUMN,
    )
    return site.page("entry.html", head, view)


def _under(entry: ChronicleEntry) -> str:
    name = say("names.chronicle")
    return say("marks.with_label", label=name, title=weekday(entry.date)) if entry.date and not entry.end else name


def _heading(entry: ChronicleEntry, month: Month) -> str:
    if entry.date is None:
        return say("entry.undated", month=chinese_month(month.id), day=_undated(entry))
    if entry.end is None or entry.end == entry.date:
        return chinese_date(entry.date)
    if entry.end[:7] == entry.date[:7]:
        return days_of_month(entry.date, entry.end)
    return say("dates.days", first=chinese_date(entry.date), last=month_and_day(entry.end))
