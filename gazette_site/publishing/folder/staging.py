"""The folder of the site: written beside the old one, checked, and swapped in whole.

    <output>.new  ──▶ everything is written here
    <output>      ──▶ <output>.old   ┐ two renames; in between only a crash can stop us,
    <output>.new  ──▶ <output>       ┘ and the next build puts the old site back
    <output>.old  ──▶ gone

1. `<output>` is at every moment the old site or the new one, or, for the blink between two renames, not there.
2. Nothing is ever removed that was not made here: a folder is ours if it is empty, or holds our list of addresses
   (a site) or our mark (a build that was broken off).
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.folder.well_formed import check_text

URL_LIST = "data/urls.json"
"""The addresses of all pages, sorted; the site is recognised by it, and where there is no ledger yet, it stands in for it."""

MARK = ".gazette-site-build"
"""Marks a folder in which a site is being put together."""


class OutputRefused(Exception):
    """The output folder cannot be used; the message is a Chinese sentence."""


class UnsafePath(Exception):
    """A file of the site that would be written outside of it, or twice; the message is a Chinese sentence."""


class Measure(NamedTuple):
    """Size in bytes and SHA-256, hexadecimal, of a file."""

    size: int
    digest: str


class Staging:
    """The folder in which a site is put together."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self.root = _beside(output, "new")
        self._written: dict[str, Measure] = {}
        self._pages: list[str] = []

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
        """Size and digest of every file written so far, by its path."""
        return self._written

    def write(self, file: OutputFile) -> None:
        """Writes one file. With `take` the only place that writes into a site. Raises UnsafePath, IllFormed."""
        check_text(file)
        self._target(file.path).write_bytes(file.content)
        self._written[file.path] = Measure(len(file.content), hashlib.sha256(file.content).hexdigest())
        if url := page_url(file.path):
            self._pages.append(url)

    def take(self, path: str, source: Path) -> None:
        """Copies a file too large for the memory to `path` in the site. Raises UnsafePath."""
        target = self._target(path)
        shutil.copyfile(source, target)
        with target.open("rb") as stream:
            self._written[path] = Measure(target.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest())

    def _target(self, path: str) -> Path:
        safe = safe_path(path)
        if path in self._written:
            raise UnsafePath(f"两个网页要写到同一个文件：{path}")
        target = self.root / safe
        target.parent.mkdir(parents=True, exist_ok=True)
        return target

    def write_urls(self) -> None:
        """Writes the list of addresses; nothing that is a page may be written after it."""
        self.write(OutputFile(URL_LIST, (json.dumps(self.urls, indent=0) + "\n").encode()))

    def publish(self) -> None:
        """Puts the finished site in place of the old one."""
        (self.root / MARK).unlink()
        old = _beside(self._output, "old")
        if self._output.exists():
            self._output.rename(old)
        self.root.rename(self._output)
        if old.exists():
            shutil.rmtree(old)

    def discard(self) -> None:
        """Removes what was written; the old site stays as it is."""
        shutil.rmtree(self.root, ignore_errors=True)


def open_staging(output: Path) -> Staging:
    """A fresh staging folder for `output`, after what a broken-off build left behind was cleared or put back.

    `output` must have been accepted by `check_output`.
    """
    old, staging = _beside(output, "old"), Staging(output)
    if old.exists():
        if output.exists() and any(output.iterdir()):
            shutil.rmtree(old)
        else:
            old.replace(output)
    staging.discard()
    staging.root.mkdir(parents=True)
    (staging.root / MARK).touch()
    return staging


def check_output(output: Path, issues: Path) -> None:
    """Raises OutputRefused unless `output` may be replaced: it is not there, empty or a site of ours, and apart from `issues`."""
    if output == issues or output in issues.parents or issues in output.parents:
        raise OutputRefused(f"输出文件夹 {output} 与公报文件夹 {issues} 不能互相包含")
    if output.exists() and not output.is_dir():
        raise OutputRefused(f"{output} 是一个文件，不是文件夹")
    if _filled(output) and previous_urls(output) is None:
        raise OutputRefused(f"{output} 里有别的东西，不是本程序生成的网站；为免误删，请换一个空文件夹")
    old, new = _beside(output, "old"), _beside(output, "new")
    if _filled(old) and previous_urls(old) is None:
        raise OutputRefused(f"{old} 要用来暂存旧网站，但里面有别的东西，请移走")
    if _filled(new) and not (new / MARK).is_file() and previous_urls(new) is None:
        raise OutputRefused(f"{new} 要用来生成新网站，但里面有别的东西，请移走")


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
    return previous_urls(output) or previous_urls(_beside(output, "old")) or ()


def safe_path(path: str) -> PurePosixPath:
    """`path` as a path inside the site. Raises UnsafePath for one that leads out, is empty, or has odd parts."""
    parts = path.split("/")
    odd = any(part in ("", ".", "..") or "\\" in part or ":" in part or not part.isprintable() for part in parts)
    if odd or any(len(part.encode()) > 255 for part in parts) or path == MARK:
        raise UnsafePath(f"不能作为网站里的文件名：{path!r}")
    return PurePosixPath(path)


def page_url(path: str) -> str | None:
    """`/about/` for `about/index.html`; None for what is no page, which the page for missing addresses is not either."""
    if path == "index.html" or path.endswith("/index.html"):
        return "/" + path.removesuffix("index.html")
    return f"/{path}" if path.endswith(".html") and path != "404.html" else None


def _beside(output: Path, suffix: str) -> Path:
    return output.with_name(f"{output.name}.{suffix}")


def _filled(folder: Path) -> bool:
    return folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
