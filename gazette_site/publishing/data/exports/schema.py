"""The JSON Schemas of the public JSON, published beside it under `/data/schema/`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gazette_site.publishing.folder.output import OutputFile

FOLDER = "data/schema"


def schema_files() -> Iterator[OutputFile]:
    """`issue.schema.json`, `document.schema.json`, `entry.schema.json`."""
    for path in sorted((Path(__file__).parent / "schemas").glob("*.schema.json")):
        yield OutputFile(f"{FOLDER}/{path.name}", path.read_bytes())
