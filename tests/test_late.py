"""Regular expressions that are compiled when first needed."""

from __future__ import annotations

import re

import pytest

from gazette_site.late import late, may_find


def test_a_late_pattern_does_what_a_compiled_one_does() -> None:
    """Its methods and what it says of itself are those of the pattern."""
    found = late(r"第(?P<n>\d+)条").search("依照第12条执行")
    assert found is not None and found["n"] == "12"
    assert late("[a-z]+", re.IGNORECASE).sub("", "AbC1") == "1"
    assert late("号").pattern == "号"


def test_a_late_pattern_is_compiled_at_its_first_use() -> None:
    """A wrong one can be written down; using it is the error that compiling it would have been."""
    wrong = late("(")
    with pytest.raises(re.error):
        wrong.search("x")


def test_a_method_is_looked_up_once() -> None:
    """From the second use on nothing stands between the caller and the pattern."""
    pattern = late("号")
    assert pattern.search is pattern.search


def test_at_one_place_a_text_without_the_signs_is_not_looked_at() -> None:
    """A pattern that can begin with anything is asked for its signs before `match` and `fullmatch`; what it finds is the same."""
    title, plain = late(r"[^，。]{2,40}关于[^。]{2,40}的通知"), re.compile(r"[^，。]{2,40}关于[^。]{2,40}的通知")
    for text in ("市水务局关于渡口的通知", "渡口的通知", "关于渡口管理的通知", "市水务局关于渡口。的通知", ""):
        assert bool(title.match(text)) is bool(plain.match(text))
        assert bool(title.fullmatch(text)) is bool(plain.fullmatch(text))


def test_of_a_parser_that_was_not_tried_nothing_is_derived(monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer Python compiles the patterns as they stand: the same is found, and every text may hold it."""
    monkeypatch.setattr("gazette_site.late.KNOWN", False)
    pattern = late(r"(?:自|从)[0-9]{4}年")
    assert [one[0] for one in pattern.finditer("自2025年起，从2026年起")] == ["自2025年", "从2026年"]
    assert may_find(pattern, "无")
    assert pattern.sub("", "自2025年起") == "起"
