"""The search index finds exactly what is printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gazette_site.config import SiteConfig
from gazette_site.linking import Archive, link
from gazette_site.model import Attachment, Paragraph, Role, Table, Text
from gazette_site.publishing import search_index as module
from gazette_site.publishing.search_index import IndexFailed, records, search_index, spaced
from gazette_site.publishing.site import open_staging
from tests.conftest import MakeDocument, MakeIssue


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("〔2024〕 １号", "〔2 0 2 4〕 1 号"),
        ("《育儿补贴》（试行），≤5%的Ab", "《育 儿 补 贴》 （试 行），≤ 5% 的 A b"),
        ("姓名____：", "姓 名："),
        ("⼀㎡", "一 m 2"),
        ("——第①条", "——第 1 条"),
        ("（", "（"),
        ("\u200b　", ""),
    ],
)
def test_letters_are_set_apart(text: str, expected: str) -> None:
    """Letters, digits and ideographs stand apart and are folded; other signs cling to them."""
    assert spaced(text) == expected


@pytest.fixture
def archive(make_issue: MakeIssue, make_document: MakeDocument, make_attachment: Callable[..., Attachment]) -> Archive:
    """An archive with a document, an attachment and two entries."""
    rows = Table(((Text("姓名"), Text("单位")), (Text("张锐"), Text("市教育局"))))
    document = make_document(
        "澜府发〔2025〕12号",
        title="澜川市人民政府关于<育儿>补贴, “试点”的通知",
        body=(Paragraph(Role.BODY, Text("每孩补贴7.5万元（含税），自2025年起。")),),
        attachments=(make_attachment("附件", "名单", rows),),
    )
    return link([make_issue("2025-03", document, days=("2025-03-08", None))], SiteConfig())[0]


def test_every_text_is_one_record(archive: Archive) -> None:
    """Documents, attachments and entries are found each at its own address, with what a list of hits shows."""
    assert [(r.kind, r.url, r.info, r.category, r.year) for r in records(archive)] == [
        ("文件", "/documents/lanfufa-2025-12/", "澜府发〔2025〕12号 · 2025年第3期", "市政府文件", 2025),
        ("附件", "/documents/lanfufa-2025-12/attachment-1/", "澜府发〔2025〕12号 · 2025年第3期", "市政府文件", 2025),
        ("大事记", "/chronicle/2025-03-08/", "2025-03-08 · 2025年第3期", "大事记", 2025),
        ("大事记", "/chronicle/2025-03-e2/", "2025年第3期", "大事记", 2025),
    ]


def test_two_indexes_are_the_same(archive: Archive) -> None:
    """The same archive gives the same files, and no interface that the site does not use."""
    first = list(search_index(archive))
    assert first == list(search_index(archive))
    paths = [file.path for file in first]
    assert "pagefind/pagefind.js" in paths
    assert not any("ui" in path for path in paths)


def test_a_failure_is_told(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """When Pagefind cannot run, the build is told so."""
    monkeypatch.setattr(module.sys, "executable", "/nowhere/python")
    with pytest.raises(IndexFailed):
        list(search_index(archive))


QUERIES: list[tuple[str, list[str]]] = [
    ("育儿补贴", ["/documents/lanfufa-2025-12/"]),
    ("儿补助", []),
    ("7.5万元 含税", ["/documents/lanfufa-2025-12/"]),
    ("澜府发[2025]12号", ["/documents/lanfufa-2025-12/"]),
    ("澜府发〔2025〕1号", []),
    ("张锐", ["/documents/lanfufa-2025-12/attachment-1/"]),
    ("第2件事", ["/chronicle/2025-03-e2/"]),
    ("张教", []),
]


def test_a_quoted_query_finds_exactly_the_pages_with_the_words(
    archive: Archive, tmp_path: Path, browser: Any, serve: Callable[[Path], str]
) -> None:
    """In a browser, with the site in a sub-folder, characters in quotes are found complete and alone, with the right address."""
    staging = open_staging(tmp_path / "www" / "gongbao")
    for file in search_index(archive):
        staging.write(file)
    staging.write_urls()
    staging.publish()
    (tmp_path / "www" / "page.html").write_text("<!DOCTYPE html><title>x</title>")
    page = browser.new_page()
    page.goto(f"{serve(tmp_path / 'www')}/page.html")
    found = page.evaluate(
        """async queries => {
            const pagefind = await import("/gongbao/pagefind/pagefind.js");
            const found = [];
            for (const query of queries) {
                const { results } = await pagefind.search(query);
                found.push(await Promise.all(results.map(result => result.data())));
            }
            return found;
        }""",
        [f'"{folded_query(words)}"' for words, _ in QUERIES],
    )
    page.close()
    assert [[hit["url"] for hit in hits] for hits in found] == [
        [f"/gongbao{url}" for url in urls] for _, urls in QUERIES
    ]
    first = found[0][0]
    assert first["meta"] == {
        "title": "澜川市人民政府关于<育儿>补贴, “试点”的通知",
        "kind": "文件",
        "info": "澜府发〔2025〕12号 · 2025年第3期",
        "url": "/documents/lanfufa-2025-12/",
    }
    assert first["filters"] == {"类别": ["市政府文件"], "年份": ["2025"]}
    assert "关于<育儿>补贴,“试点”的通知" in first["content"].replace(" ", "")
    assert "每孩补贴7.5万元（含税），自2025年起。" in first["content"].replace(" ", "")


def folded_query(words: str) -> str:
    """A query as the page that searches has to put it: letters and digits only, one blank between."""
    return " ".join(sign for sign in words if sign.isalnum())


def test_filters_are_in_a_fixed_order_and_still_work(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """With many sections and years, where Pagefind's own order differs from run to run, the bytes are the same."""
    issues = [
        make_issue(f"{year}-01", *(make_document(position=n, section=f"栏目{n}") for n in range(1, 9)))
        for year in range(2001, 2031)
    ]
    archive, _ = link(issues, SiteConfig())
    assert list(search_index(archive)) == list(search_index(archive))
