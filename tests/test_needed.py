"""The signs that a pattern cannot do without, and that looking for them first hides nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazette_site.late import late
from gazette_site.needed import needed


@pytest.mark.parametrize(
    ("pattern", "signs"),
    [
        ("过渡(?:期限|时间|期)", {"过渡"}),
        (r"第(?P<n>\d+)条", {"条"}),
        ("(?:自|从).{1,9}起(?:施行|实施)", {"施行", "实施"}),
        ("[号令]?第", {"第"}),
        ("(?:以前|之前|前)$", {"前"}),
        ("(?<=编制)人", {"编制"}),
        (r"\d+|年", set()),
        ("[一-十]月?", set()),
        ("(?!条)章?", set()),
        ("(?:号)*", set()),
    ],
)
def test_the_rarest_part_that_must_be_there(pattern: str, signs: set[str]) -> None:
    """Of several parts the rarest is taken; what may be left out, is denied or is a range says nothing."""
    assert set(needed(pattern)) == signs


@pytest.mark.parametrize(("pattern", "flags"), [("no", re.IGNORECASE), ("(?i)no", 0), ("(?i:no)", 0)])
def test_letters_of_either_case_say_nothing(pattern: str, flags: int) -> None:
    """A sign that may be written in two ways is not looked for in one of them."""
    assert needed(pattern, flags) == ()


_ATOMS = st.sampled_from(["甲", "乙", "丙", "号", "甲乙", "[甲乙]", "[^甲]", "[丙-甲]", ".", r"\d", "^", "$", r"\b"])


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"(?:{two[0]}|{two[1]})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "{0,2}", "??", "*+"])).map(
            lambda p: f"(?:{p[0]}){p[1]}"
        ),
        inner.map(lambda one: f"({one})"),
        inner.map(lambda one: f"(?={one})"),
        inner.map(lambda one: f"(?!{one})"),
        inner.map(lambda one: f"(?>{one})"),
        st.sampled_from(["甲", "乙号", "[甲乙]"]).map(lambda one: f"(?<={one})"),
        st.sampled_from(["甲", "乙号", "[甲乙]"]).map(lambda one: f"(?<!{one})"),
    )


@given(st.recursive(_ATOMS, _grown, max_leaves=8), st.text("甲乙丙丁号1", max_size=12), st.integers(0, 4))
def test_a_late_pattern_finds_what_a_compiled_one_finds(pattern: str, text: str, start: int) -> None:
    """Whatever the pattern and the text, no method gives another answer than that of the pattern itself."""
    plain, guarded = re.compile(pattern), late(pattern)
    found = guarded.search(text, start)
    assert (found and found.span()) == ((m := plain.search(text, start)) and m.span())
    assert [m.span() for m in guarded.finditer(text, start)] == [m.span() for m in plain.finditer(text, start)]
    assert guarded.findall(text) == plain.findall(text)
    assert guarded.sub("〇", text) == plain.sub("〇", text)
    assert guarded.split(text, 2) == plain.split(text, 2)
