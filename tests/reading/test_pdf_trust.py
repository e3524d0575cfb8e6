"""Pages whose characters cannot be trusted are not published as text, and said."""

from __future__ import annotations

from pathlib import Path

import pytest

from gazette_site.model import Trust
from gazette_site.reading.pdf.glyphs import fold_glyph
from gazette_site.reading.pdf.plausible import plausible
from tests.reading.pdf_writer import BODY, Sheet, read_sheet, show, shown
from tests.reading.printed_page import LEFT, line, prose

LINES = "".join(show(BODY, 94, 700 - 21 * k) for k in range(6))


def glyph(x: float, y: float) -> str:
    """A filled outline of twelve corners, as large as a character."""
    corners = [(0, 0), (4, 0), (4, 3), (8, 3), (8, 0), (12, 0), (12, 12), (9, 12), (9, 8), (3, 8), (3, 12), (0, 12)]
    first, *rest = ((x + a, y + b) for a, b in corners)
    return f"{first[0]} {first[1]} m " + " ".join(f"{a} {b} l" for a, b in rest) + " h f\n"


def test_characters_of_another_text_are_no_text() -> None:
    """A table of characters that is shifted gives rare ones only."""
    chars = prose(4, LEFT, 100, 40)
    wrong = [c._replace(text=chr(ord(c.text) + 61)) if c.text > "\u4e00" else c for c in chars]
    assert plausible(chars) and not plausible(wrong)


def test_bytes_of_another_encoding_are_no_text() -> None:
    """They come out as accented letters; leaders of contents are no letters."""
    assert not plausible(line("¹«¸æÖÐ»ªÈËÃñ¹²ºÍ¹ú" * 12, LEFT, 100))
    assert plausible(line("·" * 200, LEFT, 100))


def test_few_characters_prove_nothing() -> None:
    """A list of names may have none that is common."""
    assert plausible(line("垚淼焱骉犇鑫", LEFT, 100))


@pytest.mark.parametrize(
    "content",
    [
        "".join(show(" " * 40, 60, 700 - 20 * k) for k in range(4)),
        "".join(glyph(60 + 14 * (k % 30), 700 - 20 * (k // 30)) for k in range(60)),
    ],
    ids=["blanks for glyphs", "outlines for glyphs"],
)
def test_a_page_of_words_that_no_machine_reads_is_a_picture(tmp_path: Path, content: str) -> None:
    """It is not taken for an empty one."""
    found = read_sheet(tmp_path, Sheet(content))
    assert found.codes == {"page-without-text"}
    assert found.transcript.pages[0].trust is Trust.NONE


def test_a_font_without_characters_is_told(tmp_path: Path) -> None:
    """Its strings are shown and give nothing."""
    font = "/Font<</X 10 0 R>>"
    entries = "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Unknown-H/DescendantFonts[4 0 R]>>"
    words = "".join(f"BT /X 12 Tf 94 {700 - 20 * k} Td {shown(BODY)} Tj ET\n" for k in range(4))
    form = f"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<{font}>>/Length {len(words)}>>stream\n{words}\nendstream"
    found = read_sheet(tmp_path, Sheet("/F Do", resources="/XObject<</F 11 0 R>>", objects=(entries, form)))
    assert found.codes == {"page-without-text"}


def test_a_title_in_outlines_over_text_is_told(tmp_path: Path) -> None:
    """The text is published, the title is missing."""
    found = read_sheet(tmp_path, Sheet("".join(glyph(200 + 14 * k, 760) for k in range(12)) + LINES))
    assert found.lines == [BODY] * 6
    assert found.codes == {"page-outlined"}


def test_rules_and_a_seal_are_no_outlined_words(tmp_path: Path) -> None:
    """Neither boxes nor a single shape stand in a row as characters do."""
    drawn = "".join(f"60 {760 - 3 * k} 400 1 re f\n" for k in range(3)) + glyph(400, 300)
    assert not read_sheet(tmp_path, Sheet(drawn + LINES)).codes


def test_the_radical_of_a_door_is_the_character_that_fonts_draw_for_it() -> None:
    """Unicode takes it for the traditional form; 户数 is printed."""
    assert fold_glyph("⼾", {}) == "户"
