"""Checks a finished site as it lies on disk, trusting nothing that made it.

1. No page has an id twice; every internal link of a page leads to a file, and to an id that is there.
2. So do the addresses in feeds, sitemap and JSON.
3. Pages, JSON, JSON Lines, CSV, SQLite and feeds have the same documents, attachments and entries.
4. Every file is as the manifest says, and no file is missing from it.

Every file is read, each once, but the ids and links of one that has the very bytes it had the last time are those found then.
"""

from __future__ import annotations

import hashlib
import posixpath
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from gazette_site.crew import Crew, Lost
from gazette_site.problems import Problem, error
from gazette_site.publishing.folder.checked_contents import differences
from gazette_site.publishing.folder.checked_links import linked
from gazette_site.publishing.folder.fixity import MANIFEST, read_manifest
from gazette_site.publishing.folder.scanned import Scanned, Target
from gazette_site.publishing.folder.staging import MARK

_SHOWN = 50
_AT_ONCE = 200
"""Files that one of a crew reads at a time."""
_UNSCANNED = ("assets/", "pagefind/")
_NOTHING: Mapping[str, Scanned] = {}


class Checked(NamedTuple):
    """What a check found."""

    problems: tuple[Problem, ...]
    """An error for each thing that is wrong, the first fifty."""
    files: Mapping[str, Scanned]
    """What was found in each file, for the next check."""


def check_site(
    root: Path, shown: str, base_url: str | None, crew: Crew | None = None, before: Mapping[str, Scanned] = _NOTHING
) -> Checked:
    """Checks the site in `root`; `shown` is its name for the clerk, `before` is what the last check found with this `base_url`.

    A `crew` reads some files each; what is found is the same. Raises BrokenProcessPool.
    """
    files = {path.relative_to(root).as_posix() for path in sorted(root.rglob("*")) if path.is_file()}
    found = {one.path: one for one in _scanned(root, sorted(files), base_url, crew, before)}
    texts = [path for path, one in found.items() if one.is_text]
    messages = [*_Site(found.values()).faults(files), *differences(root, texts), *_altered(root, found)]
    problems = [error(shown, message, code="check") for message in messages[:_SHOWN]]
    if rest := len(messages) - len(problems):
        problems.append(error(shown, f"这样的问题还有 {rest} 处", code="check-more"))
    return Checked(tuple(problems), found)


class _Scan(NamedTuple):
    """What is the same for all files."""

    root: Path
    base_url: str | None


def _scanned(
    root: Path, paths: Sequence[str], base_url: str | None, crew: Crew | None, before: Mapping[str, Scanned]
) -> Iterator[Scanned]:
    """What the files link to, in the order of the paths."""
    scan = _Scan(root, base_url)
    asked = [(path, before[path].digest if path in before else "") for path in paths]
    some = [tuple(asked[start : start + _AT_ONCE]) for start in range(0, len(asked), _AT_ONCE)]
    if crew is None or not crew.worth(len(paths), _AT_ONCE):
        found = {}
    else:
        found = {one: result for one, result in crew.each(_scan_some, scan, some) if not isinstance(result, Lost)}
    for one in some:
        for (path, _), scanned in zip(one, found[one] if one in found else _scan_some(scan, one), strict=True):
            yield scanned or before[path]


def _scan_some(scan: _Scan, asked: Sequence[tuple[str, str]]) -> list[Scanned | None]:
    """What is found in files; None in those whose digest is the one that is given."""
    return [_scan_one(scan, path, known) for path, known in asked]


def _scan_one(scan: _Scan, path: str, known: str) -> Scanned | None:
    content = (scan.root / path).read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if digest == known:
        return None
    try:
        found = None if path.startswith(_UNSCANNED) else linked(path, content)
        if found is None:
            return Scanned(path, digest)
        inside = ((link, _inside(path, link, scan.base_url)) for link in dict.fromkeys(found.links))
        targets = tuple(Target(link, *there) for link, there in inside if there)
    except (ValueError, ET.ParseError) as failure:
        return Scanned(path, digest, unread=str(failure))
    return Scanned(path, digest, found.ids, targets, found.is_text)


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

    def __init__(self, scanned: Collection[Scanned]) -> None:
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

    def _fault(self, target: Target, files: Container[str]) -> str:
        """What is wrong with a link, or nothing."""
        if target.path not in files:
            return "没有对应的文件"
        if target.place and target.path in self.ids and target.place not in self.ids[target.path]:
            return "指向的位置不在那一页"
        return ""


def _altered(root: Path, files: Mapping[str, Scanned]) -> Iterator[str]:
    listed = read_manifest(root)
    for path in _sorted_union(listed, files):
        if path in (MANIFEST, MARK):
            continue
        if path not in listed:
            yield f"{path} 不在 {MANIFEST} 中"
        elif path not in files:
            yield f"{MANIFEST} 列有 {path}，但没有这个文件"
        elif files[path].digest != listed[path]:
            yield f"{path} 与 {MANIFEST} 不符"


def _sorted_union(*names: Iterable[str]) -> list[str]:
    return sorted({name for some in names for name in some})
