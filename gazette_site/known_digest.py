"""The digests of large files, so that one that has not changed is not read through in each build.

A file is known again by its path, size, times and number (inode); one that was changed in the last two seconds is read.
"""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

from gazette_site.cache import Cache

ROOM = "digests"
_YOUNG = 2_000_000_000
"""Nanoseconds."""


def digest_of(path: Path, cache: Cache | None) -> str:
    """SHA-256 of a file, hexadecimal. Raises OSError."""
    about = os.stat(path)
    stamp = f"{about.st_size} {about.st_mtime_ns} {about.st_ctime_ns} {about.st_ino} "
    key = hashlib.sha256(os.fsencode(os.path.abspath(path))).hexdigest()
    known = (cache.get(ROOM, key) or b"").decode("ascii", "replace") if cache else ""
    if known.startswith(stamp):
        return known.removeprefix(stamp)
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if cache and time.time_ns() - max(about.st_mtime_ns, about.st_ctime_ns) >= _YOUNG:
        cache.put(ROOM, key, f"{stamp}{digest}".encode())
    return digest
