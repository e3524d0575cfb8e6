"""The folder of the site: written beside the old one, checked, and swapped in whole.

    <output>.lock      held by the build that is at work (`gazette_site.locks`)
    <output>.new  ──▶ everything is written here, and counted
    <output>      ──▶ <output>.old   ┐ two renames; in between only a crash can stop us,
    <output>.new  ──▶ <output>       ┘ and the next build puts the old site back
    <output>.old  ──▶ gone, or of a large site kept as <output>.twin, from which the next <output>.new is made (`twin`)

1. `<output>` is at every moment the old site or the new one, or, for the blink between two renames, not there.
2. Nothing is ever removed that was not made here or carried over (`acceptance`): a folder is ours if it is empty, or
   holds our list of addresses (a site) or our mark (a build that was broken off, a site half removed).
3. Only what lies on the disk as it was written, no file more and none less, takes the place of the old site.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from gazette_site.publishing.folder.any_system import rename, same_file
from gazette_site.publishing.folder.looked_at import Folders, Stamp, stamp_of
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.folder.twin import LARGE, TWIN, drop, lay, lay_aside, take_up
from gazette_site.publishing.folder.written import (
    MARK,
    Measure,
    UnsafePath,
    check_path,
    forget_folders,
    keep_file,
    known_again,
    lies_as,
    move_file,
    safe_path,
    take_file,
    twice,
    write_file,
)

__all__ = [
    "MARK",
    "URL_LIST",
    "Measure",
    "Mutilated",
    "Staging",
    "UnsafePath",
    "beside",
    "files_of",
    "filled",
    "open_staging",
    "page_url",
    "previous_urls",
    "published_urls",
    "safe_path",
]

URL_LIST = "data/urls.json"
"""The addresses of all pages, sorted; the site is recognised by it, and where there is no ledger yet, it stands in for it."""


class Mutilated(Exception):
    """What lies in the staging folder is not what was written; the message is a Chinese sentence."""


class Staging:
    """The folder in which a site is put together."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self.root = beside(output, "new")
        self._here = str(self.root)
        self.before = output
        """The site that is there now, whose files are taken over where they are the same."""
        self._written: dict[str, Measure] = {}
        self._pages: list[str] = []
        self._same: dict[str, str] = {}
        """What of the paths is not plain, by what it is on Windows."""
        self._lying: set[str] = set()
        """What lies in the folder of the twin, and was not written anew or taken over."""
        self._folders: dict[str, Stamp] = {}
        self._twin = False
        """Whether the folder was that of the twin."""

    @property
    def urls(self) -> tuple[str, ...]:
        """The addresses of the pages written so far, sorted."""
        return tuple(sorted(self._pages))

    @property
    def pages(self) -> int:
        """How many pages were written so far."""
        return len(self._pages)

    @property
    def measures(self) -> Mapping[str, Measure]:
        """Every file of the site so far, as it was written, by its path."""
        return self._written

    @property
    def folders(self) -> Folders:
        """The folders as they were when they were counted; of a site without a twin none."""
        return self._folders if beside(self._output, TWIN).is_dir() else {}

    def take_up(self) -> bool:
        """Begins with the twin of the site, if there is one that can be used; else with nothing, and the twin is gone."""
        twin = beside(self._output, TWIN)
        lying = take_up(twin, self.root)
        if lying is None and (twin / MARK).is_file():
            _remove(twin)
        self._lying, self._twin = lying or set(), bool(lying)
        return lying is not None

    def write(self, file: OutputFile) -> None:
        """Writes one file. With `take`, `keep` and `move` the only place that puts files into a site. Raises UnsafePath, IllFormed, OSError."""
        self._claim(file.path)
        self.adopt(file.path, write_file(self.root, self.before, file))

    def take(self, path: str, source: Path) -> None:
        """Puts a file too large for the memory to `path` in the site. Raises UnsafePath, OSError."""
        self._claim(path)
        self.adopt(path, take_file(self.root, self.before, path, source))

    def keep(self, known: Mapping[str, Measure]) -> bool:
        """Takes some files over from the site before as they lie there, or none of them if one is not as it was written."""
        there, elsewhere = dict[str, Measure](), dict[str, Measure]()
        for path, measure in known.items():
            if path in self._lying and lies_as(f"{self._here}/{path}", measure):
                there[path] = measure
            elif again := known_again(f"{self.before}/{path}", measure):
                elsewhere[path] = again
            else:
                return False
        for path, measure in there.items():
            self._claim(path)
            self._enter(path, measure, kept=True)
        for path, measure in elsewhere.items():
            self._claim(path)
            self._enter(path, keep_file(self.root, self.before, path, measure), kept=True)
        return True

    def adopt(self, path: str, measure: Measure) -> None:
        """Takes note of a file that was written into the folder. Raises UnsafePath."""
        self._claim(path)
        self._enter(path, measure)

    def _enter(self, path: str, measure: Measure, kept: bool = False) -> None:
        self._lying.discard(path)
        # The path of a file that is kept was looked at when it was written.
        plain = kept and not self._same and path.isascii() and path.islower()
        if not plain and (other := self._other(path)):
            raise UnsafePath(f"两个网址只差大小写，在 Windows 上是同一个文件：{other} 和 {path}")
        self._written[path] = measure
        if url := page_url(path):
            self._pages.append(url)

    def _other(self, path: str) -> str:
        """A file written before that is the same on Windows, or empty; checks the path besides. Raises UnsafePath.

        Nearly all paths are plain, and of two plain ones none is the same: only the others are noted under what they are there.
        """
        if check_path(path):
            return self._same.get(path, "") if self._same else ""
        there = same_file(path)
        other = self._same.setdefault(there, path)
        return other if other != path else there if there != path and there in self._written else ""

    def move(self, folder: str, path: str, measure: Measure) -> None:
        """Moves a file that was written into another folder of this disk here. Raises UnsafePath, OSError."""
        self._claim(path)
        self.adopt(path, move_file(self.root, folder, path, measure))

    def _claim(self, path: str) -> None:
        if path in self._written:
            raise twice(path)

    def write_urls(self) -> None:
        """Writes the list of addresses; nothing that is a page may be written after it."""
        self.write(OutputFile(URL_LIST, (json.dumps(self.urls, indent=0) + "\n").encode()))

    def leave_out(self, path: str) -> None:
        """Takes back a file that was written, where another is to lie."""
        if self._written.pop(path, None):
            (self.root / path).unlink()

    def clear(self) -> None:
        """Removes what lay in the folder and is not of this site."""
        drop(self.root, self._lying)
        self._lying = set()

    def count(self) -> None:
        """Holds every file on the disk, by size, time and number, against what was written. Raises Mutilated."""
        more, other, right = list[str](), list[str](), 0
        for path in files_of(self.root, self._folders):
            measure = self._written.get(path)
            if measure is None:
                more += [path] if path != MARK else []
            elif lies_as(f"{self._here}/{path}", measure):
                right += 1
            else:
                other.append(path)
        if more or other or right != len(self._written):
            missing = self._written.keys() - set(files_of(self.root))
            wrong = [f"少了 {path}" for path in sorted(missing)]
            wrong += [f"多了 {path}" for path in sorted(more)]
            wrong += [f"{path} 不是写的那样" for path in sorted(set(other) - missing)]
            rest = f"等 {len(wrong)} 处" if len(wrong) > 3 else ""
            raise Mutilated(
                f"写好的网站被动过（{'，'.join(wrong[:3])}{rest}），没有发布；请查磁盘，或是否有别的程序在用 {self.root}"
            )

    def publish(self) -> None:
        """Puts the finished site in place of the old one, which is beside it then. Raises OSError; the old one is back then."""
        (self.root / MARK).unlink()
        old = beside(self._output, "old")
        there = self._output.exists()
        if there:
            rename(self._output, old)
        try:
            rename(self.root, self._output)
        except OSError:
            if there:
                rename(old, self._output)
            raise

    def clear_old(self) -> None:
        """Removes the old site beside the new one; of a large site it becomes the twin, or one is laid. Raises OSError."""
        old, twin = beside(self._output, "old"), beside(self._output, TWIN)
        if len(self._written) >= LARGE:
            _remove(twin)
            if not (lay_aside(old, twin) if old.exists() else lay(self._output, self._written, twin)):
                _remove(twin)
        if old.exists():
            (old / MARK).touch()
            _remove_shared(old, self._written)
        _remove(old)

    def discard(self) -> None:
        """Removes what was written, or makes it the twin again; the old site stays as it is."""
        with suppress(OSError):
            if self._twin and self.root.exists():
                rename(self.root, beside(self._output, TWIN))
            _remove(self.root)


