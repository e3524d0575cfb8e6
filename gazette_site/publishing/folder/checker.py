"""Checks a finished site as it lies on disk, trusting nothing that made it.

1. No page has an id twice; every internal link of a page leads to a file, and to an id that is there.
2. So do the addresses in feeds, sitemap and JSON.
3. Pages, JSON, JSON Lines, CSV, SQLite and feeds have the same documents, attachments and entries.
4. Every file is as the manifest says, and no file is missing from it.
"""

from __future__ import annotations

import hashlib
import posixpath
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from gazette_site.crew import Crew, Lost
from gazette_site.problems import Problem, error
from gazette_site.publishing.folder.checked_contents import differences
from gazette_site.publishing.folder.checked_links import linked
from gazette_site.publishing.folder.fixity import MANIFEST, read_manifest
from gazette_site.publishing.folder.staging import MARK

_SHOWN = 50
_AT_ONCE = 200
"""Files that one of a crew reads at a time."""
_UNSCANNED = ("assets/", "pagefind/")


def check_site(root: Path, shown: str, base_url: str | None, crew: Crew | None = None) -> tuple[Problem, ...]:
    """An error for each thing that is wrong with the site in `root`, the first fifty; `shown` is its name for the clerk.

    A `crew` reads some files each; what is found is the same. Raises BrokenProcessPool.
    """
    files = {path.relative_to(root).as_posix(): path for path in sorted(root.rglob("*")) if path.is_file()}
    site = _Site(_scanned(root, [path for path in files if not path.startswith(_UNSCANNED)], base_url, crew))
    messages = [*site.faults(files), *differences(root), *_altered(root, files)]
    problems = [error(shown, message, code="check") for message in messages[:_SHOWN]]
    if rest := len(messages) - len(problems):
        problems.append(error(shown, f"这样的问题还有 {rest} 处", code="check-more"))
    return tuple(problems)


class _Target(NamedTuple):
    """A link of a file, and the file and the place in it that it means."""

    link: str
    path: str
    place: str


class _Scanned(NamedTuple):
    """What a file has that can be linked to, and where it links inside the site."""

    path: str
    ids: tuple[str, ...]
    """Of a page, with repetitions."""
    targets: tuple[_Target, ...]
    unread: str = ""
    """Why it cannot be read."""


class _Scan(NamedTuple):
    """What is the same for all files."""

    root: Path
    base_url: str | None


def _scanned(root: Path, paths: Sequence[str], base_url: str | None, crew: Crew | None) -> list[_Scanned]:
    """What the files link to, in the order of the paths."""
    scan = _Scan(root, base_url)
    if crew is None or not crew.worth(len(paths), _AT_ONCE):
        return _scan_some(scan, paths)
    some = [tuple(paths[start : start + _AT_ONCE]) for start in range(0, len(paths), _AT_ONCE)]
    found = {one: result for one, result in crew.each(_scan_some, scan, some) if not isinstance(result, Lost)}
    return [one for paths_of in some for one in (found[paths_of] if paths_of in found else _scan_some(scan, paths_of))]


def _scan_some(scan: _Scan, paths: Sequence[str]) -> list[_Scanned]:
    return [one for path in paths if (one := _scan_one(scan, path))]


def _scan_one(scan: _Scan, path: str) -> _Scanned | None:
    try:
        found = linked(path, (scan.root / path).read_bytes())
    except (ValueError, ET.ParseError) as failure:
        return _Scanned(path, (), (), str(failure))
    if found is None:
        return None
    inside = ((link, _inside(path, link, scan.base_url)) for link in dict.fromkeys(found.links))
    targets = tuple(_Target(link, *there) for link, there in inside if there)
    return _Scanned(path, found.ids if path.endswith(".html") else (), targets)


def _inside(page: str, link: str, base_url: str | None) -> tuple[str, str] | None:
    """File and place that a link of a page means; None if it leads out of the site."""
    folder = urlsplit(base_url).path if base_url else "/"
    if base_url and link.startswith(base_url):
        link = "/" + link.removeprefix(base_url)
    elif page == "404.html" and link.startswith(folder):
        link = "/" + link.removeprefix(folder)
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    if not parts.path:
        return page, unquote(parts.fragment)
    joined = parts.path if parts.path.startswith("/") else posixpath.join("/" + posixpath.dirname(page), parts.path)
    path = posixpath.normpath(joined).lstrip("/")
    if parts.path.endswith(("/", "/.", "/..")) or parts.path in (".", "..") or not path:
        path = posixpath.join(path, "index.html")
    return unquote(path), unquote(parts.fragment)


class _Site:
    """The ids and the links of each page."""

    def __init__(self, scanned: Sequence[_Scanned]) -> None:
        self.scanned = scanned
        self.ids = {one.path: set(one.ids) for one in scanned if one.path.endswith(".html") and not one.unread}

    def faults(self, files: Container[str]) -> Iterator[str]:
        """What is wrong with ids and links, in words."""
        for one in self.scanned:
            if one.unread:
                yield f"{one.path} 读不出来：{one.unread}"
            times = Counter(one.ids)
            yield from (f"{one.path} 有两处 id 都是 {name}" for name in times if times[name] > 1)
        for one in self.scanned:
            for target in one.targets:
                if fault := self._fault(target, files):
                    yield f"{one.path} 中的链接 {target.link} {fault}"

    def _fault(self, target: _Target, files: Container[str]) -> str:
        """What is wrong with a link, or nothing."""
        if target.path not in files:
            return "没有对应的文件"
        if target.place and target.path in self.ids and target.place not in self.ids[target.path]:
            return "指向的位置不在那一页"
        return ""


def _altered(root: Path, files: Mapping[str, Path]) -> Iterator[str]:
    listed = read_manifest(root)
    for path in _sorted_union(listed, files):
        if path in (MANIFEST, MARK):
            continue
        if path not in listed:
            yield f"{path} 不在 {MANIFEST} 中"
        elif path not in files:
            yield f"{MANIFEST} 列有 {path}，但没有这个文件"
        elif hashlib.sha256(files[path].read_bytes()).hexdigest() != listed[path]:
            yield f"{path} 与 {MANIFEST} 不符"


def _sorted_union(*names: Iterable[str]) -> list[str]:
    return sorted({name for some in names for name in some})
