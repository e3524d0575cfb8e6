"""`datapackage.json`: what data files there are, their columns, their sizes and digests (Frictionless Data Package 1)."""

from __future__ import annotations

from collections.abc import Mapping

from gazette_site.config import SiteConfig
from gazette_site.publishing.data.exports.records import Json
from gazette_site.publishing.data.exports.tables import TABLES, TableOf
from gazette_site.publishing.folder.staging import Measure

FILE = "datapackage.json"
LINES = {"documents": ("文件", "document"), "chronicle": ("大事记", "entry")}
"""JSON Lines files of the archive: their titles and the names of their schemas."""
SQLITE = "data/gazette.sqlite"


def data_package(config: SiteConfig, measures: Mapping[str, Measure]) -> Json:
    """The descriptor; `measures` has every data file by its path."""
    resources = [_table(table, measures[f"data/{table.name}.csv"]) for table in TABLES]
    for name, (title, schema) in LINES.items():
        path = f"data/{name}.jsonl"
        more = {
            "format": "jsonl",
            "mediatype": "application/x-ndjson",
            "jsonSchema": f"data/schema/{schema}.schema.json",
        }
        resources.append({"name": f"{name}-lines", "title": title, "path": path, **more, **_measured(measures[path])})
    sqlite = {"format": "sqlite", "mediatype": "application/vnd.sqlite3"}
    resources.append({"name": "sqlite", "title": "全部数据", "path": SQLITE, **sqlite, **_measured(measures[SQLITE])})
    facts = {
        "profile": "data-package",
        "name": "gazette",
        "title": config.name,
        "description": config.description,
        "homepage": config.base_url,
        "sources": [{"title": f"《{config.name}》纸本"}],
        "contributors": [{"title": config.organiser, "role": "publisher"}] if config.organiser else None,
        "resources": resources,
    }
    return {key: value for key, value in facts.items() if value}


def _table(table: TableOf, measure: Measure) -> Json:
    fields = [{"name": one.name, "type": one.type, "description": one.words} for one in table.columns]
    schema: Json = {"fields": fields, "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = table.key
    keys = {one.name: one.key for one in TABLES}
    foreign = [
        {"fields": one.name, "reference": {"resource": one.refers, "fields": keys[one.refers]}}
        for one in table.columns
        if one.refers
    ]
    if foreign:
        schema["foreignKeys"] = foreign
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": f"data/{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_measured(measure),
        "schema": schema,
    }


def _measured(measure: Measure) -> Json:
    return {"bytes": measure.size, "hash": f"sha256:{measure.digest}"}
