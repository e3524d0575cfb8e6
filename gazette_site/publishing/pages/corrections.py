"""更正: every correction that was ever made to a transcript, newest issue first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from gazette_site.linking.archive import LinkedIssue, Url
from gazette_site.linking.corrected import corrected_places, correction_anchor
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.frame.addresses import CORRECTIONS, at
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site
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


class CorrectedIssue(NamedTuple):
    """The corrections of an issue."""

    issue: Link
    items: tuple[Corrected, ...]


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """What the page shows."""

    count: int
    issues: tuple[CorrectedIssue, ...]
    feed: Url


def corrections_page(site: Site) -> OutputFile:
    """The page; it is there from the beginning, so that it can be subscribed to."""
    issues = tuple(_issues(site))
    count = sum(len(one.items) for one in issues)
    head = Head(
        title=say("names.corrections"),
        here=CORRECTIONS,
        description=say("corrections.description", count=count),
        current=say("menu.about"),
        crumbs=(Link(say("names.corrections")),),
        feed=CORRECTIONS,
        feed_title=say("names.corrections"),
    )
    return site.page("corrections.html", head, CorrectionsView(count, issues, CORRECTIONS))


def _issues(site: Site) -> Iterator[CorrectedIssue]:
    for linked in reversed(site.archive.issues):
        if items := tuple(_items(site, linked)):
            yield CorrectedIssue(Link(site.issue_name(linked.issue.id), linked.url), items)


def _items(site: Site, linked: LinkedIssue) -> Iterator[Corrected]:
    for place in corrected_places(linked):
        one = place.correction
        link = Link(place.title or site.issue_name(linked.issue.id), at(place.url, place.anchor))
        yield Corrected(correction_anchor(place), link, one.find, one.replace, one.reason.rstrip("。"))
