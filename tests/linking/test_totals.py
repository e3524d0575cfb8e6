"""Combined issues, supplements and other numberings: their order, what is missing between them, what their totals say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from gazette_site.linking.addresses import issue_url
from gazette_site.linking.archive import Gap
from gazette_site.linking.order import find_gaps, in_order
from gazette_site.linking.totals import check_confirmed, check_cumulative, check_numbered, check_running
from gazette_site.model import IsoDate, Issue, Misprint
from gazette_site.problems import Severity
from tests.conftest import MakeIssue

Row = Callable[..., tuple[Issue, ...]]


@pytest.fixture
def row(make_issue: MakeIssue) -> Row:
    """Makes issues from `2024-03+04/63+64@2024-04-06`: id and further numbers, cumulative numbers, day of publication."""

    def one(written: str) -> Issue:
        written, _, day = written.partition("@")
        id, _, totals = written.partition("/")
        id, *more = id.split("+")
        first, *rest = [int(total) for total in totals.split("+")] if totals else [None]
        issue = make_issue(id, cumulative=first)
        masthead = replace(
            issue.masthead,
            more_numbers=tuple(map(int, more)),
            more_cumulatives=tuple(total for total in rest if total),
            published=IsoDate(day) if day else None,
        )
        return replace(issue, masthead=masthead)

    return lambda *written: in_order([one(each) for each in written])[0]


@pytest.mark.parametrize(
    ("written", "order"),
    [
        (("2024-08", "2024-07-z1", "2024-07"), ["2024-07", "2024-07-z1", "2024-08"]),
        (("2024-07@2024-07-06", "2024-08@2024-08-06", "2024-z1@2024-07-20"), ["2024-07", "2024-z1", "2024-08"]),
        (("2024-07/67", "2024-08/69", "2024-z1/68"), ["2024-07", "2024-z1", "2024-08"]),
        (
            ("2024-07/67@2024-07-06", "2024-08/69@2024-07-07", "2024-z1/68@2024-09-01"),
            ["2024-07", "2024-z1", "2024-08"],
        ),
        (("2024-07@2024-07-06", "2024-z1@2024-01-02"), ["2024-z1", "2024-07"]),
        (("2024-07", "2025-01", "2024-z1"), ["2024-07", "2024-z1", "2025-01"]),
        (("2024-z2", "2024-z1", "2024-07"), ["2024-07", "2024-z1", "2024-z2"]),
        (("2024-03+04", "2024-05", "2024-04-z1"), ["2024-03", "2024-04-z1", "2024-05"]),
        (("2024-100", "2024-99", "2024-101"), ["2024-99", "2024-100", "2024-101"]),
        (("2024-01b", "2024-02", "2024-01"), ["2024-01", "2024-02", "2024-01b"]),
    ],
)
def test_order(row: Row, written: tuple[str, ...], order: list[str]) -> None:
    """A supplement stands behind its issue; one of the year where its total, else its day puts it, else at the end."""
    assert [issue.id for issue in row(*written)] == order


@pytest.mark.parametrize(
    ("written", "gaps"),
    [
        (("2024-02/62", "2024-03+04/63+64", "2024-05/65"), []),
        (("2024-02", "2024-03+04+05", "2024-07"), [(2024, 6)]),
        (("2023-11+12/100+101", "2024-02/103"), [(2024, 1)]),
        (("2023-12/100", "2024-01+02/101+102"), []),
        (("2024-07", "2024-07-z1", "2024-09"), [(2024, 8)]),
        (("2024-07/67", "2024-z1/68", "2024-08/69"), []),
        (("2023-12/100", "2024-z1/101", "2024-01/102"), []),
        (("2024-02", "2024-01b"), []),
        (("2024-01b", "2024-03b"), [(2024, 2)]),
        (("2023-1665", "2024-1668"), []),
    ],
)
def test_gaps(row: Row, written: tuple[str, ...], gaps: list[tuple[int, int]]) -> None:
    """All numbers of a combined issue are held, a supplement leaves no gap, real gaps are still shown."""
    assert find_gaps(row(*written)) == tuple(Gap(*gap) for gap in gaps)


def test_numbers_that_run_on_over_the_years(row: Row) -> None:
    """What is left out between two years is told, though not of which year it is."""
    (problem,) = check_running(row("2023-1665", "2024-1668"))
    assert "第 1666 至 1667 期" in problem.message
    assert check_running(row("2023-12", "2024-01")) == ()


@pytest.mark.parametrize(
    "written",
    [
        ("2024-02/62", "2024-03+04/63+64", "2024-05/65"),
        ("2024-02/62", "2024-03+04/63", "2024-05/64"),
        ("2024-02/62", "2024-03+04/63", "2024-05/65"),
        ("2024-07/67", "2024-z1/68", "2024-08/69"),
        ("2024-07/67", "2024-07-z1", "2024-08/68"),
        ("2023-12/48", "2024-01+02/49+50", "2024-03/51"),
        ("2024-01/1", "2024-03/3"),
        ("2023-357/357", "2024-358/358"),
    ],
)
def test_totals_that_fit(row: Row, written: tuple[str, ...]) -> None:
    """A combined issue may print one total or all; a supplement may have one."""
    assert check_cumulative(row(*written)) == ()


@pytest.mark.parametrize(
    ("written", "file", "wanted"),
    [
        (("2024-01/61", "2024-02/62", "2024-03/65"), "2024-03.txt", "文件应叫 2024-05.txt"),
        (("2024-02/62", "2024-03/63", "2024-08/64"), "2024-08.txt", "文件应叫 2024-04.txt"),
        (("2024-01/61", "2024-04/62", "2024-03/63"), "2024-04.txt", "文件应叫 2024-02.txt"),
        (("2024-01/61", "2024-02/26", "2024-03/63"), "2024-02.txt", "应是总第 62 期"),
        (("2024-01/61", "2024-02/63", "2024-03/63"), "2024-02.txt", "应是总第 62 期"),
        (("2024-02/99", "2024-03/63", "2024-04/64"), "2024-02.txt", "应是总第 62 期"),
    ],
)
def test_a_total_out_of_step_is_an_error(row: Row, written: tuple[str, ...], file: str, wanted: str) -> None:
    """With the name that the file should have, or the total that it should print, and the way out for a misprint."""
    (problem,) = check_cumulative(row(*written))
    assert (problem.severity, problem.file) == (Severity.ERROR, file)
    assert wanted in problem.message
    assert "confirmed: true" in problem.message


@pytest.mark.parametrize(
    "written",
    [
        ("2024-01/61", "2024-02/63", "2024-03/64"),
        ("2024-01/61", "2024-05/63"),
        ("2023-12/100", "2024-01/100"),
    ],
)
def test_a_total_that_may_be_right_is_a_doubt(row: Row, written: tuple[str, ...]) -> None:
    """A supplement that is not held, a combined issue among the missing, another year."""
    assert [problem.severity for problem in check_cumulative(row(*written))] == [Severity.WARNING]


def test_a_confirmed_misprint_is_no_problem(row: Row) -> None:
    """What the sidecar confirms is not told; a confirmation of nothing is."""
    issues = [
        replace(one, misprint=Misprint((), "倒置")) if one.id == "2024-02" else one
        for one in row("2024-01/61", "2024-02/26", "2024-03/63")
    ]
    assert check_cumulative(tuple(issues)) == check_confirmed(tuple(issues)) == ()
    (right,) = row("2024-01/61")
    assert [p.code for p in check_confirmed((replace(right, misprint=Misprint((), "误")),))] == ["confirmed-nothing"]


def test_an_issue_that_is_part_of_a_combined_one(row: Row, make_issue: MakeIssue) -> None:
    """No number is held twice."""
    (combined,) = row("2024-03+04")
    kept, (problem,) = in_order((combined, make_issue("2024-04")))
    assert kept == (combined,)
    assert (problem.severity, problem.file) == (Severity.ERROR, "2024-04.txt")


def test_supplements_need_no_total(row: Row) -> None:
    """A gazette with totals is not asked for those of its supplements; where most issues have none one warning tells all."""
    assert check_numbered(row("2024-07/67", "2024-07-z1", "2024-08/68")) == ()
    many = row(*(f"2024-{n:02d}" for n in range(1, 9)), "2024-09/9")
    assert len(check_numbered(many)) == 1


def test_addresses(row: Row) -> None:
    """A combined issue by its first and last number, everything else by its id."""
    issues = row("2024-01", "2024-03+04", "2024-05+06+07", "2024-07-z1", "2024-z1", "2024-127")
    assert [issue_url(issue).split("/")[2] for issue in issues] == [
        *("2024-01", "2024-03-04", "2024-05-07", "2024-07-z1", "2024-127", "2024-z1")
    ]
