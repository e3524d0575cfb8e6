"""The layout of PDF pages, from hand-made characters: columns, tables, paragraphs, running heads."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazette_site.characters import without_blanks
from gazette_site.model import FurnitureReason, Trust
from gazette_site.reading.lines import line_text
from gazette_site.reading.pdf.characters import Box, Char, PageContent
from gazette_site.reading.pdf.columns import Side, rows
from gazette_site.reading.pdf.glyphs import fold_glyph, is_unmapped
from gazette_site.reading.pdf.grids import find_grids
from gazette_site.reading.pdf.gutters import find_gutter
from gazette_site.reading.pdf.pages import read_pages

WIDTH, HEIGHT, SIZE = 595.0, 842.0, 12.0
LEFT, RIGHT = 48.0, 306.0
"""Where the two columns begin."""


def line(text: str, x: float, y: float, size: float = SIZE) -> list[Char]:
    """The characters of a printed line whose base line is `y`."""
    return [Char(c, x + i * size, x + (i + 1) * size, y, size) for i, c in enumerate(text)]


def page(
    chars: list[Char], number: int = 1, rules: tuple[Box, ...] = (), pictures: tuple[Box, ...] = ()
) -> PageContent:
    """A page with these characters."""
    return PageContent(number, WIDTH, HEIGHT, tuple(chars), (), rules, pictures, ())


def column(texts: list[str], x: float, top: float = 120.0) -> list[Char]:
    """Lines under each other; a line that begins with a blank is indented by two characters."""
    chars: list[Char] = []
    for k, text in enumerate(texts):
        indent = 2 * SIZE if text.startswith(" ") else 0.0
        chars += line(text.strip(), x + indent, top + 20 * k)
    return chars


FULL = "为了规范桥梁养护工作保障车辆行人安全制定办法"[:19]


def texts(content: PageContent) -> list[str]:
    """What the lines of a one-page issue say, in reading order."""
    return [line_text(one) for one in read_pages([content]).lines]


def test_left_column_is_read_before_the_right() -> None:
    """Two columns are read one after the other, not across."""
    chars = column([FULL] * 4, LEFT) + column(["右" * 19] * 4, RIGHT)
    assert texts(page(chars)) == [FULL] * 4 + ["右" * 19] * 4


def test_a_title_across_the_page_divides_it_into_bands() -> None:
    """What stands above a title across both columns is read before the title, in both columns."""
    above = column([FULL, FULL], LEFT, 100) + column(["右上" * 9, "右上" * 9], RIGHT, 100)
    title = line("澜川市桥梁养护管理办法", 180, 180, 19)
    below = column([FULL] * 3, LEFT, 220) + column(["右下" * 9] * 3, RIGHT, 220)
    order = texts(page(above + title + below))
    assert order == [FULL, FULL, "右上" * 9, "右上" * 9, "澜川市桥梁养护管理办法", FULL, FULL, FULL] + ["右下" * 9] * 3


def test_a_centred_number_is_not_cut_at_the_gutter() -> None:
    """A document number that runs across the gutter is one line."""
    chars = line("澜府发〔2025〕3号", 235, 100) + column([FULL] * 5, LEFT, 140) + column(["右" * 19] * 5, RIGHT, 140)
    assert texts(page(chars))[0] == "澜府发〔2025〕3号"


def test_a_page_of_one_column_has_no_gutter() -> None:
    """Lines over the whole width are not cut."""
    chars = column(["一" * 40] * 8, LEFT)
    assert find_gutter(chars, WIDTH, SIZE) is None
    assert {row.side for row in rows(chars, None, SIZE)} == {Side.ACROSS}


def test_an_indent_begins_a_paragraph_and_a_flush_line_goes_on() -> None:
    """Paragraphs are told by their indents, also over a column break."""
    left = column([" " + FULL[:17], FULL, FULL], LEFT)
    right = column([FULL, "全文完。", " 第二段从这里开始，另起一行。"[:16]], RIGHT)
    begins = [one.begins for one in read_pages([page(left + right)]).lines]
    assert begins == [True, False, False, False, False, True]


def test_a_short_closed_line_ends_its_paragraph() -> None:
    """After a short line with a full stop a flush line begins a paragraph."""
    chars = column([FULL, FULL, "到此为止。", FULL, FULL], LEFT) + column(["右" * 19] * 5, RIGHT)
    begins = [one.begins for one in read_pages([page(chars)]).lines]
    assert begins[3] is True
    assert begins[4] is False


def test_after_a_short_open_line_the_place_of_the_next_tells_nothing() -> None:
    """Items of a list stand one a line: no word is so long that a line had to end in the left half."""
    chars = column([FULL, "名单如下：", "张三", "李四", FULL, FULL], LEFT) + column(["右" * 19] * 6, RIGHT)
    begins = [one.begins for one in read_pages([page(chars)]).lines]
    assert begins[2:6] == [None, None, None, False]


def test_hanging_lines_of_a_list_go_on() -> None:
    """The indented rest of a list item belongs to it."""
    chars = column([" 陆　衡　任市桥梁养护中心副主任试"], LEFT, 120) + line("用期一年）；", LEFT + 6 * SIZE, 140)
    chars += column([" 冯　岚　任市道路养护中心主任一职"], LEFT, 160) + column([FULL] * 8, LEFT, 180)
    chars += column(["右" * 19] * 11, RIGHT, 120)
    begins = [one.begins for one in read_pages([page(chars)]).lines]
    assert begins[:3] == [True, False, True]


def boxes(xs: list[float], ys: list[float]) -> list[Box]:
    """All rules of a raster."""
    across = [Box(xs[0], y, xs[-1], y) for y in ys]
    down = [Box(x, ys[0], x, ys[-1]) for x in xs]
    return across + down


def test_a_ruled_table_becomes_rows_of_cells() -> None:
    """Cells are found by their rules, lines inside a cell are one paragraph."""
    rules = boxes([60, 160, 300], [100, 130, 180])
    chars = (
        line("名称", 70, 120)
        + line("长度", 180, 120)
        + line("长虹桥", 70, 145)
        + line("一段", 70, 165)
        + line("420米", 180, 150)
    )
    rows_ = [one.cells for one in read_pages([page(chars, rules=tuple(rules))]).lines]
    assert [[[p.text for p in cell] for cell in row or ()] for row in rows_] == [
        [["名称"], ["长度"]],
        [["长虹桥一段"], ["420米"]],
    ]


@pytest.mark.parametrize(("x", "y"), [(300, 150), (60, 150), (180, 180), (300, 180)])
def test_what_stands_on_the_outermost_rule_is_in_the_nearest_cell(x: float, y: float) -> None:
    """The edge of a table belongs to its cells: no character falls out of it."""
    rules = boxes([60, 160, 300], [100, 130, 180])
    on_the_edge = [one._replace(x0=x - 5, x1=x + 5, base=y + 0.4 * one.size) for one in line("缘", x, y)]
    found = read_pages([page(on_the_edge + line("名称", 70, 120), rules=tuple(rules))])
    words = [part.text for one in found.lines for cell in one.cells or () for part in cell]
    assert sorted(words) == ["名称", "缘"]


def test_a_merged_cell_stands_where_it_begins() -> None:
    """A cell over two rows has its words in the first and nothing in the second."""
    rules = [r for r in boxes([60, 160, 300], [100, 130, 160, 190]) if r != Box(60, 130, 300, 130)]
    rules.append(Box(160, 130, 300, 130))
    grid = find_grids(rules)[0]
    assert [(c.row, c.column, c.rows) for c in grid.cells if c.rows > 1] == [(0, 0, 2)]


def test_a_frame_is_no_table() -> None:
    """A single box around text has no cells."""
    assert find_grids(boxes([60, 300], [100, 200])) == []


def test_rows_in_line_without_rules_are_a_table() -> None:
    """Signature lines in three columns keep their columns."""
    rows_ = [("建设单位：", "勘察单位：", "设计单位："), ("单位地址：", "单位地址：", "单位地址：")]
    chars = [
        c for k, row in enumerate(rows_) for j, text in enumerate(row) for c in line(text, 60 + 170 * j, 300 + 20 * k)
    ]
    chars += column(["以上承诺内容的真实性由签字各方负责" * 2] * 4, LEFT)
    cells = [one.cells for one in read_pages([page(chars)]).lines if one.cells]
    assert [[part.text for cell in row or () for part in cell] for row in cells] == [list(r) for r in rows_]


def test_running_heads_and_folios_are_furniture() -> None:
    """What stands at the edge of the pages and repeats is no text; the folio names the page."""
    pages = [
        page(line("市政府文件", 480, 50, 10) + column([FULL] * 6, LEFT) + line(f"— {n} —", 280, 812, 10), n)
        for n in (1, 2, 3)
    ]
    transcript = read_pages(pages)
    assert {f.reason for f in transcript.markup} == {FurnitureReason.RUNNING_HEAD, FurnitureReason.PAGE_NUMBER}
    assert [p.label for p in transcript.pages] == ["1", "2", "3"]
    assert {one.page for one in transcript.lines} == {1, 2, 3}


def test_a_page_that_is_a_picture_is_not_trusted() -> None:
    """A scan without text is a picture and says so."""
    scan = page([], pictures=(Box(0, 0, WIDTH, HEIGHT),))
    transcript = read_pages([page(column([FULL] * 5, LEFT)), scan._replace(number=2)])
    assert [p.trust for p in transcript.pages] == [Trust.GOOD, Trust.NONE]
    assert transcript.lines[-1].picture is not None


def test_unmapped_glyphs_are_named() -> None:
    """Glyphs without a character are told from characters."""
    assert is_unmapped("(cid:12)") and is_unmapped("\ue001") and is_unmapped("\ufffd")
    assert not is_unmapped("桥")
    assert fold_glyph("\ue001", {"\ue001": "〔"}) == "〔"


def test_radicals_and_full_width_figures_are_folded_but_not_punctuation() -> None:
    """⼀ is 一 and ３ is 3, while ， stays what it is."""
    assert [fold_glyph(c, {}) for c in "⼀３Ａ，：⻅"] == ["一", "3", "A", "，", "：", "见"]


PLACES = st.tuples(
    st.sampled_from("桥梁养护，。1A）"), st.integers(40, 540), st.integers(20, 820), st.sampled_from([10.0, 12.0, 19.0])
)


@settings(deadline=None, max_examples=60, derandomize=True)
@given(st.lists(PLACES, max_size=120))
def test_no_character_is_lost_wherever_it_stands(placed: list[tuple[str, int, int, float]]) -> None:
    """Every character of a page ends in exactly one line or one piece of furniture."""
    chars = [Char(text, x, x + size, y, size) for text, x, y, size in placed]
    transcript = read_pages([page(chars)])
    read = "".join(line_text(one) for one in transcript.lines) + "".join(f.text.value for f in transcript.markup)
    assert sorted(without_blanks(read)) == sorted(c.text for c in chars)
    assert all(
        a.spans[0].line < b.spans[0].line
        for a, b in pairwise([one for one in transcript.lines if one.spans and one.cells is None])
    )
