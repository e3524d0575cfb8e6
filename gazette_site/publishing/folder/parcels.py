"""Parcels: the files of an issue on their way from a worker that shares no folder with the build, by way of a far store.

OutputFiles ──▶ msgpack [[path, content], …] under `made/<digest>` ──▶ OutputFiles, written here like any other; the parcel is gone
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import msgspec

from gazette_site.crew import CrewFailed
from gazette_site.far import FarFailed, FarStore
from gazette_site.publishing.folder.output import OutputFile

_ROOM = "made"
_FULL = 1 << 25
"""Bytes from which a parcel is closed."""

Entries = list[tuple[str, bytes]]


def sent(files: Iterable[OutputFile], store: FarStore) -> Iterator[str]:
    """Lays files into the store, so many at a time; the names of the parcels. Raises CrewFailed."""
    entries: Entries = []
    size = 0
    for file in files:
        entries.append((file.path, content := file.content))
        size += len(content)
        if size >= _FULL:
            yield _sent(entries, store)
            entries, size = [], 0
    if entries:
        yield _sent(entries, store)


def received(name: str, store: FarStore) -> Iterator[OutputFile]:
    """The files of a parcel, which is not in the store any more then. Raises CrewFailed where it is not as it was sent."""
    try:
        content = store.get(f"{_ROOM}/{name}")
        if content is None or hashlib.sha256(content).hexdigest() != name:
            raise CrewFailed(f"工作进程做好的网页在 {store.shown} 取不到，或取到的不是原样，请再生成一次")
        store.remove(f"{_ROOM}/{name}")
    except FarFailed as failure:
        raise CrewFailed(str(failure)) from None
    yield from (OutputFile(*entry) for entry in msgspec.msgpack.decode(content, type=Entries))


def _sent(entries: Entries, store: FarStore) -> str:
    content = msgspec.msgpack.encode(entries)
    name = hashlib.sha256(content).hexdigest()
    try:
        store.put(f"{_ROOM}/{name}", content)
    except FarFailed as failure:
        raise CrewFailed(str(failure)) from None
    return name
