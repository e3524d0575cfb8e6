"""Columns in a part of a page, and what follows under columns."""

from __future__ import annotations

from tests.reading.printed_page import LEFT, RIGHT, line, page, prose, read, texts


def test_columns_in_the_middle_of_a_page_are_read_by_columns() -> None:
    """Text across, five lines in two columns, text across again."""
    above, below = prose(6, LEFT, 100, 40), prose(6, LEFT, 360, 40)
    left, right = prose(5, LEFT, 230, 19), prose(5, RIGHT, 230, 19)
    whole = texts(page(above + left + right + below))
    assert whole == [*texts(page(above)), *texts(page(left)), *texts(page(right)), *texts(page(below))]


def test_a_signature_under_columns_comes_before_the_note_under_it() -> None:
    """What stands neither beside anything nor at the edge of the right column is read as it follows."""
    left, right = prose(5, LEFT, 100, 19), prose(5, RIGHT, 100, 19)
    tail = line("澜川市人民政府", 400, 230) + line("2025年3月4日", 410, 250) + line("附件", LEFT + 24, 290)
    found = texts(page(left + right + tail))
    assert found[-3:] == ["澜川市人民政府", "2025年3月4日", "附件"]


def test_a_last_line_of_the_left_column_stays_in_it() -> None:
    """The left column may be longer by a line."""
    left, right = prose(6, LEFT, 100, 19), prose(5, RIGHT, 100, 19)
    assert texts(page(left + right)) == [*texts(page(left)), *texts(page(right))]


def test_signatures_beside_each_other_are_read_one_after_the_other() -> None:
    """Each issuer with its date (联合行文)."""
    names = line("澜川市财政局", 100, 300) + line("澜川市水务局", 360, 300)
    dates = line("2025年3月4日", 96, 320) + line("2025年3月4日", 356, 320)
    found = texts(page(prose(3, LEFT, 100, 40) + names + dates))
    assert found[3:] == ["澜川市财政局", "2025年3月4日", "澜川市水务局", "2025年3月4日"]


def test_a_page_in_one_column_is_not_cut_by_the_gutter_of_the_others() -> None:
    """Short lines, a signature at the right and an imprint are read line by line in an issue of two columns."""
    columns = page(prose(20, LEFT, 100, 19) + prose(20, RIGHT, 100, 19), 1)
    lines = [("市政府：", LEFT, 100), ("现将有关情况请示如下，请予批示。", LEFT + 24, 120), ("澜川市水务局", 400, 160)]
    lines += [("2025年5月2日", 396, 180), ("抄送：市财政局。", LEFT, 220), ("澜川市水务局办公室", LEFT, 240)]
    chars = [c for words, x, y in lines for c in line(words, x, y)] + line("2025年5月3日印发", 420, 240)
    assert texts(columns, page(chars, 2))[40:] == [
        *(words for words, _, _ in lines[:5]),
        "澜川市水务局办公室　2025年5月3日印发",
    ]


def test_lines_whose_parts_stand_under_each_other_are_no_paragraph() -> None:
    """Names with sums in a list of two parts stay lines of their own."""
    rows = [("长虹桥", "十二万元"), ("北湾大桥", "三十万元"), ("青礁桥", "五万元")]
    chars = prose(6, LEFT, 100, 40)
    for k, (name, amount) in enumerate(rows):
        chars += line(name, LEFT, 240 + 20 * k) + line(amount, 360, 240 + 20 * k)
    found = [one for one in read(page(chars)) if "桥" in one.text and "元" in one.text]
    assert [(one.text, one.begins) for one in found[1:]] == [(f"{a}　{b}", True) for a, b in rows[1:]]
