"""What an issue adds to the calendars: the days that bind as events (iCalendar, RFC 5545).

A span is one event over its days, a deadline an event on its last day, what comes back each year an event with a rule, to the last
day on which its document holds where that is known. What has no day of the calendar (公示期 7 个工作日) is none. The stamp of an event, which
the format wants, is the day of publication, so that the same archive gives the same bytes.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gazette_site.linking.anchors import anchor_of
from gazette_site.linking.archive import LinkedDocument, LinkedIssue, Url
from gazette_site.linking.standing import Standing, last_day_of
from gazette_site.model import BindingDate, Every, IsoDate
from gazette_site.publishing.date_words import KINDS
from gazette_site.publishing.phrases import in_a_row
from gazette_site.publishing.wording import say

_UNDATED = datetime.date(1970, 1, 1)
_DAY = datetime.timedelta(days=1)
_RULES = {Every.YEAR: "FREQ=YEARLY", Every.QUARTER: "FREQ=MONTHLY;INTERVAL=3", Every.MONTH: "FREQ=MONTHLY"}
_ALWAYS = 9999
_IN_EVERY_MONTH = 28
"""The last day that each month has."""
_YEAR = 12
"""Months within which each day of a month comes again."""
_LONGEST = 74
"""Bytes of a line."""


class _Happening(NamedTuple):
    """A day that binds, as an event shows it."""

    identity: str
    stamp: datetime.date
    summary: str
    description: str
    first: datetime.date
    last: datetime.date
    every: Every
    until: datetime.date | None
    """The last day on which what comes back does so, where that is known."""
    address: str


class When(NamedTuple):
    """The years of an event."""

    first: int
    last: int
    """9999 of what comes back without an end."""


def events_of(
    linked: LinkedIssue, standing: Mapping[Url, Standing], base_url: str | None
) -> dict[Url, tuple[bytes, ...]]:
    """The events of each document of an issue that names days, by its page, in their order; bodies are not looked at."""
    published = linked.issue.masthead.published
    return {
        one.url: tuple(_event(day, base_url) for day in _happenings(one, published, standing.get(one.url)))
        for one in linked.documents
        if one.document.dates
    }


def years_of(linked: LinkedDocument, last: Standing | None) -> Iterator[When]:
    """The years of the events of a document, in their order; what comes back stands under its last year."""
    ends = _date(last_day_of(last))
    for one in linked.document.dates:
        if days := _days(linked, one):
            year = ends.year if ends else _ALWAYS
            yield When(days[0].year, days[1].year) if one.every is Every.ONCE else When(year, year)


def _happenings(linked: LinkedDocument, published: IsoDate | None, last: Standing | None) -> Iterator[_Happening]:
    title = linked.document.title.value
    for one in linked.document.dates:
        days = _days(linked, one)
        if days is None:
            continue
        named = in_a_row((one.item, title)) if one.item else title
        yield _Happening(
            identity=_identity(linked, one),
            stamp=_date(published) or _UNDATED,
            summary=say("dates_page.event", kind=say(KINDS[one.kind]), title=named),
            description=one.sentence,
            first=days[0],
            last=days[1],
            every=one.every,
            until=_date(last_day_of(last)) if one.every is not Every.ONCE else None,
            address=f"{linked.url}{'#' if (anchor := anchor_of(linked, one.place)) else ''}{anchor}",
        )


def _identity(linked: LinkedDocument, one: BindingDate) -> str:
    """The same for good: made from the words and their place, not from how many others were read before."""
    said = "\n".join((one.kind.value, one.words, one.item, one.sentence, str(tuple(one.place))))
    return f"{hashlib.sha256((linked.url + said).encode()).hexdigest()[:24]}@gazette-site"


def _event(one: _Happening, base_url: str | None) -> bytes:
    """An event as the library writes it, which takes thirty times as long for each of the tens of thousands."""
    rule = f"RRULE:{_rule(one)}\r\n" if one.every is not Every.ONCE else ""
    short = (
        f"DTSTART;VALUE=DATE:{_day(one.first)}\r\nDTEND;VALUE=DATE:{_day(one.last + _DAY)}\r\n"
        f"DTSTAMP:{_day(one.stamp)}T000000Z\r\nUID:{one.identity}\r\n{rule}"
    )
    return b"".join(
        (
            b"BEGIN:VEVENT\r\n",
            _folded(f"SUMMARY:{_escaped(one.summary)}"),
            short.encode(),
            _folded(f"DESCRIPTION:{_escaped(one.description)}"),
            b"TRANSP:TRANSPARENT\r\n",
            _folded(f"URL:{base_url.rstrip('/')}{one.address}") if base_url else b"",
            b"END:VEVENT\r\n",
        )
    )


def _day(day: datetime.date) -> str:
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    """A value of type TEXT (RFC 5545, 3.3.11)."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A line in pieces of at most 74 bytes, no character and no escape divided (3.1; RFC 6868, whose escapes begin with ^)."""
    rest, pieces = line.encode(), []
    while len(rest) > _LONGEST:
        cut = _LONGEST
        while rest[cut] & 0xC0 == 0x80:
            cut -= 1
        cut -= rest[cut - 1] in b"\\^"
        pieces.append(rest[:cut])
        rest = rest[cut:]
    return b"\r\n ".join((*pieces, rest)) + b"\r\n"


