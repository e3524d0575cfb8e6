"""Fractions that are stacked are read in one line, and said; what is only underlined is none."""

from __future__ import annotations

import pytest

from gazette_site.reading.pdf.characters import Box, Char
from gazette_site.reading.pdf.doubts import doubts
from gazette_site.reading.pdf.pages import layouts_of
from tests.reading.printed_page import LEFT, across, line, page, prose, texts

TEXT = prose(6, LEFT, 100, 40)


def stacked(over: str, under: str, x: float, y: float, size: float = 12.0) -> tuple[list[Char], Box]:
    """A fraction whose bar begins at a point."""
    wide = max(len(over), len(under)) * size
    chars = line(over, x + (wide - len(over) * size) / 2, y - 0.3 * size, size)
    chars += line(under, x + (wide - len(under) * size) / 2, y + 1.1 * size, size)
    return chars, Box(x, y, x + wide, y)


@pytest.mark.parametrize(
    ("over", "under", "read"),
    [
        ("供水人口", "总人口", "供水人口/总人口"),
        ("A+B", "C", "(A+B)/C"),
        ("3", "4", "3/4"),
        ("核定成本−收入", "2", "(核定成本−收入)/2"),
    ],
)
def test_a_fraction_stands_in_its_line(over: str, under: str, read: str) -> None:
    """Numerator, slash, denominator; what has signs of its own comes in brackets."""
    fraction, bar = stacked(over, under, 128, 300)
    around = [*line("补贴=", 90, 304), *line("×系数", bar.x1 + 4, 304)]
    found = texts(page([*TEXT, *around, *fraction, *line("式中系数由市水务局公布。", LEFT + 24, 340)], 1, [bar]))
    assert found[6] == f"补贴={read}×系数"


def test_a_fraction_is_told() -> None:
    """With what is read of it."""
    fraction, bar = stacked("甲", "乙", 150, 300)
    content = page([*TEXT, *line("值=", 120, 304), *fraction], 1, [bar])
    (problem,) = doubts(layouts_of([content]), "2025-05.pdf", "")
    assert problem.code == "page-formula" and "甲/乙" in problem.message


def test_underlined_words_are_no_fraction() -> None:
    """The line goes on beside them, above the rule."""
    chars = [*line("姓名：", LEFT, 300), *line("张某", LEFT + 60, 300)]
    chars += [*line("单位：", LEFT, 320), *line("水务", LEFT + 60, 320)]
    rules = [Box(LEFT + 40, y, LEFT + 110, y) for y in (302, 322)]
    assert texts(page([*TEXT, *chars], 1, rules))[6:] == ["姓名：　张某", "单位：　水务"]


def test_a_rule_under_words_in_a_cell_makes_no_row() -> None:
    """It ends free within the cell."""
    cells = [*line("事项", 60, 320), *line("内容", 260, 320), *line("签字", 60, 350), *line("经办人：", 260, 350)]
    rules = [*across(300, 330, 370), *(Box(x, 300, x, 370) for x in (48.0, 250.0, 540.0)), Box(310, 352, 420, 352)]
    assert texts(page([*TEXT, *cells], 1, rules))[6:] == ["事项|内容", "签字|经办人："]


def test_a_fraction_that_stands_by_itself_has_a_bar_as_wide_as_it() -> None:
    """A rule between two short lines is none."""
    chars = [*line("a", 290, 296), *line("b+c", 278, 313.2)]
    assert texts(page([*TEXT, *chars], 1, [Box(277, 300, 315, 300)]))[6] == "a/(b+c)"
    apart = [*line("甲", 290, 296), *line("乙", 290, 313.2)]
    assert "甲/乙" not in texts(page([*TEXT, *apart], 1, [Box(240, 300, 350, 300)]))
