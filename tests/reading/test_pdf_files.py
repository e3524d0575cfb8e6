"""PDF files that cannot be read, the cache of what was read, and a PDF beside a transcript."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from gazette_site.cache import Cache
from gazette_site.model import Page, Trust
from gazette_site.reading import ReadingSettings, read_folder, read_transcript
from gazette_site.reading.alignment import with_pages
from gazette_site.reading.corrections import correct_lines
from gazette_site.reading.lines import Line, Transcript, line_text
from gazette_site.reading.pdf import cache
from gazette_site.reading.pdf.document import read_pdf
from gazette_site.reading.pdf.pages import read_pages
from gazette_site.reading.sidecar import CorrectionRequest
from tests.reading.test_pdf_layout import line, page

SAMPLE = Path(__file__).parents[2] / "issues" / "2025-05.pdf"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "文件是空的"),
        ("澜川市人民政府公报\n".encode(), "内容却不是 PDF"),
        (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "已损坏或不完整"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_clear_problem(tmp_path: Path, content: bytes, message: str) -> None:
    """Empty, foreign and broken files are told apart and never raise."""
    path = tmp_path / "2025-05.pdf"
    path.write_bytes(content)
    transcript, problems = read_pdf(path, "issues/2025-05.pdf", ReadingSettings())
    assert transcript is None
    assert [p.file for p in problems] == ["issues/2025-05.pdf"]
    assert message in problems[0].message


def test_a_pdf_that_asks_for_a_password_is_told_as_that(tmp_path: Path) -> None:
    """It is not damaged: who takes the password out of it has it read. One that only forbids printing is read."""
    path = tmp_path / "2025-05.pdf"
    with pikepdf.open(SAMPLE) as sample:
        sample.save(path, encryption=pikepdf.Encryption(user="abc", owner="abc"))
    assert ["去掉密码" in p.message for p in read_pdf(path, "issues/2025-05.pdf", ReadingSettings())[1]] == [True]
    with pikepdf.open(SAMPLE) as sample:
        sample.save(path, encryption=pikepdf.Encryption(user="", owner="abc"))
    assert read_pdf(path, "issues/2025-05.pdf", ReadingSettings())[0] is not None


def test_a_pdf_is_not_opened_again_while_it_is_unchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second reading comes from the cache and is the same."""
    settings = ReadingSettings(cache=Cache(tmp_path))
    first, problems = read_pdf(SAMPLE, "a.pdf", settings)
    assert first is not None

    def opened(*_: object) -> None:
        raise AssertionError("the PDF was opened again")

    monkeypatch.setattr("gazette_site.reading.pdf.document._pages", opened)
    assert read_pdf(SAMPLE, "a.pdf", settings) == (first, problems)


@pytest.mark.parametrize("content", [b"", b"[]", b'["nonsense",[]]', b"[" * 100_000, b"\x80\x04N."])
def test_what_is_no_result_is_read_around(tmp_path: Path, content: bytes) -> None:
    """An entry that is whole but holds other data (another version wrote it) is ignored; nothing of it is run."""
    store = Cache(tmp_path)
    settings = ReadingSettings(cache=store)
    store.put(cache.ROOM, cache.key_of(SAMPLE, settings), content)
    transcript, _ = read_pdf(SAMPLE, "a.pdf", settings)
    assert transcript is not None
    assert transcript == read_pdf(SAMPLE, "a.pdf", ReadingSettings())[0]


def test_words_that_were_changed_in_the_cache_are_not_published(tmp_path: Path) -> None:
    """A sum of money that somebody changed in a kept result is read from the PDF again."""
    settings = ReadingSettings(cache=Cache(tmp_path))
    first = read_pdf(SAMPLE, "a.pdf", settings)
    (entry,) = (tmp_path / cache.ROOM).iterdir()
    changed = entry.read_bytes().replace("一".encode(), "二".encode())
    assert changed != entry.read_bytes()
    entry.write_bytes(changed)
    assert read_pdf(SAMPLE, "a.pdf", settings) == first


def test_a_transcript_and_a_pdf_are_one_issue(tmp_path: Path) -> None:
    """The words come from the transcript, the PDF stands beside it."""
    (tmp_path / "2025-05.txt").write_text("桥", encoding="utf-8")
    (tmp_path / "2025-05.pdf").write_bytes(b"%PDF-")
    sources, problems = read_folder(tmp_path)
    assert not problems
    assert [(s.path.name, s.pdf and s.pdf.name) for s in sources] == [("2025-05.txt", "2025-05.pdf")]


def printed(*lines: tuple[int, str]) -> Transcript:
    """What a PDF prints, as (page, text)."""
    made = tuple(Line(text, (), page=number, pdf_page=number + 2) for number, text in lines)
    return Transcript((), made, pages=(Page(3, "1", Trust.GOOD, 595, 842),))


FIRST, SECOND = (
    "为了规范桥梁养护工作，保障车辆和行人安全，制定本办法。",
    "市交通运输主管部门负责全市桥梁养护的监督管理工作。",
)


def test_each_line_of_the_transcript_gets_the_page_it_is_printed_on() -> None:
    """Lines are found in the PDF whatever its line ends are."""
    pdf = printed((1, FIRST[:12]), (1, FIRST[12:]), (2, SECOND))
    aligned, hints = with_pages(read_transcript(f"{FIRST}\n\n{SECOND}"), pdf, "a.txt")
    assert [(line.page, line.pdf_page) for line in aligned.lines] == [(1, 3), (2, 4)]
    assert not hints


def test_a_difference_is_a_hint_with_its_place() -> None:
    """Where transcript and PDF print another word the clerk is told, and the transcript stands."""
    aligned, hints = with_pages(
        read_transcript(f"{FIRST}\n\n{SECOND}"), printed((1, FIRST.replace("行人", "路人")), (2, SECOND)), "a.txt"
    )
    assert [hint.line for hint in hints] == [1]
    assert "行人" in hints[0].message and "路人" in hints[0].message
    assert aligned.lines[0].text == FIRST


def test_a_pdf_of_another_issue_is_not_used() -> None:
    """Pages are never taken from a PDF that prints something else."""
    aligned, hints = with_pages(
        read_transcript(f"{FIRST}\n\n{SECOND}"), printed((1, "完全不同的另一期公报的内容，与此无关。")), "a.txt"
    )
    assert aligned.pages == ()
    assert [hint.code for hint in hints] == ["pdf-differs"]


def test_corrections_reach_over_the_line_ends_of_a_pdf() -> None:
    """Words of a PDF are corrected where they stand, even if a line end cuts them; others are refused with the reason."""
    pdf = read_pages([page(line("为了规范桥粱", 100, 120) + line("养护工作，制定本办法。", 100, 140))])
    wanted = CorrectionRequest("桥粱养护", "桥梁养护", "据印刷本改。", 1)
    corrected, refused = correct_lines(pdf, [wanted, CorrectionRequest("隧道", "涵洞", "无。", 5)])
    assert "".join(corrected.source) == "为了规范桥梁养护工作，制定本办法。"
    assert [line_text(one) for one in corrected.lines] == ["为了规范桥梁养护", "工作，制定本办法。"]
    assert [(c.find, c.line) for c in corrected.corrections] == [("桥粱养护", 1)]
    assert [why for _, why in refused] == ["在原文中找不到"]
