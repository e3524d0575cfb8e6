"""What searching costs, the build and the reader: `python -m benchmarks.search [how many documents …]`.

The paragraphs of a sample archive are recombined by chance into N documents of about 4,100 characters; 0 is the sample as it
is. Their pages are not written, only the search and one empty page. Printed are

1. what the build pays: seconds, peak memory of the process (the archive in it apart) and of Pagefind, files and sizes of
   the exact layer (index and texts apart) and of both layers, and beside it Pagefind over the full text (characters set
   apart, which is what finds Chinese whole);
2. what a reader pays for a first search with no search before, from the home page over the search form, and for the engine
   alone: requests and kilobytes, each as middle and most, files packed as web servers do; and how long the answer takes
   after the last byte has come;
3. when the first result stands on the page of a slow phone (150 ms, 1.6 Mbit/s, a quarter of the processor), opened at
   the address of a search with nothing cached, and how many rounds of requests it took, each waiting for the one before.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.asked import queries, questions, substrings
from benchmarks.documents import CHARACTERS, recombined
from benchmarks.render import CONFIG, SAMPLES, parsed
from benchmarks.visits import Visit, first_search, from_form, on_a_phone, serve
from gazette_site.fold import fold
from gazette_site.linking import Archive, link
from gazette_site.model import Block, Document, Issue, Paragraph
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.frame.assets import assets
from gazette_site.publishing.pages.frame.site import site_of
from gazette_site.publishing.pages.home import home_page
from gazette_site.publishing.pages.search import search_page
from gazette_site.publishing.search import cards_of, layer_files, search_index
from gazette_site.publishing.search.exact import ExactLayer
from gazette_site.publishing.search.records import records_of

NUMBERS = (0, 2_000, 10_000)
QUERIES = 60
PARTS = (0.5, 0.9, 1.0)
LAYERS = ("exact", "both", "fulltext")


class Cost(NamedTuple):
    """What a layer costs the build."""

    seconds: float
    """CPU seconds, children included."""
    archive: float
    """Megabytes that the process had before it began."""
    peak: float
    """Megabytes that it had at most."""
    child: float
    """Megabytes that the greatest of its children had."""
    exact: float
    """Megabytes of the exact index."""
    texts: float
    """Megabytes of packs of words."""
    files: int


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints one block for each number of documents."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description="What searching costs.")
    parser.add_argument(
        "numbers",
        nargs="*",
        type=int,
        default=NUMBERS,
        help="how many documents, 0 for the sample itself, default 0 2000 10000",
    )
    parser.add_argument("--issues", type=Path, default=SAMPLES, help="folder of the sample issues")
    parser.add_argument("--queries", type=int, default=QUERIES, help=f"how many first searches, default {QUERIES}")
    parser.add_argument("--no-fulltext", action="store_true", help="leave Pagefind over the full text out")
    parser.add_argument("--build", choices=LAYERS, help=argparse.SUPPRESS)
    parser.add_argument("--output", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.build:
        _build(asked.build, archive_of(asked.issues, asked.numbers[0]), asked.output)
        return
    for number in asked.numbers:
        with tempfile.TemporaryDirectory(prefix="gazette-site-bench-") as folder:
            layers = LAYERS[:2] if asked.no_fulltext else LAYERS
            costs = {layer: _built(layer, asked.issues, number, Path(folder, layer)) for layer in layers}
            _print_costs(number, costs)
            shutil.copytree(Path(folder, "both"), Path(folder, "exact"), dirs_exist_ok=True)
            _print_searches(archive_of(asked.issues, number), Path(folder, "exact"), asked.queries)


def archive_of(samples: Path, number: int) -> Archive:
    """`number` documents recombined from the sample issues, linked; for 0 these issues themselves."""
    issues = parsed(samples)
    return link(_shuffled(issues, number) if number else issues, CONFIG)[0]


def _shuffled(samples: Sequence[Issue], number: int) -> Iterator[Issue]:
    chance = random.Random(number)
    blocks = [block for issue in samples for document in issue.documents for block in document.body]
    blocks += [Paragraph(block.role, block.text) for block in blocks if isinstance(block, Paragraph)]
    for issue in recombined(samples, number):
        yield replace(issue, documents=tuple(_with_body(one, blocks, chance) for one in issue.documents))


def _with_body(document: Document, blocks: Sequence[Block], chance: random.Random) -> Document:
    wanted, body = chance.randint(CHARACTERS // 2, CHARACTERS * 3 // 2), list[Block]()
    while wanted > 0:
        block = chance.choice(blocks)
        wanted -= len(block.text.value) if isinstance(block, Paragraph) else 200
        body.append(block)
    return replace(document, body=tuple(body))


# The build ----------------------------------------------------------------------------------------------------------


def _built(layer: str, issues: Path, number: int, output: Path) -> Cost:
    """Builds one layer in a fresh process, which tells what it used."""
    command = [sys.executable, "-m", "benchmarks.search", str(number), "--issues", str(issues)]
    done = subprocess.run(
        [*command, "--build", layer, "--output", str(output)], check=True, capture_output=True, text=True
    )
    seconds, archive, peak, child = json.loads(done.stdout)
    files = [path for path in output.rglob("*") if path.is_file()]
    texts = sum(path.stat().st_size for path in files if "text" in path.relative_to(output).parts)
    return Cost(
        seconds,
        archive,
        peak,
        child,
        (sum(path.stat().st_size for path in files) - texts) / 1e6,
        texts / 1e6,
        len(files),
    )


def _build(layer: str, archive: Archive, output: Path) -> None:
    started, before = time.process_time() + _children().ru_utime, _own()
    for file in _files(layer, archive):
        path = output / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    used = time.process_time() + _children().ru_utime + _children().ru_stime - started
    print(json.dumps([used, before, _own(), _children().ru_maxrss / 1000]))


def _own() -> float:
    """Megabytes that this process had at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def _children() -> resource.struct_rusage:
    return resource.getrusage(resource.RUSAGE_CHILDREN)


