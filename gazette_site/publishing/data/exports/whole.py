"""The files of the whole archive, put together from what each issue adds to them; no issue is looked into again for another.

issue ──▶ rows, pieces (kept)      pieces ──▶ the files of each year (`years`)      rows ──▶ gazette.sqlite      archive ──▶ standing.csv, dates.csv
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from gazette_site.publishing.data.exports.csv_file import csv_bytes
from gazette_site.publishing.data.exports.datapackage import whole_file
from gazette_site.publishing.data.exports.exported import ExportedIssue
from gazette_site.publishing.data.exports.rows import Value
from gazette_site.publishing.data.exports.sqlite_file import SqliteFile
from gazette_site.publishing.data.exports.tables import TABLES, WHOLE, TableOf
from gazette_site.publishing.data.exports.years import HEADS, TAILS, folder_of
from gazette_site.publishing.folder.output import OutputFile

Pieces = Mapping[str, bytes]
"""What an issue adds to each file of its year, by the name of the file."""
Rows = Mapping[str, tuple[tuple[Value, ...], ...]]
"""The rows of an issue by the name of the table."""


def rows_of(issue: ExportedIssue) -> Rows:
    """The rows that an issue adds to the tables."""
    return {table.name: tuple(tuple(row) for row in table.rows(issue)) for table in TABLES}


def year_files(year: int, issues: Iterable[Pieces]) -> Iterator[OutputFile]:
    """The files of a year from the pieces of its issues, in order."""
    pieces = tuple(issues)
    for name, head in HEADS.items():
        content = b"".join((head, *(one[name] for one in pieces), TAILS.get(name, b"")))
        yield OutputFile(f"{folder_of(year)}/{name}", content)


def whole_csv(table: TableOf, rows: Iterable[tuple[Value, ...]]) -> OutputFile:
    """A table that is kept whole."""
    return OutputFile(whole_file(table), csv_bytes([[column.name for column in table.columns], *rows]))


def write_sqlite(path: Path, issues: Iterable[Rows], whole: Mapping[str, Iterable[tuple[Value, ...]]]) -> None:
    """Writes the SQLite file from the rows of the issues, in order, and those of the tables that are kept whole, by their names."""
    with SqliteFile(path) as file:
        for rows in issues:
            for table in TABLES:
                file.add(table, rows[table.name])
        for table in WHOLE:
            file.add(table, whole[table.name])
