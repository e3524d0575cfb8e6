"""The arithmetic of the benchmark: ratios within a round, the middle of the rounds, growth from number to number."""

from __future__ import annotations

import pytest

from benchmarks.figures import CLEAN, ONE, PAGEFIND, REMEMBERED, TWO, Cost, derived, exponents, middle, of


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
    assert exponents(stages) == {
        (100, 1_000): {"读公报": pytest.approx(2)},
        (1_000, 10_000): {"读公报": pytest.approx(1)},
    }


def test_the_middle_of_the_rounds_is_told() -> None:
    """One round that something else disturbed changes nothing."""
    assert middle([{"读公报": 2}, {"读公报": 90}, {"读公报": 3}]) == {"读公报": 3}
