"""Vertical writing is read from top to bottom and from right to left; a label beside the text is set aside and reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from gazette_site.reading.pdf.glyphs import fold_glyph
from tests.reading.pdf_writer import BODY, Sheet, read, read_sheet, show, write_pdf

COLUMNS = [
    "澜川市人民政府关于加强渡口管理的通知",
    "澜府发〔二〇二五〕三号",
    "各县区人民政府：",
    "为保障渡口安全，现就有关事项通知如下。",
    "一、落实责任。各县区要明确专人负责。",
    "澜川市人民政府",
    "二〇二五年三月四日",
]


def down(text: str, x: float, y: float, size: float = 12, step: float = 1.0) -> str:
    """Characters set one under the other, each by itself."""
    return "".join(show(char, x, y - k * size * step, size) for k, char in enumerate(text))


def columns(step: float, *, font: bool, reverse: bool = False, spread: float = 1.0) -> str:
    """A page of columns, so many points apart."""
    made = [
        show(text, 520 - step * k, 770, 14, "V") if font else down(text, 520 - step * k, 750, 14, spread)
        for k, text in enumerate(COLUMNS)
    ]
    return "".join(reversed(made) if reverse else made)


PAGES: dict[str, Sheet] = {
    "a font that writes downwards": Sheet(columns(25, font=True)),
    "columns close to each other": Sheet(columns(19, font=True)),
    "painted from left to right": Sheet(columns(25, font=True, reverse=True)),
    "character by character": Sheet(columns(25, font=False)),
    "character by character, loosely set": Sheet(columns(34, font=False, spread=1.5)),
    "far apart": Sheet(columns(60, font=False)),
    "turned by its page": Sheet(f"q 0 1 -1 0 842 0 cm {columns(25, font=True)} Q", "/MediaBox[0 0 842 595]/Rotate 90"),
    "ruled": Sheet(
        columns(25, font=True)
        + "".join(f"{538 - 25 * k} 780 m {538 - 25 * k} 300 l S " for k in range(8))
        + "363 780 m 538 780 l S 363 300 m 538 300 l S "
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_columns_are_read_from_right_to_left(tmp_path: Path, name: str) -> None:
    """Each column is a line, the rightmost first, and the page is said to be vertical."""
    found = read_sheet(tmp_path, PAGES[name])
    assert found.lines == COLUMNS
    assert found.codes == {"page-vertical"}
    assert not found.aside


def test_tiers_are_read_one_after_the_other(tmp_path: Path) -> None:
    """Of two tiers the upper one is read first."""
    upper = "".join(show(text, 520 - 25 * k, 770, 14, "V") for k, text in enumerate(COLUMNS[:4]))
    lower = "".join(show(text, 520 - 25 * k, 400, 14, "V") for k, text in enumerate(COLUMNS[4:]))
    assert read_sheet(tmp_path, Sheet(lower + upper)).lines == COLUMNS


def test_marks_of_vertical_writing_are_the_usual_ones() -> None:
    """Brackets and stops that were turned for vertical writing are read as what they are."""
    assert "".join(fold_glyph(c, {}) for c in "︽办法︾︵试行︶︒") == "《办法》（试行）。"


LABEL = "澜川市公报选编"
LABELS: dict[str, str] = {
    "by its font, at the right": show(LABEL, 560, 690, 10, "V"),
    "by its font, at the left": show(LABEL, 40, 690, 12, "V"),
    "character by character": down(LABEL, 550, 690, 11, 1.1),
    "spread": down(LABEL, 550, 690, 11, 1.7),
    "between the lines": down(LABEL, 50, 705, 12, 1.25),
    "on its side": f"BT /H 11 Tf 0 1 -1 0 560 500 Tm <{LABEL.encode('utf-16-be').hex()}> Tj ET ",
    "on its other side": f"BT /H 11 Tf 0 -1 1 0 560 700 Tm <{LABEL.encode('utf-16-be').hex()}> Tj ET ",
}


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("name", LABELS)
def test_a_label_beside_the_text_is_set_aside(tmp_path: Path, name: str, first: bool) -> None:
    """It does not run into the lines, and a warning says what it is."""
    lines = "".join(show(BODY, 94, 700 - 21 * k) for k in range(14))
    cover = Sheet(show(BODY, 94, 700))
    sheet = Sheet(LABELS[name] + lines if first else lines + LABELS[name])
    found = read(write_pdf(tmp_path / "a.pdf", [cover, sheet]))
    assert found.lines == [BODY] * 15
    assert found.aside == {"VERTICAL": LABEL}
    assert [(p.code, p.line, LABEL in p.message) for p in found.problems] == [("page-text-aside", 2, True)]


def test_a_table_without_rules_is_no_vertical_text(tmp_path: Path) -> None:
    """Single characters under each other that stand in rows with others stay in them."""
    rows = [("甲桥", "是", "好"), ("乙桥", "否", "坏"), ("丙桥", "是", "好"), ("丁桥", "否", "好")]
    words = "".join(show(text, 94 + 140 * j, 700 - 20 * k) for k, row in enumerate(rows) for j, text in enumerate(row))
    found = read_sheet(tmp_path, Sheet(words + "".join(show(BODY, 94, 600 - 22 * k) for k in range(4))))
    assert [line.split() for line in found.lines[:4]] == [list(row) for row in rows]


def test_short_lines_are_no_vertical_text(tmp_path: Path) -> None:
    """A list of two characters a line, and figures under each other, are lines."""
    names = ["王明", "李力", "赵云", "钱大", "孙小"]
    words = "".join(show(t, 94, 700 - 20 * k) for k, t in enumerate(names))
    digits = "".join(show(str(k), 94, 500 - 20 * k) for k in range(1, 6))
    found = read_sheet(tmp_path, Sheet(words + digits + show(BODY, 94, 300)))
    assert found.lines == [*names, *"12345", BODY]


def test_a_vertical_cell_is_read_downwards(tmp_path: Path) -> None:
    """Two columns in a cell are read from right to left."""
    rules = "60 600 m 500 600 l S 60 700 m 500 700 l S " + "".join(f"{x} 600 m {x} 700 l S " for x in (60, 120, 500))
    words = show("建设", 92, 690, 12, "V") + show("单位", 72, 690, 12, "V") + show("澜川市桥梁公司", 140, 650)
    found = read_sheet(tmp_path, Sheet(rules + words))
    assert found.lines == ["建设单位 澜川市桥梁公司"]


def test_what_stands_otherwise_in_a_column_is_of_it(tmp_path: Path) -> None:
    """Figures set level, words on their side, the last character of a paragraph alone at the head of a column."""
    body = "".join(down(BODY, 500 - 24 * k, 750) for k in range(4))
    one = down("定于", 404, 750) + show("12", 404, 726, 6) + show("", 404, 714) + down("日前完成报送", 404, 714)
    side = f"BT /H 12 Tf 0 -1 1 0 407 640 Tm <{'GPS'.encode('utf-16-be').hex()}> Tj ET "
    found = read_sheet(tmp_path, Sheet(body + one + side + down("数据", 404, 610) + down("。", 380, 750)))
    assert found.lines[4:] == ["定于12日前完成报送GPS数据", "。"]
    assert not found.aside


def test_names_among_names_of_three_characters_are_no_columns(tmp_path: Path) -> None:
    """王　煜 over 李　静 over 赵　六, closer than characters of a column, in rows with others."""
    rows = [("张明远", "王", "煜"), ("周大成", "李", "静"), ("郑志强", "赵", "宏")]
    words = "".join(
        show(text, x, 700 - 14 * k) for k, row in enumerate(rows) for x, text in zip((94, 160, 184), row, strict=True)
    )
    found = read_sheet(tmp_path, Sheet(words + "".join(show(BODY, 94, 600 - 22 * k) for k in range(4))))
    assert [line.split() for line in found.lines[:3]] == [list(row) for row in rows]
    assert not found.aside
