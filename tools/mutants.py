"""Do the tests notice a mistake? Each mutant of `tests/mutants.yaml` is put into a copy of the program, and the tests it names have to fail.

    python -m tools.mutants [--every N] [--jobs N] [WORD]

A mutant that no test notices is a survivor. Exit status 1 if there is one, if a mutant's words are no longer in its file exactly once, or if
its tests fail without it.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import yaml

ROOT = Path(__file__).parent.parent
LIST = ROOT / "tests" / "mutants.yaml"
_COPIED = ("gazette_site", "templates", "tests", "tools", "issues", "pyproject.toml", "build.py")


class Mutant(NamedTuple):
    """One mistake that somebody might make."""

    file: str
    """`parsing/layout/items.py`, from `gazette_site`."""
    old: str
    """Words that stand there exactly once."""
    new: str
    tests: str
    """What has to notice, `tests/parsing/test_cases.py`, options of pytest included."""

    def __str__(self) -> str:
        return f"{self.file}: {' '.join(self.old.split())} → {' '.join(self.new.split()) or '(nothing)'}"


def mutants() -> tuple[Mutant, ...]:
    """The list as it stands in the file."""
    return tuple(Mutant(**one) for one in yaml.safe_load(LIST.read_text("utf-8")))


def misplaced(mutant: Mutant) -> bool:
    """Whether the words of a mutant are no longer where it says, so that it mutates nothing."""
    path = ROOT / "gazette_site" / mutant.file
    return not path.is_file() or path.read_text("utf-8").count(mutant.old) != 1


def survives(mutant: Mutant) -> bool:
    """Whether the tests of a mutant pass with the mistake in the program."""
    with _copy() as folder:
        path = folder / "gazette_site" / mutant.file
        path.write_text(path.read_text("utf-8").replace(mutant.old, mutant.new), "utf-8")
        return passes(mutant.tests, folder)


def passes(tests: str, folder: Path = ROOT) -> bool:
    """Whether tests pass; those that fail without any mistake notice nothing."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests.split()]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0


@contextmanager
def _copy() -> Iterator[Path]:
    """The program and its tests in a folder that may be changed."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name in _COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, folder / name)
        yield folder


def main() -> int:
    """Runs the mutants and tells which survive."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutants", description="Do the tests notice a mistake?")
    parser.add_argument("word", nargs="?", default="", help="only mutants with this word in file or words")
    parser.add_argument("--every", type=int, default=1, help="only every so many-th mutant")
    parser.add_argument("--jobs", type=int, default=2, help="mutants at the same time")
    asked = parser.parse_args()
    chosen = [one for one in mutants() if asked.word in str(one)][:: asked.every]
    lost = [one for one in chosen if misplaced(one)]
    with ThreadPoolExecutor(asked.jobs) as pool:
        suites = sorted({one.tests for one in chosen})
        failing = [tests for tests, passed in zip(suites, pool.map(passes, suites), strict=True) if not passed]
        if failing:
            print("fails without any mistake: " + "; ".join(failing))
            return 1
        verdicts = list(zip(chosen, pool.map(lambda one: one not in lost and survives(one), chosen), strict=True))
    for one in lost:
        print(f"not in its file any more: {one}")
    alive = [one for one, alive in verdicts if alive]
    for one in alive:
        print(f"survived: {one}")
    print(f"{len(chosen)} mutants, {len(alive)} survived, {len(lost)} not found")
    return 1 if alive or lost else 0


if __name__ == "__main__":
    sys.exit(main())
