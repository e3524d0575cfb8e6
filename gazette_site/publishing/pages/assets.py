"""Stylesheets, scripts and icons as they are published: what only people who write them need is left out."""

from __future__ import annotations

from collections.abc import Iterator

import rcssmin
import rjsmin

from gazette_site.languages import template_folder
from gazette_site.publishing.output import OutputFile
from gazette_site.publishing.search.scripts import script_files


def assets() -> Iterator[OutputFile]:
    """The files under `assets/`; the scripts of the search beside the search page."""
    folder = template_folder() / "assets"
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield smaller(OutputFile(f"assets/{file.relative_to(folder).as_posix()}", file.read_bytes()))
    yield from map(smaller, script_files())


def smaller(file: OutputFile) -> OutputFile:
    """A stylesheet or script without comments and blanks that mean nothing; any other file as it is."""
    if file.path.endswith(".css"):
        return OutputFile(file.path, rcssmin.cssmin(file.content.decode()).encode() + b"\n")
    if file.path.endswith(".js"):
        return OutputFile(file.path, rjsmin.jsmin(file.content.decode()).encode() + b"\n")
    return file
