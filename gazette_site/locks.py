"""Locks: one build at a time writes into a folder.

    lock file = process number TAB since when (local time) LINE FEED

The lock is the operating system's, held on the open file: it ends with the process however that ends, so a file that a
killed build left behind (a stale one) keeps nobody out, and is taken over. What stands in the file is for people. A clock
is read here, for the terminal, and for the log of publications; nowhere else.

1. Who comes second is turned away at once and told who is at work.
2. The file is removed with the lock. Who opened it just before holds a lock on a file without a name; that is noticed,
   and the name is locked anew.
3. A forked child closes the file, so that a worker that outlives a killed build does not hold its lock.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from gazette_site.late import late

_HOLDER = late(r"(?P<process>\d{1,10})\t(?P<since>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\n")
_held: set[int] = set()
"""Descriptors of the lock files that this process holds."""

if sys.platform == "win32":
    import msvcrt

    def _seize(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _seize(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Taken(Exception):
    """Another build holds the lock; `holder` says who and since when, in Chinese, as far as it is known."""

    def __init__(self, path: Path, holder: str) -> None:
        super().__init__(f"{path}: {holder}")
        self.holder = holder


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds the lock file at `path`. Raises Taken if another build does, OSError if there can be no such file."""
    descriptor = _lock(path)
    _held.add(descriptor)
    try:
        with suppress(OSError):  # on a full disk the lock holds all the same
            _sign(descriptor)
        yield
    finally:
        with suppress(OSError):
            path.unlink()
        _held.discard(descriptor)
        os.close(descriptor)


def _lock(path: Path) -> int:
    """The descriptor of the file at `path`, locked while it had that name."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        try:
            _seize(descriptor)
        except (BlockingIOError, PermissionError):
            os.close(descriptor)
            raise Taken(path, _holder(path)) from None
        except OSError:
            os.close(descriptor)
            raise
        if _is_at(descriptor, path):
            return descriptor
        os.close(descriptor)


def _is_at(descriptor: int, path: Path) -> bool:
    """Whether the open file is still the one of that name."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _sign(descriptor: int) -> None:
    os.ftruncate(descriptor, 0)
    os.write(descriptor, f"{os.getpid()}\t{datetime.now():%Y-%m-%d %H:%M:%S}\n".encode())


def _holder(path: Path) -> str:
    """`进程 4242，2025-03-01 10:00:05 起`; what stands in the file is shown only if it is of this form."""
    try:
        with path.open("rb") as stream:
            found = _HOLDER.fullmatch(stream.read(64).decode("ascii", "replace"))
    except OSError:
        found = None
    return f"进程 {found['process']}，{found['since']} 起" if found else "进程号不详"


def _let_go() -> None:
    for descriptor in _held:
        os.close(descriptor)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)
