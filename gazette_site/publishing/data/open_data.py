"""Writes the open data into a site: beside the pages, and of the archive as a whole."""

from __future__ import annotations

import tempfile
from pathlib import Path

from gazette_site.config import SiteConfig
from gazette_site.linking.archive import Archive
from gazette_site.model import IssueId
from gazette_site.publishing.data.exports.datapackage import FILE, data_package
from gazette_site.publishing.data.exports.documents import document_files
from gazette_site.publishing.data.exports.exported import exported
from gazette_site.publishing.data.exports.schema import schema_files
from gazette_site.publishing.data.exports.sqlite_file import fulltext_script
from gazette_site.publishing.data.exports.standings import standing_of_cited
from gazette_site.publishing.data.exports.whole import WholeArchive
from gazette_site.publishing.data.issues import issue_file
from gazette_site.publishing.folder.output import OutputFile, json_bytes
from gazette_site.publishing.folder.staging import Staging


def write_open_data(staging: Staging, archive: Archive, config: SiteConfig) -> None:
    """Writes the public JSON of the issues and everything that is made from the same data, one issue at a time."""
    with tempfile.TemporaryDirectory(prefix="gazette-site-") as folder:
        with WholeArchive(Path(folder), config) as whole:
            for linked in archive.issues:
                issue = exported(linked, archive.standing)
                whole.add(issue)
                for file in (issue_file(issue.data), *document_files(issue)):
                    staging.write(file)
            whole.add_standing(standing_of_cited(archive))
        for path in whole.paths():
            staging.take(path, Path(folder) / path)
    for file in (*schema_files(), fulltext_script()):
        staging.write(file)
    staging.write(OutputFile(FILE, json_bytes(data_package(config, whole.years, staging.measures))))


def write_transcripts(staging: Staging, transcripts: dict[IssueId, OutputFile]) -> None:
    """Writes the transcripts of the issues as they were read, before any correction."""
    for issue in sorted(transcripts):
        staging.write(transcripts[issue])
