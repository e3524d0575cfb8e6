"""One file of a site on the disk: written anew, or taken over from the site before as it lies there.

1. Nothing is written into a file that is there: the site before shares its unchanged files with the new one (hard links).
2. A file is known again by size, time and number (inode); where these differ, by its digest.
3. What is written anew and comes out as it was before is taken over all the same: to mirrors it is the same file.
"""

from __future__ import annotations

import filecmp
import hashlib
import os
import re
import shutil
import stat
from contextlib import suppress
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from gazette_site.publishing.folder.any_system import LONGEST_PATH, refusal, too_long_here
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.folder.well_formed import check_text

MARK = ".gazette-site-build"
"""Marks a folder in which a site is being put together."""


_PLAIN = re.compile(
    r"(?!(?:.*/)?(?:con|prn|aux|nul|(?:com|lpt)[0-9])(?:[./]|$))(?:[a-z0-9][a-z0-9-]{0,200}/){0,8}[a-z0-9][a-z0-9-]{0,200}(?:\.[a-z0-9]{1,9}){0,2}"
)
"""Nearly all paths; whatever else is looked at more closely."""


_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


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
    """Writes one file under `root`, or takes it over from the site `before` if it is the same. Raises UnsafePath, IllFormed, OSError.

    Whether a path was written twice is known to whoever takes note of it (`Staging.adopt`).
    """
    check_text(file)
    content = file.content
    target, old = place_of(root, file.path), f"{before}/{file.path}"
    if not _is_there(str(before)) or not _is_same(old, content) or not _linked(old, target):
        _create(target, content)
    return _measured(target, hashlib.sha256(content).hexdigest())


def take_file(root: Path, before: Path, path: str, source: Path) -> Measure:
    """Puts a file too large for the memory under `root`, as `write_file`. Raises UnsafePath, OSError."""
    target, old = place_of(root, path), f"{before}/{path}"
    if not _stat(old) or not filecmp.cmp(old, source, shallow=False) or not _linked(old, target):
        shutil.copyfile(source, target)
    return _measured(target, digest_of(source))


def known_again(file: str, known: Measure) -> Measure | None:
    """The file as it lies there now, if it is the one that was written; None if it is not."""
    found = _stat(file)
    if found is None or found.st_size != known.size:
        return None
    now = known._replace(modified=found.st_mtime_ns, inode=found.st_ino)
    return now if now == known or digest_of(file) == known.digest else None


def keep_file(root: Path, before: Path, path: str, known: Measure) -> Measure:
    """Takes a file that was known again over from the site `before`. Raises UnsafePath, OSError."""
    target, old = place_of(root, path), f"{before}/{path}"
    if _linked(old, target):
        return known
    shutil.copy2(old, target, follow_symlinks=False)
    return _measured(target, known.digest)


def move_file(root: Path, folder: str, path: str, known: Measure) -> Measure:
    """Moves a file from `folder` to the same path under `root`. Raises UnsafePath, OSError."""
    target = place_of(root, path)
    os.rename(f"{folder}/{path}", target)
    return _measured(target, known.digest)


def lies_as(file: str, known: Measure) -> bool:
    """Whether a plain file lies there with this size, time and number."""
    size, _, modified, inode = known
    found = _stat(file)
    return found is not None and found.st_ino == inode and found.st_mtime_ns == modified and found.st_size == size


def digest_of(file: str | Path) -> str:
    """SHA-256 of a file. Raises OSError."""
    with open(file, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def safe_path(path: str) -> PurePosixPath:
    """`path` as a path inside the site. Raises UnsafePath for one that leads out, is empty, or has odd parts."""
    parts = path.split("/")
    odd = any(part in ("", ".", "..") for part in parts) or "\\" in path or ":" in path or not path.isprintable()
    if odd or any(len(part.encode()) > 255 for part in parts) or path == MARK:
        raise UnsafePath(f"不能作为网站里的文件名：{path!r}")
    if why := refusal(path):
        raise UnsafePath(f"不能作为网站里的文件名：{path!r}（{why}）")
    return PurePosixPath(path)


def twice(path: str) -> UnsafePath:
    """What is said of two files of one name."""
    return UnsafePath(f"两个网页要写到同一个文件：{path}")


def place_of(root: Path, path: str) -> str:
    """Where a file is going to lie under `root`: its folder is made, what lay there before (`twin`) is gone. Raises UnsafePath, OSError."""
    check_path(path)
    target = f"{root}/{path}"
    if too_long_here(target):
        raise UnsafePath(f"路径太长，这台电脑写不了：{target}；请把网站放到名字短些的文件夹里")
    if not _make_folder(target.rpartition("/")[0]):
        _free(target)
    return target


def check_path(path: str) -> bool:
    """Whether a path is one of the plain ones, in small letters. Raises UnsafePath for what is no path inside the site."""
    if len(path) <= LONGEST_PATH and _PLAIN.fullmatch(path):
        return True
    safe_path(path)
    return False


@lru_cache(maxsize=64)
def _make_folder(folder: str) -> bool:
    """Makes a folder that nobody removes while a site is put together, files of one folder coming one after the other: whether it is new."""
    try:
        os.mkdir(folder)
    except FileNotFoundError:
        _make_folder(folder.rpartition("/")[0])
        # Another process of the crew may have made it meanwhile: it is new all the same.
        os.makedirs(folder, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        _make_way(folder)
        return False
    return True


def _make_way(folder: str) -> None:
    """Makes a folder where one may lie already, or a file lay once."""
    try:
        os.makedirs(folder, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        for one in (Path(folder), *Path(folder).parents):
            if one.is_file():
                # Unless another process was faster, and a folder lies there; whatever else is in the way is told below.
                with suppress(OSError):
                    one.unlink()
        os.makedirs(folder, exist_ok=True)


def _create(target: str, content: bytes) -> None:
    """Writes a new file, with as few questions to the system as there can be: half of all that writing costs."""
    try:
        file = os.open(target, _NEW, 0o666)
    except FileExistsError:  # in a folder that was new
        _free(target)
        file = os.open(target, _NEW, 0o666)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(file, rest) :]
    finally:
        os.close(file)


@lru_cache(maxsize=8)
def _is_there(folder: str) -> bool:
    """Whether there is a site before, which does not come or go while the new one is put together."""
    return os.path.isdir(folder)


def _free(target: str) -> None:
    """Removes what lies there of a site before."""
    try:
        os.unlink(target)
    except FileNotFoundError:
        pass
    except OSError:
        if not os.path.isdir(target):
            raise
        shutil.rmtree(target)


def forget_folders() -> None:
    """To be called where a staging folder begins anew."""
    _make_folder.cache_clear()
    _is_there.cache_clear()


def _is_same(old: str, content: bytes) -> bool:
    found = _stat(old)
    if found is None or found.st_size != len(content):
        return False
    with open(old, "rb") as stream:
        return stream.read() == content


def _linked(old: str, target: str) -> bool:
    """Whether the old file could be given a second name. Raises UnsafePath."""
    try:
        os.link(old, target, follow_symlinks=False)
    except OSError:  # a disk without hard links
        return False
    return True


def _stat(file: str) -> os.stat_result | None:
    """Of a plain file; None for anything else."""
    try:
        found = os.lstat(file)
    except OSError:
        return None
    return found if stat.S_ISREG(found.st_mode) else None


def _measured(target: str, digest: str) -> Measure:
    found = os.lstat(target)
    return Measure(found.st_size, digest, found.st_mtime_ns, found.st_ino)
