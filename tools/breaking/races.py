"""Two builds at a time, begun with every distance between them."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tools.breaking.archive import Tree, left_overs, make_issues, run, start, tree

KINDS = ("one output, one archive", "one archive, two outputs", "one output, two archives", "two of each, one cache")


class Race(NamedTuple):
    """Which folders the second build has to itself, and how the race ended."""

    kind: str
    statuses: tuple[int, int]
    faults: tuple[str, ...]


class _Side(NamedTuple):
    issues: Path
    output: Path


def races(folder: Path, count: int) -> Iterator[Race]:
    """So many races, of each kind in turn."""
    first = make_issues(folder / "a" / "issues", ("2025-04", "2025-05"))
    second = make_issues(folder / "b" / "issues", ("2025-02",))
    expected, seconds = {}, 0.0
    for issues in (first, second):
        begun = time.monotonic()
        status, said = run(issues, folder / "reference", folder / "cache", "--no-ledger")
        assert status == 0, said
        seconds = time.monotonic() - begun
        expected[issues] = tree(folder / "reference")
        shutil.rmtree(folder / "reference")
    for number in range(count):
        turn, kind = divmod(number, len(KINDS))
        distance = seconds * 1.2 * (turn % 8) / 8
        yield _race(folder, KINDS[kind], (first, second), expected, distance)


def _race(folder: Path, kind: str, archives: tuple[Path, Path], expected: dict[Path, Tree], distance: float) -> Race:
    one = _Side(archives[0], folder / "out" / "_site")
    issues = archives[0] if "one archive" in kind else archives[1]
    other = _Side(issues, folder / "out" / ("_site" if "one output" in kind else "_other"))
    shutil.rmtree(folder / "out", ignore_errors=True)
    for issues in archives:
        (issues / "addresses.tsv").unlink(missing_ok=True)
    begun = []
    for side in (one, other):
        begun.append(start(side.issues, side.output, folder / "cache"))
        time.sleep(distance if side is one else 0)
    said = [process.communicate(timeout=300)[0] for process in begun]
    statuses = (begun[0].returncode, begun[1].returncode)
    return Race(kind, statuses, tuple(_faults(kind, (one, other), statuses, said, expected)))


def _faults(
    kind: str, sides: tuple[_Side, _Side], statuses: tuple[int, int], said: list[str], expected: dict[Path, Tree]
) -> Iterator[str]:
    if 0 not in statuses:
        yield "nobody published"
    for status, words in zip(statuses, said, strict=True):
        turned_away = status == 2 and "另一次生成或发布（" in words
        # Begun after the other one had ended, in its folder: without a ledger the site that is there counts as public.
        too_late = status == 1 and kind == KINDS[2] and "已发布的网址会消失" in words
        if status != 0 and not turned_away and not too_late:
            yield f"status {status}: {words}"
    if kind == KINDS[3] and statuses != (0, 0):
        yield "they had nothing in common but the cache"
    for output in {side.output for side in sides}:
        published = [s.issues for s, status in zip(sides, statuses, strict=True) if s.output == output and status == 0]
        found = tree(output) if output.exists() else {}
        if published and all(found != expected[issues] for issues in published):
            yield f"{output.name} is not what was published"
        if not published and found:
            yield f"{output.name} was written by nobody"
    for side, status in zip(sides, statuses, strict=True):
        ledger = side.issues / "addresses.tsv"
        if status == 0 and not ledger.is_file():
            yield "published, but not in the ledger"
        yield from left_overs(side.issues, side.output.parent)
