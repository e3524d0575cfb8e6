"""What holds of a text day by day: every state, every chain, and what is said where texts do not fit together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazette_site.config import SiteConfig
from gazette_site.linking import Archive, link
from gazette_site.linking.archive import Url
from gazette_site.linking.deeds import in_order
from gazette_site.linking.standing import Act, Certainty, Deed, Standing, State
from gazette_site.linking.timelines import standing_of
from gazette_site.model import Document, Force, IsoDate, IssueId, Paragraph, Place, Role, Text
from gazette_site.parsing.clauses import with_clauses
from gazette_site.parsing.documents.citations import references_of
from gazette_site.problems import Problem
from tests.conftest import MakeDocument, MakeIssue

A = "《澜川市渡口办法》（澜府发〔2015〕3号）"
PAGE = Url("/documents/lanfufa-2015-3/")
OWN = "本办法自2015年2月1日起施行，有效期五年。"


def archive_of(
    make_issue: MakeIssue, make_document: MakeDocument, own: str, *others: str, **fields: Any
) -> tuple[Archive, tuple[Problem, ...]]:
    """An archive with the document A of 2015 and documents that say something of it: `2020-05-01 澜府发〔2020〕1号 words`."""
    old = with_clauses(said(make_document("澜府发〔2015〕3号", 1, date=IsoDate("2015-01-05"), **fields), own))
    issues = [make_issue("2015-01", old)]
    for place, line in enumerate(others, 1):
        day, number, words = line.split(" ", 2)
        edition = "澜川市渡口办法" if "原《" in words else None
        document = said(make_document(number, place, date=IsoDate(day), instrument=edition), words)
        citations, quotations = references_of(document)
        document = with_clauses(replace(document, position=1, citations=citations, quotations=quotations))
        issues.append(make_issue(f"{day[:4]}-{place + 1:02}", document))
    return link(issues, SiteConfig())


def said(document: Document, words: str) -> Document:
    """The document with these words as its body."""
    return replace(document, body=(Paragraph(Role.BODY, Text(words)),))


@pytest.fixture
def time_line(make_issue: MakeIssue, make_document: MakeDocument) -> Any:
    """What holds of A, as a script reads it, and the doubts."""

    def make(own: str, *others: str, **fields: Any) -> tuple[str, list[str]]:
        archive, problems = archive_of(make_issue, make_document, own, *others, **fields)
        standing = archive.standing[PAGE]
        assert sorted({one.code for one in standing.doubts}) == sorted(
            {one.code for one in problems if one.url == PAGE}
        )
        return standing.days, [one.code for one in standing.doubts]

    return make


CASES: dict[str, tuple[str, tuple[str, ...], str, list[str]]] = {
    "nothing is said": ("现予公布。", (), "unstated", []),
    "from a day on": ("本办法自2015年2月1日起施行。", (), "pending 2015-02-01 in_force", []),
    "from its issue on, a day that is worked out": (
        "本办法自印发之日起施行。", (), "pending 2015-01-05 in_force", [],
    ),
    "for a term": (OWN, (), "pending 2015-02-01 in_force 2020-02-01 expired", []),
    "until a day, from none": (
        "本办法有效期至2016年12月31日。", (), "unstated 2015-01-05 in_force 2017-01-01 expired", [],
    ),
    "on a day that cannot be worked out": ("本办法自公布之日起10个工作日后施行。", (), "unstated", []),
    "repealed": (
        "本办法自2015年2月1日起施行。",
        (f"2020-04-01 澜府发〔2020〕1号 本办法自2020年5月1日起施行，{A}同时废止。",),
        "pending 2015-02-01 in_force 2020-05-01 repealed", [],
    ),
    "lapsed by a list": (
        "本办法自2015年2月1日起施行。",
        (f"2018-04-01 澜府发〔2018〕1号 本决定自公布之日起施行。{A}宣布失效。",),
        "pending 2015-02-01 in_force 2018-04-01 lapsed", [],
    ),
    "repealed after its term": (
        OWN,
        (f"2021-04-01 澜府发〔2021〕1号 {A}自本通知印发之日起废止。",),
        "pending 2015-02-01 in_force 2020-02-01 expired 2021-04-01 repealed", [],
    ),
    "repealed by two: the earlier holds": (
        "本办法自2015年2月1日起施行。",
        (
            f"2018-04-01 澜府发〔2018〕1号 {A}自本通知印发之日起废止。",
            f"2019-04-01 澜府发〔2019〕1号 {A}自本通知印发之日起废止。",
        ),
        "pending 2015-02-01 in_force 2018-04-01 repealed", ["repealed-twice"],
    ),
    "amended": (
        OWN,
        (f"2017-03-01 澜府发〔2017〕1号 将{A}第三条修改为“甲”。本决定自2017年3月10日起施行。",),
        "pending 2015-02-01 in_force 2017-03-10 amended 2020-02-01 expired", [],
    ),
    "an article of it ended": (
        "本办法自2015年2月1日起施行。",
        (f"2017-03-01 澜府发〔2017〕1号 {A}第三条自2017年3月10日起废止。本通知自2017年3月10日起施行。",),
        "pending 2015-02-01 in_force 2017-03-10 amended", [],
    ),
    "amended before it began": (
        "本办法自2015年6月1日起施行。",
        (f"2015-03-01 澜府发〔2015〕9号 将{A}第三条修改为“甲”。本决定自公布之日起施行。",),
        "pending 2015-06-01 amended", [],
    ),
    "prolonged to a day": (
        OWN,
        (f"2020-01-10 澜府发〔2020〕1号 {A}有效期延长至2022年1月31日。",),
        "pending 2015-02-01 in_force 2022-02-01 expired", [],
    ),
    "prolonged by a term, counted on": (
        OWN,
        (f"2020-01-10 澜府发〔2020〕1号 {A}有效期延长两年。",),
        "pending 2015-02-01 in_force 2022-02-01 expired", [],
    ),
    "kept in force without a day, its own term over since: no text says": (
        OWN,
        (f"2020-01-10 澜府发〔2020〕1号 {A}继续有效。",),
        "pending 2015-02-01 in_force 2020-02-01 unstated", ["kept-without-day"],
    ),
    "kept in force after its own term was over": (
        OWN,
        (f"2020-03-10 澜府发〔2020〕1号 {A}继续有效。",),
        "pending 2015-02-01 in_force", ["prolonged-late"],
    ),
    "kept without a day, then amended after its own term": (
        OWN,
        (
            f"2018-01-10 澜府发〔2018〕1号 {A}继续有效。",
            f"2021-03-01 澜府发〔2021〕1号 将{A}第三条修改为“甲”。本决定自2021年3月10日起施行。",
        ),
        "pending 2015-02-01 in_force 2020-02-01 unstated 2021-03-10 amended", ["kept-without-day"],
    ),
    "kept without a day, then prolonged to one": (
        OWN,
        (
            f"2018-01-10 澜府发〔2018〕1号 {A}继续有效。",
            f"2020-01-10 澜府发〔2020〕1号 {A}有效期延长至2022年1月31日。",
        ),
        "pending 2015-02-01 in_force 2022-02-01 expired", [],
    ),
    "kept in force, and of itself it says nothing": (
        "现予公布。",
        (f"2018-01-10 澜府发〔2018〕1号 {A}继续有效。",),
        "unstated 2018-01-10 in_force", [],
    ),
    "set aside until a day": (
        "本办法自2015年2月1日起施行。",
        (f"2017-06-01 澜府发〔2017〕1号 {A}自2017年7月1日起暂停执行至2017年9月30日。",),
        "pending 2015-02-01 in_force 2017-07-01 suspended 2017-10-01 in_force", [],
    ),
    "set aside and taken up again": (
        "本办法自2015年2月1日起施行。",
        (
            f"2017-06-01 澜府发〔2017〕1号 自2017年7月1日起暂停执行{A}。",
            f"2018-06-01 澜府发〔2018〕1号 自2018年7月1日起恢复执行{A}。",
        ),
        "pending 2015-02-01 in_force 2017-07-01 suspended 2018-07-01 in_force", [],
    ),
    "prolonged, then repealed": (
        OWN,
        (
            f"2020-01-10 澜府发〔2020〕1号 {A}有效期延长至2022年1月31日。",
            f"2021-04-01 澜府发〔2021〕1号 {A}自本通知印发之日起废止。",
        ),
        "pending 2015-02-01 in_force 2021-04-01 repealed", [],
    ),
    "prolonged by what was repealed: said": (
        OWN,
        (
            f"2020-01-10 澜府发〔2020〕1号 {A}有效期延长至2022年1月31日。",
            "2021-04-01 澜府发〔2021〕1号 澜府发〔2020〕1号文件自本通知印发之日起废止。",
        ),
        "pending 2015-02-01 in_force 2022-02-01 expired", ["prolonged-by-ended"],
    ),
    "repealed by what was itself ended before that day": (
        "本办法自2015年2月1日起施行。",
        (
            f"2020-01-10 澜府发〔2020〕1号 本办法自2021年1月1日起施行，{A}同时废止。",
            "2020-06-01 澜府发〔2020〕7号 澜府发〔2020〕1号文件自本通知印发之日起废止。",
        ),
        "pending 2015-02-01 in_force", ["never-came"],
    ),
    "who repealed it is repealed later: that does not bring it back": (
        "本办法自2015年2月1日起施行。",
        (
            f"2020-01-10 澜府发〔2020〕1号 本办法自2020年2月1日起施行，{A}同时废止。",
            "2022-06-01 澜府发〔2022〕7号 澜府发〔2020〕1号文件自本通知印发之日起废止。",
        ),
        "pending 2015-02-01 in_force 2020-02-01 repealed", [],
    ),
    "prolonged late": (
        OWN,
        (f"2020-03-10 澜府发〔2020〕1号 {A}有效期延长至2022年1月31日。",),
        "pending 2015-02-01 in_force 2022-02-01 expired", ["prolonged-late"],
    ),
    "prolonged to an earlier day": (
        OWN,
        (f"2018-03-10 澜府发〔2018〕1号 {A}有效期延长至2019年1月31日。",),
        "pending 2015-02-01 in_force 2020-02-01 expired", ["prolonged-shorter"],
    ),
    "repealed, then kept": (
        "本办法自2015年2月1日起施行。",
        (
            f"2018-04-01 澜府发〔2018〕1号 {A}自本通知印发之日起废止。",
            f"2019-04-01 澜府发〔2019〕1号 {A}继续有效。",
        ),
        "pending 2015-02-01 in_force 2018-04-01 repealed", ["repealed-then-kept"],
    ),
    "repealed before it began": (
        "本办法自2016年2月1日起施行。",
        (f"2015-12-01 澜府发〔2015〕9号 {A}自本通知印发之日起废止。",),
        "pending 2015-12-01 repealed", ["repealed-unbegun"],
    ),
    "replaced by a new edition that names it by its title alone": (
        "本办法自2015年2月1日起施行。",
        ("2020-04-01 澜府发〔2020〕1号 本办法自2020年5月1日起施行，原《澜川市渡口办法》同时废止。",),
        "pending 2015-02-01 in_force 2020-05-01 repealed", [],
    ),
    "repealed by its title alone": (
        "本办法自2015年2月1日起施行。",
        ("2020-04-01 澜府发〔2020〕1号 本办法自2020年5月1日起施行，《澜川市渡口办法》同时废止。",),
        "pending 2015-02-01 in_force 2020-05-01 repealed", [],
    ),
    "articles set aside until a day": (
        "本办法自2015年2月1日起施行。",
        (f"2017-06-01 澜府发〔2017〕1号 {A}第三条、第五条自2017年7月1日至2017年9月30日暂停执行。",),
        "pending 2015-02-01 in_force 2017-07-01 partly_suspended 2017-10-01 in_force", [],
    ),
    "one of two articles taken up again, then the other": (
        "本办法自2015年2月1日起施行。",
        (
            f"2017-06-01 澜府发〔2017〕1号 暂停执行{A}第三条、第五条。",
            f"2018-06-01 澜府发〔2018〕1号 自2018年7月1日起恢复执行{A}第三条。",
            f"2019-06-01 澜府发〔2019〕1号 自2019年7月1日起恢复执行{A}第五条。",
        ),
        "pending 2015-02-01 in_force 2017-06-01 partly_suspended 2019-07-01 in_force", [],
    ),
    "articles set aside, then the text is taken up again": (
        "本办法自2015年2月1日起施行。",
        (
            f"2017-06-01 澜府发〔2017〕1号 暂停执行{A}第三条。",
            f"2018-06-01 澜府发〔2018〕1号 自2018年7月1日起恢复执行{A}。",
        ),
        "pending 2015-02-01 in_force 2017-06-01 partly_suspended 2018-07-01 in_force", [],
    ),
    "an article set aside, then the whole, then the whole taken up again": (
        "本办法自2015年2月1日起施行。",
        (
            f"2017-06-01 澜府发〔2017〕1号 {A}第三条自2017年7月1日至2020年6月30日暂停执行。",
            f"2018-06-01 澜府发〔2018〕1号 {A}自2018年7月1日至2018年12月31日暂停执行。",
        ),
        "pending 2015-02-01 in_force 2017-07-01 partly_suspended 2018-07-01 suspended "
        "2019-01-01 partly_suspended 2020-07-01 in_force", [],
    ),
    "set aside in one place only": (
        "本办法自2015年2月1日起施行。",
        (f"2017-06-01 澜府发〔2017〕1号 自2017年7月1日起，在高新区内暂时停止适用{A}。",),
        "pending 2015-02-01 in_force 2017-07-01 partly_suspended", [],
    ),
    "a short suspension inside a long one": (
        "本办法自2015年2月1日起施行。",
        (
            f"2017-01-01 澜府发〔2017〕1号 {A}自2017年2月1日至2017年12月31日暂停执行。",
            f"2017-03-01 澜府发〔2017〕2号 {A}自2017年4月1日至2017年4月30日暂停执行。",
        ),
        "pending 2015-02-01 in_force 2017-02-01 suspended 2017-04-01 suspended 2017-05-01 suspended 2018-01-01 in_force", [],
    ),
    "amended, then an article set aside for a time: amended it stays": (
        "本办法自2015年2月1日起施行。",
        (
            f"2016-03-01 澜府发〔2016〕1号 将{A}第三条修改为“甲”。本决定自2016年3月10日起施行。",
            f"2017-06-01 澜府发〔2017〕1号 {A}第五条自2017年7月1日至2017年9月30日暂停执行。",
        ),
        "pending 2015-02-01 in_force 2016-03-10 amended 2017-07-01 partly_suspended 2017-10-01 amended", [],
    ),
    "an article set aside, then the text repealed": (
        "本办法自2015年2月1日起施行。",
        (
            f"2017-06-01 澜府发〔2017〕1号 暂停执行{A}第三条。",
            f"2018-04-01 澜府发〔2018〕1号 {A}自本通知印发之日起废止。",
        ),
        "pending 2015-02-01 in_force 2017-06-01 partly_suspended 2018-04-01 repealed", [],
    ),
    "set aside by what was repealed: said": (
        "本办法自2015年2月1日起施行。",
        (
            f"2017-06-01 澜府发〔2017〕1号 暂停执行{A}第三条。",
            "2018-04-01 澜府发〔2018〕1号 澜府发〔2017〕1号文件自本通知印发之日起废止。",
        ),
        "pending 2015-02-01 in_force 2017-06-01 partly_suspended", ["suspended-by-ended"],
    ),
    "taken up again, and never set aside: said": (
        "本办法自2015年2月1日起施行。",
        (f"2018-06-01 澜府发〔2018〕1号 自2018年7月1日起恢复执行{A}。",),
        "pending 2015-02-01 in_force", ["resumed-unknown"],
    ),
    "taken up again, and of itself it says nothing": (
        "现予公布。",
        (f"2018-06-01 澜府发〔2018〕1号 自2018年7月1日起恢复执行{A}。",),
        "unstated 2018-07-01 in_force", ["resumed-unknown"],
    ),
    "set aside after its repeal": (
        "本办法自2015年2月1日起施行。",
        (
            f"2018-04-01 澜府发〔2018〕1号 {A}自本通知印发之日起废止。",
            f"2019-04-01 澜府发〔2019〕1号 暂停执行{A}。",
        ),
        "pending 2015-02-01 in_force 2018-04-01 repealed", ["repealed-then-kept"],
    ),
    "who repealed it was repealed before, by one that was itself repealed before": (
        "本办法自2015年2月1日起施行。",
        (
            f"2020-01-10 澜府发〔2020〕1号 本办法自2021年1月1日起施行，{A}同时废止。",
            "2020-06-01 澜府发〔2020〕7号 本通知自2020年12月1日起施行。澜府发〔2020〕1号文件同时废止。",
            "2020-07-01 澜府发〔2020〕8号 澜府发〔2020〕7号文件自本通知印发之日起废止。",
        ),
        "pending 2015-02-01 in_force 2021-01-01 repealed", [],
    ),
    "repealed by two that repeal each other": (
        "本办法自2015年2月1日起施行。",
        (
            f"2020-01-10 澜府发〔2020〕1号 {A}和澜府发〔2020〕7号文件自2020年6月1日起废止。",
            "2020-06-01 澜府发〔2020〕7号 澜府发〔2020〕1号文件自2020年6月1日起废止。",
        ),
        "pending 2015-02-01 in_force", ["never-came"],
    ),
}  # fmt: skip
"""What A says, what others say, what holds, what is doubted."""


@pytest.mark.parametrize("name", CASES)
def test_states_and_chains(name: str, time_line: Any) -> None:
    """Each case by its name; every doubt is a problem for the clerk, with the address of the document."""
    own, others, days, doubts = CASES[name]
    assert time_line(own, *others, instrument="澜川市渡口办法") == (days, doubts)


def test_each_state_quotes_its_sentence_and_its_source(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Own clause, amendment, repeal: the words, the page that says them, and how sure the day is."""
    amends = f"2017-03-01 澜府发〔2017〕1号 将{A}第三条修改为“甲”。本决定自公布之日起施行。"
    repeals = f"2020-04-01 澜府发〔2020〕1号 本办法自2020年5月1日起施行，{A}同时废止。"
    archive, _ = archive_of(make_issue, make_document, OWN.replace("，有效期五年", ""), amends, repeals)
    pending, in_force, amended, repealed = archive.standing[PAGE].periods
    assert pending.ground and in_force.ground and amended.ground and repealed.ground
    assert (in_force.ground.source, in_force.certainty) == (PAGE, Certainty.PRINTED)
    assert in_force.ground.sentence == "本办法自2015年2月1日起施行。"
    assert (amended.ground.act, amended.certainty) == (Act.AMENDS, Certainty.COMPUTED)
    assert amended.ground.source == "/documents/lanfufa-2017-1/"
    assert "第三条修改为" in amended.ground.sentence
    assert (repealed.since, repealed.ground.act, repealed.certainty) == ("2020-05-01", Act.REPEALS, Certainty.PRINTED)


