"""The facsimile in a browser: it opens at the right page, obeys the keyboard, moves nothing, and loads only what is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.waiting import PAINTED, arrive, until

DOCUMENT = "/documents/lanfubanfa-2025-16/"
FACSIMILE = "/issues/2025-05/pages/"
WIDTHS = pytest.mark.parametrize("size", [(1440, 900), (768, 1024), (360, 740)], ids=lambda size: str(size[0]))
SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => {
  for (const one of list.getEntries()) window.shifts.push([one.value, one.hadRecentInput]);
}).observe({type: 'layout-shift', buffered: true});
"""


@pytest.fixture
def opened(browser: Any, serve: Callable[[Path], str], sample_site: Path) -> Iterator[Callable[..., Any]]:
    """Opens a page of the site: `opened(address, size)`; it fails if the page says that something is wrong."""
    contexts: list[Any] = []
    wrong: list[str] = []
    server = serve(sample_site)

    def open_page(address: str, size: tuple[int, int] = (1440, 900), **options: Any) -> Any:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        contexts.append(context)
        page = context.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.add_init_script(SHIFTS)
        arrive(page, server + address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not wrong


def pictures(page: Any) -> list[str]:
    """The page images that were asked for, by name."""
    return [match[1] for url in page.asked if (match := re.search(r"/pages/([\w-]+\.webp)$", url))]


def shows(page: Any, words: str) -> None:
    """Waits until the viewer shows the page of that name, its picture loaded."""
    until(page, "words => document.querySelector('#viewer [data-page]').textContent === words", words)
    until(page, "() => document.querySelector('#viewer li:not([hidden]) img')?.complete")


def open_viewer(page: Any, how: str = "") -> None:
    """The reader asks for the print, which is then loaded; by a click of the mouse, or as `how` says."""
    if how:
        page.evaluate(how)
    else:
        page.click("[data-facsimile]")
    page.locator("#viewer").wait_for()
    until(page, "() => document.querySelector('#viewer li:not([hidden]) img')?.complete")


def go_to(page: Any, anchor: str) -> None:
    """The reader reads on to a place."""
    page.evaluate("id => document.getElementById(id).scrollIntoView({behavior: 'instant'})", anchor)
    page.evaluate(PAINTED)


@WIDTHS
def test_nothing_is_loaded_before_it_is_asked_for(opened: Callable[..., Any], size: tuple[int, int]) -> None:
    """Opening asks for one picture, turning for one more; closing and opening again for none."""
    page = opened(DOCUMENT, size)
    assert not [name for name in pictures(page) if "picture" not in name]
    open_viewer(page)
    assert pictures(page)[-1] == "5.webp"
    page.click("[data-turn='1']")
    shows(page, "第4页")
    before = [name for name in pictures(page) if "picture" not in name]
    assert before == ["5.webp", "6.webp"]
    page.keyboard.press("Escape")
    open_viewer(page)
    assert [name for name in pictures(page) if "picture" not in name] == before


@WIDTHS
def test_it_opens_at_the_page_that_is_read_and_follows(opened: Callable[..., Any], size: tuple[int, int]) -> None:
    """At the beginning the first page of the document; further down that page; the text leads the picture."""
    page = opened(DOCUMENT, size)
    open_viewer(page)
    shows(page, "第3页")
    go_to(page, "att-1")
    shows(page, "第4页")
    go_to(page, "att-2")
    shows(page, "第5页")
    page.keyboard.press("Escape")
    go_to(page, "att-1")
    open_viewer(page, "page => document.querySelector('[data-facsimile]').click()")
    shows(page, "第4页")


@WIDTHS
def test_turning_the_page_turns_the_text(opened: Callable[..., Any], size: tuple[int, int]) -> None:
    """The marker of the page comes into view below the picture or beside it, and stays what is shown."""
    page = opened(DOCUMENT, size)
    open_viewer(page)
    page.click("[data-turn='1']")
    page.evaluate(PAINTED)
    shows(page, "第4页")
    top = page.evaluate("document.getElementById('p-4').getBoundingClientRect().top")
    above = page.evaluate("innerWidth < 960 ? document.getElementById('viewer').getBoundingClientRect().bottom : 0")
    assert above <= top <= above + 60


def test_the_keyboard_does_everything(opened: Callable[..., Any]) -> None:
    """Enter and space open, arrows turn and stop at the ends, Tab reaches the buttons, Esc closes and gives the focus back."""
    page = opened(DOCUMENT)
    for key in ("Enter", "Space"):
        page.focus("[data-facsimile]")
        page.keyboard.press(key)
        page.locator("#viewer").wait_for()
        assert page.evaluate("document.activeElement.id") == "viewer-title"
        assert page.get_attribute("[data-facsimile]", "aria-expanded") == "true"
        page.keyboard.press("ArrowLeft")
        shows(page, "第3页")
        for wanted in ("第4页", "第5页", "第5页"):
            page.keyboard.press("ArrowRight")
            page.evaluate(PAINTED)
            shows(page, wanted)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.dataset.turn") == "-1"
        page.keyboard.press("Enter")
        shows(page, "第4页")
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Escape")
        assert not page.locator("#viewer").is_visible()
        assert page.evaluate("'facsimile' in document.activeElement.dataset")
        assert page.get_attribute("[data-facsimile]", "aria-expanded") == "false"


def test_only_the_reader_leads_the_picture(opened: Callable[..., Any]) -> None:
    """After a page was turned the text settles, on a slow machine late; that turns no page back, reading on does."""
    page = opened(DOCUMENT)
    open_viewer(page)
    page.keyboard.press("ArrowRight")
    shows(page, "第4页")
    page.clock.set_fixed_time("2035-01-01")
    page.evaluate("scrollBy({top: -300, behavior: 'instant'})")
    page.evaluate(PAINTED)
    shows(page, "第4页")
    page.mouse.move(1200, 600)
    page.mouse.wheel(0, -400)
    shows(page, "第3页")


def test_the_reader_keeps_the_place(opened: Callable[..., Any]) -> None:
    """Opening and closing change the width of the text; the paragraph that is read stays where it is."""
    page = opened(DOCUMENT)
    go_to(page, "sec-3")
    before = page.evaluate("document.getElementById('sec-3').getBoundingClientRect().top")
    for _ in range(2):
        open_viewer(page, "page => document.querySelector('[data-facsimile]').click()")
        after = page.evaluate("document.getElementById('sec-3').getBoundingClientRect().top")
        assert abs(after - before) < 3
        page.keyboard.press("Escape")
        page.evaluate("id => document.getElementById(id).scrollIntoView({behavior: 'instant'})", "sec-3")


@WIDTHS
def test_nothing_moves_in_the_viewer(opened: Callable[..., Any], size: tuple[int, int]) -> None:
    """Pictures that arrive and pages that are turned move nothing, nor does scrolling through the document."""
    page = opened(DOCUMENT, size)
    open_viewer(page)
    page.wait_for_timeout(700)  # what moves from now on is not excused by the click
    page.evaluate("window.shifts = []")
    for anchor in ("sec-2", "sec-4", "att-1", "att-2", "sec-1"):
        go_to(page, anchor)
        until(page, "() => document.querySelector('#viewer li:not([hidden]) img')?.complete")
    page.wait_for_timeout(300)
    assert sum(value for value, excused in page.evaluate("window.shifts") if not excused) == 0


@WIDTHS
def test_nothing_moves_on_the_page_of_the_facsimile(opened: Callable[..., Any], size: tuple[int, int]) -> None:
    """Pictures come as they are scrolled to; nothing moves and nothing runs over the side."""
    page = opened(FACSIMILE, size)
    early = len(pictures(page))
    for anchor in ("p-1", "p-3", "p-4", "p-7", "pdf-10"):
        go_to(page, anchor)
        until(
            page, "id => [...document.getElementById(id).querySelectorAll('img')].every((one) => one.complete)", anchor
        )
    page.wait_for_timeout(300)
    assert sum(value for value, excused in page.evaluate("window.shifts") if not excused) == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert early < len(set(pictures(page))) <= 10


def test_an_anchor_leads_to_its_page(opened: Callable[..., Any]) -> None:
    """`#p-5` is printed page 5, at the top of the window."""
    page = opened(FACSIMILE + "#p-5")
    until(
        page,
        "() => { const { top } = document.getElementById('p-5').getBoundingClientRect(); return 0 <= top && top < 100; }",
    )


def test_without_script_the_tool_is_a_link(opened: Callable[..., Any]) -> None:
    """It leads to the page of the document in the facsimile."""
    page = opened(DOCUMENT, java_script_enabled=False)
    assert not page.locator("#viewer").is_visible()
    page.click("[data-facsimile]")
    page.wait_for_url(f"**{FACSIMILE}#p-3")


@WIDTHS
def test_the_open_viewer_fits(opened: Callable[..., Any], size: tuple[int, int]) -> None:
    """Beside the text or above it; no sideways scrolling, and text remains in sight."""
    page = opened(DOCUMENT, size)
    open_viewer(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    viewer = page.locator("#viewer").bounding_box()
    text = page.locator(".body .text").bounding_box()
    beside = text["x"] >= viewer["x"] + viewer["width"]
    assert beside if size[0] >= 960 else viewer["height"] < 0.62 * size[1]
