"""Pages: the archive as HTML.

    Archive + SiteConfig ──▶ views ──▶ templates ──▶ OutputFile

One module for each kind of page, all listed in `kinds`. A view holds exactly what its template shows; a template shows, hides and loops.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from gazette_site.linking.archive import Archive, LinkedIssue, Url
from gazette_site.linking.around import Slices
from gazette_site.model import IssueId
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.images.card_font import has_cards
from gazette_site.publishing.images.facsimile import Facsimile
from gazette_site.publishing.pages.frame.addresses import WEB, Linker
from gazette_site.publishing.pages.frame.site import Site, site_of
from gazette_site.publishing.pages.kinds import FAMILIES
from gazette_site.publishing.pages.redirect import redirect_page
from gazette_site.publishing.permanence.redirects import has_page

if TYPE_CHECKING:
    from gazette_site.config import SiteConfig


def render_pages(
    archive: Archive,
    config: SiteConfig,
    digests: Mapping[IssueId, str] | None = None,
    facsimiles: Mapping[IssueId, Facsimile] | None = None,
    linker: Linker = WEB,
) -> Iterator[OutputFile]:
    """All pages of the site, one at a time; `digests` are those of the transcripts that are published, `facsimiles` show the print."""
    site, slices = site_of(archive, config, digests, has_cards(config), facsimiles, linker), Slices(archive)
    yield from archive_pages(site)
    for linked in archive.issues:
        yield from pages_of_issue(site.seeing(slices.around(linked)), linked)


def archive_pages(site: Site) -> Iterator[OutputFile]:
    """The pages that show the archive as a whole, or many of its issues; they need no bodies."""
    for family in FAMILIES:
        yield from family.make(site)


def pages_of_issue(site: Site, linked: LinkedIssue) -> Iterator[OutputFile]:
    """The pages of one issue, which is whole; `site` need see no more than is said of it."""
    for family in FAMILIES:
        if family.of_issue:
            yield from family.of_issue(site, linked)


def redirect_pages(
    archive: Archive, config: SiteConfig, moved: Mapping[str, str], linker: Linker = WEB
) -> Iterator[OutputFile]:
    """A page at each address that moved."""
    site = site_of(archive, config, linker=linker)
    for old, new in moved.items():
        if has_page(old):
            yield redirect_page(site, Url(old), Url(new))
