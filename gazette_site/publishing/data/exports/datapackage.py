"""`datapackage.json`: what data files there are, their columns, their sizes and digests (Frictionless Data Package 1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from gazette_site.config import SiteConfig
from gazette_site.publishing.data.exports.csv_file import FORMULAS
from gazette_site.publishing.data.exports.tables import TABLES, TableOf
from gazette_site.publishing.folder.staging import Measure

FILE = "datapackage.json"
LINES = {"documents": ("文件", "document"), "chronicle": ("大事记", "entry")}
"""JSON Lines files of the archive: their titles and the names of their schemas."""
SQLITE = "data/gazette.sqlite"


class Field(Struct, frozen=True):
    """A column."""

    name: str
    type: str
    description: str


class Key(Struct, frozen=True):
    """What a foreign key refers to."""

    resource: str
    fields: str


class ForeignKey(Struct, frozen=True):
    """A column that holds the key of another table."""

    fields: str
    reference: Key


class TableSchema(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The columns of a table."""

    fields: tuple[Field, ...]
    missing_values: tuple[str, ...]
    primary_key: str = ""
    foreign_keys: tuple[ForeignKey, ...] = ()


class Resource(Struct, frozen=True, kw_only=True, omit_defaults=True, rename={"json_schema": "jsonSchema"}):
    """A file."""

    profile: str = ""
    name: str
    title: str
    description: str = ""
    path: str
    format: str
    mediatype: str
    encoding: str = ""
    json_schema: str = ""
    bytes: int
    hash: str
    """`sha256:…`."""
    schema: TableSchema | None = None


class Titled(Struct, frozen=True, omit_defaults=True):
    """Where the data come from, or who publishes them."""

    title: str
    role: str = ""


class Package(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The descriptor. What is empty is left out."""

    profile: str
    name: str
    title: str
    description: str = ""
    homepage: str = ""
    sources: tuple[Titled, ...]
    contributors: tuple[Titled, ...] = ()
    resources: tuple[Resource, ...]


def data_package(config: SiteConfig, measures: Mapping[str, Measure]) -> Package:
    """The descriptor; `measures` has every data file by its path."""
    return Package(
        profile="data-package",
        name="gazette",
        title=config.name,
        description=config.description or "",
        homepage=config.base_url or "",
        sources=(Titled(f"《{config.name}》纸本"),),
        contributors=(Titled(config.organiser, "publisher"),) if config.organiser else (),
        resources=tuple(_resources(measures)),
    )


def _resources(measures: Mapping[str, Measure]) -> Iterator[Resource]:
    yield from (_table(table, measures[f"data/{table.name}.csv"]) for table in TABLES)
    yield from (_lines(name, measures[f"data/{name}.jsonl"]) for name in LINES)
    measure = measures[SQLITE]
    yield Resource(
        name="sqlite",
        title="全部数据",
        path=SQLITE,
        format="sqlite",
        mediatype="application/vnd.sqlite3",
        bytes=measure.size,
        hash=_hash(measure),
    )


def _lines(name: str, measure: Measure) -> Resource:
    title, schema = LINES[name]
    return Resource(
        name=f"{name}-lines",
        title=title,
        path=f"data/{name}.jsonl",
        format="jsonl",
        mediatype="application/x-ndjson",
        json_schema=f"data/schema/{schema}.schema.json",
        bytes=measure.size,
        hash=_hash(measure),
    )


def _table(table: TableOf, measure: Measure) -> Resource:
    return Resource(
        profile="tabular-data-resource",
        name=table.name,
        title=table.title,
        description=FORMULAS,
        path=f"data/{table.name}.csv",
        format="csv",
        mediatype="text/csv",
        encoding="utf-8",
        bytes=measure.size,
        hash=_hash(measure),
        schema=TableSchema(
            fields=tuple(Field(one.name, one.of.type, one.of.words) for one in table.columns),
            missing_values=("",),
            primary_key=table.key,
            foreign_keys=tuple(_foreign_keys(table)),
        ),
    )


def _foreign_keys(table: TableOf) -> Iterator[ForeignKey]:
    keys = {one.name: one.key for one in TABLES}
    for column in table.columns:
        if column.of.refers:
            yield ForeignKey(column.name, Key(column.of.refers, keys[column.of.refers]))


def _hash(measure: Measure) -> str:
    return f"sha256:{measure.digest}"
