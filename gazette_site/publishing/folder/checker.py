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
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from gazette_site.problems import Problem, error
from gazette_site.publishing.folder.checked_contents import differences
from gazette_site.publishing.folder.checked_links import linked
from gazette_site.publishing.folder.fixity import MANIFEST, read_manifest
from gazette_site.publishing.folder.staging import MARK

_SHOWN = 50
_UNSCANNED = ("assets/", "pagefind/")


def check_site(root: Path, shown: str, base_url: str | None) -> tuple[Problem, ...]:
    """An error for each thing that is wrong with the site in `root`, the first fifty; `shown` is its name for the clerk."""
    files = {path.relative_to(root).as_posix(): path for path in sorted(root.rglob("*")) if path.is_file()}
    site = _Site(files, base_url)
    messages = [*site.faults(), *differences(root), *_altered(root, files)]
    problems = [error(shown, message, code="check") for message in messages[:_SHOWN]]
    if rest := len(messages) - len(problems):
        problems.append(error(shown, f"这样的问题还有 {rest} 处", code="check-more"))
    return tuple(problems)


class _Site:
    """The files of a site with the ids and the links of each page."""

    def __init__(self, files: Mapping[str, Path], base_url: str | None) -> None:
        self.files = files
        self.base_url = base_url
        self.folder = urlsplit(base_url).path if base_url else "/"
        self.ids: dict[str, set[str]] = {}
        self.links: dict[str, tuple[str, ...]] = {}
        self.found_at_once: list[str] = []
        """What is wrong with a file by itself."""

    def faults(self) -> Iterator[str]:
        """What is wrong with ids and links, in words."""
        for path, file in self.files.items():
            if not path.startswith(_UNSCANNED):
                self._read(path, file)
        yield from self.found_at_once
        for path, links in self.links.items():
            for link in dict.fromkeys(links):
                if fault := self._fault(path, link):
                    yield f"{path} 中的链接 {link} {fault}"

    def _read(self, path: str, file: Path) -> None:
        try:
            found = linked(path, file.read_bytes())
        except (ValueError, ET.ParseError) as failure:
            self.found_at_once.append(f"{path} 读不出来：{failure}")
            return
        if found:
            self.links[path] = found.links
        if found and path.endswith(".html"):
            self.ids[path] = set(found.ids)
            times = Counter(found.ids)
            self.found_at_once += [f"{path} 有两处 id 都是 {name}" for name in times if times[name] > 1]

    def _fault(self, page: str, link: str) -> str:
        """What is wrong with a link, or nothing."""
        inside = self._inside(page, link)
        if inside is None:
            return ""
        path, anchor = inside
        if path not in self.files:
            return "没有对应的文件"
        if anchor and path in self.ids and anchor not in self.ids[path]:
            return "指向的位置不在那一页"
        return ""

    def _inside(self, page: str, link: str) -> tuple[str, str] | None:
        """File and place that a link means; None if it leads out of the site."""
        if self.base_url and link.startswith(self.base_url):
            link = "/" + link.removeprefix(self.base_url)
        elif page == "404.html" and link.startswith(self.folder):
            link = "/" + link.removeprefix(self.folder)
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
