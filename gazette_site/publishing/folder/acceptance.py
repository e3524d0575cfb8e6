"""Whether a folder may be replaced by a new site, and what in it is carried over: nothing of anybody else is ever lost.

    old site ──▶ ours (in its manifest) + foreign ──▶ kept (named by `keep`, or by KEPT) + strange

1. What is ours the manifest of the old site tells. What is foreign and kept lies in the new site as it lay in the old
   one, outside of the manifest; so it is foreign again next time.
2. What is strange, neither ours nor kept, makes the build refuse and name it.
3. What systems drop into folders (`Thumbs.db`, `.DS_Store`) is nobody's, and goes.
4. `robots.txt` is written by us and by others: one that is not as we wrote it is foreign, and takes the place of ours.

pattern = name (`/` name)* [`/`]      `*` and `?` as in file names, within one name; a final `/` means all in that folder
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from gazette_site.dropped import is_dropped
from gazette_site.publishing.folder.fixity import MANIFEST, digest_in, digests_in
from gazette_site.publishing.folder.looked_at import Folders, files_in_others
from gazette_site.publishing.folder.staging import MARK, Staging, beside, filled, previous_urls
from gazette_site.publishing.folder.twin import TWIN

KEPT = (
    *("CNAME", ".nojekyll", ".well-known/", ".git", ".git/", ".gitignore", ".gitattributes"),
    *(".htaccess", ".htpasswd", ".user.ini", "web.config", "_headers", "robots.txt", "favicon.ico", "ads.txt"),
    *("baidu_verify_*.html", "google*.html", "yandex_*.html", "pinterest-*.html", "naver*.html", "BingSiteAuth.xml"),
    *("sogousiteverification.txt", "shenma-site-verification.txt", "bytedance-verification*.html", "360-*.txt"),
    *("MP_verify_*.txt", "WW_verify_*.txt", "bdunion.txt"),
)
"""Kept without being asked for: what hosts, web servers and search engines want to find at the root of a site."""

_ROBOTS = "robots.txt"
_OURS = (MARK, MANIFEST, f"{MANIFEST}.sig")
"""Ours, but in no manifest; the signature of an old manifest (`make sign`) ends with it."""
_SHOWN = 5
_NOTHING: Folders = MappingProxyType({})


class OutputRefused(Exception):
    """The output folder cannot be used; the message is a Chinese sentence."""


class Foreign(NamedTuple):
    """What somebody else put into the folder of a site, as paths, sorted."""

    kept: tuple[str, ...]
    strange: tuple[str, ...]


def check_apart(output: Path, issues: Path, names: tuple[str, str] = ("输出文件夹", "公报文件夹")) -> None:
    """Raises OutputRefused if one of the folders lies in the other, or `output` is a file; `names` are what the clerk calls them."""
    if output == issues or output in issues.parents or issues in output.parents:
        raise OutputRefused(f"{names[0]} {output} 与{names[1]} {issues} 不能互相包含")
    if output.exists() and not output.is_dir():
        raise OutputRefused(f"{output} 是一个文件，不是文件夹")


def check_output(output: Path, keep: Iterable[str] = (), known: Folders = _NOTHING) -> None:
    """Raises OutputRefused unless nothing but a site of ours and what is kept lies in `output`, and nothing foreign beside it.

    `known` folders hold nothing foreign as long as they are as they were.
    """
    old, new, twin = beside(output, "old"), beside(output, "new"), beside(output, TWIN)
    for folder, use in ((old, "暂存旧网站"), (new, "生成新网站"), (twin, "留着旧网站，供下次生成")):
        if folder.is_symlink() or (filled(folder) and not _is_left_over(folder)):
            raise OutputRefused(f"{folder} 要用来{use}，但里面有别的东西，请移走")
    if filled(output):
        _check_strange(output, output, keep, known)
    elif old.is_dir() and not (old / MARK).is_file():
        _check_strange(old, output, keep)


def foreign_files(site: Path, keep: Iterable[str] = (), known: Folders = _NOTHING) -> Foreign:
    """What in the folder of a site is not of it."""
    patterns = (*KEPT, *keep)
    found = {
        path
        for path in files_in_others(str(site), known)
        if path not in _OURS and not is_dropped(path.rpartition("/")[2])
    }
    listed = digests_in(site, found)
    paths = sorted(path for path in found if not _is_ours(site, path, listed))
    kept = {path for path in paths if _keepable(site / path) and any(_matches(path, one) for one in patterns)}
    return Foreign(tuple(sorted(kept)), tuple(path for path in paths if path not in kept))


def make_room(staging: Staging, output: Path) -> None:
    """Leaves our `robots.txt` out where a foreign one is kept; to be called before the manifest is written."""
    robots = output / _ROBOTS
    if (robots.is_symlink() or robots.is_file()) and not _is_as(robots, digest_in(output, _ROBOTS)):
        staging.leave_out(_ROBOTS)


def carry_over(staging: Staging, output: Path, keep: Iterable[str], known: Folders = _NOTHING) -> None:
    """Copies what is kept of the old site into the new one, once that was counted. Raises OutputRefused, OSError."""
    if not output.is_dir():
        return
    for path in _check_strange(output, output, keep, known).kept:
        target = staging.root / path
        if target.exists() or target.is_symlink():
            raise OutputRefused(f"{output / path} 不是本程序写的，却与网站的一个文件同名，请移走")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(output / path, target, follow_symlinks=False)


def _is_left_over(folder: Path) -> bool:
    """Whether a folder beside the site is one that a build left behind."""
    return (folder / MARK).is_file() or previous_urls(folder) is not None


def _check_strange(site: Path, output: Path, keep: Iterable[str], known: Folders = _NOTHING) -> Foreign:
    """What in the folder is not of the site, all of it kept. Raises OutputRefused."""
    foreign = foreign_files(site, keep, known)
    strange = foreign.strange
    if not strange:
        return foreign
    if previous_urls(site) is None:
        raise OutputRefused(f"{output} 里有别的东西，不是本程序生成的网站；为免误删，请换一个空文件夹")
    if not (site / MANIFEST).is_file():
        raise OutputRefused(
            f"{site} 里的网站没有清单 {MANIFEST}，分不清哪些文件是别人放的；为免误删，请换一个空文件夹，或把它移走"
        )
    names = "、".join(strange[:_SHOWN]) + (f" 等 {len(strange)} 个" if len(strange) > _SHOWN else "")
    raise OutputRefused(
        f"{site} 里有不是本程序写的文件：{names}。要保留，请在 site.yaml 的 keep 里写上名字；不要了，请移走或删去"
    )


def _is_ours(site: Path, path: str, listed: dict[str, str]) -> bool:
    if path != _ROBOTS or path not in listed:
        return path in listed
    return _is_as(site / path, listed[path])


def _is_as(path: Path, digest: str | None) -> bool:
    return digest is not None and hashlib.sha256(path.read_bytes()).hexdigest() == digest


def _keepable(path: Path) -> bool:
    """Whether it can be copied: a file or a link, no pipe and no device."""
    return path.is_symlink() or path.is_file()


def _matches(path: str, pattern: str) -> bool:
    names, wanted = path.split("/"), pattern.rstrip("/").split("/")
    if len(names) < len(wanted) or (len(names) > len(wanted) and not pattern.endswith("/")):
        return False
    return all(fnmatchcase(name, one) for name, one in zip(names, wanted, strict=False))
