"""One number of documents for `benchmarks.whole`: a folder of transcripts, its builds and those of peers, round by round."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import peer
from benchmarks.clock import cpu_seconds
from benchmarks.figures import CLEAN, HUGO, ONE, PAGEFIND, REMEMBERED, TWO, Cost, Stages
from benchmarks.render import CONFIG, parsed
from benchmarks.transcripts import AN_ISSUE, write_folder
from gazette_site.linking import link

HERE = Path(__file__).parents[1]
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""A clerk's Python keeps what it has compiled of the program."""
_PARSES = ("issues", "pdf", "thin")
"""Rooms of the cache that hold what was read and parsed, and nothing that was made of it."""

Inodes = Mapping[str, tuple[int, int]]
"""Inode and time of change of every file, by its path."""


class Bench:
    """One number of documents: folders, builds, figures."""

    def __init__(self, root: Path, number: int, against: Path | None, peers: bool) -> None:
        self.root, self.number, self.against = root, number, against
        self.issues, self.site, self.cache = root / "issues", root / "site", root / "cache"
        self.newest = self.middle = root
        self.hugo = peer.find_hugo() if peers else None
        self.pagefind = peer.find_pagefind() if peers else None
        self.stages: list[Stages] = []
        """Of a clean build by one process, round by round."""

    def prepare(self, samples: Sequence[Any]) -> None:
        """Writes the folder of transcripts, one issue more than asked for: the newest, set aside."""
        paths = write_folder(self.issues, samples, self.number + AN_ISSUE)
        self.middle, self.newest = paths[len(paths) // 2], self.root / paths[-1].name
        paths[-1].rename(self.newest)
        if self.hugo:
            peer.write_source(link(parsed(self.issues), CONFIG)[0], self.root / "source")

    def run(self, rounds: int) -> dict[str, list[Cost]]:
        """The builds of all rounds, by name."""
        rows: dict[str, list[Cost]] = {}
        for _ in range(rounds):
            for name, cost in self._round():
                rows.setdefault(name, []).append(cost)
        return rows

    def grow(self, rounds: int) -> None:
        """Only the clean build by one process, for its stages."""
        for _ in range(rounds):
            self.stages.append(self._staged(1)[1])

    def _round(self) -> list[tuple[str, Cost]]:
        done = [(CLEAN, self._clean(HERE))]
        done.append(("nothing changed", self._build(HERE)))
        added = self.issues / self.newest.name
        shutil.copyfile(self.newest, added)
        done.append(("one issue added", self._build(HERE)))
        added.unlink()
        self._forget_site()
        self._build(HERE)
        words = self.middle.read_text("utf-8")
        self.middle.write_text(_corrected(words), "utf-8")
        done.append(("one character corrected", self._build(HERE)))
        self.middle.write_text(words, "utf-8")
        if self.against:
            done.append((f"clean, {self.against.name}", self._clean(self.against)))
        done.append((TWO, self._staged(2)[0]))
        one, stages = self._staged(1)
        self.stages.append(stages)
        done.append((ONE, one))
        self._forget_made()
        done.append((REMEMBERED, self._build(HERE)))
        return [*done, *self._peers()]

    def _forget_site(self) -> None:
        """The site, and what the ledger knows of it: an issue that only a benchmark added may go again."""
        (self.issues / "addresses.tsv").unlink(missing_ok=True)
        shutil.rmtree(self.site, ignore_errors=True)
        shutil.rmtree(self.site.with_name(f"{self.site.name}.twin"), ignore_errors=True)

    def _forget_made(self) -> None:
        """Everything but what was read and parsed."""
        self._forget_site()
        for room in self.cache.iterdir():
            if room.is_dir() and room.name not in _PARSES:
                shutil.rmtree(room)

    def _peers(self) -> list[tuple[str, Cost]]:
        done: list[tuple[str, Cost]] = []
        output = self.root / "peer"
        steps: dict[str, Callable[[], object]] = {}
        if self.hugo:
            steps[f"{HUGO} {peer.version_of(self.hugo)}"] = partial(peer.build, self.hugo, self.root / "source", output)
            if self.pagefind:
                steps[PAGEFIND] = partial(peer.index, self.pagefind, output)
        for name, step in steps.items():
            since = time.monotonic()
            cpu = cpu_seconds(step)
            done.append((name, Cost(cpu, time.monotonic() - since, written=len(_inodes(output)))))
        shutil.rmtree(output, ignore_errors=True)
        return done

    def _clean(self, checkout: Path) -> Cost:
        self._forget_all()
        return self._build(checkout)

    def _build(self, checkout: Path) -> Cost:
        return self._measured(str(checkout / "build.py"), *self._options())[0]

    def _staged(self, jobs: int) -> tuple[Cost, Stages]:
        """A clean build by so many processes."""
        self._forget_all()
        cost, said = self._measured("build.py", *self._options(), "--jobs", str(jobs), staged=True)
        return cost, said["stages"]

    def _measured(self, *command: str, staged: bool = False) -> tuple[Cost, dict[str, Any]]:
        before, figures = _inodes(self.site), self.root / "figures.json"
        how = ["--stages"] if staged else []
        program = [sys.executable, "-m", "benchmarks.measured", *how, str(figures), *command]
        since = time.monotonic()
        subprocess.run(program, check=True, cwd=HERE, capture_output=True, env=_ENVIRONMENT)
        wall = time.monotonic() - since
        said: dict[str, Any] = json.loads(figures.read_text("utf-8"))
        written = sum(before.get(path) != one for path, one in _inodes(self.site).items())
        return Cost(said["cpu"], wall, said["own"], said["children"], written), said

    def _forget_all(self) -> None:
        self._forget_site()
        shutil.rmtree(self.cache, ignore_errors=True)

    def _options(self) -> list[str]:
        return ["--quiet", "--issues", str(self.issues), "--output", str(self.site), "--cache", str(self.cache)]


def _corrected(text: str) -> str:
    """The text with one character of a sentence in its middle changed."""
    place = text.index("的", len(text) // 2)
    return f"{text[:place]}之{text[place + 1 :]}"


def _inodes(folder: Path) -> Inodes:
    found: dict[str, tuple[int, int]] = {}
    for root, _, names in os.walk(folder):
        for name in names:
            about = os.stat(path := os.path.join(root, name))
            found[path] = (about.st_ino, about.st_mtime_ns)
    return found
