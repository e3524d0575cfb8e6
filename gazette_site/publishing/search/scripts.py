"""The scripts of the search, `/search/engine.js` and what it needs: copied as they are, they find the index beside them."""

from __future__ import annotations

from collections.abc import Iterator

from gazette_site.languages import template_folder
from gazette_site.publishing.output import OutputFile
from gazette_site.publishing.search.shards import FOLDER


def script_files() -> Iterator[OutputFile]:
    """Every script, in order of name."""
    for file in sorted((template_folder() / "search").glob("*.js")):
        yield OutputFile(f"{FOLDER}/{file.name}", file.read_bytes())
