"""Proof-reading: what each part of a page was taken for, what is doubtful in it, and a page that is made only when it changes."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from gazette_site.clerk import proof
from gazette_site.clerk.doubtful_characters import pieces
from gazette_site.clerk.proof import ProofPage, proof_page, write_proofs
from gazette_site.pipeline import Options, Outcome, build
from gazette_site.problems import Problem, Severity
from gazette_site.publishing import release
from gazette_site.publishing.wording import speaking

ROOT = Path(__file__).parents[2]
FILE = "issues/2025-05.pdf"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    """The sample's PDF as a site, and how its build ended."""
    folder = tmp_path_factory.mktemp("proof")
    (folder / "issues").mkdir()
    shutil.copyfile(ROOT / "issues" / "2025-05.pdf", folder / "issues" / "2025-05.pdf")
    options = Options(folder / "issues", folder / "_site", ledger=False, cache=folder / "cache", jobs=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(release, "search_index", lambda *_: ())
        outcome = build(options, lambda *_: None)
    assert outcome.archive
    return folder / "_site", outcome


def page_of(made: tuple[Path, Outcome], *problems: Problem) -> ProofPage:
    """What the proof-reading page shows."""
    site, outcome = made
    assert outcome.archive
    assert outcome.bodies
    with speaking("zh-CN"):
        return proof_page(outcome.bodies.of(outcome.archive.issues[0]), problems, site)


def test_every_page_has_its_picture_and_its_parts(made: tuple[Path, Outcome]) -> None:
    """Title, number, addressees, articles, headings by their level, tables row by row, signature and date."""
    page = page_of(made)
    assert [sheet.number for sheet in page.sheets] == list(range(1, 11))
    assert all((made[0] / sheet.image.removeprefix("../../_site/")).is_file() for sheet in page.sheets)
    parts = [part for sheet in page.sheets for part in sheet.parts]
    assert {"题目", "文号", "主送机关", "条", "署名", "日期", "表格", "第2级标题"} <= {part.name for part in parts}
    table = next(part for part in parts if part.form == "table")
    assert len(table.rows) > 1
    assert page.sidecar.endswith("2025-05.yaml")


def test_no_word_of_the_documents_is_missing(made: tuple[Path, Outcome]) -> None:
    """What is published of a body can be proof-read."""
    page, archive = page_of(made), made[1].archive
    assert archive
    shown = "".join(
        piece.words
        for sheet in page.sheets
        for part in sheet.parts
        for row in part.rows
        for one in row
        for piece in one.pieces
    )
    for linked in archive.issues[0].documents:
        assert linked.document.title.value in shown


def test_a_problem_stands_on_its_page(made: tuple[Path, Outcome]) -> None:
    """Where the words are that it is about."""
    doubt = Problem(Severity.WARNING, FILE, "请核对", 3, "第一条", "title-odd", page=3)
    assert [sheet.number for sheet in page_of(made, doubt).sheets if sheet.problems] == [3]


def test_line_ends_of_the_source_are_known(made: tuple[Path, Outcome]) -> None:
    """A correction is looked for in the source, where a paragraph has several lines."""
    fields = [one for sheet in page_of(made).sheets for part in sheet.parts for row in part.rows for one in row]
    broken = [one for one in fields if one.breaks]
    assert broken
    for one in broken:
        length = sum(len(piece.words) for piece in one.pieces)
        assert list(one.breaks) == sorted(set(one.breaks))
        assert one.breaks[0] > 0
        assert one.breaks[-1] < length


def test_a_page_is_made_when_it_changes(made: tuple[Path, Outcome], monkeypatch: pytest.MonkeyPatch) -> None:
    """Not when nothing does; with another problem it does; the page of an issue that is gone goes."""
    site, outcome = made
    assert outcome.archive
    assert outcome.bodies
    drawn, whole = list[str](), outcome.bodies.of
    real = proof.proof_page

    def counted(*given: Any) -> ProofPage:
        drawn.append("x")
        return real(*given)

    monkeypatch.setattr(proof, "proof_page", counted)
    gone = site.with_name("_report") / "proof" / "2025-04.html"
    gone.parent.mkdir(parents=True)
    gone.touch()
    for _ in range(2):
        assert write_proofs(site, outcome.archive, whole, (), "zh-CN") == {"2025-05": "proof/2025-05.html"}
    assert (len(drawn), gone.exists()) == (1, False)
    doubt = Problem(Severity.WARNING, FILE, "请核对", 3, "第一条", "title-odd", page=3)
    write_proofs(site, outcome.archive, whole, (doubt,), "zh-CN")
    assert len(drawn) == 2


def doubted(text: str, *, machine: bool = False) -> list[str]:
    """What is marked in a text."""
    return [piece.words for piece in pieces(text, machine) if piece.doubtful]


@pytest.mark.parametrize(
    ("text", "machine", "marked"),
    [
        ("各区人民政府负责本区桥梁的日常管理，及時处理隐患。", False, ["時"]),
        ("本区\ue000桥", False, ["\ue000"]),
        ("共l2座，2O25年", True, ["l", "O"]),
        ("共l2座，2O25年", False, []),
        ("修建凉亭,并报市政府", True, [","]),
        ("桥桥桥梁", True, ["桥桥桥"]),
        ("垚鑫凉亭", True, ["垚"]),
        ("第3座A级凉亭，GDP增长5.5%，见http://a.cn", True, []),
        ("", True, []),
    ],
)
def test_doubtful_characters(text: str, machine: bool, marked: list[str]) -> None:
    """What no text has is marked anywhere, what recognisers take for something else only where one was at work."""
    assert doubted(text, machine=machine) == marked
    assert "".join(piece.words for piece in pieces(text, machine)) == text


def test_a_text_in_traditional_characters_is_not_all_doubt() -> None:
    """Slips are few; a text that is set so is not marked from end to end."""
    assert doubted("澜川市人民政府關於進一步加強橋樑隧道涼亭和路燈日常管理工作的若干意見") == []
