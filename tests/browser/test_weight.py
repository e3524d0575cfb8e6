"""What a page weighs, how many requests it makes, and that it stands still."""

from __future__ import annotations

import gzip
import http.server
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.waiting import PAINTED, arrive

PAGE = 12_000
"""Bytes of a document of 4,000 characters, compressed."""
FIXED = 7_000
"""Of these, what does not grow with the text."""
FRAME = 10_000
"""Bytes of the stylesheet and the script that it asks for, compressed."""
REQUESTS = 4
STILL = 0.001
"""Less than this no reader sees."""
SHIFT = """() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value; })
        .observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 150);
})"""
"""How far a page has moved since it was opened."""
UNDER_STATUS = """() => {
    const status = document.getElementById("status");
    const words = document.createRange();
    words.selectNodeContents(status);
    return status.getBoundingClientRect().bottom - words.getBoundingClientRect().bottom;
}"""
"""What the status keeps free below its words."""


@pytest.fixture
def halting(sample_site: Path) -> Iterator[tuple[str, dict[str, str], threading.Event]]:
    """A server that stops before some words of a page, until the event: its address, the words by page, the event."""
    words: dict[str, str] = {}
    go_on = threading.Event()

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(sample_site))

        def do_GET(self) -> None:
            if self.path not in words:
                return super().do_GET()
            page = (sample_site / self.path[1:] / "index.html").read_bytes()
            place = page.index(words[self.path].encode())
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page[:place])
            go_on.wait()
            self.wfile.write(page[place:])
            return None

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", words, go_on
    go_on.set()
    server.shutdown()
    server.server_close()


def test_a_document_is_light(sample_site: Path) -> None:
    """A page holds little more than its text: 4,000 characters in 12 kB, less in proportion, above a fixed frame."""
    for path in (sample_site / "data/issues").glob("*.json"):
        for one in json.loads(path.read_text("utf-8"))["documents"]:
            letters = len(one["text"]) + sum(len(each["text"]) for each in one["attachments"])
            page = (sample_site / one["url"][1:] / "index.html").read_bytes()
            assert len(gzip.compress(page, 9)) <= FIXED + letters * (PAGE - FIXED) / 4_000, one["url"]


def test_stylesheet_and_script_are_light(sample_site: Path) -> None:
    """Together ten kilobytes for whoever reads a document."""
    files = [(sample_site / "assets" / name).read_bytes() for name in ("style.css", "script.js")]
    assert sum(len(gzip.compress(file, 9)) for file in files) <= FRAME


def test_pages_stand_still_and_ask_for_little(
    browser: Any, serve: Callable[[Path], str], sample_site: Path, kinds: dict[str, str]
) -> None:
    """No foreign request, no layout shift on any kind of page; a document asks for page, stylesheet, script and icon."""
    address = serve(sample_site)
    for kind, url in kinds.items():
        asked, shift = _opened(browser, address + url)
        if shift >= STILL:  # a machine with other things to do may paint in between, which no second look shows
            asked, shift = _opened(browser, address + url)
        assert all(one.startswith(address) for one in asked), (kind, asked)
        assert shift < STILL, (kind, shift)
        if kind.startswith("document,") and kind != "document, with its print":
            assert len(asked) <= REQUESTS, (kind, asked)


def _opened(browser: Any, address: str) -> tuple[list[str], float]:
    """What a page asks for on a phone, and how far it moves while it comes."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    arrive(page, address)
    shift = page.evaluate(SHIFT)
    page.close()
    return asked, float(shift)


@pytest.mark.parametrize("words", ["<nav aria", '<form class="find"', '<div class="sw"', "<main", "</h3>"])
def test_a_page_that_comes_in_pieces_stands_still(
    browser: Any, halting: tuple[str, dict[str, str], threading.Event], kinds: dict[str, str], words: str
) -> None:
    """What a phone shows of a page while the rest is on its way stays where it is when that comes."""
    (address, stops, go_on), url = halting, kinds["kind"]
    stops[url] = words
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(address + url, wait_until="commit")
    page.locator(".head .word").wait_for()
    page.evaluate(PAINTED)
    go_on.set()
    page.wait_for_load_state()
    shift = page.evaluate(SHIFT)
    page.close()
    assert shift < 0.001


SEARCHES = ["停车", "老旧小区停车设施改造实施方案", "怎么申请社区食堂补助", "完全没有的词语也没有相近的"]
"""A short status and a long one, a heading of one line and of two, hits, related ones, and nothing."""


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("words", SEARCHES)
def test_a_search_stands_still_and_leaves_no_gap(
    browser: Any, serve: Callable[[Path], str], sample_site: Path, words: str, width: int
) -> None:
    """Heading, status and hits stay where they are when the answer comes; under the status there is no empty line."""
    page = browser.new_page(viewport={"width": width, "height": 740})
    page.goto(f"{serve(sample_site)}/search/?q={quote(words)}", wait_until="commit")
    page.locator("#found[aria-busy=false]").wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    shift = page.evaluate(SHIFT)
    empty = page.evaluate(UNDER_STATUS)
    page.close()
    assert shift < 0.001
    assert empty < 12


@pytest.mark.parametrize("path", ["index.html", "404.html"])
def test_the_content_security_policy_can_be_strict(sample_site: Path, path: str) -> None:
    """No page has a script, a style or a picture inside itself that a strict policy would refuse."""
    page = (sample_site / path).read_text("utf-8")
    assert "style=" not in page and "onclick" not in page and "data:" not in page
    assert "<script>" not in page and "<style" not in page
