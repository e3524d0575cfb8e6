"""The page that says what this site is and how far it can be relied on."""

from __future__ import annotations

from dataclasses import dataclass

from gazette_site.publishing.data.bibliography import in_documents
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.frame.addresses import ABOUT, data_of
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.report import report_mail
from gazette_site.publishing.pages.frame.site import Site, holdings
from gazette_site.publishing.phrases import missing_issues
from gazette_site.publishing.wording import say


@dataclass(frozen=True, slots=True)
class AboutView:
    """What the page shows."""

    name: str
    description: str
    organiser: str
    holdings: str
    missing: str
    """`2009年第2期、2010年第9期`, or empty."""
    example: Link | None
    """A document to show the address of."""
    data: Link | None
    """JSON of the newest issue."""
    contact: str
    report: str
    """Mail address for mistakes, or empty."""


def about_page(site: Site) -> OutputFile:
    """The page about the site."""
    archive, config = site.archive, site.config
    view = AboutView(
        name=config.name,
        description=config.description or "",
        organiser=config.organiser or "",
        holdings=holdings(archive),
        missing=missing_issues(archive.gaps),
        example=_example(site),
        data=Link(site.issue_name(site.newest.issue.id), data_of(site.newest.issue.id)) if archive.issues else None,
        contact=config.contact or "",
        report=report_mail(config.report),
    )
    head = Head(
        say("names.about"),
        ABOUT,
        say("about.description", name=config.name),
        say("menu.about"),
        (Link(say("menu.about")),),
    )
    return site.page("about.html", head, view)


def _example(site: Site) -> Link | None:
    """A numbered document of the newest issues, to show how to cite."""
    for linked in reversed(site.archive.issues):
        for one in linked.documents:
            if one.document.number:
                return Link(in_documents(one.document.title.value, one.document.number.normal), one.url)
    return None
