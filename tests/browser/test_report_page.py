"""The report and the proof-reading page in a browser: no rule of accessibility broken, nobody asked, used with the keyboard."""

from __future__ import annotations

from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe

from gazette_site.clerk.figures import Figure
from gazette_site.clerk.preview import News, Preview
from gazette_site.clerk.report_folder import report_folder
from gazette_site.clerk.report_page import report_page, write_report_page
from gazette_site.model import IssueId
from gazette_site.problems import Problem, Severity, error

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
FILE = "issues/2025-05.pdf"


def doubt(page: int, quote: str, *, checked: bool = False) -> Problem:
    """A warning about a page of the sample."""
    return Problem(Severity.WARNING, FILE, "请核对", page, quote, "title-odd", page=page, checked=checked)


@pytest.fixture(scope="module")
def report(sample_site: Path) -> Path:
    """A report with something of everything."""
    new = [
        doubt(3, "《澜川市古树名木保护管理办法》已经市人民政府第65次常务会议审议通过"),
        doubt(4, "这几个字不在这一页上"),
        error("issues/addresses.tsv", "已发布的网址会消失", code="address-lost"),
    ]
    known = [doubt(5, "第六条"), doubt(5, "第七条", checked=True)]
    figures = (Figure("文件", "12"), Figure("网站大小", "5.4 MB，725 个文件"))
    page = report_page(sample_site, [*new, *known], new, figures, {IssueId("2025-05"): "proof/2025-05.html"})
    return write_report_page(sample_site, page, "zh-CN")


@pytest.fixture(scope="module")
def proof(sample_site: Path) -> Path:
    """The proof-reading page of the sample's PDF, as its build wrote it."""
    return report_folder(sample_site) / "proof" / "2025-05.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("name", ["report", "proof"])
def test_they_break_no_rule(
    browser: Any, sample_site: Path, name: str, width: int, scheme: str, request: pytest.FixtureRequest
) -> None:
    """On a telephone and on a desk, light and dark; as wide as the screen; only files of the site are asked for."""
    file: Path = request.getfixturevalue(name)
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert [one["id"] for one in Axe().run(page, options=RULES).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert all(url.startswith(sample_site.parent.as_uri()) for url in asked)
    page.close()


def test_a_strip_of_the_page_is_shown(browser: Any, report: Path) -> None:
    """The words are marked where they stand; words that are not found have the whole page."""
    page = browser.new_page(viewport={"width": 1440, "height": 800})
    page.goto(report.as_uri())
    shapes = page.evaluate(
        "[...document.querySelectorAll('.strip')].map((one) =>"
        " [one.offsetHeight < one.offsetWidth / 2, Boolean(one.querySelector('.mark'))])"
    )
    assert shapes == [[True, True], [False, False]]
    assert page.evaluate("[...document.images].every((one) => one.loading === 'lazy')")
    page.close()


def test_lines_are_copied_with_the_keyboard(browser: Any, report: Path) -> None:
    """A button opens the lines, another copies them, and the page says so."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(report.as_uri())
    page.locator("summary", has_text="复制“已核对”").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("#said:not(:empty)").wait_for()
    assert page.locator("#said").inner_text() == "已复制"
    read = yaml.safe_load(page.evaluate("navigator.clipboard.readText()"))
    assert [one["code"] for one in read["checked"]] == ["title-odd"]
    context.close()


def test_what_is_corrected_becomes_a_correction(browser: Any, proof: Path) -> None:
    """Typed over in a field; the words that are looked for are in the issue only once, and a draft outlasts a reload."""
    page = browser.new_page()
    page.goto(proof.as_uri())
    field = page.locator(".field", has_text="本办法所称古树").first
    before = field.inner_text()
    field.evaluate("(one) => { one.textContent = one.textContent.replace('一百年以上的树木', '一百年以上之树木'); }")
    field.dispatch_event("input")
    for _ in range(2):
        (made,) = yaml.safe_load(page.locator("#lines").inner_text())["corrections"]
        assert made["find"] in before
        assert made["find"].replace("的", "之") == made["replace"].replace("的", "之")
        everything = page.evaluate("[...document.querySelectorAll('.field')].map((one) => one.textContent).join('\\n')")
        assert everything.count(made["replace"]) == 1
        assert made["reason"].startswith("据纸本第")
        page.reload()
    page.locator("#reset").click()
    assert page.locator("#made").is_hidden()
    assert page.locator(".field", has_text="本办法所称古树").first.inner_text() == before
    page.close()


def test_doubts_are_reached_with_f8(browser: Any, proof: Path, tmp_path: Path) -> None:
    """One after the other, also from within a field, and around at the end."""
    copy = tmp_path / "proof.html"
    copy.write_text(proof.read_text("utf-8").replace("名木", "<mark>名</mark>木", 2), "utf-8")
    page = browser.new_page(bypass_csp=True)
    page.goto(copy.as_uri())
    count = page.locator(".field mark").count()
    assert count
    assert f"疑点 {count} 处" in page.locator("#doubts").inner_text()
    for _ in range(count + 1):
        page.keyboard.press("F8")
        assert page.evaluate("getSelection().toString()") == "名"
        assert page.evaluate("document.activeElement.className") == "field"
    page.close()


def test_serve_saves_what_is_ticked_off(browser: Any, report: Path, sample_site: Path) -> None:
    """From a server the lines can be saved, with the keyboard; from a disk there is no such button."""
    page = browser.new_page()
    page.goto(report.as_uri())
    page.locator("summary", has_text="复制“已核对”").first.click()
    assert page.locator("[data-saves]").first.is_hidden()
    saved: list[tuple[str, str]] = []
    server = Preview("127.0.0.1", 0, sample_site, report.parent, News(), lambda *given: saved.append(given))
    Thread(target=server.serve_forever, daemon=True).start()
    page.goto(f"{server.url}_report/")
    page.locator("summary", has_text="复制“已核对”").first.click()
    page.locator("[data-saves]:visible").first.focus()
    page.keyboard.press("Enter")
    page.locator("#said:not(:empty)").wait_for()
    assert page.locator("#said").inner_text() == "已保存，正在重新生成"
    ((sidecar, lines),) = saved
    assert sidecar == "2025-05.yaml"
    assert lines.startswith("checked:\n  - code: title-odd\n")
    page.close()
    server.news.tell(over=True)
    server.shutdown()
    server.server_close()