def _files(layer: str, archive: Archive) -> Iterator[OutputFile]:
    with tempfile.TemporaryDirectory(prefix="gazette-site-") as folder:
        if layer == "exact":
            yield from layer_files(cards_of(archive), ExactLayer([one.issue.id for one in archive.issues], ()))
        elif layer == "both":
            yield from search_index(archive)
        else:
            yield from _whole(archive, Path(folder))


def _whole(archive: Archive, folder: Path) -> Iterator[OutputFile]:
    """Pagefind over all text, every character set apart."""
    for record in chain.from_iterable(records_of(linked, {}) for linked in archive.issues):
        lines = "".join(f"<p>{' '.join(fold(line.text))}</p>\n" for line in record.lines)
        page = folder / "mirror" / record.url.strip("/") / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        head = f'<!DOCTYPE html>\n<html lang="zh"><body data-pagefind-body><h1>{" ".join(fold(record.title))}</h1>'
        page.write_text(f"{head}\n{lines}</body></html>\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pagefind",
        "--site",
        str(folder / "mirror"),
        "--output-path",
        str(folder / "index"),
    ]
    subprocess.run([*command, "--quiet"], check=True, capture_output=True)
    for file in sorted(path for path in (folder / "index").rglob("*") if path.is_file()):
        yield OutputFile(f"pagefind/{file.relative_to(folder / 'index').as_posix()}", file.read_bytes())


def _print_costs(number: int, costs: dict[str, Cost]) -> None:
    print(
        f"\n{number} documents{'':<24}{'CPU s':>8} {'archive MB':>10} {'peak MB':>8} {'child MB':>8} {'index MB':>9} {'texts MB':>9} {'files':>7}"
    )
    names = {"exact": "exact layer", "both": "exact and related layer", "fulltext": "Pagefind, full text"}
    for layer, cost in costs.items():
        print(
            f"{names[layer]:<34}{cost.seconds:8.1f} {cost.archive:10.0f} {cost.peak:8.0f} {cost.child:8.0f} "
            f"{cost.exact:9.2f} {cost.texts:9.2f} {cost.files:7}"
        )
    if "fulltext" in costs:
        whole, both = costs["fulltext"], costs["both"]
        print(
            f"{'ratio both/full text':<34}{both.seconds / whole.seconds:8.3f} {'':>17}{both.child / whole.child:9.3f}"
        )


# The reader ---------------------------------------------------------------------------------------------------------


def _print_searches(archive: Archive, site: Path, number: int) -> None:
    from playwright.sync_api import sync_playwright

    _write_frame(archive, site)
    words, asked, odd = (list(make(archive, number)) for make in (queries, questions, substrings))
    whole = [query for query in words if not query.startswith('"')]
    address = serve(site)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=["--no-sandbox"]
        )
        engine = {
            "words": [first_search(browser, address, query) for query in words],
            "questions": [first_search(browser, address, query) for query in asked],
            "substrings by chance": [first_search(browser, address, query) for query in odd],
        }
        form = {
            "words": [from_form(browser, address, query) for query in words[: number // 2]],
            "questions": [from_form(browser, address, query) for query in asked[: number // 2]],
        }
        phone = {
            "a word": [on_a_phone(browser, address, query) for query in whole[: number // 2]],
            "a question": [on_a_phone(browser, address, query) for query in asked[: number // 2]],
        }
        browser.close()
    _print_visits(engine, form, phone)


def _print_visits(
    engine: dict[str, list[dict[str, Any]]], form: dict[str, list[dict[str, Any]]], phone: dict[str, list[Visit]]
) -> None:
    print(f"{'first search':<34}{'kB':>8} {'9 in 10':>8} {'most':>8} {'requests':>9} {'9 in 10':>8} {'most':>8}")
    for name, found in form.items():
        _row(f"{name}, from the home page", found)
    for name, found in engine.items():
        _row(f"{name}, the engine", found)
    exact = [*engine["words"], *engine["substrings by chance"]]
    waits = sorted(one["wait"] for one in exact)
    print(f"{'answer after the last byte, ms':<34}{_at_parts(waits, '6.1f')}   (middle, 9 in 10, most)")
    for name, visits in phone.items():
        seconds, rounds = sorted(one.seconds for one in visits), sorted(one.rounds for one in visits)
        print(f"{f'slow phone, {name}, s; rounds':<34}{_at_parts(seconds, '6.2f')};   {_at_parts(rounds, '3.0f')}")
    print(f"{'searches with hits':<34}{sum(one['hits'] > 0 for one in exact):8} of {len(exact)}")


def _row(name: str, found: Sequence[dict[str, Any]]) -> None:
    sizes, requests = sorted(one["bytes"] / 1000 for one in found), sorted(one["requests"] for one in found)
    columns = [f"{_at(sizes, part):8.0f}" for part in PARTS] + [f" {_at(requests, part):8.0f}" for part in PARTS]
    print(f"{name:<34}{' '.join(columns)}")


def _at_parts(ordered: Sequence[float], form: str) -> str:
    return "  ".join(f"{_at(ordered, part):{form}}" for part in PARTS)


def _at(ordered: Sequence[float], part: float) -> float:
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)]


def _write_frame(archive: Archive, output: Path) -> None:
    site = site_of(archive, CONFIG)
    for file in chain(
        assets(),
        (home_page(site), search_page(site), OutputFile("empty.html", b"<!DOCTYPE html><title>x</title>")),
    ):
        path = output / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


if __name__ == "__main__":
    main()
