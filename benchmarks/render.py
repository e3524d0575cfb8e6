"""What rendering costs, beside Hugo: `python -m benchmarks.render [how many documents …]`.

The sample archive is parsed and recombined into N documents of about 4,100 characters (`documents.py`). A round of
ours links them, renders every page and writes the site; a round of Hugo builds the same documents from Markdown with
layouts of the same make (`hugo_site/`). Rounds come in pairs, so that a noisy machine disturbs both; only the ratio
means something. Neither makes a search index or JSON data. Ours makes more lists (issues, issuers, kinds). Hugo's
figure contains the start of its program; ours begins with the modules loaded, no template read and nothing of a build
kept (templates are compiled as Python compiles modules: by the first build, unless it may write no bytecode).
What loading Python and the modules costs, once a build, is printed by itself.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from statistics import mean

from benchmarks import peer
from benchmarks.clock import cpu_seconds, in_child, spread
from benchmarks.documents import characters, recombined
from gazette_site.config import DEFAULT_SECTIONS, SiteConfig
from gazette_site.linking import link
from gazette_site.model import Issue
from gazette_site.parsing import parse
from gazette_site.publishing.folder.staging import open_staging
from gazette_site.publishing.machines.sitemap import machine_files
from gazette_site.publishing.pages import render_pages
from gazette_site.publishing.pages.frame.assets import assets
from gazette_site.reading import read_folder

NUMBERS = (100, 1_000)
ROUNDS = 5
SAMPLES = Path(__file__).parent.parent / "issues"
CONFIG = SiteConfig(name="政府公报", base_url="https://gazette.example/")


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints one block for each number of documents."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.render", description="CPU seconds of rendering.")
    parser.add_argument("numbers", nargs="*", type=int, default=NUMBERS, help="how many documents, default 100 1000")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"pairs of rounds, default {ROUNDS}")
    asked = parser.parse_args(arguments)
    hugo = peer.find_hugo()
    if hugo is None:
        print(peer.HOW_TO_GET)
    samples = parsed(SAMPLES)
    for number in asked.numbers:
        with tempfile.TemporaryDirectory(prefix="gazette-site-bench-") as folder:
            compare(recombined(samples, number), Path(folder), hugo, asked.rounds)


def parsed(folder: Path) -> tuple[Issue, ...]:
    """The issues of a folder."""
    sources, _ = read_folder(folder)
    return tuple(issue for source in sources if (issue := parse(source, DEFAULT_SECTIONS)[0]))


def render(issues: Sequence[Issue], output: Path) -> None:
    """Links the issues and writes all pages and the sitemap, as a build does."""
    archive, _ = link(issues, CONFIG)
    staging = open_staging(output)
    for file in chain(assets(), render_pages(archive, CONFIG)):
        staging.write(file)
    for file in machine_files(archive, staging.urls, CONFIG.base_url):
        staging.write(file)
    staging.write_urls()
    staging.publish()


def compare(issues: Sequence[Issue], folder: Path, hugo: str | None, rounds: int) -> None:
    """Prints what the rounds cost, and the ratio of each pair."""
    documents = [document for issue in issues for document in issue.documents]
    print(f"\n{len(documents)} documents of {mean(map(characters, documents)):.0f} characters on average")
    print(f"{'CPU seconds':<32}{'min':>8} {'median':>8} {'max':>8}")
    builds: dict[str, Callable[[Path], object]] = {"ours": lambda output: in_child(partial(render, issues, output))}
    if hugo:
        source = folder / "source"
        peer.write_source(link(issues, CONFIG)[0], source)
        builds[f"Hugo {peer.version_of(hugo)}"] = partial(peer.build, hugo, source)
    costs: dict[str, list[float]] = {name: [] for name in builds}
    starts: list[float] = []
    pages: dict[str, int] = {}
    for n in range(rounds):
        for name in sorted(builds, reverse=bool(n % 2)):
            output = folder / f"{name.split()[0]}-{n}"
            costs[name].append(cpu_seconds(partial(builds[name], output)))
            pages[name] = sum(1 for _ in output.rglob("*.html"))
        starts.append(cpu_seconds(_start))
    for name, values in costs.items():
        print(f"{f'{name}, {pages[name]} pages':<32}{spread(values)}")
    print(f"{'start of Python and modules':<32}{spread(starts)}")
    if hugo:
        ours, theirs = costs.values()
        print(f"{'ratio ours/Hugo':<32}{spread([a / b for a, b in zip(ours, theirs, strict=True)])}")


def _start() -> None:
    """Starts Python, loads the program and ends."""
    subprocess.run([sys.executable, "-c", "import gazette_site.pipeline"], check=True, cwd=SAMPLES.parent)


if __name__ == "__main__":
    main()
