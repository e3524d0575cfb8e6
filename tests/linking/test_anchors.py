"""Anchors are derived from printed numbers."""

from __future__ import annotations

import re
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazette_site.linking.anchors import anchors, label_number, letters
from gazette_site.model import Level, Paragraph, Role, Table, Text

FORMS = {
    Level.PART: "第{}编",
    Level.CHAPTER: "第{}章",
    Level.SECTION: "第{}节",
    Level.FIRST: "{}、",
    Level.SECOND: "（{}）",
    Level.THIRD: "{}.",
    Level.FOURTH: "（{}）",
    Level.FIFTH: "{}",
}


def heading(level: Level, label: str) -> Paragraph:
    return Paragraph(Role.HEADING, Text(f"{label}总则"), label, level, head=len(label) + 2)


def article(label: str) -> Paragraph:
    return Paragraph(Role.ARTICLE, Text(f"{label} 为了……"), label)


ENCLOSED = Paragraph(Role.ENCLOSED_TITLE, Text("澜川市养犬管理办法"))
BODY = Paragraph(Role.BODY, Text("现将有关事项通知如下。"))
FIRST, SECOND, THIRD = (partial(heading, level) for level in (Level.FIRST, Level.SECOND, Level.THIRD))


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([article("第十一条"), article("第十一条之一"), article("第２条")], ("art-11", "art-11-1", "art-2")),
        ([heading(Level.CHAPTER, "第二章"), heading(Level.SECTION, "第一节")], ("ch-2", "ch-2-s-1")),
        ([heading(Level.PART, "第一编"), heading(Level.CHAPTER, "第一章")], ("part-1", "ch-1")),
        ([FIRST("二、"), SECOND("（一）"), THIRD("3.")], ("sec-2", "sec-2-1", "sec-2-1-3")),
        ([FIRST("二、"), THIRD("3."), SECOND("（三）")], ("sec-2", "sec-2-3", "sec-2-3-b")),
        ([FIRST("一、"), SECOND("（一）"), FIRST("二、"), SECOND("（一）")], ("sec-1", "sec-1-1", "sec-2", "sec-2-1")),
        ([FIRST("一、"), ENCLOSED, FIRST("一、"), SECOND("（二）")], ("sec-1", "", "sec-1-b", "sec-1-b-2")),
        ([heading(Level.CHAPTER, "第一章"), FIRST("二、")], ("ch-1", "ch-1-sec-2")),
        ([BODY, Table(()), FIRST("十、")], ("", "", "sec-10")),
        ([heading(Level.FIFTH, "③"), heading(Level.FOURTH, "（４）")], ("sec-3", "sec-4")),
        ([FIRST("甲、"), article("附则")], ("", "")),
    ],
)
def test_anchors_follow_the_printed_numbers(blocks: list[Paragraph], expected: tuple[str, ...]) -> None:
    """Each form of a number has its own form of anchor, under the items that it stands under."""
    assert anchors(blocks) == expected


def test_an_edit_elsewhere_moves_nothing() -> None:
    """Paragraphs and items inserted before do not change the anchors of what stands after them."""
    after = [FIRST("三、"), SECOND("（一）"), article("第七条")]
    assert anchors([FIRST("一、"), BODY, FIRST("二、"), *after])[-3:] == anchors([BODY, *after])[-3:]


@pytest.mark.parametrize(
    ("label", "number"),
    [("附件1", 1), ("附件 １２：", 12), ("附件三", 3), ("①", 1), ("第一百零三条", 103), ("附件", None)],
)
def test_a_label_has_the_number_it_writes(label: str, number: int | None) -> None:
    """Plain, full-width, circled and Chinese numbers are read."""
    assert label_number(label) == number


def test_repetitions_are_counted_in_letters() -> None:
    """The first repetition is b, the 25th z, then two letters."""
    assert [letters(n) for n in (1, 2, 25, 26, 27)] == ["b", "c", "z", "ba", "bb"]


labels = st.builds(
    lambda level, number: heading(level, FORMS[level].format(number)), st.sampled_from(list(Level)), st.integers(1, 12)
)
articles = st.builds(lambda number: article(f"第{number}条"), st.integers(1, 12))


@given(st.lists(st.one_of(labels, articles, st.just(ENCLOSED), st.just(BODY))))
def test_anchors_are_unique_and_plain(blocks: list[Paragraph]) -> None:
    """On no page do two anchors agree, and none needs escaping."""
    made = [anchor for anchor in anchors(blocks) if anchor]
    assert len(made) == len(set(made))
    assert all(re.fullmatch(r"(art|ch|sec|part|s)-[a-z0-9-]+", anchor) for anchor in made)


@given(st.lists(labels, max_size=20), st.lists(labels, max_size=5))
def test_anchors_depend_only_on_what_stands_before(blocks: list[Paragraph], more: list[Paragraph]) -> None:
    """What is appended to a text does not change the anchors before it."""
    assert anchors([*blocks, *more])[: len(blocks)] == anchors(blocks)
