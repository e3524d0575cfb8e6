"""The change page in a browser: no rule of accessibility broken, nobody asked for anything, read with the keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from gazette_site.clerk.changes import ChangePage, write_change_page
from gazette_site.clerk.comparing import Changed, Changes, Moved, Others
from gazette_site.clerk.records import Record
from gazette_site.clerk.words import differences
from gazette_site.problems import warning

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def record(number: int, *lines: str) -> Record:
    """A document of 澜川市."""
    name = f"澜府发〔2025〕{number}号 澜川市人民政府关于加强桥梁管理的通知"
    return Record("文件", f"/documents/lanfufa-2025-{number}/", name, "2025-03", lines)


@pytest.fixture
def page_file(tmp_path: Path) -> Path:
    """A change page with something of everything."""
    words = differences(["每月检查一次。" * 20], ["每周检查一次。" * 20])
    changes = Changes(
        compared=True,
        added=tuple(map(record, range(40))),
        changed=(Changed(record(41), words),),
        moved=(Moved(record(42), record(43), words),),
        gone=(record(44),),
        pages=Others(1, 2, 3),
    )
    doubts = (warning("issues/2025-03.txt", "日期晚于出版，请核对", 12, "2025年13月1日", "date"),)
    return write_change_page(tmp_path / "_site", ChangePage(changes, doubts), "zh-CN")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_it_breaks_no_rule(browser: Any, page_file: Path, width: int, scheme: str) -> None:
    """On a telephone and on a desk, light and dark; it is as wide as the screen, and stands alone."""
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_file.as_uri())
    assert [one["id"] for one in Axe().run(page, options=RULES).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert asked == [page_file.as_uri()]
    page.close()


def test_it_is_read_with_the_keyboard(browser: Any, page_file: Path) -> None:
    """Links and what opens are reached one after the other, and show it."""
    page = browser.new_page()
    page.goto(page_file.as_uri())
    reached = []
    for _ in range(4):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("[document.activeElement.tagName, getComputedStyle(document.activeElement).outlineStyle]")
        )
    assert reached == [["A", "solid"]] * 2 + [["SUMMARY", "solid"], ["A", "solid"]]
    page.close()
