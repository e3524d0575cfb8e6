"""Which folders of a large site are as they were when it was counted, so that the next build need not look into them.

    count of a site ──▶ stamp of each folder ──▶ the same stamp: nothing came into it or went out of it │ another: looked into

A folder has another time (of its content and of its entry) as soon as a name in it comes or goes. One that was changed in the two
seconds before it was looked into may be changed again without showing it, so it is looked into once more; so is the uppermost one,
which changes in each build. What a file holds no stamp tells: that is asked file by file (`written.lies_as`). Only disks with hard links, on
which a site has a twin, are taken at their word.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping

Stamp = tuple[int, int, int]
"""Number, and nanoseconds of the two times."""
Folders = Mapping[str, Stamp]
"""The stamps of the folders of a site by their paths."""

_YOUNG = 2_000_000_000
"""Nanoseconds."""
_UNSURE: Stamp = (0, 0, 0)
"""Of a folder that is looked into in any case."""


def stamp_of(folder: str) -> Stamp:
    """The stamp of a folder, to be taken before one looks into it."""
    found = _stamp(folder)
    return found if time.time_ns() - max(found[1:]) >= _YOUNG else _UNSURE


def files_in_others(root: str, known: Folders) -> Iterator[str]:
    """The path of everything that is no folder itself, but for what lies right in folders that are as they were."""
    waiting = ["", *(path for path, stamp in known.items() if stamp == _UNSURE or _stamp(f"{root}/{path}") != stamp)]
    while waiting:
        inside = waiting.pop()
        try:
            with os.scandir(f"{root}/{inside}") as entries:
                found = [
                    (f"{inside}/{one.name}" if inside else one.name, one.is_dir(follow_symlinks=False))
                    for one in entries
                ]
        except OSError:
            continue
        for path, is_folder in found:
            if not is_folder:
                yield path
            elif path not in known:
                waiting.append(path)


def _stamp(folder: str) -> Stamp:
    try:
        about = os.lstat(folder)
    except OSError:
        return _UNSURE
    return about.st_ino, about.st_mtime_ns, about.st_ctime_ns
