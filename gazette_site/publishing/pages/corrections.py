"""更正: every correction that was ever made to a transcript, newest issue first; where they are many, in pages counted from the oldest issue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from gazette_site.linking.archive import LinkedIssue, Url, Withdrawn
from gazette_site.linking.corrected import corrected_places, correction_anchor
from gazette_site.linking.lists import cut_by_size
from gazette_site.model import Hiding, IssueId
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.frame.addresses import CORRECTIONS, at
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.pages.parts import Part, Turns, further, turns, with_years
from gazette_site.publishing.phrases import chinese_date
from gazette_site.publishing.standing_words import Badge
from gazette_site.publishing.wording import say


class Corrected(NamedTuple):
    """One correction."""

    anchor: str
    place: Link
    """The document, attachment or entry; the issue for cover and contents."""
    before: str
    after: str
    reason: str
    """No full stop."""
    badge: Badge | None
    """The standing of the text."""


class CorrectedIssue(NamedTuple):
    """The corrections of an issue."""

    issue: Link
    year: int
    items: tuple[Corrected, ...]


class HiddenIssue(NamedTuple):
    """What is no longer public of an issue, without the words."""

    issue: Link
    items: tuple[Hidden, ...]


class Hidden(NamedTuple):
    """One order of a sidecar that was carried out."""

    words: str
    """`3处文字隐去`, `一项内容撤下`."""
    url: Url | None
    """Of a withdrawal: the address that says so."""
    reason: str
    """No full stop."""
    decided: str


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """What a page of them shows."""

    intro: str
    issues: tuple[CorrectedIssue, ...]
    hidden: tuple[HiddenIssue, ...]
    """On the first page."""
    feed: Url
    years: tuple[Link, ...]
    """On the first page: the years of the issues that are on a further one."""
    parts: Turns


def corrections_pages(site: Site) -> Iterator[OutputFile]:
    """The pages; the first one is there from the beginning, so that it can be subscribed to."""
    issues, name = tuple(_issues(site)), say("names.corrections")
    cuts = cut_by_size(CORRECTIONS, issues, lambda one: len(one.items))
    parts = [Part(url, [one.year for one in some]) for url, some in cuts]
    for place, (url, some) in enumerate(cuts):
        years = parts[place].span if place else ""
        view = CorrectionsView(
            intro=_intro(some if place else issues, years),
            issues=tuple(some),
            hidden=() if place else tuple(_hidden(site)),
            feed=CORRECTIONS,
            years=() if place else further(parts),
            parts=turns(parts, place),
        )
        head = Head(
            title=with_years(name, years),
            here=url,
            description="" if place else say("corrections.description", count=_size(issues)),
            current=say("menu.about"),
            crumbs=(Link(name, CORRECTIONS), Link(years)) if place else (Link(name),),
            feed=CORRECTIONS,
            feed_title=name,
        )
        yield site.page("corrections.html", head, view)


def _size(issues: Iterable[CorrectedIssue]) -> int:
    return sum(len(one.items) for one in issues)


def _intro(issues: Iterable[CorrectedIssue], years: str) -> str:
    count = _size(issues)
    if years:
        return say("corrections.part", years=years, count=count)
    return say("corrections.intro", count=count) if count else say("corrections.none")


def _issues(site: Site) -> Iterator[CorrectedIssue]:
    for linked in reversed(site.archive.issues):
        if items := tuple(_items(site, linked)):
            yield CorrectedIssue(Link(site.issue_name(linked.issue.id), linked.url), linked.issue.masthead.year, items)


def _items(site: Site, linked: LinkedIssue) -> Iterator[Corrected]:
    for place in corrected_places(linked):
        one = place.correction
        link = Link(place.title or site.issue_name(linked.issue.id), at(place.url, place.anchor))
        reason, badge = one.reason.rstrip("。"), site.badge(place.url)
        yield Corrected(correction_anchor(place), link, one.find, one.replace, reason, badge)


def _hidden(site: Site) -> Iterator[HiddenIssue]:
    """What was masked and withdrawn, newest issue first. Pages that only search engines leave out are not listed: that would point at them."""
    withdrawn: dict[IssueId, list[Withdrawn]] = {}
    for one in site.archive.withdrawn.values():
        if one.named:
            withdrawn.setdefault(one.issue, []).append(one)
    masked = {one.issue.id: one.issue.privacy.hidings for one in site.archive.issues if one.issue.privacy.hidings}
    for issue in sorted({*withdrawn, *masked}, reverse=True):
        linked = site.archive.by_id.get(issue)
        link = Link(site.issue_name(issue), linked.url) if linked else Link(say("corrections.issue", issue=issue))
        orders = [
            *(_order(say("corrections.masked", count=len(one.lines)), None, one) for one in masked.get(issue, ())),
            *(_order(say("corrections.withdrawn"), one.url, one) for one in withdrawn.get(issue, ())),
        ]
        yield HiddenIssue(link, tuple(orders))


def _order(words: str, url: Url | None, one: Hiding | Withdrawn) -> Hidden:
    return Hidden(words, url, one.reason.rstrip("。"), chinese_date(one.decided) if one.decided else "")
