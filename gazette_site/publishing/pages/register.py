"""人事任免: every appointment and removal of the archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from gazette_site.linking.archive import RegisterLine
from gazette_site.model import Appointment, AppointmentAction
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.frame.addresses import REGISTER, at
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.phrases import chinese_date
from gazette_site.publishing.wording import Key, say

_ACTIONS = {
    AppointmentAction.APPOINTED: Key("register.appointed"),
    AppointmentAction.REMOVED: Key("register.removed"),
}


class PersonLine(NamedTuple):
    """One person and one post."""

    action: str
    """`任` or `免`."""
    style: str
    person: str
    post: str
    """With its note: `市审计局副局长（试用期一年）`."""
    moment: str
    date: str
    document: Link


class YearGroup(NamedTuple):
    """The lines of one year of publication."""

    year: int
    anchor: str
    lines: tuple[PersonLine, ...]


@dataclass(frozen=True, slots=True)
class RegisterView:
    """What the register shows."""

    count: int
    groups: tuple[YearGroup, ...]


def register_pages(site: Site) -> Iterator[OutputFile]:
    """The register, if there is anything in it."""
    if not site.archive.register:
        return
    view = RegisterView(len(site.archive.register), tuple(_groups(site)))
    name, description = say("names.appointments"), say("register.description", count=view.count)
    head = Head(name, REGISTER, description, say("menu.appointments"), (Link(name),))
    yield site.page("register.html", head, view)


def _groups(site: Site) -> Iterator[YearGroup]:
    lines = site.archive.register
    for year, group in groupby(lines, key=lambda one: site.issue_of(one.document).issue.masthead.year):
        yield YearGroup(year, f"y-{year}", tuple(_line(one) for one in group))


def _line(line: RegisterLine) -> PersonLine:
    appointment, linked = line.appointment, line.document
    document = linked.document
    known = 0 <= appointment.paragraph < len(linked.anchors)
    anchor = linked.anchors[appointment.paragraph] if known else ""
    return PersonLine(
        action=say(_ACTIONS[appointment.action]),
        style="rf up" if appointment.action is AppointmentAction.APPOINTED else "rf",
        person=appointment.person,
        post=_post(appointment),
        moment=document.date or "",
        date=chinese_date(document.date) if document.date else "",
        document=Link(document.normal_number or say("register.document"), at(linked.url, anchor)),
    )


def _post(appointment: Appointment) -> str:
    if not appointment.note:
        return appointment.post
    return say("register.post_with_note", post=appointment.post, note=appointment.note)
