"""What a file marks: running heads and watermarks as artifacts, replacement text, annotations."""

from __future__ import annotations

from pathlib import Path

import pytest

from gazette_site.reading.pdf.marked import differs, named
from tests.reading.pdf_writer import BODY, Sheet, read, read_sheet, show, shown, stream, write_pdf

LINES = "".join(show(BODY, 94, 700 - 20 * k) for k in range(6))
HEAD = "政务要闻选登之三"


def artifact(content: str, subtype: str) -> str:
    """Content that is marked as an artifact of pagination."""
    return f"/Artifact <</Type/Pagination/Subtype/{subtype}>> BDC {content} EMC\n"


def test_a_marked_running_head_needs_no_repetition(tmp_path: Path) -> None:
    """It stands on this page only, as large as the text."""
    found = read_sheet(tmp_path, Sheet(artifact(show(HEAD, 220, 785), "Header") + LINES))
    assert HEAD not in found.lines and found.aside["RUNNING_HEAD"] == HEAD


def test_the_same_without_a_mark_is_text(tmp_path: Path) -> None:
    """Nothing else shows that it is a running head."""
    assert HEAD in read_sheet(tmp_path, Sheet(show(HEAD, 220, 785) + LINES)).lines


def test_a_marked_folio_in_chinese_numerals_names_its_page(tmp_path: Path) -> None:
    """As figures, which the contents have."""
    found = read_sheet(tmp_path, Sheet(LINES + artifact(show("十三", 290, 90), "Footer")))
    assert found.aside["PAGE_NUMBER"] == "十三" and found.transcript.pages[0].label == "13"


def test_a_mark_in_the_middle_of_a_page_hides_nothing(tmp_path: Path) -> None:
    """What is printed among the text is text, whatever it is marked as."""
    found = read_sheet(tmp_path, Sheet(LINES + artifact(show("特别规定从其规定。", 94, 500), "Header")))
    assert any("特别规定从其规定。" in text for text in found.lines)


def test_a_marked_watermark_is_set_aside(tmp_path: Path) -> None:
    """Also one that stands upright, on one page only."""
    found = read_sheet(tmp_path, Sheet(LINES + artifact(f"0.8 g {show('内部资料', 200, 500, 40)} 0 g", "Watermark")))
    assert found.aside["WATERMARK"] == "内部资料"


def span(actual: str, content: str) -> str:
    """Marked content with replacement text."""
    return f"/Span <</ActualText <FEFF{actual.encode('utf-16-be').hex()}>>> BDC {content} EMC\n"


def test_replacement_text_names_a_glyph_without_a_character(tmp_path: Path) -> None:
    """And it is told."""
    inner = (
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Rare/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        "/DW 1000/FontDescriptor 3 0 R>>"
    )
    font = "<</Type/Font/Subtype/Type0/BaseFont/Rare/Encoding/Identity-H/DescendantFonts[11 0 R]>>"
    glyph = span("朠", "BT /T 12 Tf 1 0 0 1 106 500 Tm <0007> Tj ET")
    words = show("王", 94, 500) + glyph + show("为市水务局局长。", 118, 500)
    path = write_pdf(tmp_path / "2025-05.pdf", [Sheet(LINES + words, objects=(font, inner))])
    data = path.read_bytes()
    path.write_bytes(data.replace(b"/Font<</H 5 0 R", b"/Font<</T 10 0 R/H 5 0 R"))
    found = read(path)
    assert (
        "王朠为市水务局局长。" in "".join(found.lines)
        and "page-actual-text" in found.codes
        and "page-doubtful" not in found.codes
    )


def test_a_code_whose_name_says_no_character_is_none(tmp_path: Path) -> None:
    """It is not taken for what the usual encoding has there."""
    font = (
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[0.001 0 0 0.001 0 0]/CharProcs<</g7 11 0 R>>"
        "/Encoding<</Type/Encoding/Differences[97/g7]>>/FirstChar 97/LastChar 97/Widths[1000]/Resources<<>>>>"
    )
    words = show("王", 94, 500) + "BT /T 12 Tf 1 0 0 1 106 500 Tm (a) Tj ET " + show("为局长。", 118, 500)
    objects = (font, stream("1000 0 d0 100 0 800 800 re f"))
    path = write_pdf(tmp_path / "2025-05.pdf", [Sheet(LINES + words, objects=objects)])
    path.write_bytes(path.read_bytes().replace(b"/Font<</H 5 0 R", b"/Font<</T 10 0 R/H 5 0 R"))
    found = read(path)
    assert "王\ufffd为局长。" in "".join(found.lines) and "page-doubtful" in found.codes


