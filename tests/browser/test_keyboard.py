"""A reader who has only a keyboard, and one whose browser runs no scripts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.browser.conftest import tab_to
from tests.waiting import until

MOST_STEPS = 250
"""Presses of the tab key that a reader may be asked for on one page."""


class Way(NamedTuple):
    """From the home page to an attachment."""

    issue: str
    document: str
    article: str
    attachment: str


@pytest.fixture(scope="module")
def way(sample_site: Path) -> Way:
    """The first issue that has a document with articles and an attachment."""
    for path in sorted((sample_site / "data/issues").glob("*.json")):
        for one in json.loads(path.read_text("utf-8"))["documents"]:
            page = (sample_site / one["url"][1:] / "index.html").read_text("utf-8")
            if one["attachments"] and 'href="#art-1"' in page:
                return Way(f"issues/{path.stem}/", one["url"][1:], "#art-1", one["attachments"][0]["url"][1:])
    raise AssertionError("the sample archive has no document with articles and an attachment")


def test_everything_is_reached_by_keyboard(
    page: Any, serve: Callable[[Path], str], sample_site: Path, way: Way
) -> None:
    """Home, issue, document, article, attachment and back, by Tab and Enter; the focus is always to be seen."""
    address = serve(sample_site) + "/"
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    _press_through(page, way, address)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"


def test_everything_is_reached_by_keyboard_from_a_disk(page: Any, sample_site: Path, way: Way) -> None:
    """The same from a folder, without a web server."""
    page.goto((sample_site / "index.html").as_uri())
    _press_through(page, way, "")


def _press_through(page: Any, way: Way, address: str) -> None:
    def there(target: str) -> str:
        return target if target.startswith("#") else address + target

    for target in way:
        _tab_to(page, target)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url, target=target: there(target) in url.replace("index.html", ""))
    page.go_back()
    assert there(way.document) in page.url.replace("index.html", "")


def _tab_to(page: Any, target: str) -> None:
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            """() => {
                const { outlineStyle } = getComputedStyle(document.activeElement);
                const { top, bottom } = document.activeElement.getBoundingClientRect();
                return { href: document.activeElement.href || "", seen: outlineStyle !== "none", inside: bottom > 0 && top < innerHeight };
            }"""
        )
        assert focus["seen"] and focus["inside"], focus
        if focus["href"].replace("index.html", "").endswith(target):
            return
    raise AssertionError(f"{target} is not reached in {MOST_STEPS} steps")


def test_the_address_of_a_feed_is_copied_by_keyboard(
    page: Any, serve: Callable[[Path], str], sample_site: Path
) -> None:
    """The button behind the filters that are a list is reached, and says what it did."""
    page.goto(serve(sample_site) + "/search/?group=document")
    page.locator(".feed .btn").wait_for()
    tab_to(page, ".feed .btn")
    page.keyboard.press("Enter")
    page.locator(".feed [role=status]", has_text="复制").wait_for()


def test_card_and_days_are_unfolded_by_keyboard(page: Any, serve: Callable[[Path], str], sample_site: Path) -> None:
    """Each opens in its place, and its first line leads into the text."""
    page.goto(serve(sample_site) + "/documents/lancaigui-2025-2/")
    tab_to(page, ".key summary")
    page.keyboard.press("Enter")
    tab_to(page, ".key[open] dl a", 1)
    page.keyboard.press("Enter")
    until(page, "location.hash.length > 1")
    anchor = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    assert page.evaluate("(id) => Boolean(document.getElementById(id).closest('.text, .att'))", anchor)


@pytest.fixture
def plain(browser: Any) -> Iterator[Any]:
    """A page in a browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_scripts(plain: Any, serve: Callable[[Path], str], sample_site: Path, way: Way) -> None:
    """Home, issue, document, article, attachment and back by links alone; what needs a script is not shown."""
    _click_through(plain, serve(sample_site) + "/", way)


def test_without_scripts_and_web_server(plain: Any, disk_copy: Path, way: Way) -> None:
    """The same on a copy made for disks, from its folder."""
    _click_through(plain, (disk_copy / "index.html").as_uri(), way)


def _click_through(plain: Any, home: str, way: Way) -> None:
    plain.goto(home)
    assert plain.locator("[data-js]:visible").count() == 0
    for target in way:
        ends = [f'main a[href$="{target}{name}"]' for name in ("", "index.html")]
        plain.locator(", ".join(ends)).first.click()
        plain.wait_for_url(lambda url, target=target: target in url.replace("index.html", ""))
        plain.wait_for_load_state("load")
        assert plain.locator("h1").count() == 1
    plain.go_back()
    assert way.article in plain.url


def test_the_search_says_what_it_needs(plain: Any, page: Any, disk_copy: Path, serve: Callable[[Path], str]) -> None:
    """Without scripts it offers the lists; from a disk it says that it needs a web server."""
    plain.goto(serve(disk_copy) + "/search/")
    assert "需要脚本" in plain.inner_text("main")
    page.goto((disk_copy / "search/index.html").as_uri() + "?q=%E6%A1%A5")
    page.get_by_text("网站服务器").first.wait_for()
