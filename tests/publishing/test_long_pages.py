"""Overview pages of a large archive: cut by what a reader looks for, counted from the oldest, each leading to the others."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from gazette_site.config import SiteConfig
from gazette_site.linking import Archive, link
from gazette_site.model import Correction, Document, Force, IsoDate, Issue, Paragraph, Place, Role, Span, Text
from gazette_site.parsing.documents.citations import references_of
from gazette_site.parsing.meaning import with_meaning
from gazette_site.publishing.data.exports.csv_file import csv_bytes
from gazette_site.publishing.data.exports.date_rows import date_rows
from gazette_site.publishing.data.exports.standings import standing_rows
from gazette_site.publishing.machines.due import due_files
from gazette_site.publishing.machines.timelines import timeline_files
from gazette_site.publishing.pages import coverage_numbers, render_pages
from gazette_site.publishing.pages.kinds import PAGE_KINDS
from gazette_site.publishing.permanence.ledger import is_kept
from gazette_site.publishing.permanence.redirects import destination
from gazette_site.publishing.permanence.retired import retired
from gazette_site.publishing.phrases import file_size
from tests.conftest import MakeDocument, MakeIssue

CONFIG = SiteConfig(name="澜川市人民政府公报")
Pages = Mapping[str, str]
_EACH = 8
"""Documents of an issue."""


def _document(make: MakeDocument, year: int, number: int, position: int) -> Document:
    """A notice that binds on a day of 2024, is in force from one on, and cites a document that is not held."""
    month = number % 3 + 4
    words = (f"请于2024年{month}月15日前缴纳。", f"根据云政发〔2010〕{(year - 2020) * 100 + number}号文件制定。")
    body = tuple(Paragraph(Role.BODY, Text(one)) for one in (*words, "每年3月31日前，本人向社区申报。"))
    one = with_meaning(make(f"澜府发〔{year}〕{number * 2}号", position, body=body, date=IsoDate(f"{year}-01-02")))
    citations, quotations = references_of(one)
    force = Force(IsoDate("2024-03-01"), None, "自2024年3月1日起施行。", Place(0))
    return replace(one, citations=citations, quotations=quotations, force=force)


@pytest.fixture(scope="module")
def issues() -> list[Issue]:
    """Filled by `large`, which needs what makes issues."""
    return []


@pytest.fixture
def large(issues: list[Issue], make_issue: MakeIssue, make_document: MakeDocument) -> list[Issue]:
    """Forty-eight issues of four years with eight documents and two entries of the chronicle each."""
    if not issues:
        for place in range(48):
            year, month = 2021 + place // 12, place % 12 + 1
            numbers = range(place % 12 * _EACH + 1, (place % 12 + 1) * _EACH + 1)
            documents = [_document(make_document, year, number, n) for n, number in enumerate(numbers, 1)]
            days = (f"{year}-{month:02}-05", f"{year}-{month:02}-06")
            issues.append(make_issue(f"{year}-{month:02}", *documents, days=days))
    return issues


def _pages(archive: Archive) -> Pages:
    return {f"/{one.path}".removesuffix("index.html"): one.content.decode() for one in render_pages(archive, CONFIG)}


@pytest.fixture(scope="module")
def made() -> dict[int, Pages]:
    """The pages by the number of issues."""
    return {}


def pages_of(issues: list[Issue], made: dict[int, Pages]) -> Pages:
    """The pages of some issues, made once."""
    if len(issues) not in made:
        made[len(issues)] = _pages(link(issues, CONFIG)[0])
    return made[len(issues)]


def _rows(page: str) -> int:
    return page.count("<h3>")


def _overviews(pages: Pages) -> dict[str, str]:
    """Those that are not of one issue, and no lists of a year."""
    of_issue = {kind.name for kind in PAGE_KINDS[1:6]} | {"year"}
    return {
        url: page
        for url, page in pages.items()
        if not any(one.is_at(url) and one.name in of_issue for one in PAGE_KINDS)
    }


def test_no_overview_is_long(large: list[Issue], made: dict[int, Pages]) -> None:
    """No page of a list has more than two hundred entries, and every page is of one kind."""
    pages = pages_of(large, made)
    assert max(_rows(page) for page in _overviews(pages).values()) < 200
    for url in pages:
        assert sum(kind.is_at(url) for kind in PAGE_KINDS) == 1, url


def test_a_long_year_of_dates_names_its_months(large: list[Issue], made: dict[int, Pages]) -> None:
    """The page of the year keeps its address and the places of its months, and leads to the pages of the months."""
    pages = pages_of(large, made)
    year = pages["/dates/2024/"]
    assert re.findall(r'<li id="(m-\d\d)"><h3><a href="([^"]*)">(\d+月)</a>', year) == [
        (f"m-{month:02}", f"../../dates/2024/{month:02}/", f"{month}月") for month in (4, 5, 6)
    ]
    assert "办理时限" not in year and "缴费发放128项" in year
    assert "2024年4月的重要日期" in pages["/dates/2024/04/"] and _rows(pages["/dates/2024/04/"]) == 128
    assert 'href="../../../dates/2024/05/" rel="next"' in pages["/dates/2024/04/"]


def test_a_short_year_of_dates_is_whole(large: list[Issue]) -> None:
    """All lines on the page of the year, under their months; no month has a page of its own."""
    pages = _pages(link(large[:6], CONFIG)[0])
    assert _rows(pages["/dates/2024/"]) == 48
    assert re.findall(r'<section class="grp" id="(m-\d\d)">', pages["/dates/2024/"]) == ["m-04", "m-05", "m-06"]
    assert "/dates/2024/04/" not in pages


def test_a_month_that_is_long_itself_is_cut_from_the_oldest(large: list[Issue], made: dict[int, Pages]) -> None:
    """What is added changes its first page alone; every line is on one of the pages, and they lead to each other."""
    same = [
        replace(one, documents=tuple(_of_one_month(document) for document in one.documents)) for one in large
    ]  # all 384 in one month
    before, after = (_pages(link(some, CONFIG)[0]) for some in (same[:-1], same))
    urls = [url for url in after if url.startswith("/dates/2024/04/")]
    assert urls == ["/dates/2024/04/", "/dates/2024/04/3/", "/dates/2024/04/2/"]
    assert [_rows(after[url]) for url in urls] == [184, 100, 100]
    assert {url for url in urls if before[url] != after[url]} == {"/dates/2024/04/"}
    links = re.findall(r'<a href="([^"]*)">(\d{4}年)</a>', after[urls[0]].split("本页是最近刊登的")[1].split("</p>")[0])
    assert links == [("../../../dates/2024/04/3/", "2022年"), ("../../../dates/2024/04/2/", "2021年")]
    assert "2021—2022年刊登的100项" in after[urls[2]]
    assert 'rel="prev"' in after[urls[1]] and 'rel="next"' in after[urls[1]]


def _of_one_month(document: Document) -> Document:
    dates = tuple(one if one.end is None else replace(one, end=IsoDate("2024-04-15")) for one in document.dates)
    return replace(document, dates=dates)


def test_a_window_stands_in_the_months_of_both_its_ends(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """报名 from April to June is found by who looks for April and by who looks for June; the year counts it once."""
    body = (Paragraph(Role.BODY, Text("报名时间为2025年4月1日至6月15日。")),)
    issue = make_issue("2025-03", with_meaning(make_document("澜府发〔2025〕1号", body=body)))
    pages = _pages(link([issue], CONFIG)[0])
    assert re.findall(r'id="(m-\d\d)"', pages["/dates/2025/"]) == ["m-04", "m-06"]
    assert "<span>1项</span>" in pages["/dates/"]


def test_what_comes_back_is_listed_apart_where_it_is_much(large: list[Issue], made: dict[int, Pages]) -> None:
    """The overview keeps the place and says how many there are."""
    pages = pages_of(large, made)
    assert '<section class="grp" id="again">' in pages["/dates/"] and "全部384项" in pages["/dates/"]
    assert sum(_rows(page) for url, page in pages.items() if url.startswith("/dates/again/")) == 384


def test_of_a_long_year_what_is_much_has_pages_of_its_own(large: list[Issue], made: dict[int, Pages]) -> None:
    """The year keeps the place of each kind; the overview leads to where the texts are listed; what is added moves no further page."""
    pages, before = pages_of(large, made), pages_of(large[:-1], made)
    assert '<section class="grp" id="begun">' in pages["/standing/2024/"] and "3月384件" in pages["/standing/2024/"]
    assert 'href="../standing/2024/begun/"' in pages["/standing/"]
    urls = [url for url in pages if url.startswith("/standing/2024/begun/")]
    assert [_rows(pages[url]) for url in urls] == [184, 100, 100]
    assert {url for url in urls if before[url] != pages[url]} == {"/standing/2024/begun/"}
    assert '<section class="grp" id="m-03"><h2>3月</h2>' in pages[urls[0]]


def test_the_chronicle_draws_its_newest_years(large: list[Issue], made: dict[int, Pages]) -> None:
    """The overview names every month; the days of an earlier year are drawn on a page of its own, which stands still."""
    pages, before = pages_of(large, made), pages_of(large[:-1], made)
    assert pages["/chronicle/"].count("<svg") == 3 and pages["/chronicle/"].count("/chronicle/2021-") == 12
    assert pages["/chronicle/2021/"].count("<svg") == 1 and pages["/chronicle/2021/"].count("/chronicle/2021-") == 12
    assert 'id="y-2021"><h2><a href="../chronicle/2021/">2021年</a>' in pages["/chronicle/"]
    assert before["/chronicle/2021/"] == pages["/chronicle/2021/"] and "/chronicle/2022/" not in pages


def test_what_is_missing_is_listed_apart_where_it_is_much(large: list[Issue], made: dict[int, Pages]) -> None:
    """The overview of coverage says how much of a kind there is; its pages are counted from the oldest."""
    pages, before = pages_of(large, made), pages_of(large[:-1], made)
    overview = pages["/about/coverage/"]
    assert 'id="cited-number"' in overview and "全部384条" in overview and "云政发" not in overview
    urls = [url for url in pages if url.startswith("/about/coverage/cited-number/")]
    assert Counter(re.findall(r"云政发〔2010〕\d+号", "".join(pages[url] for url in urls))).most_common(1)[0][1] == 1
    assert {url for url in urls if before[url] != pages[url]} == {"/about/coverage/cited-number/"}


def test_many_numbers_are_listed_by_code(large: list[Issue], monkeypatch: pytest.MonkeyPatch) -> None:
    """The overview says of each 代字 what is seen; its pages have the years, the newest on the first."""
    monkeypatch.setattr(coverage_numbers, "_A_PAGE", 300)
    pages = _pages(link(large, CONFIG)[0])
    assert "2021—2024年见到384个，未见384个" in pages["/about/coverage/"]
    urls = [url for url in pages if url.startswith("/about/coverage/numbers/")]
    assert urls == ["/about/coverage/numbers/lanfufa/", "/about/coverage/numbers/lanfufa/2/"]
    assert [re.findall(r'<p class="lab">(\d+)年', pages[url]) for url in urls] == [["2024", "2023"], ["2022", "2021"]]


def test_many_corrections_are_cut_by_issues(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """No page divides an issue; one that is added changes the first page, which names the years of the others."""
    issues = []
    for id in (*(f"{year}-03" for year in range(2015, 2024)), "2023-04"):
        words = "".join(f"第{n}组由县长负责。" for n in range(30))
        body = (Paragraph(Role.BODY, Text(words, (Span(5, 0, len(words)),))),)
        corrections = tuple(Correction(f"第{n}组由县氏", f"第{n}组由县长", "误字。", 5) for n in range(30))
        issue = make_issue(id, make_document(f"澜府发〔{id[:4]}〕{int(id[5:])}号", body=body))
        issues.append(replace(issue, corrections=corrections))
    before, after = (_pages(link(some, CONFIG)[0]) for some in (issues[:-1], issues))
    urls = [url for url in after if url.startswith("/corrections/")]
    assert {url: after[url].count("<del>") for url in urls} == {
        "/corrections/": 60, "/corrections/3/": 120, "/corrections/2/": 120,
    }  # fmt: skip
    assert {url for url in urls if before[url] != after[url]} == {"/corrections/"}
    assert (
        "更正共300处" in after["/corrections/"] and '<a href="../corrections/2/">2018年</a>' in after["/corrections/"]
    )
    assert "2015—2018年各期的更正120处。" in after["/corrections/2/"] and not is_kept("/corrections/2/")


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("/dates/2024/04/", "/dates/2024/"),
        ("/dates/again/", "/dates/"),
        ("/standing/2024/begun/", "/standing/2024/"),
        ("/chronicle/2021/", "/chronicle/"),
        ("/about/coverage/cited-number/", "/about/coverage/"),
        ("/about/coverage/numbers/lanfufa/", "/about/coverage/"),
    ],
)
def test_a_part_that_is_no_longer_made_leads_to_the_whole(part: str, whole: str) -> None:
    """A list that becomes short again takes no public address away; the further pages of a part are not held."""
    assert retired(part) == whole and is_kept(part) and is_kept(f"{part}2/") == part.startswith("/chronicle/")
    assert destination(part, {}, {whole}) == whole
    assert destination(part, {}, set()) is None


@pytest.mark.parametrize(
    "address", ["/dates/2024/", "/standing/2024/", "/chronicle/2021-04/", "/chronicle/2021-04-05/", "/about/coverage/"]
)
def test_no_other_page_may_go(address: str) -> None:
    """A year, a month of the chronicle, an entry: they lead nowhere by themselves."""
    assert retired(address) is None


def test_the_files_of_the_script_have_all_days(large: list[Issue]) -> None:
    """Every day of `dates.csv` is in one of the small files, by the last day on which it binds; the list of files counts them."""
    archive = link(large, CONFIG)[0]
    files = {one.path.removeprefix("dates/"): json.loads(one.content) for one in due_files(archive)}
    listed = files.pop("due.json")
    assert [name for name, *_ in listed] == list(files) and all(len(one) <= 500 for one in files.values())
    lines = [line for name, _, _ in listed for line in files[name]]
    assert [line[4] for line in lines] == sorted(line[4] for line in lines)
    every = (row for issue in archive.issues for row in date_rows(issue, archive.standing))
    rows = [row for row in every if row.end or row.begin]
    assert sorted((line[0].partition("#")[0], line[1], line[3]) for line in lines) == sorted(
        (row.document[1:], row.kind, row.end or "") for row in rows
    )
    assert sum((Counter(kinds) for *_, kinds in listed), Counter[str]()) == Counter(row.kind for row in rows)


def test_the_time_lines_of_the_script_are_those_of_the_table(large: list[Issue]) -> None:
    """Addresses, states, days and sentences of `standing.csv`, periods lying next to each other."""
    archive = link(large, CONFIG)[0]
    files = {one.path.removeprefix("standing/"): json.loads(one.content) for one in timeline_files(archive)}
    whole = files.pop("texts.json")
    found = []
    for url, _, _, days, file in whole["texts"]:
        sentences = files[whole["files"][file]][url][2]
        marks = ["", *days.split(" ")]
        states = [whole["states"][int(mark)] for mark in marks[1::2]]
        found += [(f"/{url}", *one) for one in zip(states, marks[::2], sentences, strict=True)]
    rows = (row for issue in archive.issues for row in standing_rows(issue, archive.standing))
    table = csv.DictReader(io.StringIO(csv_bytes([_NAMES, *rows]).decode("utf-8-sig")))
    assert sorted(found) == sorted((row["url"], row["state"], row["since"], row["sentence"]) for row in table)


_NAMES = [
    "url", "title", "number", "issuers", "date", "issue", "state", "since", "until", "certainty", "why", "sentence", "source",
]  # fmt: skip


def test_large_files_say_how_large_they_are(built: Path) -> None:
    """Beside the link stands the size of the file that it leads to; the tables, the calendars, the database."""
    found = 0
    for name in ("dates/", "standing/", "data/"):
        page = (built / name / "index.html").read_text("utf-8")
        for href, size in re.findall(r'<a href="\.\./([^"]+\.(?:csv|ics|sqlite))">[^<]*（([^（）]+)）</a>', page):
            assert size == file_size((built / href).stat().st_size), href
            found += 1
    assert found >= 8
