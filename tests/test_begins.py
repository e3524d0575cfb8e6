"""With which characters a match can begin."""

from __future__ import annotations

import importlib
import re
from typing import Any

import pytest

from gazette_site.begins import begins, seen_by_search
from gazette_site.late import late

_parse: Any = importlib.import_module("re._parser").parse


def _characters(pattern: str) -> str:
    """The members of the class: characters, and ranges by their ends."""
    return "".join(
        chr(end) for _, value in begins(_parse(pattern)) for end in (value if type(value) is tuple else [value])
    )


@pytest.mark.parametrize(
    ("pattern", "members"),
    [
        ("(?:自|从)?(?:[0-9]{4}年|本月)", "从本自09"),
        ("(?<!不)(?:(?:予|再)以|得)", "予再得"),
        ("(?:[一二]{1,2}|(?>三+))(?:日|天)", "一三二"),
        ("(?:甲|-)?(?:]|^乙)", "-]乙甲"),
    ],
)
def test_what_a_match_can_begin_with(pattern: str, members: str) -> None:
    """What may be left out counts with what follows it; what has no width counts nothing."""
    assert sorted(_characters(pattern)) == sorted(members)


@pytest.mark.parametrize("pattern", ["(?:号)*", "(?:[^号]|第)令", ".?号", r"(?:\w|号)令", "(?i:甲|a)b"])
def test_nothing_is_said_where_it_may_be_anything(pattern: str) -> None:
    """A match that may be empty, or begin with almost any character."""
    assert begins(_parse(pattern)) == ()


@pytest.mark.parametrize("pattern", ["号", "(?:号|令)第", "[号令]第", "(?i)(?:a|b)?c"])
def test_nothing_is_changed_where_nothing_is_gained(pattern: str) -> None:
    """A first character that Python looks for itself, and letters of either case."""
    parsed = _parse(pattern)
    assert seen_by_search(parsed) is parsed


def test_a_search_sees_a_class_as_wide_as_the_pattern() -> None:
    """One element, and the width of what is found, so that a match at the very end is not missed."""
    parsed = _parse("(?:自|从)?本月")
    seen = seen_by_search(parsed)
    assert (len(seen), seen.getwidth()) == (1, parsed.getwidth())


@pytest.mark.parametrize("text", ["", "本月", "至从本月", "月本", "自自本月本月", "从本年自本月"])
def test_the_class_loses_no_match(text: str) -> None:
    """At the head, at the end, side by side: what the pattern finds without it."""
    pattern = "(?:自|从)?本(?:月|年)|(?<=至)从"
    assert [m.span() for m in late(pattern).finditer(text)] == [m.span() for m in re.finditer(pattern, text)]


def test_a_late_pattern_has_the_groups_of_its_pattern() -> None:
    """The class is nobody's business."""
    pattern = late("(?:(?P<since>自)|从)?本(?P<what>[年月])", re.MULTILINE)
    assert (pattern.pattern[:5], pattern.groups, dict(pattern.groupindex)) == ("(?:(?", 2, {"since": 1, "what": 2})
    match = pattern.search("从本月")
    assert match is not None and match.re.pattern == pattern.pattern and match.lastgroup == "what"
    assert match.groups() == (None, "月") and match.span() == (0, 3)
