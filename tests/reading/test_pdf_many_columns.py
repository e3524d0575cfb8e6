"""Pages in three columns or more, framed columns, and two printed pages on one page of the file."""

from __future__ import annotations

import pytest

from gazette_site.reading.lines import Line
from gazette_site.reading.pdf.characters import Box, Char, PageContent
from gazette_site.reading.pdf.doubts import doubts
from gazette_site.reading.pdf.pages import layouts_of, read_pages
from tests.reading.printed_page import HEIGHT, PROSE, across, line, page, read, table, texts

SIZE, STEP = 10.0, 18.0
SENTENCE = PROSE[:57] + "。"


def column(number: int, x: float, per: int, top: float = 100.0, last: int = 20) -> list[Char]:
    """Paragraphs in a column of so many characters; each begins with its number and an indent."""
    chars: list[Char] = []
    y = top
    for k in range(last):
        words = f"　　第{number}栏第{k}段。{SENTENCE}"
        for start in range(0, len(words), per):
            chars += line(words[start : start + per], x, y, SIZE)
            y += STEP
            if y > 760:
                return chars
    return chars


def whole(lines: list[Line]) -> list[str]:
    """Paragraphs as the layout tells them."""
    found: list[str] = []
    for one in lines:
        if one.begins is False and found:
            found[-1] += one.text
        else:
            found.append(one.text)
    return found


@pytest.mark.parametrize(("count", "per", "gap"), [(3, 15, 18.0), (4, 11, 16.0), (3, 16, 9.0)])
def test_columns_are_read_one_after_the_other(count: int, per: int, gap: float) -> None:
    """Three or four of them, also with narrow gutters: each paragraph is whole, and none is made of two columns."""
    chars = [c for k in range(count) for c in column(k, 40 + k * (per * SIZE + gap), per)]
    found = whole(read(page(chars)))
    numbers = [text[1] for text in found if text.startswith("第")]
    assert numbers == sorted(numbers) and len(set(numbers)) == count
    assert all(text.count("栏") == 1 for text in found)


def test_a_title_across_columns_parts_them() -> None:
    """What stands over it is read before it, what stands under it after it."""
    over = [c for k in range(3) for c in column(k, 40 + k * 170, 15, 100, 2)]
    title = line("澜川市水务局关于供水的公告", 190, 320, 18)
    under = [c for k in range(3) for c in column(k + 3, 40 + k * 170, 15, 350)]
    found = whole(read(page([*over, *title, *under])))
    at = found.index("澜川市水务局关于供水的公告")
    assert {text[1] for text in found[:at]} == {"0", "1", "2"}
    assert {text[1] for text in found[at + 1 :]} == {"3", "4", "5"}


def test_that_columns_were_put_in_order_is_told() -> None:
    """The clerk is asked to compare the page."""
    chars = [c for k in range(3) for c in column(k, 40 + k * 170, 15)]
    assert [p.code for p in doubts(layouts_of([page(chars)]), "2025-05.pdf", "")] == ["page-columns"]


def test_a_page_with_little_in_its_last_column_has_the_gutters_of_the_page_before() -> None:
    """Three lines beside each other show it there."""
    first = [c for k in range(3) for c in column(k, 40 + k * 170, 15)]
    last = [*column(3, 40, 15, 100, 4), *column(4, 210, 15, 100, 1)]
    found = whole(read(page(first), page(last, 2)))
    assert [text[1] for text in found if text.startswith("第")][-5:] == ["3", "3", "3", "3", "4"]


def test_a_table_of_three_columns_is_no_text_in_columns() -> None:
    """Its cells do not fill their columns."""
    rows = [[f"第{k}水厂", "三万吨每日", "东山县水务局"] for k in range(20)]
    assert texts(page(table(rows, [60.0, 230.0, 400.0], 100)))[0] == "第0水厂|三万吨每日|东山县水务局"


def test_a_frame_around_columns_makes_no_table_of_them() -> None:
    """Rules around columns of text and between them part nothing."""
    chars = [c for k in range(2) for c in column(k, 40 + k * 260, 24)]
    steep = tuple(Box(x, 80, x, 790) for x in (34.0, 292.0, 550.0))
    found = whole(read(page(chars, 1, (*across(80, 790, x0=34, x1=550), *steep))))
    assert {text[1] for text in found} == {"0", "1"} and all(text.count("栏") == 1 for text in found)


def test_a_row_of_a_table_that_fills_its_page_stays_one() -> None:
    """Another page has rows with the same edges."""
    chars = [c for k in range(2) for c in column(k, 40 + k * 260, 24)]
    steep = tuple(Box(x, 80, x, 790) for x in (34.0, 292.0, 550.0))
    rules = (*across(80, 790, x0=34, x1=550), *steep)
    head = [*line("修改前", 100, 100), *line("修改后", 360, 100)]
    heads = (*across(80, 110, 790, x0=34, x1=550), *steep)
    found = read(page([*head, *[c for c in chars if c.base > 120]], 1, heads), page(chars, 2, rules))
    assert [len(one.cells or ()) for one in found] == [2, 2, 2]


def spread(number: int, folio: int) -> PageContent:
    """Two printed pages beside each other, with their folios."""
    left, right = column(1, 60, 40, 100, 8), column(2, 640, 40, 100, 8)
    folios = [*line(f"— {folio} —", 250, 805), *line(f"— {folio + 1} —", 850, 805)]
    return PageContent(number, 1190, HEIGHT, (*left, *right, *folios), (), (), (), ())


def test_a_spread_is_two_pages() -> None:
    """Each half has its own page number; the file has one page."""
    transcript = read_pages([spread(1, 12), spread(2, 14)])
    assert {(one.pdf_page, one.page, one.text[:2]) for one in transcript.lines if one.text.startswith("第")} == {
        (1, 12, "第1"),
        (1, 13, "第2"),
        (2, 14, "第1"),
        (2, 15, "第2"),
    }
    assert [(p.index, p.label, p.width) for p in transcript.pages] == [(1, "12", 1190), (2, "14", 1190)]


def test_two_numbers_in_a_row_are_no_number_of_more_figures() -> None:
    """Where a page cannot be halved, its label is the first of them."""
    across_it = line("本页的表跨两页刊登如下", 530, 400)
    content = spread(1, 12)
    transcript = read_pages([content._replace(chars=(*content.chars, *across_it))])
    assert [p.label for p in transcript.pages] == ["12"]


def test_columns_whose_lines_are_not_level_are_found() -> None:
    """A title in one of them moves its lines: no line has parts in all columns."""
    chars = [c for k in range(3) for c in column(k, 40 + k * 170, 15, 100 + 6 * k)]
    found = whole(read(page(chars)))
    assert all(text.count("栏") == 1 for text in found if text.startswith("第"))
    assert [text[1] for text in found] == sorted(text[1] for text in found)


def test_numbers_in_running_heads_show_a_spread() -> None:
    """As folios do."""
    content = spread(1, 12)
    kept = tuple(c for c in content.chars if c.base < 800)
    heads = [*line("28　澜川市人民政府公报", 60, 40, 9), *line("2025年第3期　29", 980, 40, 9)]
    transcript = read_pages([content._replace(chars=(*heads, *kept))])
    assert {one.page for one in transcript.lines} <= {28, 29, None} and len({one.page for one in transcript.lines}) > 0
