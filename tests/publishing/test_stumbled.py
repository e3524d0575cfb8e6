"""What readers stumbled over, held on the pages as they are written: where they begin, what is named, in which order."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gazette_site.config import SiteConfig
from gazette_site.linking import Archive, link
from gazette_site.model import Furniture, FurnitureReason, Paragraph, Picture, Role, Span, Text
from gazette_site.publishing.pages import render_pages
from gazette_site.publishing.pages.text.page_texts import page_texts
from gazette_site.publishing.phrases import phrased
from gazette_site.publishing.wording import say
from tests.conftest import MakeDocument, MakeIssue

DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
WHOLE = re.compile(r"<(?P<tag>\w+)[^>]*>(?P<words>[^<]+)</(?P=tag)>")


def site_of(archive: Archive) -> dict[str, str]:
    """The pages by their addresses."""
    pages = render_pages(archive, SiteConfig(name="澜川市人民政府公报"))
    return {f"/{one.path}".removesuffix("index.html"): one.content.decode() for one in pages}


def pages_of(built: Path) -> Iterator[tuple[str, str]]:
    """The address and the text of each page that was built."""
    for path in sorted(built.rglob("index.html")):
        yield f"/{path.parent.relative_to(built).as_posix()}/", path.read_text("utf-8")


def test_a_page_of_an_issue_begins_with_its_contents(built: Path) -> None:
    """Above the first title stand name, day and content; no digest is on the page, all of them are beside the data."""
    pages = {url: text for url, text in pages_of(built) if re.fullmatch(r"/issues/[^/]+/", url)}
    assert pages and not any(DIGEST.search(text) for text in pages.values())
    for text in pages.values():
        before = text[text.index("<main") : text.index('<a class="t"')]
        assert not {"<section", "<details", "<table"} & set(re.findall(r"<\w+", before))
    assert DIGEST.search((built / "manifest-sha256.txt").read_text("utf-8"))


def test_a_title_alone_breaks_between_its_phrases(built: Path, sample: tuple[Archive, SiteConfig]) -> None:
    """On every page, wherever an element holds nothing but the title of a document."""
    titles = {one.document.title.value for linked in sample[0].issues for one in linked.documents}
    breaking = {title for title in titles if "<wbr>" in phrased(title)} - {"澜川市人民政府令"}  # which is a code, too
    wrong = [
        (url, one["words"])
        for url, text in pages_of(built)
        for one in WHOLE.finditer(text, text.find("<main"))
        if html.unescape(one["words"]) in breaking
    ]
    assert breaking and wrong == []


def test_a_page_mark_is_no_part_of_a_name(built: Path) -> None:
    """No heading holds one, so that none is read out as 原件第8页."""
    headings = [
        words for _, text in pages_of(built) for words in re.findall(r"<h[1-6][^>]*>.*?</h[1-6]>", text, re.DOTALL)
    ]
    assert headings and not any('class="pg"' in one for one in headings)


def test_lists_of_numbers_have_titles(built: Path, sample: tuple[Archive, SiteConfig]) -> None:
    """Each number with the title of its document beside it."""
    documents = {one.url: one.document for linked in sample[0].issues for one in linked.documents}
    rows = [
        row
        for url, text in pages_of(built)
        if re.fullmatch("/documents/numbers/[^/]+/", url)
        for row in re.findall(
            r"<li><a href=\"\.\./\.\./\.\.(/documents/[^\"]+)\">.*?</a> <span>(.*?)</span></li>", text
        )
    ]
    assert len(rows) == sum(1 for one in documents.values() if one.normal_number)
    assert all(row[1].endswith(str(phrased(documents[row[0]].title.value))) for row in rows)


def test_the_page_of_all_documents_has_some(built: Path, sample: tuple[Archive, SiteConfig]) -> None:
    """Those of the newest issue, above the ways to the others."""
    page = (built / "documents/index.html").read_text("utf-8")
    newest = page[page.index('id="newest"') : page.index('id="sections"')]
    assert re.findall(r'<h3>.*?href="\.\.(/documents/[^"]+)"', newest) == [
        one.url for one in sample[0].issues[-1].documents
    ]


def test_what_was_published_lately_comes_first(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """近期刊登 begins with the section of the newest issue, whatever the order of the sections."""
    old = make_document("澜府发〔2021〕1号", section="政府工作报告")
    new = make_document("澜府发〔2024〕1号", section="部门文件")
    archive = link([make_issue("2021-01", old), make_issue("2024-02", new)], SiteConfig())[0]
    page = site_of(archive)["/"]
    recent = page[page.index(say("home.recent")) :]
    assert re.findall("<h3>(.*?)</h3>", recent) == ["部门文件", "政府工作报告"]


def test_the_same_day_is_one_of_other_years(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """历年同日 lists no event of the same year."""
    issues = [
        make_issue(f"{year}-03", make_document(f"澜府发〔{year}〕1号"), days=(f"{year}-03-09",) * 2)
        for year in (2023, 2024)
    ]
    page = site_of(link(issues, SiteConfig())[0])["/chronicle/2024-03-09/"]
    same = page[page.index(say("entry.same_day")) :]
    listed = re.findall(r'href="[./]*/chronicle/(\d{4})-', same[: same.index("</section>")])
    assert listed == ["2023", "2023"]


@pytest.mark.parametrize(("named", "printed", "said"), [(3, 9, True), (3, 4, False), (9, 3, True), (None, 9, False)])
def test_a_page_that_the_contents_name_wrongly_is_said(
    make_issue: MakeIssue, make_document: MakeDocument, named: int | None, printed: int, said: bool
) -> None:
    """刊登 tells where the text is printed, if the marks beside it say another page."""
    body = (Paragraph(Role.BODY, Text("照此执行。"), page=printed),)
    document = make_document("澜府发〔2025〕1号", body=body, page=named)
    page = site_of(link([make_issue("2025-01", document)], SiteConfig())[0])["/documents/lanfufa-2025-1/"]
    assert (say("document.other_page", page=printed) in page) == said


def test_a_picture_that_is_not_shown_leads_to_the_print(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """原件为图 stands beside a link to the issue it was printed in."""
    document = make_document("澜府发〔2025〕1号", body=(Picture(Text("")),))
    page = site_of(link([make_issue("2025-01", document)], SiteConfig())[0])["/documents/lanfufa-2025-1/"]
    box = re.search(r'<figure class="lack">.*?</figure>', page)
    assert box and 'href="../../issues/2025-01/' in box[0]


def test_script_that_few_devices_have_is_told_in_words(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Mongolian on a cover is named beside its picture, not shown as empty boxes."""
    cover = Furniture(FurnitureReason.COVER, Text("ᠮᠣᠩᠭᠣᠯ 公报", (Span(1, 0, 9),)))
    issue = replace(make_issue("2025-01", make_document("澜府发〔2025〕1号")), furniture=(cover,), line_pages=(1,))
    (portion,) = page_texts(link([issue], SiteConfig())[0].issues[0])[1]
    shown = portion.parts[0].block
    assert isinstance(shown, Paragraph) and shown.text.value == say("text.other_script") + " 公报"
