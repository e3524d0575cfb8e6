"""Running heads and folios, told from titles, signatures and addressees at the head of a page."""

from __future__ import annotations

import pytest

from gazette_site.model import FurnitureReason
from gazette_site.reading.pdf.characters import Char, PageContent
from gazette_site.reading.pdf.pages import read_pages
from gazette_site.reading.pdf.running import folio, is_folio
from tests.reading.printed_page import LEFT, line, page, prose, texts


def headed(head: list[Char], number: int, top: float = 100) -> PageContent:
    """A page of prose with something over it."""
    return page(head + prose(20, LEFT, top, 40), number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("— 3 —", "3"),
        ("一 3 一", "3"),
        ("·12·", "12"),
        ("－７－", "7"),
        ("第3页 共8页", "3"),
        ("共8页　第3页", "3"),
        ("3/8", "3"),
        ("★3★", "3"),
        ("Page 3 of 8", "3"),
        ("II", None),
        ("— 十二 —", None),
    ],
)
def test_folios_of_many_kinds(text: str, number: str | None) -> None:
    """Figures with marks, pages of pages; roman and Chinese ones count, but name no page."""
    assert is_folio(text) and folio(text) == number


@pytest.mark.parametrize("text", ["3.", "（三）", "2024年", "一", "3月"])
def test_what_is_no_folio(text: str) -> None:
    """Numbers of lists, years and dates."""
    assert not is_folio(text)


def test_a_head_that_is_printed_once_stands_where_others_do() -> None:
    """The name of a section that fills one page."""
    heads = ["市政府文件", "市政府文件", "人事任免"]
    pages = [headed(line(text, 240, 60), n) for n, text in enumerate(heads, 1)]
    transcript = read_pages(pages)
    assert [one.text.value for one in transcript.markup] == heads
    assert {one.reason for one in transcript.markup} == {FurnitureReason.RUNNING_HEAD}


def test_a_title_that_documents_share_is_no_running_head() -> None:
    """Its first line stands at the head of each page, over the second."""
    pages = [
        headed(line("澜川市人民政府", 235, 66, 18.0) + line(f"关于第{n}号事项的通知", 200, 92, 18.0), n, 140)
        for n in range(1, 5)
    ]
    assert texts(*pages).count("澜川市人民政府") == 4


def test_a_signature_at_the_head_of_a_page_is_no_running_head() -> None:
    """Though it says what the heads say, it stands elsewhere."""
    pages = [headed(line("澜川市人民政府", 50, 50), n) for n in (1, 2, 3)]
    last = page(line("澜川市人民政府", 400, 66) + line("2024年5月8日", 400, 86), 4)
    assert texts(*pages, last)[-2:] == ["澜川市人民政府", "2024年5月8日"]


def test_whom_two_documents_are_sent_to_is_no_running_head() -> None:
    """It stands as near to the text as the lines of the text."""
    pages = [headed(line("各县区人民政府：", LEFT, 66), n, 86) for n in (1, 2)]
    assert texts(*pages).count("各县区人民政府：") == 2


def test_folios_of_state_organs_stand_farther_in() -> None:
    """Seven millimetres under the text, which ends 35 over the edge."""
    pages = [page(prose(28, LEFT, 110, 40) + line(f"—{n}—", 480, 762), n) for n in (1, 2, 3)]
    assert [one.label for one in read_pages(pages).pages] == ["1", "2", "3"]


def test_a_number_under_the_text_that_does_not_rise_stays() -> None:
    """It may be the last cell of a table."""
    pages = [page(prose(28, LEFT, 110, 40) + line(n, 480, 752), k) for k, n in enumerate(("7", "3"), 1)]
    assert [text for text in texts(*pages) if len(text) == 1] == ["7", "3"]
