"""Pages: the archive as HTML.

    Archive + SiteConfig ──▶ views ──▶ templates ──▶ OutputFile

One module for each kind of page. A view holds exactly what its template shows; a template shows, hides and loops.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gazette_site.linking.archive import Archive
from gazette_site.publishing.output import OutputFile
from gazette_site.publishing.pages.about import about_page
from gazette_site.publishing.pages.chronicle import chronicle_pages
from gazette_site.publishing.pages.environment import template_folder
from gazette_site.publishing.pages.home import home_page
from gazette_site.publishing.pages.issue import issue_pages
from gazette_site.publishing.pages.listing import listing_pages
from gazette_site.publishing.pages.not_found import not_found_page
from gazette_site.publishing.pages.register import register_pages
from gazette_site.publishing.pages.search import search_page
from gazette_site.publishing.pages.site import site_of

if TYPE_CHECKING:
    from gazette_site.config import SiteConfig


def render_pages(archive: Archive, config: SiteConfig) -> Iterator[OutputFile]:
    """All pages of the site, one at a time."""
    site = site_of(archive, config)
    yield home_page(site)
    yield from issue_pages(site)
    yield from chronicle_pages(site)
    yield from listing_pages(site)
    yield from register_pages(site)
    yield search_page(site)
    yield about_page(site)
    yield not_found_page(site)


def assets() -> Iterator[OutputFile]:
    """Stylesheet, scripts and icons, under `assets/`."""
    for file in sorted((template_folder() / "assets").iterdir()):
        yield OutputFile(f"assets/{file.name}", file.read_bytes())
