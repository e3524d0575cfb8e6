"""What a month costs: `python -m benchmarks.whole [how many documents …]`, whole builds from folders of transcripts.

For each number a folder is written (`transcripts.py`) and built by the command, four times in a round: clean (no site,
no cache), with nothing changed, with one issue added, with one character of an issue in the middle corrected. Printed
are CPU seconds of all processes, that part of the clean build, peak memory of our process and of its largest child,
files written, files and megabytes of the site; and the clean build by stage. With `--against FOLDER` another checkout
builds the same folder clean in the same rounds, with Hugo and Pagefind extended at hand they do, too; on a noisy
machine only ratios of one round mean something. `--picture FILE` draws the table.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from benchmarks import peer
from benchmarks.clock import cpu_seconds
from benchmarks.picture import drawn
from benchmarks.render import CONFIG, SAMPLES, parsed
from benchmarks.transcripts import AN_ISSUE, write_folder
from gazette_site.linking import link

NUMBERS = (100, 1_000)
LARGE = 10_000
ROUNDS = 3
HERE = Path(__file__).parents[1]
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""A clerk's Python keeps what it has compiled of the program."""

Inodes = Mapping[str, tuple[int, int]]
"""Inode and time of change of every file, by its path."""


class Cost(NamedTuple):
    """What one build used."""

    cpu: float
    """Seconds."""
    own: float
    """Megabytes at the peak."""
    child: float
    written: int
    """Files that were not there before in this content or were written again."""


