"""The order of lines on pages that hold little: one column is never cut, two are read one after the other."""

from __future__ import annotations

from itertools import product

import pytest

from gazette_site.reading.lines import line_text
from gazette_site.reading.pdf.characters import Char, PageContent
from gazette_site.reading.pdf.pages import read_pages

WIDTH, HEIGHT = 595.0, 842.0
PROSE = (
    "各县区要按照属地管理和谁主管谁负责的原则，健全安全责任体系，落实培训、检验、签单等制度，严禁超载、冒险航行，"
    "确保运输安全，并在每年汛期之前开展一次全面排查，建立隐患台账，限期整改到位，不得长期占用道路，完工后及时清理。"
)
SIZES = [10.5, 12.0, 14.0, 16.0, 18.0, 22.0]


def line(text: str, x: float, y: float, size: float, step: float | None = None) -> list[Char]:
    """A printed line; `step` is the distance of its characters if it is driven apart."""
    advance = step or size
    return [Char(c, x + k * advance, x + k * advance + size, y, size) for k, c in enumerate(text)]


def column(text: str, count: int, x: float, width: float, size: float, start: int = 0) -> list[str]:
    """So many full lines of prose, the last one short, from a place in the text on."""
    per = int(width / size)
    endless = text[start:] + text * 40
    lines = [endless[k * per : (k + 1) * per] for k in range(count)]
    return [*lines[:-1], lines[-1][: max(per // 3, 2)] + "。"]


def page(chars: list[Char], number: int = 1) -> PageContent:
    """A page with these characters."""
    return PageContent(number, WIDTH, HEIGHT, tuple(chars), (), (), (), ())


def placed(lines: list[str], x: float, top: float, size: float, leading: float = 1.75) -> list[Char]:
    """Lines under each other."""
    return [c for k, text in enumerate(lines) for c in line(text, x, top + k * leading * size, size)]


def read(*pages: PageContent) -> list[str]:
    """The lines of the last page."""
    return [line_text(one) for one in read_pages(pages).lines if one.pdf_page == len(pages)]


def full_page(size: float, columns: int) -> PageContent:
    """A page of prose before the short one."""
    count = int(600 / (1.75 * size))
    if columns == 1:
        return page(placed(column(PROSE, count, 70, 455, size), 70, 120, size))
    left, right = (column(PROSE, count, x, 212, size, k) for k, x in enumerate((70, 313)))
    return page(placed(left, 70, 120, size) + placed(right, 313, 120, size))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("before", [0, 1, 2])
def test_short_pages_of_one_column_keep_their_order(size: float, before: int) -> None:
    """One to six lines, a signature and a date at the right, a note at the left: in the order in which they are printed."""
    for count, start, signed in product(range(1, 7), range(0, 60, 9), ((), ("澜川市人民政府", "2025年3月4日"))):
        body = column(PROSE, count, 70, 455, size, start)
        chars = placed(body, 70, 120, size)
        y = 120 + count * 1.75 * size
        for k, text in enumerate(signed):
            chars += line(text, 525 - (len(text) + 2 - k) * size, y + k * 1.75 * size, size)
        note = "（此件公开发布）"
        chars += line(note, 70 + 2 * size, y + len(signed) * 1.75 * size, size)
        pages = [full_page(size, before)] if before else []
        expected = [*body, *signed, note]
        assert read(*pages, page(chars, len(pages) + 1)) == expected, (count, start, signed)


@pytest.mark.parametrize("size", SIZES)
def test_justified_short_pages_keep_their_order(size: float) -> None:
    """Lines that are driven apart to the right edge are not cut either."""
    for count, start, more in product(range(1, 6), range(0, 40, 5), (1.02, 1.2)):
        per = int(455 / (size * more))
        endless = PROSE[start:] + PROSE * 4
        body = [endless[k * per : (k + 1) * per] for k in range(count)]
        chars = [c for k, t in enumerate(body) for c in line(t, 70, 120 + 1.75 * size * k, size, 455 / per)]
        assert read(page(chars)) == body, (count, start, more)


@pytest.mark.parametrize("size", [10.5, 12.0])
@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize("shift", [0.0, 0.7])
def test_short_pages_of_two_columns_are_read_by_columns(size: float, alone: bool, shift: float) -> None:
    """Two to six lines in each column, level or not, are two columns."""
    for count, start in product(range(2 if shift == 0 else 4, 7), range(0, 30, 10)):
        left = column(PROSE, count + 1, 70, 212, size, start)[:-1]
        right = column(PROSE, count, 313, 212, size, start + 17)
        chars = placed(left, 70, 120, size) + placed(right, 313, 120 + shift * size, size)
        pages = [] if alone else [full_page(size, 2)]
        assert read(*pages, page(chars, len(pages) + 1)) == [*left, *right], (count, start)


def test_names_and_numbers_in_two_places_of_a_line_stay_together() -> None:
    """Lines with something at the left and something at the right are no columns."""
    body = column(PROSE, 3, 70, 455, 12.0)
    pairs = [("联系人：王明", "电话：0471-1"), ("传真：", "邮箱：a@b.c"), ("地址：桥东", "邮编：010000")]
    chars = placed(body, 70, 120, 12.0)
    for k, (left, right) in enumerate(pairs):
        chars += line(left, 94, 200 + 20 * k, 12.0) + line(right, 350, 200 + 20 * k, 12.0)
    assert [t.replace("\u3000", "") for t in read(page(chars))] == [*body, *(a + b for a, b in pairs)]
