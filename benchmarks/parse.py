"""What parsing costs: `python -m benchmarks.parse [folder of issues …]`. `issues/` is always measured.

Each round parses every issue of a folder, from the bytes of the file to the checked record, in a fresh child process,
so that no round profits from the one before.
"""

from __future__ import annotations

import argparse
import multiprocessing
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.clock import spread
from gazette_site.config import DEFAULT_SECTIONS
from gazette_site.parsing import parse
from gazette_site.reading import Source, read_folder

ROUNDS = 5
SAMPLES = Path(__file__).parent.parent / "issues"


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints one table for each folder."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.parse", description="CPU seconds of parsing.")
    parser.add_argument("folders", nargs="*", type=Path, help="more folders of issues")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"rounds, default {ROUNDS}")
    asked = parser.parse_args(arguments)
    for folder in (SAMPLES, *asked.folders):
        measure(folder, asked.rounds)


def measure(folder: Path, rounds: int) -> None:
    """Prints what each issue of a folder costs, and all of them together."""
    sources, _ = read_folder(folder)
    if not sources:
        print(f"\n{folder.name}: no issues")
        return
    costs = [_in_child(sources) for _ in range(rounds)]
    print(f"\n{f'{folder.name}: CPU seconds':<28}{'min':>8} {'median':>8} {'max':>8}   bytes of source")
    for source, values in zip(sources, zip(*costs, strict=True), strict=True):
        print(f"{source.path.name:<28}{spread(values)}   {source.path.stat().st_size:>9,}")
    size = sum(source.path.stat().st_size for source in sources)
    print(f"{f'all {len(sources)} issues':<28}{spread([sum(cost) for cost in costs])}   {size:>9,}")


def cost(sources: Sequence[Source]) -> tuple[float, ...]:
    """CPU seconds of each issue, parsed one after the other."""
    return tuple(map(_cost, sources))


def _cost(source: Source) -> float:
    before = time.process_time()
    parse(source, DEFAULT_SECTIONS)
    return time.process_time() - before


def _in_child(sources: Sequence[Source]) -> tuple[float, ...]:
    with multiprocessing.get_context("fork").Pool(1) as pool:
        return pool.apply(cost, (sources,))


if __name__ == "__main__":
    main()