def test_what_is_not_held_has_a_standing_if_its_end_is_known(
    make_issue: MakeIssue, make_document: MakeDocument
) -> None:
    """By its reference page; what is only cited has none; the page of what is held says the same as the document."""
    words = f"2020-04-01 澜府发〔2020〕1号 依据澜府发〔2009〕1号，{A}和澜府发〔2010〕4号文件同时废止。"
    archive, _ = archive_of(make_issue, make_document, OWN, words)
    assert archive.standing[Url("/references/lanfufa-2010-4/")].days == "unstated 2020-04-01 repealed"
    assert Url("/references/lanfufa-2009-1/") not in archive.standing
    assert archive.standing[Url("/references/lanfufa-2015-3/")] is archive.standing[PAGE]


def test_appointments_and_letters_are_not_asked(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Nobody asks whether they hold; one that says so of itself is asked."""
    quiet = make_document("澜府发〔2025〕1号", title="澜川市人民政府关于任免甲等同志职务的通知")
    letter = make_document("澜府函〔2025〕2号", 2, kind="函")
    plain = make_document("澜府发〔2025〕3号", 3)
    archive, _ = link([make_issue("2025-01", quiet, letter, plain)], SiteConfig())
    assert [archive.standing[one.url].asked for one in archive.issues[0].documents] == [False, False, True]


def test_a_title_that_two_documents_bear_is_for_the_clerk(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """A repeal by a title that does not tell which is meant ends neither, and is reported."""
    twins = [
        make_document(f"澜府发〔2015〕{n}号", n, instrument="澜川市渡口管理办法", date="2015-01-01") for n in (1, 2)
    ]
    new = with_clauses(said(make_document("澜府发〔2025〕1号", 3), "《澜川市渡口管理办法》自本通知印发之日起废止。"))
    archive, problems = link([make_issue("2025-01", *twins, new)], SiteConfig())
    assert [one.url for one in problems if one.code == "deed-title-shared"] == ["/documents/lanfufa-2025-1/"]
    assert [one.reason for one in archive.references.unresolved] == ["同名文件不止一件"]
    assert not any(one.first_of(State.REPEALED) for one in archive.standing.values())


# -- promises

_DAYS = st.dates(min_value=date(2000, 1, 1)).map(lambda day: IsoDate(day.isoformat()))


def deeds() -> st.SearchStrategy[Deed]:
    """Anything that another document may do."""
    return st.builds(
        Deed,
        act=st.sampled_from([act for act in Act if act is not Act.CLAUSE]),
        source=st.sampled_from([Url("/documents/b/"), Url("/documents/c/")]),
        title=st.just("乙"),
        number=st.just(""),
        issue=st.just(IssueId("2025-01")),
        issue_url=st.just(Url("/issues/2025-01/")),
        anchor=st.just(""),
        article=st.just(""),
        sentence=st.text(max_size=3),
        day=_DAYS,
        certainty=st.sampled_from(Certainty),
        published=_DAYS,
        until=st.none() | _DAYS,
        term=st.sampled_from(["", "两年", "三个月"]),
        articles=st.sampled_from([(), ("第三条",), ("第三条", "第五条")]),
        ends=st.booleans(),
        within=st.sampled_from(["", "高新区"]),
    )


@given(st.none() | _DAYS, st.none() | _DAYS, st.none() | _DAYS, st.lists(deeds(), max_size=6), _DAYS)
def test_every_day_has_one_state(
    begins: IsoDate | None, ends: IsoDate | None, made: IsoDate | None, done: list[Deed], day: IsoDate
) -> None:
    """Periods follow each other without a gap, no two the same; what a script reads from `days` is what `on` says."""
    own = Force(begins, ends, "……", Place(0)) if begins or ends else None
    standing = standing_of(Url("/documents/a/"), own, made, in_order(done), {}, True)
    assert standing.periods[0].since is None and standing.last.until is None
    for before, after in _pairs(standing):
        assert before.until and after.since and before.until < after.since
        assert (before.state, before.ground) != (after.state, after.ground)
    assert read_as_a_script(standing.days, day) == standing.on(day).state.value


@given(
    st.none() | _DAYS,
    st.lists(deeds(), max_size=6).flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))),
)
def test_the_order_in_which_it_was_printed_does_not_matter(
    begins: IsoDate | None, orders: tuple[list[Deed], list[Deed]]
) -> None:
    """The same deeds in another order make the same time line, the same parts and the same doubts."""
    own = Force(begins, None, "……", Place(0)) if begins else None
    one, other = (standing_of(Url("/documents/a/"), own, None, in_order(some), {}, True) for some in orders)
    assert one == other


@given(_DAYS, st.lists(deeds(), max_size=6))
def test_what_does_not_fit_together_is_said(begins: IsoDate, done: list[Deed]) -> None:
    """A text that was repealed on several days, or to which something was done after its repeal, has a doubt."""
    standing = standing_of(Url("/documents/a/"), Force(begins, None, "……", Place(0)), None, in_order(done), {}, True)
    ends = [one for one in in_order(done) if one.act in (Act.REPEALS, Act.LAPSES)]
    codes = {one.code for one in standing.doubts}
    if any(one.day > ends[0].day and one.source != ends[0].source for one in ends):
        assert "repealed-twice" in codes
    kept = (Act.EXTENDS, Act.AMENDS, Act.SUSPENDS, Act.RESUMES)
    if ends and any(one.act in kept and one.day > min(end.day for end in ends) for one in done):
        assert "repealed-then-kept" in codes


def _pairs(standing: Standing) -> Iterator[tuple[Any, Any]]:
    return zip(standing.periods, standing.periods[1:], strict=False)


def read_as_a_script(days: str, day: str) -> str:
    """The same as `stateOn` in the browser."""
    first, *rest = days.split(" ")
    return [first, *(state for since, state in zip(rest[::2], rest[1::2], strict=True) if since <= day)][-1]
