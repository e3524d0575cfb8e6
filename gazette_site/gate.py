"""The gate before everything heavy: where nothing has changed since the last build, nothing is loaded, read or written.

    arguments, working folder ──▶ record of the last build ──▶ everything looked at again ──▶ its report once more │ a build

The record is kept in the cache when a build has published and nothing was left undone. It names what the build depended
on (`watch`): the folder of issues, the settings, the program with its templates and libraries, the ledger; the report; and of the
site its list of digests and what lies right in its folder. What somebody does deeper in the site is noticed by the next
build that has something to do, and by `--check`, which like `--force` passes the gate by.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from gazette_site.cache import Cache
from gazette_site.watch import Look, is_as, look_at, program

ROOM = "gate"
_PAST = ("--check", "--force", "--changes", "--help", "-h")
"""Options with which there is always something to do."""
_CACHE = "--cache"
_DEFAULT_CACHE = ".cache"
_PARTED = "\n\f\n"
_MANIFEST = "manifest-sha256.txt"


class Kept(NamedTuple):
    """The record of a build."""

    output: str
    folders: tuple[str, ...]
    """In which nothing more may lie."""
    look: tuple[str, ...]
    quiet: bool
    report: str
    """What the clerk was told of problems."""
    summary: str


def unchanged(arguments: Sequence[str]) -> Kept | None:
    """The record of the last build with these arguments, if all that it depended on is as it was; else None."""
    cache = _cache(arguments)
    kept = _read(cache, _key(arguments)) if cache else None
    if kept is None or any(os.path.lexists(f"{kept.output}.{end}") for end in ("lock", "new", "old")):
        return None
    try:
        return kept if is_as(kept.look, kept.folders) else None
    except ValueError:
        return None


class Watch:
    """Looks before a build at what it will depend on, and keeps the record afterwards."""

    def __init__(self, arguments: Sequence[str], issues: Path, settings: Sequence[Path]) -> None:
        """`settings` are all places where the settings may lie."""
        alone, rooms = program()
        self._arguments = arguments
        self._ledger = os.path.join(issues, "addresses.tsv")
        self._announced = [os.path.join(issues, name) for name in (".addresses.tsv.next", ".publications.tsv.next")]
        self._folders = (*rooms, str(issues))
        self._first = _looked([*alone, *map(str, settings)], self._folders, self._ledger)

    def keep(self, output: Path, more: Sequence[Path], quiet: bool, report: str, summary: str) -> None:
        """Keeps the record of a build that published; `more` are files that the settings name, and the report."""
        cache = _cache(self._arguments)
        last = _looked([self._ledger, *self._announced, *map(str, more), *_site(str(output))], (), "")
        if cache is None or self._first is None or last is None:
            return
        kept = Kept(str(output), self._folders, (*self._first, *last), quiet, report, summary)
        cache.put(ROOM, _key(self._arguments), _written(kept))


def _looked(paths: Sequence[str], folders: Sequence[str], but: str) -> Look | None:
    try:
        return look_at(paths, folders, but)
    except ValueError:
        return None


def _site(output: str) -> Iterator[str]:
    """The list of digests of a site, its folder, and what lies right in it."""
    yield output
    try:
        yield from (one.path for one in sorted(os.scandir(output), key=lambda one: one.name) if one.is_dir())
    except OSError:
        return
    yield os.path.join(output, _MANIFEST)


def _cache(arguments: Sequence[str]) -> Cache | None:
    """The cache that the arguments name; None where there is always something to do, or they are not understood here."""
    if any(one.partition("=")[0] in _PAST for one in arguments):
        return None
    folders = [one.partition("=")[2] for one in arguments if one.startswith(f"{_CACHE}=")]
    folders += [folder for one, folder in pairwise(arguments) if one == _CACHE]
    return Cache(Path(folders[0] if folders else _DEFAULT_CACHE)) if len(folders) < 2 else None


def _key(arguments: Sequence[str]) -> str:
    told = "\0".join((sys.version, os.path.abspath(__file__), os.getcwd(), *arguments))
    return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()


def _written(kept: Kept) -> bytes:
    parts = (
        kept.output,
        "\n".join(kept.folders),
        "\n".join(kept.look),
        "quiet" if kept.quiet else "",
        kept.report,
        kept.summary,
    )
    return _PARTED.join(parts).encode("utf-8", "surrogateescape")


def _read(cache: Cache, key: str) -> Kept | None:
    content = cache.get(ROOM, key)
    parts = content.decode("utf-8", "surrogateescape").split(_PARTED) if content else []
    if len(parts) != len(Kept._fields):
        return None
    output, folders, look, quiet, report, summary = parts
    return Kept(output, tuple(folders.split("\n")), tuple(look.split("\n")), bool(quiet), report, summary)
