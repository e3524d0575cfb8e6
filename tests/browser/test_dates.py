"""The days that bind, seen on a device: what is due before, on and after each boundary, what pages and calendars say of the same days."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from gazette_site.publishing.wording import say
from tests.browser.conftest import neighbours
from tests.waiting import until

Row = dict[str, str]
ALL_OF_THE_KIND = """() => {
    const kind = document.getElementById("due-kind").selectedOptions[0].textContent;
    return [...document.querySelectorAll("#due-found .meta span:first-child")].every((one) => one.textContent === kind);
}"""


def rows(site: Path) -> list[Row]:
    """What `dates.csv` says."""
    with (site / "data/dates.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def is_due(row: Row, day: str) -> bool:
    """Whether it is still to come, or going on, on a day; what its document no longer orders is not."""
    return (row["end"] or row["begin"]) >= day and not (row["holds_until"] and row["holds_until"] < day)


def printed(day: str) -> str:
    """`2025年6月1日`."""
    year, month, number = map(int, day.split("-"))
    return f"{year}年{month}月{number}日"


def listed(page: Any) -> list[tuple[str, str]]:
    """Address and first words of every line of the list, the later ones asked for."""
    page.wait_for_selector("#due-counted:has-text('今天以后')")
    while not page.query_selector("#due-more").is_hidden():
        before = page.locator("#due-found > li").count()
        page.click("#due-more")
        until(page, "before => document.querySelectorAll('#due-found > li').length > before", before)
    return [
        tuple(one)
        for one in page.eval_on_selector_all(
            "#due-found > li h3 a", "all => all.map((a) => [new URL(a.href).pathname, a.textContent])"
        )
    ]


def boundaries(site: Path) -> list[str]:
    """The days on which something begins or ends: the first, the last, and every third between."""
    days = sorted({row[name] for row in rows(site) for name in ("begin", "end") if row[name]})
    return sorted({*days[::3], days[-1]})


def test_what_is_due_before_on_and_after_each_boundary(
    serve: Callable[[Path], str], sample_site: Path, on: Any
) -> None:
    """A time is due on its last day and not on the day after; the list is what the data say, worked out anew."""
    address, all_rows = serve(sample_site), rows(sample_site)
    days = boundaries(sample_site)
    page = on(f"{address}/dates/", days[0])
    for day in (near for boundary in days for near in neighbours(boundary)):
        page.clock.set_fixed_time(f"{day}T12:00:00+08:00")
        page.reload()
        found = listed(page)
        expected = [row for row in all_rows if (row["end"] or row["begin"]) and is_due(row, day)]
        assert sorted(url for url, _ in found) == sorted(row["document"] for row in expected), day
        said = say("dates_page.counted", day=printed(day), count=len(expected))
        assert page.inner_text("#due-counted") == (said if expected else say("dates_page.none", day=printed(day)))
        ends = [row["end"] or row["begin"] for row in expected]
        assert [words.rpartition("至")[2] for _, words in found if "起" not in words] == [
            printed(end) for end in sorted(ends)
        ]


def test_what_was_worked_out_is_said_to_be(serve: Callable[[Path], str], sample_site: Path, on: Any) -> None:
    """A line whose days are not printed shows what is printed instead, and no other line does."""
    day = min(boundaries(sample_site))
    page = on(f"{serve(sample_site)}/dates/", day)
    listed(page)
    said = page.eval_on_selector_all("#due-found .meta", "all => all.map((one) => one.textContent)")
    derived = [row["words"] for row in rows(sample_site) if row["derived"] == "1" and (row["begin"] or row["end"])]
    assert derived and all(any(f"推算，原文“{words}”" in one for one in said) for words in derived)
    assert sum("推算" in one for one in said) == len(derived)


def test_a_kind_narrows_the_list(serve: Callable[[Path], str], sample_site: Path, on: Any) -> None:
    """Only what binds to that, on the day before everything ends."""
    day = min(boundaries(sample_site))
    page = on(f"{serve(sample_site)}/dates/", day)
    page.wait_for_selector("#due-found li")
    page.select_option("#due-kind", "deadline")
    until(page, ALL_OF_THE_KIND)
    expected = [
        row["document"] for row in rows(sample_site) if row["kind"] == "deadline" and row["end"] and is_due(row, day)
    ]
    assert sorted(url for url, _ in listed(page)) == sorted(expected)


@pytest.mark.parametrize("day", ["2025-06-10", "2035-01-01"])
def test_a_page_names_its_days_whatever_the_day(
    serve: Callable[[Path], str], sample_site: Path, on: Any, day: str
) -> None:
    """重要日期 has the printed words of every day of the document, and says nothing of today."""
    url = "/documents/lanfubanfa-2025-16/"
    page = on(serve(sample_site) + url, day)
    folded = next(one for one in page.query_selector_all("details.key") if "重要日期" in one.inner_text())
    words = folded.text_content()
    mine = [row for row in rows(sample_site) if row["document"] == url]
    assert mine and all(row["words"] in words for row in mine)
    assert not any(today in words for today in ("已过", "今天", "还有"))


def test_the_calendar_has_the_same_days(sample_site: Path) -> None:
    """A row that names a day is one event over its days, or on its last; a row without one is none."""
    events: list[Any] = list(Calendar.from_ical((sample_site / "dates.ics").read_bytes()).walk("VEVENT"))
    found = sorted(
        (one["dtstart"].dt.isoformat(), (one["dtend"].dt - timedelta(days=1)).isoformat())
        for one in events
        if "rrule" not in one
    )
    named = [row for row in rows(sample_site) if row["begin"] or row["end"]]
    assert found == sorted((row["begin"] or row["end"], row["end"] or row["begin"]) for row in named)
    again = [row for row in rows(sample_site) if row["every"] and (row["end_again"] or row["begin_again"])]
    assert len([one for one in events if "rrule" in one]) == len(again)


def test_without_a_script_the_years_tell(serve: Callable[[Path], str], sample_site: Path, browser: Any) -> None:
    """The page says that today's list needs a script; the years have every day, in order."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    address = serve(sample_site)
    page.goto(f"{address}/dates/")
    assert say("dates_page.no_script") in page.inner_text("main")
    assert not page.is_visible("#due-found") and not page.is_visible("#due-form")
    named = [row for row in rows(sample_site) if "2025" in (row["begin"][:4], row["end"][:4])]
    page.goto(f"{address}/dates/2025/")
    shown = page.inner_text("main")
    assert all(row["words"].replace("\n", "") in shown.replace("\n", "") for row in named)
    assert not any(word in shown for word in ("今天", "已过期"))
    context.close()
