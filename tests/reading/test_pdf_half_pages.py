"""Columns of pages that do not show both of them, and titles within one column."""

from __future__ import annotations

from gazette_site.reading.pdf.characters import Box, Char
from gazette_site.reading.pdf.doubts import doubts
from gazette_site.reading.pdf.pages import layouts_of
from tests.reading.printed_page import LEFT, RIGHT, line, page, prose, read, shown, texts

HALF = 19
"""Characters of a line of one column."""


def boxes(xs: list[float], ys: list[float]) -> tuple[Box, ...]:
    """The rules of a raster."""
    return (*(Box(xs[0], y, xs[-1], y) for y in ys), *(Box(x, ys[0], x, ys[-1]) for x in xs))


def test_one_line_in_the_right_column_is_read_after_the_left_one() -> None:
    """Though no other page of the issue has two columns."""
    title = line("关于做好冬季供水保障工作", LEFT, 90, 16.0) + line("（此件公开发布）", RIGHT + 24, 90)
    found = texts(page(title + prose(20, LEFT, 120, HALF)))
    assert (found[0], found[-1]) == ("关于做好冬季供水保障工作", "（此件公开发布）")


def test_a_title_in_one_column_is_not_joined_with_the_line_beside_it() -> None:
    """Large print crosses the gutter only where it stands on both sides of it."""
    left = prose(6, LEFT, 100, HALF) + line("关于表彰先进的决定", LEFT, 240, 16.0) + prose(10, LEFT, 270, HALF)
    right = prose(20, RIGHT, 100, HALF)
    found = texts(page(left + right))
    assert "关于表彰先进的决定" in found
    assert found[17:] == texts(page(right))


def test_a_title_over_both_columns_is_one_line() -> None:
    """Also where its words are driven apart at the gutter."""
    title = [c for k, word in enumerate("澜川市政府令") for c in line(word, 120 + 60 * k, 90, 18.0)]
    found = texts(page(title + prose(10, LEFT, 130, HALF) + prose(10, RIGHT, 130, HALF)))
    assert found[0].replace("\u3000", "") == "澜川市政府令"


def test_a_table_in_the_right_column_follows_the_left_one() -> None:
    """Even if no line of text stands in the right column."""
    rules = boxes([RIGHT, 380, 540], [90, 110, 130])
    cells = (
        line("桥名", RIGHT + 4, 104)
        + line("地点", 384, 104)
        + line("长虹桥", RIGHT + 4, 124)
        + line("临溪县", 384, 124)
    )
    found = [shown(one) for one in read(page(prose(4, LEFT, 100, HALF) + cells, rules=rules))]
    assert found[4:] == ["桥名|地点", "长虹桥|临溪县"]


def told(chars: list[Char]) -> set[str]:
    """Codes of what is told of a page."""
    return {problem.code for problem in doubts(layouts_of([page(chars)]), "2025-05.pdf", "")}


def test_three_columns_of_text_are_told() -> None:
    """They are read across, which is wrong; pages of one and of two are not told."""
    assert told([c for x in (40, 220, 400) for c in prose(12, x, 100, 13)]) == {"page-columns"}
    assert not told(prose(12, LEFT, 100, 40))
    assert not told(prose(12, LEFT, 100, HALF) + prose(12, RIGHT, 100, HALF))
