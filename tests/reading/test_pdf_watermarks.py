"""Watermarks are in no line; what slants and is printed once is set aside and told."""

from __future__ import annotations

from math import cos, radians, sin
from pathlib import Path

from tests.reading.pdf_writer import BODY, Sheet, read, show, shown, write_pdf
from tests.reading.printed_page import LEFT, line, page, prose, texts

LINES = "".join(show(BODY, 94, 700 - 21 * k) for k in range(14))
MARK = "澜川市政府"


def slanting(text: str, degrees: float, size: float = 60) -> str:
    """A line that slants over the middle of a page."""
    a, b = cos(radians(degrees)), sin(radians(degrees))
    return f"0.9 g BT /H {size} Tf {a:.4f} {b:.4f} {-b:.4f} {a:.4f} 150 400 Tm {shown(text)} Tj ET 0 g\n"


def test_slanting_words_on_two_pages_are_a_watermark(tmp_path: Path) -> None:
    """No line has a character of it, and nothing is reported."""
    found = read(write_pdf(tmp_path / "a.pdf", [Sheet(slanting(MARK, 40) + LINES), Sheet(LINES + slanting(MARK, 40))]))
    assert found.lines == [BODY] * 28
    assert found.aside == {"WATERMARK": MARK * 2}
    assert not found.problems


def test_slanting_words_printed_once_are_told(tmp_path: Path) -> None:
    """They may be text, such as that of a seal."""
    found = read(write_pdf(tmp_path / "a.pdf", [Sheet(LINES), Sheet(LINES + slanting(MARK, -25))]))
    assert found.lines == [BODY] * 28
    assert [(p.code, p.line, MARK in p.message) for p in found.problems] == [("page-text-aside", 2, True)]


def test_a_page_that_is_askew_as_a_whole_is_read(tmp_path: Path) -> None:
    """Only what slants beside level text is set aside."""
    lines = "".join(slanting(BODY, 4, 12).replace("150 400", f"60 {700 - 30 * k}") for k in range(4))
    assert read(write_pdf(tmp_path / "a.pdf", [Sheet(lines)])).lines == [BODY] * 4


def test_large_words_under_the_text_of_two_pages_are_a_watermark() -> None:
    """They stand level, at one place, and lines run through them."""
    mark = line(MARK, 120, 300, 48.0)
    assert texts(page(mark + prose(20, LEFT, 100, 40), 1), page(mark + prose(20, LEFT, 100, 40), 2)) == texts(
        page(prose(20, LEFT, 100, 40), 1), page(prose(20, LEFT, 100, 40), 2)
    )


def test_a_title_at_one_place_of_two_pages_is_no_watermark() -> None:
    """Nothing runs through it."""
    pages = [page(line("澜川市人民政府", 200, 120, 18.0) + prose(10, LEFT, 160, 40), n) for n in (1, 2)]
    assert texts(*pages).count("澜川市人民政府") == 2


def test_the_words_and_the_star_of_a_seal_are_in_no_line(tmp_path: Path) -> None:
    """Also its topmost character, which stands upright; they are told, on the first page of a text as well."""
    seal = "澜川市人民政府"
    round_ = ""
    for k, char in enumerate(seal):
        a = radians(210 - 40 * k)
        b = a - radians(90)
        turned = f"{cos(b):.4f} {sin(b):.4f} {-sin(b):.4f} {cos(b):.4f} {340 + 45 * cos(a):.1f} {560 + 45 * sin(a):.1f}"
        round_ += f"BT /H 14 Tf {turned} Tm {shown(char)} Tj ET\n"
    found = read(write_pdf(tmp_path / "a.pdf", [Sheet(LINES + round_ + show("★", 328, 552, 24))]))
    assert found.lines == [BODY] * 14
    assert found.aside == {"VERTICAL": seal + "★"}
    assert found.codes == {"page-text-aside"}
