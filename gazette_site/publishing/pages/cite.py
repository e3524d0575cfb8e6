"""引用与数据: how a document is cited, and in which forms it can be had."""

from __future__ import annotations

from typing import NamedTuple

from gazette_site.linking.archive import LinkedDocument, LinkedIssue, Url
from gazette_site.publishing.bibliography import gbt7714, in_documents
from gazette_site.publishing.exports.documents import CITATIONS, DOWNLOADS, Download, reference_of, tables_of
from gazette_site.publishing.pages.site import Link, Site


class CiteView(NamedTuple):
    """What the section shows."""

    office: str
    """As offices cite."""
    scholarly: str
    """After GB/T 7714."""
    key: str
    """Name of a downloaded citation, `lanfufa-2025-13`."""
    managers: tuple[Download, ...]
    files: tuple[Download, ...]
    tables: tuple[Link, ...]


def cite_view(site: Site, issue: LinkedIssue, linked: LinkedDocument) -> CiteView:
    """The section of a document."""
    reference = reference_of(linked, issue, site.config)
    tables = [Url(url + name) for url, _, name in tables_of(linked)]
    words = "表{}（CSV）" if len(tables) > 1 else "表格（CSV）"
    return CiteView(
        office=in_documents(reference.title, reference.number),
        scholarly=gbt7714(reference),
        key=reference.key,
        managers=CITATIONS,
        files=DOWNLOADS,
        tables=tuple(Link(words.format(number), url) for number, url in enumerate(tables, 1)),
    )
