"""A number and a title that the archive does not hold together are told."""

from __future__ import annotations

import pytest

from gazette_site.config import SiteConfig
from gazette_site.linking import link
from gazette_site.model import NormalNumber, Place, Repeal
from tests.conftest import MakeDocument, MakeIssue

TITLE = "关于渡船检验的通知"


@pytest.mark.parametrize(
    ("number", "title", "told"),
    [
        ("澜府发〔2025〕5号", TITLE, False),
        ("澜府发〔2025〕50号", TITLE, True),
        ("澜府发〔2024〕5号", TITLE, True),
        ("澜府发〔2019〕31号", TITLE, False),
        ("澜水发〔2025〕50号", TITLE, False),
        ("澜府发〔2025〕6号", TITLE, True),
        ("澜府发〔2025〕50号", "关于清淤的通知", False),
    ],
)
def test_a_number_is_held_against_its_title(
    number: str, title: str, told: bool, make_issue: MakeIssue, make_document: MakeDocument
) -> None:
    """One slip in year or figure is told, and a number whose document is called otherwise; another edition or body is not."""
    held = make_issue(
        "2025-03",
        make_document("澜府发〔2025〕5号", title=f"澜川市人民政府{TITLE}"),
        make_document("澜府发〔2025〕6号", 2, title="澜川市人民政府关于架桥修路的实施意见"),
    )
    repeal = Repeal(NormalNumber(number), title, f"《{title}》（{number}）同时废止。", Place(0), None)
    source = make_document("澜府发〔2025〕9号", title="澜川市人民政府关于渡船新规的通知", repeals=(repeal,))
    _, problems = link([held, make_issue("2025-04", source)], SiteConfig())
    found = [one for one in problems if one.code == "number-other-title"]
    assert bool(found) is told
    assert all(one.file == "2025-04.txt" and "请核对" in one.message for one in found)
