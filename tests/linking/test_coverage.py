"""What is not there."""

from __future__ import annotations

from dataclasses import replace

from gazette_site.config import SiteConfig
from gazette_site.linking import link
from gazette_site.linking.archive import Coverage, HoleKind
from gazette_site.model import (
    Attachment,
    AttachmentKind,
    Citation,
    ContentsLine,
    Issue,
    Mention,
    NormalNumber,
    Page,
    Place,
    Quotation,
    Text,
    Trust,
    Unprinted,
)
from tests.conftest import MakeDocument, MakeIssue


def _coverage(*issues: Issue) -> Coverage:
    return link(issues, SiteConfig())[0].coverage


def _numbered(issue: Issue, cumulative: int | None) -> Issue:
    return replace(issue, masthead=replace(issue.masthead, cumulative=cumulative, frequency="月刊"))


def test_issues_before_the_first_between_and_beside(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Cumulative numbers tell how many; what cannot be named is counted."""
    issues = (
        _numbered(make_issue("2021-01", make_document("澜府发〔2021〕1号")), 105),
        _numbered(make_issue("2023-01", make_document("澜府发〔2023〕1号")), 128),
        _numbered(make_issue("2023-03", make_document("澜府发〔2023〕2号")), 130),
    )
    coverage = _coverage(*issues)
    assert [one.count for one in coverage.of(HoleKind.EARLIER)] == [104]
    assert [(one.words, one.issue, one.count) for one in coverage.of(HoleKind.BETWEEN)] == [("2021-01", "2023-01", 22)]
    assert [(one.year, one.number) for one in coverage.of(HoleKind.ISSUE)] == [(2023, 2)]


def test_nothing_is_said_of_a_whole_series(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Numbers that run on have no hole."""
    issues = [_numbered(make_issue(f"2025-0{n}", make_document(f"澜府发〔2025〕{n}号")), n) for n in (1, 2, 3)]
    assert _coverage(*issues).holes == ()


def test_contents_lines_without_item(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """A line that no document answers is a hole, once for each time that it is printed too often."""
    document = make_document("澜府发〔2025〕1号")
    lines = [ContentsLine(None, 1, document.title.value, 3), ContentsLine(None, 9, "澜川市人民政府关于桥的通告", 4)]
    issue = replace(make_issue("2025-01", document), contents=(*lines, lines[0]))
    assert [(one.words, one.number) for one in _coverage(issue).of(HoleKind.CONTENTS)] == [
        ("澜川市人民政府关于桥的通告", 9),
        (document.title.value, 1),
    ]


def test_attachments_pictures_and_pages(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """What parsing and reading know is told with the page where it is missed; with a PDF a picture can be seen."""
    picture = Attachment(None, Text("路线图"), AttachmentKind.PICTURE, ())
    document = make_document(
        "澜府发〔2025〕1号",
        attachments=(picture,),
        unseen=(Place(-1, 0),),
        unprinted=(Unprinted(3, "登记表", Place(0)),),
    )
    issue = make_issue("2025-01", document)
    coverage = _coverage(issue)
    assert [(one.number, one.words, one.url) for one in coverage.of(HoleKind.ATTACHMENT)] == [
        (3, "登记表", "/documents/lanfufa-2025-1/")
    ]
    assert [one.words for one in coverage.of(HoleKind.PICTURE)] == ["路线图"]
    pages = (Page(1, None, Trust.GOOD, 595, 842), Page(2, None, Trust.NONE, 595, 842))
    coverage = _coverage(replace(issue, pages=pages, pdf="2025-01.pdf"))
    assert coverage.of(HoleKind.PICTURE) == ()
    assert [(one.number, one.url) for one in coverage.of(HoleKind.PAGE)] == [(2, "/issues/2025-01/pages/")]


def test_documents_named_and_not_held(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """By number, and by title only where it is the title of a norm; what the archive holds is none."""
    mention = (Mention("《甲》", "依据《甲》。", Place(0)),)
    cited = Citation(NormalNumber("国办发〔2020〕24号"), "国务院办公厅关于甲事的通知", mention)
    titles = ("烟花爆竹安全管理条例", "高龄老人登记表", "澜川市人民政府关于第1件事的通知", "红楼梦")
    quoted = tuple(Quotation(title, mention) for title in titles)
    issue = make_issue(
        "2025-01",
        make_document("澜府发〔2025〕1号"),
        make_document("澜府发〔2025〕2号", 2, citations=(cited,), quotations=quoted),
    )
    coverage = _coverage(issue)
    assert [(one.words, one.title) for one in coverage.of(HoleKind.NUMBER)] == [
        ("国办发〔2020〕24号", "国务院办公厅关于甲事的通知")
    ]
    assert [(one.words, one.where) for one in coverage.of(HoleKind.TITLE)] == [
        ("烟花爆竹安全管理条例", ("/documents/lanfufa-2025-2/",))
    ]


def test_series_of_numbers(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Known numbers with the runs between them, from 1 on."""
    documents = [make_document(f"澜府发〔2025〕{n}号", place) for place, n in enumerate((3, 4, 9), 1)]
    (series,) = _coverage(make_issue("2025-01", *documents)).series
    assert (series.code, series.year, [n for n, _ in series.known]) == ("澜府发", 2025, [3, 4, 9])
    assert series.missing == ((1, 2), (5, 8))
