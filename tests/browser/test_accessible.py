"""WCAG 2.2 AA on one page of every kind, in light and dark, on the narrowest screen and a wide one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from gazette_site.cli import PUBLISHED, main
from gazette_site.publishing.pages.kinds import PAGE_KINDS, examples
from tests.browser.conftest import ROOT, broken
from tests.waiting import arrive, until

LONG, PRINTED, CARD = "/documents/lanfubanfa-2025-12/", "/documents/lanfubanfa-2025-16/", "/documents/lancaigui-2025-2/"
WITHDRAWN = "/documents/lanfuren-2025-4/"
CODES = "() => !!document.querySelector('#codes option')"
"""What says that the codes are there."""
KEPT = "localStorage.setItem('searches', JSON.stringify([{ asked: 'q=养护&group=document', seen: [] }]))"
UNFOLD = "for (const one of document.querySelectorAll('details.key')) one.open = true"
OPENED = (
    ("reading bar", LONG, ".here a", (("evaluate", "document.getElementById('ch-3').scrollIntoView()"), ("click", ".here summary"))),
    ("marks", LONG + "?mark=养护", ".marks", ()),
    ("suggestions", "/", ".suggest li", (("fill", "#q", "养护"), ("type", "#q", "管"))),
    ("card and days", CARD, ".key dl a", (("evaluate", UNFOLD),)),
    ("topics", CARD, ".topic a", ()),
    ("feed", "/search/?group=document", ".feed .btn", (("click", ".feed .btn"),)),
    ("no feed", "/search/?q=养护", ".feed", ()),
    ("print", PRINTED, "#viewer img", (("click", "[data-facsimile]"),)),
    ("filters", "/search/?q=养护", "#flt label", (("click", "#flt summary"),)),
    ("what was meant", "/search/?q=社区食糖", "#found .meant", ()),
    ("related results", "/search/?q=小区停车位不够怎么办", "#found .related li", ()),
    ("kept searches", "/search/", ".saved li .btn", (("evaluate", KEPT), ("reload",))),
    ("finder", "/documents/", "#number-choices li", (("focus", "input[name=n]"), ("until", CODES),
                                                     ("fill", "input[name=n]", "1"), ("press", "input[name=n]", "Enter"))),
)  # fmt: skip
"""Name, address, what must be there, and what the reader does before."""


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1440, "dark")])
def test_no_rule_is_broken(
    browser: Any, serve: Callable[[Path], str], sample_site: Path, kinds: dict[str, str], width: int, scheme: str
) -> None:
    """axe-core finds nothing, and no page is wider than the screen."""
    wrong = {}
    for kind, page in _pages(browser, serve(sample_site), kinds, width, scheme):
        wrong[kind] = broken(page) + _too_wide(page)
    assert {kind: what for kind, what in wrong.items() if what} == {}


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1440, "light")])
def test_the_pages_of_a_large_archive_break_no_rule(
    browser: Any, serve: Callable[[Path], str], large_site: Path, width: int, scheme: str
) -> None:
    """One of every kind that long overviews are cut into, the overviews themselves, and a further page."""
    urls: list[str] = json.loads((large_site / "data/urls.json").read_text("utf-8"))
    cut = {kind.name: some for kind, some in examples(urls) if kind.large}
    assert cut.keys() == {kind.name for kind in PAGE_KINDS if kind.large}
    first = {name: some[0] for name, some in cut.items()} | {name: f"/{name}/" for name in ("dates", "standing")}
    further = {f"{name}, further": some[-1] for name, some in cut.items()}
    more = {
        "year": "/dates/2025/",
        "what began": "/standing/2025/",
        "coverage": "/about/coverage/",
        "months": "/chronicle/",
    }
    wrong = {}
    for kind, page in _pages(browser, serve(large_site), first | further | more, width, scheme):
        wrong[kind] = broken(page) + _too_wide(page)
    assert {kind: what for kind, what in wrong.items() if what} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_opens_breaks_no_rule_either(
    browser: Any, serve: Callable[[Path], str], sample_site: Path, scheme: str
) -> None:
    """Reading bar, marks, suggestions, the card, the print, filters, what a search offers, kept searches, the finder."""
    address, wrong = serve(sample_site), {}
    page = browser.new_page(viewport={"width": 360, "height": 740}, color_scheme=scheme, reduced_motion="reduce")
    for name, url, ready, actions in OPENED:
        arrive(page, address + url)
        for method, *what in actions:
            (partial(until, page) if method == "until" else getattr(page, method))(*what)
        page.locator(ready).first.wait_for()
        wrong[name] = broken(page) + _too_wide(page)
    page.close()
    assert {name: what for name, what in wrong.items() if what} == {}


@pytest.fixture(scope="module")
def withdrawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one issue, of which a document with a correction is withdrawn."""
    folder = tmp_path_factory.mktemp("withdrawn")
    (folder / "issues").mkdir()
    for name in ("2025-04.txt", "2025-04.yaml"):
        shutil.copy(ROOT / "issues" / name, folder / "issues")
    with (folder / "issues/2025-04.yaml").open("a", encoding="utf-8") as file:
        file.write(f"privacy:\n  - withdraw: {WITHDRAWN}\n    reason: 依生效判决。\n    decided: 2025-10-02\n")
    asked = ["--issues", str(folder / "issues"), "--output", str(folder / "site"), "--cache", str(folder / "cache")]
    asked += ["--quiet", "--no-ledger"]
    assert main(asked) == PUBLISHED
    return folder / "site"


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1440, "dark")])
def test_the_page_of_what_was_withdrawn_breaks_no_rule(
    browser: Any, serve: Callable[[Path], str], withdrawn: Path, width: int, scheme: str
) -> None:
    """It, and the lists that tell of it; on paper it says the same."""
    page = browser.new_page(viewport={"width": width, "height": 740}, color_scheme=scheme)
    address = serve(withdrawn)
    for url in (WITHDRAWN, "/corrections/", "/about/coverage/"):
        page.goto(address + url)
        assert broken(page) + _too_wide(page) == [], url
    page.goto(address + WITHDRAWN)
    page.emulate_media(media="print")
    assert page.get_by_text("依生效判决").is_visible() and page.locator("h1").is_visible()
    page.close()


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
        if "?q=" in url:
            arrive(page, address + url)
        else:
            page.goto(address + url)
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
