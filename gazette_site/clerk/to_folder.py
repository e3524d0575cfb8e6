"""A site copied to a folder: each file is written beside its place and renamed into it."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from gazette_site.clerk.copying import CopyFailed, Digests
from gazette_site.failures import cause
from gazette_site.publishing.folder.any_system import rename
from gazette_site.publishing.folder.fixity import read_manifest
from gazette_site.publishing.folder.staging import safe_path


class FolderTarget:
    """A folder of this machine, or one that looks like it."""

    def __init__(self, site: Path, folder: Path) -> None:
        self._site = site
        self._folder = folder
        self._touched = False

    @property
    def touched(self) -> bool:
        """Whether anything was changed there."""
        return self._touched

    def listed(self) -> Digests:
        """What the manifest there lists."""
        if self._folder.exists() and not self._folder.is_dir():
            raise CopyFailed(f"{self._folder} 是一个文件，不是文件夹")
        if not self._folder.parent.is_dir():  # a share that is not connected, a slip: no site is made in the void
            raise CopyFailed(
                f"没有 {self._folder.parent} 这个文件夹：共享文件夹没有连上，或路径写错了；确是新地方的，请先建好它"
            )
        return read_manifest(self._folder)

    def in_the_way(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Those that lie there already."""
        return tuple(path for path in paths if os.path.lexists(self._folder / path))

    def send(self, paths: Iterable[str]) -> None:
        """Copies each; a reader meets the old file or the new one."""
        for path in paths:
            target = self._folder / safe_path(path)
            with self._said(path):
                target.parent.mkdir(parents=True, exist_ok=True)
                self._touched = True
                fresh = target.with_name(f".{target.name}.new")
                try:
                    shutil.copyfile(self._site / path, fresh)
                    rename(fresh, target)
                finally:
                    fresh.unlink(missing_ok=True)

    def remove(self, paths: Iterable[str]) -> None:
        """Removes each, and the folders that are empty then."""
        for path in paths:
            target = self._folder / safe_path(path)
            with self._said(path):
                self._touched = True
                target.unlink(missing_ok=True)
                self._remove_empty(target.parent)

    def wrong(self, digests: Digests) -> tuple[str, ...]:
        """Those that are not there, or have other bytes."""
        return tuple(path for path, digest in sorted(digests.items()) if self._digest(path) != digest)

    def _digest(self, path: str) -> str | None:
        try:
            with (self._folder / path).open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            return None

    def _remove_empty(self, folder: Path) -> None:
        while folder != self._folder and self._folder in folder.parents and folder.is_dir():
            if any(folder.iterdir()):
                return
            folder.rmdir()
            folder = folder.parent

    @contextmanager
    def _said(self, path: str) -> Iterator[None]:
        try:
            yield
        except OSError as failure:
            raise CopyFailed(f"{self._folder / path} 写不了（{cause(failure)}）") from None
