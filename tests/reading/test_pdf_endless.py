"""PDFs that would keep a reader busy without end are refused soon, with the page; many rules are joined soon."""

from __future__ import annotations

import logging
import time
import zlib
from pathlib import Path

import pytest

from gazette_site.reading import ReadingSettings
from gazette_site.reading.pdf.characters import Box
from gazette_site.reading.pdf.document import read_pdf
from gazette_site.reading.pdf.grids import find_grids, joined_boxes
from gazette_site.reading.pdf.quiet import quiet
from tests.reading.pdf_writer import BODY, Sheet, show, stream, write_pdf

FORM = "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</F {next} 0 R>>>>"


def refused(path: Path) -> tuple[int | None, str]:
    """Page and message of the only problem."""
    transcript, problems = read_pdf(path, path.name, ReadingSettings())
    assert transcript is None
    return problems[0].line, problems[0].message


def test_forms_that_draw_each_other_twice_are_refused(tmp_path: Path) -> None:
    """Thirty forms, each drawing the next one twice, would be drawn a thousand million times."""
    forms = tuple(stream("/F Do /F Do", FORM.format(next=11 + k)) for k in range(30))
    good = Sheet(show(BODY, 94, 700))
    bad = Sheet("/F Do", resources="/XObject<</F 10 0 R>>", objects=(*forms, stream("", FORM.format(next=10))))
    page, message = refused(write_pdf(tmp_path / "a.pdf", [good, bad]))
    assert page == 2 and "表单对象" in message


def test_a_stream_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    """A content stream is measured before it is unpacked into memory."""
    packed = zlib.compress(b" " * (300 << 20), 9).decode("latin-1")
    form = stream(packed, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Filter/FlateDecode")
    page, message = refused(
        write_pdf(tmp_path / "a.pdf", [Sheet("/F Do", resources="/XObject<</F 10 0 R>>", objects=(form,))])
    )
    assert page == 1 and "兆字节" in message


def test_many_rules_are_joined_in_time() -> None:
    """Thirty thousand rectangles that touch take seconds, not minutes."""
    rules = [
        side
        for k in range(30_000)
        for x, y in [((k % 190) * 3.0, (k // 190) * 5.0)]
        for side in (Box(x, y, x + 10, y), Box(x, y + 10, x + 10, y + 10), Box(x, y, x, y + 10))
    ]
    begun = time.process_time()
    find_grids(rules)
    assert time.process_time() - begun < 20


def test_boxes_that_touch_are_one() -> None:
    """Strips of a picture are one picture, another stays apart, in whatever order they come."""
    strips = [Box(10, 10 * k, 100, 10 * k + 10) for k in range(5)]
    other = Box(300, 0, 400, 30)
    assert set(joined_boxes([*strips[::-1], other])) == {Box(10, 0, 100, 50), other}


def test_what_libraries_say_is_kept_back(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A font without a box makes pdfminer complain; nothing of it is printed, and its voice comes back afterwards."""
    path = write_pdf(tmp_path / "a.pdf", [Sheet(show(BODY, 94, 700) + "x Td /n w [<00>] w ")])
    path.write_bytes(path.read_bytes().replace(b"/FontBBox[-8 -145 1000 859]", b"/FontNone[-8 -145 1000 859]"))
    level = logging.getLogger("pdfminer").level
    read_pdf(path, "a.pdf", ReadingSettings())
    with quiet():
        logging.getLogger("pdfminer.pdffont").error("says something")
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("pdfminer").level == level
