"""Today is the reader's day: what pages, lists, the search and the finder of days say before, on and after each boundary."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gazette_site.publishing.wording import say
from tests.browser.conftest import neighbours

TOLD = {"pending": "将于", "expired": "届满", "repealed": "废止"}
OVER = ("expired", "repealed", "lapsed")
ASKED = """async (questions) => {
    const form = document.getElementById("on-a-day"), counted = document.getElementById("counted");
    const isAnswered = () => {
        const [year, month, date] = form.day.value.split("-").map(Number);
        return counted.textContent.startsWith(`${year}年${month}月${date}日：${form.state.selectedOptions[0].textContent}`);
    };
    const answers = [];
    for (const [day, state] of questions) {
        form.day.value = day;
        form.state.value = state;
        form.day.dispatchEvent(new Event("change", { bubbles: true }));
        for (let left = 4000; left && !isAnswered(); left -= 1) await new Promise((done) => setTimeout(done, 5));
        const found = [...document.querySelectorAll("#standing-found h3 a")].map((one) => new URL(one.href).pathname);
        answers.push([isAnswered() && counted.textContent, found]);
    }
    return answers;
}"""
"""What the finder answers to days and states put into its form one after the other: its words and the addresses."""


def periods(site: Path) -> dict[str, list[dict[str, str]]]:
    """What `standing.csv` says, by address."""
    found: dict[str, list[dict[str, str]]] = {}
    with (site / "data/standing.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["url"], []).append(row)
    return found


def state_on(rows: list[dict[str, str]], day: str) -> str:
    """The state on a day, worked out anew."""
    return next(row["state"] for row in reversed(rows) if row["since"] <= day)


def shown(page: Any, selector: str) -> str:
    """The badge in the first element of that kind, or empty."""
    badge = page.query_selector(f"{selector} .st")
    return badge.inner_text() if badge else ""


def words(state: str) -> str:
    """What a badge says of a state."""
    return "" if state == "unstated" else say(f"states.{state}")


def test_a_page_says_what_holds_before_on_and_after_each_boundary(
    serve: Callable[[Path], str], sample_site: Path, on: Any
) -> None:
    """The banner of a text for a term, of one repealed, of one amended; style and words."""
    address, all_rows = serve(sample_site), periods(sample_site)
    for url in ("/documents/lanfubanfa-2025-2/", "/documents/lanfufa-2025-5/", "/documents/lanfubanfa-2025-1/"):
        rows, ended = all_rows[url], url == "/documents/lanfufa-2025-5/"  # before it was published that it ends
        for day in (near for row in rows if row["since"] for near in neighbours(row["since"])):
            page, state = on(address + url, day), state_on(rows, day)
            told = "".join(one.inner_text() for one in page.query_selector_all(".force strong"))
            assert bool(page.query_selector(".force.off")) == (state in OVER or ended), (url, day)
            if state in ("in_force", "amended") and not ended:
                assert shown(page, ".force strong") == words(state), (url, day)
            elif state in TOLD and (not ended or state == "repealed"):
                assert TOLD[state] in told, (url, day)


def test_a_text_that_has_not_begun_says_when_it_will(serve: Callable[[Path], str], sample_site: Path, on: Any) -> None:
    """And keeps what the text states."""
    page = on(serve(sample_site) + "/documents/lanfubanfa-2025-2/", "2025-02-09")
    assert (
        page.inner_text(".force strong")
        == "将于2025年2月10日施行文中载明自2025年2月10日起施行，有效期至2028年2月9日（推算）"
    )
    page = on(serve(sample_site) + "/documents/lanfubanfa-2025-2/", "2028-02-10")
    assert page.inner_text(".force.off strong .st") == "有效期已于2028年2月9日届满"


def test_lists_say_what_holds_on_the_day(serve: Callable[[Path], str], sample_site: Path, on: Any) -> None:
    """Every row of the year, on the last day of a term and on the day after."""
    address, all_rows = serve(sample_site), periods(sample_site)
    for day in ("2025-02-09", "2025-06-30", "2025-07-01", "2028-02-09", "2028-02-10"):
        page = on(address + "/years/2025/", day)
        rows = page.evaluate(
            """() => [...document.querySelectorAll(".list h3")].map((one) =>
                [new URL(one.querySelector("a").href).pathname, one.querySelector(".st")?.textContent ?? ""])"""
        )
        assert len(rows) > 20
        for url, badge in rows:
            expected = words(state_on(all_rows[url], day)) if url in all_rows else ""
            assert badge == expected, (url, day)


def test_paper_says_the_day_and_hides_nothing(serve: Callable[[Path], str], sample_site: Path, on: Any) -> None:
    """On paper a state that may change names its day, one that is over is dark on white, and what is folded is there."""
    address = serve(sample_site)
    page = on(address + "/documents/numbers/lanfubanfa/", "2026-11-26")
    page.emulate_media(media="print")
    look = "(one) => [getComputedStyle(one).color, getComputedStyle(one, '::after').content]"
    assert page.eval_on_selector(".st[data-on]:not(.off)", look)[1] == '" 2026-11-26"'
    assert page.eval_on_selector(".st.off", look) == ["rgb(0, 0, 0)", "none"]
    page = on(address + "/about/coverage/", "2026-11-26")
    page.emulate_media(media="print")
    assert page.locator("details:not([open]) li").first.evaluate(
        "(one) => one.checkVisibility({contentVisibilityAuto: true})"
    )
    assert not page.locator("summary:visible").count()


def test_the_search_filters_by_what_holds_today(serve: Callable[[Path], str], sample_site: Path, on: Any) -> None:
    """A subsidy that is over is not 现行, and the badge of a hit says so."""
    address = serve(sample_site)
    before = on(f"{address}/search/?q=货车通行", "2025-06-30")
    before.wait_for_selector("#found .st")
    assert before.inner_text("#found .st") == "现行"
    after = on(f"{address}/search/?q=货车通行", "2025-07-01")
    after.wait_for_selector("#found .st")
    assert after.inner_text("#found .st") == "已废止"
    only = on(f"{address}/search/?q=货车通行&standing=in_force", "2025-07-01")
    only.wait_for_selector("#found[aria-busy=false]", state="attached")
    assert "关于城区部分道路限制货车通行的通告" not in [
        one.inner_text() for one in only.query_selector_all("#found h3 a")
    ]


def recomputed(site: Path, day: str, asked: str) -> list[str]:
    """Which texts are so on a day, worked out without the script."""
    found, next_year = [], f"{int(day[:4]) + 1}{day[4:]}"
    for url, rows in periods(site).items():
        state = state_on(rows, day)
        over = next((n for n, row in enumerate(rows) if row["state"] == "expired"), 0)
        last = rows[over - 1]["until"] if over else ""
        so = {
            "holds": state in ("in_force", "amended"),
            "ended": state in ("repealed", "lapsed"),
            "ending": state in ("in_force", "amended") and day <= last <= next_year,
        }
        if so.get(asked, state == asked):
            found.append(url)
    return sorted(found)


def test_what_is_in_force_on_a_day_is_what_the_data_say(
    serve: Callable[[Path], str], sample_site: Path, on: Any
) -> None:
    """The browser's answer from the CSV and one worked out anew agree, for every state and around every boundary."""
    address = serve(sample_site)
    days = sorted({row["since"] for rows in periods(sample_site).values() for row in rows if row["since"]})
    page = on(f"{address}/standing/", "2026-03-01")
    page.wait_for_selector("#standing-found li")
    assert page.input_value("#day") == "2026-03-01"
    states = ("holds", "pending", "ending", "expired", "ended", "amended", "unstated")
    near = sorted({day for boundary in days[::3] for day in neighbours(boundary)})
    asked = [(day, state) for day in near for state in states]
    for (day, state), (said, found) in zip(asked, page.evaluate(ASKED, asked), strict=True):
        assert sorted(found) == recomputed(sample_site, day, state), (day, state)
        assert said and f"共{len(found)}件" in said


def test_the_question_is_in_the_address(serve: Callable[[Path], str], sample_site: Path, on: Any) -> None:
    """A link to an answer gives that answer, whatever the day; an issuer and a year narrow it."""
    address = serve(sample_site)
    page = on(f"{address}/standing/?day=2025-07-01&state=ended&year=2025", "2031-01-01")
    page.wait_for_selector("#standing-found li")
    assert page.inner_text("#counted").startswith("2025年7月1日：已废止")
    assert [one.inner_text() for one in page.query_selector_all("#standing-found h3 a")] == [
        "澜川市人民政府关于城区部分道路限制货车通行的通告"
    ]
    page.select_option("#issuer", index=2)
    page.wait_for_url("**issuer=**")


def test_without_a_script_the_words_hold_on_every_day(
    serve: Callable[[Path], str], sample_site: Path, browser: Any
) -> None:
    """Lists and banners say what the texts state, and nothing of today."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(serve(sample_site) + "/years/2025/")
    badges = {one.inner_text() for one in page.query_selector_all(".list .st")}
    assert {"载明有效期", "载明施行日期", "已废止", "已修改"} <= badges
    assert not badges & {"现行", "尚未施行", "已届满"}
    context.close()
