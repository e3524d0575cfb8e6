"""Stylesheets, scripts and icons as they are published.

What only people who write them need is left out. A script gets the words that it says: `wording("script")` in its source
becomes that group of the file of wording. `shared("standing")` becomes what that module of the search exports: the script that every
page asks for cannot import a module without one request more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import rcssmin
import rjsmin

from gazette_site.languages import template_folder
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.search.scripts import read_module, script_files
from gazette_site.publishing.wording import group

_SHARED = re.compile(r'shared\("(?P<module>[a-z_]+)"\)')
_WORDS = re.compile(r'wording\("(?P<group>[a-z_]+)"\)')


def assets(offline: bool = False) -> Iterator[OutputFile]:
    """The files under `assets/`; the scripts of the search beside the search page. `offline` adds what an offline copy asks of pages."""
    folder = template_folder() / "assets"
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = file.relative_to(folder).as_posix()
        yield smaller(OutputFile(f"assets/{name}", file.read_bytes() + (_added(name) if offline else b"")))
    if offline:
        yield smaller(OutputFile("assets/offline.js", (template_folder() / "offline/keeping.js").read_bytes()))
    yield from map(smaller, script_files())


def _added(name: str) -> bytes:
    """What the stylesheet and the script of every page hold more, so that it is no request more."""
    added = {"style.css": "notice.css", "script.js": "notice.js"}.get(name)
    return (template_folder() / "offline" / added).read_bytes() if added else b""


def smaller(file: OutputFile) -> OutputFile:
    """A stylesheet or script without comments and blanks that mean nothing, a script with its words; any other file as it is."""
    if file.path.endswith(".css"):
        return OutputFile(file.path, rcssmin.cssmin(file.content.decode()).encode() + b"\n")
    if file.path.endswith(".js"):
        return OutputFile(
            file.path, rjsmin.jsmin(_WORDS.sub(_words, _SHARED.sub(_shared, file.content.decode()))).encode() + b"\n"
        )
    return file


def _shared(match: re.Match[str]) -> str:
    """A module of the search as an expression: the object of what it exports."""
    source = (template_folder() / "search" / f"{match['module']}.js").read_text("utf-8")
    names = ", ".join(sorted(read_module(source).exports))
    return f"(() => {{ {source.replace('export ', '')}\nreturn {{ {names} }}; }})()"


def _words(match: re.Match[str]) -> str:
    return json.dumps(group(match["group"]), ensure_ascii=False)
