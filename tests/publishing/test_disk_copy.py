"""A copy for disks names the page in every link."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from gazette_site.config import SiteConfig
from gazette_site.linking import Archive
from gazette_site.linking.archive import Url
from gazette_site.publishing.pages import redirect_pages, render_pages
from gazette_site.publishing.pages.frame.addresses import Linker, href, href_from_root

DISK, WEB = Linker(for_disk=True), Linker()
ELSEWHERE = ("https:", "http:", "mailto:", "data:", "#")


@pytest.mark.parametrize(
    ("target", "here", "link"),
    [
        ("/documents/x/", "/issues/2025-01/", "../../documents/x/index.html"),
        ("/documents/x/#art-2", "/documents/", "../documents/x/index.html#art-2"),
        ("/", "/documents/", "../index.html"),
        ("/", "/", "./index.html"),
        ("/search/?q=%E6%A1%A5", "/about/", "../search/index.html?q=%E6%A1%A5"),
        ("/search/?q=a/", "/about/", "../search/index.html?q=a/"),
        ("/search/", "/about/", "../search/index.html"),
        ("/documents/x/#art-2", "/documents/x/", "#art-2"),
        ("/data/issues/2025-01.json", "/about/", "../data/issues/2025-01.json"),
    ],
)
def test_links_to_folders_name_the_page(target: str, here: str, link: str) -> None:
    """Links into the site get `index.html` before mark and query; links to files and to places of the same page stay."""
    assert DISK.href(Url(target), Url(here)) == link
    assert WEB.href(Url(target), Url(here)) == href(Url(target), Url(here)) == link.replace("index.html", "")


def test_the_page_for_missing_addresses_links_from_the_root() -> None:
    """There, too, the page is named."""
    base = "https://www.example.gov.cn/gongbao/"
    assert DISK.href_from_root(Url("/documents/"), base) == "/gongbao/documents/index.html"
    assert WEB.href_from_root(Url("/documents/"), base) == href_from_root(Url("/documents/"), base)


def test_no_page_links_to_a_folder(sample: tuple[Archive, SiteConfig], tmp_path: Path) -> None:
    """On all pages, redirects included, every link into the site leads to a file; for a web server they lead to folders."""
    archive, config = sample
    pages = [*render_pages(archive, config, linker=DISK)]
    pages += redirect_pages(archive, config, {"/documents/gone/": "/documents/"}, DISK)
    links = [one.attributes.get(name) or "" for page in pages
             for one in LexborHTMLParser(page.content.decode()).css("[href], [action], [src]")
             for name in ("href", "action", "src") if name in one.attributes]  # fmt: skip
    inside = [link.partition("#")[0].partition("?")[0] for link in links if not link.startswith(ELSEWHERE)]
    assert len(inside) > 1000
    assert not [link for link in inside if link.endswith("/")]
    (moved,) = redirect_pages(archive, config, {"/documents/gone/": "/documents/"}, DISK)
    assert b'content="0; url=../../documents/index.html"' in moved.content
