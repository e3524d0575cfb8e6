"""What is printed again at its own place counts once; characters that are really doubled stay."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.reading.pdf_writer import BODY, Sheet, read_sheet, show, stream

TITLE = "澜川市人民政府关于天天健身人人参与2022年工作的通知"
FORM = "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</H 5 0 R>>>>"


def body(y: float = 640) -> str:
    """Two lines of text."""
    return show(BODY, 94, y) + show("好好学习，天天向上，每日11.00元……", 94, y - 22)


TWICE: dict[str, tuple[Sheet, str]] = {
    "a title line by line, shifted": (
        Sheet(show(TITLE, 80, 720, 18) + show(TITLE, 80.5, 720, 18) + body()),
        TITLE,
    ),
    "a title four times": (
        Sheet("".join(show(TITLE, 80 + dx, 720 + dy, 18) for dx in (0, 0.4) for dy in (0, 0.4)) + body()),
        TITLE * 3,
    ),
    "a title with a shadow under it": (
        Sheet(f"q 0.6 g {show(TITLE, 82, 718, 18)} Q {show(TITLE, 80, 720, 18)}" + body()),
        TITLE,
    ),
    "character by character": (
        Sheet(
            "".join(show(c, 80 + 18 * k + dx, 720, 18) for k, c in enumerate(TITLE) for dx in (0, 0.3, 0.6)) + body()
        ),
        TITLE * 2,
    ),
    "a page laid over itself": (
        Sheet((show(TITLE, 80, 720, 18) + body()) * 2),
        TITLE + BODY + "好好学习，天天向上，每日11.00元……",
    ),
    "a page laid over itself by a form": (
        Sheet(
            "/F Do 1 0 0 1 0.3 -0.3 cm /F Do ",
            resources="/XObject<</F 10 0 R>>",
            objects=(stream(show(TITLE, 80, 720, 18) + body(), FORM),),
        ),
        TITLE + BODY + "好好学习，天天向上，每日11.00元……",
    ),
    "filled, then outlined": (
        Sheet(f"{show(TITLE, 80, 720, 18)} q 1 Tr {show(TITLE, 80, 720, 18)} Q " + body()),
        TITLE,
    ),
    "on a page that lies on its side": (
        Sheet(
            f"q 0 1 -1 0 842 0 cm {show(TITLE, 80, 720, 18)}{show(TITLE, 80.4, 720.2, 18)}{body()} Q",
            "/MediaBox[0 0 842 595]",
        ),
        TITLE,
    ),
}


@pytest.mark.parametrize("name", TWICE)
def test_a_second_print_is_set_aside(tmp_path: Path, name: str) -> None:
    """Each line is read once, with its doubled characters; the further prints are kept as what they are."""
    sheet, again = TWICE[name]
    found = read_sheet(tmp_path, sheet)
    assert found.lines == [TITLE, BODY, "好好学习，天天向上，每日11.00元……"]
    assert list(found.aside) == ["OVERPRINTED"]
    assert Counter(found.aside["OVERPRINTED"]) == Counter(again)


@pytest.mark.parametrize("size", [7, 9, 12, 22, 36])
@pytest.mark.parametrize("space", [-0.8, 0, 1])
def test_doubled_characters_stay(tmp_path: Path, size: float, space: float) -> None:
    """Characters that stand beside each other are two, however tight a line is set."""
    text = "人人天天11.00…………——好好"
    found = read_sheet(tmp_path, Sheet(f"q {space} Tc {show(text, 60, 700, size)} Q"))
    assert found.lines == [text]


def test_the_same_line_again_below_stays(tmp_path: Path) -> None:
    """A line that is printed again elsewhere is another line."""
    found = read_sheet(tmp_path, Sheet(show(BODY, 94, 700) + show(BODY, 94, 686)))
    assert found.lines == [BODY, BODY]
