"""What readers stumbled over, held in a browser: where an issue begins on a phone, marks beside the text, links that look like links."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

LONG = "/documents/lanfubanfa-2025-12/"
LINES = """(marks) => marks.map((mark) => {
    const box = mark.getBoundingClientRect(), range = document.createRange();
    range.selectNodeContents(mark.parentElement);
    range.setStartAfter(mark);
    const first = [...range.getClientRects()].find((one) => one.width > 1 && one.height > 1);
    return [mark.textContent, !first || box.bottom <= first.top + 1 || box.top >= first.bottom - 1
        || box.left >= mark.closest(".text, .full, .body, main").getBoundingClientRect().right - 1];
}).filter(([, apart]) => !apart)"""
"""Of page marks those that share a line with the words after them."""


@pytest.fixture
def phone(browser: Any, serve: Callable[[Path], str], sample_site: Path) -> Iterator[tuple[Any, str]]:
    """A page on a telephone, which has no pointer that hovers, and the address of the site."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    yield context.new_page(), serve(sample_site)
    context.close()


def test_an_issue_begins_with_its_contents_on_a_phone(phone: tuple[Any, str]) -> None:
    """No cover above them: the first title is on the first screen."""
    page, address = phone
    page.goto(address + "/issues/2025-05/")
    assert not page.locator(".cover").is_visible()
    assert page.locator(".mulu .t").first.bounding_box()["y"] < 740


def test_the_text_of_a_document_is_reached_without_unfolding(phone: tuple[Any, str], kinds: dict[str, str]) -> None:
    """办事要点 and 重要日期 are folded: each is one line of a phone, whatever it holds."""
    page, address = phone
    page.goto(address + "/documents/lancaigui-2025-2/")
    box = page.locator(".keys").bounding_box()
    assert page.locator(".key").count() == 2 and not page.locator(".key dl").first.is_visible()
    assert box["height"] < 100


def test_no_sign_stands_behind_a_heading_on_a_phone(phone: tuple[Any, str]) -> None:
    """Neither where fingers do not hover nor in a narrow window."""
    page, address = phone
    page.goto(address + LONG)
    signs = "all => all.map((one) => getComputedStyle(one, '::after').content)"
    assert set(page.eval_on_selector_all(".n", signs)) == {"none"}


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("url", [LONG, "/documents/lanfubanfa-2025-16/", "/documents/lanfufa-2025-13/"])
def test_page_marks_stand_beside_the_text(phone: tuple[Any, str], media: str, url: str) -> None:
    """On a phone and on paper each has its own line or the margin, never a place inside a first line."""
    page, address = phone
    page.goto(address + url)
    page.emulate_media(media=media)
    assert page.locator(".pg").count()
    assert page.eval_on_selector_all(".pg", LINES) == []


@pytest.mark.parametrize(
    "url", ["/", "/documents/", "/years/2025/", "/issues/2025-05/", "/topics/zhufang/", "/duties/"]
)
def test_titles_in_lists_look_like_links(phone: tuple[Any, str], url: str) -> None:
    """All of them are underlined, before anything hovers."""
    page, address = phone
    page.goto(address + url)
    found = page.eval_on_selector_all(
        ":is(.mulu, .list, .cols > section) li a, .cols > li > a, .list h3 a",
        "all => all.map((one) => [one.textContent, getComputedStyle(one).textDecorationLine])",
    )
    assert found and [one for one in found if one[1] != "underline"] == []


@pytest.mark.parametrize("asked", ["q=养护", "group=document", ""])
def test_paper_has_no_notes_for_the_screen(phone: tuple[Any, str], asked: str) -> None:
    """What is kept on the device, feeds and buttons of the search are not printed."""
    page, address = phone
    page.add_init_script('localStorage.setItem(\'searches\', \'[{"asked": "q=养护", "seen": []}]\')')
    page.goto(f"{address}/search/?{asked}")
    page.locator(".feed" if asked else ".saved .btn").wait_for()
    assert "设备" in page.inner_text("main")
    page.emulate_media(media="print")
    shown = page.inner_text("main")
    assert not [word for word in ("设备", "订阅", "记住", "不再记") if word in shown]


def test_the_markdown_keeps_the_blank_of_a_heading(phone: tuple[Any, str]) -> None:
    """第一章　总则 is printed with a blank between number and name."""
    page, address = phone
    page.goto(address + LONG)
    with page.expect_download() as found:
        page.locator("#cite button[data-make=markdown]").first.click()
    assert "\n### 第一章　总" in Path(found.value.path()).read_text("utf-8")


def test_a_heading_is_read_out_by_its_own_name(phone: tuple[Any, str]) -> None:
    """What a screen reader hears of a heading has no 原件第8页."""
    page, address = phone
    for url in (LONG, "/documents/lanfubanfa-2025-16/"):
        page.goto(address + url)
        heard = page.locator("main").aria_snapshot()
        headings = [line for line in heard.splitlines() if line.strip().startswith("- heading")]
        assert headings and not [line for line in headings if "原件第" in line]
