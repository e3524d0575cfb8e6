"""Issues stand in order, and what is missing between them is known."""

from __future__ import annotations

import pytest

from gazette_site.linking.archive import Gap
from gazette_site.linking.order import find_gaps, in_order, year_and_number
from gazette_site.linking.totals import check_cumulative, check_numbered
from gazette_site.model import Issue, IssueId
from tests.conftest import MakeIssue


@pytest.fixture
def row(make_issue: MakeIssue):  # type: ignore[no-untyped-def]
    """Makes issues from `2024-01/100`: id and cumulative number."""

    def make(*written: str) -> tuple[Issue, ...]:
        pairs = (item.partition("/") for item in written)
        return tuple(make_issue(id, cumulative=int(total) if total else None) for id, _, total in pairs)

    return make


def test_issues_are_ordered_by_year_and_number(row) -> None:  # type: ignore[no-untyped-def]
    """The order of the files does not matter."""
    ordered, problems = in_order(row("2024-02", "2023-12", "2024-01"))
    assert [issue.id for issue in ordered] == ["2023-12", "2024-01", "2024-02"]
    assert not problems


def test_one_id_twice_is_refused(make_issue: MakeIssue) -> None:
    """Two issues of one number are an error that names both files."""
    issues = (make_issue("2024-01", file="2024-01.txt"), make_issue("2024-01", file="2024-01.md"))
    ordered, (problem,) = in_order(issues)
    assert [issue.file for issue in ordered] == ["2024-01.md"]
    assert "2024-01.md" in problem.message
    assert "2024-01.txt" in problem.message


@pytest.mark.parametrize(
    ("issues", "gaps"),
    [
        (("2024-01", "2024-04"), [(2024, 2), (2024, 3)]),
        (("2023-10", "2024-02"), []),
        (("2023-10/100", "2024-02/104"), [(2023, 11), (2023, 12), (2024, 1)]),
        (("2023-11/100", "2024-01/101"), []),
        (("2023-11/100", "2024-02/102"), [(2024, 1)]),
        (("2022-12/100", "2024-01/113"), [(2023, n) for n in range(1, 13)]),
        (("2022-12/100", "2024-01/112"), []),
        (("2022-10/100", "2024-01/115"), [(2022, 11), (2022, 12), *((2023, n) for n in range(1, 13))]),
        # One number is missing in 2022 or in 2023; nothing says in which of them.
        (("2022-10/100", "2024-01/114"), []),
        (("2023-10/100", "2024-02/190"), []),
    ],
)
def test_gaps_are_stated_where_they_are_proven(row, issues: tuple[str, ...], gaps: list[tuple[int, int]]) -> None:  # type: ignore[no-untyped-def]
    """Inside a year every missing number; from year to year only what the cumulative numbers leave one way for."""
    assert find_gaps(row(*issues)) == tuple(Gap(*gap) for gap in gaps)


@pytest.mark.parametrize(
    ("issues", "fine"),
    [
        (("2024-01/100", "2024-02/101"), True),
        (("2024-01/100", "2024-02/102"), False),
        (("2024-01/100", "2024-02", "2024-03/102"), True),
        (("2023-12/100", "2024-01/101"), True),
        (("2023-11/100", "2024-01/101"), True),
        (("2023-12/100", "2024-02/101"), False),
        (("2023-12/100", "2024-01/103"), False),
        (("2023-12/100", "2024-01/100"), False),
    ],
)
def test_year_number_and_cumulative_number_move_together(row, issues: tuple[str, ...], fine: bool) -> None:  # type: ignore[no-untyped-def]
    """A cumulative number that cannot be is a warning at the later issue."""
    problems = check_cumulative(row(*issues))
    assert [problem.code for problem in problems] == ([] if fine else ["cumulative-number"])


@pytest.mark.parametrize(
    ("issues", "files"),
    [
        (("2024-01/100", "2024-02/101"), []),
        (("2024-01", "2024-02", "2024-03"), ["2024-01"]),
        (("2024-01/100", "2024-02", "2024-03"), ["2024-02", "2024-03"]),
    ],
)
def test_a_missing_cumulative_number(row, issues: tuple[str, ...], files: list[str]) -> None:  # type: ignore[no-untyped-def]
    """An issue without one is told of if others have one; a gazette that prints none is told once for the archive."""
    problems = check_numbered(row(*issues))
    assert [problem.file.removesuffix(".txt") for problem in problems] == files


@pytest.mark.parametrize(
    ("id", "expected"),
    [("2024-10", (2024, 10)), ("2024-07-z1", (2024, 7)), ("2024-z1", (2024, 0)), ("2024-127", (2024, 127))],
)
def test_year_and_number(id: str, expected: tuple[int, int]) -> None:
    """A supplement has the number of its issue, or none."""
    assert year_and_number(IssueId(id)) == expected
