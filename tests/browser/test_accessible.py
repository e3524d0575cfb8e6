"""WCAG 2.2 AA on one page of every kind, in light and dark, on the narrowest screen and a wide one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1440, "dark")])
def test_no_rule_is_broken(
    browser: Any, serve: Callable[[Path], str], sample_site: Path, kinds: dict[str, str], width: int, scheme: str
) -> None:
    """axe-core finds nothing, and no page is wider than the screen."""
    wrong = {}
    for kind, page in _pages(browser, serve(sample_site), kinds, width, scheme):
        broken = [
            f"{one['id']} {one['nodes'][0]['html'][:120]}"
            for one in Axe().run(page, options=RULES).response["violations"]
        ]
        wrong[kind] = broken + _too_wide(page)
    assert {kind: what for kind, what in wrong.items() if what} == {}


def test_text_of_twice_the_size_fits(
    browser: Any, serve: Callable[[Path], str], sample_site: Path, kinds: dict[str, str]
) -> None:
    """With text at 200 % no page is wider than a telephone."""
    wrong = {}
    for kind, page in _pages(browser, serve(sample_site), kinds, 360, "light"):
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        wrong[kind] = _too_wide(page)
    assert {kind: what for kind, what in wrong.items() if what} == {}


def _pages(browser: Any, address: str, kinds: dict[str, str], width: int, scheme: str) -> Iterator[tuple[str, Any]]:
    """One page of every kind, loaded."""
    size = {"width": width, "height": 900}
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    for kind, url in kinds.items():
        page.goto(address + url, wait_until="networkidle" if "search" in url else "load")
        yield kind, page
    context.close()


def _too_wide(page: Any) -> list[str]:
    beyond = page.evaluate(
        """() => {
            const over = document.documentElement.scrollWidth - innerWidth;
            if (over <= 0) return "";
            const outside = (one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".scroll");
            const first = [...document.querySelectorAll("body *")].find(outside);
            return `${over} pixels too wide: ${first?.outerHTML.slice(0, 120)}`;
        }"""
    )
    return [beyond] if beyond else []
