"""Tables and pictures between two halves of a sentence: at the foot of a page, at the head of the next."""

from __future__ import annotations

from tests.reading.printed_page import LEFT, across, line, page, prose, read, shown, table, texts

ROWS = [["渡口", "船只", "定员"], ["桥东渡口", "两艘", "三十"], ["桥西渡口", "一艘", "三十"]]
XS = [80.0, 240.0, 420.0]
CAPTION = line("表1　渡口情况", 240, 600)
TABLE = table(ROWS, XS, 640)
RULES = across(625, 646, 686)


def first_page(last: str) -> list[str]:
    """What is read of a page that ends in a table under its text, and of the next, in which a sentence goes on."""
    text = prose(8, LEFT, 100, 40) + line(last, LEFT, 260)
    over = line("办结之日起十日内报告。", LEFT, 100) + line("特此通知。", LEFT + 24, 120) + prose(5, LEFT, 140, 40)
    return texts(page(text + CAPTION + TABLE, 1, RULES), page(over, 2))


def test_a_table_at_the_foot_of_a_page_does_not_cut_a_sentence() -> None:
    """It stands with its caption after the paragraph that goes on over the page."""
    found = first_page("各县区要明确专人负责日常巡查并且建立台账按月更新数据做到底数清楚情况明白自问题"[:40])
    at = found.index("办结之日起十日内报告。")
    assert found[at + 1 : at + 6] == ["表1　渡口情况", *("|".join(row) for row in ROWS), "特此通知。"]


def test_a_table_after_a_sentence_stays_where_it_is() -> None:
    """Where the line above it ends in a stop, nothing waits."""
    found = first_page("各县区要明确专人负责日常巡查。")
    assert found[9:13] == ["表1　渡口情况", *("|".join(row) for row in ROWS)]


def test_a_table_keeps_its_page() -> None:
    """Also where it waits for the end of a sentence on the next."""
    text = prose(9, LEFT, 100, 40) + TABLE
    found = read(page(text, 1, RULES), page(line("办结为止。", LEFT, 100) + prose(5, LEFT + 24, 140, 38), 2))
    assert [(shown(one), one.pdf_page) for one in found[9:11]] == [("办结为止。", 2), ("渡口|船只|定员", 1)]


def test_a_signature_after_a_line_without_a_stop_waits_for_nothing() -> None:
    """What stands apart moves with a table or a picture only."""
    chars = prose(6, LEFT, 100, 40) + line("澜川市人民政府", 420, 240) + line("2025年3月4日", 420, 260)
    found = texts(page(chars + line("抄送：市委办公室。", LEFT, 300)))
    assert found[6:] == ["澜川市人民政府", "2025年3月4日", "抄送：市委办公室。"]


def test_a_note_under_a_table_is_not_joined_with_the_line_over_it() -> None:
    """A line of parts over a table, such as who made it and the unit of its figures, is no half of a sentence."""
    over = line("编制部门：市交通运输局", LEFT, 600) + line("单位：元", 480, 600)
    found = texts(
        page(prose(8, LEFT, 100, 40) + over + TABLE + line("注：本表数据为初步统计数。", LEFT, 720), 1, RULES)
    )
    assert found[9:] == [*("|".join(row) for row in ROWS), "注：本表数据为初步统计数。"]
