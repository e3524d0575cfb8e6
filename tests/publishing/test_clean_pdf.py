"""PDFs offered for download: nothing in them acts, and what they show is what they showed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from gazette_site.cache import Cache
from gazette_site.clean_pdf import Unclean, cleaned
from gazette_site.model import IssueId
from gazette_site.publishing.images.facsimile import facsimile_files, make_facsimile
from tests.reading.pdf_writer import BODY, Sheet, read, show, stream, write_pdf

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "issues" / "2025-05.pdf"
PAGE = "/MediaBox[0 0 595 842]"
SCRIPT = "<</S/JavaScript/JS(app.alert\\(1\\))>>"
LINK = "/Annots[<</Type/Annot/Subtype/Link/Rect[90 690 400 720]/Border[0 0 0]/A{action}>>]"


def link(action: str) -> tuple[str, str]:
    """Entries of the page and of the catalog: a link on the page that does something."""
    return PAGE + LINK.format(action=action), ""


ACTIVE: dict[str, tuple[str, str, bytes]] = {
    "script on opening": (PAGE, f"/OpenAction{SCRIPT}", b"JavaScript"),
    "printing on opening": (PAGE, "/OpenAction<</S/Named/N/Print>>", b"OpenAction"),
    "script after going": (PAGE, f"/OpenAction<</S/GoTo/D[101 0 R/Fit]/Next[{SCRIPT}]>>", b"JavaScript"),
    "scripts by name": (PAGE, f"/Names<</JavaScript<</Names[(a){SCRIPT}]>>>>", b"JavaScript"),
    "on closing": (PAGE, f"/AA<</WC{SCRIPT}>>", b"/AA"),
    "on a page": (PAGE + "/AA<</O<</S/Named/N/Print>>>>", "", b"/AA"),
    "link to a script": (*link(SCRIPT), b"JavaScript"),
    "escaped name": (*link("<</S/J#61vaScript/JS(app.alert\\(1\\))>>"), b"app.alert"),
    "program": (*link("<</S/Launch/F(cmd.exe)>>"), b"Launch"),
    "form sent": (*link("<</S/SubmitForm/F(https://example.org/)>>"), b"SubmitForm"),
    "other file": (*link("<</S/GoToR/F(other.pdf)/D[0/Fit]>>"), b"GoToR"),
    "javascript address": (*link("<</S/URI/URI(javascript:alert\\(1\\))>>"), b"alert"),
    "hidden javascript address": (*link("<</S/URI/URI( java\\nscript:alert\\(1\\))>>"), b"alert"),
    "utf-16 javascript address": (
        *link(f"<</S/URI/URI<feff{'javascript:alert(1)'.encode('utf-16-be').hex()}>>>"),
        b"/URI",
    ),
    "local file": (*link("<</S/URI/URI(file:///etc/passwd)>>"), b"passwd"),
    "base address": (PAGE, "/URI<</Base(javascript:alert)>>", b"alert"),
    "files": (PAGE, "/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F(a.exe)/EF<</F 10 0 R>>>>]>>>>", b"EmbeddedFile"),
    "file of an annotation": (
        PAGE + "/Annots[<</Subtype/FileAttachment/Rect[0 0 9 9]/FS<</F(a.exe)/EF<</F 10 0 R>>>>>>]",
        "",
        b"EmbeddedFile",
    ),
    "media": (PAGE + "/Annots[<</Subtype/RichMedia/Rect[0 0 9 9]/RichMediaContent<</Assets 10 0 R>>>>]", "", b"RichMedia"),
    "form that is a program": (PAGE, "/AcroForm<</Fields[]/XFA 10 0 R>>", b"XFA"),
    "portfolio": (PAGE, "/Collection<</View/D>>", b"Collection"),
}  # fmt: skip


def written(folder: Path, entries: str = PAGE, catalog: str = "") -> Path:
    """A PDF of one page with a line of text."""
    sheet = Sheet(show(BODY, 94, 700), entries=entries, objects=(stream("MZ", "/Type/EmbeddedFile"),))
    return write_pdf(folder / "2025-05.pdf", [sheet], catalog)


def pictures(content: bytes) -> list[bytes]:
    """The pixels of all pages."""
    with pypdfium2.PdfDocument(content) as document:
        return [page.render(scale=1).to_pil().tobytes() for page in document]


def text(content: bytes) -> list[str]:
    """What another library reads on all pages."""
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range() for page in document]


def unpacked(content: bytes, folder: Path) -> bytes:
    """The file with everything in it readable."""
    with pikepdf.open(write(folder / "packed.pdf", content)) as pdf:
        pdf.save(folder / "plain.pdf", qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return (folder / "plain.pdf").read_bytes()


def write(path: Path, content: bytes) -> Path:
    """The file, written."""
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", ACTIVE)
def test_what_acts_is_taken_away(name: str, tmp_path: Path) -> None:
    """Each kind of active content goes, is named, and nothing else changes: text, pixels and our own reading are the same."""
    entries, catalog, gone = ACTIVE[name]
    path = written(tmp_path, entries, catalog)
    before = path.read_bytes()
    clean = cleaned(before)
    assert clean.removed and clean.content != before
    assert gone not in unpacked(clean.content, tmp_path)
    assert pictures(clean.content) == pictures(before)
    assert text(clean.content) == text(before)
    lines = read(path).lines
    assert read(write(path, clean.content)).lines == lines == [BODY]


@pytest.mark.parametrize("name", ACTIVE)
def test_cleaning_is_done_once(name: str, tmp_path: Path) -> None:
    """The same file gives the same bytes, and what was cleaned is clean."""
    content = written(tmp_path, *ACTIVE[name][:2]).read_bytes()
    clean = cleaned(content)
    assert cleaned(content) == clean
    assert cleaned(clean.content) == (clean.content, ())


PASSIVE = {
    "nothing": (PAGE, ""),
    "place on opening": (PAGE, "/OpenAction[101 0 R/XYZ null null 0]"),
    "going on opening": (PAGE, "/OpenAction<</S/GoTo/D[101 0 R/Fit]>>"),
    "address": link("<</S/URI/URI(https://www.example.gov.cn/a?b=c)>>"),
    "mail": link("<</S/URI/URI(mailto:a@example.gov.cn)>>"),
    "relative address": link("<</S/URI/URI(www.example.gov.cn:8080/a)>>"),
    "going": link("<</S/GoTo/D[101 0 R/Fit]>>"),
    "structure": (PAGE, "/StructTreeRoot<</Type/StructTreeRoot/K<</Type/StructElem/S/Sound/A<</O/Layout>>>>>>"),
    "form": (PAGE, "/AcroForm<</Fields[]>>"),
}


@pytest.mark.parametrize("name", PASSIVE)
def test_what_does_not_act_stays(name: str, tmp_path: Path) -> None:
    """A PDF in which nothing acts is offered byte for byte."""
    content = written(tmp_path, *PASSIVE[name]).read_bytes()
    assert cleaned(content) == (content, ())


def test_names_of_resources_are_no_actions(tmp_path: Path) -> None:
    """A font or a picture may be called like an action."""
    form = stream("", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    sheet = Sheet("/AA Do", resources="/XObject<</AA 10 0 R/JS 10 0 R/EF 10 0 R/Sound 10 0 R>>", objects=(form,))
    content = write_pdf(tmp_path / "a.pdf", [sheet]).read_bytes()
    assert cleaned(content) == (content, ())


def test_names_in_gbk(tmp_path: Path) -> None:
    """Names that are no UTF-8 are no reason to refuse a file."""
    path = written(tmp_path)
    content = path.read_bytes().replace(b"/Font<</H 5 0 R/V", b"/Font<</\xcb\xce 5 0 R/H 5 0 R/V")
    assert cleaned(content).removed == ()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", SAMPLE.read_bytes()[:20_000]])
def test_what_cannot_be_looked_through_is_refused(content: bytes) -> None:
    """A file that the library cannot open is not offered."""
    with pytest.raises(Unclean):
        cleaned(content)


def test_the_sample_is_offered_as_it_is() -> None:
    """The sample of the project holds nothing that acts."""
    content = SAMPLE.read_bytes()
    assert cleaned(content) == (content, ())


def test_the_facsimile_offers_the_clean_copy(tmp_path: Path) -> None:
    """What is written is the cleaned PDF, with its own digest beside that of the file; the report says so."""
    path = written(tmp_path, *ACTIVE["script on opening"][:2])
    facsimile, problems = make_facsimile(IssueId("2025-05"), path, Cache(tmp_path / "cache"), "issues/2025-05.pdf")
    assert facsimile
    offered = next(facsimile_files(facsimile)).content
    assert b"JavaScript" not in offered
    assert (facsimile.digest, facsimile.size) == (hashlib.sha256(offered).hexdigest(), len(offered))
    assert facsimile.original == hashlib.sha256(path.read_bytes()).hexdigest()
    assert [problem.code for problem in problems] == ["pdf-cleaned"]
    assert "打开时的动作" in problems[0].message
