"""Calendars (iCalendar, RFC 5545) of the days that bind: `/dates.ics` for everything, `/categories/…/dates.ics` for a section.

What stands in them is made issue by issue (`data.exports.events`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from gazette_site.config import SiteConfig
from gazette_site.linking.archive import Archive, LinkedDocument, LinkedIssue, Url
from gazette_site.model import IssueId
from gazette_site.publishing.data.exports.events import events_of
from gazette_site.publishing.data.faces import Faces
from gazette_site.publishing.folder.drawn import DrawnFile
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.wording import say

CALENDAR = Url("/dates.ics")
Events = Mapping[Url, bytes]
"""The events of documents by their pages."""


def calendar_files(
    archive: Archive, config: SiteConfig, faces: Faces, kept: Callable[[LinkedIssue], Events] | None = None
) -> Iterator[OutputFile]:
    """The calendars; none where no document names a day. The events of an issue are as they are `kept`, else made."""
    dated = [one for issue in archive.issues for one in issue.documents if one.document.dates]
    known: dict[IssueId, Events] = {}

    def drawn(one: LinkedDocument) -> bytes:
        """The events of a document, which stand in two calendars."""
        if one.issue not in known:
            issue = archive.by_id[one.issue]
            known[one.issue] = kept(issue) if kept else events_of(issue, archive.standing, config.base_url)
        return known[one.issue][one.url]

    if not dated:
        return
    calendars = [(CALENDAR, config.name, dated)]
    for section in archive.sections:
        inside = [one for one in reversed(section.documents) if one.document.dates]
        calendars.append((Url(f"{section.url}dates.ics"), f"{config.name} {section.name}", inside))
    for url, name, documents in calendars:
        yield DrawnFile(url[1:], (name, faces.of_all(documents)), partial(_calendar, name, documents, drawn))


def _calendar(name: str, documents: Iterable[LinkedDocument], drawn: Callable[[LinkedDocument], bytes]) -> bytes:
    from icalendar import Calendar  # a build that makes no calendar must not wait for it

    calendar = Calendar()
    calendar.add("prodid", "-//gazette-site//dates//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", say("dates_page.calendar", name=name))
    head, end, rest = calendar.to_ical().rpartition(b"END:VCALENDAR")
    return b"".join((head, *map(drawn, documents), end, rest))
