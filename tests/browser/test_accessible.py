"""WCAG 2.2 AA on one page of every kind, in light and dark, on the narrowest screen and a wide one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def audited(browser: Any, sample_site: Path, kinds: dict[str, str]) -> Callable[..., dict[str, list[str]]]:
    """Looks at every kind of page: `audited(address, width=…, scheme=…, scale=…)`; what is wrong, by kind."""

    def look(address: str, width: int, scheme: str = "light", scale: int = 100) -> dict[str, list[str]]:
        size = {"width": width, "height": 900}
        context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
        found = {}
        for kind, url in kinds.items():
            page = context.new_page()
            page.goto(address + url)
            if "search" in url:
                page.wait_for_function("document.querySelector('#found').children.length || document.title.includes('没有')")
            if scale != 100:
                page.evaluate("scale => { document.documentElement.style.fontSize = scale + '%'; }", scale)
            wrong = [f"{one['id']} {one['nodes'][0]['html'][:120]}" for one in Axe().run(page, options=RULES).response["violations"]]
            beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            found[kind] = wrong + ([f"{beyond} pixels too wide"] if beyond > 0 else [])
            page.close()
        context.close()
        return {kind: wrong for kind, wrong in found.items() if wrong}

    return look


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1440, "light"), (320, "dark"), (1440, "dark")])
def test_no_rule_is_broken(
    audited: Callable[..., dict[str, list[str]]], serve: Callable[[Path], str], sample_site: Path, width: int, scheme: str
) -> None:
    """axe-core finds nothing, and no page is wider than the screen."""
    assert audited(serve(sample_site), width, scheme) == {}


def test_text_of_twice_the_size_fits(
    audited: Callable[..., dict[str, list[str]]], serve: Callable[[Path], str], sample_site: Path
) -> None:
    """With text at 200 % nothing is broken on a telephone, and nothing is wider than the screen."""
    assert audited(serve(sample_site), 360, scale=200) == {}
