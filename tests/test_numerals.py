"""Chinese numerals."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazette_site.numerals import chinese_to_int, int_to_chinese


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一", 1),
        ("十", 10),
        ("十一", 11),
        ("二十", 20),
        ("二十三", 23),
        ("一百零五", 105),
        ("二百一十", 210),
        ("三千零七", 3007),
        ("两", 2),
        ("两千", 2000),
        ("二〇二五", 2025),
        ("二○○四", 2004),
        ("二ＯＯ四", 2004),
        ("二OO四", 2004),
        ("二零一九", 2019),
        ("０７", 7),
        ("2025", 2025),
        ("〇", 0),
    ],
)
def test_reads_every_printed_form(text: str, number: int) -> None:
    """Numerals with units, digit by digit, with every zero that gazettes print, and in figures."""
    assert chinese_to_int(text) == number


@pytest.mark.parametrize("text", ["", " ", "甲", "第三", "一、", "12345", "二〇二五年", "1.5", "-1", "一二三四五"])
def test_refuses_what_is_no_numeral(text: str) -> None:
    """Anything else than one numeral up to 9999 is None, not a guess."""
    assert chinese_to_int(text) is None


@settings(deadline=None, max_examples=200, derandomize=True)
@given(st.integers(min_value=1, max_value=9999))
def test_reads_back_what_is_written(number: int) -> None:
    """Every number from 1 to 9999 reads back from its form with units."""
    assert chinese_to_int(_written(number)) == number


def _written(number: int) -> str:
    digits, result, zero = "零一二三四五六七八九", "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            result += ("零" if zero and result else "") + digits[digit] + name
        zero = not digit
    return result


@settings(deadline=None, max_examples=200, derandomize=True)
@given(st.text(max_size=12))
def test_never_raises(text: str) -> None:
    """Any text whatsoever gives a number or None."""
    number = chinese_to_int(text)
    assert number is None or number >= 0


@pytest.mark.parametrize(
    ("number", "text"), [(10, "十"), (20, "二十"), (101, "一百零一"), (110, "一百一十"), (999, "九百九十九")]
)
def test_as_articles_bear_it(number: int, text: str) -> None:
    """A number is written as it is printed."""
    assert int_to_chinese(number) == text


def test_what_is_written_is_read() -> None:
    """Every number that can be written is read as itself."""
    assert [chinese_to_int(int_to_chinese(number)) for number in range(1, 1000)] == list(range(1, 1000))
