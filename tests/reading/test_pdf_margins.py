"""Page numbers beside the text, and in one line with a running head."""

from __future__ import annotations

import pytest

from gazette_site.model import FurnitureReason
from gazette_site.reading.pdf.pages import read_pages
from gazette_site.reading.pdf.running import folio_beside
from tests.reading.printed_page import LEFT, line, page, prose, texts


def test_a_folio_in_the_outer_margin_is_in_no_line() -> None:
    """It stands level with a line of the text, rises with the pages and names them."""
    pages = [
        page(prose(20, LEFT, 100, 40) + line(str(n), 12 if n % 2 == 0 else 565, 300, 9.0), n - 3) for n in (4, 5, 6)
    ]
    transcript = read_pages(pages)
    assert [one.label for one in transcript.pages] == ["4", "5", "6"]
    assert {one.reason for one in transcript.markup} == {FurnitureReason.PAGE_NUMBER}
    assert {len(one.text) for one in transcript.lines} == {40}


def test_figures_beside_the_text_that_do_not_rise_are_text() -> None:
    """What does not count the pages is no folio."""
    pages = [page(prose(5, LEFT, 100, 40) + line(number, 12, 300, 9.0), n) for n, number in enumerate(("7", "3"), 1)]
    assert [text for text in texts(*pages) if text in ("7", "3")] == ["7", "3"]


@pytest.mark.parametrize("head", ["· {} ·　澜川市人民政府公报", "澜川市人民政府公报　{}", "{}　市政府文件"])
def test_a_folio_in_a_running_head_names_the_page(head: str) -> None:
    """The number that rises with the pages is the printed one."""
    pages = [page(prose(20, LEFT, 100, 40) + line(head.format(n), LEFT, 50, 9.0), n - 7) for n in (8, 9)]
    assert [one.label for one in read_pages(pages).pages] == ["8", "9"]


def test_the_number_of_the_issue_is_no_folio() -> None:
    """2025年第3期 in a running head is no page number."""
    assert folio_beside("澜川市人民政府公报　2025年第3期") is None
