"""What differs between the site as it is and the site as it was last published, as a clerk sees it: record by record.

old site, new site ──▶ added, changed, moved, gone; all other files are counted, not listed
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gazette_site.clerk.records import Record, records_beside
from gazette_site.clerk.words import Difference, differences
from gazette_site.publishing.folder.fixity import read_manifest
from gazette_site.publishing.folder.staging import page_url

KINDS = ("期", "文件", "附件", "大事记")
_MEASURES = {"期": "期", "文件": "件文件", "附件": "个附件", "大事记": "条大事记"}


@dataclass(frozen=True, slots=True)
class Changed:
    """A record that says something else than before."""

    record: Record
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A record that is found at another address; its text may have changed as well."""

    old: Record
    record: Record
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Others:
    """How many pages and files differ that are no records: lists, feeds, data, search."""

    added: int = 0
    changed: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs. Each tuple is in the order of the addresses, issue by issue."""

    compared: bool
    """Whether there is anything to compare with: a site that was published and kept."""
    added: tuple[Record, ...] = ()
    changed: tuple[Changed, ...] = ()
    moved: tuple[Moved, ...] = ()
    gone: tuple[Record, ...] = ()
    pages: Others = Others()
    files: Others = Others()
    answered: frozenset[str] = frozenset()
    """Addresses of what is gone that still have a page: it says that the text was withdrawn, or leads on."""

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return any((self.added, self.changed, self.moved, self.gone, *_counts(self.pages), *_counts(self.files)))


def compare(old: Path | None, new: Path) -> Changes:
    """What the site in `new` has that the one in `old` (None: nothing was published) had not."""
    before, now = read_manifest(old) if old else {}, read_manifest(new)
    was = records_beside(old, before, now) if old else {}
    there = records_beside(new, now, before)
    moved = _moved(was, there)
    origins = {one.record.url: one for one in moved}
    left = {one.old.url for one in moved}
    added = [one for url, one in there.items() if url not in origins and (url not in was or url in left)]
    changed = [
        Changed(one, differences(was[url].lines, one.lines))
        for url, one in there.items()
        if url in was and url not in left and url not in origins and one.lines != was[url].lines
    ]
    gone = [one for url, one in was.items() if url not in there and url not in left]
    pages, files = _others(before, now, was.keys() | there.keys())
    left_pages = {page_url(path) for path in now}
    return Changes(
        old is not None,
        tuple(sorted(added, key=_order)),
        tuple(sorted(changed, key=lambda one: _order(one.record))),
        tuple(sorted(moved, key=lambda one: _order(one.record))),
        tuple(sorted(gone, key=_order)),
        pages,
        files,
        frozenset(one.url for one in gone if one.url in left_pages),
    )


def counted(records: Iterable[Record]) -> str:
    """`3件文件、1个附件`."""
    kinds = [record.kind for record in records]
    return "、".join(f"{kinds.count(kind)}{_MEASURES[kind]}" for kind in KINDS if kind in kinds)


def _moved(was: Mapping[str, Record], there: Mapping[str, Record]) -> list[Moved]:
    """Records that lie elsewhere now: the same words, name or title, at an address that had none of them before."""
    if not was:
        return []
    homes = _homes(one for url, one in there.items() if url not in was or was[url].lines != one.lines)
    found: dict[str, Moved] = {}
    for url, one in was.items():
        now = there.get(url)
        if now and (now.lines == one.lines or now.name == one.name):
            continue
        home = next((home for key in _keys(one) if (home := homes.get(key))), None)
        if home and home.url != url and not _stayed(was.get(home.url), home):
            found.setdefault(home.url, Moved(one, home, differences(one.lines, home.lines)))
    return list(found.values())


def _homes(records: Iterable[Record]) -> dict[tuple[str, ...], Record]:
    """The records by all that they may be known by; what two of them have in common is none of it."""
    homes: dict[tuple[str, ...], Record] = {}
    twice: set[tuple[str, ...]] = set()
    for one in records:
        for key in set(_keys(one)):
            twice.update([key] if key in homes else [])
            homes[key] = one
    return {key: one for key, one in homes.items() if key not in twice}


def _keys(record: Record) -> Iterator[tuple[str, ...]]:
    """The words, the name, the title."""
    yield record.kind, "words", hashlib.sha256("\n".join(record.lines).encode()).hexdigest()
    yield record.kind, "name", record.name
    if record.kind != "期" and record.lines:
        yield record.kind, "title", record.lines[0]


def _stayed(before: Record | None, now: Record) -> bool:
    """Whether the record at an address is the one that was there, with other words."""
    return before is not None and before.name == now.name


def _order(record: Record) -> tuple[str, int, str]:
    return record.issue, KINDS.index(record.kind), record.url


def _others(before: Mapping[str, str], now: Mapping[str, str], records: Collection[str]) -> tuple[Others, Others]:
    """Counts files that are pages, and those that are none, without the pages of records."""
    ways = (
        now.keys() - before.keys(),
        (path for path in before.keys() & now.keys() if before[path] != now[path]),
        before.keys() - now.keys(),
    )
    pages, files = zip(*(_counted(way, records) for way in ways), strict=True)
    return Others(*pages), Others(*files)


def _counted(paths: Iterable[str], records: Collection[str]) -> tuple[int, int]:
    """How many pages and other files there are."""
    urls = [page_url(path) for path in paths]
    files = urls.count(None)
    return sum(url not in records for url in urls) - files, files


def _counts(others: Others) -> tuple[int, int, int]:
    return others.added, others.changed, others.gone
