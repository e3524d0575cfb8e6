"""The related layer: Pagefind over the little that says what a page is about. Read by `search/related.js`, on demand.

    cards ──▶ mirror of small pages (title, headings, lead; entries whole) ──▶ pagefind ──▶ /pagefind/, /pagefind/1/ …

1. Pagefind's standard program cuts text at white space, its extended one by a dictionary that the browser does not share,
   so that words are missed. Here text is cut into pairs of neighbouring characters, and so is the query: both sides agree.
2. Nothing here has to be complete: that is what the exact layer is for. So the mirror holds no full text, which keeps
   Pagefind at a small part of its cost.
3. The mirror is thrown away; `meta.page` is the issue and the place of the page in it, `2025-03/4`.
4. The issues are indexed in bundles, oldest first, each of `_BUNDLE` pages at most: a new issue belongs to the last one, the
   others are taken from the store, and Pagefind's memory has a bound. `/pagefind/` is the first and holds the program;
   `/pagefind/bundles.json` lists the folders of the others, for `mergeIndex`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import msgspec

from gazette_site.cache import Cache
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.search.cards import Card
from gazette_site.publishing.search.gists import pairs
from gazette_site.publishing.search.index_order import UnknownFormat, in_fixed_order

FOLDER = "pagefind"
ROOM = "pagefind"
_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight", "wasm.")
"""Ready-made interfaces that come with every index, and programs for languages that are not ours."""
_USED = ("wasm.unknown", "wasm.zh")
_PROGRAM = (".js", ".pagefind")
"""What only the first bundle needs."""
_BUNDLE = 2000
"""Pages of a bundle at most, unless one issue has more."""
_LAST_WORDS = 400


class IndexFailed(Exception):
    """Pagefind could not make the index; the message is what it said last."""


class MirrorPage(NamedTuple):
    """What Pagefind sees of a page."""

    url: str
    place: str
    """Issue and place in it, `2025-03/4`."""
    title: str
    gist: tuple[str, ...]


class RelatedLayer:
    """The layer being filled, issue by issue; only one bundle's pages are in memory at a time."""

    def __init__(self, folder: Path, store: Cache | None = None) -> None:
        """`folder` is where mirrors and indexes are made; bundles that did not change are taken from the store."""
        self._folder = folder
        self._store = store
        self._key = sha256(_maker())
        self._pages: list[MirrorPage] = []
        self._bundles: list[str] = []

    def add(self, card: Card) -> Iterator[OutputFile]:
        """The next issue; the files of a bundle that has no room for it."""
        if self._pages and len(self._pages) + len(card.pages) > _BUNDLE:
            yield from self._end_bundle()
        self._key.update(card.key.encode())
        for place, (page, gist) in enumerate(zip(card.pages, card.gists, strict=True)):
            self._pages.append(MirrorPage(page.url, f"{card.issue}/{place}", page.title, gist))

    def finish(self) -> Iterator[OutputFile]:
        """The files of the last bundle, and where all are. The same pages give the same files. Raises IndexFailed."""
        if self._pages:
            yield from self._end_bundle()
        if self._bundles:  # issues of pictures only: there is nothing to search
            yield OutputFile(f"{FOLDER}/bundles.json", json.dumps(self._bundles[1:]).encode())

    def _end_bundle(self) -> Iterator[OutputFile]:
        number, key = len(self._bundles), self._key.hexdigest()
        files = _kept(self._store, key)
        if files is None:
            files = index_of(self._pages, self._folder)
            if self._store:
                self._store.put(ROOM, key, msgspec.msgpack.encode(files))
        self._bundles.append(f"{number}/" if number else "")
        self._key, self._pages = sha256(_maker()), []
        for path, content in files.items():
            if not number or not path.endswith(_PROGRAM):
                yield OutputFile(f"{FOLDER}/{self._bundles[-1]}{path}", content)


def index_of(pages: list[MirrorPage], folder: Path) -> dict[str, bytes]:
    """The files that Pagefind makes of some pages, by their paths. The same pages give the same files. Raises IndexFailed."""
    with TemporaryDirectory(dir=folder) as place:
        mirror, index = Path(place, "mirror"), Path(place, "index")
        for page in pages:
            file = mirror / page.url.strip("/") / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(mirrored(page), encoding="utf-8")
        run_pagefind(mirror, index)
        try:
            return in_fixed_order(_files(index))
        except UnknownFormat as unknown:
            raise IndexFailed(f"Pagefind 的索引格式与预期不同（{unknown}）") from unknown


def mirrored(page: MirrorPage) -> str:
    """A page of the mirror."""
    lines = "".join(f"<p>{pairs(line)}</p>\n" for line in page.gist)
    return (
        '<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title></title></head><body data-pagefind-body>\n'
        f'<h1 data-pagefind-meta="page[data-page]" data-page="{page.place}">{pairs(page.title)}</h1>\n'
        f"{lines}</body></html>\n"
    )


def run_pagefind(mirror: Path, index: Path) -> None:
    """The only place that starts another program. Raises IndexFailed."""
    command = [sys.executable, "-m", "pagefind", "--site", str(mirror), "--output-path", str(index), "--quiet"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    except OSError as failure:
        raise IndexFailed(str(failure)) from failure
    if done.returncode or not (index / "pagefind-entry.json").is_file():
        raise IndexFailed(
            (done.stderr.strip() or done.stdout.strip())[-_LAST_WORDS:] or f"exit status {done.returncode}"
        )


def _files(index: Path) -> dict[str, bytes]:
    paths = (path for path in sorted(index.rglob("*")) if path.is_file() and _is_used(path.name))
    return {path.relative_to(index).as_posix(): path.read_bytes() for path in paths}


def _is_used(name: str) -> bool:
    return name.startswith(_USED) or not name.startswith(_UNUSED)


def _kept(store: Cache | None, key: str) -> dict[str, bytes] | None:
    content = store.get(ROOM, key) if store else None
    try:
        return msgspec.msgpack.decode(content, type=dict[str, bytes]) if content else None
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def _maker() -> bytes:
    """Identity of what makes a bundle of cards; the code is in the key of each card."""
    return f"{version('pagefind')} {version('pagefind_bin')} {version('cbor2')}".encode()
