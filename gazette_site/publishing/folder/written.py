"""One file of a site on the disk: written anew, or taken over from the site before as it lies there.

1. Nothing is written into a file that is there: the site before shares its unchanged files with the new one (hard links).
2. A file is known again by size, time and number (inode); where these differ, by its digest.
3. What is written anew and comes out as it was before is taken over all the same: to mirrors it is the same file.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.folder.well_formed import check_text

MARK = ".gazette-site-build"
"""Marks a folder in which a site is being put together."""


class UnsafePath(Exception):
    """A file of the site that would be written outside of it, or twice; the message is a Chinese sentence."""


class Measure(NamedTuple):
    """A file as it was written."""

    size: int
    """Bytes."""
    digest: str
    """SHA-256, hexadecimal."""
    modified: int = 0
    """Nanoseconds."""
    inode: int = 0


def write_file(root: Path, before: Path, file: OutputFile) -> Measure:
    """Writes one file under `root`, or takes it over from the site `before` if it is the same. Raises UnsafePath, IllFormed, OSError."""
    check_text(file)
    content = file.content
    target = place_of(root, file.path)
    if not _is_same(before / file.path, content) or not _linked(before / file.path, target):
        try:
            with target.open("xb") as stream:
                stream.write(content)
        except FileExistsError:
            raise twice(file.path) from None
    return _measured(target, hashlib.sha256(content).hexdigest())


def take_file(root: Path, before: Path, path: str, source: Path) -> Measure:
    """Puts a file too large for the memory under `root`, as `write_file`. Raises UnsafePath, OSError."""
    target, digest = place_of(root, path), digest_of(source)
    same = _stat(before / path)
    if (
        not same
        or same.st_size != source.stat().st_size
        or digest_of(before / path) != digest
        or not _linked(before / path, target)
    ):
        shutil.copyfile(source, target)
    return _measured(target, digest)


def known_again(file: Path, known: Measure) -> Measure | None:
    """The file as it lies there now, if it is the one that was written; None if it is not."""
    found = _stat(file)
    if found is None or found.st_size != known.size:
        return None
    now = known._replace(modified=found.st_mtime_ns, inode=found.st_ino)
    return now if now == known or digest_of(file) == known.digest else None


def keep_file(root: Path, before: Path, path: str, known: Measure) -> Measure:
    """Takes a file that was known again over from the site `before`. Raises UnsafePath, OSError."""
    target = place_of(root, path)
    if _linked(before / path, target):
        return known
    shutil.copy2(before / path, target)
    return _measured(target, known.digest)


def lies_as(file: Path, known: Measure) -> bool:
    """Whether a plain file lies there with this size, time and number."""
    found = _stat(file)
    return found is not None and (found.st_size, found.st_mtime_ns, found.st_ino) == (
        known.size,
        known.modified,
        known.inode,
    )


def digest_of(file: Path) -> str:
    """SHA-256 of a file. Raises OSError."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def safe_path(path: str) -> PurePosixPath:
    """`path` as a path inside the site. Raises UnsafePath for one that leads out, is empty, or has odd parts."""
    parts = path.split("/")
    odd = any(part in ("", ".", "..") or "\\" in part or ":" in part or not part.isprintable() for part in parts)
    if odd or any(len(part.encode()) > 255 for part in parts) or path == MARK:
        raise UnsafePath(f"不能作为网站里的文件名：{path!r}")
    return PurePosixPath(path)


def twice(path: str) -> UnsafePath:
    """What is said of two files of one name."""
    return UnsafePath(f"两个网页要写到同一个文件：{path}")


def place_of(root: Path, path: str) -> Path:
    """Where a file of the site lies under `root`; its folder is made. Raises UnsafePath, OSError."""
    target = root / safe_path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


def _is_same(old: Path, content: bytes) -> bool:
    found = _stat(old)
    return found is not None and found.st_size == len(content) and old.read_bytes() == content


def _linked(old: Path, target: Path) -> bool:
    """Whether the old file could be given a second name. Raises UnsafePath."""
    try:
        os.link(old, target, follow_symlinks=False)
    except FileExistsError:
        raise twice(target.name) from None
    except OSError:  # a disk without hard links
        return False
    return True


def _stat(file: Path) -> os.stat_result | None:
    """Of a plain file; None for anything else."""
    try:
        found = os.lstat(file)
    except OSError:
        return None
    return found if stat.S_ISREG(found.st_mode) else None


def _measured(target: Path, digest: str) -> Measure:
    found = os.lstat(target)
    return Measure(found.st_size, digest, found.st_mtime_ns, found.st_ino)
