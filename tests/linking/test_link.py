"""Linking gives every record its permanent address."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import chain

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gazette_site.config import SiteConfig
from gazette_site.linking import Archive, link
from gazette_site.linking.archive import Url
from gazette_site.model import Appointment, AppointmentAction, Attachment
from gazette_site.publishing.folder.staging import safe_path
from tests.conftest import MakeDocument, MakeIssue

CONFIG = SiteConfig()


def urls(archive: Archive) -> list[str]:
    """The addresses of all records and lists."""
    listings = chain(archive.years, archive.sections, archive.issuers, archive.kinds)
    documents = [document for issue in archive.issues for document in issue.documents]
    return [
        *(issue.url for issue in archive.issues),
        *(entry.url for issue in archive.issues for entry in issue.entries),
        *(month.url for month in archive.months),
        *(listing.url for listing in listings),
        *(document.url for document in documents),
        *(attachment.url for document in documents for attachment in document.attachments),
    ]


def test_the_first_holder_of_a_number_keeps_its_address(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """A number printed again later is given issue and position, with a warning at its line."""
    number = "澜府发〔2024〕1号"
    archive, (problem,) = link(
        [
            make_issue("2024-02", make_document(number, 3), cumulative=14),
            make_issue("2024-01", make_document(number), cumulative=13),
        ],
        CONFIG,
    )
    first, second = (issue.documents[0].url for issue in archive.issues)
    assert (first, second) == ("/documents/lanfufa-2024-1/", "/documents/lanfufa-2024-1-2024-02-3/")
    assert (problem.file, problem.line, problem.code) == ("2024-02.txt", 11, "document-url-taken")


def test_attachments_are_numbered_as_labelled(
    make_issue: MakeIssue, make_document: MakeDocument, make_attachment: Callable[..., Attachment]
) -> None:
    """The printed number counts; an attachment without one takes its position, or what is free."""
    labels = ("附件２：", None, "附件三", "附件2")
    document = make_document("澜府发〔2024〕1号", attachments=tuple(make_attachment(label) for label in labels))
    archive, _ = link([make_issue("2024-01", document)], CONFIG)
    linked = archive.issues[0].documents[0].attachments
    assert [a.anchor for a in linked] == ["att-2", "att-2-c", "att-3", "att-2-b"]
    assert linked[0].url == "/documents/lanfufa-2024-1/attachment-2/"


def test_entries_are_addressed_by_day_and_turn(make_issue: MakeIssue) -> None:
    """The second entry of a day is -2, also if another issue printed the first; one without a date has issue and place."""
    archive, _ = link(
        [
            make_issue("2024-10", days=("2024-10-29", "2024-10-29", None, "2024-10-30")),
            make_issue("2024-11", days=("2024-10-29", "2024-11-02", None)),
        ],
        CONFIG,
    )
    assert [entry.url for issue in archive.issues for entry in issue.entries] == [
        "/chronicle/2024-10-29/",
        "/chronicle/2024-10-29-2/",
        "/chronicle/2024-10-e3/",
        "/chronicle/2024-10-30/",
        "/chronicle/2024-10-29-3/",
        "/chronicle/2024-11-02/",
        "/chronicle/2024-11-e3/",
    ]
    assert [(month.id, [e.anchor for e in month.entries]) for month in archive.months] == [
        ("2024-10", ["d-29", "d-29-2", "e-3", "d-29-3", "d-30"]),
        ("2024-11", ["d-2", "e-3"]),
    ]


def test_a_month_with_nothing_but_undated_entries_is_that_of_the_issue(make_issue: MakeIssue) -> None:
    """近日 alone stands in the month that the issue covers."""
    archive, _ = link([make_issue("2024-10", days=(None, None))], CONFIG)
    assert [(month.id, len(month.entries)) for month in archive.months] == [("2024-10", 2)]


def test_lists_have_their_order(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Years newest first, sections as configured, issuers and kinds by size, documents newest issue first."""
    documents = (
        make_document(section="乡镇文件", kind="意见", issuers=("澜川市教育局", "澜川市财政局")),
        make_document(position=2, section="市政府办公室文件"),
    )
    later = make_issue("2024-01", make_document(section="市政府文件"), make_document(position=2), cumulative=13)
    archive, problems = link([make_issue("2023-12", *documents, cumulative=12), later], CONFIG)
    assert not problems
    assert [(one.name, one.year) for one in archive.years] == [("2024", 2024), ("2023", 2023)]
    assert {one.year for one in (*archive.sections, *archive.issuers, *archive.kinds)} == {0}
    assert [section.name for section in archive.sections] == ["市政府文件", "市政府办公室文件", "乡镇文件"]
    assert [(kind.name, kind.url) for kind in archive.kinds] == [
        ("通知", "/kinds/tongzhi/"),
        ("意见", "/kinds/yijian/"),
    ]
    assert archive.issuers[0].name == "澜川市人民政府"
    assert [(d.issue, d.document.position) for d in archive.kinds[0].documents] == [
        ("2024-01", 1),
        ("2024-01", 2),
        ("2023-12", 2),
    ]