def test_print_counts_where_replacement_text_says_something_else(tmp_path: Path) -> None:
    """It is told, and nothing is replaced."""
    words = span("批准", f"BT /H 12 Tf 1 0 0 1 94 500 Tm {shown('不予批准。')} Tj ET")
    found = read_sheet(tmp_path, Sheet(LINES + words))
    assert any("不予批准。" in text for text in found.lines) and "page-actual-text" in found.codes


@pytest.mark.parametrize(
    ("printed", "actual", "names"),
    [
        (["(cid:7)"], "〔", ["〔"]),
        (["甲", "(cid:7)", "乙"], "甲㐂乙", ["甲", "㐂", "乙"]),
        (["(cid:7)"], "ffi", ["ffi"]),
        (["甲"], "乙", None),
        (["甲", "(cid:7)"], "乙丙", None),
        (["(cid:7)", "(cid:8)"], "丙", None),
        (["(cid:7)"], "", None),
    ],
)
def test_names_of_glyphs(printed: list[str], actual: str, names: list[str] | None) -> None:
    """Only what stands for no character is named, and only where the rest agrees."""
    assert named(printed, actual) == names


def test_hyphens_and_ligatures_are_no_difference() -> None:
    """Nor are blanks and the stand-ins of radicals; other characters and figures are."""
    assert not differs("⺠⻔⼾⽔", "民门户水")
    assert not differs("of\ufb01ce-", "office") and not differs("水 务", "水务")
    assert differs("第3条", "第8条") and differs("不批准", "批准")


def annotated(folder: Path, entries: str, look: str = "") -> Path:
    """A PDF whose page has an annotation, with an appearance or without."""
    form = "/Type/XObject/Subtype/Form/BBox[0 0 260 20]/Resources<</Font<</H 5 0 R>>>>"
    objects: tuple[str, ...] = (f"<</Type/Annot/Rect[94 500 354 520]{'/AP<</N 11 0 R>>' if look else ''}{entries}>>",)
    if look:
        objects = (*objects, stream(show(look, 0, 5), form))
    return write_pdf(folder / "2025-05.pdf", [Sheet(LINES, "/MediaBox[0 0 595 842]/Annots[10 0 R]", objects=objects)])


@pytest.mark.parametrize("entries", ["/Subtype/FreeText", "/Subtype/Widget/FT/Tx", "/Subtype/Stamp"])
def test_what_annotations_show_is_read(tmp_path: Path, entries: str) -> None:
    """Where it stands on the page; it is told."""
    found = read(annotated(tmp_path, entries, "联系电话：2233445"))
    assert any("联系电话：2233445" in text for text in found.lines) and found.codes == {"page-annotation"}


@pytest.mark.parametrize(
    "entries", ["/Subtype/FreeText/F 2", "/Subtype/FreeText/F 32", "/Subtype/Text", "/Subtype/Widget/FT/Btn"]
)
def test_what_annotations_do_not_show_is_not_read(tmp_path: Path, entries: str) -> None:
    """Hidden ones, notes of proof-readers, buttons."""
    found = read(annotated(tmp_path, entries, "联系电话：2233445"))
    assert not any("2233445" in text for text in found.lines) and not found.codes


def test_a_field_without_an_appearance_is_told(tmp_path: Path) -> None:
    """Its value is not printed, and not read."""
    value = f"/Subtype/Widget/FT/Tx/V<FEFF{'市水务局'.encode('utf-16-be').hex()}>"
    found = read(annotated(tmp_path, value))
    assert not any(text == "市水务局" for text in found.lines)
    assert [p.code for p in found.problems if "市水务局" in p.message] == ["page-annotation"]
