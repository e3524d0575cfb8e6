"""What a page weighs, how many requests it makes, and that it stands still."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PAGE = 12_000
"""Bytes of a document of 4,000 characters, compressed."""
FIXED = 7_000
"""Of these, what does not grow with the text."""
FRAME = 10_000
"""Bytes of the stylesheet and the script that it asks for, compressed."""
REQUESTS = 4


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
        page = browser.new_page(viewport={"width": 360, "height": 740})
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(address + url, wait_until="networkidle")
        shift = page.evaluate(
            """() => new Promise((done) => {
                let sum = 0;
                new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value; })
                    .observe({ type: "layout-shift", buffered: true });
                setTimeout(() => done(sum), 150);
            })"""
        )
        page.close()
        assert all(one.startswith(address) for one in asked), (kind, asked)
        assert shift < 0.001, (kind, shift)
        if kind.startswith("document,") and kind != "document, with its print":
            assert len(asked) <= REQUESTS, (kind, asked)


@pytest.mark.parametrize("path", ["index.html", "404.html"])
def test_the_content_security_policy_can_be_strict(sample_site: Path, path: str) -> None:
    """No page has a script, a style or a picture inside itself that a strict policy would refuse."""
    page = (sample_site / path).read_text("utf-8")
    assert "style=" not in page and "onclick" not in page and "data:" not in page
    assert "<script>" not in page and "<style" not in page
