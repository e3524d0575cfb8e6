"""The data beside the page of a document: `document.json`, for programs.

What else a reader may want of one document (plain text, Markdown, its tables as CSV, its citation) the browser makes from
the page when it is asked for (`templates/assets/exports.js`); Akoma Ntoso is packed by year (`years`).
"""

from __future__ import annotations

from collections.abc import Iterator

from gazette_site.publishing.data.exports.exported import ExportedIssue
from gazette_site.publishing.folder.output import OutputFile

DATA = "document.json"


def document_files(issue: ExportedIssue) -> Iterator[OutputFile]:
    """The file beside the page of each document of an issue."""
    for (linked, _), line in zip(issue.documents, issue.lines, strict=True):
        yield OutputFile(linked.url[1:] + DATA, line)
