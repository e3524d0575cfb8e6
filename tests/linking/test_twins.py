"""Reprints and documents with one number point to each other, with what differs."""

from __future__ import annotations

from collections.abc import Mapping

from gazette_site.config import SiteConfig
from gazette_site.linking import link
from gazette_site.linking.archive import Twin
from gazette_site.model import Paragraph, Role, Text
from tests.conftest import MakeDocument, MakeIssue


def _body(*paragraphs: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(Role.BODY, Text(words)) for words in paragraphs)


def _twins(
    make_issue: MakeIssue, make_document: MakeDocument, first: Mapping[str, object], second: Mapping[str, object]
) -> dict[str, tuple[Twin, ...]]:
    issues = (
        make_issue(
            "2025-03",
            make_document(**{"number": "澜府发〔2025〕5号", "title": "澜川市人民政府关于渡口的通知", **first}),
        ),
        make_issue(
            "2025-04",
            make_document(**{"number": "澜府发〔2025〕5号", "title": "澜川市人民政府关于渡口的通知", **second}),
        ),
    )
    return {str(url): twins for url, twins in link(issues, SiteConfig())[0].twins.items()}


def test_a_reprint_shows_what_differs(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Changed words, a paragraph taken out and one put in; from the other side the other way round."""
    old = {"body": _body("各渡口二十日内完成检修。", "费用由县区承担。", "特此通知。")}
    new = {"body": _body("各渡口三十日内完成检修。", "特此通知。", "附带说明。")}
    found = _twins(make_issue, make_document, old, new)
    (twin,) = found["/documents/lanfufa-2025-5/"]
    assert twin.same_title and twin.document.issue == "2025-04"
    changed, removed, added = twin.differences
    assert changed.before == (("各渡口", False), ("二", True), ("十日内完成检修。", False))
    assert changed.after[1] == ("三", True)
    assert (removed.kind, removed.before, removed.after) == ("removed", (("费用由县区承担。", True),), ())
    assert (added.kind, added.after) == ("added", (("附带说明。", True),))
    (other,) = next(twins for url, twins in found.items() if url != "/documents/lanfufa-2025-5/")
    assert other.differences[0].before[1] == ("三", True)


def test_the_same_title_and_day_without_a_number(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Such a document is the same one; with equal texts nothing differs."""
    found = _twins(make_issue, make_document, {"number": ""}, {"number": ""})
    assert [twins[0].differences for twins in found.values()] == [(), ()]


def test_one_number_on_two_documents(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """They point to each other as documents with one number, not as reprints."""
    found = _twins(make_issue, make_document, {}, {"title": "澜川市人民政府关于修路的通知"})
    assert [twin.same_title for twins in found.values() for twin in twins] == [False, False]


def test_others_have_no_twin(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """The same title on another day, and another number, are other documents."""
    assert _twins(make_issue, make_document, {}, {"number": "澜府发〔2025〕6号"}) == {}
    assert _twins(make_issue, make_document, {"number": ""}, {"number": "", "date": "2025-09-09"}) == {}
