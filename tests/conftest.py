"""What several tests need: made-up issues of the city 澜川, a browser, a web server."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from gazette_site.document_numbers import parse_number
from gazette_site.issue_names import name_of
from gazette_site.model import (
    Attachment,
    AttachmentKind,
    Block,
    Chronicle,
    ChronicleEntry,
    Document,
    DocumentNumber,
    IsoDate,
    Issue,
    IssueId,
    Masthead,
    Paragraph,
    Role,
    Span,
    Text,
)

MakeDocument = Callable[..., Document]
MakeIssue = Callable[..., Issue]


def _text(value: str, line: int = 1) -> Text:
    return Text(value, (Span(line, 0, len(value)),))


@pytest.fixture
def make_document() -> MakeDocument:
    """Makes a document from its number (`''` for none); every other field can be given."""

    def make(number: str = "", position: int = 1, **fields: Any) -> Document:
        normal = parse_number(number)
        title = fields.pop("title", f"澜川市人民政府关于第{position}件事的通知")
        body: tuple[Block, ...] = (Paragraph(Role.BODY, _text("现将有关事项通知如下。", 12)),)
        values: dict[str, Any] = {
            "position": position,
            "title": _text(title, 10),
            "title_lines": (title,),
            "number": DocumentNumber(_text(number, 11), normal) if normal else None,
            "issuers": ("澜川市人民政府",),
            "kind": "通知",
            "addressees": "各区人民政府",
            "date": IsoDate("2025-03-02"),
            "instrument": None,
            "section": "市政府文件",
            "page": 1,
            "contents_title": title,
            "body": body,
        }
        return Document(**{**values, **fields})

    return make


@pytest.fixture
def make_attachment() -> Callable[..., Attachment]:
    """Makes an attachment from its label (None for none)."""

    def make(label: str | None = "附件", title: str = "名单", *blocks: Block) -> Attachment:
        return Attachment(_text(label) if label is not None else None, _text(title), AttachmentKind.TEXT, blocks)

    return make


@pytest.fixture
def make_issue() -> MakeIssue:
    """Makes an issue from its id, its documents and the dates of its chronicle entries (None for 近日)."""

    def make(
        id: str, *documents: Document, days: tuple[str | None, ...] = (), cumulative: int | None = None, **fields: Any
    ) -> Issue:
        name = name_of(IssueId(id))
        masthead = Masthead(
            gazette="澜川市人民政府公报",
            year=name.year,
            number=None if name.extra else name.numbers[0],
            cumulative=cumulative,
            frequency="月刊",
            published=IsoDate("2025-04-07"),
            organiser="澜川市人民政府办公室",
            postcode=None,
            address=None,
            extra=name.extra,
            extra_to=name.numbers if name.extra else (),
            special="增刊" if name.extra else "",
            run=name.run,
        )
        entries = tuple(
            ChronicleEntry(n, IsoDate(day) if day else None, None, day or "近日", (_text(f"第{n}件事。"),))
            for n, day in enumerate(days, 1)
        )
        chronicle = Chronicle((_text("大事记"),), entries) if days else None
        values: dict[str, Any] = {
            "id": IssueId(id),
            "file": f"{id}.txt",
            "masthead": masthead,
            "contents": (),
            "documents": documents,
            "chronicle": chronicle,
            "furniture": (),
            "digest": "0" * 64,
        }
        return Issue(**{**values, **fields})

    return make


# How long an example takes is no matter of a test: machines are busy. The examples are the same each time, so that no run
# fails by luck; `make fuzz`, which sets FUZZ, looks at new ones.
settings.register_profile(
    "gazette",
    deadline=None,
    derandomize=not os.environ.get("FUZZ"),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("gazette")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests that need a browser: `pytest -m "not browser"` leaves them out."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium: `$CHROMIUM`, else the first one found; tests that need one are skipped without."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    path = next((path for path in map(shutil.which, filter(None, names)) if path), None)
    if path is None:
        pytest.skip("no Chromium on this machine; `make test` installs one where it may")
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    """A running Chromium, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def serve() -> Iterator[Callable[[Path], str]]:
    """Serves folders over HTTP on this machine: `serve(folder)` is the address, without a final slash."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        handler = functools.partial(_QuietHandler, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""
