"""Whether year, number and 总第 of the issues move together, and which file is called wrong where they do not.

From one issue to the next of its year the total moves by one; by more where a supplement took a total of its own, or where
a 合刊 prints one total for several numbers; by less where the numbers between may have been a 合刊.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import pairwise
from pathlib import PurePosixPath

from gazette_site.issue_names import IssueName
from gazette_site.model import Issue
from gazette_site.problems import Problem, error, warning

_A_YEAR = {"年刊": 1, "半年刊": 2, "季刊": 4, "双月刊": 6, "月刊": 12, "半月刊": 24, "旬刊": 37, "周刊": 53}
"""How many numbers a year can have."""
_MOST_A_YEAR = 366
_FEW = 3
"""Issues without a cumulative number that are named one by one."""


class _Fit(Enum):
    """How two issues go together."""

    FITS = 0
    DOUBTFUL = 1
    """Only if an issue that is not held was a 合刊."""
    CONTRADICTS = 2


def numbers_a_year(issue: Issue) -> int:
    """How many numbers a year of the gazette can have."""
    return max(_A_YEAR.get(issue.masthead.frequency or "", 12), *issue.masthead.numbers)


def runs_on(earlier: Issue, later: Issue) -> bool:
    """Whether the numbers do not begin again with the year: the later one is higher than a year can have, or both are the totals."""
    first, last = later.masthead.numbers[0], earlier.masthead.numbers[-1]
    if first > last and all(one.masthead.cumulatives == one.masthead.numbers for one in (earlier, later)):
        return True
    return first > last and first > _A_YEAR.get(later.masthead.frequency or "", _MOST_A_YEAR)


def totals_of_supplements(issues: Iterable[Issue]) -> tuple[int, ...]:
    """The cumulative numbers that supplements took, rising."""
    return tuple(sorted(one.masthead.cumulative for one in issues if one.masthead.extra and one.masthead.cumulative))


def step_between(earlier: Issue, later: Issue, taken: Sequence[int]) -> int | None:
    """How far the cumulative number moves, those `taken` by supplements left out; None if one of the two is not printed."""
    first, last = earlier.masthead.cumulatives, later.masthead.cumulatives
    if not first or not last:
        return None
    return last[0] - first[-1] - max(bisect_left(taken, last[0]) - bisect_right(taken, first[-1]), 0)


def check_cumulative(issues: tuple[Issue, ...]) -> tuple[Problem, ...]:
    """What the cumulative numbers (总第…期) say against years and numbers.

    An error where one issue fits neither neighbour although these fit each other, or the last one does not fit: its file is
    called wrong or its total is misprinted. A doubt where the issues after it bear it out, or only another year could tell. What the
    sidecar confirms is neither.
    """
    row = [issue for issue in issues if issue.masthead.cumulatives and issue.masthead.numbers]
    taken = totals_of_supplements(issues)
    problems: list[Problem] = []
    place = 1
    while place < len(row):
        earlier, later = row[place - 1], row[place]
        fit = _fit(earlier, later, taken)
        if fit is not _Fit.FITS and not (earlier.misprint or later.misprint):
            culprit = _culprit(row, place, taken) if fit is _Fit.CONTRADICTS else None
            problems.append(_problem(earlier, later, culprit, row, step_between(earlier, later, taken)))
            place += culprit is later  # it fits the next one as little
        place += 1
    return tuple(problems)


def _fit(earlier: Issue, later: Issue, taken: Sequence[int]) -> _Fit:
    step = step_between(earlier, later, taken)
    if step is None:
        return _Fit.FITS
    one, other = earlier.masthead, later.masthead
    # A 合刊 with one total may have taken one for each of its numbers.
    slack = sum(len(each.numbers) - len(each.cumulatives) for each in (one, other))
    if (one.year, one.run) == (other.year, other.run) or runs_on(earlier, later):
        whole = other.numbers[0] - one.numbers[-1]
        if whole <= step <= whole + max(slack, 0):
            return _Fit.FITS
        return _Fit.DOUBTFUL if whole > 1 and 2 <= step < whole else _Fit.CONTRADICTS
    least, most = _bounds(earlier, later)
    return _Fit.FITS if least <= step <= most + max(slack, 0) else _Fit.CONTRADICTS


def _bounds(earlier: Issue, later: Issue) -> tuple[int, int]:
    """Least and most that the total can move to another year: it may have fewer numbers than it could (合刊)."""
    one, other = earlier.masthead, later.masthead
    rest = (other.year - one.year) * numbers_a_year(earlier) - one.numbers[-1]
    return other.numbers[0], max(rest, 0) + other.numbers[0]


def _culprit(row: Sequence[Issue], place: int, taken: Sequence[int]) -> Issue | None:
    """Which of two neighbours that contradict each other fits nothing around it; None if that cannot be told."""
    earlier, later = row[place - 1], row[place]
    if place + 1 == len(row):
        return later
    after = row[place + 1]
    if _fit(later, after, taken) is not _Fit.FITS:
        return later if _fit(earlier, after, taken) is _Fit.FITS else None
    # The first one alone is out of step. If the total moves too far, a supplement that is not held may have taken some.
    backwards = (step_between(earlier, later, taken) or 0) < later.masthead.numbers[0] - earlier.masthead.numbers[-1]
    return earlier if place == 1 and backwards else None


def _problem(earlier: Issue, later: Issue, culprit: Issue | None, row: Sequence[Issue], step: int | None) -> Problem:
    message = (
        f"总期号与年、期对不上：{earlier.id} 是{_total(earlier)}，{later.id} 是{_total(later)}，"
        f"相差 {step}，应相差 {_expected(earlier, later)}"
    )
    other = later if culprit is earlier else earlier
    if culprit is None or (culprit.masthead.year, culprit.masthead.run) != (other.masthead.year, other.masthead.run):
        return warning(later.file, message, code="cumulative-number")
    confirm = "请在同名 .yaml 里写 confirmed: true 和 reason: 理由"
    wanted = _wanted(culprit, other)
    if wanted is None or any(_holds(one, wanted) for one in row):
        right = other.masthead.cumulatives[0] + culprit.masthead.numbers[0] - other.masthead.numbers[0]
        return error(
            culprit.file,
            f"{message}。按前后各期，这一期应是总第 {right} 期；如果是印错了，{confirm}",
            code="cumulative-number",
        )
    name = f"{wanted.stem}{PurePosixPath(culprit.file).suffix}"
    advice = f"按总期号，这个文件应叫 {name}；如果是总期号印错了，或中间另出过增刊，{confirm}"
    return error(culprit.file, f"{message}。{advice}", code="cumulative-number")


def _holds(issue: Issue, name: IssueName) -> bool:
    one = issue.masthead
    return (one.year, one.run) == (name.year, name.run) and bool(set(one.numbers) & set(name.numbers))


def _total(issue: Issue) -> str:
    return (
        "总第 "
        + "—".join(map(str, dict.fromkeys((issue.masthead.cumulatives[0], issue.masthead.cumulatives[-1]))))
        + " 期"
    )


def _expected(earlier: Issue, later: Issue) -> str:
    if earlier.masthead.year == later.masthead.year:
        return str(later.masthead.numbers[0] - earlier.masthead.numbers[-1])
    least, most = _bounds(earlier, later)
    return f"{least}" if least == most else f"{least} 至 {most}"


def _wanted(culprit: Issue, other: Issue) -> IssueName | None:
    """The name that the total of an issue asks for, counted from another of its year; None if there can be none."""
    one, base = culprit.masthead, other.masthead
    first = base.numbers[0] + one.cumulatives[0] - base.cumulatives[0]
    most = max(_A_YEAR.get(one.frequency or "", 60), *base.numbers)
    return IssueName(one.year, tuple(range(first, first + len(one.numbers))), one.run) if 0 < first <= most else None


def check_confirmed(issues: tuple[Issue, ...]) -> tuple[Problem, ...]:
    """A warning for each issue whose sidecar confirms a misprint that nobody sees."""
    row = [issue for issue in issues if issue.masthead.cumulatives and issue.masthead.numbers]
    taken = totals_of_supplements(issues)
    doubted = {one.id for pair in pairwise(row) if _fit(*pair, taken) is not _Fit.FITS for one in pair if one.misprint}
    message = "附带文件里写了 confirmed: true，但印的期号、总期号与文件名没有不一致；请删去这一行和 reason"
    return tuple(
        warning(issue.file, message, code="confirmed-nothing")
        for issue in issues
        if issue.misprint and not issue.misprint.printed and issue.id not in doubted
    )


def check_running(issues: tuple[Issue, ...]) -> tuple[Problem, ...]:
    """A warning where numbers that run on over the years leave some out: of which year these are is not known."""
    ordinary = [issue for issue in issues if issue.masthead.numbers]
    return tuple(problem for pair in pairwise(ordinary) for problem in _left_out(*pair))


def _left_out(earlier: Issue, later: Issue) -> Iterator[Problem]:
    first, last = earlier.masthead.numbers[-1] + 1, later.masthead.numbers[0] - 1
    if earlier.masthead.year != later.masthead.year and runs_on(earlier, later) and first <= last:
        numbers = f"第 {first} 期" if first == last else f"第 {first} 至 {last} 期"
        yield warning(later.file, f"期号是连着年份编的，{numbers}没有收录", code="numbers-missing")


def check_numbered(issues: tuple[Issue, ...]) -> tuple[Problem, ...]:
    """Warnings for issues without a cumulative number where others have one.

    Where none has, the gazette may have none: one warning for the archive. Where many have none, one warning for all of them.
    """
    ordinary = [issue for issue in issues if not issue.masthead.extra]
    without = [issue for issue in ordinary if issue.masthead.cumulative is None]
    if without and len(without) == len(ordinary):
        message = "各期封面上都没有找到总期号；公报本来就不编的，不必理会，否则请在各期同名 .yaml 的 metadata 里补上"
        return (warning(without[0].file, message, code="masthead-cumulative"),)
    message = "封面上没有找到总期号，可在同名 .yaml 的 metadata 里补上"
    if len(without) > max(_FEW, len(ordinary) // 2):
        message = f"有 {len(without)} 期（{without[0].id} 至 {without[-1].id}）{message}"
        return (warning(without[0].file, message, code="masthead-cumulative"),)
    return tuple(warning(issue.file, message, code="masthead-cumulative") for issue in without)
