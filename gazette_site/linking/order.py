"""The order of the issues, the numbers that are missing between them, and whether year, number and 总第 move together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from gazette_site.linking.archive import Gap
from gazette_site.model import Issue, IssueId
from gazette_site.problems import Problem, error, warning

_A_YEAR = {"季刊": 4, "双月刊": 6, "月刊": 12, "半月刊": 24, "旬刊": 36, "周刊": 53}
"""How many numbers a year can have."""


def year_and_number(issue: IssueId) -> tuple[int, int]:
    """(2024, 10) of `2024-10`."""
    year, number = issue.split("-")
    return int(year), int(number)


def in_order(issues: Iterable[Issue]) -> tuple[tuple[Issue, ...], tuple[Problem, ...]]:
    """The issues, oldest first. Of two with one id the one whose file name comes first is kept, and the pair is an error."""
    kept: dict[IssueId, Issue] = {}
    problems: list[Problem] = []
    for issue in sorted(issues, key=lambda i: (year_and_number(i.id), i.file, i.digest)):
        first = kept.setdefault(issue.id, issue)
        if first is not issue:
            message = f"{issue.id} 期有两份：{first.file} 和 {issue.file}，请只留一份"
            problems.append(error(issue.file, message, code="duplicate-issue"))
    return tuple(kept.values()), tuple(problems)


def find_gaps(issues: tuple[Issue, ...]) -> tuple[Gap, ...]:
    """The missing numbers, in order, between the first and the last of `issues` (which are in order).

    Inside a year every number left out is missing. From one year to another only what the cumulative numbers prove: how
    many issues lie between two neighbours, and that there is exactly one way to number them.
    """
    return tuple(gap for earlier, later in pairwise(issues) for gap in _between(earlier, later))


def check_cumulative(issues: tuple[Issue, ...]) -> tuple[Problem, ...]:
    """Warnings where the cumulative numbers (总第…期) of two neighbours contradict their years and numbers."""
    numbered = [issue for issue in issues if issue.masthead.cumulative is not None]
    return tuple(problem for earlier, later in pairwise(numbered) for problem in _contradiction(earlier, later))


def check_numbered(issues: tuple[Issue, ...]) -> tuple[Problem, ...]:
    """Warnings for issues without a cumulative number where others have one; one for the whole archive where none has: the gazette may have none."""
    without = [issue for issue in issues if issue.masthead.cumulative is None]
    if without and len(without) == len(issues):
        message = "各期封面上都没有找到总期号；公报本来就不编的，不必理会，否则请在各期同名 .yaml 的 metadata 里补上"
        return (warning(issues[0].file, message, code="masthead-cumulative"),)
    message = "封面上没有找到总期号，可在同名 .yaml 的 metadata 里补上"
    return tuple(warning(issue.file, message, code="masthead-cumulative") for issue in without)


def _between(earlier: Issue, later: Issue) -> Iterator[Gap]:
    (year, number), (later_year, later_number) = year_and_number(earlier.id), year_and_number(later.id)
    if year == later_year:
        yield from (Gap(year, n) for n in range(number + 1, later_number))
        return
    step = _step(earlier, later)
    if step is None:
        return
    numbers_a_year = _numbers_a_year(earlier)
    at_the_end = step - later_number
    if later_year - year > 1:
        # Whole years are missing: proven only if all of them, filled up, make up the difference exactly.
        at_the_end -= (later_year - year - 1) * numbers_a_year
        if at_the_end != numbers_a_year - number:
            return
    if not 0 <= at_the_end <= numbers_a_year - number:
        return
    yield from (Gap(year, n) for n in range(number + 1, number + at_the_end + 1))
    yield from (Gap(y, n) for y in range(year + 1, later_year) for n in range(1, numbers_a_year + 1))
    yield from (Gap(later_year, n) for n in range(1, later_number))


def _contradiction(earlier: Issue, later: Issue) -> Iterator[Problem]:
    (year, number), (later_year, later_number) = year_and_number(earlier.id), year_and_number(later.id)
    step = _step(earlier, later)
    least = most = later_number - number
    if later_year > year:
        # Years may have fewer numbers than they could (合刊), so only the bounds are known.
        least = later_number
        most = (later_year - year) * _numbers_a_year(earlier) - number + later_number
    if step is None or least <= step <= most:
        return
    expected = f"{least}" if least == most else f"{least} 至 {most}"
    yield warning(
        later.file,
        f"总期号与年、期对不上：{earlier.id} 是总第 {earlier.masthead.cumulative} 期，"
        f"{later.id} 是总第 {later.masthead.cumulative} 期，相差 {step}，应相差 {expected}",
        code="cumulative-number",
    )


def _step(earlier: Issue, later: Issue) -> int | None:
    """How far the cumulative number moves; None if one of them is not printed."""
    first, last = earlier.masthead.cumulative, later.masthead.cumulative
    return None if first is None or last is None else last - first


def _numbers_a_year(issue: Issue) -> int:
    return max(_A_YEAR.get(issue.masthead.frequency or "", 12), year_and_number(issue.id)[1])
