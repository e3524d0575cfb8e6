"""A small archive to break things with, how it is built, and whether what came of it is whole."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
_REDIRECTS = re.compile(r"^redirects:\n(?: .*\n)+", re.MULTILINE)
Tree = dict[str, str]
"""The digest of every file of a folder by its path."""


def make_issues(folder: Path, stems: Iterable[str]) -> Path:
    """A folder with some issues of the sample, and its settings; redirects lead to lists that these issues may not have."""
    folder.mkdir(parents=True)
    for path in sorted((ROOT / "issues").iterdir()):
        if path.stem in {*stems, "site"}:
            shutil.copyfile(path, folder / path.name)
    settings = folder / "site.yaml"
    settings.write_text(_REDIRECTS.sub("", settings.read_text("utf-8")), "utf-8")
    return folder


PUBLISH = ("publish", "--yes", "--day", "2025-06-09")
"""The command that publishes; without one the program builds."""


def start(
    issues: Path, output: Path, cache: Path, *more: str, before: Sequence[str] = (), command: Sequence[str] = ()
) -> subprocess.Popen[str]:
    """A build, or another command, in a process (and a process group) of its own; `before` stands in for the program."""
    program = [sys.executable, *(before or (str(ROOT / "build.py"),)), *command]
    kept = [] if command else ["--cache", str(cache)]
    return subprocess.Popen(
        [*program, "--issues", str(issues), "--output", str(output), *kept, *more],
        cwd=issues.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def run(
    issues: Path, output: Path, cache: Path, *more: str, before: Sequence[str] = (), command: Sequence[str] = ()
) -> tuple[int, str]:
    """Exit status (negative for a signal) and everything said, of a build or another command."""
    process = start(issues, output, cache, *more, before=before, command=command)
    said, _ = process.communicate(timeout=300)
    return process.returncode, said


def kill(process: subprocess.Popen[str]) -> None:
    """Ends a build and its workers at once, as a power cut would."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def tree(folder: Path) -> Tree:
    """What lies in a folder."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def pending(issues: Path) -> list[str]:
    """The addresses of the ledger that are not public yet."""
    lines = (issues / "addresses.tsv").read_text("utf-8").splitlines()
    return [line.partition("\t")[0] for line in lines if line.endswith("\t待发布")]


def left_overs(*folders: Path) -> list[str]:
    """Locks, staging folders, old sites and announcements that lie about."""
    found = (path for folder in folders for path in folder.iterdir())
    return [path.name for path in found if path.name.endswith((".lock", ".new", ".old", ".next"))]
