"""Travel: records on their way to a worker that shares no folder with the build, by way of a far store.

    packed(record):  a path of a file    ──▶ its digest and its name; the bytes lie in the store under `files/<digest>`
                     any other path      ──▶ a folder of the worker's own, the same for the same path
    unpacked there:  a file is fetched, held against its digest, and laid into the worker's own folder under its name

So every record that names issue files, the cache or folders for what is unfinished travels as it is, and its paths mean something
where it arrives. What comes back must not name any: paths of a worker mean nothing here.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from gazette_site.crew import CrewFailed
from gazette_site.far import FarFailed, FarStore

_ROOM = "files"
_PARTS = 2
"""Of a path that stay: the folder of a file tells to which issue it belongs."""


class Own(NamedTuple):
    """Where a worker is at home."""

    folder: Path
    store: FarStore


_OWN: list[Own] = []
"""Of a worker."""


def packed(record: object, store: FarStore) -> bytes:
    """A record as bytes; the files that it names are in the store then. Raises FarFailed, OSError, and what pickling raises."""
    written = io.BytesIO()
    _Packer(written, store).dump(record)
    return written.getvalue()


def settle(own: Own) -> None:
    """Says where this worker is at home; to be called before anything is unpacked."""
    _OWN[:] = [own]


class _Packer(pickle.Pickler):
    """Writes paths as what they mean elsewhere."""

    def __init__(self, stream: io.BytesIO, store: FarStore) -> None:
        super().__init__(stream, pickle.HIGHEST_PROTOCOL)
        self._store = store

    def reducer_override(self, value: Any) -> Any:
        if not isinstance(value, PurePath):
            return NotImplemented
        return arrived, told(Path(value), self._store)


def told(path: Path, store: FarStore) -> tuple[str, str]:
    """The digest of a file, which is in the store then, and its name; of any other path no digest. Raises FarFailed, OSError."""
    try:
        about = os.stat(path)
    except OSError:
        about = None
    if about is None or not path.is_file():
        return "", hashlib.sha256(os.fsencode(os.path.abspath(path))).hexdigest()
    digest = _laid(path, store, (about.st_size, about.st_mtime_ns, about.st_ino))
    return digest, "/".join(path.absolute().parts[-_PARTS:])


@lru_cache(maxsize=1 << 16)
def _laid(path: Path, store: FarStore, known: tuple[int, int, int]) -> str:
    """Puts a file into the store, unless it is there. `known` tells whether it is the one that was put there before."""
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if not store.has(f"{_ROOM}/{digest}"):
        store.put(f"{_ROOM}/{digest}", content)
    return digest


def arrived(digest: str, name: str) -> Path:
    """What a path means on this worker. Raises CrewFailed where its file cannot be had."""
    own = _OWN[0]
    if not digest:
        return own.folder / "folders" / name
    place = own.folder / _ROOM / digest / name
    if not place.is_file():
        _lay(place, fetched(own.store, digest))
    return place


def fetched(store: FarStore, digest: str) -> bytes:
    """The bytes with this digest. Raises CrewFailed."""
    try:
        content = store.get(f"{_ROOM}/{digest}")
    except FarFailed as failure:
        raise CrewFailed(f"集群里的工作进程取不到公报文件：{failure}") from None
    if content is None or hashlib.sha256(content).hexdigest() != digest:
        raise CrewFailed(f"集群里的工作进程在 {store.shown} 取不到公报文件，或取到的不是原样")
    return content


def _lay(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f"{place.name}.part")
    beside.write_bytes(content)
    beside.replace(place)
