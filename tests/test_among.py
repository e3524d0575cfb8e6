"""Which of many texts a pattern finds something in, asked of all at once."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazette_site.among import Among

_PATTERN = r"凡[^,。]{2,9}可申请|(?:[0-9]+|[一二三])元|不(?=予)|\||[|)]甲"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("凡本市居民均可申请", True),
        ("补贴3元", True),
        ("不予受理", True),
        ("甲|乙", True),
        (")甲", True),
        ("凡申请的", False),
        ("元旦", False),
        ("不受理", False),
    ],
)
def test_each_way_of_a_pattern_is_looked_for(text: str, found: bool) -> None:
    """A bar in brackets, in a class or behind a backslash parts nothing."""
    assert bool(Among([text], (_PATTERN,)).finds(_PATTERN)) is found


@given(st.lists(st.text("凡本市可申请3一元不予|)甲,。", max_size=14), max_size=600))
def test_among_many_texts_the_same_are_found_as_one_by_one(texts: list[str]) -> None:
    """Looking for characters first hides nothing, however many texts there are."""
    alone = {number for number, text in enumerate(texts) if re.search(_PATTERN, text)}
    assert Among(texts, (_PATTERN,)).finds(_PATTERN) == alone


def test_a_way_that_needs_nothing_is_looked_for_everywhere() -> None:
    """A range of characters is no sign, so every text is searched."""
    assert Among(["a1", "b", "5"], ("[0-9]",)).finds("[0-9]") == {0, 2}


def test_words_that_are_hidden_find_nothing() -> None:
    """The characters are those of the whole text, the words those of the text that is searched."""
    assert Among(["甲不予乙", "不予"], ("不予",)).finds("不予", ["甲□□乙", "不予"]) == {1}


def test_what_may_find_holds_all_that_finds() -> None:
    """A text without what a pattern needs is left out, one with it stays, whether it matches or not."""
    said = Among(["不予受理", "不受理, 予", "受理"], ("不(?=予)",))
    assert said.may_find("不(?=予)") == {0, 1}
    assert said.finds("不(?=予)") == {0}


def test_no_texts_find_nothing() -> None:
    """A document may say nothing at all."""
    assert Among([], ("甲",)).finds("甲") == set()
