"""Pages: the archive as HTML.

    Archive + SiteConfig ──▶ views ──▶ templates ──▶ OutputFile

One module for each kind of page. A view holds exactly what its template shows; a template shows, hides and loops.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from gazette_site.linking.archive import Archive, Url
from gazette_site.model import IssueId
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.images.card_font import has_cards
from gazette_site.publishing.images.facsimile import Facsimile
from gazette_site.publishing.pages.about import about_page
from gazette_site.publishing.pages.accessibility import accessibility_page
from gazette_site.publishing.pages.chronicle import chronicle_pages
from gazette_site.publishing.pages.corrections import corrections_page
from gazette_site.publishing.pages.data import data_page
from gazette_site.publishing.pages.frame.addresses import WEB, Linker
from gazette_site.publishing.pages.frame.site import site_of
from gazette_site.publishing.pages.home import home_page
from gazette_site.publishing.pages.issue import issue_pages
from gazette_site.publishing.pages.listing import listing_pages
from gazette_site.publishing.pages.not_found import not_found_page
from gazette_site.publishing.pages.redirect import redirect_page
from gazette_site.publishing.pages.references import reference_pages
from gazette_site.publishing.pages.register import register_pages
from gazette_site.publishing.pages.search import number_pages, search_page
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
    site = site_of(archive, config, digests, has_cards(config), facsimiles, linker)
    yield home_page(site)
    yield from issue_pages(site)
    yield from chronicle_pages(site)
    yield from listing_pages(site)
    yield from register_pages(site)
    yield from reference_pages(site)
    yield search_page(site)
    yield from number_pages(site)
    yield about_page(site)
    yield accessibility_page(site)
    yield corrections_page(site)
    yield data_page(site)
    yield not_found_page(site)


def redirect_pages(
    archive: Archive, config: SiteConfig, moved: Mapping[str, str], linker: Linker = WEB
) -> Iterator[OutputFile]:
    """A page at each address that moved."""
    site = site_of(archive, config, linker=linker)
    for old, new in moved.items():
        if has_page(old):
            yield redirect_page(site, Url(old), Url(new))
