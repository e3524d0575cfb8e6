"""A site copied by rsync over ssh: lists of arguments, never a shell; the paths are given on its input.

What is asked for by `copying` is one call each. Whether a file there is right rsync finds out by its digests.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from gazette_site.clerk.copying import CopyFailed, Digests, chunks
from gazette_site.publishing.folder.fixity import MANIFEST, read_manifest
from gazette_site.publishing.folder.staging import safe_path

_MISSING = 23
"""Exit status of rsync: some files could not be transferred."""
_NO_CONNECTION = (5, 10, 12, 30, 35, 127, 255)


class RsyncTarget:
    """A folder of another machine."""

    def __init__(self, site: Path, remote: str) -> None:
        program = shutil.which("rsync")
        if program is None:
            raise CopyFailed("这台机器上没有 rsync，请先安装，或改用 publish: {folder: …}")
        self._program = program
        self._site = site
        self._remote = remote.rstrip("/") + "/"
        self._touched = False

    @property
    def touched(self) -> bool:
        """Whether anything was changed there."""
        return self._touched

    def listed(self) -> Digests:
        """What the manifest there lists; it is fetched."""
        with tempfile.TemporaryDirectory() as folder:
            self._run(["--times", "--", self._remote + MANIFEST, f"{folder}/"], "", allowed=_MISSING)
            return read_manifest(Path(folder))

    def in_the_way(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Those that lie there already."""
        return self._differing(paths, "--existing", "--ignore-times")

    def send(self, paths: Iterable[str]) -> None:
        """Copies them; each file is renamed into its place when it is there whole."""
        listed = list(paths)
        if not listed:
            return
        self._touched = True
        self._run(["--checksum", "--times", "--chmod=D755,F644", *self._from_input()], "".join(chunks(listed)))

    def remove(self, paths: Iterable[str]) -> None:
        """Removes them: files of a list that are not where rsync looks for them, in folders without any."""
        listed = list(paths)
        if not listed:
            return
        self._touched = True
        with tempfile.TemporaryDirectory() as folder:
            for path in listed:
                (Path(folder) / safe_path(path)).parent.mkdir(parents=True, exist_ok=True)
            self._run(["--delete-missing-args", *self._from_input(folder)], "".join(chunks(listed)))

    def wrong(self, digests: Digests) -> tuple[str, ...]:
        """Those that are not there, or have other bytes."""
        return self._differing(sorted(digests), "--checksum")

    def _differing(self, paths: Iterable[str], *how: str) -> tuple[str, ...]:
        """The files that rsync would send."""
        listed = list(paths)
        asked = ["--dry-run", "--out-format=%n", *how, *self._from_input()]
        said = self._run(asked, "".join(chunks(listed)))
        wanted = set(listed)
        return tuple(line for line in said.splitlines() if line in wanted)

    def _from_input(self, source: str = "") -> list[str]:
        return ["--from0", "--files-from=-", "--", f"{source or self._site}/", self._remote]

    def _run(self, arguments: list[str], given: str, allowed: int = 0) -> str:
        command = [self._program, "--protect-args", "--8-bit-output", *arguments]
        done = subprocess.run(command, input=given.encode(), capture_output=True, check=False)
        if done.returncode not in (0, allowed):
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            what = "连不上" if done.returncode in _NO_CONNECTION else "没有拷成"
            raise CopyFailed(f"rsync {what} {self._remote}：{said[0] if said else f'退出码 {done.returncode}'}")
        return done.stdout.decode("utf-8", "replace")
