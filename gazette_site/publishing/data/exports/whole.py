"""The files of the whole archive, filled issue by issue, so that no more than one issue is in memory.

with WholeArchive(folder) as files: files.add(issue) …   ──▶ documents.jsonl, chronicle.jsonl, *.csv, gazette.sqlite
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TextIO

from gazette_site.publishing.data.exports.csv_file import MARK, csv_text
from gazette_site.publishing.data.exports.datapackage import LINES, SQLITE
from gazette_site.publishing.data.exports.exported import ExportedIssue
from gazette_site.publishing.data.exports.rows import Value
from gazette_site.publishing.data.exports.sqlite_file import SqliteFile
from gazette_site.publishing.data.exports.tables import TABLES
from gazette_site.publishing.folder.output import json_text


class WholeArchive:
    """The files being filled, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = ExitStack()
        self._open: dict[str, TextIO] = {}
        (folder / "data").mkdir()

    def __enter__(self) -> WholeArchive:
        for name in self.paths():
            if name != SQLITE:
                stream = (self._folder / name).open("w", encoding="utf-8", newline="")
                self._open[name] = self._stack.enter_context(stream)
        for table in TABLES:
            self._open[f"data/{table.name}.csv"].write(MARK + csv_text([[column.name for column in table.columns]]))
        self._sqlite = self._stack.enter_context(SqliteFile(self._folder / SQLITE))
        return self

    def add(self, issue: ExportedIssue) -> None:
        """One issue more."""
        for table in TABLES:
            rows = list(table.rows(issue))
            self._open[f"data/{table.name}.csv"].write(csv_text(rows))
            self._sqlite.add(table, rows)
        for _, document in issue.documents:
            self._open["data/documents.jsonl"].write(json_text(document) + "\n")
        for entry in issue.entries:
            self._open["data/chronicle.jsonl"].write(json_text(entry) + "\n")

    def add_rows(self, name: str, rows: Iterable[tuple[Value, ...]]) -> None:
        """Rows of a table that belong to no issue."""
        table = next(one for one in TABLES if one.name == name)
        added = list(rows)
        self._open[f"data/{name}.csv"].write(csv_text(added))
        self._sqlite.add(table, added)

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, failure, trace)

    @staticmethod
    def paths() -> Iterator[str]:
        """The paths of the files, in the folder and on the site."""
        yield from (f"data/{table.name}.csv" for table in TABLES)
        yield from (f"data/{name}.jsonl" for name in LINES)
        yield SQLITE
