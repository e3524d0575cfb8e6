"""What parsing costs: `python -m benchmarks.parse [folder of issues …]`. `issues/` is always measured.

Each round parses every issue of a folder, from the bytes of the file to the checked record, in a fresh child process,
so that no round profits from the one before.
"""

from __future__ import annotations

import argparse
import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from benchmarks.clock import spread, used
from gazette_site.config import DEFAULT_SECTIONS
from gazette_site.parsing import parse
from gazette_site.reading import Source, read_folder

ROUNDS = 5
SAMPLES = Path(__file__).parent.parent / "issues"


class Cost(NamedTuple):
    """What one issue cost, and what came of it."""

    seconds: float
    documents: int


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints one table for each folder."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.parse", description="CPU seconds of parsing.")
    parser.add_argument("folders", nargs="*", type=Path, help="more folders of issues")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"rounds, default {ROUNDS}")
    asked = parser.parse_args(arguments)
    measure(SAMPLES, SAMPLES.name, asked.rounds)
    for folder in asked.folders:
        measure(folder, folder.as_posix(), asked.rounds)


def measure(folder: Path, shown: str, rounds: int) -> None:
    """Prints what each issue of a folder costs, and all of them together."""
    sources, _ = read_folder(folder)
    if not sources:
        print(f"\n{shown}: no issues")
        return
    costs = [_in_child(sources) for _ in range(rounds)]
    print(f"\n{f'CPU seconds, {shown}':<32}{'min':>8} {'median':>8} {'max':>8} {'bytes':>10} {'documents':>10}")
    for source, values in zip(sources, zip(*costs, strict=True), strict=True):
        seconds = spread([value.seconds for value in values])
        print(f"{source.path.name:<32}{seconds} {source.path.stat().st_size:>10,} {values[0].documents:>10}")
    seconds = spread([sum(cost.seconds for cost in row) for row in costs])
    size = sum(source.path.stat().st_size for source in sources)
    print(f"{f'all {len(sources)} issues':<32}{seconds} {size:>10,} {sum(cost.documents for cost in costs[0]):>10}")


def parsed_in_turn(sources: Sequence[Source]) -> tuple[Cost, ...]:
    """What each issue costs, parsed one after the other in this process."""
    return tuple(map(_cost, sources))


def _cost(source: Source) -> Cost:
    before = used()
    issue, _ = parse(source, DEFAULT_SECTIONS)
    return Cost(used() - before, len(issue.documents) if issue else 0)


def _in_child(sources: Sequence[Source]) -> tuple[Cost, ...]:
    with ProcessPoolExecutor(1, multiprocessing.get_context("fork")) as pool:
        return pool.submit(parsed_in_turn, sources).result()


if __name__ == "__main__":
    main()
