"""任务分工: what plans assign to each department, with the words of the task, its deadline and its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from gazette_site.linking.anchors import anchor_of
from gazette_site.linking.archive import LinkedDocument, Listing, Url
from gazette_site.model import Duty, DutyRole
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.frame.addresses import DOCUMENTS, DUTIES, at
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.pages.listing import Choice
from gazette_site.publishing.phrases import excerpt, phrased
from gazette_site.publishing.standing_words import Badge
from gazette_site.publishing.wording import Key, say

_ROLES = {
    DutyRole.LEAD: Key("duties.lead"),
    DutyRole.RESPONSIBLE: Key("duties.responsible"),
    DutyRole.SUPPORT: Key("duties.support"),
}
_LONGEST = 160


class Task(NamedTuple):
    """One task."""

    role: str
    words: str
    url: Url
    """Its place in the document."""
    deadline: str


class Plan(NamedTuple):
    """The tasks of one document."""

    title: Markup
    url: Url
    badge: Badge | None
    """Its standing."""
    facts: tuple[str, ...]
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class DutiesView:
    """The departments, or the plans that assign something to one of them, newest first."""

    heading: str
    count: str
    departments: tuple[Choice, ...]
    plans: tuple[Plan, ...]
    also: str = ""
    """Which shorter names are listed here."""
    instead: Link | None = None
    """Where a shorter name is listed."""


def duty_pages(site: Site) -> Iterator[OutputFile]:
    """The overview and a page for each department; none where no plan assigns anything."""
    if not site.archive.duties:
        return
    name = say("names.duties")
    choices = tuple(Choice(one.name, one.url, _size(one)) for one in site.archive.duties if not one.instead)
    view = DutiesView(name, say("duties.departments", count=len(choices)), choices, ())
    crumbs = (Link(say("names.documents"), DOCUMENTS), Link(name))
    head = Head(name, DUTIES, say("duties.description"), say("menu.documents"), crumbs)
    yield site.page("duties.html", head, view)
    for listing in site.archive.duties:
        yield _department_page(site, listing)


def _department_page(site: Site, listing: Listing) -> OutputFile:
    crumbs = (Link(say("names.documents"), DOCUMENTS), Link(say("names.duties"), DUTIES), Link(listing.name))
    title = say("duties.of", name=listing.name)
    head = Head(title, listing.url, say("duties.of_description", name=listing.name), say("menu.documents"), crumbs)
    view = _pointing(site, listing.instead, title) if listing.instead else _listing(site, listing, title)
    return site.page("duties.html", head, view)


def _listing(site: Site, listing: Listing, title: str) -> DutiesView:
    plans = tuple(_plan(site, one, listing) for one in listing.documents)
    count = say("duties.count", documents=len(plans), count=_size(listing))
    also = say("duties.also", names=say("marks.enumeration").join(listing.also)) if listing.also else ""
    return DutiesView(title, count, (), plans, also)


def _pointing(site: Site, url: Url, title: str) -> DutiesView:
    """The page of a shorter name, which shows where it is listed."""
    full = next(one.name for one in site.archive.duties if one.url == url)
    return DutiesView(title, "", (), (), instead=Link(full, url))


def _of(linked: LinkedDocument, listing: Listing) -> tuple[Duty, ...]:
    return tuple(one for one in linked.document.duties if one.department in (listing.name, *listing.also))


def _size(listing: Listing) -> int:
    return sum(len(_of(one, listing)) for one in listing.documents)


def _plan(site: Site, linked: LinkedDocument, listing: Listing) -> Plan:
    number = linked.document.normal_number
    facts = tuple(fact for fact in (number, site.issue_name(linked.issue)) if fact)
    tasks = tuple(_task(linked, one) for one in _of(linked, listing))
    return Plan(phrased(linked.document.title.value), linked.url, site.badge(linked.url), facts, tasks)


def _task(linked: LinkedDocument, one: Duty) -> Task:
    words = " ".join(one.task.split())
    url = at(linked.url, anchor_of(linked, one.place))
    return Task(say(_ROLES[one.role]), words if len(words) <= _LONGEST else excerpt(words, _LONGEST), url, one.deadline)
