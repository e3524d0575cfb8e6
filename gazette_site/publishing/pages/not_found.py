"""The page shown for an address that does not exist."""

from __future__ import annotations

from dataclasses import dataclass

from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.frame.addresses import DOCUMENTS, HOME, NOT_FOUND, YEARS
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.wording import say


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """What the page offers instead."""

    issues: Link
    documents: Link
    contact: str


def not_found_page(site: Site) -> OutputFile:
    """`404.html`, whose links hold at any depth."""
    issues = Link(say("names.issues"), YEARS if site.archive.years else HOME)
    view = NotFoundView(issues, Link(say("names.documents"), DOCUMENTS), site.config.contact or "")
    name = say("names.no_page")
    return site.page("not_found.html", Head(name, NOT_FOUND, say("not_found.reason"), "", (Link(name),)), view)
