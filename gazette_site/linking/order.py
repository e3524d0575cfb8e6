"""The order of the issues, and the numbers that are missing between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import PurePosixPath

from gazette_site.issue_names import name_of, order_of
from gazette_site.linking.archive import Gap
from gazette_site.linking.totals import numbers_a_year, runs_on, step_between, totals_of_supplements
from gazette_site.model import Issue, IssueId
from gazette_site.problems import Problem, error

Place = tuple[int, str, int, int]
"""Year, run, number, turn of the supplement: by these issues are put in order."""
_AT_THE_END = "~"
"""Stands for a run after all others."""


def year_and_number(issue: IssueId) -> tuple[int, int]:
    """(2024, 10) of `2024-10`, of a supplement those of its issue; 0 for the number of one of the year."""
    name = name_of(issue)
    return name.year, name.numbers[0] if name.numbers else 0


def in_order(issues: Iterable[Issue]) -> tuple[tuple[Issue, ...], tuple[Problem, ...]]:
    """The issues, oldest first. Of two with one id, or with one number, the one whose file name comes first is kept, and the pair is an error.

    A supplement to an issue stands after it; one of the year stands where its cumulative number or its day of publication
    puts it, else at the end of the year.
    """
    kept: dict[IssueId, Issue] = {}
    holders: dict[Place, Issue] = {}
    problems: list[Problem] = []
    for issue in sorted(issues, key=lambda i: (order_of(i.id), i.file, i.digest)):
        masthead = issue.masthead
        places = [(masthead.year, masthead.run, number, 0) for number in masthead.numbers]
        first = kept.get(issue.id) or next((holders[one] for one in places if one in holders), None)
        if first is not None:
            problems.append(_twice(issue, first))
            continue
        kept[issue.id] = issue
        holders |= dict.fromkeys(places, issue)
    return _placed(tuple(kept.values())), tuple(problems)


def _twice(issue: Issue, first: Issue) -> Problem:
    if issue.id == first.id:
        message = f"{issue.id} 期有两份：{first.file} 和 {issue.file}，请只留一份"
    else:
        message = f"这一期已经在合刊 {PurePosixPath(first.file).name} 里了，请核对这两个文件的期号"
    return error(issue.file, message, code="duplicate-issue")


def _placed(issues: Sequence[Issue]) -> tuple[Issue, ...]:
    years: dict[int, list[Issue]] = {}
    for issue in issues:
        if issue.masthead.numbers:
            years.setdefault(issue.masthead.year, []).append(issue)
    places = {issue.id: _place(issue, years.get(issue.masthead.year, [])) for issue in issues}
    return tuple(sorted(issues, key=lambda issue: places[issue.id]))


def _place(issue: Issue, ordinary: Sequence[Issue]) -> Place:
    masthead = issue.masthead
    if not masthead.extra:
        return order_of(issue.id)
    if masthead.extra_to:
        return masthead.year, masthead.run, masthead.extra_to[-1], masthead.extra
    comparable = [one for one in ordinary if _follows(issue, one) is not None]
    if not comparable:
        return masthead.year, _AT_THE_END, 0, masthead.extra
    before = [(one.masthead.run, one.masthead.numbers[-1]) for one in comparable if _follows(issue, one)]
    return (masthead.year, *max(before, default=("", 0)), masthead.extra)


def _follows(supplement: Issue, one: Issue) -> bool | None:
    """Whether a supplement came out after another issue; None if the print does not tell."""
    own, totals = supplement.masthead.cumulative, one.masthead.cumulatives
    if own is not None and totals:
        return totals[-1] < own
    day, other = supplement.masthead.published, one.masthead.published
    return None if day is None or other is None else other <= day


def find_gaps(issues: tuple[Issue, ...]) -> tuple[Gap, ...]:
    """The missing numbers, in order, between the first and the last of `issues` (which are in order).

    Inside a year every number left out is missing. From one year to another only what the cumulative numbers prove: how
    many issues lie between two neighbours, and that there is exactly one way to number them. Supplements leave no gap.
    """
    ordinary = [issue for issue in issues if issue.masthead.numbers]
    taken = totals_of_supplements(issues)
    return tuple(gap for earlier, later in pairwise(ordinary) for gap in _between(earlier, later, taken))


def _between(earlier: Issue, later: Issue, taken: Sequence[int]) -> Iterator[Gap]:
    year, number = earlier.masthead.year, earlier.masthead.numbers[-1]
    later_year, later_number = later.masthead.year, later.masthead.numbers[0]
    if year == later_year:
        same = earlier.masthead.run == later.masthead.run
        yield from (Gap(year, n) for n in range(number + 1, later_number) if same)
        return
    step = step_between(earlier, later, taken)
    if step is None or runs_on(earlier, later):
        return
    most = numbers_a_year(earlier)
    at_the_end = step - later_number
    if later_year - year > 1:
        # Whole years are missing: proven only if all of them, filled up, make up the difference exactly.
        at_the_end -= (later_year - year - 1) * most
        if at_the_end != most - number:
            return
    if not 0 <= at_the_end <= most - number:
        return
    yield from (Gap(year, n) for n in range(number + 1, number + at_the_end + 1))
    yield from (Gap(y, n) for y in range(year + 1, later_year) for n in range(1, most + 1))
    yield from (Gap(later_year, n) for n in range(1, later_number))
