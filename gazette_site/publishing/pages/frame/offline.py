"""The offline copy, `/sw.js`: the service worker with what it keeps, where the settings say `offline: true`.

    measures of the finished site ──▶ {build, bytes, whole, lang, name, files: {address: digest}} ──▶ `offlineCopy()` in templates/offline/sw.js

1. The build is the digest of every file: a site that differs in any byte has another worker, which replaces the copy.
2. Of each listed file the worker knows the digest, so a copy is of one build or is not made.
3. A search that is too large is not listed whole: then only what was used is kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from markupsafe import escape

from gazette_site.languages import template_folder
from gazette_site.publishing.folder.output import OutputFile, json_text
from gazette_site.publishing.folder.written import Measure
from gazette_site.publishing.pages.frame.assets import smaller
from gazette_site.publishing.wording import say

PATH = "sw.js"
_MOST = 10_000_000
"""Bytes that a reader is asked to keep at once."""
_PAGES = {"index.html": "", "search/index.html": "search/"}
"""Pages that are kept unread, with their addresses."""
_FRAME = (".css", ".js", ".svg")
_DIGEST = 16
"""Hexadecimal digits by which a file is known."""


def worker(measures: Mapping[str, Measure], name: str) -> OutputFile:
    """The service worker of the site of that name whose files these are, without itself and the manifest."""
    files = {path: one for path, one in measures.items() if path in _PAGES or _is_part(path)}
    whole = sum(one.size for one in files.values()) <= _MOST
    if not whole:
        files = {path: one for path, one in files.items() if path.count("/") <= 1}
    copy = {
        "build": build_of(measures),
        "bytes": sum(one.size for one in files.values()),
        "whole": whole,
        "lang": say("language.tag"),
        # The worker writes it into a page.
        "name": str(escape(name)),
        "files": {_PAGES.get(path, path): files[path].digest[:_DIGEST] for path in sorted(files)},
    }
    source = (template_folder() / "offline" / PATH).read_text("utf-8")
    return smaller(OutputFile(PATH, source.replace("offlineCopy()", json_text(copy), 1).encode()))


def build_of(measures: Mapping[str, Measure]) -> str:
    """Twelve digits that are the same for two sites of the same bytes: `3f0a9c5577de`."""
    lines = "".join(f"{measures[path].digest}  {path}\n" for path in sorted(measures))
    return hashlib.sha256(lines.encode()).hexdigest()[:12]


def _is_part(path: str) -> bool:
    """Whether a file is of the frame or of the search."""
    folder, _, name = path.partition("/")
    searching = folder in ("search", "pagefind") and not name.endswith(".html")
    return searching or (folder == "assets" and name.endswith(_FRAME))
