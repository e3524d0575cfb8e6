"""人事任免: every appointment and removal of the archive, in pages cut as those of a long list are (`linking.lists.cut`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from gazette_site.linking.archive import RegisterLine, Url
from gazette_site.linking.lists import cut
from gazette_site.model import Appointment, AppointmentAction
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.frame.addresses import REGISTER, at
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site, Turn
from gazette_site.publishing.phrases import chinese_date, year_name
from gazette_site.publishing.wording import Key, say

A_PAGE = 200
"""Lines on each page of a long register but the first, which has from one to two times as many."""
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


class YearPlace(NamedTuple):
    """A year in the contents of the register."""

    year: int
    size: int
    url: Url
    anchor: str
    """As in `listing.YearLine`: the place of a year that begins on a further page."""


@dataclass(frozen=True, slots=True)
class RegisterView:
    """What a page of the register shows."""

    intro: str
    years: tuple[YearPlace, ...]
    """Of the whole register on its first page; none on the further ones."""
    groups: tuple[YearGroup, ...]
    newer: Turn | None
    older: Turn | None


class _Page(NamedTuple):
    """Some lines, newest first."""

    url: Url
    lines: Sequence[RegisterLine]


def register_pages(site: Site) -> Iterator[OutputFile]:
    """The pages of the register, if there is anything in it."""
    pages = _pages(site.archive.register)
    for place, page in enumerate(pages if site.archive.register else ()):
        newer = _turn(site, say("listing.newer"), pages[place - 1]) if place else None
        older = _turn(site, say("listing.older"), pages[place + 1]) if place + 1 < len(pages) else None
        years = () if place else tuple(_years(site, pages))
        groups = tuple(_groups(site, page.lines, "year" if place else "y"))
        view = RegisterView(_intro(site, page), years, groups, newer, older)
        yield site.page("register.html", _head(site, page), view)


def _pages(lines: Sequence[RegisterLine]) -> tuple[_Page, ...]:
    return tuple(_Page(url, some) for url, some in cut(REGISTER, lines, A_PAGE))


def _intro(site: Site, page: _Page) -> str:
    if page.url == REGISTER:
        return say("register.intro", count=len(site.archive.register))
    return say("register.part", years=_span(site, page), count=len(page.lines))


def _head(site: Site, page: _Page) -> Head:
    name, current = say("names.appointments"), say("menu.appointments")
    if page.url == REGISTER:
        description = say("register.description", count=len(site.archive.register))
        return Head(name, REGISTER, description, current, (Link(name),))
    span = _span(site, page)
    title = say("marks.with_label", label=name, title=span)
    return Head(title, page.url, "", current, (Link(name, REGISTER), Link(span)))


def _turn(site: Site, label: str, page: _Page) -> Turn:
    return Turn(label, _span(site, page), page.url)


def _span(site: Site, page: _Page) -> str:
    """The years of the issues on a page."""
    first, last = _year(site, page.lines[-1]), _year(site, page.lines[0])
    return year_name(last) if first == last else say("dates.years", first=first, last=last)


def _year(site: Site, line: RegisterLine) -> int:
    return site.issue_of(line.document).issue.masthead.year


def _years(site: Site, pages: Sequence[_Page]) -> Iterator[YearPlace]:
    lines = [(page.url, _year(site, one)) for page in pages for one in page.lines]
    for year, group in groupby(lines, key=lambda one: one[1]):
        urls = [url for url, _ in group]
        first, anchor = urls[0] == REGISTER, f"y-{year}"
        url = at(urls[0], anchor if first else f"year-{year}")
        yield YearPlace(year, len(urls), url, "" if first else anchor)


def _groups(site: Site, lines: Sequence[RegisterLine], anchor: str) -> Iterator[YearGroup]:
    for year, group in groupby(lines, key=lambda one: _year(site, one)):
        yield YearGroup(year, f"{anchor}-{year}", tuple(_line(one) for one in group))


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
