"""A reader's first searches in Chromium, each with nothing cached: for `benchmarks.search`."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

_TEXTS = (".html", ".css", ".js", ".svg", ".json")
_SCREEN = {"width": 360, "height": 740}
_SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
_SOMETHING = "#found li, #found .near, #advice:not([hidden])"
"""What stands on the page when it has answered."""

_ASK = """async query => {
    performance.setResourceTimingBufferSize(1000);
    const { search } = await import("/search/engine.js");
    const found = await search(query);
    const end = performance.now();
    const last = Math.max(...performance.getEntriesByType("resource").map(entry => entry.responseEnd));
    return { hits: found.exact.length, total: found.total, certain: found.certain, wait: end - last };
}"""


class Visit(NamedTuple):
    """What a search on a slow phone came to."""

    seconds: float
    """Until something stands there."""
    rounds: int
    """Requests that waited for one another, at most."""


def first_search(browser: Any, address: str, query: str) -> dict[str, Any]:
    """The engine alone, asked from an empty page."""
    context = browser.new_context(viewport=_SCREEN)
    page = context.new_page()
    page.goto(f"{address}/empty.html")
    sizes = _watched(page)
    found: dict[str, Any] = page.evaluate(_ASK, query)
    context.close()
    return {**found, "bytes": sum(sizes), "requests": len(sizes)}


def from_form(browser: Any, address: str, query: str) -> dict[str, Any]:
    """The form of the home page, until nothing more is asked for."""
    context = browser.new_context(viewport=_SCREEN)
    page = context.new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    sizes = _watched(page)
    page.evaluate(
        "query => { const box = document.querySelector('input[name=q]'); box.value = query; box.form.submit(); }", query
    )
    page.wait_for_selector(_SOMETHING)
    page.wait_for_load_state("networkidle")
    context.close()
    return {"bytes": sum(sizes), "requests": len(sizes)}


def on_a_phone(browser: Any, address: str, query: str) -> Visit:
    """The search page opened at this search."""
    context = browser.new_context(viewport=_SCREEN)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", _SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    times = _times(session)
    page.goto(f"{address}/search/?q={quote(query)}", wait_until="commit")
    page.wait_for_selector(_SOMETHING)
    seconds: float = page.evaluate("performance.now()") / 1000
    context.close()
    return Visit(seconds, _rounds(times))


def _times(session: Any) -> dict[str, list[float]]:
    """When each request began and, later, ended."""
    times: dict[str, list[float]] = {}
    session.on("Network.requestWillBeSent", lambda event: times.setdefault(event["requestId"], [event["timestamp"]]))
    session.on("Network.loadingFinished", lambda event: times[event["requestId"]].append(event["timestamp"]))
    return times


def _rounds(times: dict[str, list[float]]) -> int:
    """The longest row of requests of which each began when the one before it had ended."""
    rows: list[tuple[float, int]] = []
    for began, *ended in sorted(times.values()):
        before = max((depth for end, depth in rows if end <= began), default=0)
        rows.append((ended[0] if ended else float("inf"), before + 1))
    return max((depth for _, depth in rows), default=0)


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


def serve(folder: Path) -> str:
    """The address of the folder, served until the process ends."""
    handler = functools.partial(_Packing, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}"


class _Packing(http.server.SimpleHTTPRequestHandler):
    """Packs what is text and lets browsers keep a file for ten minutes, as web servers do."""

    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        """Adds how long a file may be kept."""
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""

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
