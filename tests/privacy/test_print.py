"""What must not be seen of the printed pages: painted over, or withheld where it is not known where the words stand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from gazette_site.model import Box, Cover, Page, Trust
from gazette_site.pdf_limits import DEFAULT_LIMITS
from gazette_site.publishing.images.covering import covered, picture_pdf
from gazette_site.reading import ReadingSettings
from gazette_site.reading.pdf import recognition
from gazette_site.reading.pdf.document import read_pdf
from gazette_site.reading.pdf.word_boxes import covering
from tests.privacy.archive import CONFIG, published
from tests.privacy.bytes_of_a_site import finds
from tests.reading.pdf_writer import BODY, Sheet, show, write_pdf

SAMPLE = Path(__file__).parent.parent.parent / "issues/2025-05.pdf"


def _issues(folder: Path, sidecar: str = "", transcript: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(SAMPLE, folder)
    (folder / "site.yaml").write_text(CONFIG, encoding="utf-8")
    (folder / "2025-05.yaml").write_text(sidecar, encoding="utf-8")
    if transcript:
        (folder / "2025-05.txt").write_text(transcript, encoding="utf-8")
    return folder


def test_masked_words_of_a_pdf_are_painted_over(tmp_path: Path) -> None:
    """They are in no byte of the site; the PDF that is offered has pictures and no text; the page says so."""
    issues = _issues(tmp_path / "issues")
    assert published(issues, tmp_path / "site").figures
    assert "issues/2025-05/2025-05.pdf" in finds(tmp_path / "site", "蔺舒云")
    plain = (tmp_path / "site/issues/2025-05/pages/8.webp").read_bytes()
    _issues(issues, "privacy:\n  - mask: 蔺舒云\n    reason: 依申请\n")
    outcome = published(issues, tmp_path / "site")
    assert outcome.figures, [str(one) for one in outcome.problems]
    assert finds(tmp_path / "site", "蔺舒云") == []
    assert (tmp_path / "site/issues/2025-05/pages/8.webp").read_bytes() != plain
    with pypdfium2.PdfDocument(tmp_path / "site/issues/2025-05/2025-05.pdf") as document:
        assert (len(document), document[0].get_textpage().count_chars()) == (10, 0)
    page = (tmp_path / "site/documents/lanfuren-2025-5/index.html").read_text("utf-8")
    assert "已在图像上遮盖" in page


def _read_again(pdf: Path) -> str:
    """What a machine reads on the pictures of a PDF."""
    transcript, _ = read_pdf(pdf, "issues/2025-05.pdf", ReadingSettings())
    assert transcript is not None and {page.trust for page in transcript.pages} <= {Trust.RECOGNISED, Trust.NONE}
    return "".join(line.text for line in transcript.lines)


@pytest.mark.skipif(not recognition.available(), reason="the extra [ocr] is not installed")
def test_a_machine_does_not_read_what_is_painted_over(tmp_path: Path) -> None:
    """The pictures that are published, read as scans: the masked name is gone, the words around it are still there."""
    issues = _issues(tmp_path / "issues", "privacy:\n  - mask: 市应急管理局局长\n    reason: 依申请\n")
    assert published(issues, tmp_path / "site").figures
    words = _read_again(tmp_path / "site/issues/2025-05/2025-05.pdf")
    assert "任免裴青禾等同志职务" in words and "应急管理局局长" not in words


def test_pages_of_a_withdrawn_document_are_covered_whole(tmp_path: Path) -> None:
    """Its own pages and the line of the contents are not shown; other pages are."""
    issues = _issues(tmp_path / "issues", "privacy:\n  - withdraw: /documents/lanfuren-2025-5/\n    reason: 依判决\n")
    assert published(issues, tmp_path / "site").figures
    assert finds(tmp_path / "site", "蔺舒云") == []
    pages = tmp_path / "site/issues/2025-05/pages"
    colours = {n: len(Image.open(pages / f"{n}.webp").convert("RGB").getcolors(1 << 20) or ()) for n in range(1, 11)}
    assert [n for n, count in colours.items() if count == 1] == [2, 8]


def test_a_print_on_which_the_words_are_not_found_is_withheld(tmp_path: Path) -> None:
    """A transcript that has them where the PDF beside it has not: no picture, no PDF, their addresses answer."""
    transcript = (
        "澜川市人民政府公报\n2025年第5期\n（总第77期·月刊）\n2025年6月10日出版\n\n目录\n\n人事任免\n"
        "6 澜川市人民政府关于任免裴青禾等同志职务的通知\n\n澜川市人民政府关于任免裴青禾等同志职务的通知\n"
        "澜府任〔2025〕5号\n\n各县、区人民政府，云麓高新区管委会，市直各部门、单位：\n\n经研究决定：\n\n"
        "任命裴青禾为市应急管理局局长（试用期一年）；\n\n任命甄有容为市林业局副局长；\n\n"
        "免去祁向东的市应急管理局局长职务；\n\n澜川市人民政府\n2025年5月23日\n"
    )
    issues = _issues(tmp_path / "issues", transcript=transcript)
    assert published(issues, tmp_path / "site").figures
    _issues(issues, "privacy:\n  - mask: 甄有容\n    reason: 依申请\n", transcript)
    outcome = published(issues, tmp_path / "site")
    assert outcome.figures, [str(one) for one in outcome.problems]
    assert "print-withheld" in {one.code for one in outcome.problems}
    assert finds(tmp_path / "site", "甄有容") == []
    assert not list(tmp_path.glob("site/issues/2025-05/**/*.webp")) and not list(tmp_path.glob("site/**/*.pdf"))
    assert "已撤下" in (tmp_path / "site/issues/2025-05/pages/index.html").read_text("utf-8")


def _pages(*trust: Trust) -> tuple[Page, ...]:
    return tuple(Page(n, None, one, 595, 842) for n, one in enumerate(trust, 1))


def test_boxes_lie_over_the_words(tmp_path: Path) -> None:
    """One box for each line on which the words stand, over line ends too."""
    first, second = "联系人为赵小", "满，请予协助。"
    sheet = Sheet(show(BODY, 72, 750) + show(first, 72, 700) + show(second, 72, 680))
    path = write_pdf(tmp_path / "a.pdf", [sheet, Sheet(show(BODY, 72, 700))])
    found = covering(path, ["赵小满"], [1], _pages(Trust.GOOD, Trust.GOOD), DEFAULT_LIMITS)
    assert not found.no_pdf
    (cover,) = found.covers
    assert (cover.page, len(cover.boxes)) == (1, 2)
    upper, lower = sorted(cover.boxes, key=lambda box: box.upper)
    assert upper.left < (72 + 4 * 12) / 595 < (72 + 6 * 12) / 595 < upper.right
    assert upper.upper < (842 - 710) / 842 and lower.lower > (842 - 680) / 842
    assert lower.left < 72 / 595 < (72 + 12) / 595 < lower.right < 0.2


def test_what_cannot_be_read_is_covered_whole(tmp_path: Path) -> None:
    """Pages without a sure text layer, pages with fewer boxes than places; a place without a page withholds all."""
    path = write_pdf(tmp_path / "a.pdf", [Sheet(show(BODY, 72, 700)), Sheet(show(BODY, 72, 700))])
    unsure = covering(path, ["赵小满"], [], _pages(Trust.GOOD, Trust.RECOGNISED), DEFAULT_LIMITS)
    assert unsure == ((Cover(2),), False)
    missing = covering(path, ["赵小满"], [1], _pages(Trust.GOOD, Trust.GOOD), DEFAULT_LIMITS)
    assert missing == ((Cover(1),), False)
    assert covering(path, ["赵小满"], [0], _pages(Trust.GOOD, Trust.GOOD), DEFAULT_LIMITS).no_pdf
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 nothing")
    assert covering(tmp_path / "b.pdf", ["赵小满"], [1], _pages(Trust.GOOD), DEFAULT_LIMITS).no_pdf


def test_paint_hides_and_the_pdf_of_pictures_opens(tmp_path: Path) -> None:
    """Where the box lies one colour is left; the PDF has the pages in their order, the same bytes each time."""
    picture = Image.effect_noise((200, 300), 90).convert("RGB")
    painted = covered(picture, Cover(1, (Box(0.1, 0.1, 0.5, 0.2),)))
    assert painted.crop((25, 35, 95, 55)).getcolors() == [(70 * 20, (70, 70, 70))]
    assert covered(picture, Cover(1)).getcolors() == [(60000, (70, 70, 70))]
    assert covered(picture, None) is picture
    painted.save(tmp_path / "1.webp")
    data = (tmp_path / "1.webp").read_bytes()
    made = picture_pdf([data, data])
    assert made == picture_pdf(iter([data, data]))
    with pypdfium2.PdfDocument(made) as document:
        assert [tuple(map(round, page.get_size())) for page in document] == [(595, 892)] * 2
