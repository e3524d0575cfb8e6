"""Searches that a reader keeps: on the device only, with what came since the last visit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

from gazette_site.publishing.data.faces import Faces
from gazette_site.publishing.machines.feed_entries import sources
from tests.search.conftest import Served
from tests.waiting import until

_STORED = "JSON.parse(localStorage.getItem('searches') || '[]')"


@pytest.fixture
def page(site: Served, browser: Any) -> Iterator[Any]:
    """A page of a reader who was never here."""
    context = browser.new_context()
    made = context.new_page()
    yield made
    context.close()


def search(page: Any, site: Served, query: str, more: str = "") -> None:
    """The page of a search, answered whole."""
    page.goto(f"{site.address}/search/?q={quote(query)}{more}")
    page.wait_for_selector("#found[aria-busy=false]", state="attached")


def forget_issues(page: Any, *issues: str) -> None:
    """As if these issues had come after the last visit."""
    stored = page.evaluate(_STORED)
    for one in stored:
        one["seen"] = [issue for issue in one["seen"] if issue not in issues]
    page.evaluate("stored => localStorage.setItem('searches', stored)", json.dumps(stored))


def listed(page: Any, site: Served) -> list[str]:
    """The searches that the page lists, once all are counted."""
    page.goto(f"{site.address}/search/")
    page.wait_for_selector(".saved li")
    until(page, "() => [...document.querySelectorAll('.saved li .small')].every(one => one.textContent)")
    return [item.inner_text() for item in page.query_selector_all(".saved li")]


def test_nothing_is_kept_unasked(site: Served, page: Any) -> None:
    """A search leaves nothing on the device until the reader says so."""
    search(page, site, "社区食堂")
    assert page.evaluate("localStorage.length") == 0
    page.get_by_role("button", name="记住这次搜索").click()
    assert [one["asked"] for one in page.evaluate(_STORED)] == [f"q={quote('社区食堂')}"]
    page.get_by_role("button", name="不再记").click()
    assert page.evaluate(_STORED) == []


def test_new_hits_are_counted(site: Served, page: Any) -> None:
    """Only hits in issues that came since; looking at them makes them old."""
    search(page, site, "社区食堂", "&group=document")
    page.get_by_role("button", name="记住这次搜索").click()
    search(page, site, "冬泳")
    page.get_by_role("button", name="记住这次搜索").click()
    assert all("没有新增的" in one for one in listed(page, site))
    newest = site.archive.issues[-1].issue.id
    within = [
        url
        for linked in site.archive.issues[-1:]
        for url in (one.url for one in linked.documents)
        if "社区食堂" in _text(site, url)
    ]
    everything = [one.issue.id for one in site.archive.issues]
    forget_issues(page, *everything)
    swimming, canteens = listed(page, site)
    assert "“冬泳”" in swimming and "新增" in swimming
    found = sum("社区食堂" in _text(site, one.url) for linked in site.archive.issues for one in linked.documents)
    assert "“社区食堂”（文件）" in canteens and f"新增{found}件" in canteens
    page.get_by_role("link", name="“社区食堂”").click()
    page.wait_for_selector("#found[aria-busy=false]", state="attached")
    page.get_by_role("button", name="不再记").wait_for()
    assert "没有新增的" in listed(page, site)[0]
    forget_issues(page, newest)
    assert (f"新增{len(within)}件" if within else "没有新增的") in listed(page, site)[0]


def test_a_kept_search_can_be_dropped(site: Served, page: Any) -> None:
    """From the list as well; when the last is gone, so is the list."""
    search(page, site, "冬泳")
    page.get_by_role("button", name="记住这次搜索").click()
    assert len(listed(page, site)) == 1
    page.get_by_role("button", name="不再记“冬泳”").click()
    assert page.locator(".saved").count() == 0
    assert page.evaluate(_STORED) == []


def feed_line(page: Any) -> str:
    """What is said of feeds, once it is."""
    page.locator(".feed", has_text="订阅地址").wait_for()
    return str(page.inner_text(".feed"))


def test_filters_that_are_a_list_have_its_feed(site: Served, page: Any) -> None:
    """Without words the filter is the list: its feed, which can be copied, has what the filter passes; it can be kept and counted."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for feed in sources(site.archive, Faces(site.archive)):
        names: dict[str, str] = {
            one.url: one.name for one in (*site.archive.sections, *site.archive.kinds, *site.archive.issuers)
        }
        dimension = {"categories": "section", "kinds": "kind", "issuers": "issuer"}.get(feed.folder.split("/")[1])
        if not dimension or feed.folder not in names:
            continue
        page.goto(f"{site.address}/search/?{dimension}={quote(names[feed.folder])}&group=document")
        assert f"“{names[feed.folder]}”目录有订阅地址" in feed_line(page)
        assert page.get_attribute(".feed a", "href") == f"{site.address}{feed.folder}feed.xml"
        assert f"有{len(feed.entries)}件" in page.inner_text("#status")
    page.get_by_role("button", name="复制订阅地址").click()
    page.locator(".feed", has_text="已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.get_attribute(".feed a", "href")
    page.get_by_role("button", name="记住这次搜索").click()
    forget_issues(page, *(one.issue.id for one in site.archive.issues))
    assert "新增" in "".join(listed(page, site))


@pytest.mark.parametrize(
    ("asked", "said", "feed"),
    [
        ("q=养护", "按词语查的没有订阅地址", ""),
        ("q=养护&year=2025", "按词语查的没有订阅地址", ""),
        ("q=养护&group=document", "“文件”整个目录的有", "/documents/feed.xml"),
        ("group=chronicle", "“大事记”目录有订阅地址", "/chronicle/feed.xml"),
        ("group=attachment", "这些条件合起来没有订阅地址", ""),
        ("kind=通知&year=2025", "这些条件合起来没有订阅地址", ""),
        ("kind=通知&kind=决定", "这些条件合起来没有订阅地址", ""),
        ("kind=没有这种", "这些条件合起来没有订阅地址", ""),
        ("kind=constructor", "这些条件合起来没有订阅地址", ""),
    ],
)
def test_other_filters_have_none(site: Served, page: Any, asked: str, said: str, feed: str) -> None:
    """With words, or with filters that are no list, it is said that there is no feed; never is one offered that has something else."""
    page.goto(f"{site.address}/search/?{asked}")
    assert said in feed_line(page)
    assert page.locator(".feed a").count() == bool(feed)
    if feed:
        assert page.get_attribute(".feed a", "href") == site.address + feed


@pytest.mark.parametrize("stored", ["{", '{"a":1}', "[1]", '[{"asked":"q=a"}]', "null"])
def test_what_was_spoilt_is_no_list(site: Served, page: Any, stored: str) -> None:
    """What cannot be read on the device is as if nothing were kept, and the page works."""
    page.goto(f"{site.address}/search/")
    page.evaluate("stored => localStorage.setItem('searches', stored)", stored)
    page.goto(f"{site.address}/search/")
    page.wait_for_timeout(200)
    assert page.locator(".saved").count() == 0
    search(page, site, "社区食堂")
    assert page.get_by_role("button", name="记住这次搜索").is_visible()


def _text(site: Served, url: str) -> str:
    """The whole text of the page of a document."""
    linked = next(one for issue in site.archive.issues for one in issue.documents if one.url == url)
    parts = [
        linked.document.title.value,
        *(block.text.value for block in linked.document.body if hasattr(block, "text")),
    ]
    rows = (row for block in linked.document.body if hasattr(block, "rows") for row in block.rows)
    return "".join([*parts, *(cell.value for row in rows for cell in row)])
