"""The related layer: Pagefind over the little that says what a page is about. Read by `search/related.js`, on demand.

    cards ──▶ records of little text (title, headings, lead) ──▶ pagefind ──▶ /pagefind/, /pagefind/1/ …

1. Pagefind's standard program cuts text at white space, its extended one by a dictionary that the browser does not share,
   so that words are missed. Here text is cut into pairs of neighbouring characters, and so is the query: both sides agree.
2. Nothing here has to be complete: that is what the exact layer is for. So no full text is given, which keeps Pagefind at a
   small part of its cost.
3. `meta.page` is the issue and the place of the page in it, `2025-03/4`; `meta.title` its title, which counts most.
4. The issues are indexed in bundles, oldest first, each of `_BUNDLE` pages at most: Pagefind's memory has a bound. What is
   left over is cut into smaller ones (`_SMALLER`), so that a new issue belongs to one of a few hundred pages, which now and
   then is joined to that before it; the others are taken from the store. `/pagefind/` is the first and holds the program;
   `/pagefind/bundles.json` lists the folders of the others, for `mergeIndex`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from importlib.metadata import version
from itertools import accumulate
from typing import Any, NamedTuple

import msgspec

from gazette_site.cache import Cache
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.search.cards import Card, maker
from gazette_site.publishing.search.gists import pairs
from gazette_site.publishing.search.index_order import UnknownFormat, in_fixed_order
from gazette_site.publishing.search.service import IndexFailed, indexed

FOLDER = "pagefind"
ROOM = "pagefind"
_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight", "wasm.")
"""Ready-made interfaces that come with every index, and programs for languages that are not ours."""
_USED = ("wasm.unknown", "wasm.zh")
_PROGRAM = (".js", ".pagefind")
"""What only the first bundle needs."""
_BUNDLE = 2000
"""Pages of a bundle at most, unless one issue has more."""
_SMALLER = (1000, 500)
"""The same of the bundles that what is left over is cut into; the rest is the last."""


class GistPage(NamedTuple):
    """What Pagefind sees of a page."""

    url: str
    place: str
    """Issue and place in it, `2025-03/4`."""
    title: str
    gist: tuple[str, ...]


class RelatedLayer:
    """The layer being filled, issue by issue; no more than one bundle's pages are in memory at a time."""

    def __init__(self, store: Cache | None = None) -> None:
        """Bundles that did not change are taken from the store."""
        self._store = store
        self._issues: list[list[GistPage]] = []
        self._bundles: list[str] = []
        self.used: set[tuple[str, str]] = set()
        """Room and key of everything in the store that the layer is made of."""

    def add(self, card: Card) -> Iterator[OutputFile]:
        """The next issue; the files of a bundle that has no room for it."""
        if not card.pages:
            return
        if is_full(self._issues, card):
            yield from self._bundle(self._issues)
            self._issues = []
        self._issues.append(gist_pages(card))

    def finish(self) -> Iterator[OutputFile]:
        """The files of the last bundles, and where all are. The same pages give the same files. Raises IndexFailed."""
        for issues in _cut(self._issues):
            yield from self._bundle(issues)
        if self._bundles:  # issues of pictures only: there is nothing to search
            yield OutputFile(f"{FOLDER}/bundles.json", json.dumps(self._bundles[1:]).encode())

    def _bundle(self, issues: Sequence[list[GistPage]]) -> Iterator[OutputFile]:
        pages = _together(issues)
        number, files = len(self._bundles), _files_of(pages, self._store)
        self.used.add((ROOM, _key(pages)))
        self._bundles.append(f"{number}/" if number else "")
        for path, content in files.items():
            if not number or not path.endswith(_PROGRAM):
                yield OutputFile(f"{FOLDER}/{self._bundles[-1]}{path}", content)


def bundles_of(cards: Iterable[Card]) -> Iterator[list[GistPage]]:
    """The pages of each bundle, as the layer fills them."""
    issues: list[list[GistPage]] = []
    for card in cards:
        if not card.pages:
            continue
        if is_full(issues, card):
            yield _together(issues)
            issues = []
        issues.append(gist_pages(card))
    yield from map(_together, _cut(issues))


def is_full(issues: Sequence[list[GistPage]], card: Card) -> bool:
    """Whether the pages of another issue have no room in a bundle."""
    return bool(issues) and _size(issues) + len(card.pages) > _BUNDLE


def gist_pages(card: Card) -> list[GistPage]:
    """What Pagefind sees of an issue."""
    rows = enumerate(zip(card.pages, card.gists, strict=True))
    return [GistPage(page.url, f"{card.issue}/{n}", page.title, gist) for n, (page, gist) in rows]


def lacks_bundle(store: Cache, pages: Sequence[GistPage]) -> bool:
    """Whether the files of a bundle are not kept."""
    return not store.has(ROOM, _key(pages))


def keep_bundle(store: Cache, pages: list[GistPage]) -> None:
    """Makes the files of a bundle and keeps them. Raises IndexFailed."""
    _files_of(pages, store)


def _files_of(pages: list[GistPage], store: Cache | None) -> dict[str, bytes]:
    """The files of a bundle: as kept, else made and kept. Raises IndexFailed."""
    key = _key(pages)
    files = _kept(store, key)
    if files is None:
        files = index_of(pages)
        if store:
            store.put(ROOM, key, msgspec.msgpack.encode(files))
    return files


def _key(pages: Sequence[GistPage]) -> str:
    """Of what Pagefind is given: a word that is corrected far down in a text changes nothing of it."""
    return sha256(_maker() + msgspec.msgpack.encode(pages)).hexdigest()


def _together(issues: Iterable[Sequence[GistPage]]) -> list[GistPage]:
    return [page for issue in issues for page in issue]


def _size(issues: Iterable[Sequence[GistPage]]) -> int:
    return sum(map(len, issues))


def _cut(issues: Sequence[list[GistPage]]) -> Iterator[Sequence[list[GistPage]]]:
    """The issues that are left over, bundle by bundle: as long as there is enough for a bundle, from the oldest on."""
    for most in _SMALLER:
        if _size(issues) >= most:
            sizes = accumulate(map(len, issues))
            end = max(1, sum(size <= most for size in sizes))
            yield issues[:end]
            issues = issues[end:]
    if issues:
        yield issues


def index_of(pages: list[GistPage]) -> dict[str, bytes]:
    """The files that Pagefind makes of some pages, by their paths. The same pages give the same files. Raises IndexFailed."""
    try:
        return in_fixed_order(_used(indexed(map(recorded, pages))))
    except UnknownFormat as unknown:
        raise IndexFailed(f"Pagefind 的索引格式与预期不同（{unknown}）") from unknown


def recorded(page: GistPage) -> dict[str, Any]:
    """A page as Pagefind is given it."""
    title = pairs(page.title)
    # A page without content is not indexed at all; else the title need not be given twice.
    content = "\n".join(filter(None, map(pairs, page.gist))) or title
    return {"url": page.url, "content": content, "language": "zh", "meta": {"page": page.place, "title": title}}


def _used(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path: content for path, content in sorted(files.items()) if _is_used(path)}


def _is_used(name: str) -> bool:
    return name.startswith(_USED) or not name.startswith(_UNUSED)


def _kept(store: Cache | None, key: str) -> dict[str, bytes] | None:
    content = store.get(ROOM, key) if store else None
    try:
        return msgspec.msgpack.decode(content, type=dict[str, bytes]) if content else None
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def _maker() -> bytes:
    """Identity of what makes a bundle of pages."""
    return f"{version('pagefind')} {version('pagefind_bin')} {version('cbor2')} {maker()}".encode()
