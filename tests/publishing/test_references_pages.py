"""Citations in place, banners of force, lists of what names what."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

from gazette_site.config import SiteConfig
from gazette_site.linking import link
from gazette_site.model import Attachment, Block, Document, IsoDate, Paragraph, Role, Table, Text
from gazette_site.parsing.clauses import with_clauses
from gazette_site.parsing.documents.citations import references_of
from gazette_site.publishing.data.references import reference_files
from gazette_site.publishing.pages import render_pages
from gazette_site.publishing.pages.frame.assets import assets
from tests.conftest import MakeDocument, MakeIssue

OLD = "documents/lanfufa-2015-3/index.html"
NEW = "documents/lanfufa-2025-2/index.html"


def said(*paragraphs: str) -> tuple[Block, ...]:
    """A body of these paragraphs."""
    return tuple(Paragraph(Role.BODY, Text(words)) for words in paragraphs)


def pages_of(make_issue: MakeIssue, *documents: Document) -> dict[str, str]:
    """The pages of an issue with these documents, by path."""
    read = []
    for document in documents:
        citations, quotations = references_of(document)
        read.append(with_clauses(replace(document, citations=citations, quotations=quotations)))
    config = SiteConfig(name="澜川市人民政府公报")
    archive, _ = link([make_issue("2025-03", *read)], config)
    files = (*render_pages(archive, config), *reference_files(archive))
    return {file.path: file.content.decode() for file in files}


def two(make_document: MakeDocument, *paragraphs: str, **fields: Any) -> tuple[Document, Document]:
    """An old document with an article, and a new one that says these paragraphs."""
    article = Paragraph(Role.ARTICLE, Text("第三条 渡口应当检查。"), "第三条")
    end = Paragraph(Role.BODY, Text("本办法自2015年2月1日起施行，有效期五年。"))
    old = make_document(
        "澜府发〔2015〕3号", 1, instrument="渡口办法〈旧〉", date=IsoDate("2015-01-01"), body=(article, end)
    )
    return old, make_document("澜府发〔2025〕2号", 2, body=said(*paragraphs), **fields)


def words(html: str) -> str:
    """What a reader reads."""
    return unescape(re.sub(r"<[^>]+>", "", html))


def banners(page: str) -> list[str]:
    """Style and words of each banner."""
    found = re.findall(r'<div class="force (\w+)".*?<p><strong>(.*?)</strong>', page, re.DOTALL)
    return [f"{style}: {words(head)}" for style, head in found]


def test_a_citation_is_a_link_where_it_stands(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """In running text, down to the article, and nothing of it is taken for markup."""
    page = pages_of(make_issue, *two(make_document, "甲<b>乙依照《渡口办法〈旧〉》（澜府发〔2015〕3号）第三条&办理。"))[
        NEW
    ]
    assert (
        '甲&lt;b&gt;乙依照<a href="../../documents/lanfufa-2015-3/#art-3">《渡口办法〈旧〉》（澜府发〔2015〕3号）第三条</a>&amp;办理。'
    ) in page


def test_citations_in_titles_tables_and_attachments_are_links(
    make_issue: MakeIssue, make_document: MakeDocument, make_attachment: Callable[..., Attachment]
) -> None:
    """Wherever a number is printed; one that the archive does not hold leads to its reference page."""
    rows = ((Text("文号"), Text("名称")), (Text("国办发〔2020〕24号"), Text("通知")))
    attachment = make_attachment("附件", "名单", Table(rows), *said("见国办发〔2020〕24号。"))
    title = "澜川市人民政府关于对国办发〔2020〕24号文件作出安排的通知"
    pages = pages_of(make_issue, make_document("澜府发〔2025〕2号", 1, title=title, attachments=(attachment,)))
    link = '<a href="../../references/guobanfa-2020-24/">国办发〔2020〕24号</a>'
    assert f"关于对{link}文件作出安排" in pages[NEW].replace("<wbr>", "")
    assert f">{link}</th>" in pages[NEW]
    assert f"见{link}。" in pages[NEW]
    assert link.replace("../../", "../../../") in pages["documents/lanfufa-2025-2/attachment-1/index.html"]
    assert "未收录" in pages["references/guobanfa-2020-24/index.html"]


def test_what_is_named_lists_what_names_it(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """With the sentence, the naming marked, and a note at the article."""
    page = pages_of(make_issue, *two(make_document, "依照《渡口办法〈旧〉》（澜府发〔2015〕3号）第三条办理。"))[OLD]
    assert '<li id="by-lanfufa-2025-2">' in page
    assert "<blockquote>依照<mark>《渡口办法〈旧〉》（澜府发〔2015〕3号）第三条</mark>办理。</blockquote>" in page
    assert '<a class="mn" href="#by-lanfufa-2025-2">被1件文件引用</a>' in page


def test_banners_say_what_the_texts_say(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """What ends a document, by what and since when; what its own text states, with derived days marked."""
    new = "本通知自2025年5月1日起施行，《渡口办法〈旧〉》（澜府发〔2015〕3号）同时废止。"
    pages = pages_of(make_issue, *two(make_document, new))
    assert banners(pages[OLD]) == [
        "mod: 自2025年5月1日起被《澜川市人民政府关于第2件事的通知》废止",
        "was: 文中载明自2015年2月1日起施行，有效期至2020年1月31日（推算）",
    ]
    assert "废止依据：澜府发〔2025〕2号，自2025年5月1日起，刊于2025年第3期。以下为原文，供查考。" in words(pages[OLD])
    assert banners(pages[NEW]) == ["on: 文中载明自2025年5月1日起施行"]
    assert f"<blockquote>{new}</blockquote>" in pages[NEW]


def test_what_was_ended_when_that_was_published_is_said_to_be_ended(
    make_issue: MakeIssue, make_document: MakeDocument
) -> None:
    """No clock is needed for that; the page of a document that the archive does not hold says it, too."""
    new = "《渡口办法〈旧〉》（澜府发〔2015〕3号）和澜府发〔2011〕4号文件即行废止。"
    pages = pages_of(make_issue, *two(make_document, new))
    head = "off: 已被《澜川市人民政府关于第2件事的通知》废止"
    assert banners(pages[OLD])[0] == head
    assert banners(pages["references/lanfufa-2011-4/index.html"]) == [head]


def test_changed_and_prolonged_documents_say_so(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Articles that were changed, and the new last day, which the browser then counts by."""
    changed = pages_of(make_issue, *two(make_document, "将《渡口办法〈旧〉》（澜府发〔2015〕3号）第三条修改为“甲”。"))[
        OLD
    ]
    assert banners(changed)[0] == "mod: 第三条已被《澜川市人民政府关于第2件事的通知》修改"
    longer = pages_of(
        make_issue, *two(make_document, "《渡口办法〈旧〉》（澜府发〔2015〕3号）有效期延长至2030年1月31日。")
    )[OLD]
    assert banners(longer)[0] == "mod: 有效期已由《澜川市人民政府关于第2件事的通知》延长至2030年1月31日"
    assert (
        '<span class="st" hidden data-days="pending 2015-02-01 in_force 2030-02-01 expired" '
        'data-pending="将于2015年2月1日施行" data-expired="有效期已于2030年1月31日届满"></span>'
    ) in longer


