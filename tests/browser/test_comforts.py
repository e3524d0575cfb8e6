"""What scripts add for the reader of a long document: where one is, reading aloud."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.waiting import until

DOCUMENT = "/documents/lanfubanfa-2025-12/"
VOICES = """
    const said = [];
    window.said = said;
    const speech = {
        getVoices: () => VOICES,
        speak: (one) => { said.push(one.text); window.speaking = one; },
        cancel: () => { window.speaking = null; },
        addEventListener: () => {},
    };
    Object.defineProperty(window, "speechSynthesis", { value: speech });
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""

BELOW_THE_LINE = """id => {
    const { top } = document.getElementById(id).getBoundingClientRect();
    return document.querySelector(".here summary").offsetHeight <= top && top < 370;
}"""


@pytest.fixture
def phone(browser: Any, serve: Callable[[Path], str], sample_site: Path) -> Any:
    """A long document on a telephone."""
    page = browser.new_page(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    page.goto(serve(sample_site) + DOCUMENT)
    yield page
    page.close()


def test_a_line_says_what_is_being_read(phone: Any) -> None:
    """It comes when the contents are out of sight and goes with them, and names the part that is read."""
    bar = phone.locator(".here summary")
    assert not bar.is_visible()
    phone.evaluate("document.getElementById('ch-2').scrollIntoView({ behavior: 'instant' })")
    bar.wait_for()
    assert "第二章" in bar.text_content()
    phone.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    bar.wait_for(state="hidden")


def test_the_line_opens_the_contents(phone: Any) -> None:
    """By keyboard too; a link leads to its place, below the line, and closes them; Escape closes them as well."""
    phone.evaluate("document.getElementById('ch-2').scrollIntoView({ behavior: 'instant' })")
    bar = phone.locator(".here summary")
    bar.wait_for()
    bar.focus()
    phone.keyboard.press("Enter")
    link = phone.locator('.here a[href="#ch-3"]')
    link.wait_for()
    phone.keyboard.press("Escape")
    link.wait_for(state="hidden")
    bar.click()
    link.click()
    link.wait_for(state="hidden")
    until(phone, BELOW_THE_LINE, "ch-3")


@pytest.mark.parametrize(
    ("voices", "spoken"), [("[{ lang: 'zh-CN', name: 'a' }]", True), ("[{ lang: 'en-GB', name: 'b' }]", False)]
)
def test_a_document_is_read_aloud(
    browser: Any, serve: Callable[[Path], str], sample_site: Path, voices: str, spoken: bool
) -> None:
    """Paragraph by paragraph where there is a Chinese voice, which is marked; a second click ends it; else it is said."""
    page = browser.new_page()
    page.add_init_script(VOICES.replace("VOICES", voices))
    page.goto(serve(sample_site) + DOCUMENT)
    button = page.locator("[data-listen]")
    button.click()
    if not spoken:
        page.locator(".toast", has_text="没有中文朗读").wait_for()
        page.close()
        return
    until(page, "() => window.said.length > 0")
    assert page.locator("h1.said").count() == 1 and button.get_attribute("aria-pressed") == "true"
    for _ in range(3):
        page.evaluate("window.speaking.onend()")
    assert page.locator(".text .said").count() == 1
    assert "原件第" not in "".join(page.evaluate("window.said"))
    button.click()
    until(page, "() => !document.querySelector('.said')")
    assert button.get_attribute("aria-pressed") == "false"
    page.close()
