"""For machines that visit the site: `/sitemap.xml` and `/robots.txt`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from gazette_site.linking.archive import Archive
from gazette_site.publishing.output import OutputFile

_NOT_FOR_SITEMAPS = ("/404.html", "/search/")


def machine_files(archive: Archive, urls: Iterable[str], base_url: str | None) -> Iterator[OutputFile]:
    """`robots.txt`, and, where the site's public address is known, the sitemap of the pages at `urls`.

    Addresses in a sitemap have to be absolute, so without `base_url` there is none.
    """
    if base_url:
        yield OutputFile("sitemap.xml", _sitemap(archive, urls, base_url).encode())
    pointer = f"\nSitemap: {base_url}sitemap.xml\n" if base_url else ""
    yield OutputFile("robots.txt", f"User-agent: *\nAllow: /\n{pointer}".encode())


def _sitemap(archive: Archive, urls: Iterable[str], base_url: str) -> str:
    published = dict(_published(archive))
    rows = "".join(_row(base_url, url, published.get(url)) for url in sorted(urls) if url not in _NOT_FOR_SITEMAPS)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{rows}</urlset>\n"


def _row(base_url: str, url: str, published: str | None) -> str:
    changed = f"<lastmod>{published}</lastmod>" if published else ""
    return f"<url><loc>{escape(base_url + url.lstrip('/'))}</loc>{changed}</url>\n"


def _published(archive: Archive) -> Iterator[tuple[str, str]]:
    """Addresses of what an issue holds, with the day it was published, where one is printed."""
    for linked in archive.issues:
        day = linked.issue.masthead.published
        if day:
            yield linked.url, day
            yield from ((entry.url, day) for entry in linked.entries)
            for document in linked.documents:
                yield document.url, day
                yield from ((attachment.url, day) for attachment in document.attachments)
