"""For machines that visit the site: `/sitemap.xml`, `/robots.txt`, `/opensearch.xml`."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping

from gazette_site.config import DEFAULT_NAME
from gazette_site.linking.archive import Archive, LinkedDocument, LinkedEntry, Url
from gazette_site.linking.lists import pages_of
from gazette_site.model import IsoDate, IssueId
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.folder.well_formed import xml_bytes
from gazette_site.publishing.wording import say

OPENSEARCH = Url("/opensearch.xml")
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_MOST_URLS = 50_000
"""Of one sitemap, by the protocol."""
_NOT_FOR_SITEMAPS = ("/404.html", "/search/")


def machine_files(
    archive: Archive, urls: Iterable[str], base_url: str | None, name: str = DEFAULT_NAME
) -> Iterator[OutputFile]:
    """`robots.txt`, and, where the site's public address is known, the sitemap of the pages at `urls` and how to search.

    Addresses in a sitemap and in a description of a search have to be absolute, so without `base_url` there are none.
    """
    if base_url:
        yield from _sitemaps(archive, urls, base_url)
        yield OutputFile(OPENSEARCH[1:], _opensearch(name, base_url))
    pointer = f"\nSitemap: {base_url}sitemap.xml\n" if base_url else ""
    yield OutputFile("robots.txt", f"User-agent: *\nAllow: /\n{pointer}".encode())


def is_unlisted(archive: Archive, url: str) -> bool:
    """Whether search engines are asked to leave out the page at an address: by order of a sidecar, or as there is nothing left to find."""
    return url in archive.unlisted or url in archive.withdrawn


def _sitemaps(archive: Archive, urls: Iterable[str], base_url: str) -> Iterator[OutputFile]:
    """The sitemap; where one would hold more than the protocol allows, several and an index of them in its place."""
    published = dict(_published(archive))
    shown = [url for url in sorted(urls) if url not in _NOT_FOR_SITEMAPS and not is_unlisted(archive, url)]
    parts = [shown[first : first + _MOST_URLS] for first in range(0, len(shown), _MOST_URLS)]
    if len(parts) <= 1:
        yield OutputFile("sitemap.xml", _sitemap("url", [(base_url + url[1:], published.get(url)) for url in shown]))
        return
    rows = []
    for number, part in enumerate(parts, 1):
        days = [day for url in part if (day := published.get(url))]
        rows.append((f"{base_url}sitemap-{number}.xml", max(days, default=None)))
        content = _sitemap("url", [(base_url + url[1:], published.get(url)) for url in part])
        yield OutputFile(f"sitemap-{number}.xml", content)
    yield OutputFile("sitemap.xml", _sitemap("sitemap", rows))


def _sitemap(each: str, rows: Iterable[tuple[str, str | None]]) -> bytes:
    """`urlset` of `url`s, or `sitemapindex` of `sitemap`s: addresses with the last day on which something was added."""
    root = ET.Element({"url": "urlset", "sitemap": "sitemapindex"}[each], xmlns=_NAMESPACE)
    root.text = "\n"
    for address, day in rows:
        row = ET.SubElement(root, each)
        ET.SubElement(row, "loc").text = address
        if day:
            ET.SubElement(row, "lastmod").text = day
        row.tail = "\n"
    return xml_bytes(root)


def _opensearch(name: str, base_url: str) -> bytes:
    """What a browser needs to search the site from its address bar (OpenSearch 1.1; the name has at most 16 characters)."""
    root = ET.Element("OpenSearchDescription", xmlns="http://a9.com/-/spec/opensearch/1.1/")
    root.text = "\n"
    words = {
        "ShortName": name[:16],
        "Description": say("search.browser", name=name),
        "Language": say("language.tag"),
        "InputEncoding": "UTF-8",
    }
    for tag, text in words.items():
        element = ET.SubElement(root, tag)
        element.text, element.tail = text, "\n"
    address = ET.SubElement(root, "Url", type="text/html", template=f"{base_url}search/?q={{searchTerms}}")
    address.tail = "\n"
    return xml_bytes(root)


def _published(archive: Archive) -> Iterator[tuple[str, str]]:
    """Addresses with the day on which what they show was last added to: that of the newest issue in it, where one is printed."""
    newest = max((day for linked in archive.issues if (day := linked.issue.masthead.published)), default=None)
    if newest:
        yield from ((url, newest) for url in ("/", "/documents/", "/years/"))
    days = {linked.issue.id: linked.issue.masthead.published for linked in archive.issues}
    for year in archive.years:
        yield from _latest(year.url, year.documents, days)
    for listing in (*archive.sections, *archive.issuers, *archive.kinds, *archive.topics):
        for page in pages_of(listing):
            yield from _latest(page.url, page.documents, days)
    for month in archive.months:
        yield from _latest(month.url, month.entries, days)
    yield from _latest(Url("/chronicle/"), [entry for month in archive.months for entry in month.entries], days)
    for linked in archive.issues:
        day = linked.issue.masthead.published
        if day:
            yield linked.url, day
            yield from ((entry.url, day) for entry in linked.entries)
            for document in linked.documents:
                yield document.url, day
                yield from ((attachment.url, day) for attachment in document.attachments)


def _latest(
    url: Url, shown: Iterable[LinkedDocument | LinkedEntry], days: Mapping[IssueId, IsoDate | None]
) -> Iterator[tuple[str, str]]:
    """The page at `url` with the last day on which an issue brought something of what it shows."""
    known = [day for one in shown if (day := days[one.issue])]
    if known:
        yield url, max(known)
