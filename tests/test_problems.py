"""Problems and their report."""

from __future__ import annotations

from gazette_site.problems import error, has_errors, report, shorten, warning


def test_problem_shows_its_place_and_line() -> None:
    """A problem reads `file:line: severity：message` with the quoted line under it."""
    problem = error("issues/2025-03.txt", "没有这一天", 18, "2月30日，召开会议")
    assert str(problem) == "issues/2025-03.txt:18: 错误：没有这一天\n    2月30日，召开会议"


def test_problem_of_a_whole_file_has_no_line() -> None:
    """A problem without a line names the file only."""
    assert str(warning("issues/2025-03.txt", "没有找到目录")) == "issues/2025-03.txt: 警告：没有找到目录"


def test_report_is_grouped_and_sorted() -> None:
    """The report has one group for each file, in the order of the names, each in the order of its lines."""
    found = report([warning("b", "二", 9), error("a", "三", 12), warning("b", "一", 2, "引文"), error("a", "全")])
    shown = [line.strip() for line in found.split("\n")]
    assert shown == ["a", "错误：全", "12: 错误：三", "", "b", "2: 警告：一", "引文", "9: 警告：二"]


def test_only_errors_are_errors() -> None:
    """Warnings alone do not stop a build."""
    assert not has_errors([warning("a", "甲")])
    assert has_errors([warning("a", "甲"), error("a", "乙")])
    assert not has_errors([])


def test_long_quotes_are_cut_in_the_middle() -> None:
    """A quoted line of any length is shown on one line of at most sixty characters, both ends visible."""
    shown = shorten("头" + "长" * 5_000_000 + "尾")
    assert len(shown) <= 60
    assert shown[0] == "头" and shown[-1] == "尾" and "…" in shown
    assert shorten("两\n行") == "两 行"
