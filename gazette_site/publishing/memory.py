"""What the last build made, unit by unit: kept in the cache for each output folder, believed only as far as the disk bears it out.

key of a unit ──▶ its files (path, size, digest, time, number; the lasting places on a page)      folder ──▶ its stamp
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import msgspec

from gazette_site.cache import Cache
from gazette_site.identity import key_of
from gazette_site.publishing.folder.looked_at import Folders, Stamp
from gazette_site.publishing.folder.written import Measure

ROOM = "sites"


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


def _units(content: bytes | None) -> Units:
    if content is None:
        return {}
    try:
        units: Units = msgspec.msgpack.decode(content, type=dict[str, tuple[Piece, ...]])
    except (msgspec.MsgspecError, ValueError):
        return {}
    return units
