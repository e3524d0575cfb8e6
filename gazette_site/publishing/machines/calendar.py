"""Calendars (iCalendar, RFC 5545) of the days that bind: `/dates.ics` for everything, `/categories/…/dates.ics` for a section.

A span is one event over its days, a deadline an event on its last day, what comes back each year an event with a rule, to the last
day on which its document holds where that is known. What has no day of the calendar (公示期 7 个工作日) is in none. The stamp of an event, which
the format wants, is the day of publication, so that the same archive gives the same bytes.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from gazette_site.config import SiteConfig
from gazette_site.linking.anchors import anchor_of
from gazette_site.linking.archive import Archive, LinkedDocument, Url
from gazette_site.linking.standing import last_day_of
from gazette_site.model import BindingDate, Every, IsoDate
from gazette_site.publishing.date_words import KINDS
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.phrases import in_a_row
from gazette_site.publishing.wording import say

if TYPE_CHECKING:
    from icalendar import Event, vRecur

CALENDAR = Url("/dates.ics")
_UNDATED = datetime.date(1970, 1, 1)
_DAY = datetime.timedelta(days=1)


def calendar_files(archive: Archive, config: SiteConfig) -> Iterator[OutputFile]:
    """The calendars; none where no document names a day."""
    everything = [document for issue in archive.issues for document in issue.documents]
    if any(document.document.dates for document in everything):
        yield _file(CALENDAR, everything, config.name, archive, config)
        for section in archive.sections:
            title = f"{config.name} {section.name}"
            yield _file(Url(f"{section.url}dates.ics"), reversed(section.documents), title, archive, config)


def _file(url: Url, documents: Iterable[LinkedDocument], name: str, archive: Archive, config: SiteConfig) -> OutputFile:
    from icalendar import Calendar  # a build that makes no calendar must not wait for it

    calendar = Calendar()
    calendar.add("prodid", "-//gazette-site//dates//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", say("dates_page.calendar", name=name))
    for linked in documents:
        published, last = (
            archive.by_id[linked.issue].issue.masthead.published,
            _date(last_day_of(archive.standing.get(linked.url))),
        )
        for one in linked.document.dates:
            event = _event(linked, one, published, last)
            if event is None:
                continue
            address = f"{linked.url}{'#' if (anchor := anchor_of(linked, one.place)) else ''}{anchor}"
            event.add("uid", _identity(linked, one))
            if config.base_url:
                event.add("url", config.base_url.rstrip("/") + address)
            calendar.add_component(event)
    return OutputFile(url[1:], calendar.to_ical())


def _identity(linked: LinkedDocument, one: BindingDate) -> str:
    """The same for good: made from the words and their place, not from how many others were read before."""
    said = "\n".join((one.kind.value, one.words, one.item, one.sentence, str(tuple(one.place))))
    return f"{hashlib.sha256((linked.url + said).encode()).hexdigest()[:24]}@gazette-site"


def _event(
    linked: LinkedDocument, one: BindingDate, published: IsoDate | None, last: datetime.date | None
) -> Event | None:
    days = _days(linked, one)
    if days is None:
        return None
    from icalendar import Event

    event = Event()
    stamp = datetime.datetime.combine(_date(published) or _UNDATED, datetime.time(), datetime.UTC)
    event.add("dtstamp", stamp)
    title = in_a_row((one.item, linked.document.title.value)) if one.item else linked.document.title.value
    event.add("summary", say("dates_page.event", kind=say(KINDS[one.kind]), title=title))
    event.add("description", one.sentence)
    event.add("dtstart", days[0])
    event.add("dtend", days[1] + _DAY)
    event.add("transp", "TRANSPARENT")
    if one.every is not Every.ONCE:
        event.add("rrule", _rule(one.every, last))
    return event


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
        day = dated.replace(day=int(end))
        day = day if day >= dated else (dated.replace(day=1) + 32 * _DAY).replace(day=int(end))
        return day, day
    last = _in_year(dated.year, end)
    if last is None or last < dated:
        last = _in_year(dated.year + 1, end)
    first = _in_year(last.year, one.begin_again or end) if last else None
    if first and last and first > last:
        first = _in_year(last.year - 1, one.begin_again)
    return (first, last) if first and last else None


def _in_year(year: int, day: str) -> datetime.date | None:
    return _date(IsoDate(f"{year:04d}-{day}"))


def _rule(every: Every, last: datetime.date | None) -> vRecur:
    rule: dict[str, object] = {"freq": "yearly" if every is Every.YEAR else "monthly"}
    from icalendar import vRecur

    return vRecur(rule | ({"until": last} if last else {}))


def _date(day: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(day) if day else None
    except ValueError:
        return None
