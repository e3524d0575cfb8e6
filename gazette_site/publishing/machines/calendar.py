"""Calendars (iCalendar, RFC 5545) of the days that bind: `/dates.ics` for everything, `/categories/…/dates.ics` for a section,
`/dates/2021/dates.ics` for a year that is over.

Whoever subscribes to a calendar fetches it whole, again and again. So those that are for this hold what ends in the year of the newest
issue or later, or comes back then; what is over has the calendar of its year, which stands still.

What stands in them is made issue by issue (`data.exports.events`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from gazette_site.config import SiteConfig
from gazette_site.linking.archive import Archive, LinkedDocument, LinkedIssue, Url
from gazette_site.model import IssueId
from gazette_site.publishing.data.exports.events import When, events_of, years_of
from gazette_site.publishing.data.faces import Faces
from gazette_site.publishing.folder.drawn import DrawnFile
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.phrases import year_name
from gazette_site.publishing.wording import say

CALENDAR = Url("/dates.ics")
Events = Mapping[Url, Iterable[bytes]]
"""The events of documents by their pages, in their order."""


class _Calendar(NamedTuple):
    """One of the calendars."""

    url: Url
    name: str
    documents: list[LinkedDocument]
    holds: Callable[[When], bool]
    """Which events of the documents are in it."""


def calendar_files(
    archive: Archive, config: SiteConfig, faces: Faces, kept: Callable[[LinkedIssue], Events] | None = None
) -> Iterator[OutputFile]:
    """The calendars; none where no document names a day. The events of an issue are as they are `kept`, else made."""
    dated = [one for issue in archive.issues for one in issue.documents if one.document.dates]
    years = {one.url: tuple(years_of(one, archive.standing.get(one.url))) for one in dated}
    known: dict[IssueId, Events] = {}

    def drawn(one: LinkedDocument) -> Iterator[tuple[When, bytes]]:
        """The events of a document, which stand in two calendars or three."""
        if one.issue not in known:
            issue = archive.by_id[one.issue]
            known[one.issue] = kept(issue) if kept else events_of(issue, archive.standing, config.base_url)
        return zip(years[one.url], known[one.issue][one.url], strict=True)

    for one in _calendars(archive, config, dated, years) if dated else ():
        told = (one.name, sorted({when for linked in one.documents for when in years[linked.url] if one.holds(when)}))
        yield DrawnFile(one.url[1:], (told, faces.of_all(one.documents)), partial(_calendar, one, drawn))


_YearsOf = Mapping[Url, tuple[When, ...]]


def _calendars(
    archive: Archive, config: SiteConfig, dated: list[LinkedDocument], years: _YearsOf
) -> Iterator[_Calendar]:
    yield _current(CALENDAR, config.name, dated, archive, years)
    for section in archive.sections:
        inside = [one for one in reversed(section.documents) if one.document.dates]
        name = f"{config.name} {section.name}"
        yield _current(section_calendar(section.url), name, inside, archive, years)
    over = {year for some in years.values() for when in some for year in when}
    for year in sorted(year for year in over if is_over(year, archive)):
        holds = partial(_is_in, year)
        inside = [one for one in dated if any(map(holds, years[one.url]))]
        yield _Calendar(year_calendar(year), f"{config.name} {year_name(year)}", inside, holds)


def section_calendar(section: Url) -> Url:
    """`/categories/shizhengfuwenjian/dates.ics`."""
    return Url(f"{section}dates.ics")


def year_calendar(year: int | str) -> Url:
    """`/dates/2021/dates.ics`."""
    return Url(f"/dates/{year}/dates.ics")


def is_over(year: int, archive: Archive) -> bool:
    """Whether a year is over by the newest issue, so that what begins or ends once in it has a calendar of its own."""
    return bool(archive.issues) and year < _newest_year(archive)


def _newest_year(archive: Archive) -> int:
    return archive.issues[-1].issue.masthead.year


def _current(url: Url, name: str, documents: list[LinkedDocument], archive: Archive, years: _YearsOf) -> _Calendar:
    """What ends in the year of the newest issue or later; where nothing does, the last year in which something did, for no calendar is empty."""
    last = max((when.last for one in documents for when in years[one.url]), default=0)
    holds = partial(_is_still, min(_newest_year(archive), last))
    return _Calendar(url, name, [one for one in documents if any(map(holds, years[one.url]))], holds)


def _is_still(year: int, when: When) -> bool:
    return when.last >= year


def _is_in(year: int, when: When) -> bool:
    return year in when


def _calendar(one: _Calendar, drawn: Callable[[LinkedDocument], Iterable[tuple[When, bytes]]]) -> bytes:
    from icalendar import Calendar  # a build that makes no calendar must not wait for it

    calendar = Calendar()
    calendar.add("prodid", "-//gazette-site//dates//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", say("dates_page.calendar", name=one.name))
    head, end, rest = calendar.to_ical().rpartition(b"END:VCALENDAR")
    events = (event for linked in one.documents for when, event in drawn(linked) if one.holds(when))
    return b"".join((head, *events, end, rest))
