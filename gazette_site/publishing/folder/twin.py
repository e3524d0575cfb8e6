"""The twin of a large site: the site before it, kept beside it, of which the next one is made by changing what differs.

    <output>.twin ──▶ <output>.new, changed where it differs ──▶ <output>          the site before ──▶ <output>.twin

Site and twin share their files (hard links), so that the twin costs names and no bytes; its folders need not be made and
removed again each month. Nothing of it is believed: a file counts if size, time and number are those that were written, and
what does not belong to the new site goes before it is counted. It is known by our mark, and may be removed at any time.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from gazette_site.publishing.folder.any_system import rename
from gazette_site.publishing.folder.written import MARK

LARGE = 4_000
"""Files from which a site has a twin; smaller ones are put together at once."""
TWIN = "twin"


def take_up(twin: Path, root: Path) -> set[str] | None:
    """Makes the twin the staging folder `root`, which is not there: the paths that lie in it. None if none is there, or links lie in it."""
    if twin.is_symlink() or not (twin / MARK).is_file():
        return None
    try:
        lying = _lying(str(twin))
    except OSError:
        return None
    if lying is None:
        return None
    rename(twin, root)
    return lying


def lay_aside(old: Path, twin: Path) -> bool:
    """Makes the site before the twin, where the disk has hard links: whether it has. Raises OSError."""
    (old / MARK).touch()
    try:
        os.link(old / MARK, old / f"{MARK}-2")
    except OSError:
        return False
    (old / f"{MARK}-2").unlink()
    rename(old, twin)
    return True


def lay(site: Path, paths: Collection[str], twin: Path) -> bool:
    """Lays a twin of a site that has none before it, as far as the disk has hard links: whether it has."""
    twin.mkdir()
    (twin / MARK).touch()
    for folder in _folders(paths):
        os.mkdir(f"{twin}/{folder}")
    for path in paths:
        try:
            os.link(f"{site}/{path}", f"{twin}/{path}", follow_symlinks=False)
        except OSError:
            return False
    return True


def drop(root: Path, paths: Collection[str]) -> None:
    """Removes files of a staging folder, and the folders that are empty then."""
    for path in paths:
        with suppress(
            OSError
        ):  # a file lies there now where its folder was, or the other way round; what is left is counted
            os.unlink(f"{root}/{path}")
    for folder in reversed(_folders(paths)):
        with suppress(OSError):  # something else lies there
            os.rmdir(f"{root}/{folder}")


def _folders(paths: Collection[str]) -> list[str]:
    """The folders of some paths and those that hold these, each after the one it lies in."""
    folders: set[str] = set()
    for path in paths:
        while (path := path.rpartition("/")[0]) and path not in folders:
            folders.add(path)
    return sorted(folders)


def _lying(root: str) -> set[str] | None:
    """The paths of all files in a folder but our mark; None if a link lies there that may lead elsewhere."""
    found: set[str] = set()
    folders = [""]
    while folders:
        inside = folders.pop()
        with os.scandir(f"{root}/{inside}") as entries:
            for one in entries:
                if one.is_symlink():
                    return None
                path = f"{inside}{one.name}"
                if one.is_dir(follow_symlinks=False):
                    folders.append(f"{path}/")
                else:
                    found.add(path)
    return found - {MARK}
