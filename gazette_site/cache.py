"""The cache: what costs time to make, kept from one build to the next; verified, never believed.

    <folder>/<room>/<key> = "gazette-cache 1 " digest LINE FEED content
    digest                = SHA-256 of room, key and content, hexadecimal

1. An entry is bytes. What makes records of them reads data only (JSON, pictures), never code.
2. An entry counts only if its digest is right: a changed, cut, swapped or renamed one is none, and is made anew. The key
   says what it was made from and by which version of the program, so that an old one is never asked for.
3. What cannot be read or written costs time and nothing else: no damage of the cache fails a build.
4. One build at a time writes into it (`lock`). It writes beside and renames; what others meet is whole.
5. It may have a second level that other machines see, too (`far`): what is not here is asked for there, verified the same, and
   kept here; what is put here is put there as well. What says where things lie on this machine (`_HERE`) stays here.

What the digest protects from: failing disks, crashes, hands and programs that change a file. Who may write into the
folder and knows this page can write a right digest too; a cache is to be trusted like the program, and is not to be
taken from strangers. It may be removed at any time.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from gazette_site.failures import cause
from gazette_site.far import FarFailed, FarStore
from gazette_site.locks import Taken, locked

_Answer = TypeVar("_Answer")
_MAGIC = b"gazette-cache 1 "
_HEAD = len(_MAGIC) + 64 + 1
_MOST = 1 << 28
"""Bytes from which a file is no entry of ours."""
_UNFINISHED = ".unfinished"
_LOCK = ".lock"
_HERE = ("checked", "digests", "gate", "sites")
"""Rooms that tell of the disks of one machine."""
_GIVEN_UP: dict[FarStore, str] = {}
"""Second levels that failed once in this process, and how: they are not waited for again."""


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of entries; small and picklable, so that it can travel to another process."""

    folder: Path
    writable: bool = True
    """Whether anything is put into it."""
    far: FarStore | None = None
    """The second level."""

    def get(self, room: str, key: str) -> bytes | None:
        """The content that was put there, None if there is none or it is not as it was put."""
        try:
            content = _content(room, key, _read(f"{self.folder}/{room}/{key}"))
        except OSError:
            content = None
        return self._fetched(room, key) if content is None else content

    def has(self, room: str, key: str) -> bool:
        """Whether something lies there, right or not."""
        if os.path.isfile(f"{self.folder}/{room}/{key}"):
            return True
        return bool(self._far(room, lambda far: far.has(f"{room}/{key}")))

    def put(self, room: str, key: str, content: bytes) -> None:
        """Keeps a content; where that is impossible, nothing happens."""
        if not self.writable or len(content) + _HEAD > _MOST:
            return
        self._put_here(room, key, content)
        self._far(room, lambda far: far.put(f"{room}/{key}", _head(room, key, content) + content))

    def given_up(self) -> str:
        """Why the second level is not asked any more, in Chinese, or nothing."""
        return _GIVEN_UP.get(self.far, "") if self.far else ""

    def _fetched(self, room: str, key: str) -> bytes | None:
        """The content from the second level, kept here."""
        data = self._far(room, lambda far: far.get(f"{room}/{key}"))
        content = _content(room, key, data) if data else None
        if content is not None and self.writable and len(content) + _HEAD <= _MOST:
            self._put_here(room, key, content)
        return content

    def _far(self, room: str, ask: Callable[[FarStore], _Answer]) -> _Answer | None:
        """What the second level says; None where there is none, or it fails."""
        if self.far is None or room in _HERE or self.far in _GIVEN_UP:
            return None
        try:
            return ask(self.far)
        except FarFailed as failure:
            _GIVEN_UP[self.far] = str(failure)
            return None

    def _put_here(self, room: str, key: str, content: bytes) -> None:
        name = f"{os.getpid()}-{hashlib.sha256(f'{room}/{key}'.encode()).hexdigest()}"
        target, beside = f"{self.folder}/{room}/{key}", f"{self.folder}/{_UNFINISHED}/{name}"
        try:
            with _where_it_lies(beside, lambda: open(beside, "wb")) as file:
                file.writelines((_head(room, key, content), content))
            _where_it_lies(target, lambda: os.replace(beside, target))
        except OSError:
            with suppress(OSError):
                os.unlink(beside)


def _where_it_lies(path: str, put: Callable[[], _Answer]) -> _Answer:
    """Puts something to a path, whose folder is there but the first time. Raises OSError."""
    try:
        return put()
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return put()


def entries(cache: Cache, room: str) -> list[os.DirEntry[str]]:
    """What lies in a room, in no order; nothing if there is no such room."""
    try:
        with os.scandir(cache.folder / room) as found:
            return list(found)
    except OSError:
        return []


def prune(cache: Cache, used: Collection[tuple[str, str]], rooms: Collection[str], most: int) -> None:
    """Removes the oldest of what is not used, in these rooms, as far as it is more than so many bytes; equal ones by name."""
    unused = []
    for room in rooms:
        for entry in entries(cache, room):
            with suppress(OSError):  # somebody else may have removed it
                if (room, entry.name) not in used and entry.is_file(follow_symlinks=False):
                    about = entry.stat(follow_symlinks=False)
                    unused.append((about.st_mtime_ns, room, entry.name, about.st_size))
    over = sum(size for *_, size in unused) - most
    for _, room, name, size in sorted(unused):
        if over <= 0:
            return
        with suppress(OSError):
            (cache.folder / room / name).unlink()
        over -= size


@contextmanager
def lock(cache: Cache) -> Iterator[tuple[Cache, str]]:
    """The cache for as long as nobody else writes into it, else the same for reading only; and why, in Chinese, or nothing."""
    with ExitStack() as stack:
        why = _taken(cache, stack)
        yield replace(cache, writable=not why), why


def _taken(cache: Cache, stack: ExitStack) -> str:
    """Takes the lock, and clears what a killed build left half written; why it cannot be had, or nothing."""
    try:
        cache.folder.mkdir(parents=True, exist_ok=True)
        stack.enter_context(locked(cache.folder / _LOCK))
    except Taken as taken:
        return f"另一次生成（{taken.holder}）正在用这个缓存，这次只取不存，会慢一些"
    except OSError as failure:
        return f"缓存写不进去（{cause(failure)}），这次只取不存，会慢一些"
    shutil.rmtree(cache.folder / _UNFINISHED, ignore_errors=True)
    return ""


def _content(room: str, key: str, data: bytes) -> bytes | None:
    """The content of an entry; None if it is not as it was put."""
    content = data[_HEAD:]
    return content if data[:_HEAD] == _head(room, key, content) else None


def _head(room: str, key: str, content: bytes) -> bytes:
    digest = hashlib.sha256(f"{room}\n{key}\n".encode())
    digest.update(content)
    return _MAGIC + digest.hexdigest().encode() + b"\n"


def _read(path: str) -> bytes:
    """The bytes of a plain file of sensible size. Raises OSError; a pipe or a device is not even opened."""
    about = os.stat(path)
    if not stat.S_ISREG(about.st_mode) or about.st_size > _MOST:
        raise OSError("no entry")
    with open(path, "rb", buffering=0) as file:  # thousands of them in each build, each read at once
        return file.read()