def open_staging(output: Path) -> Staging:
    """A fresh staging folder for `output`, after what a broken-off build left behind was cleared or put back.

    `output` must be locked, and have been accepted by `acceptance.check_output`.
    """
    old, staging = beside(output, "old"), Staging(output)
    if old.exists():
        if filled(output) or (old / MARK).is_file():
            _remove(old)
        else:
            rename(old, output)
    _remove(staging.root)
    forget_folders()
    if not staging.take_up():
        staging.root.mkdir(parents=True)
        (staging.root / MARK).touch()
    return staging


def previous_urls(site: Path) -> tuple[str, ...] | None:
    """The addresses of the site in that folder; None if it is no site of ours."""
    try:
        urls = json.loads((site / URL_LIST).read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(urls, list) or not all(isinstance(url, str) and url.startswith("/") for url in urls):
        return None
    return tuple(urls)


def published_urls(output: Path) -> tuple[str, ...]:
    """The addresses that are published now, also if a build was broken off between the two renames; none without a site."""
    return previous_urls(output) or previous_urls(beside(output, "old")) or ()


def page_url(path: str) -> str | None:
    """`/about/` for `about/index.html`; None for what is no page, which the page for missing addresses is not either."""
    if not path.endswith(".html"):
        return None
    if path == "index.html" or path.endswith("/index.html"):
        return "/" + path.removesuffix("index.html")
    return f"/{path}" if path != "404.html" else None


def beside(output: Path, suffix: str) -> Path:
    """`_site.new` for `new`: what lies beside the site while it is made."""
    return output.with_name(f"{output.name}.{suffix}")


def filled(folder: Path) -> bool:
    """Whether anything is there: a folder with something in it, or a file."""
    return folder.exists() and (not folder.is_dir() or any(folder.iterdir()))


def files_of(root: Path, folders: dict[str, Stamp] | None = None) -> Iterator[str]:
    """The path of everything in a folder that is no folder itself; what a link leads to is not looked at. `folders` takes the stamps."""
    # Walks over all files of a site are a part of every build: `os.walk` takes twice the time.
    waiting = [(os.fspath(root), "")]
    while waiting:
        folder, inside = waiting.pop()
        if folders is not None and inside:
            folders[inside[:-1]] = stamp_of(folder)
        try:
            with os.scandir(folder) as entries:
                found = [(one.path, f"{inside}{one.name}", one.is_dir(follow_symlinks=False)) for one in entries]
        except OSError:
            continue
        for path, name, is_folder in found:
            if is_folder:
                waiting.append((path, f"{name}/"))
            else:
                yield name


def _remove_shared(folder: Path, paths: Iterable[str]) -> None:
    """Removes what has one of these paths in a folder that carries our mark; much faster than looking for it."""
    folders: set[str] = set()
    for path in paths:
        with suppress(OSError):
            os.unlink(f"{folder}/{path}")
        folders.add(path.rpartition("/")[0])
    for inside in sorted(folders - {""}, key=len, reverse=True):
        with suppress(OSError):  # not empty, or gone
            os.rmdir(f"{folder}/{inside}")


def _remove(folder: Path) -> None:
    """Removes a folder of ours, its mark last: what a crash leaves of it is still known as ours. Raises OSError."""
    if not folder.exists():
        return
    (folder / MARK).touch()
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != MARK:
            path.unlink()
    (folder / MARK).unlink()
    folder.rmdir()
