"""收录情况: the page, the data, and the lines where a reader would miss something."""

from __future__ import annotations

import json
from pathlib import Path

from gazette_site.config import SiteConfig
from gazette_site.linking import link
from gazette_site.linking.archive import Archive
from gazette_site.model import Place, Unprinted
from gazette_site.publishing.pages.coverage import summary
from gazette_site.publishing.pages.text.unprinted import unprinted_names, unprinted_view
from tests.conftest import MakeDocument, MakeIssue


def test_the_page_and_the_data_say_the_same(built: Path) -> None:
    """Missing issues, attachments, pictures and cited documents stand in both; the page leads to where they are missed."""
    page = (built / "about/coverage/index.html").read_text("utf-8")
    data = json.loads((built / "data/coverage.json").read_bytes())
    kinds = {one["kind"] for one in data["holes"]}
    assert {"missing-issue", "picture", "unprinted-attachment", "cited-number", "cited-title"} <= kinds
    assert "缺2025年第3期" in page and "城区货车限行区域示意图" in page
    for one in data["holes"]:
        if one["kind"] in ("picture", "cited-number"):
            assert one["words"] in page.replace("<wbr>", "") and one["url"][1:] in page
    assert next(one["code"] for one in data["series"]) in page


def test_a_document_says_which_attachments_are_not_printed(built: Path) -> None:
    """At the end of its text, with the words of the gazette where it leaves them out itself."""
    page = (built / "documents/lanfubanfa-2025-2/index.html").read_text("utf-8")
    assert "附件1，原文注明从略，公报本期未刊登。" in page
    assert "未刊登" not in (built / "documents/lanfubanfa-2025-1/index.html").read_text("utf-8")


def test_runs_of_attachments_are_told_short(make_document: MakeDocument) -> None:
    """附件1至附件12, single ones by name, forms by title; whom to ask only where the text names somebody."""
    unprinted = tuple(Unprinted(n, "", Place(0)) for n in (*range(1, 13), 14, 0))
    assert unprinted_names(unprinted) == "附件1至附件12、附件14、附件"
    assert unprinted_names((Unprinted(0, "登记表", Place(0)),)) == "《登记表》"
    view = unprinted_view(make_document("", unprinted=unprinted[:2], enquiries="市民政局"))
    assert view and view.words == "文中提到的附件1、附件2，公报本期未刊登。" and "市民政局" in view.ask
    assert unprinted_view(make_document("")) is None


def test_the_report_counts_what_the_page_lists(sample: tuple[Archive, SiteConfig]) -> None:
    """One sentence for each kind of thing that is missing; none of an archive without holes."""
    lines = summary(sample[0])
    assert "缺2025年第3期，共1期。" in lines and any("没有录入的图2幅" in line for line in lines)


def test_an_archive_without_holes_says_so(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Nothing is reported where nothing is missing."""
    issue = make_issue("2025-01", make_document("澜府发〔2025〕1号"))
    assert summary(link([issue], SiteConfig())[0]) == ()
