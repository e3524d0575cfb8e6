"""Whether pages, JSON, JSON Lines, CSV, Akoma Ntoso, SQLite and feeds of a finished site have the same records."""

from __future__ import annotations

import csv
import gzip
import json
import re
import sqlite3
import tarfile
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

_ATOM = "{http://www.w3.org/2005/Atom}"
_TEXT_PAGES = {
    "documents": re.compile(r"documents/[^/]+/index\.html"),
    "attachments": re.compile(r"documents/[^/]+/[^/]+/index\.html"),
    "chronicle": re.compile(r"chronicle/\d{4}-\d\d-(?:\d\d(?:-\d+)?|e\d+)/index\.html"),
}
"""Where a page lies that shows a text."""

Addresses = Mapping[str, frozenset[str]]
"""For documents, attachments and chronicle the addresses that a form has; a form that has no such records leaves them out."""


def differences(root: Path, texts: Iterable[str]) -> Iterator[str]:
    """A sentence for each address that one form has and another has not, and for each form that cannot be read.

    `texts` are the paths of the pages that show a text of the gazette.
    """
    expected: Addresses | None = None
    for form, read in _FORMS.items():
        try:
            found = read(root) if read else _pages(texts)
        except (OSError, EOFError, ValueError, KeyError, tarfile.TarError, sqlite3.Error, ET.ParseError) as failure:
            yield f"{form} 读不出来：{failure}"
            continue
        if expected is None:
            expected = found
        for name, addresses in found.items():
            wanted = expected[name]
            yield from (f"{form} 缺 {address}" for address in sorted(wanted - addresses))
            yield from (f"{form} 多出 {address}" for address in sorted(addresses - wanted))


def _json(root: Path) -> Addresses:
    issues = [json.loads(path.read_bytes()) for path in sorted((root / "data/issues").glob("*.json"))]
    documents = [one for issue in issues for one in issue["documents"]]
    return {
        "documents": frozenset(one["url"] for one in documents),
        "attachments": frozenset(part["url"] for one in documents for part in one["attachments"]),
        "chronicle": frozenset(one["url"] for issue in issues for one in issue["chronicle"]),
    }


def _pages(texts: Iterable[str]) -> Addresses:
    found: dict[str, set[str]] = {"documents": set(), "attachments": set(), "chronicle": set()}
    for path in texts:
        for kind, pattern in _TEXT_PAGES.items():
            if pattern.fullmatch(path):
                found[kind].add(f"/{path.removesuffix('index.html')}")
    return {name: frozenset(addresses) for name, addresses in found.items()}


def _lines(root: Path) -> Addresses:
    def urls(name: str) -> Iterator[str]:
        for path in root.glob(f"data/*/{name}.jsonl.gz"):
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                yield from (json.loads(line)["url"] for line in lines)

    return {name: frozenset(urls(name)) for name in ("documents", "chronicle")}


def _csv(root: Path) -> Addresses:
    def urls(name: str) -> Iterator[str]:
        for path in root.glob(f"data/*/{name}.csv"):
            with path.open(encoding="utf-8-sig", newline="") as stream:
                yield from (row["url"] for row in csv.DictReader(stream))

    csv.field_size_limit(2**31 - 1)
    return {name: frozenset(urls(name)) for name in ("documents", "attachments", "chronicle")}


def _akoma_ntoso(root: Path) -> Addresses:
    """A member is named as the folder of its page."""
    found: set[str] = set()
    for path in root.glob("data/*/akoma-ntoso.tar.gz"):
        with tarfile.open(path) as archive:
            found |= {f"/documents/{name.removesuffix('.xml')}/" for name in archive.getnames()}
    return {"documents": frozenset(found)}


def _sqlite(root: Path) -> Addresses:
    path = (root / "data/gazette.sqlite").resolve()
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return {
            name: frozenset(url for (url,) in connection.execute(f"SELECT url FROM {name}"))
            for name in ("documents", "attachments", "chronicle")
        }


def _atom(root: Path) -> Addresses:
    found = {"documents": _atom_urls(root, "documents")}
    return found | {"chronicle": _atom_urls(root, "chronicle")} if (root / "chronicle/feed.xml").exists() else found


def _atom_urls(root: Path, folder: str) -> frozenset[str]:
    """The entries of a feed and its archives, each followed to the one before."""
    urls: set[str] = set()
    name = "feed.xml"
    while name:
        feed = ET.parse(root / folder / name).getroot()
        links = feed.findall(f"{_ATOM}entry/{_ATOM}link")
        urls |= {f"/{link.attrib['href']}" for link in links}
        older = [link for link in feed.findall(f"{_ATOM}link") if link.attrib["rel"] == "prev-archive"]
        name = older[0].attrib["href"].rpartition("/")[2] if older else ""
    return frozenset(urls)


def _json_feed(root: Path) -> Addresses:
    found = {"documents": _json_feed_urls(root, "documents")}
    there = (root / "chronicle/feed.json").exists()
    return found | {"chronicle": _json_feed_urls(root, "chronicle")} if there else found


def _json_feed_urls(root: Path, folder: str) -> frozenset[str]:
    """As for Atom; addresses may be full, the feed's own tells what stands before them."""
    urls: set[str] = set()
    name = "feed.json"
    while name:
        feed = json.loads((root / folder / name).read_bytes())
        base = feed["feed_url"].removesuffix(f"/{folder}/{name}")
        urls |= {item["url"].removeprefix(base) for item in feed["items"]}
        name = feed.get("next_url", "").rpartition("/")[2]
    return frozenset(urls)


_FORMS: Mapping[str, Callable[[Path], Addresses] | None] = {
    "JSON": _json,
    "网页": None,
    "JSON Lines": _lines,
    "CSV": _csv,
    "Akoma Ntoso": _akoma_ntoso,
    "SQLite": _sqlite,
    "Atom": _atom,
    "JSON Feed": _json_feed,
}
"""The first is what the others are held against; of the pages it is known already."""
