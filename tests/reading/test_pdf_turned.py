"""A part of a page that lies on its side, such as a wide table between paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.pdf_writer import BODY, Sheet, read_sheet, show, shown

ROWS = [["序号", "港名", "码头"], ["1", "北湾", "12"], ["2", "青礁", "30"], ["3", "南澳", "45"]]


def lying(text: str, x: float, y: float, quarters: int) -> str:
    """A line that is turned by a quarter (1) or three (3), beginning at a point."""
    matrix = "0 1 -1 0" if quarters == 1 else "0 -1 1 0"
    return f"BT /H 12 Tf {matrix} {x} {y} Tm {shown(text)} Tj ET\n"


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    """A drawn line."""
    return f"{x0} {y0} m {x1} {y1} l S\n"


def turned_table(quarters: int) -> str:
    """A ruled table whose rows run up (1) or down (3) the page, between 300 and 600 points from its foot."""
    xs, ys = [200, 230, 260, 290, 320], [300, 400, 500, 600]
    words = ""
    for k, row in enumerate(ROWS):
        for j, text in enumerate(row):
            x = xs[k] + 20 if quarters == 1 else xs[-1 - k] - 20
            words += lying(text, x, ys[j] + 8 if quarters == 1 else ys[-1 - j] - 8, quarters)
    return words + "".join(rule(x, 300, x, 600) for x in xs) + "".join(rule(200, y, 320, y) for y in ys)


@pytest.mark.parametrize("quarters", [1, 3])
def test_a_table_on_its_side_between_paragraphs_is_put_upright(tmp_path: Path, quarters: int) -> None:
    """It is read where it stands, row by row, and the clerk is told to look."""
    content = show(BODY, 60, 700) + turned_table(quarters) + show("表后的文字。", 60, 200)
    found = read_sheet(tmp_path, Sheet(content))
    assert found.lines == [BODY, *(" ".join(row) for row in ROWS), "表后的文字。"]
    assert found.codes == {"page-turned-part"}
    assert found.transcript.pages[0].height == 842


def test_what_lies_level_with_text_stays_aside(tmp_path: Path) -> None:
    """Words on their side at the margin of paragraphs are no part of their own."""
    body = "".join(show(BODY, 60, 700 - 20 * k) for k in range(12))
    found = read_sheet(tmp_path, Sheet(body + lying("澜川市人民政府公报二〇二五年第五期政府文件栏目选编", 500, 480, 1)))
    assert found.lines == [BODY] * 12
    assert found.aside == {"COVER": "澜川市人民政府公报二〇二五年第五期政府文件栏目选编"}
    assert "page-turned-part" not in found.codes


def test_a_page_of_nothing_but_a_turned_table_is_turned_whole(tmp_path: Path) -> None:
    """Its running head, upright at the edge, is no text between which it would stand."""
    found = read_sheet(tmp_path, Sheet(show("澜川市人民政府公报", 60, 800) + turned_table(1)))
    assert found.lines == [" ".join(row) for row in ROWS]
    assert "page-turned-part" not in found.codes
