"""`datapackage.json`: what data files there are, their columns, their sizes and digests (Frictionless Data Package 1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from gazette_site.config import SiteConfig
from gazette_site.publishing.data.exports.csv_file import FORMULAS
from gazette_site.publishing.data.exports.tables import TABLES, WHOLE, TableOf
from gazette_site.publishing.data.exports.years import AKOMA_NTOSO, LINES, folder_of, lines_name
from gazette_site.publishing.folder.staging import Measure

FILE = "datapackage.json"
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
    compression: str = ""
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


def data_package(config: SiteConfig, years: Sequence[int], measures: Mapping[str, Measure]) -> Package:
    """The descriptor; `measures` has every data file by its path."""
    return Package(
        profile="data-package",
        name="gazette",
        title=config.name,
        description=config.description or "",
        homepage=config.base_url or "",
        sources=(Titled(f"《{config.name}》纸本"),),
        contributors=(Titled(config.organiser, "publisher"),) if config.organiser else (),
        resources=(
            *(one for year in years for one in _of_year(year, measures)),
            *(_whole(table, measures) for table in WHOLE),
            _sqlite(measures),
        ),
    )


def _of_year(year: int, measures: Mapping[str, Measure]) -> Iterator[Resource]:
    """The files of a year; keys refer to tables of the same year, for an issue has all its records in one."""
    folder = folder_of(year)
    yield from (_table(table, year, measures) for table in TABLES)
    yield from (_lines(name, year, measures) for name in LINES)
    measure = measures[path := f"{folder}/{AKOMA_NTOSO}"]
    yield Resource(
        name=f"akoma-ntoso-{year}",
        title=f"{year}年文件（Akoma Ntoso）",
        path=path,
        format="tar",
        mediatype="application/gzip",
        compression="gz",
        bytes=measure.size,
        hash=_hash(measure),
    )


def whole_file(table: TableOf) -> str:
    """The path of a table that is kept whole."""
    return f"data/{table.name}.csv"


def _whole(table: TableOf, measures: Mapping[str, Measure]) -> Resource:
    """A table of all years in one file; it refers to documents of any year by their addresses."""
    path = whole_file(table)
    return _tabular(table, table.name, table.title, path, measures[path], ())


def _sqlite(measures: Mapping[str, Measure]) -> Resource:
    measure = measures[SQLITE]
    return Resource(
        name="sqlite",
        title="全部数据，不含正文",
        path=SQLITE,
        format="sqlite",
        mediatype="application/vnd.sqlite3",
        bytes=measure.size,
        hash=_hash(measure),
    )


def _lines(name: str, year: int, measures: Mapping[str, Measure]) -> Resource:
    title, schema = LINES[name]
    measure = measures[path := f"{folder_of(year)}/{lines_name(name)}"]
    return Resource(
        name=f"{name}-lines-{year}",
        title=f"{year}年{title}",
        path=path,
        format="jsonl",
        mediatype="application/x-ndjson",
        encoding="utf-8",
        compression="gz",
        json_schema=f"data/schema/{schema}.schema.json",
        bytes=measure.size,
        hash=_hash(measure),
    )


def _table(table: TableOf, year: int, measures: Mapping[str, Measure]) -> Resource:
    path = f"{folder_of(year)}/{table.name}.csv"
    keys = tuple(_foreign_keys(table, year))
    return _tabular(table, f"{table.name}-{year}", f"{year}年{table.title}", path, measures[path], keys)


def _tabular(
    table: TableOf, name: str, title: str, path: str, measure: Measure, keys: tuple[ForeignKey, ...]
) -> Resource:
    return Resource(
        profile="tabular-data-resource",
        name=name,
        title=title,
        description=FORMULAS,
        path=path,
        format="csv",
        mediatype="text/csv",
        encoding="utf-8",
        bytes=measure.size,
        hash=_hash(measure),
        schema=TableSchema(
            fields=tuple(Field(one.name, one.of.type, one.of.words) for one in table.columns),
            missing_values=("",),
            primary_key=table.key,
            foreign_keys=keys,
        ),
    )


def _foreign_keys(table: TableOf, year: int) -> Iterator[ForeignKey]:
    keys = {one.name: one.key for one in TABLES}
    for column in table.columns:
        if column.of.refers:
            yield ForeignKey(column.name, Key(f"{column.of.refers}-{year}", keys[column.of.refers]))


def _hash(measure: Measure) -> str:
    return f"sha256:{measure.digest}"
