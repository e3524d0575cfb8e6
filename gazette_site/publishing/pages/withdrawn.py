"""已撤下: the page at an address whose text was taken down. It says so, since when and why, and nothing of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gazette_site.linking.archive import Url, Withdrawn
from gazette_site.model import IssueId
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.frame.addresses import CORRECTIONS, DOCUMENTS
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.phrases import chinese_date
from gazette_site.publishing.wording import say


@dataclass(frozen=True, slots=True)
class WithdrawnView:
    """What the page shows."""

    words: str
    reason: str
    """No full stop; empty for a list that was left empty."""
    decided: str
    """`2025年9月1日`, or empty."""
    issue: Link | None
    """The issue it was printed in, if that is still there."""
    corrections: Url
    contact: str


def withdrawn_pages(site: Site) -> Iterator[OutputFile]:
    """A page at each address that has to say so."""
    for one in site.archive.withdrawn.values():
        yield _page(site, one)


def _page(site: Site, one: Withdrawn) -> OutputFile:
    view = WithdrawnView(
        words=say("withdrawn.list") if one.list else say("withdrawn.text"),
        reason="" if one.list else one.reason.rstrip("。"),
        decided=chinese_date(one.decided) if one.decided and not one.list else "",
        issue=None if one.list else _issue(site, one.issue),
        corrections=CORRECTIONS,
        contact=site.config.contact or "",
    )
    head = Head(
        title=say("names.withdrawn"),
        here=one.url,
        description=say("withdrawn.description"),
        crumbs=(Link(say("names.documents"), DOCUMENTS), Link(say("names.withdrawn"))),
    )
    return site.page("withdrawn.html", head, view)


def _issue(site: Site, issue: IssueId) -> Link | None:
    linked = site.archive.by_id.get(issue)
    return Link(site.issue_name(issue), linked.url) if linked else None
