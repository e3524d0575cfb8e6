"""Regular expressions that are compiled when first needed."""

from __future__ import annotations

import re

import pytest

from gazette_site.late import late


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
