"""Writes the open data of the archive as a whole into a site: the files of each year, the tables, what describes them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from gazette_site.config import SiteConfig
from gazette_site.identity import key_of
from gazette_site.linking.archive import Archive, LinkedIssue
from gazette_site.publishing.data.exports.datapackage import FILE, SQLITE, data_package
from gazette_site.publishing.data.exports.schema import schema_files
from gazette_site.publishing.data.exports.sqlite_file import fulltext_script
from gazette_site.publishing.data.exports.standings import rows_of_works
from gazette_site.publishing.data.exports.tables import WHOLE
from gazette_site.publishing.data.exports.whole import whole_csv, write_sqlite, year_files
from gazette_site.publishing.data.faces import Faces
from gazette_site.publishing.data.parts import Parts
from gazette_site.publishing.folder.output import OutputFile, as_bytes, json_bytes
from gazette_site.publishing.folder.staging import Staging


def write_year(staging: Staging, year: int, issues: Iterable[LinkedIssue], parts: Parts) -> None:
    """Writes the files of a year, whose issues are given from their cards, in order."""
    for file in year_files(year, map(parts.pieces, issues)):
        staging.write(file)


def whole_face(archive: Archive, faces: Faces) -> str | None:
    """The digest of everything that is kept whole is made from; None where that cannot be written down."""
    documents = faces.of_all(one for linked in archive.issues for one in linked.documents)
    works = [
        (one.url, one.title, one.number, archive.standing[one.url])
        for one in archive.references.works
        if one.document is None and one.url in archive.standing
    ]
    told = as_bytes(works)
    return None if told is None else key_of(documents, told)


def write_tables(staging: Staging, archive: Archive, parts: Parts) -> None:
    """Writes the tables of the whole archive."""
    with tempfile.TemporaryDirectory(prefix="gazette-site-") as folder:
        path = Path(folder, "tables")
        write_sqlite(path, map(parts.rows, archive.issues), rows_of_works(archive))
        staging.take(SQLITE, path)


def write_whole(staging: Staging, archive: Archive, parts: Parts) -> None:
    """Writes what holds of every text, and the days that bind."""
    works = tuple(rows_of_works(archive))
    for table in WHOLE:
        staging.write(whole_csv(table, map(parts.days, archive.issues), works))


def write_about(staging: Staging, years: Sequence[int], config: SiteConfig) -> None:
    """Writes what describes the data, once it lies there."""
    for file in (*schema_files(), fulltext_script()):
        staging.write(file)
    staging.write(OutputFile(FILE, json_bytes(data_package(config, sorted(years), staging.measures))))
