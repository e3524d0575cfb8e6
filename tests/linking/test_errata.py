"""Printed corrections find what they correct."""

from __future__ import annotations

from typing import Any

from gazette_site.config import SiteConfig
from gazette_site.linking import link
from gazette_site.linking.archive import Archive
from gazette_site.model import Erratum, NormalNumber
from gazette_site.problems import Problem
from tests.conftest import MakeDocument, MakeIssue


def _linked(make_issue: MakeIssue, make_document: MakeDocument, **erratum: Any) -> tuple[Archive, list[Problem]]:
    """An archive whose second issue has one correction, and what is said of it."""
    first = make_issue(
        "2025-03",
        make_document("澜府发〔2025〕5号", title="澜川市人民政府关于加强渡口管理的通知", page=2),
        make_document("澜府发〔2025〕6号", 2, title="澜川市人民政府关于修路的通知", page=6),
    )
    source = make_document("", title="更正启事", errata=(Erratum(wrong="甲", right="乙", **erratum),))
    archive, problems = link([first, make_issue("2025-04", source)], SiteConfig())
    return archive, [one for one in problems if one.code == "correction-target"]


def _targets(archive: Archive) -> list[str]:
    return [one.target for links in archive.correcting.values() for one in links]


def test_by_number_title_and_page(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Whatever is named leads to the same document, from both ends."""
    for named in (
        {"number": NormalNumber("澜府发〔2025〕5号")},
        {"title": "澜川市人民政府关于加强渡口管理的通知"},
        {"title": "关于加强渡口管理的通知", "year": 2025, "issue": 3},
        {"year": 2025, "issue": 3, "page": 4},
        {"issue": -1, "page": 4},
    ):
        archive, problems = _linked(make_issue, make_document, **named)
        assert _targets(archive) == ["/documents/lanfufa-2025-5/"], named
        assert [one.source.document.title.value for one in archive.corrected[archive.issues[0].documents[0].url]] == [
            "更正启事"
        ]
        assert problems == []


def test_what_may_be_two_documents_stays_with_the_issue(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """A page on which one document begins and another may end is not decided; neither is a page of nothing."""
    assert _targets(_linked(make_issue, make_document, year=2025, issue=3, page=6)[0]) == ["/issues/2025-03/"]
    assert _targets(_linked(make_issue, make_document, year=2025, issue=3)[0]) == ["/issues/2025-03/"]


def test_what_is_not_held_is_told(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """A correction of an issue or document that is not there is a warning, once."""
    archive, problems = _linked(make_issue, make_document, year=2019, issue=3, page=6)
    assert archive.correcting == {} and len(problems) == 1
    assert problems[0].url == "/documents/2025-04-1/"
