"""What searching costs, the build and the reader: `python -m benchmarks.search [how many documents …]`.

The paragraphs of a sample archive are recombined by chance into N documents of about 4,100 characters. Their pages are
not written, only the search and one empty page. Printed are

1. what the build pays: seconds, peak memory of the process (the archive in it apart) and of Pagefind, files and sizes of
   the exact layer (index and texts apart) and of both layers, and beside it Pagefind over the full text (characters set
   apart, which is what finds Chinese whole);
2. what a reader pays for a first search with nothing cached, from the home page over the search form: requests and
   kilobytes, each as middle and most; and how long the answer takes after the last byte has come;
3. when the first result stands on the page of a slow phone (150 ms, 1.6 Mbit/s, a quarter of the processor), opened at
   the address of a search, its files packed as web servers do.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from benchmarks.documents import CHARACTERS, recombined
from benchmarks.render import CONFIG, SAMPLES, parsed
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
from gazette_site.publishing.search.records import Record, records_of

_TEXTS = (".html", ".css", ".js", ".svg", ".json")
NUMBERS = (2_000, 10_000)
QUERIES = 60
_ASKED = ("怎么申请{}", "{}什么时候开始", "哪里可以办{}", "{}有多少钱")
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
    parser.add_argument("numbers", nargs="*", type=int, default=NUMBERS, help="how many documents, default 2000 10000")
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
    """`number` documents recombined from the sample issues, linked."""
    return link(_shuffled(parsed(samples), number), CONFIG)[0]


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

_SEARCH = """async query => {
    performance.setResourceTimingBufferSize(1000);
    const { search } = await import("/search/engine.js");
    const found = await search(query);
    const end = performance.now();
    const last = Math.max(...performance.getEntriesByType("resource").map(entry => entry.responseEnd));
    return { hits: found.exact.length, total: found.total, certain: found.certain, wait: end - last };
}"""


def _print_searches(archive: Archive, site: Path, queries: int) -> None:
    from playwright.sync_api import sync_playwright

    _write_frame(archive, site)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=["--no-sandbox"]
        )
        address = _serve(site)
        words = [_first_search(browser, address, query) for query in _queries(archive, queries)]
        odd = [_first_search(browser, address, query) for query in _substrings(archive, queries)]
        asked = [_first_search(browser, address, query) for query in _questions(archive, queries)]
        form = [_from_form(browser, address, query) for query in _queries(archive, queries // 2)]
        put = [_from_form(browser, address, query) for query in _questions(archive, queries // 2)]
        packed = _serve(site, packing=True)
        waited = sorted(
            _on_a_phone(browser, packed, query)
            for query in [*_queries(archive, queries // 2)]
            if not query.startswith('"')
        )
        browser.close()
    print(f"{'first search':<34}{'kB':>8} {'9 in 10':>8} {'most':>8} {'requests':>9} {'9 in 10':>8} {'most':>8}")
    _row("words, the engine", words)
    _row("words, from the home page", form)
    _row("questions, from the home page", put)
    _row("substrings by chance, the engine", odd)
    _row("questions, the engine", asked)
    waits = sorted(one["wait"] for one in (*words, *odd))
    print(
        f"{'answer after the last byte, ms':<34}{'  '.join(f'{_at(waits, part):6.1f}' for part in PARTS)}   (middle, 9 in 10, most)"
    )
    print(f"{'first result on a slow phone, s':<34}{'  '.join(f'{_at(waited, part):6.2f}' for part in PARTS)}")
    print(f"{'searches with hits':<34}{sum(one['hits'] > 0 for one in (*words, *odd)):8} of {len(words) + len(odd)}")


def _row(name: str, found: Sequence[dict[str, Any]]) -> None:
    sizes, requests = sorted(one["bytes"] / 1000 for one in found), sorted(one["requests"] for one in found)
    columns = [f"{_at(sizes, part):8.0f}" for part in PARTS] + [f" {_at(requests, part):8.0f}" for part in PARTS]
    print(f"{name:<34}{' '.join(columns)}")


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


def _queries(archive: Archive, number: int) -> Iterator[str]:
    """Words as readers type them, in turn: of a title, of a heading, two of these, a document number, a whole title."""
    chance = random.Random(1)
    for n in range(number):
        record = _record(archive, chance)
        phrases = [one for one in re.split(r"[^\u4e00-\u9fff]+|关于|印发|的通知|的", record.title) if len(one) > 3]
        phrases += [line.label[2:8] for line in record.lines if len(line.label) > 5]
        one, other = _words(chance.choice(phrases), chance), _words(chance.choice(phrases), chance)
        yield (one, chance.choice(phrases)[:6], f"{one} {other}", f'"{record.number}"', record.title)[n % 5]


def _questions(archive: Archive, number: int) -> Iterator[str]:
    """Questions around two words of a title or a heading: hardly ever printed like that."""
    for n, query in zip(range(number), filter(lambda query: " " in query, _queries(archive, number * 5)), strict=False):
        yield _ASKED[n % len(_ASKED)].format(query.replace(" ", ""))


def _substrings(archive: Archive, number: int) -> Iterator[str]:
    """What no reader types: two to eight characters from anywhere in the text, across words, lines and cells."""
    chance = random.Random(2)
    for _ in range(number):
        text = fold("".join(line.text for line in _record(archive, chance).lines))
        start = chance.randrange(max(len(text) - 8, 1))
        yield text[start : start + chance.randint(2, 8)]


def _record(archive: Archive, chance: random.Random) -> Record:
    records = [*records_of(chance.choice(archive.issues), {})]
    return chance.choice([record for record in records if record.number])


def _words(phrase: str, chance: random.Random) -> str:
    start = chance.randrange(max(len(phrase) - 4, 1))
    return phrase[start : start + chance.choice((2, 4, 4))]


def _first_search(browser: Any, address: str, query: str) -> dict[str, Any]:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/empty.html")
    sizes = _watched(page)
    found: dict[str, Any] = page.evaluate(_SEARCH, query)
    context.close()
    return {**found, "bytes": sum(sizes), "requests": len(sizes)}


def _from_form(browser: Any, address: str, query: str) -> dict[str, Any]:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    sizes = _watched(page)
    page.evaluate(
        "query => { const box = document.querySelector('input[name=q]'); box.value = query; box.form.submit(); }", query
    )
    page.wait_for_selector("#found li, #found .near, #advice:not([hidden])")
    page.wait_for_load_state("networkidle")
    context.close()
    return {"bytes": sum(sizes), "requests": len(sizes)}


def _on_a_phone(browser: Any, address: str, query: str) -> float:
    """Seconds until the first hit is there."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    slow = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
    session.send("Network.emulateNetworkConditions", slow)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(f"{address}/search/?q={quote(query)}", wait_until="commit")
    page.wait_for_selector("#found li")
    seconds: float = page.evaluate("performance.now()") / 1000
    context.close()
    return seconds


def _watched(page: Any) -> list[int]:
    """The bytes of every answer from now on, head left out; what comes from the cache of the browser is not counted."""
    sizes: list[int] = []
    cached: set[str] = set()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.requestServedFromCache", lambda event: cached.add(event["requestId"]))

    def answered(event: dict[str, Any]) -> None:
        answer = event["response"]
        if event["requestId"] not in cached and not answer.get("fromDiskCache"):
            heads = {name.lower(): value for name, value in answer["headers"].items()}
            sizes.append(int(heads.get("content-length", 0)))

    session.on("Network.responseReceived", answered)
    return sizes


def _serve(folder: Path, packing: bool = False) -> str:
    handler = functools.partial(_Packing if packing else _Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


class _Packing(_Quiet):
    """Packs what is text, as web servers do."""

    def do_GET(self) -> None:
        """Answers with the file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in _TEXTS or not path.is_file():
            super().do_GET()
            return
        content = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


if __name__ == "__main__":
    main()
