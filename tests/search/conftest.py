"""A site made from the sample issues, served from a sub-folder behind a strict Content-Security-Policy."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from gazette_site.config import DEFAULT_SECTIONS, SiteConfig, resolve
from gazette_site.linking import Archive, link
from gazette_site.parsing import parse
from gazette_site.publishing.machines.feed_list import feed_list
from gazette_site.publishing.pages import render_pages
from gazette_site.publishing.pages.frame.assets import assets
from gazette_site.publishing.search import search_index
from gazette_site.reading import read_folder

ISSUES = Path(__file__).parent.parent.parent / "issues"
FOLDER = "gongbao"
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
SYNONYMS = (("吃饭的地方", "社区食堂"),)


class Served(NamedTuple):
    """A site that can be visited."""

    archive: Archive
    root: Path
    address: str
    """`http://127.0.0.1:…/gongbao`."""


@pytest.fixture(scope="session")
def archive() -> Archive:
    """The sample issues, linked."""
    sources, _ = read_folder(ISSUES)
    issues = [issue for source in sources if (issue := parse(source, DEFAULT_SECTIONS)[0])]
    return link(issues, SiteConfig())[0]


@pytest.fixture(scope="session")
def site(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site of the sample issues, with everything that searching needs."""
    web = tmp_path_factory.mktemp("web")
    config = replace(resolve(SiteConfig(), [linked.issue for linked in archive.issues]), synonyms=SYNONYMS)
    index = search_index(archive, config.synonyms)
    for file in chain(assets(), render_pages(archive, config), index, (feed_list(archive),)):
        path = web / FOLDER / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Strict, directory=str(web)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Served(archive, web / FOLDER, f"http://127.0.0.1:{server.server_address[1]}/{FOLDER}")
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(site: Served, browser: Any) -> Iterator[Any]:
    """A fresh page of the browser; nothing may be refused by the policy, fail, or come from elsewhere."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda failure: wrong.append(str(failure)))
    page.on("request", lambda request: None if request.url.startswith(site.address) else wrong.append(request.url))
    yield page
    context.close()
    assert wrong == []


class _Strict(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""