def test_a_list_never_takes_the_address_of_an_older_one(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Two names that sound alike: the later one in the archive is given a number, and the clerk is told."""
    issues = [
        make_issue("2024-01", make_document(section="市证府文件"), cumulative=13),
        make_issue("2024-02", make_document(section="市政府文件"), cumulative=14),
    ]
    archive, (problem,) = link(issues, CONFIG)
    assert {s.name: s.url for s in archive.sections} == {
        "市证府文件": "/categories/shizhengfuwenjian/",
        "市政府文件": "/categories/shizhengfuwenjian-2/",
    }
    assert problem.code == "list-url-taken"


def test_the_register_has_the_newest_first(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Appointments stand by document, the newest issue first, within a document as printed."""

    def notice(*persons: str):  # type: ignore[no-untyped-def]
        lines = tuple(Appointment(person, AppointmentAction.APPOINTED, "市教育局局长", "", 0) for person in persons)
        return make_document(appointments=lines)

    archive, _ = link([make_issue("2024-01", notice("甲", "乙")), make_issue("2024-02", notice("丙"))], CONFIG)
    assert [line.appointment.person for line in archive.register] == ["丙", "甲", "乙"]


numbers = st.sampled_from(["", "澜府发〔2024〕1号", "澜府发〔2024〕2号", "澜川市人民政府令第1号"])
days = st.lists(st.sampled_from([None, "2024-01-01", "2024-01-02", "2024-02-01"]), max_size=6)
issues = st.dictionaries(
    st.sampled_from(["2023-11", "2023-12", "2024-01", "2024-02"]),
    st.tuples(st.lists(numbers, max_size=5), days),
    max_size=4,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(issues, st.randoms(use_true_random=False))
def test_no_two_records_share_an_address(make_issue: MakeIssue, make_document: MakeDocument, given_issues, rng) -> None:  # type: ignore[no-untyped-def]
    """Whatever is printed twice, addresses are unique and safe, and do not depend on the order of the files."""
    made = [
        make_issue(id, *(make_document(number, n) for n, number in enumerate(numbers, 1)), days=tuple(days))
        for id, (numbers, days) in given_issues.items()
    ]
    archive, problems = link(made, CONFIG)
    assert not any(problem.code == "same-url" for problem in problems)
    assert len(urls(archive)) == len(set(urls(archive)))
    for url in urls(archive):
        safe_path(f"{url.strip('/')}/index.html")
    shuffled = random.Random(rng.random()).sample(made, len(made))
    assert link(shuffled, CONFIG) == (archive, problems)


def test_a_new_year_joins_the_same_day_of_the_last_years_alone(
    make_issue: MakeIssue, make_document: MakeDocument
) -> None:
    """历年同日 names the nearest years, newest first; what stands at an old entry is not changed by a new one."""
    years = range(2000, 2025)
    issues = [
        make_issue(f"{year}-03", make_document(f"澜府发〔{year}〕1号"), days=(f"{year}-03-09",)) for year in years
    ]
    before, after = (link(some, CONFIG)[0].entries for some in (issues[:-1], issues))
    changed = [url for url in before if before[url].same_day != after[url].same_day]
    assert [url[11:15] for url in sorted(changed)] == ["2020", "2021", "2022", "2023"]
    shown = [one.url[11:15] for one in after[Url("/chronicle/2010-03-09/")].same_day]
    assert shown == ["2014", "2013", "2012", "2011", "2009", "2008", "2007", "2006"]
