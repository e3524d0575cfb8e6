"""The files beside the page of a document: its data, its text, its tables, its citation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gazette_site.config import SiteConfig
from gazette_site.linking.archive import LinkedDocument, LinkedIssue, Url
from gazette_site.model import Block, Table
from gazette_site.publishing.data import bibliography
from gazette_site.publishing.data.exports.akoma_ntoso import akoma_ntoso
from gazette_site.publishing.data.exports.csv_file import csv_bytes
from gazette_site.publishing.data.exports.exported import ExportedIssue
from gazette_site.publishing.data.exports.texts import markdown, plain_text
from gazette_site.publishing.data.records.documents import DocumentFile
from gazette_site.publishing.folder.output import OutputFile, json_bytes
from gazette_site.publishing.wording import say


class Download(NamedTuple):
    """A file beside a page, as a link to it shows."""

    words: str
    name: str
    """`document.json`."""


CITATIONS = (
    Download("BibTeX", "citation.bib"),
    Download("RIS", "citation.ris"),
    Download("CSL-JSON", "citation.json"),
)


def downloads() -> tuple[Download, ...]:
    """The texts and the data of a document."""
    return (
        Download(say("cite.text"), "document.txt"),
        Download("Markdown", "document.md"),
        Download("JSON", "document.json"),
        Download(say("cite.xml"), "document.xml"),
    )


def document_files(issue: ExportedIssue, config: SiteConfig) -> Iterator[OutputFile]:
    """Every file beside the pages of the documents of an issue."""
    for linked, data in issue.documents:
        folder = linked.url[1:]
        for name, content in _texts(issue, linked, data, config):
            yield OutputFile(folder + name, content)
        for url, table, name in tables_of(linked):
            yield OutputFile(url[1:] + name, csv_bytes([cell.value for cell in row] for row in table.rows))


def tables_of(linked: LinkedDocument) -> Iterator[tuple[Url, Table, str]]:
    """Each table of a document and its attachments: the page it stands on, the table, its file beside that page."""
    for number, table in enumerate(_tables(linked.document.body), 1):
        yield linked.url, table, table_name(number)
    for one in linked.attachments:
        for number, table in enumerate(_tables(one.attachment.blocks), 1):
            yield one.url, table, table_name(number)


def table_name(number: int) -> str:
    """`table-1.csv`."""
    return f"table-{number}.csv"


def reference_of(linked: LinkedDocument, issue: LinkedIssue, config: SiteConfig) -> bibliography.Reference:
    """How the document is cited."""
    url = config.base_url.rstrip("/") + linked.url if config.base_url else ""
    return bibliography.reference(linked, issue.issue.masthead, config.name, url)


def _texts(
    issue: ExportedIssue, linked: LinkedDocument, data: DocumentFile, config: SiteConfig
) -> Iterator[tuple[str, bytes]]:
    yield "document.json", json_bytes(data)
    yield "document.txt", plain_text(linked).encode()
    yield "document.md", markdown(linked, _facts(data)).encode()
    yield "document.xml", akoma_ntoso(linked, issue.linked, config.name, issue.standing[linked.url])
    reference = reference_of(linked, issue.linked, config)
    yield "citation.bib", bibliography.bibtex(reference).encode()
    yield "citation.ris", bibliography.ris(reference).encode()
    yield "citation.json", bibliography.csl(reference)


def _facts(data: DocumentFile) -> dict[str, object]:
    """What stands at the head of the Markdown."""
    return {
        "title": data.title,
        "number": data.number,
        "date": data.date,
        "issuers": data.issuers,
        "kind": data.kind,
        "category": data.category,
        "page": data.page,
        "url": data.url,
    }


def _tables(blocks: Iterable[Block]) -> Iterator[Table]:
    return (block for block in blocks if isinstance(block, Table))
