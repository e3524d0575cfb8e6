"""Tables that have no rules down, and what looks like one."""

from __future__ import annotations

import pytest

from gazette_site.reading.pdf.characters import Box
from gazette_site.reading.pdf.doubts import doubts
from gazette_site.reading.pdf.pages import layouts_of
from tests.reading.printed_page import LEFT, RIGHT, SIZE, across, line, page, prose, table, texts

ROWS = [
    ["序号", "任务", "责任单位"],
    ["1", "渡口普查", "市交通局"],
    ["2", "设施维修", "市水务局"],
    ["3", "检查", "市应急局"],
]
XS = [60.0, 160.0, 380.0]


def bars(rows: list[list[str]]) -> list[str]:
    """Rows as they are read."""
    return ["|".join(row) for row in rows]


def test_three_rules_make_a_table() -> None:
    """A rule over the head, one under it and one under the last row (三线表) are enough."""
    chars = line("任务分工见下表。", 72, 100) + table(ROWS, XS, 140) + line("（此件公开发布）", 72, 260)
    assert texts(page(chars, rules=across(125, 146, 206))) == ["任务分工见下表。", *bars(ROWS), "（此件公开发布）"]


def test_a_table_of_two_columns_needs_rules() -> None:
    """Two columns between three rules are a table, without rules they stay lines."""
    rows = [["渡口", "船只"], ["桥东渡口", "两艘"], ["桥西渡口", "一艘"]]
    chars = prose(2, LEFT, 100, 40) + table(rows, [120.0, 380.0], 160)
    assert texts(page(chars, rules=across(145, 166, 206)))[2:] == bars(rows)
    assert [text.replace("\u3000", "") for text in texts(page(chars))[2:]] == ["".join(row) for row in rows]


def test_alignment_alone_makes_a_table_of_three_columns() -> None:
    """Three lines of three parts that stand under each other are a table."""
    assert texts(page(prose(3, LEFT, 100, 40) + table(ROWS, XS, 180)))[3:] == bars(ROWS)


def test_items_under_items_are_one_column() -> None:
    """The first column may be indented step by step."""
    rows = [
        ["生产总值", "1205.6", "5.2"],
        ["　第一产业", "102.0", "3.1"],
        ["　第二产业", "500.0", "5.5"],
        ["收入", "88.8", "7.7"],
    ]
    found = texts(page(table(rows, XS, 180)))
    assert found == ["|".join(word.strip() for word in row) for row in rows]


def test_cells_of_two_lines_are_one_row() -> None:
    """The second line of a cell belongs to the row above where the room between rows is larger."""
    chars = table(ROWS[:1], XS, 140, 26) + table([ROWS[1]], XS, 166) + line("及辖区检查站", XS[2], 182)
    chars = [c._replace(base=c.base) for c in chars] + table(ROWS[2:], XS, 208, 26)
    assert texts(page(chars, rules=across(125, 148, 250))) == [
        "序号|任务|责任单位",
        "1|渡口普查|市交通局及辖区检查站",
        "2|设施维修|市水务局",
        "3|检查|市应急局",
    ]


def test_cells_in_the_middle_of_their_height_are_one_row() -> None:
    """A cell of two lines stands half a line over and under the others of its row."""
    chars = table(ROWS[:1], XS, 140) + line("市交通局及各县区交通局共", XS[2], 160) + table([ROWS[1][:2]], XS, 168)
    chars += line("同负责", XS[2], 176) + table(ROWS[2:], XS, 196)
    assert texts(page(chars, rules=across(125, 146, 224)))[1:] == [
        "1|渡口普查|市交通局及各县区交通局共同负责",
        "2|设施维修|市水务局",
        "3|检查|市应急局",
    ]


def test_a_head_over_several_columns_spans_them() -> None:
    """What stands in the middle over three columns begins with the first of them, the stub in the first row."""
    head = line("涨幅（%）", 320, 140) + line("指标", 60, 150) + table([["全市", "城市", "农村"]], [220, 335, 450], 160)
    body = table([["消费价格", "0.3", "0.2", "0.4"], ["食品", "1.2", "1.1", "1.4"]], [60, 220, 335, 450], 185)
    assert texts(page(head + body, rules=across(125, 168, 215))) == [
        "指标|涨幅（%）||",
        "|全市|城市|农村",
        "消费价格|0.3|0.2|0.4",
        "食品|1.2|1.1|1.4",
    ]


def test_a_table_that_the_page_cuts_keeps_its_head() -> None:
    """The last rule is on the next page, so is the head again."""
    chars = line("任务分工见下表。", 72, 640) + table(ROWS[:3], XS, 680)
    over = table([ROWS[0], ROWS[3], ["4", "评估", "市财政局"]], XS, 100)
    found = texts(page(chars, 1, across(665, 686)), page(over, 2, across(85, 106, 146)))
    assert found == ["任务分工见下表。", *bars(ROWS[:3]), *bars([ROWS[0], ROWS[3]]), "4|评估|市财政局"]


def test_what_stands_between_two_tables_is_in_neither() -> None:
    """Rules of the same extent belong to two tables where a caption and a paragraph part them."""
    chars = (
        table(ROWS, XS, 140)
        + line("表后的说明在这里，各单位按表中的分工抓好落实。", 72, 250)
        + line("表2　分工续表", 240, 290)
    )
    chars += table(ROWS, XS, 330)
    found = texts(page(chars, rules=across(125, 146, 206, 315, 336, 396)))
    assert found == [*bars(ROWS), "表后的说明在这里，各单位按表中的分工抓好落实。", "表2　分工续表", *bars(ROWS)]


