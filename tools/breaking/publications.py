"""Publications that are killed: after so many seconds, and before the n-th touch of the disk from the first copy that is kept on."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tools.breaking.archive import PUBLISH, Tree, kill, left_overs, make_issues, pending, run, start, tree

_TOUCH = """
import os, signal, sys
events, seen, wanted = ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "open"), [], sys.argv.pop(1)
def hook(event, arguments):
    if event not in events or (event == "open" and not (isinstance(arguments[2], int) and arguments[2] & 3)):
        return
    if seen or "published.new" in str(arguments[0]):
        seen.append(event)
        if wanted in (str(len(seen)), f"{event} {os.path.basename(str(arguments[0]))}"):
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(hook)
from gazette_site.cli import run
run()
"""
"""The program, which kills itself right before the n-th touch of the disk after the copy that is kept was begun, or before the one named."""


class KilledPublication(NamedTuple):
    """When a publication was killed, and what was wrong afterwards."""

    when: str
    state: str
    """What the next build was told: `not begun`, `begun`, `done`."""
    faults: tuple[str, ...]


class _Case(NamedTuple):
    folder: Path
    sites: dict[str, Tree]

    @property
    def issues(self) -> Path:
        """The archive."""
        return self.folder / "issues"

    @property
    def output(self) -> Path:
        """The site as it is built."""
        return self.folder / "_site"

    @property
    def target(self) -> Path:
        """Where it is published."""
        return self.folder / "www"

    def run(self, *command: str, before: Sequence[str] = ()) -> tuple[int, str]:
        """Exit status and what was said."""
        return run(self.issues, self.output, self.folder / "cache", before=before, command=command)


def killed_publications(
    folder: Path, moments: int, touches: Sequence[int | str], more: str = "2025-04"
) -> Iterator[KilledPublication]:
    """A kill at so many moments of a publication, then one at each of these touches."""
    case, seconds = _prepared(folder, more)
    for number in range(moments):
        _reset(case)
        process = start(case.issues, case.output, folder / "cache", command=PUBLISH)
        moment = seconds * (0.1 + 1.1 * number / moments)
        time.sleep(moment)
        kill(process)
        yield _judged(case, f"after {moment:.2f} s", more)
    for touch in touches:
        _reset(case)
        case.run(*PUBLISH, before=("-c", _TOUCH, str(touch)))
        yield _judged(case, f"at touch {touch}", more)


def _prepared(folder: Path, more: str) -> tuple[_Case, float]:
    """The state before the second publication is kept under `ready/`, to begin from it again and again."""
    ready = folder / "ready"
    case = _Case(ready, {})
    make_issues(case.issues, ("2025-02",))
    with (case.issues / "site.yaml").open("a", encoding="utf-8") as stream:
        stream.write("\npublish: {folder: www}\n")
    for command in ((), PUBLISH):
        status, said = case.run(*command)
        assert status == 0, said
    case.sites["old"] = tree(case.target)
    make_issues(folder / "more", (more,))
    for path in (folder / "more").glob(f"{more}*"):
        shutil.copyfile(path, case.issues / path.name)
    status, said = case.run()
    assert status == 0, said
    case.sites["new"] = tree(case.output)
    trial = _Case(folder / "trial", case.sites)
    _reset(trial)
    begun = time.monotonic()
    status, said = trial.run(*PUBLISH)
    assert status == 0, said
    return trial, time.monotonic() - begun


def _reset(case: _Case) -> None:
    """The old site is published, the new one is built."""
    shutil.rmtree(case.folder, ignore_errors=True)
    shutil.copytree(case.folder.with_name("ready"), case.folder)


def _judged(case: _Case, when: str, more: str) -> KilledPublication:
    """Every file that is published is whole, ledger and log agree, taking the issue out is refused once it may have been met."""
    faults = [
        f"www/{path} is neither old nor new"
        for path, digest in tree(case.target).items()
        if not _whole(case, path, digest)
    ]
    begun = (case.issues / ".publications.tsv.next").exists()
    aside = case.folder / "aside"
    aside.mkdir()
    for path in case.issues.glob(f"{more}*"):
        path.rename(aside / path.name)
    status, said = case.run()
    done = not begun and status == 1
    if status != int(begun or done) or (status == 1 and "已发布的网址会消失" not in said):
        faults.append(f"taking the issue out ends with {status}: {said}")
    if done and len(_log(case)) != 2:
        faults.append(f"public, but the log has {_log(case)}")
    for path in aside.iterdir():
        path.rename(case.issues / path.name)
    for command in ((), PUBLISH):
        status, said = case.run(*command)
        if status != 0:
            faults.append(f"{command or 'build'} ends with {status}: {said}")
    if tree(case.target) != case.sites["new"]:
        faults.append("the next publication is not whole")
    if pending(case.issues) or len(_log(case)) != 2:
        faults.append(f"pending {pending(case.issues)}, log {_log(case)}")
    faults += left_overs(case.issues, case.folder)
    return KilledPublication(when, "begun" if begun else "done" if done else "not begun", tuple(faults))


def _whole(case: _Case, path: str, digest: str) -> bool:
    """Whether a published file is the old or the new one; what was being written has another name and is no page."""
    return path.endswith(".new") or digest in (case.sites["old"].get(path), case.sites["new"].get(path))


def _log(case: _Case) -> list[str]:
    lines = (case.issues / "publications.tsv").read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]