Row = list[Cost]
"""The same build in each round."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints a table for each number of documents."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.whole", description="What whole builds cost.")
    parser.add_argument("numbers", nargs="*", type=int, default=NUMBERS, help="how many documents, default 100 1000")
    parser.add_argument("--large", action="store_true", help=f"also {LARGE} documents; takes an hour or more")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"rounds, default {ROUNDS}")
    parser.add_argument("--against", type=Path, help="another checkout, built clean in the same rounds")
    parser.add_argument("--no-peers", action="store_true", help="without Hugo and Pagefind extended")
    parser.add_argument("--picture", type=Path, help="an SVG file for the largest number")
    asked = parser.parse_args(arguments)
    samples = parsed(SAMPLES)
    for number in (*asked.numbers, *((LARGE,) if asked.large else ())):
        with tempfile.TemporaryDirectory(prefix="gazette-site-bench-") as folder:
            table = Bench(Path(folder), number, asked.against, not asked.no_peers)
            table.prepare(samples)
            rows = table.run(asked.rounds)
            _print(number, rows, table)
            if asked.picture:
                asked.picture.write_text(
                    drawn(number, {name: median(one.cpu for one in row) for name, row in rows.items()}), "utf-8"
                )


class Bench:
    """One number of documents: folders, builds, figures."""

    def __init__(self, root: Path, number: int, against: Path | None, peers: bool) -> None:
        self.root, self.number, self.against = root, number, against
        self.issues, self.site, self.cache = root / "issues", root / "site", root / "cache"
        self.newest = self.middle = root
        self.hugo = peer.find_hugo() if peers else None
        self.pagefind = peer.find_pagefind() if peers else None
        self.stages: dict[str, float] = {}

    def prepare(self, samples: Sequence[Any]) -> None:
        """Writes the folder of transcripts, one issue more than asked for: the newest, set aside."""
        paths = write_folder(self.issues, samples, self.number + AN_ISSUE)
        self.middle, self.newest = paths[len(paths) // 2], self.root / paths[-1].name
        paths[-1].rename(self.newest)
        if self.hugo:
            peer.write_source(link(parsed(self.issues), CONFIG)[0], self.root / "source")

    def run(self, rounds: int) -> dict[str, Row]:
        """The builds of all rounds, by name."""
        rows: dict[str, Row] = {}
        for _ in range(rounds):
            for name, cost in self._round():
                rows.setdefault(name, []).append(cost)
        return rows

    def _round(self) -> list[tuple[str, Cost]]:
        done = [("clean", self._clean(HERE))]
        done.append(("nothing changed", self._build(HERE)))
        added = self.issues / self.newest.name
        shutil.copyfile(self.newest, added)
        done.append(("one issue added", self._build(HERE)))
        added.unlink()
        self._forget_added()
        self._build(HERE)
        words = self.middle.read_text("utf-8")
        self.middle.write_text(_corrected(words), "utf-8")
        done.append(("one character corrected", self._build(HERE)))
        self.middle.write_text(words, "utf-8")
        if self.against:
            done.append((f"clean, {self.against.name}", self._clean(self.against)))
        return [*done, *self._peers()]

    def _forget_added(self) -> None:
        """An issue that only a benchmark added may go again."""
        (self.issues / "addresses.tsv").unlink(missing_ok=True)
        shutil.rmtree(self.site)

    def _peers(self) -> list[tuple[str, Cost]]:
        done: list[tuple[str, Cost]] = []
        output = self.root / "peer"
        steps: dict[str, Callable[[], object]] = {}
        if self.hugo:
            steps[f"Hugo {peer.version_of(self.hugo)}"] = partial(peer.build, self.hugo, self.root / "source", output)
            if self.pagefind:
                steps["Pagefind extended"] = partial(peer.index, self.pagefind, output)
        for name, step in steps.items():
            done.append((name, Cost(cpu_seconds(step), 0, 0, len(_inodes(output)))))
        shutil.rmtree(output, ignore_errors=True)
        return done

    def _clean(self, checkout: Path) -> Cost:
        for folder in (self.site, self.cache):
            shutil.rmtree(folder, ignore_errors=True)
        (self.issues / "addresses.tsv").unlink(missing_ok=True)
        return self._build(checkout)

    def _build(self, checkout: Path) -> Cost:
        before, figures = _inodes(self.site), self.root / "figures.json"
        command = [
            sys.executable,
            "-m",
            "benchmarks.measured",
            str(figures),
            str(checkout / "build.py"),
            *self._options(),
        ]
        subprocess.run(command, check=True, cwd=HERE, capture_output=True, env=_ENVIRONMENT)
        said = json.loads(figures.read_text("utf-8"))
        after = _inodes(self.site)
        written = sum(before.get(path) != one for path, one in after.items())
        return Cost(said["cpu"], said["own"], said["children"], written)

    def by_stage(self) -> dict[str, float]:
        """CPU seconds of the stages of a clean build in one process."""
        shutil.rmtree(self.site, ignore_errors=True)
        shutil.rmtree(self.cache, ignore_errors=True)
        figures = self.root / "stages.json"
        command = [
            sys.executable,
            "-m",
            "benchmarks.measured",
            "--stages",
            str(figures),
            "build.py",
            *self._options(),
            "--jobs",
            "1",
        ]
        subprocess.run(command, check=True, cwd=HERE, capture_output=True, env=_ENVIRONMENT)
        stages: dict[str, float] = json.loads(figures.read_text("utf-8"))["stages"]
        return stages

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


def _print(number: int, rows: Mapping[str, Row], table: Bench) -> None:
    clean = rows["clean"]
    print(
        f"\n{f'{number} documents, {len(clean)} rounds':<36}{'CPU s':>9} {'of clean':>9} {'own MB':>8} {'child MB':>9} {'written':>8}"
    )
    for name, row in rows.items():
        ratio = median(one.cpu / whole.cpu for one, whole in zip(row, clean, strict=True))
        memory = f"{max(one.own for one in row):8.0f} {max(one.child for one in row):9.0f}" if row[0].own else " " * 18
        print(f"{name:<36}{median(one.cpu for one in row):9.2f} {ratio:9.3f} {memory} {row[-1].written:8}")
    peers = [rows[name] for name in rows if name.startswith(("Hugo", "Pagefind"))]
    if peers:
        ratios = [whole.cpu / sum(one.cpu for one in others) for whole, *others in zip(clean, *peers, strict=True)]
        print(f"{'clean / all peers together':<36}{median(ratios):19.3f}")
    print(
        f"{'stages of a clean build, CPU s':<36}"
        + "  ".join(f"{name} {cost:.2f}" for name, cost in table.by_stage().items())
    )
    _print_site(number, [path.stat().st_size for path in table.site.rglob("*") if path.is_file()])


def _print_site(number: int, sizes: Sequence[int]) -> None:
    files, size = len(sizes), sum(sizes)
    a_document = f"a document {files / number:.1f} files, {size / number / 1000:.0f} kB"
    print(
        f"{'the site':<36}{files} files, {size / 1e6:.1f} MB; {a_document}; the largest file {max(sizes) / 1e6:.1f} MB"
    )


if __name__ == "__main__":
    main()
