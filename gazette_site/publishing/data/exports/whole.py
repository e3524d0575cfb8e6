"""The files of the whole archive, filled issue by issue, so that no more than one issue is in memory.

with WholeArchive(folder, config) as files: files.add(issue) …   ──▶ the files of each year (`years`), standing.csv, gazette.sqlite
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType

from gazette_site.config import SiteConfig
from gazette_site.publishing.data.exports.csv_file import csv_bytes, csv_text
from gazette_site.publishing.data.exports.datapackage import SQLITE, STANDING_FILE
from gazette_site.publishing.data.exports.exported import ExportedIssue
from gazette_site.publishing.data.exports.rows import Value
from gazette_site.publishing.data.exports.sqlite_file import SqliteFile
from gazette_site.publishing.data.exports.tables import STANDING, TABLES
from gazette_site.publishing.data.exports.years import HEADS, TAILS, folder_of, pieces


class WholeArchive:
    """The files being filled, in a folder of their own."""

    def __init__(self, folder: Path, config: SiteConfig) -> None:
        self._folder = folder
        self._config = config
        self._years: list[int] = []
        (folder / "data").mkdir()
        (folder / STANDING_FILE).write_bytes(csv_bytes([[column.name for column in STANDING.columns]]))
        self._sqlite = SqliteFile(folder / SQLITE)

    def __enter__(self) -> WholeArchive:
        self._sqlite.__enter__()
        return self

    def add(self, issue: ExportedIssue) -> None:
        """One issue more."""
        year = issue.data.issue.year
        if year not in self._years:
            self._years.append(year)
            self._append(year, HEADS)
        self._append(year, pieces(issue, self._config))
        for table in TABLES:
            self._sqlite.add(table, table.rows(issue))
        self.add_standing(STANDING.rows(issue))

    def add_standing(self, rows: Iterable[tuple[Value, ...]]) -> None:
        """More rows of what holds."""
        added = list(rows)
        self._sqlite.add(STANDING, added)
        with (self._folder / STANDING_FILE).open("ab") as stream:
            stream.write(csv_text(added).encode())

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        for year in self._years:
            self._append(year, TAILS)
        self._sqlite.__exit__(kind, failure, trace)

    @property
    def years(self) -> list[int]:
        """The years of the issues, oldest first."""
        return sorted(self._years)

    def paths(self) -> Iterator[str]:
        """The paths of the files, in the folder and on the site."""
        yield from (f"{folder_of(year)}/{name}" for year in self.years for name in HEADS)
        yield STANDING_FILE
        yield SQLITE

    def _append(self, year: int, parts: Mapping[str, bytes]) -> None:
        folder = self._folder / folder_of(year)
        folder.mkdir(exist_ok=True)
        for name, content in parts.items():
            with (folder / name).open("ab") as stream:
                stream.write(content)
