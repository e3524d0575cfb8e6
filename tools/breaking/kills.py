"""Builds that are killed: after so many seconds, and at the n-th touch of the disk from the end of the staging on."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tools.breaking.archive import PUBLISH, Tree, kill, left_overs, make_issues, pending, run, start, tree

_TOUCH = """
import os, signal, sys
events, seen, wanted = ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "open", "os.truncate"), [], sys.argv.pop(1)
def hook(event, arguments):
    if event not in events or (event == "open" and not (isinstance(arguments[2], int) and arguments[2] & 3)):
        return
    if seen or str(arguments[0]).endswith(".new/manifest-sha256.txt"):
        seen.append(event)
        if wanted in (str(len(seen)), f"{event} {os.path.basename(str(arguments[0]))}"):
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(hook)
from gazette_site.cli import run
run()
"""
"""The program, which kills itself right before the n-th touch of the disk after the manifest was begun, or before the one named."""


class Kill(NamedTuple):
    """When a build was killed, and what was wrong afterwards."""

    when: str
    published: str
    """Which site was there afterwards: old, new."""
    faults: tuple[str, ...]


class _Case(NamedTuple):
    """An archive in two states; the second has an issue more, so that its addresses come and go."""

    folder: Path
    old: Path
    new: Path
    sites: dict[str, Tree]
    pending: list[str]
    """What is pending when the new site is built and the old one published."""

    @property
    def output(self) -> Path:
        """Where the site goes."""
        return self.folder / "out" / "_site"

    @property
    def issues(self) -> Path:
        """The archive as it is built."""
        return self.folder / "issues"

    @property
    def cache(self) -> Path:
        """The cache."""
        return self.folder / "cache"


def kills(folder: Path, moments: int, touches: Sequence[int | str], more: str = "2025-05") -> Iterator[Kill]:
    """A kill at so many moments of a build, then one at each of these touches. `more` is the issue that the new site has more."""
    case, seconds = _prepared(folder, more)
    for number in range(moments):
        _reset(case)
        process = start(case.issues, case.output, case.cache)
        moment = seconds * (0.1 + 1.1 * number / moments)
        time.sleep(moment)
        kill(process)
        yield _judged(case, f"after {moment:.2f} s")
    for touch in touches:
        _reset(case)
        run(case.issues, case.output, case.cache, before=("-c", _TOUCH, str(touch)))
        yield _judged(case, f"at touch {touch}")


def _prepared(folder: Path, more: str) -> tuple[_Case, float]:
    case = _Case(
        folder,
        make_issues(folder / "old", ("2025-02",)),
        make_issues(folder / "new", ("2025-02", more)),
        {},
        [],
    )
    seconds = 0.0
    for name, issues in (("old", case.old), ("new", case.new), ("new", case.new)):
        shutil.rmtree(folder / "out", ignore_errors=True)
        begun = time.monotonic()
        status, said = run(issues, case.output, case.cache, "--no-ledger")
        assert status == 0, said
        seconds = time.monotonic() - begun
        case.sites[name] = tree(case.output)
    _reset(case)
    status, said = run(case.issues, case.output, case.cache)
    assert status == 0, said
    case.pending.extend(pending(case.issues))
    return case, seconds


def _reset(case: _Case) -> None:
    """The old site is published, the archive is in its new state."""
    shutil.rmtree(case.folder / "out", ignore_errors=True)
    _lay(case, case.old, fresh=True)
    for command in ((), PUBLISH):
        status, said = run(case.issues, case.output, case.cache, command=command)
        assert status == 0, said
    (case.output / "CNAME").write_text("gongbao.example.gov.cn\n", "utf-8")
    _lay(case, case.new)


def _lay(case: _Case, state: Path, fresh: bool = False) -> None:
    """Puts the archive into a state; what a build left there stays, unless it begins afresh."""
    if fresh:
        shutil.rmtree(case.issues, ignore_errors=True)
    case.issues.mkdir(exist_ok=True)
    for path in case.issues.glob("2025-*"):
        path.unlink()
    for path in state.iterdir():
        if path.name != "addresses.tsv":
            shutil.copyfile(path, case.issues / path.name)


def _judged(case: _Case, when: str) -> Kill:
    """What is published right after the kill is a whole site; builds after it know what is pending."""
    faults = []
    there = case.output if case.output.exists() else case.output.with_name("_site.old")
    found = tree(there)
    cname = found.pop("CNAME", "")
    published = next((name for name, site in case.sites.items() if site == found), "neither")
    if published == "neither" or not cname:
        faults.append(f"{there.name} is no whole site")
    _lay(case, case.old)
    status, said = run(case.issues, case.output, case.cache)
    if status != 0 or pending(case.issues):
        faults.append(f"going back ends with {status}, pending {pending(case.issues)}: {said}")
    _lay(case, case.new)
    status, said = run(case.issues, case.output, case.cache)
    found = tree(case.output)
    if status != 0 or found.pop("CNAME", "") != cname or found != case.sites["new"]:
        faults.append(f"the next build ends with {status}: {said}")
    if pending(case.issues) != case.pending:
        faults.append(f"pending is {pending(case.issues)}")
    faults += left_overs(case.issues, case.output.parent)
    return Kill(when, published, tuple(faults))
