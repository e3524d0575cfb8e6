"""The files of the whole archive, put together from what each issue adds to them; no issue is looked into again for another.

issue ──▶ rows, pieces, days (kept)      pieces ──▶ the files of each year (`years`)      rows ──▶ gazette.sqlite      days ──▶ two CSV
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from gazette_site.linking.archive import Url
from gazette_site.publishing.data.exports.csv_file import csv_bytes, csv_text
from gazette_site.publishing.data.exports.datapackage import whole_file
from gazette_site.publishing.data.exports.date_rows import date_rows
from gazette_site.publishing.data.exports.events import events_of
from gazette_site.publishing.data.exports.exported import ExportedIssue
from gazette_site.publishing.data.exports.rows import StandingRow, Value
from gazette_site.publishing.data.exports.sqlite_file import SqliteFile
from gazette_site.publishing.data.exports.standings import standing_rows
from gazette_site.publishing.data.exports.tables import DATES, STANDING, TABLES, WHOLE, TableOf
from gazette_site.publishing.data.exports.years import HEADS, TAILS, folder_of
from gazette_site.publishing.folder.output import OutputFile

Pieces = Mapping[str, bytes]
"""What an issue adds to each file of its year, by the name of the file."""
Rows = Mapping[str, tuple[tuple[Value, ...], ...]]
"""The rows of an issue by the name of the table."""


class Days(NamedTuple):
    """What an issue adds to the files that are kept whole."""

    tables: dict[str, bytes]
    """Lines of CSV by the name of the table."""
    events: dict[Url, tuple[bytes, ...]]
    """Of calendars, by the page of the document, in its order."""


def rows_of(issue: ExportedIssue) -> Rows:
    """The rows that an issue adds to the tables."""
    rows = {table.name: table.rows(issue) for table in TABLES} | _whole_rows(issue)
    return {name: tuple(map(tuple, found)) for name, found in rows.items()}


def days_of(issue: ExportedIssue, base_url: str | None) -> Days:
    """What an issue adds to what is kept whole."""
    tables = {name: csv_text(rows).encode() for name, rows in _whole_rows(issue).items()}
    return Days(tables, events_of(issue.linked, issue.standing, base_url))


def _whole_rows(issue: ExportedIssue) -> dict[str, Iterable[tuple[Value, ...]]]:
    """The rows that an issue adds to the tables that are kept whole."""
    said = issue.linked, issue.standing
    return {STANDING.name: standing_rows(*said), DATES.name: date_rows(*said)}


def year_files(year: int, issues: Iterable[Pieces]) -> Iterator[OutputFile]:
    """The files of a year from the pieces of its issues, in order."""
    pieces = tuple(issues)
    for name, head in HEADS.items():
        content = b"".join((head, *(one[name] for one in pieces), TAILS.get(name, b"")))
        yield OutputFile(f"{folder_of(year)}/{name}", content)


def whole_csv(table: TableOf, issues: Iterable[Days], works: Iterable[StandingRow]) -> OutputFile:
    """A table that is kept whole, from what the issues add to it, in order; `works` stand at the end of the standings."""
    head = csv_bytes([[column.name for column in table.columns]])
    tail = csv_text(works).encode() if table is STANDING else b""
    return OutputFile(whole_file(table), b"".join((head, *(one.tables[table.name] for one in issues), tail)))


def write_sqlite(path: Path, issues: Iterable[Rows], works: Iterable[StandingRow]) -> None:
    """Writes the SQLite file from the rows of the issues, in order; `works` are those of cited documents that the archive does not hold."""
    last: dict[str, list[tuple[Value, ...]]] = {table.name: [] for table in WHOLE}
    with SqliteFile(path) as file:
        for rows in issues:
            for table in TABLES:
                if rows[table.name]:
                    file.add(table, rows[table.name])
            for name, known in last.items():
                known.extend(rows[name])
        last[STANDING.name] += works
        for table in WHOLE:  # the longest ones, by themselves: among the others they take twice the time
            file.add(table, last[table.name])
