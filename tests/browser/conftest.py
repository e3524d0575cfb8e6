"""The sample archive as a site, and one page of every kind of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from gazette_site.cli import PUBLISHED, main
from gazette_site.linking.lists import cut
from gazette_site.publishing.pages import (
    coverage_holes,
    coverage_numbers,
    dates,
    dates_part,
    dates_year,
    months,
    standing_year,
)
from gazette_site.publishing.pages.kinds import PAGE_KINDS, examples

ROOT = Path(__file__).parents[2]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
ON_THE_PAGE = {
    "document, longest": "",
    "document, with a force banner": 'class="force on"',
    "document, ended": 'class="force off"',
    "document, changed by another": 'class="force mod"',
    "document, with a wide table": 'class="wide"',
    "document, with a form": 'class="form"',
    "document, with its print": 'id="viewer"',
    "document, with a graph": 'class="gr"',
}


JUNE = """澜川市人民政府公报
2025年第6期
（总第78期·月刊）
2025年7月10日出版

澜川市人民政府关于废止和修改部分文件的决定
澜府规〔2025〕9号

各县、区人民政府，市直各部门：

经市人民政府第70次常务会议审议通过，现决定：

一、废止《澜川市人民政府关于城区部分道路限制货车通行的通告》（澜府发〔2025〕5号）。

二、将《澜川市人民政府办公室关于印发澜川市老旧小区停车设施改造实施方案的通知》（澜府办发〔2025〕1号）第三条修改为：“各区每季度公布一次进度。”

三、本决定自2025年7月1日起施行。

澜川市人民政府
2025年6月20日
"""
"""An issue that ends one document of the sample archive and changes another."""


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache for the builds of this process, so that the sample archive is read and its print drawn once; nobody else writes there."""
    return tmp_path_factory.mktemp("drawn")


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory, drawn: Path) -> Path:
    """The site of the sample archive, with one more issue."""
    return _built(tmp_path_factory, "site", drawn)


@pytest.fixture(scope="session")
def disk_copy(tmp_path_factory: pytest.TempPathFactory, drawn: Path) -> Path:
    """The same, made to be read from a disk."""
    return _built(tmp_path_factory, "disk", drawn, "--disk")


@pytest.fixture(scope="session")
def large_site(tmp_path_factory: pytest.TempPathFactory, drawn: Path) -> Path:
    """The same as if it were the site of a large archive: its overviews are cut into pages."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (dates, dates_year, standing_year, coverage_holes):
            patch.setattr(module, "A_PAGE", 1)
        for cutting in (dates_part, standing_year, coverage_holes):
            patch.setattr(cutting, "cut", partial(cut, full=2))
        patch.setattr(standing_year, "_MUCH", 2)
        patch.setattr(coverage_numbers, "_A_PAGE", 5)
        patch.setattr(months, "_DRAWN", 0)
        return _built(tmp_path_factory, "large", drawn)


def _built(folders: pytest.TempPathFactory, name: str, cache: Path, *options: str) -> Path:
    output = folders.mktemp(name) / "site"
    issues = output.with_name("issues")
    shutil.copytree(ROOT / "issues", issues)
    (issues / "2025-06.txt").write_text(JUNE, "utf-8")
    asked = ["--issues", str(issues), "--output", str(output), "--cache", str(cache), "--quiet", "--no-ledger"]
    asked += options
    assert main(asked) == PUBLISHED
    return output


@pytest.fixture(scope="session")
def kinds(sample_site: Path) -> dict[str, str]:
    """The address of one page of every kind."""
    urls: list[str] = json.loads((sample_site / "data/urls.json").read_text("utf-8"))
    pages = {kind.name: some for kind, some in examples(urls)}
    assert pages.keys() == {kind.name for kind in PAGE_KINDS if not kind.large} - {"404", "together"}
    documents = pages.pop("document")
    found = {name: some[0] for name, some in pages.items()}
    texts = {url: (sample_site / url[1:] / "index.html").read_text("utf-8") for url in documents}
    longest = sorted(documents, key=lambda url: -len(texts[url]))
    found |= {name: next(url for url in longest if part in texts[url]) for name, part in ON_THE_PAGE.items()}
    return found | {"search": "/search/?q=社区食堂", "nothing found": "/search/?q=没有这样的话", "404": "/404.html"}


def broken(page: Any) -> list[str]:
    """What axe-core finds on a page as it stands."""
    violations = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']} {one['nodes'][0]['html'][:120]}" for one in violations]


def tab_to(page: Any, selector: str, most: int = 250) -> None:
    """Goes on by the tab key until an element has the focus, which must be to be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"{selector} is not reached in {most} steps")


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A fresh page; whatever goes wrong on it fails the test."""
    page = browser.new_page(reduced_motion="reduce")
    wrong: list[str] = []
    _watch(page, wrong.append)
    yield page
    page.close()
    assert wrong == []


def _watch(page: Any, tell: Callable[[str], None]) -> None:
    page.on("pageerror", lambda error: tell(str(error)))
    page.on("console", lambda message: tell(message.text) if "Content Security Policy" in message.text else None)
    page.on("response", lambda answer: tell(f"{answer.status} {answer.url}") if answer.status >= 400 else None)


NOON = "T12:00:00+08:00"


def neighbours(day: str) -> Iterator[str]:
    """The day before, the day, the day after."""
    for step in (-1, 0, 1):
        yield (date.fromisoformat(day) + timedelta(days=step)).isoformat()


@pytest.fixture
def on(browser: Any) -> Iterator[Callable[[str, str], Any]]:
    """Opens an address on a day, in place of the one before."""
    page = browser.new_page()

    def go(address: str, day: str) -> Any:
        page.clock.set_fixed_time(day + NOON)
        page.goto(address)
        return page

    yield go
    page.close()
