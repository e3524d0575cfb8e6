"""Writes the open data into a site: beside the pages, and of the archive as a whole."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from gazette_site.config import SiteConfig
from gazette_site.linking.archive import Archive, LinkedIssue
from gazette_site.publishing.data.exports.datapackage import FILE, data_package
from gazette_site.publishing.data.exports.documents import document_files
from gazette_site.publishing.data.exports.exported import exported
from gazette_site.publishing.data.exports.schema import schema_files
from gazette_site.publishing.data.exports.whole import WholeArchive
from gazette_site.publishing.data.issues import issue_file
from gazette_site.publishing.folder.output import OutputFile, json_bytes
from gazette_site.publishing.folder.staging import Staging


def issue_data_files(linked: LinkedIssue, config: SiteConfig) -> Iterator[OutputFile]:
    """The public JSON of a whole issue, and what lies beside the pages of its documents."""
    issue = exported(linked)
    yield issue_file(issue.data)
    yield from document_files(issue, config)


def write_open_data(staging: Staging, archive: Archive, config: SiteConfig) -> None:
    """Writes what is made of the data of all issues together, one whole issue at a time."""
    with tempfile.TemporaryDirectory(prefix="gazette-site-") as folder:
        with WholeArchive(Path(folder)) as whole:
            for linked in archive.issues:
                whole.add(exported(linked))
        for path in WholeArchive.paths():
            staging.take(path, Path(folder) / path)
    for file in schema_files():
        staging.write(file)
    staging.write(OutputFile(FILE, json_bytes(data_package(config, staging.measures))))
