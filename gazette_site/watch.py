"""What a build depends on, as it lies on the disk: looked at before a build reads it, and again before the next one.

    look = line*      line = kind TAB path TAB size TAB times TAB number TAB digest      kind: F file, D folder, N nothing there

A file is the same if size, times (of its content and of its entry) and number (inode) are, else if its digest is. One
that was changed in the two seconds before the look may change again without showing it, so of such a file only the digest
counts; PDFs, which are large, have none, and are then looked into by the build. This module is light: nothing heavy is
loaded before it has spoken.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Iterable, Iterator

_YOUNG = 2_000_000_000
"""Nanoseconds."""
_LARGE = ".pdf"
_DEPTH = 4
"""Folders in the folder of issues that are looked into; what lies there is only told to the clerk."""

Look = list[str]
"""The lines, sorted."""


def look_at(paths: Iterable[str], folders: Iterable[str], but: str = "") -> Look:
    """Some files or folders by themselves, and others with all they hold but one file; hidden names are passed over."""
    inside = dict.fromkeys(path for folder in folders for path in _inside(folder, _DEPTH) if path != but)
    timed = dict.fromkeys(path for path in paths if path not in inside)
    return [*(_line(path, True) for path in timed), *(_line(path, False) for path in inside)]


def is_as(look: Iterable[str], folders: Iterable[str]) -> bool:
    """Whether everything still lies there as it did, and nothing more in these folders. Raises ValueError for what is no look."""
    known = {line.split("\t", 2)[1]: line for line in look}
    if any(path not in known for folder in folders for path in _inside(folder, _DEPTH)):
        return False
    return all(_is_same(line) for line in known.values())


def differing(look: Iterable[str], folders: Iterable[str]) -> Iterator[str]:
    """The paths of a look that are not as they were, and what has come into these folders. Raises ValueError for what is no look."""
    known = {line.split("\t", 2)[1]: line for line in look}
    yield from (path for path, line in known.items() if not _is_same(line))
    yield from (path for folder in folders for path in _inside(folder, _DEPTH) if path not in known)


def program() -> tuple[list[str], list[str]]:
    """What the program itself is made of: files or folders by themselves, and folders with all they hold."""
    package = os.path.dirname(os.path.abspath(__file__))
    beside = os.path.join(os.path.dirname(package), "templates")
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    return [sys.executable, *libraries], [package, *([beside] if os.path.isdir(beside) else [])]


def _inside(folder: str, depth: int) -> Iterator[str]:
    """A folder and everything in it, hidden names left out."""
    yield folder
    try:
        with os.scandir(folder) as entries:
            found = [(one.path, one.is_dir(follow_symlinks=False), one.name) for one in entries]
    except OSError:
        return
    for path, is_folder, name in found:
        if name.startswith((".", "~$")) or name == "__pycache__":
            continue
        if is_folder and depth:
            yield from _inside(path, depth - 1)
        else:
            yield path


def _line(path: str, timed: bool) -> str:
    """What is known of a path; of a folder its own time, where the names in it are not looked at one by one. Raises ValueError for an odd name."""
    if "\t" in path or "\n" in path:
        raise ValueError(path)
    about = _stat(path)
    if about is None:
        return f"N\t{path}\t\t\t\t"
    if not _is_file(about):
        return f"D\t{path}\t\t{about.st_mtime_ns if timed else ''}\t\t"
    young = time.time_ns() - max(about.st_mtime_ns, about.st_ctime_ns) < _YOUNG
    inode = -1 if young else about.st_ino
    digest = "" if path.lower().endswith(_LARGE) else _digest(path)
    return f"F\t{path}\t{about.st_size}\t{_times(about)}\t{inode}\t{digest}"


def _is_same(line: str) -> bool:
    kind, path, size, modified, inode, digest = line.split("\t")
    about = _stat(path)
    if about is None:
        return kind == "N"
    if kind != "F" or not _is_file(about):
        return kind == "D" and not _is_file(about) and modified in ("", str(about.st_mtime_ns))
    if (size, modified, inode) == (str(about.st_size), _times(about), str(about.st_ino)):
        return True
    return size == str(about.st_size) and bool(digest) and _digest(path) == digest


def _times(about: os.stat_result) -> str:
    """Of its content, which programs may set, and of its entry, which they may not."""
    return f"{about.st_mtime_ns} {about.st_ctime_ns}"


def _stat(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except OSError:
        return None


def _is_file(about: os.stat_result) -> bool:
    return about.st_mode & 0o170000 == 0o100000


def _digest(path: str) -> str:
    try:
        with open(path, "rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
