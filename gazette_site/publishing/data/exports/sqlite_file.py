"""The archive as one SQLite file: the tables of `tables`, keys and indexes, and full-text indexes that Datasette finds.

The full-text indexes cut into threes of characters (`trigram`), so that any three characters or more in a row are
found as they stand; they hold no second copy of the text. The same rows give the same bytes with the same SQLite.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

from gazette_site.publishing.data.exports.rows import Column, Value
from gazette_site.publishing.data.exports.tables import TABLES, TableOf

_TYPES = {"integer": "INTEGER"}


class SqliteFile:
    """A file being filled: `with SqliteFile(path) as file: file.add(table, rows)`."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)

    def __enter__(self) -> SqliteFile:
        for setting in ("page_size = 4096", "journal_mode = OFF", "synchronous = OFF", "encoding = 'UTF-8'"):
            self._connection.execute(f"PRAGMA {setting}")
        self._connection.execute("BEGIN")
        for table in TABLES:
            self._connection.execute(_create(table))
        return self

    def add(self, table: TableOf, rows: Iterable[tuple[Value, ...]]) -> None:
        """Puts rows into a table."""
        marks = ", ".join("?" * len(table.columns))
        self._connection.executemany(f"INSERT INTO {_name(table.name)} VALUES ({marks})", rows)

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._finish()
        self._connection.close()

    def _finish(self) -> None:
        for table in TABLES:
            for column in table.columns:
                if column.of.refers or column.name == "number":
                    name = _name(f"{table.name}_{column.name}")
                    self._connection.execute(f"CREATE INDEX {name} ON {_name(table.name)} ({_name(column.name)})")
            if table.searched:
                self._index(table)
        self._connection.execute("COMMIT")

    def _index(self, table: TableOf) -> None:
        name, columns = _name(f"{table.name}_fts"), ", ".join(map(_name, table.searched))
        self._connection.execute(
            f"CREATE VIRTUAL TABLE {name} USING fts5({columns}, content={_name(table.name)}, tokenize='trigram')"
        )
        self._connection.execute(f"INSERT INTO {name}({name}) VALUES ('rebuild')")


def _create(table: TableOf) -> str:
    columns = ", ".join(_column(column, table) for column in table.columns)
    return f"CREATE TABLE {_name(table.name)} ({columns})"


def _column(column: Column, table: TableOf) -> str:
    kind = _TYPES.get(column.of.type, "TEXT")
    key = " PRIMARY KEY NOT NULL" if column.name == table.key else ""
    target = next((one.key for one in TABLES if one.name == column.of.refers), "")
    refers = f" REFERENCES {_name(column.of.refers)} ({_name(target)})" if column.of.refers else ""
    return f"{_name(column.name)} {kind}{key}{refers}"


def _name(name: str) -> str:
    return f'"{name}"'