def test_a_document_that_goes_on_without_a_day_has_no_last_day(
    make_issue: MakeIssue, make_document: MakeDocument
) -> None:
    """Kept in force until nobody knows when: its own last day is no longer one that the browser may count by."""
    page = pages_of(make_issue, *two(make_document, "《渡口办法〈旧〉》（澜府发〔2015〕3号）继续有效。"))[OLD]
    assert banners(page)[0] == "mod: 已由《澜川市人民政府关于第2件事的通知》宣布继续有效"
    assert "data-expired" not in page
    assert 'data-days="pending 2015-02-01 in_force"' in page


def test_nothing_said_is_said_and_silent_kinds_show_nothing(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """A notice without a clause says so; appointments, awards, reports and letters show no status."""
    titles = (
        "澜川市人民政府关于任免甲等同志职务的通知",
        "澜川市人民政府关于表彰先进个人的决定",
        "2025年澜川市人民政府工作报告",
    )
    quiet = [make_document(f"澜府发〔2025〕{n}号", n, title=title) for n, title in enumerate(titles, 3)]
    letter = make_document("澜府函〔2025〕2号", 2, kind="函")
    pages = pages_of(make_issue, make_document("澜府发〔2025〕2号"), letter, *quiet)
    assert banners(pages[NEW]) == ["none: 文中未载明施行日期"]
    assert not any(banners(page) for path, page in pages.items() if path != NEW)


def test_no_page_calls_a_document_valid_or_expired(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """The build knows no clock: the words for an expired term are data for the browser, and nothing is 现行有效."""
    page = pages_of(make_issue, *two(make_document, "无。"))[OLD]
    assert "现行有效" not in page
    assert "届满" not in words(page)
    assert 'data-days="pending 2015-02-01 in_force 2020-02-01 expired"' in page
    assert 'data-pending="将于2015年2月1日施行" data-expired="有效期已于2020年1月31日届满"' in page


def test_a_browser_says_that_a_term_is_over(
    make_issue: MakeIssue, make_document: MakeDocument, browser: Any, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    """After the last day the banner says so and keeps what the text states; before, it stands as it is."""
    site = {**pages_of(make_issue, *two(make_document, "本通知自2025年5月1日起施行，有效期至2999年1月1日。"))}
    scripts = {f.path: f.content.decode() for f in assets() if f.path.endswith("script.js")}
    for path, content in {**site, **scripts}.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, "utf-8")
    page, address = browser.new_page(), serve(tmp_path)
    page.goto(f"{address}/documents/lanfufa-2015-3/")
    assert page.inner_text(".force.off strong .st") == "有效期已于2020年1月31日届满"
    assert "文中载明自2015年2月1日起施行" in page.inner_text(".force.off")
    page.goto(f"{address}/documents/lanfufa-2025-2/")
    assert page.inner_text(".force.on strong") == "现行文中载明自2025年5月1日起施行，有效期至2999年1月1日"
    page.close()


def test_the_data_hold_every_reference_and_what_is_unresolved(
    make_issue: MakeIssue, make_document: MakeDocument
) -> None:
    """The index of the years and their files for programs, one file for the clerk."""
    pages = pages_of(
        make_issue, *two(make_document, "依照《渡口办法〈旧〉》（澜府发〔2015〕3号）和国办发〔2020〕24号办理。")
    )
    graph, trouble = (json.loads(pages[f"data/{name}.json"]) for name in ("references", "unresolved"))
    found = [(year["year"], json.loads(pages[year["url"][1:]])["references"]) for year in graph["years"]]
    assert [(year, one["target"], one["relation"]) for year, some in found for one in some] == [
        (2025, "/documents/lanfufa-2015-3/", "cites"),
        (2025, "/references/guobanfa-2020-24/", "cites"),
    ]
    assert [one["number"] for one in trouble["unresolved"]] == ["国办发〔2020〕24号"]


def test_long_pages_are_cut_from_the_oldest_on(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Of 210 documents that name one, a hundred stand on the page with the number 2; so do numbers, by whole years."""
    body = said("根据《国务院办公厅关于渡口的意见》（国办发〔2020〕24号），通知如下。")
    numbers = [(2015, n) for n in range(1, 121)] + [(2025, n) for n in range(1, 91)]
    documents = [
        make_document(f"澜府发〔{year}〕{n}号", place, body=body) for place, (year, n) in enumerate(numbers, 1)
    ]
    pages = pages_of(make_issue, *documents)
    naming = [pages[f"references/guobanfa-2020-24/{further}index.html"] for further in ("", "2/")]
    assert [page.count(' id="by-lanfufa-') for page in naming] == [110, 100]
    assert all("引用此件的文件（210件）" in page for page in naming)
    assert "澜府发〔2015〕1号" in naming[1] and "澜府发〔2025〕90号" in naming[0]
    listed = [words(pages[f"documents/numbers/lanfufa/{further}index.html"]) for further in ("", "2/")]
    assert "2025年" in listed[0] and "澜府发〔2015〕7号" not in listed[0] and "共210件" in listed[0]
    assert "澜府发〔2015〕7号" in listed[1] and "较新的" in listed[1]
    assert "documents/numbers/lanfufa/3/index.html" not in pages


def test_the_overview_of_cited_documents_is_cut_too(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """What was cited first stands on the last page, whatever its number."""
    cited = "".join(f"依照《关于渡口的第{n}号意见》（国办发〔2020〕{n}号）办理。" for n in range(1, 206))
    pages = pages_of(make_issue, make_document("澜府发〔2025〕2号", 1, body=said(cited)))
    first, last = (pages[f"references/{further}index.html"] for further in ("", "2/"))
    assert "共205件" in first and "国办发〔2020〕205号" in first and "国办发〔2020〕7号" not in first
    assert "国办发〔2020〕7号" in last and "references/3/index.html" not in pages
