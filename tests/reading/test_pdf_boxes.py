"""A page is read as it is shown: whatever its boxes, its turning and its unit are."""

from __future__ import annotations

from pathlib import Path

import pytest

from gazette_site.reading.pdf.interpreter import visible_box
from tests.reading.pdf_writer import BODY, Sheet, read, show, write_pdf

HEAD, FOLIO = "澜川市人民政府公报", "— 3 —"
LINES = [BODY, "二、加强检查。每季度至少检查一次，发现隐患。"]

MOVES: dict[str, tuple[str, str]] = {
    "plain": ("/MediaBox[0 0 595 842]", "1 0 0 1 0 0"),
    "shifted": ("/MediaBox[100 1000 695 1842]", "1 0 0 1 100 1000"),
    "negative": ("/MediaBox[-300 -421 295 421]", "1 0 0 1 -300 -421"),
    "corners swapped": ("/MediaBox[595 842 0 0]", "1 0 0 1 0 0"),
    "cropped": ("/MediaBox[0 0 795 1042]/CropBox[100 100 695 942]", "1 0 0 1 100 100"),
    "cropped and shifted": ("/MediaBox[-50 -50 745 992]/CropBox[20 30 615 872]", "1 0 0 1 20 30"),
    "crop box larger than the page": ("/MediaBox[0 0 595 842]/CropBox[-20 -20 700 900]", "1 0 0 1 0 0"),
    "crop box elsewhere": ("/MediaBox[0 0 595 842]/CropBox[900 900 950 950]", "1 0 0 1 0 0"),
    "turned by 90": ("/MediaBox[0 0 842 595]/Rotate 90", "0 1 -1 0 842 0"),
    "turned by 180": ("/MediaBox[0 0 595 842]/Rotate 180", "-1 0 0 -1 595 842"),
    "turned by 270": ("/MediaBox[0 0 842 595]/Rotate 270", "0 -1 1 0 0 595"),
    "turned by -90": ("/MediaBox[0 0 842 595]/Rotate -90", "0 -1 1 0 0 595"),
    "turned and cropped": ("/MediaBox[0 0 1042 795]/CropBox[100 100 942 695]/Rotate 90", "0 1 -1 0 942 100"),
    "content on its head": ("/MediaBox[0 0 595 842]", "-1 0 0 -1 595 842"),
    "content on its side": ("/MediaBox[0 0 842 595]", "0 1 -1 0 842 0"),
    "content on its other side": ("/MediaBox[0 0 842 595]", "0 -1 1 0 0 595"),
    "another unit": ("/MediaBox[0 0 297.5 421]/UserUnit 2", "0.5 0 0 0.5 0 0"),
    "another unit, turned": ("/MediaBox[10 10 431 307.5]/UserUnit 2/Rotate 90", "0 0.5 -0.5 0 431 10"),
}


def sheet(entries: str, matrix: str, number: int) -> Sheet:
    """A page with a running head, two lines and a folio, drawn through a matrix."""
    words = show(HEAD, 400, 800, 9) + "".join(show(t, 94, 700 - 22 * k) for k, t in enumerate(LINES))
    return Sheet(f"q {matrix} cm {words}{show(f'— {number} —', 280, 30, 9)} Q", entries)


@pytest.mark.parametrize("name", MOVES)
def test_boxes_and_turning_change_nothing(tmp_path: Path, name: str) -> None:
    """The same print gives the same lines, running heads and page numbers."""
    entries, matrix = MOVES[name]
    found = read(write_pdf(tmp_path / "a.pdf", [sheet(entries, matrix, n) for n in (3, 4, 5)]))
    assert found.lines == LINES * 3
    assert found.aside == {"RUNNING_HEAD": HEAD * 3, "PAGE_NUMBER": "— 3 —— 4 —— 5 —"}
    assert [(p.label, p.width, p.height) for p in found.transcript.pages] == [(n, 595, 842) for n in "345"]
    assert not found.problems


def test_the_visible_box_is_that_of_the_crop_box_on_the_page() -> None:
    """A crop box counts as far as it is on the page; one that misses it does not count."""
    assert visible_box((0, 0, 100, 200), (10, 20, 300, 90)) == (10, 20, 100, 90)
    assert visible_box((100, 200, 0, 0), (90, 150, 10, 20)) == (10, 20, 90, 150)
    assert visible_box((0, 0, 100, 200), (500, 500, 600, 600)) == (0, 0, 100, 200)
