"""Tables of a print that go on over a page."""

from __future__ import annotations

from gazette_site.model import Span
from gazette_site.parsing.text.tables import read_tables
from gazette_site.reading.lines import Line


def row(page: int, number: int, *words: str) -> Line:
    """A row of the table on a page; `number` tells the rows apart."""
    cells = tuple(
        (Line(text, (Span(number * 10 + k, 0, len(text)),), page=page, pdf_page=page),) if text else ()
        for k, text in enumerate(words, 1)
    )
    return Line("", (), 1, 0, cells, page * 100, page=page, pdf_page=page)


HEAD = ("序号", "任务", "责任单位", "时限")
LONG = "组织对全市供水管网漏损情况进行逐段核查，凡漏损率超过百分之十二的"


def test_the_rest_of_a_row_is_all_that_is_left_on_the_next_page() -> None:
    """Though none of its cells but one has words, it is no table of its own."""
    lines = [row(1, 1, *HEAD), row(1, 2, "1", LONG, "市水务局", "6月"), row(2, 3, "", "限期完成改造。", "", "")]
    tables, _ = read_tables(lines)
    assert [[cell.value for cell in one] for one in tables[0].rows[1:]] == [
        ["1", LONG + "限期完成改造。", "市水务局", "6月"]
    ]
    assert len(tables) == 1


def test_a_row_after_a_sentence_that_is_whole_is_another_table() -> None:
    """Nothing of the row above goes on in it."""
    lines = [row(1, 1, *HEAD), row(1, 2, "1", LONG + "限期改造。", "市水务局", "6月"), row(2, 3, "", "说明", "", "")]
    assert len(read_tables(lines)[0]) == 2
