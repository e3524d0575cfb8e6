"""The archive as an SQLite file: the tables of `tables`, keys and indexes, which Datasette finds.

The texts are not in it, for they would make it as large as the archive; `fulltext.sql`, beside it, takes them from the JSON Lines of the
years and makes a full-text index that cuts into threes of characters (`trigram`), so that any three characters or more in
a row are found as they stand. The same rows give the same bytes with the same SQLite.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

from gazette_site.publishing.data.exports.rows import Column, Value
from gazette_site.publishing.data.exports.tables import ALL_TABLES, TableOf
from gazette_site.publishing.folder.output import OutputFile

FULLTEXT = "data/fulltext.sql"
_TYPES = {"integer": "INTEGER"}
_FULLTEXT = r"""-- 在 gazette.sqlite 所在的文件夹运行：sqlite3 gazette.sqlite < fulltext.sql
-- 从各年的 documents.jsonl.gz 取正文和附件的文字，做全文索引。查法：
--   SELECT url, title FROM texts WHERE rowid IN (SELECT rowid FROM texts_fts WHERE texts_fts MATCH '"农村公路"');
.bail on
BEGIN;
DROP TABLE IF EXISTS texts_fts;
DROP TABLE IF EXISTS texts;
CREATE TEMP TABLE lines (line TEXT);
.mode ascii
.separator "\037" "\n"
.import --schema temp '|cat */documents.jsonl.gz | gzip -dc' lines
CREATE TABLE texts (url TEXT PRIMARY KEY NOT NULL, document TEXT REFERENCES documents (url), title TEXT, text TEXT);
INSERT INTO texts SELECT line ->> 'url', line ->> 'url', line ->> 'title', line ->> 'text' FROM lines;
INSERT INTO texts
  SELECT one.value ->> 'url', line ->> 'url', one.value ->> 'title', one.value ->> 'text'
  FROM lines, json_each(line, '$.attachments') AS one;
CREATE VIRTUAL TABLE texts_fts USING fts5 (title, text, content='texts', tokenize='trigram');
INSERT INTO texts_fts (texts_fts) VALUES ('rebuild');
COMMIT;
"""


def fulltext_script() -> OutputFile:
    """What fills the texts in and makes them searchable, for the program `sqlite3` (3.38 or newer)."""
    return OutputFile(FULLTEXT, _FULLTEXT.encode())


class SqliteFile:
    """A file being filled: `with SqliteFile(path) as file: file.add(table, rows)`."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)

    def __enter__(self) -> SqliteFile:
        for setting in ("page_size = 4096", "journal_mode = OFF", "synchronous = OFF", "encoding = 'UTF-8'"):
            self._connection.execute(f"PRAGMA {setting}")
        self._connection.execute("BEGIN")
        for table in ALL_TABLES:
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
        for table in ALL_TABLES:
            for column in table.columns:
                if column.of.refers or column.name == "number":
                    name = _name(f"{table.name}_{column.name}")
                    self._connection.execute(f"CREATE INDEX {name} ON {_name(table.name)} ({_name(column.name)})")
        self._connection.execute("COMMIT")


def _create(table: TableOf) -> str:
    columns = ", ".join(_column(column, table) for column in table.columns)
    return f"CREATE TABLE {_name(table.name)} ({columns})"


def _column(column: Column, table: TableOf) -> str:
    kind = _TYPES.get(column.of.type, "TEXT")
    key = " PRIMARY KEY NOT NULL" if column.name == table.key else ""
    target = next((one.key for one in ALL_TABLES if one.name == column.of.refers), "")
    refers = f" REFERENCES {_name(column.of.refers)} ({_name(target)})" if column.of.refers else ""
    return f"{_name(column.name)} {kind}{key}{refers}"


def _name(name: str) -> str:
    return f'"{name}"'
