"""The search page as a reader meets it: by mouse, by keyboard, with the back button, with a link sent by somebody."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, unquote

import pytest

from tests.search.conftest import Served
from tests.waiting import until


def visit(page: Any, site: Served, query: str, more: str = "") -> None:
    """Opens the search page with a query and waits for its answer."""
    page.goto(f"{site.address}/search/?q={quote(query)}{more}")
    settled(page)


def settled(page: Any) -> None:
    """Waits until an answer stands there."""
    page.wait_for_selector("#found[aria-busy=false]", state="attached")


def status(page: Any) -> str:
    """What a screen reader is told."""
    words: str = page.locator("#status").text_content()
    return words


def first_number(site: Served) -> tuple[str, str]:
    """A document number of the archive and the address of its document."""
    numbered = (one for linked in site.archive.issues for one in linked.documents if one.document.number)
    one = next(one for one in numbered if one.document.number and "〔" in one.document.number.normal)
    assert one.document.number
    return one.document.number.normal, one.url


def test_results_can_be_judged(site: Served, page: Any) -> None:
    """A hit shows its title with the words marked, number, date, issue and page, an excerpt and places inside."""
    visit(page, site, "社区食堂")
    until(
        page,
        "() => /^写有“社区食堂”的：文件\\d+件，附件\\d+个，大事记\\d+条。$/.test(document.getElementById('status').textContent)",
    )
    assert page.title().startswith("搜索：“社区食堂”")
    item = page.locator("#found li").first
    assert item.locator("h3 mark").first.text_content() == "社区食堂"
    meta = item.locator(".meta").text_content()
    assert "〔2025〕" in meta
    assert re.search(r"2025年\d+月\d+日.*2025年第\d+期第\d+页", meta)
    assert item.locator(".ex mark").count() >= 1
    assert 1 <= item.locator(".at a").count() <= 3
    assert [words.partition("　")[0] for words in page.locator("#found .grp h2").all_text_contents()] == [
        "文件",
        "附件",
        "大事记",
    ]


def test_a_place_leads_to_its_paragraph_with_the_words_marked(site: Served, page: Any) -> None:
    """The link to 第一条 opens the document there; the marks can be walked through and taken away."""
    visit(page, site, "社区食堂")
    place = page.locator("#found .at a[href*='#art-']").first
    anchor = place.get_attribute("href").rpartition("#")[2]
    place.click()
    page.wait_for_selector(".marks")
    assert page.locator(f"[id='{anchor}'] mark, [id='{anchor}'] + * mark").count() >= 1
    marks = page.locator("mark.hit").count()
    assert re.fullmatch(rf"第\d+处，共{marks}处", page.locator(".marks [role=status]").text_content())
    page.get_by_role("button", name="下一处").click()
    assert page.locator("mark.now").count() == 1
    before = page.locator("main").text_content()
    page.get_by_role("button", name="取消标记").click()
    assert page.locator("mark.hit, .marks").count() == 0
    page.wait_for_url(lambda url: "mark=" not in url and url.endswith(f"#{anchor}"))
    assert page.locator("main").text_content() in before


def test_escape_takes_the_marks_away(site: Served, page: Any) -> None:
    """A key does as well."""
    _, url = first_number(site)
    page.goto(f"{site.address}{url}?mark={quote('市')}")
    page.wait_for_selector("mark.hit")
    page.keyboard.press("Escape")
    assert page.locator("mark.hit").count() == 0


def test_the_state_is_in_the_address(site: Served, page: Any) -> None:
    """A filter is written into the address, the back button undoes it, and the address alone shows the same again."""
    visit(page, site, "管理")
    whole = status(page)
    page.get_by_label(re.compile("^附件")).check()
    until(page, "whole => !['正在查找……', whole].includes(document.getElementById('status').textContent)", whole)
    settled(page)
    page.wait_for_url("**group=attachment**")
    narrowed, address = status(page), page.url
    assert "文件" not in narrowed.replace("附件", "")
    page.go_back()
    until(page, "whole => document.getElementById('status').textContent === whole", whole)
    page.goto(address)
    settled(page)
    assert status(page) == narrowed
    assert page.get_by_label(re.compile("^附件")).is_checked()


def test_sorting_by_date(site: Served, page: Any) -> None:
    """By date the newest come first."""
    visit(page, site, "通知", "&group=document&sort=date")
    dates = [re.search(r"(\d+)年(\d+)月(\d+)日", text) for text in page.locator("#found .meta").all_text_contents()]
    days = [tuple(map(int, date.groups())) for date in dates if date]
    assert len(days) > 3
    assert days == sorted(days, reverse=True)


def test_more_can_be_seen(site: Served, page: Any) -> None:
    """The button shows ten more, moves the focus to the first of them, and the address remembers how far one was."""
    visit(page, site, "市", "&group=document")
    assert page.locator("#found li").count() == 6
    page.get_by_role("button", name="再看10件").click()
    until(page, "() => document.querySelectorAll('#found ol li').length > 6")
    assert (
        page.evaluate(
            "[...document.querySelectorAll('#found ol li')].findIndex(one => one.contains(document.activeElement))"
        )
        == 6
    )
    page.reload()
    settled(page)
    assert page.locator("#found li").count() > 6


def test_a_number_goes_straight_to_its_document(site: Served, page: Any) -> None:
    """A whole number opens its document, and going back does not fall into it again."""
    number, url = first_number(site)
    page.goto(f"{site.address}/about/")
    page.locator("#q").fill(number.replace("〔", " ").replace("〕", " ").rstrip("号"))
    page.locator("#q").press("Enter")
    page.wait_for_url(f"**{url}")
    page.go_back()
    page.wait_for_url("**/about/")


def test_several_numbers_give_a_choice_and_none_the_nearest(site: Served, page: Any) -> None:
    """Without the code there are several; a number that does not exist shows the nearest and says so."""
    number, _ = first_number(site)
    code, rest = number.split("〔")
    visit(page, site, f"{code}〔{rest[:4]}〕99999号")
    assert status(page) == "公报里没有这个字号，最近的字号列在下面。"
    assert page.locator(".numbers a").count() >= 1
    visit(page, site, "2025年第1号")
    assert "字号相符的有" in page.locator("#found .near").text_content()


def test_nothing_found_says_what_was_searched(site: Served, page: Any) -> None:
    """What was searched, what to try, and shorter words that do occur."""
    visit(page, site, "绿到管理")
    assert page.locator("h1").text_content() == "没有找到“绿到管理”"
    assert status(page).startswith("全部文件、附件和大事记的标题和正文都查了，没有写有“绿到管理”的。")
    assert page.locator("#advice").is_visible()
    assert "管理" in page.locator("#found .near a").all_text_contents()


def test_related_results_are_labelled(site: Served, page: Any) -> None:
    """A synonym stands under 相关结果 with the word that it was found by."""
    visit(page, site, "吃饭的地方")
    section = page.locator("#found .grp", has=page.get_by_role("heading", name="相关结果"))
    assert "“社区食堂”" in section.locator(".hint").text_content()
    assert section.locator("li").count() >= 1


def test_a_slash_goes_to_the_search_box(site: Served, page: Any) -> None:
    """On every kind of page `/` focuses the box, and inside a box it is a character."""
    _, url = first_number(site)
    for path in ("/", url, "/search/", "/documents/", site.archive.months[0].url):
        page.goto(site.address + path)
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.name") == "q"
        page.keyboard.type("1/2")
        assert page.evaluate("document.activeElement.value") == "1/2"


def test_suggestions_by_keyboard(site: Served, page: Any) -> None:
    """Titles, numbers and persons are proposed while typing, chosen with the arrows and closed with Escape."""
    page.goto(f"{site.address}/about/")
    box = page.locator("#q")
    box.fill("社区食堂")
    page.wait_for_selector("[role=option]:has-text('社区食堂')")
    assert box.get_attribute("aria-expanded") == "true"
    assert "社区食堂" in page.locator("[role=option]").first.text_content()
    page.keyboard.press("ArrowDown")
    assert page.locator("[aria-selected=true]").get_attribute("id") == box.get_attribute("aria-activedescendant")
    page.keyboard.press("Escape")
    assert page.locator("[role=listbox]").is_hidden()
    box.fill(site.archive.register[0].appointment.person)
    page.wait_for_selector("[role=option]:has-text('姓名')")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert unquote(page.url).endswith(site.archive.register[0].appointment.person)


def test_the_finder_by_number(site: Served, page: Any) -> None:
    """机关, 年 and 号 lead to the document, less of it to a choice, a wrong number to the nearest."""
    number, url = first_number(site)
    code, year, n = re.fullmatch(r"(.+)〔(\d+)〕(\d+)号", number).groups()  # type: ignore[union-attr]

    def fill(code: str, year: str, n: str) -> None:
        page.goto(f"{site.address}/documents/")
        page.get_by_label("机关代字").focus()
        page.wait_for_selector("#codes option", state="attached")
        for label, value in (("机关代字", code), ("年份", year), ("号", n)):
            page.get_by_label(label, exact=True).fill(value)
        page.get_by_role("button", name="查找").click()

    fill(code, year, n)
    page.wait_for_url(f"**{url}")
    fill(code, year, "9999")
    page.wait_for_selector("#number-choices li")
    assert page.locator("#number-status").text_content() == f"公报里没有{code}〔{year}〕9999号。最近的字号有："
    fill("", "", "1")
    page.wait_for_selector("#number-choices li, h1:not(:text('文件'))")


def test_without_a_script_there_are_lists(site: Served, browser: Any) -> None:
    """The search page says that it needs a script, and the lists of numbers lead to the documents."""
    number, url = first_number(site)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.address}/search/")
    assert "搜索需要脚本" in page.locator("noscript").inner_text()
    page.locator("noscript a").click()
    page.get_by_role("link", name=number.partition("〔")[0], exact=True).click()
    page.get_by_role("link", name=number, exact=True).click()
    page.wait_for_url(f"**{url}")
    context.close()


def test_a_browser_that_cannot_run_the_search_shows_the_lists(site: Served, browser: Any) -> None:
    """One that does not understand a script of the search leaves the form and the other ways to find."""
    page = browser.new_page()
    page.route("**/search/page.js", lambda route: route.fulfill(body="(?<", content_type="text/javascript"))
    page.goto(f"{site.address}/search/?q={quote('社区食堂')}")
    page.locator("#advice").wait_for()
    assert page.locator("#ask").is_visible()
    page.close()


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_nothing_sticks_out(site: Served, page: Any, width: int) -> None:
    """At no width the page has to be moved sideways."""
    page.set_viewport_size({"width": width, "height": 800})
    for query in ("社区食堂", "绿到管理", "澜" * 120):
        visit(page, site, query)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_filters_come_after_the_results(site: Served, page: Any) -> None:
    """For the keyboard first the hits, then the conditions, beside them or behind their button."""
    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        visit(page, site, "社区食堂")
        page.wait_for_selector("#flt summary")
        assert page.evaluate(
            "document.querySelector('#flt').compareDocumentPosition(document.querySelector('#found')) & 2"
        )


def test_the_first_hit_is_in_sight_on_a_phone(site: Served, page: Any) -> None:
    """On the first screen of a small phone stand the title of the first hit and what is known of it."""
    page.set_viewport_size({"width": 360, "height": 640})
    for query in ("社区食堂", "社区食堂怎么申请补助"):
        visit(page, site, query)
        box = page.locator("#found li .meta").first.bounding_box()
        assert box
        assert box["y"] + 20 < 640, query