def _days(linked: LinkedDocument, one: BindingDate) -> tuple[datetime.date, datetime.date] | None:
    """First and last day of the event."""
    if one.every is not Every.ONCE:
        return _first_time(linked, one)
    begin, end = _date(one.begin), _date(one.end)
    last = end or begin
    return (begin or last, last) if last and begin is not None else (last, last) if last else None


def _first_time(linked: LinkedDocument, one: BindingDate) -> tuple[datetime.date, datetime.date] | None:
    """The first time after the date of the document; None if that is not known."""
    dated = _date(linked.document.date)
    end = one.end_again or one.begin_again
    if dated is None or not end:
        return None
    if one.every is Every.MONTH:
        if one.begin_again not in ("", end) and int(end) > _IN_EVERY_MONTH:
            return None  # its last day is another one in February
        last = _on_or_after(dated, dated.month, int(end), 1)
        return (last.replace(day=int(one.begin_again or end)), last) if last else None
    if one.every is Every.QUARTER:
        last = _in_quarter(dated, end)
        return (last, last) if last else None
    last = _in_year(dated.year, end)
    if last is None or last < dated:
        last = _in_year(dated.year + 1, end)
    first = _in_year(last.year, one.begin_again or end) if last else None
    if first and last and first > last:
        first = _in_year(last.year - 1, one.begin_again)
    return (first, last) if first and last else None


def _in_quarter(dated: datetime.date, again: str) -> datetime.date | None:
    """The first day on or after `dated` that is the one of `again`, month of the quarter and day: `1-10`."""
    month, day = map(int, again.split("-"))
    return _on_or_after(dated, dated.month - (dated.month - 1) % 3 + month - 1, day, 3)


def _on_or_after(dated: datetime.date, month: int, day: int, step: int) -> datetime.date | None:
    """The first such day on or after `dated`, in `month` of its year or `step` months later, and so on; months without it are passed over."""
    numbers = range(month - 1, month + _YEAR, step)
    days = (_date(IsoDate(f"{dated.year + n // 12:04d}-{n % 12 + 1:02d}-{day:02d}")) for n in numbers)
    return next((one for one in days if one and one >= dated), None)


def _in_year(year: int, day: str) -> datetime.date | None:
    return _date(IsoDate(f"{year:04d}-{day}"))


def _rule(one: _Happening) -> str:
    """The last day of the rule is a day, as those of the event are. Months that have no such day are passed over (RFC 5545, 3.3.10)."""
    by_month = one.every in (Every.MONTH, Every.QUARTER) and one.first.day > _IN_EVERY_MONTH
    days = f";BYMONTHDAY={one.first.day}" if by_month else ""
    return _RULES[one.every] + days + (f";UNTIL={one.until:%Y%m%d}" if one.until else "")


def _date(day: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(day) if day else None
    except ValueError:
        return None
