"""Writes the open data into a site: beside the pages, and of the archive as a whole."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from gazette_site.config import SiteConfig
from gazette_site.linking.archive import Archive, LinkedIssue
from gazette_site.model import IssueId
from gazette_site.publishing.data.exports.datapackage import FILE, data_package
from gazette_site.publishing.data.exports.documents import document_files
from gazette_site.publishing.data.exports.records import issue_record
from gazette_site.publishing.data.exports.schema import schema_files
from gazette_site.publishing.data.exports.whole import WholeArchive
from gazette_site.publishing.folder.output import OutputFile, json_bytes
from gazette_site.publishing.folder.staging import Staging


def write_open_data(staging: Staging, archive: Archive, files: Iterable[OutputFile], config: SiteConfig) -> None:
    """Writes `files`, the public JSON of the issues, and everything that is made from it, one issue at a time."""
    by_path = {f"data/issues/{linked.issue.id}.json": linked for linked in archive.issues}
    with tempfile.TemporaryDirectory(prefix="gazette-site-") as folder:
        with WholeArchive(Path(folder)) as whole:
            for file in files:
                staging.write(file)
                if file.path in by_path:
                    _write_issue(staging, whole, by_path[file.path], file.content, config)
        for path in WholeArchive.paths():
            staging.take(path, Path(folder) / path)
    for file in schema_files():
        staging.write(file)
    staging.write(OutputFile(FILE, json_bytes(data_package(config, staging.measures))))


def write_transcripts(staging: Staging, transcripts: dict[IssueId, OutputFile]) -> None:
    """Writes the transcripts of the issues as they were read, before any correction."""
    for issue in sorted(transcripts):
        staging.write(transcripts[issue])


def _write_issue(
    staging: Staging, whole: WholeArchive, linked: LinkedIssue, content: bytes, config: SiteConfig
) -> None:
    record = issue_record(linked, content)
    whole.add(record)
    for file in document_files(record, config):
        staging.write(file)
