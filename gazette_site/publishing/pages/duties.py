"""任务分工: what plans assign to each department, with the words of the task, its deadline and its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from gazette_site.linking.anchors import anchor_of
from gazette_site.linking.archive import LinkedDocument, Listing, ListPage, Url
from gazette_site.linking.lists import pages_of
from gazette_site.model import Duty, DutyRole
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.frame.addresses import DOCUMENTS, DUTIES, at
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site, Turn
from gazette_site.publishing.pages.listing import Choice, page_turns, part_of_list, span
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
    newer: Turn | None = None
    older: Turn | None = None


def duty_pages(site: Site) -> Iterator[OutputFile]:
    """The overview and a page for each department; none where no plan assigns anything."""
    if not site.archive.duties:
        return
    name = say("names.duties")
    whole = (Choice(one.name, one.url, _size(one)) for one in site.archive.duties if not one.instead)
    choices = tuple(sorted(whole, key=lambda one: -one.size))
    view = DutiesView(name, say("duties.departments", count=len(choices)), choices, ())
    crumbs = (Link(say("names.documents"), DOCUMENTS), Link(name))
    head = Head(name, DUTIES, say("duties.description"), say("menu.documents"), crumbs)
    yield site.page("duties.html", head, view)
    for listing in site.archive.duties:
        yield from _department_pages(site, listing)


def _department_pages(site: Site, listing: Listing) -> Iterator[OutputFile]:
    """The pages of a department, cut as those of every list are; of a shorter name one that shows where it is listed."""
    name = say("duties.of", name=listing.name)
    if listing.instead:
        full = next(one.name for one in site.archive.duties if one.url == listing.instead)
        view = DutiesView(name, "", (), (), instead=Link(full, listing.instead))
        yield site.page("duties.html", _head(listing, listing.url, ""), view)
        return
    pages = pages_of(listing)
    whole = say("duties.count", documents=len(listing.documents), count=_size(listing))
    also = say("duties.also", names=say("marks.enumeration").join(listing.also)) if listing.also else ""
    for place, page in enumerate(pages):
        years = span(site, page) if place else ""
        head = _head(listing, page.url, years)
        newer, older = page_turns(site, pages, place)
        count = part_of_list(site, page) if place else whole
        bare = DutiesView(head.title, count, (), (), "" if place else also, None, newer, older)
        shown = bare, site.faces.of_all(page.documents)
        yield site.listing("duties.html", head, shown, partial(_with_plans, site, bare, page, listing))


def _head(listing: Listing, url: Url, years: str) -> Head:
    """The head of one page of a department; `years` of those that follow the first."""
    name = say("duties.of", name=listing.name)
    title = say("marks.with_label", label=name, title=years) if years else name
    description = "" if years else say("duties.of_description", name=listing.name)
    crumbs = (
        Link(say("names.documents"), DOCUMENTS),
        Link(say("names.duties"), DUTIES),
        *((Link(listing.name, listing.url), Link(years)) if years else (Link(listing.name),)),
    )
    return Head(title, url, description, say("menu.documents"), crumbs)


def _with_plans(site: Site, bare: DutiesView, page: ListPage, listing: Listing) -> DutiesView:
    return replace(bare, plans=tuple(_plan(site, one, listing) for one in page.documents))


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