def test_the_imprint_between_rules_is_no_table() -> None:
    """抄送 and 印发 stand between rules (版记), and are lines."""
    chars = line("抄送：市委办公室，市人大常委会办公室。", 60, 600) + line("澜川市人民政府办公室", 60, 625)
    chars += line("2025年3月5日印发", 400, 625)
    assert texts(page(chars, rules=across(585, 606, 631))) == [
        "抄送：市委办公室，市人大常委会办公室。",
        "澜川市人民政府办公室　2025年3月5日印发",
    ]


def test_columns_of_prose_between_rules_are_no_table() -> None:
    """A page in two columns under a running head between two rules is read column by column."""
    left, right = prose(8, LEFT, 120, 19), prose(8, RIGHT, 120, 19)
    head = line("市政府文件", LEFT, 90) + line("2025年第3期", 470, 90)
    found = texts(page(head + left + right, rules=across(78, 96, 300)))
    assert [text for text in found if len(text) == 19] == texts(page(left)) + texts(page(right))


def test_lists_in_two_columns_of_text_are_not_joined() -> None:
    """Names in each of two columns are two lists, one after the other, though their lines are level."""
    names = [["王明", "李建", "赵兰"], ["周燕", "吴江", "郑博"], ["冯岚", "陈静", "楚天"]]
    chars = prose(5, LEFT, 100, 19) + prose(5, RIGHT, 100, 19)
    chars += table(names, [LEFT, LEFT + 70, LEFT + 140], 200) + table(
        names[::-1], [RIGHT, RIGHT + 70, RIGHT + 140], 200
    )
    assert [text for text in texts(page(chars)) if "|" in text] == [*bars(names), *bars(names[::-1])]


def test_contents_in_two_columns_are_no_table() -> None:
    """Titles with page numbers beside titles with higher ones are read column by column."""
    titles = [("防汛工作的通知", "1", "人口普查的通知", "11"), ("抗旱工作的通知", "3", "经济普查的通知", "13")]
    titles += [("森林防火的通知", "5", "农业普查的通知", "15"), ("秋收工作的通知", "8", "质量月的通知", "18")]
    found = texts(page(table(titles, [LEFT, 250, RIGHT, 520], 140)))
    assert [text.replace("\u3000", "") for text in found] == [
        a + b for part in (0, 2) for row in titles for a, b in [row[part : part + 2]]
    ]


def test_shaded_rows_are_rows_of_their_table() -> None:
    """A table of shaded and plain rows without rules is one table."""
    shade = [Box(x, y, x, y + 20) for y in (146.0, 186.0) for x in (LEFT, 300.0, 540.0)] + [
        Box(LEFT, y + d, 540, y + d) for y in (146.0, 186.0) for d in (0.0, 20.0)
    ]
    assert texts(page(table(ROWS, XS, 140), rules=shade)) == bars(ROWS)


def test_frames_that_touch_are_no_table() -> None:
    """A frame around a picture over one around a note does not take the column beside it."""
    left, right = prose(2, LEFT, 100, 19), prose(10, RIGHT, 100, 19)
    words = "编者按：本刊自本期起开设专栏，欢迎各单位来稿介绍经验。"
    note = line(words, LEFT + 6, 320)
    frames = [
        *across(140, 300, x1=286), Box(LEFT, 140, LEFT, 300), Box(286, 140, 286, 300),
        *across(300.5, 340), Box(LEFT, 300.5, LEFT, 340), Box(540, 300.5, 540, 340),
    ]  # fmt: skip
    found = texts(page(left + right + note, rules=frames))
    assert found == [*texts(page(left)), *texts(page(right)), words]


@pytest.mark.parametrize("gap", [1.0, 1.5])
def test_names_driven_apart_are_one_cell(gap: float) -> None:
    """Names of two characters with room between them are no columns."""
    rows = [["王", "明", "市长"], ["赵", "兰", "副市长"], ["吴", "江", "秘书长"]]
    chars = table([["姓名", "", "职务"]], [60, 0, 300], 140) + table(rows, [60, 60 + SIZE * (1 + gap), 300], 160)
    found = texts(page(chars, rules=across(125, 146, 206)))
    assert found == ["姓名|职务", *(f"{a}　{b}|{c}" for a, b, c in rows)]


def test_rows_without_their_first_column_are_said_to_be_unsure() -> None:
    """Where no rule parts the rows, such a line may belong to the row above or below, or stand for itself."""
    rows = [*ROWS[:2], ["", "设施维修", "市水务局"], ROWS[3]]
    layouts = layouts_of([page(table(rows, XS, 140), rules=across(125, 146, 206))])
    assert [problem.code for problem in doubts(layouts, "2025-03.pdf", "")] == ["page-table-rows"]
    sure = layouts_of([page(table(ROWS, XS, 140), rules=across(125, 146, 206))])
    assert list(doubts(sure, "2025-03.pdf", "")) == []


def test_rules_between_all_rows_part_them() -> None:
    """Whatever stands between two rules is one row then, however its lines stand."""
    chars = (
        table([ROWS[0]], XS, 140) + table([ROWS[1]], XS, 160) + line("和各县区", XS[2], 180) + table([ROWS[2]], XS, 200)
    )
    assert texts(page(chars, rules=across(125, 146, 186, 206))) == [
        "序号|任务|责任单位",
        "1|渡口普查|市交通局和各县区",
        "2|设施维修|市水务局",
    ]
