"""Rules that are drawn in unusual ways, and rows between which none is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from gazette_site.reading.pdf.characters import Box, Char
from gazette_site.reading.pdf.grids import find_grids, part_lines
from gazette_site.reading.pdf.rules import rules_of
from tests.reading.pdf_writer import Sheet, read_sheet, show
from tests.reading.printed_page import LEFT, line, page, prose, read, shown

ROWS = [
    ("序号", "项目", "单位"),
    ("1", "河堤加固", "市水务局"),
    ("2", "水厂扩建", "市城投"),
    ("3", "管网改造", "市住建局"),
]
XS, TOP, HIGH = (60, 120, 300, 440), 700, 24
FOOT = TOP - HIGH * len(ROWS)


def words() -> str:
    """The words of the table."""
    return "".join(
        show(text, XS[c] + 6, TOP - HIGH * r - 16, 10.5) for r, row in enumerate(ROWS) for c, text in enumerate(row)
    )


def level(x0: float, x1: float, y: float, how: str) -> str:
    """A rule across."""
    if how == "double":
        return f"{x0} {y + 2} m {x1} {y + 2} l S {x0} {y - 2} m {x1} {y - 2} l S\n"
    if how == "dots":
        return "".join(f"{x} {y - 0.25} 0.5 0.5 re f\n" for x in range(int(x0), int(x1), 2))
    if how == "dashes":
        return "".join(
            f"{x} {y} m {x + 2} {y} l {x + 2} {y + 0.7} l {x} {y + 0.7} l f\n" for x in range(int(x0), int(x1), 4)
        )
    return f"q {x1 - x0} 0 0 0.7 {x0} {y} cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q\n"


def steep(x: float, y0: float, y1: float, how: str) -> str:
    """A rule down."""
    if how == "double":
        return f"{x - 2} {y0} m {x - 2} {y1} l S {x + 2} {y0} m {x + 2} {y1} l S\n"
    if how == "dots":
        return "".join(f"{x - 0.25} {y} 0.5 0.5 re f\n" for y in range(int(y1), int(y0), 2))
    if how == "dashes":
        return "".join(
            f"{x} {y} m {x} {y + 2} l {x + 0.7} {y + 2} l {x + 0.7} {y} l f\n" for y in range(int(y1), int(y0), 4)
        )
    return f"q 0.7 0 0 {y0 - y1} {x} {y1} cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q\n"


@pytest.mark.parametrize("how", ["double", "dots", "dashes", "pictures"])
def test_a_table_is_one_however_its_rules_are_drawn(tmp_path: Path, how: str) -> None:
    """No row and no column is that between two lines of a double rule."""
    rules = "".join(level(XS[0], XS[-1], y, how) for y in range(FOOT, TOP + 1, HIGH))
    found = read_sheet(tmp_path, Sheet("0.5 w " + rules + "".join(steep(x, TOP, FOOT, how) for x in XS) + words()))
    assert [shown(one) for one in found.transcript.lines] == ["|".join(row) for row in ROWS]


def test_strips_of_a_picture_are_no_rules() -> None:
    """Each begins where the one before ends."""
    strips = [Box(60, 100 + k, 400, 101 + k) for k in range(40)]
    assert part_lines(strips) == ([], strips)
    assert part_lines([Box(60, 100, 400, 100.7), Box(60, 130, 400, 130.7)])[1] == []


def test_few_dots_are_no_rule() -> None:
    """Those of an ornament."""
    assert not list(rules_of([Box(60 + 3 * k, 100, 61 + 3 * k, 101) for k in range(4)]))


def raster(ys: tuple[float, ...]) -> tuple[Box, ...]:
    """Rules across at these heights, and all rules down."""
    return (*(Box(XS[0], y, XS[-1], y) for y in ys), *(Box(x, ys[0], x, ys[-1]) for x in XS))


def cells(rows: Sequence[Sequence[str]], top: float = 116.0) -> list[Char]:
    """Rows of words, twenty points apart."""
    return [
        c for r, row in enumerate(rows) for k, text in enumerate(row) for c in line(text, XS[k] + 6, top + 20 * r, 10.0)
    ]


def test_rows_between_which_no_rule_is_drawn_are_rows() -> None:
    """Rules stand around the head and at the foot only."""
    found = read(page(cells(ROWS), rules=raster((100, 122, 190))))
    assert [shown(one) for one in found] == ["|".join(row) for row in ROWS]


def test_rows_that_are_counted_may_have_cells_of_two_lines() -> None:
    """A number begins each."""
    rows = [ROWS[0], ("1", "河堤加固及", "市水务局"), ("", "附属工程", ""), ROWS[2], ROWS[3]]
    found = read(page(cells(rows), rules=raster((100, 122, 210))))
    assert [shown(one) for one in found][1:] == [
        "1|河堤加固及附属工程|市水务局",
        "2|水厂扩建|市城投",
        "3|管网改造|市住建局",
    ]


def test_lines_that_fill_their_cell_are_one_cell() -> None:
    """Prose in cells beside each other is level, too."""
    words = "各县区要按照属地管理和谁主管谁负责的原则健全安全责任体系落实"
    rows = [
        ("序号", "任务", "要求"),
        *((words[k : k + 4], words[5 * k : 5 * k + 17], words[k : k + 13]) for k in (0, 1, 2)),
    ]
    assert len(read(page(cells(rows), rules=raster((100, 122, 190))))) == 2


def test_a_double_frame_is_no_table() -> None:
    """Two rectangles, one within the other."""
    inner = [Box(64, 104, 436, 104), Box(64, 196, 436, 196), Box(64, 104, 64, 196), Box(436, 104, 436, 196)]
    outer = [Box(60, 100, 440, 100), Box(60, 200, 440, 200), Box(60, 100, 60, 200), Box(440, 100, 440, 200)]
    assert find_grids([*inner, *outer]) == []


def test_latin_words_driven_to_the_edge_are_no_table() -> None:
    """Their gaps stand under each other by chance."""
    chars = prose(4, LEFT, 100, 40)
    for k, row in enumerate((("infrastructure", "construction", "and"), ("environmental", "protection", "(trial"))):
        chars += [c for x, word in zip((48, 260, 430), row, strict=True) for c in line(word, x, 200 + 20 * k, 9.0)]
    assert all(one.cells is None for one in read(page(chars)))
