"""The arithmetic of the benchmark: ratios within a round, the middle of the rounds, growth from number to number."""

from __future__ import annotations

import pytest

from benchmarks.figures import CLEAN, ONE, PAGEFIND, REMEMBERED, TWO, Cost, derived, growth, middle, of
from benchmarks.whole import _print_growth


def row(*cpu: float, wall: float = 1) -> list[Cost]:
    """The same build in some rounds."""
    return [Cost(seconds, wall) for seconds in cpu]


def test_builds_are_compared_within_a_round() -> None:
    """A round on a slow machine counts no more than one on a fast one."""
    assert of(row(1, 40, 3), row(10, 100, 10)) == pytest.approx(0.3)


def test_without_peers_only_our_own_builds_are_compared() -> None:
    """By the clock."""
    rows = {CLEAN: row(10), TWO: row(11, wall=6), ONE: row(10, wall=10)}
    assert derived(rows) == {"two processes / one, wall": pytest.approx(0.6)}


def test_peers_are_the_measure_of_what_they_do() -> None:
    """Hugo and Pagefind together are held against the whole."""
    rows = {CLEAN: row(40), REMEMBERED: row(10), TWO: row(1), ONE: row(1), "Hugo v0.168.0": row(2), PAGEFIND: row(6)}
    found = derived(rows)
    assert found["clean / (Hugo + Pagefind extended)"] == pytest.approx(5)
    assert found["from remembered parses / (Hugo + Pagefind extended)"] == pytest.approx(1.25)


def test_hugo_alone_is_no_measure() -> None:
    """Half a sum is none."""
    rows = {CLEAN: row(40), REMEMBERED: row(10), TWO: row(1), ONE: row(1), "Hugo v0.168.0": row(2)}
    assert set(derived(rows)) == {"two processes / one, wall"}


def test_growth_is_told_from_each_number_to_the_next() -> None:
    """1 where ten times the documents take ten times the time; a stage that took no time tells nothing."""
    stages = {
        1_000: [{"读公报": 200.0, "开始": 0.0}],
        100: [{"读公报": 2.0, "开始": 1.0}, {"读公报": 2.0, "开始": 1.0}],
        10_000: [{"读公报": 2000.0, "写数据": 1.0}],
    }
    found = {one.stage: (one.seconds, one.exponents) for one in growth(stages)}
    assert [*found] == ["读公报", "开始", "写数据", "together"]
    assert found["读公报"][0] == (2.0, 200.0, 2000.0)
    assert found["读公报"][1] == pytest.approx((2, 1))
    assert found["开始"] == ((1.0, 0.0, 0.0), (None, None))
    assert found["写数据"] == ((0.0, 0.0, 1.0), (None, None))
    assert found["together"][0] == (3.0, 200.0, 2001.0)


def test_a_stage_that_grows_faster_than_the_input_is_marked() -> None:
    """1.05 is asked for; what two numbers do not tell is no fault."""
    stages = {1_000: [{"写网页": 1.0, "读公报": 1.0}], 2_000: [{"写网页": 2.2, "读公报": 2.0, "做搜索索引": 9.0}]}
    assert [one.stage for one in growth(stages) if one.steep] == ["写网页", "together"]


def test_the_table_of_stages_has_a_row_for_each(capsys: pytest.CaptureFixture[str]) -> None:
    """Seconds at each number, then the exponents; one number alone has no table."""
    _print_growth({100: [{"读公报": 1.0}]})
    assert not capsys.readouterr().out
    _print_growth({100: [{"读公报": 1.0}], 1_000: [{"读公报": 20.0}]})
    head, row, together = capsys.readouterr().out.split("\n")[1:4]
    assert head.split()[-5:] == ["100", "1,000", "100", "→", "1,000"]
    assert row.split() == ["读公报", "1.00", "20.00", "1.30", "more", "than", "1.05"]
    assert together.split()[0] == "together"


def test_the_middle_of_the_rounds_is_told() -> None:
    """One round that something else disturbed changes nothing."""
    assert middle([{"读公报": 2}, {"读公报": 90}, {"读公报": 3}]) == {"读公报": 3}
