"""With which characters a match can begin."""

from __future__ import annotations

import re

import pytest

from gazette_site.begins import hastened
from gazette_site.late import late


@pytest.mark.parametrize(
    ("pattern", "members"),
    [
        ("(?:自|从)?(?:[0-9]{4}年|本月)", "0-9从本自"),
        ("(?<!不)(?:(?:予|再)以|得)", "予再得"),
        (r"(?:\d+|[一二]{1,2})(?:日|天)", r"\d一二"),
        ("(?:甲|-)?(?:]|^乙)", r"\-\]乙甲"),
    ],
)
def test_one_class_stands_before_the_ways(pattern: str, members: str) -> None:
    """What may be left out counts with what follows it; what has no width counts nothing."""
    assert hastened(pattern) == f"(?=[{members}])(?:{pattern})"


@pytest.mark.parametrize(
    "pattern", ["号", "(?:号|令)第", "[号令]第", "(?:号)*", "(?:[^号]|第)令", ".?号", "(?i)(?:a|b)?c"]
)
def test_nothing_is_said_where_nothing_is_gained(pattern: str) -> None:
    """A match that may be empty or begin with anything, and a first character that Python looks for itself."""
    assert hastened(pattern) == pattern


def test_flags_say_nothing() -> None:
    """Letters of either case, and patterns with comments, are left as they are."""
    assert hastened("(?:a|b)?c", re.IGNORECASE) == hastened("(?:a|b)?c", re.VERBOSE) == "(?:a|b)?c"


def test_a_late_pattern_shows_itself_as_it_was_written() -> None:
    """The class is nobody's business."""
    assert late("(?:自|从)?本月").pattern == "(?:自|从)?本月"
