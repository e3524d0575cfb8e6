"""What reading a PDF costs: `python -m benchmarks.pdf [folder or file …]`. The PDFs of `issues/` are always measured.

The measure is bare pdfplumber: `page.chars` of every page and nothing else. Rounds are paired, each measurement runs in a
fresh child process, and the child's peak memory is what the system says of it.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from benchmarks.clock import spread, used
from gazette_site.cache import Cache
from gazette_site.reading import ReadingSettings
from gazette_site.reading.pdf.document import read_pdf

ROUNDS = 3
SAMPLES = Path(__file__).parent.parent / "issues"


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints a few lines for each PDF."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pdf", description="CPU seconds of reading PDFs.")
    parser.add_argument("paths", nargs="*", type=Path, help="more PDFs, or folders of them")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"paired rounds, default {ROUNDS}")
    asked = parser.parse_args(arguments)
    print(f"\n{'CPU seconds, PDF':<34}{'min':>8} {'median':>8} {'max':>8}")
    for path in (SAMPLES, *asked.paths):
        for pdf in sorted(path.glob("*.pdf")) if path.is_dir() else [path]:
            measure(pdf, asked.rounds)


def measure(pdf: Path, rounds: int) -> None:
    """Prints what one PDF costs beside bare pdfplumber, and what it costs once it is in the cache."""
    with tempfile.TemporaryDirectory() as folder:
        settings = ReadingSettings(cache=Cache(Path(folder)))
        _in_child(partial(_ours, pdf, settings))
        pairs = [
            (_in_child(partial(_bare, pdf)), _in_child(partial(_ours, pdf, ReadingSettings()))) for _ in range(rounds)
        ]
        warm = [_in_child(partial(_ours, pdf, settings))[0] for _ in range(rounds)]
    print(f"{pdf.name + ', bare page.chars':<34}{spread([bare[0] for bare, _ in pairs])}")
    print(f"{'  ours':<34}{spread([ours[0] for _, ours in pairs])}")
    print(f"{'  ours, unchanged and in the cache':<34}{spread(warm)}")
    print(f"{'  ratio ours/bare':<34}{spread([ours[0] / bare[0] for bare, ours in pairs])}")
    print(f"{'  peak memory, MB':<34}{spread([ours[1] for _, ours in pairs])}")


def _bare(pdf: Path) -> None:
    import pdfplumber

    with pdfplumber.open(pdf) as opened:
        for page in opened.pages:
            len(page.chars)
            page.close()


def _ours(pdf: Path, settings: ReadingSettings) -> None:
    transcript, _ = read_pdf(pdf, pdf.name, settings)
    assert transcript is not None, f"{pdf} cannot be read"


def _in_child(action: Callable[[], None]) -> tuple[float, float]:
    """CPU seconds of `action` and the peak memory of its process in MB; the time to import pdfplumber is not counted."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_measured, action).result()


def _measured(action: Callable[[], None]) -> tuple[float, float]:
    import pdfplumber  # noqa: F401

    before = used()
    action()
    seconds = used() - before
    peaks = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return seconds, max(peaks) / 1024


if __name__ == "__main__":
    main()
