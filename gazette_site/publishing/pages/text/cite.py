"""引用与数据: how a document is cited, and in which forms it can be had."""

from __future__ import annotations

from typing import NamedTuple

from gazette_site.linking.archive import LinkedDocument, LinkedIssue, Url
from gazette_site.model import Table
from gazette_site.publishing.data.bibliography import Reference, gbt7714, in_documents, reference
from gazette_site.publishing.data.exports.years import AKOMA_NTOSO, folder_of
from gazette_site.publishing.pages.frame.addresses import data_of
from gazette_site.publishing.pages.frame.head import Link
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.pages.text.made import Made, table_files
from gazette_site.publishing.phrases import issue_name
from gazette_site.publishing.wording import say

CITATIONS = (Made("BibTeX", "bibtex"), Made("RIS", "ris"), Made("CSL-JSON", "csl"))


class CiteView(NamedTuple):
    """What the section shows."""

    office: str
    """As offices cite."""
    scholarly: str
    """After GB/T 7714."""
    managers: tuple[Made, ...]
    texts: tuple[Made, ...]
    tables: tuple[Made, ...]
    data: Link
    """The JSON of all documents of the issue, of which the browser makes that of this one."""
    xml: Link
    """The XML of all documents of the year."""


def reference_of(site: Site, issue: LinkedIssue, linked: LinkedDocument) -> Reference:
    """How the document is cited."""
    return reference(linked, issue.issue.masthead, site.config.name)


def cite_view(one: Reference, issue: LinkedIssue, linked: LinkedDocument) -> CiteView:
    """The section of a document."""
    return CiteView(
        office=in_documents(one.title, one.number),
        scholarly=gbt7714(one),
        managers=CITATIONS,
        texts=(Made(say("cite.text"), "text"), Made("Markdown", "markdown"), Made("JSON", "json")),
        tables=table_files(_tables(linked), say("cite.table"), lambda number: say("cite.table_one", number=number)),
        data=Link(say("cite.json", issue=issue_name(issue.issue.masthead)), data_of(issue.issue.id)),
        xml=Link(say("cite.xml", year=one.year), Url(f"/{folder_of(one.year)}/{AKOMA_NTOSO}")),
    )


def _tables(linked: LinkedDocument) -> int:
    parts = (linked.document.body, *(one.attachment.blocks for one in linked.attachments))
    tables = [block for part in parts for block in part if isinstance(block, Table)]
    return sum(any(table.rows) for table in tables)
