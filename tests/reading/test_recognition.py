"""Scanned pages: what is published of them with the extra `[ocr]` and without it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from gazette_site.cache import Cache
from gazette_site.model import Trust
from gazette_site.reading import ReadingSettings
from gazette_site.reading.pdf import document, recogniser, recognition
from gazette_site.reading.pdf.characters import Box, Char, PageContent
from gazette_site.reading.pdf.document import read_pdf
from gazette_site.reading.pdf.recogniser import Glyph, Reading

SAMPLE = Path(__file__).parents[2] / "issues" / "2025-05.pdf"
needs_ocr = pytest.mark.skipif(not recognition.available(), reason="the extra [ocr] is not installed")


def scanned(folder: Path, pages: Sequence[int]) -> Path:
    """Pages of the sample issue, counted from 1, as a PDF of pictures."""
    with pypdfium2.PdfDocument(SAMPLE) as pdf:
        pictures = [pdf[n - 1].render(scale=200 / 72).to_pil().convert("L") for n in pages]
    path = folder / "2025-05.pdf"
    pictures[0].save(path, save_all=True, append_images=pictures[1:], resolution=200)
    return path


def blank_page(wide: float, high: float) -> PageContent:
    """A page of which nothing is known but its size in points."""
    return PageContent(1, wide, high, (), (), (), (), ())


def test_without_the_extra_a_scan_is_a_picture_and_the_report_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page is not lost, and the clerk learns what to install."""
    monkeypatch.setattr(recognition, "available", lambda: False)
    transcript, problems = read_pdf(scanned(tmp_path, [3]), "issues/2025-05.pdf", ReadingSettings())
    assert transcript is not None
    assert [page.trust for page in transcript.pages] == [Trust.NONE]
    assert [line.picture for line in transcript.lines] == ["page-1"]
    assert [(p.line, p.code) for p in problems] == [(1, "page-without-text")]
    assert recognition.INSTALL in problems[0].message


