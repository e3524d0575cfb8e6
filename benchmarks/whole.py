"""What a month costs: `python -m benchmarks.whole [how many documents …]`, whole builds from folders of transcripts.

For each number a folder is written (`transcripts.py`) and built by the command several times in a round (`bench.py`): clean
(no site, no cache), with nothing changed, with one issue added, with one character of an issue in the middle corrected,
clean by two processes and by one, and from remembered parses (nothing else is kept, the site is gone). Printed are CPU
seconds of all processes, that part of the clean build, seconds by the clock, peak memory of our process and of its largest
child, files written, files and megabytes of the site; what is derived of them (`figures.py`); the clean build by stage.
After several numbers a table tells each stage at each of them, and how it grows from one to the next (asked: an exponent of
1.05 at most); with `--growth` nothing but this table is measured. With `--against FOLDER` another checkout builds the same folder clean
in the same rounds, with Hugo and Pagefind extended at hand they do, too; on a noisy machine only ratios of one round mean
something. `--picture FILE` draws the table.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median

from benchmarks.bench import Bench
from benchmarks.figures import CLEAN, ONE, STEEPEST, TWO, Row, Stages, derived, growth, middle, of
from benchmarks.picture import drawn
from benchmarks.render import SAMPLES, parsed

NUMBERS = (100, 1_000)
LARGE = 10_000
ROUNDS = 3


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints a table for each number of documents."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.whole", description="What whole builds cost.")
    parser.add_argument("numbers", nargs="*", type=int, default=NUMBERS, help="how many documents, default 100 1000")
    parser.add_argument("--large", action="store_true", help=f"also {LARGE} documents; takes an hour or more")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"rounds, default {ROUNDS}")
    parser.add_argument("--against", type=Path, help="another checkout, built clean in the same rounds")
    parser.add_argument("--no-peers", action="store_true", help="without Hugo and Pagefind extended")
    parser.add_argument("--growth", action="store_true", help="only how the stages of a clean build grow")
    parser.add_argument("--picture", type=Path, help="an SVG file for the largest number")
    asked = parser.parse_args(arguments)
    samples, stages = parsed(SAMPLES), dict[int, Sequence[Stages]]()
    for number in (*asked.numbers, *((LARGE,) if asked.large else ())):
        with tempfile.TemporaryDirectory(prefix="gazette-site-bench-") as folder:
            table = Bench(Path(folder), number, asked.against, not (asked.no_peers or asked.growth))
            table.prepare(samples)
            stages[number] = table.stages
            if asked.growth:
                table.grow(asked.rounds)
                continue
            rows = table.run(asked.rounds)
            _print(number, rows, table)
            if asked.picture:
                asked.picture.write_text(drawn(number, _shown(rows)), "utf-8")
    _print_growth(stages)


def _shown(rows: Mapping[str, Row]) -> dict[str, float]:
    """CPU seconds by name; how many processes shared them is not to be seen in them."""
    return {name: median(one.cpu for one in row) for name, row in rows.items() if name not in (ONE, TWO)}


def _print(number: int, rows: Mapping[str, Row], table: Bench) -> None:
    clean = rows[CLEAN]
    head = f"{number} documents, {len(clean)} rounds"
    print(f"\n{head:<36}{'CPU s':>9} {'of clean':>9} {'wall s':>8} {'own MB':>8} {'child MB':>9} {'written':>8}")
    for name, row in rows.items():
        memory = f"{max(one.own for one in row):8.0f} {max(one.child for one in row):9.0f}" if row[0].own else " " * 18
        seconds = f"{median(one.cpu for one in row):9.2f} {of(row, clean):9.3f} {median(one.wall for one in row):8.1f}"
        print(f"{name:<36}{seconds} {memory} {row[-1].written:8}")
    for name, figure in derived(rows).items():
        print(f"{name:<48}{figure:7.3f}")
    print("stages of one process, CPU s: " + _listed(middle(table.stages)))
    _print_site(number, [path.stat().st_size for path in table.site.rglob("*") if path.is_file()])


def _print_growth(stages: Mapping[int, Sequence[Stages]]) -> None:
    """A row for each stage: CPU seconds at each number, and the exponents between them."""
    numbers = sorted(stages)
    if len(numbers) < 2:
        return
    steps = [f"{few:,} → {many:,}" for few, many in pairwise(numbers)]
    heads = "".join(f"{number:>11,}" for number in numbers) + "".join(f"{step:>18}" for step in steps)
    print(f"\n{'stage, CPU s of one process; exponent':<40}{heads}")
    for one in growth(stages):
        seconds = "".join(f"{second:11.2f}" for second in one.seconds)
        found = "".join(f"{'–' if step is None else f'{step:.2f}':>18}" for step in one.exponents)
        wide = " " * (40 - len(one.stage.encode("gbk")))  # a Chinese sign is as wide as two others
        print(f"{one.stage}{wide}{seconds}{found}{f'  more than {STEEPEST}' if one.steep else ''}")


def _listed(figures: Stages) -> str:
    return "  ".join(f"{name} {figure:.2f}" for name, figure in figures.items())


def _print_site(number: int, sizes: Sequence[int]) -> None:
    files, size = len(sizes), sum(sizes)
    a_document = f"a document {files / number:.1f} files, {size / number / 1000:.0f} kB"
    print(
        f"{'the site':<36}{files} files, {size / 1e6:.1f} MB; {a_document}; the largest file {max(sizes) / 1e6:.1f} MB"
    )


if __name__ == "__main__":
    main()
