"""引用与数据: how a document is cited, and in which forms it can be had."""

from __future__ import annotations

from typing import NamedTuple

from gazette_site.linking.archive import LinkedDocument, LinkedIssue, Url
from gazette_site.publishing.data.bibliography import gbt7714, in_documents
from gazette_site.publishing.data.exports.documents import CITATIONS, Download, downloads, reference_of, tables_of
from gazette_site.publishing.pages.frame.head import Link
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.wording import say


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
    words = [say("cite.table")]
    if len(tables) > 1:
        words = [say("cite.table_one", number=number) for number in range(1, len(tables) + 1)]
    return CiteView(
        office=in_documents(reference.title, reference.number),
        scholarly=gbt7714(reference),
        key=reference.key,
        managers=CITATIONS,
        files=downloads(),
        tables=tuple(map(Link, words, tables)),
    )