def test_a_page_that_cannot_be_recognised_stays_a_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the engine raises is a warning about the page, not the end of the issue."""

    def stumble(*_: object) -> tuple[PageContent, ...]:
        raise MemoryError("too large")

    monkeypatch.setattr(recognition, "available", lambda: True)
    monkeypatch.setattr(recognition, "recognised", stumble)
    transcript, problems = read_pdf(scanned(tmp_path, [3]), "issues/2025-05.pdf", ReadingSettings())
    assert transcript is not None
    assert transcript.pages[0].trust is Trust.NONE
    assert "机器识别没有成功（MemoryError: too large）" in problems[0].message


def test_pages_with_text_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """An issue with a text layer costs nothing."""

    def looked(*_: object) -> bool:
        raise AssertionError("nobody needs to know")

    monkeypatch.setattr(recognition, "available", looked)
    transcript, _ = read_pdf(SAMPLE, "issues/2025-05.pdf", ReadingSettings())
    assert transcript is not None


def test_characters_without_places_are_spread_evenly() -> None:
    """Chinese characters take twice the room of Latin ones."""
    glyphs = recogniser._with_places("澜府A1", [])
    assert [g.text for g in glyphs] == ["澜", "府", "A", "1"]
    assert [round(g.middle * 6) for g in glyphs] == [1, 3, 4, 6]


def test_blanks_stay_between_latin_words_only() -> None:
    """Everywhere else the distance of the characters says whether there is one."""
    seen = [Glyph("第", 0.1), Glyph("G", 0.4), Glyph("B", 0.5), Glyph("5", 0.8)]
    assert [g.text for g in recogniser._with_places("第 GB 5", seen)] == ["第", "G", "B", " ", "5"]


def test_the_engine_and_the_rules_have_a_name() -> None:
    """Results of other models or other rules are not taken for the same."""
    assert "rapidocr" in recognition.engine_name()
    assert "rules" in recognition.engine_name()


def test_what_was_recognised_is_kept_as_it_was(tmp_path: Path) -> None:
    """Characters, rules and pictures come back with their types; data of another shape is no result."""
    store = Cache(tmp_path)
    seen = blank_page(400, 500)
    page = seen._replace(
        chars=(Char("澜", 1.5, 2.5, 3.0, 10.0), Char("\ud800", 1, 2, 3, 4, True)),
        rules=(Box(0.0, 1.0, 2.0, 1.0),),
        pictures=(Box(1.0, 1.0, 2.0, 2.0),),
        recognised=True,
    )
    one = page._replace(chars=page.chars[:1])
    recognition._save(store, "key", one)
    assert recognition._load(store, "key", seen) == one
    recognition._save(store, "key", page)
    assert recognition._load(store, "key", seen) in (None, page)
    for content in (b"{}", b"[1]", b'[[1,2],[["x","y",1,1,1]],[],[]]', b"["):
        store.put(recognition.ROOM, "key", content)
        assert recognition._load(store, "key", seen) is None
    assert recognition._load(store, "other", seen) is None


class Scripted:
    """An engine that reads the same in every line, and remembers how often it was asked."""

    def __init__(self, text: str) -> None:
        self.text, self.lines = text, 0

    def line(self, pixels: Any) -> Reading:
        """The text, evenly spread."""
        self.lines += 1
        return Reading(recogniser._with_places(self.text, []), 1.0)

    def areas(self, pixels: Any) -> list[tuple[int, int, int, int]]:
        """Nothing."""
        return []


def two_columns() -> Any:
    """Grey pixels of a page of 400 by 400 points: a title across, three lines in the left column, two between them in the right."""
    numpy = pytest.importorskip("numpy")
    pytest.importorskip("cv2")
    grey = numpy.full((800, 800), 245, numpy.uint8)
    bars = [(60, 120, 680, 30)] + [(60, y, 320, 22) for y in (300, 340, 380)] + [(420, y, 320, 22) for y in (320, 360)]
    for x, y, wide, high in bars:
        for start in range(x, x + wide - 20, 24):
            grey[y : y + high, start : start + 20] = 20
    return grey


def test_columns_are_read_apart_though_their_lines_do_not_stand_level() -> None:
    """A line of one column never runs into the other."""
    grey = two_columns()
    from gazette_site.reading.pdf import scanned_page

    engine = Scripted("澜川市人民政府")
    page = scanned_page.recognise(grey, blank_page(400, 400), engine)
    assert page.recognised
    assert engine.lines == 6
    assert sorted({round(c.base / 10) for c in page.chars if c.x0 > 205 and c.base > 100}) == [17, 19]
    for left, right in pairwise(page.chars):
        assert left.base != right.base or right.x0 >= left.x1 - 0.01


def test_a_ruled_table_has_its_rules_and_a_cell_to_a_line() -> None:
    """The cells are read one by one, so that a row is not one line."""
    numpy = pytest.importorskip("numpy")
    pytest.importorskip("cv2")
    from gazette_site.reading.pdf import scanned_page
    from gazette_site.reading.pdf.grids import find_grids

    grey = numpy.full((800, 800), 245, numpy.uint8)
    for y in (200, 260, 320):
        grey[y : y + 2, 100:702] = 0
    for x in (100, 400, 700):
        grey[200:322, x : x + 2] = 0
    for x, y in ((130, 220), (430, 220), (130, 280), (430, 280)):
        grey[y : y + 22, x : x + 22] = 30
        grey[y : y + 22, x + 26 : x + 48] = 30
    engine = Scripted("市林草局")
    page = scanned_page.recognise(grey, blank_page(400, 400), engine)
    (grid,) = find_grids(page.rules)
    assert len(grid.cells) == 4
    assert engine.lines == 4
    assert len({grid.cell_at((c.x0 + c.x1) / 2, c.base - 4) for c in page.chars}) == 4


def test_an_uneven_light_and_a_slant_are_taken_out() -> None:
    """A page that lay crooked on the glass, darker on one side."""
    grey = two_columns()
    import numpy

    from gazette_site.reading.pdf import page_image

    crooked = page_image._turn(grey, 1.0, 245.0, 1)
    assert page_image.slant(crooked) == pytest.approx(-1.0, abs=0.1)
    dark = (grey * numpy.linspace(1, 0.7, 800)[None, :]).astype(numpy.uint8)
    assert abs(int(page_image.levelled(dark)[700, 780]) - int(page_image.levelled(dark)[700, 20])) < 10


@needs_ocr
@pytest.mark.filterwarnings("default")
def test_a_line_of_chinese_is_read() -> None:
    """The engine of the extra, offline, with the models of its wheel."""
    (grey,) = recognition.render(SAMPLE, [3])
    with pypdfium2.PdfDocument(SAMPLE) as pdf:
        text = pdf[2].get_textpage().get_text_range()
    assert "第65次常务会议审议通过" in text
    from gazette_site.reading.pdf.scanned_page import recognise

    half = grey.shape[0] // 2
    page = recognise(grey[:half], blank_page(595.28, 421), recogniser.RapidOcr())
    line = "".join(c.text for c in page.chars)
    assert "澜川市人民政府" in line
    assert "第65次常务会议审议通过，现印发给你们" in line


@needs_ocr
@pytest.mark.filterwarnings("default")
def test_a_scan_reads_like_its_original(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Same lines, same paragraphs; marked as recognised; kept by content, so that a second reading asks no engine."""
    settings = ReadingSettings(cache=Cache(tmp_path / "cache"))
    path = scanned(tmp_path, [3])
    transcript, problems = read_pdf(path, "issues/2025-05.pdf", settings)
    with pypdfium2.PdfDocument(SAMPLE) as pdf, pypdfium2.PdfDocument.new() as one:
        one.import_pages(pdf, [2])
        one.save(tmp_path / "one.pdf")
    original, _ = read_pdf(tmp_path / "one.pdf", "one.pdf", ReadingSettings())
    assert transcript is not None
    assert original is not None
    assert [page.trust for page in transcript.pages] == [Trust.RECOGNISED]
    assert [p.code for p in problems] == ["page-recognised"]
    assert [(line.text, line.begins) for line in transcript.lines] == [
        (line.text, line.begins) for line in original.lines
    ]
    for kept in (tmp_path / "cache" / "pdf").iterdir():
        kept.unlink()
    monkeypatch.setattr(recognition, "_engine", None)
    assert document.read_pdf(path, "issues/2025-05.pdf", settings) == (transcript, problems)
