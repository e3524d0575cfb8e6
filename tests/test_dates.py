"""Dates in figures and in Chinese numerals."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazette_site.dates import (
    looks_like_date,
    looks_like_month,
    looks_like_printed_date,
    read_printed_date,
    to_iso,
)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2025年3月9日", "2025-03-09"),
        ("2025 年 3 月 9 日", "2025-03-09"),
        ("２０２５年０３月０９日", "2025-03-09"),
        ("（2025年3月9日）", "2025-03-09"),
        ("二〇二五年三月九日", "2025-03-09"),
        ("二○○四年四月二十七日", "2004-04-27"),
        ("二ＯＯ四年十月三十一日", "2004-10-31"),
        ("二OO四年十二月十日", "2004-12-10"),
        ("二零一九年一月一日", "2019-01-01"),
        ("2024年2月29日", "2024-02-29"),
        ("2025年​3月9日", "2025-03-09"),
    ],
)
def test_reads_every_printed_form(text: str, iso: str) -> None:
    """A full date is read whatever its digits, its zero, its blanks and brackets."""
    assert read_printed_date(text) == iso


@pytest.mark.parametrize("zero", list("〇零○Ｏ◯⚪⭕OoОоΟοՕ0０"))
def test_any_zero_is_read(zero: str) -> None:
    """Whatever letter or circle stands for the zero, the year is the same."""
    assert read_printed_date(f"二{zero}{zero}九年三月九日") == "2009-03-09"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024.10.29", "2024-10-29"),
        ("2024. 1. 9", "2024-01-09"),
        ("２０２４．１０．２９", "2024-10-29"),
        ("2024/10/29", "2024-10-29"),
        ("2024-10-29", "2024-10-29"),
        ("2024—10—29", "2024-10-29"),
        ("2024年10月29日", "2024-10-29"),
        ("2024.2.30", None),
    ],
)
def test_figures_are_a_date_in_its_place(text: str, iso: str | None) -> None:
    """Figures with one sign twice are a printed date, but no date elsewhere."""
    assert looks_like_printed_date(text)
    assert read_printed_date(text) == iso


@pytest.mark.parametrize(
    "text", ["2024.10", "2024.10-29", "1.2.3", "2024.10.29.1", "2024.10.290", "13.10.2024", "10.29"]
)
def test_other_figures_are_no_date(text: str) -> None:
    """Versions, sections and mixed signs are no printed date."""
    assert not looks_like_printed_date(text)


def test_a_month_names_no_day() -> None:
    """Year and month have the form of a date, but no day is made of them; a thirteenth month has not."""
    for text in ("二〇二四年十月", "2024年10月", "2024 年 10 月份"):
        assert looks_like_month(text)
        assert looks_like_printed_date(text)
        assert read_printed_date(text) is None
    assert not looks_like_month("2024年13月")
    assert not looks_like_date("2024年10月")


@pytest.mark.parametrize("text", ["2025年2月30日", "2025年13月1日", "2025年4月31日", "2023年2月29日", "2025年1月0日"])
def test_impossible_day_is_no_date(text: str) -> None:
    """A day that the calendar does not have looks like a date but is None."""
    assert read_printed_date(text) is None
    assert looks_like_date(text)


@pytest.mark.parametrize("text", ["", "3月9日", "2025年3月", "自2025年3月9日起", "2025-03-09", "2025年3月9日印发"])
def test_refuses_what_is_more_or_less_than_a_date(text: str) -> None:
    """Only a text that is one full date and nothing else is a date line."""
    assert not looks_like_date(text)


def test_year_zero_is_no_day() -> None:
    """Figures outside the calendar give None, they do not raise."""
    assert to_iso("0000", "1", "1") is None
    assert to_iso("甲", "1", "1") is None


@settings(deadline=None, max_examples=200, derandomize=True)
@given(st.dates())
def test_reads_back_every_day(day: object) -> None:
    """Every day of the calendar reads back from its printed form."""
    year, month, number = str(day).split("-")
    assert read_printed_date(f"{year}年{int(month)}月{int(number)}日") == str(day)
