"""A transcript beside the PDF of its issue: the pictures of the PDF stand where it has them."""

from __future__ import annotations

from gazette_site.model import Page, Trust
from gazette_site.reading import read_transcript
from gazette_site.reading.alignment import with_pages
from gazette_site.reading.lines import Line, Transcript

BEFORE = "澜川市人民政府二〇二五年三月九日印发的禁放通告请各单位遵照执行"
TITLE = "禁止燃放烟花爆竹区域示意图"
AFTER = "澜川市人民政府办公室关于做好夏季防汛准备工作的通知全文如下"
PAGES = tuple(Page(n, str(n), Trust.GOOD, 595, 842) for n in (1, 2))


def printed(*rows: str) -> Transcript:
    """The PDF: a row of its words each, `□` a picture; all but the first on page 2."""
    lines = tuple(
        Line("", (), 1, picture="page-2", pdf_page=2) if row == "□" else Line(row, (), pdf_page=1 if not n else 2)
        for n, row in enumerate(rows)
    )
    return Transcript(rows, lines, pages=PAGES)


def shape(text: str, *rows: str) -> list[str]:
    """The lines of the transcript, pictures as `□`."""
    aligned, _ = with_pages(read_transcript(text), printed(*rows), "2025-03.txt")
    return ["□" if line.picture is not None else line.text for line in aligned.lines]


def test_a_picture_stands_under_its_title() -> None:
    """It comes between the lines that the PDF prints around it, a short label among them."""
    text = f"{BEFORE}\n\n附件\n\n{TITLE}\n\n{AFTER}\n"
    assert shape(text, BEFORE, "附件", TITLE, "□", AFTER) == [BEFORE, "附件", TITLE, "□", AFTER]
    text = f"{BEFORE}\n\n附件\n\n{AFTER}\n"
    assert shape(text, BEFORE, "附件", "□", AFTER) == [BEFORE, "附件", "□", AFTER]


def test_a_picture_at_the_end() -> None:
    """Nothing has to stand behind it."""
    assert shape(f"{BEFORE}\n\n{TITLE}\n", BEFORE, TITLE, "□") == [BEFORE, TITLE, "□"]


def test_one_picture_of_a_page() -> None:
    """A page is shown once, however many pictures it has."""
    text = f"{BEFORE}\n\n{TITLE}\n\n{AFTER}\n"
    assert shape(text, BEFORE, TITLE, "□", "□", AFTER) == [BEFORE, TITLE, "□", AFTER]


def test_no_paragraph_is_cut() -> None:
    """Where the transcript runs on, the picture stays out."""
    assert shape(f"{BEFORE}\n{AFTER}\n", BEFORE, "□", AFTER) == [BEFORE, AFTER]


def test_a_picture_that_is_there_stays_alone() -> None:
    """What the transcript names itself is not put in a second time."""
    aligned, _ = with_pages(
        read_transcript(f"{BEFORE}\n\n{TITLE}\n\n![](图.png)\n\n{AFTER}\n", markdown=True),
        printed(BEFORE, TITLE, "□", AFTER),
        "2025-03.md",
    )
    assert [line.picture for line in aligned.lines if line.picture is not None] == ["图.png"]
