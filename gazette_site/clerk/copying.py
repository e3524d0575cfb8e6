"""The order in which a site is copied, so that no reader ever meets a page that leads to nothing.

new files ─▶ design that changed ─▶ new pages ─▶ pages that changed ─▶ data, feeds, search that changed ─▶ home page
─▶ files of others that lie with the site ─▶ manifest ─▶ what is no longer there is removed
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Protocol

from gazette_site.publishing.folder.fixity import MANIFEST
from gazette_site.publishing.folder.staging import UnsafePath, page_url, safe_path

Digests = Mapping[str, str]
ROBOTS = "robots.txt"
"""Written by us and by others: one that is not as our manifest says is somebody else's."""


class CopyFailed(Exception):
    """The copy could not be made; the message is a Chinese sentence."""


class Target(Protocol):
    """Where a site is copied to."""

    @property
    def touched(self) -> bool:
        """Whether anything was changed there."""

    def listed(self) -> Digests:
        """What the manifest there lists, which is ours. Raises CopyFailed."""

    def in_the_way(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Those of the paths at which something lies there already. Raises CopyFailed."""

    def send(self, paths: Iterable[str]) -> None:
        """Copies files of the site. Raises CopyFailed."""

    def remove(self, paths: Iterable[str]) -> None:
        """Removes files there. Raises CopyFailed."""

    def wrong(self, digests: Digests) -> tuple[str, ...]:
        """Which files there are not as the digests say. Raises CopyFailed."""


def copy(target: Target, digests: Digests, ours: Iterable[str], gifts: Iterable[str] = ()) -> int:
    """Makes the target the site of those digests; how many of its files were not there as they should be.

    `ours`: paths that may lie there from a copy that was broken off; `gifts`: files of others that lie with the site,
    given where there are none of the name. What somebody else put there stays; it is refused where a page is to lie.
    Raises CopyFailed; as long as the target is not touched, everything is as it was.
    """
    there = target.listed()
    known = {path for path in (*there, *ours) if _is_safe(path)}
    met = target.in_the_way(sorted(digests.keys() - known))
    strange = set(target.wrong({path: digests[path] for path in met}))
    if strange - {ROBOTS}:
        _refuse(strange - {ROBOTS})
    if ROBOTS in there and target.wrong({ROBOTS: there[ROBOTS]}):
        strange.add(ROBOTS)
    wanted = {path: digest for path, digest in digests.items() if path not in strange}
    differing = target.wrong(wanted)
    for paths in _steps(differing, known):
        target.send(paths)
    taken = set(target.in_the_way(gifts))
    target.send([path for path in gifts if path not in taken])
    target.send([MANIFEST])
    target.remove(sorted(known - digests.keys() - strange))
    if left := target.wrong(wanted):
        raise CopyFailed(f"拷过去的与清单不一致：{_some(left)}")
    return len(differing)


def take_away(target: Target, ours: Iterable[str]) -> None:
    """Removes the whole site from the target; files of others stay. Raises CopyFailed."""
    there = target.listed()
    paths = {path for path in (*there, *ours) if _is_safe(path)}
    if ROBOTS in there and target.wrong({ROBOTS: there[ROBOTS]}):
        paths.discard(ROBOTS)
    target.remove(sorted(paths, key=lambda path: (path != "index.html", path)))
    target.remove([MANIFEST])


def _steps(paths: Iterable[str], known: Collection[str]) -> Iterator[list[str]]:
    """The paths in the order above, those of one step together."""
    ranked = sorted((_rank(path, path in known), path) for path in paths)
    for _, step in groupby(ranked, key=lambda one: one[0]):
        yield [path for _, path in step]


def _rank(path: str, known: bool) -> int:
    is_page = page_url(path) is not None
    if path == "index.html":
        return 5
    if not known:
        return 2 if is_page else 0
    return 3 if is_page else 1 if path.startswith("assets/") else 4


def _is_safe(path: str) -> bool:
    """Whether a path that a manifest somewhere else lists stays inside."""
    try:
        safe_path(path)
    except UnsafePath:
        return False
    return True


def _refuse(strange: Iterable[str]) -> None:
    raise CopyFailed(f"目标里有同名的文件，不是本程序放的：{_some(sorted(strange))}；请移走，或另选一个文件夹")


def _some(paths: Iterable[str]) -> str:
    listed = list(paths)
    return "、".join(listed[:3]) + (f" 等 {len(listed)} 个" if len(listed) > 3 else "")


def chunks(paths: Iterable[str]) -> Iterator[str]:
    """Paths as rsync reads them from its input, each ended by a zero."""
    return (f"{path}\0" for path in paths)
