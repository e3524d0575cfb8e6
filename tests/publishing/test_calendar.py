"""Calendars and pages of the days that bind."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from gazette_site.config import SiteConfig
from gazette_site.linking import Archive, link
from gazette_site.model import Document, Every, IsoDate, Paragraph, Role, Text
from gazette_site.parsing.meaning import with_meaning
from gazette_site.publishing.data.exports import events as made
from gazette_site.publishing.data.faces import Faces
from gazette_site.publishing.machines.calendar import calendar_files
from gazette_site.publishing.pages import render_pages
from tests.conftest import MakeDocument, MakeIssue

CONFIG = SiteConfig(name="澜川市人民政府公报", base_url="https://gongbao.lanchuan.example/")
_TEXT = """
报名时间为2025年4月1日至4月15日。
请于2025年6月30日前缴纳。
每年3月31日前，本人向社区申报。
每年10月1日至次年4月30日禁止野外用火。
补贴于每月15日前发放到个人账户。
公示期为7个工作日。
"""


def _archive(make_issue: MakeIssue, make_document: MakeDocument) -> Archive:
    body = tuple(Paragraph(Role.BODY, Text(line)) for line in _TEXT.strip().splitlines())
    return link([make_issue("2025-03", with_meaning(make_document("澜府发〔2025〕1号", body=body)))], CONFIG)[0]


def _events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_events(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """A span covers its days, a deadline its last one, what comes back has a rule; a term of working days is no event."""
    archive = _archive(make_issue, make_document)
    files = {file.path: file.content for file in calendar_files(archive, CONFIG, Faces(archive))}
    assert set(files) == {"dates.ics", "categories/shizhengfuwenjian/dates.ics"}
    events = [
        (one["dtstart"].dt, one["dtend"].dt, one.get("rrule", {}).get("freq")) for one in _events(files["dates.ics"])
    ]
    day = datetime.date
    assert events == [
        (day(2025, 4, 1), day(2025, 4, 16), None),
        (day(2025, 6, 30), day(2025, 7, 1), None),
        (day(2025, 3, 31), day(2025, 4, 1), ["YEARLY"]),
        (day(2024, 10, 1), day(2025, 5, 1), ["YEARLY"]),
        (day(2025, 3, 15), day(2025, 3, 16), ["MONTHLY"]),
    ]


def test_events_say_what_and_where(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Each has the sentence, the address of its place and a name of its own; the same archive gives the same bytes."""
    archive = _archive(make_issue, make_document)
    first, again = (next(iter(calendar_files(archive, CONFIG, Faces(archive)))).content for _ in range(2))
    assert first == again
    events = _events(first)
    assert str(events[0]["description"]) == "报名时间为2025年4月1日至4月15日。"
    assert str(events[0]["url"]) == "https://gongbao.lanchuan.example/documents/lanfufa-2025-1/"
    assert len({str(one["uid"]) for one in events}) == len(events)


def test_what_is_over_is_in_the_calendar_of_its_year(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Those to subscribe to have what ends in the year of the newest issue or later; a section where nothing does keeps its last year."""

    def notice(number: int, year: int, section: str) -> Document:
        words = f"请于{year}年6月30日前缴纳。"
        body = (Paragraph(Role.BODY, Text(words)),)
        return with_meaning(
            make_document(f"澜府发〔{year}〕{number}号", 1, body=body, section=section, date=IsoDate(f"{year}-03-02"))
        )

    issues = [
        make_issue("2022-03", notice(1, 2022, "部门文件")),
        make_issue("2023-03", notice(2, 2023, "市政府文件")),
        make_issue("2025-03", notice(3, 2025, "市政府文件")),
    ]
    archive = link(issues, CONFIG)[0]
    files = {file.path: file.content for file in calendar_files(archive, CONFIG, Faces(archive))}
    assert {path: [one["dtstart"].dt.year for one in _events(content)] for path, content in files.items()} == {
        "dates.ics": [2025],
        "categories/bumenwenjian/dates.ics": [2022],
        "categories/shizhengfuwenjian/dates.ics": [2025],
        "dates/2022/dates.ics": [2022],
        "dates/2023/dates.ics": [2023],
    }
    pages = {file.path: file.content.decode() for file in render_pages(archive, CONFIG)}
    assert 'href="../../dates/2023/dates.ics">本年的日历</a>' in pages["dates/2023/index.html"]
    assert "本年的日历" not in pages["dates/2025/index.html"]
    assert 'href="../categories/bumenwenjian/dates.ics">部门文件</a>' in pages["dates/index.html"]


def test_no_dates_no_pages(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Where no document names a day there is no calendar and no page of dates."""
    archive = link([make_issue("2025-03", make_document("澜府发〔2025〕1号"))], CONFIG)[0]
    assert not list(calendar_files(archive, CONFIG, Faces(archive)))
    assert not [file.path for file in render_pages(archive, CONFIG) if file.path.startswith("dates/")]


def test_pages(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """The year has what begins or ends in it, the overview what comes back; the document has them folded."""
    pages = {file.path: file.content.decode() for file in render_pages(_archive(make_issue, make_document), CONFIG)}
    assert "2025年4月1日至4月15日" in pages["dates/2025/index.html"]
    assert "每年3月31日前" in pages["dates/index.html"] and "每年3月31日前" not in pages["dates/2025/index.html"]
    document = pages["documents/lanfufa-2025-1/index.html"]
    assert '<details class="key"><summary>重要日期（6项）</summary>' in document
    assert "（工作日不推算）" in document


@given(words=st.text(st.sampled_from("ab号，,;\\\\\n^ 市𠀀"), max_size=120))
def test_an_event_is_written_as_the_library_writes_it(words: str) -> None:
    """Lines are folded, and values escaped, in the same places."""
    day = datetime.date(2025, 6, 30)
    event = Event()
    event.add("dtstamp", datetime.datetime(2025, 6, 30, tzinfo=datetime.UTC))
    for name, value in (("summary", words), ("description", words), ("transp", "TRANSPARENT"), ("uid", "a@b")):
        event.add(name, value)
    event.add("dtstart", day)
    event.add("dtend", day + datetime.timedelta(days=1))
    happening = made._Happening("a@b", day, words, words, day, day, Every.ONCE, None, "/documents/a/")
    assert made._event(happening, None) == event.to_ical()


def test_months_without_the_day(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """每月31日前, 每季度首月31日前: the calendar passes over the months that have no such day; 每月1日至10日 is a span."""
    lines = ("补贴于每月31日前发放到个人账户。", "台账每季度首月31日前报送。", "每月1日至10日为缴费期。")
    body = tuple(Paragraph(Role.BODY, Text(line)) for line in lines)
    document = with_meaning(make_document("澜府发〔2025〕1号", body=body))
    archive = link([make_issue("2025-02", document)], CONFIG)[0]
    first, quarter, span = _events(next(iter(calendar_files(archive, CONFIG, Faces(archive)))).content)
    day = datetime.date
    assert (first["dtstart"].dt, first["rrule"]["bymonthday"]) == (day(2025, 3, 31), [31])
    assert (quarter["dtstart"].dt, quarter["rrule"]["interval"]) == (day(2025, 7, 31), [3])
    assert (span["dtstart"].dt, span["dtend"].dt) == (day(2025, 3, 1), day(2025, 3, 11))
    assert "bymonthday" not in span["rrule"]
