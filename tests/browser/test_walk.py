"""A citizen walks through the sample archive in a real browser: from the home page to an attachment, and by search to a page."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(params=["", "gongbao/"], ids=["root", "sub-folder"])
def address(request: pytest.FixtureRequest, sample_site: Path, tmp_path: Path, serve: Callable[[Path], str]) -> str:
    """Where the site is served: at the root of a server, and in a folder of it."""
    folder: str = request.param
    if not folder:
        return serve(sample_site) + "/"
    shutil.copytree(sample_site, tmp_path / "www" / folder)
    return f"{serve(tmp_path / 'www')}/{folder}"


def _documents(sample_site: Path) -> Iterator[dict[str, Any]]:
    for path in sorted((sample_site / "data" / "issues").glob("*.json")):
        yield from json.loads(path.read_text("utf-8"))["documents"]


def _words_in_the_middle(text: str, everything: list[str]) -> str:
    """Words from the middle of a sentence that stand in one document only."""
    sentences: list[str] = re.findall(r"[\u4e00-\u9fff]{18,}", text)
    for sentence in sentences:
        words = sentence[6:14]
        if sum(words in other for other in everything) == 1:
            return words
    return ""


def test_from_home_to_an_attachment(sample_site: Path, address: str, page: Any) -> None:
    """From the home page an issue, its document and the attachment are three clicks away."""
    document = next(d for d in _documents(sample_site) if d["attachments"] and d["attachments"][0]["title"])
    attachment = document["attachments"][0]
    issue = next(
        path.stem
        for path in sorted((sample_site / "data" / "issues").glob("*.json"))
        if document["url"] in path.read_text("utf-8")
    )
    page.goto(address)
    page.locator(f'a[href$="issues/{issue}/"]').first.click()
    page.wait_for_url(f"{address}issues/{issue}/")
    page.locator(f'main a[href$="{document["url"].lstrip("/")}"]').first.click()
    page.wait_for_url(address + document["url"].lstrip("/"))
    assert document["title"] in re.sub(r"\s", "", page.inner_text("h1"))
    page.locator(
        f'a[href$="{attachment["url"].lstrip("/")}"], a[href$="{attachment["url"].rsplit("/", 2)[1]}/"]'
    ).first.click()
    page.wait_for_url(address + attachment["url"].lstrip("/"))
    assert attachment["title"] in re.sub(r"\s", "", page.inner_text("h1"))


def test_words_from_the_middle_of_a_sentence_lead_to_their_page(sample_site: Path, address: str, page: Any) -> None:
    """Words that stand in the middle of a sentence of one document find that document first."""
    documents = list(_documents(sample_site))
    texts = [d["text"] for d in documents]
    found = [(d, w) for d in documents if d["number"] and (w := _words_in_the_middle(d["text"], texts))]
    assert len(found) >= 3
    for document, words in found[:3]:
        page.goto(f"{address}search/?q={words}")
        first = page.locator("#found h3 a").first
        first.wait_for(timeout=20_000)
        path = first.evaluate("link => new URL(link.href).pathname")
        assert path.endswith(document["url"]) or document["url"] in path, words


def test_the_search_box_of_the_home_page_leads_to_the_results(sample_site: Path, address: str, page: Any) -> None:
    """A query typed on the home page is answered on the search page of the same site."""
    documents = list(_documents(sample_site))
    texts = [d["text"] for d in documents]
    document, words = next((d, w) for d in documents if (w := _words_in_the_middle(d["text"], texts)))
    page.goto(address)
    box = page.locator("input[type=search]").first
    box.fill(words)
    box.press("Enter")
    page.wait_for_url(re.compile(re.escape(address) + r"search/"))
    page.locator("#found h3 a").first.wait_for(timeout=20_000)
    found = page.locator("#found h3 a").evaluate_all("links => links.map((link) => new URL(link.href).pathname)")
    assert any(document["url"] in one for one in found)
