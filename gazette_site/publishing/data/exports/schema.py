"""The JSON Schemas of the public JSON, made from its records and published beside it under `/data/schema/`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from gazette_site.publishing.data.records.archive import CoverageData, ReferencesIndex
from gazette_site.publishing.data.records.documents import DocumentFile
from gazette_site.publishing.data.records.issues import EntryLine, IssueData
from gazette_site.publishing.folder.output import OutputFile, json_bytes

FOLDER = "data/schema"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_OPEN = "可以增加其他的项；已有各项的含义不变。"


class Described(NamedTuple):
    """A schema with what people call it."""

    title: str
    where: str
    """Which files hold it."""
    record: type[msgspec.Struct]


SCHEMAS = {
    "document": Described("一件文件", "/data/<年份>/documents.jsonl.gz 的一行。", DocumentFile),
    "entry": Described("一条大事记", "/data/<年份>/chronicle.jsonl.gz 的一行。", EntryLine),
    "coverage": Described("收录情况", "/data/coverage.json。", CoverageData),
    "references": Described("被引用的文件和刊登的更正", "/data/references.json。", ReferencesIndex),
    "issue": Described("一期公报", "/data/issues/<年份>-<期号>.json。", IssueData),
}


def schema_files() -> Iterator[OutputFile]:
    """A file for each of `SCHEMAS`, `document.schema.json`."""
    for name, described in SCHEMAS.items():
        yield OutputFile(f"{FOLDER}/{name}.schema.json", json_bytes(_schema(described)))


def _schema(described: Described) -> dict[str, object]:
    """The schema of a record with those of the records in it; names and docstrings of classes are for programmers."""
    made = msgspec.json.schema(described.record)["$defs"]
    parts = {
        name: {key: part[key] for key in part if key not in ("title", "description")} for name, part in made.items()
    }
    head = {"$schema": _DIALECT, "title": described.title, "description": described.where + _OPEN}
    return {**head, **parts.pop(described.record.__name__), **({"$defs": parts} if parts else {})}
