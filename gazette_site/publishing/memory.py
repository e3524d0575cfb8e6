"""What the last build made, unit by unit: kept in the cache for each output folder, believed only as far as the disk bears it out.

key of a unit ──▶ its files (path, size, digest, time, number; the lasting places on a page)      folder ──▶ its stamp
path of a file ──▶ its digest and what the checker found in it, believed of the very same bytes
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from gazette_site.cache import Cache
from gazette_site.identity import code_of, key_of, libraries, version_of
from gazette_site.publishing.folder.looked_at import Folders, Stamp
from gazette_site.publishing.folder.scanned import Scanned
from gazette_site.publishing.folder.written import Measure

ROOM, CHECKED = "sites", "checked"


class Piece(NamedTuple):
    """A file that was made."""

    path: str
    measure: Measure
    names: tuple[str, ...] = ()
    """Lasting places on a page: `#art-1`."""


Units = dict[str, tuple[Piece, ...]]


class Memory:
    """The units of the last build, and those of this one as they are made."""

    def __init__(self, cache: Cache, output: Path, fresh: bool = False) -> None:
        """`fresh`: what was made before does not count."""
        self._cache = cache
        self._output, self._key = output, key_of(str(output))
        self._before = {} if fresh else _units(cache.get(ROOM, self._key))
        self._now: dict[str, tuple[Piece, ...]] = {}

    def pieces(self, key: str | None) -> tuple[Piece, ...] | None:
        """What the last build made under a key, told once; None if it made nothing under it."""
        return self._before.pop(key, None) if key else None

    def note(self, key: str | None, pieces: tuple[Piece, ...]) -> None:
        """Takes note of what lies in the new site under a key."""
        if key:
            self._now[key] = pieces

    def save(self, folders: Folders) -> None:
        """Keeps what was noted, once the site is published, and its folders as they were counted."""
        self._cache.put(ROOM, self._key, msgspec.msgpack.encode(self._now))
        self._cache.put(ROOM, _folders_key(self._output), msgspec.msgpack.encode(folders))


def known_folders(cache: Cache, output: Path) -> Folders:
    """The folders of the site in `output` as its build counted them; none where that is not known."""
    content = cache.get(ROOM, _folders_key(output))
    try:
        return msgspec.msgpack.decode(content, type=dict[str, Stamp]) if content else {}
    except (msgspec.MsgspecError, ValueError):
        return {}


def _folders_key(output: Path) -> str:
    return key_of(str(output), "folders")


class CheckMemory:
    """What the last check of an output folder found in its files, by this program and under this address of the site."""

    def __init__(self, cache: Cache, output: Path, base_url: str | None, fresh: bool = False) -> None:
        """`fresh`: what was found before does not count."""
        self._cache = cache
        self._key = key_of(code_of("publishing"), libraries(), version_of("selectolax"), str(output), base_url or "")
        self.before = {} if fresh else _scanned(cache.get(CHECKED, self._key))

    def save(self, files: Mapping[str, Scanned]) -> None:
        """Keeps what was found, but of files that could not be read."""
        kept = [one for one in files.values() if not one.unread]
        self._cache.put(CHECKED, self._key, msgspec.msgpack.encode(kept))


def _scanned(content: bytes | None) -> dict[str, Scanned]:
    if content is None:
        return {}
    try:
        found: list[Scanned] = msgspec.msgpack.decode(content, type=list[Scanned])
    except (msgspec.MsgspecError, ValueError):
        return {}
    return {one.path: one for one in found}


def _units(content: bytes | None) -> Units:
    if content is None:
        return {}
    try:
        units: Units = msgspec.msgpack.decode(content, type=dict[str, tuple[Piece, ...]])
    except (msgspec.MsgspecError, ValueError):
        return {}
    return units
