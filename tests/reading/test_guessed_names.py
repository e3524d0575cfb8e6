"""Names that are none: what the file was meant to be called, where its name tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from gazette_site.problems import Severity
from gazette_site.reading.folder import read_folder
from gazette_site.reading.guessed_names import meant_name


@pytest.mark.parametrize(
    ("file", "meant"),
    [
        ("2025年第3期.pdf", "2025-03.pdf"),
        ("2025-3.txt", "2025-03.txt"),
        ("2025_03.md", "2025-03.md"),
        ("202503.pdf", "2025-03.pdf"),
        ("２０２５-０３.txt", "2025-03.txt"),
        (" 2025-03 .PDF", "2025-03.pdf"),
        ("2025-03.txt.txt", "2025-03.txt"),
        ("2025-03.yaml.txt", "2025-03.yaml"),
        ("2025-03.pdf.pdf", "2025-03.pdf"),
        ("site.yaml.txt", "site.yaml"),
        ("2025-03 (1).pdf", "2025-03.pdf"),
        ("2025-03 - 副本.txt", "2025-03.txt"),
        ("2025-03-DESKTOP-AB12.txt", "2025-03.txt"),
        ("澜川市人民政府公报2025年第3期（终稿）.pdf", "2025-03.pdf"),
        ("2025年第7、8期合刊.pdf", "2025-07-08.pdf"),
        ("2025年增刊.pdf", "2025-z1.pdf"),
        ("2025年专刊第2期.pdf", "2025-z2.pdf"),
        ("2025-3.yaml", "2025-03.yaml"),
        ("2025年3月.pdf", ""),
        ("20250315.pdf", ""),
        ("2025-03-15-20.txt", ""),
        ("2024年第2期和2025年第3期.pdf", ""),
        ("公报.pdf", ""),
        ("第3期.pdf", ""),
    ],
)
def test_the_meant_name(file: str, meant: str) -> None:
    """Year and number in whatever writing, one suffix too many, marks of copies; a month, a day and two issues are no answer."""
    assert meant_name(file) == meant


@pytest.mark.parametrize(
    ("there", "file", "said"),
    [
        ("2025-01.txt", "2025年第3期.txt", "像是 2025-03.txt，请照此改名"),
        ("2025-03.txt", "2025-03 (1).txt", "像是 2025-03.txt 的另一份，而 2025-03.txt 已经有了"),
        ("2025-01.txt", "2025-03.txt.txt", "文件扩展名"),
        ("2025-01.txt", "公报.txt", "文件名应是“年-期.txt”"),
    ],
)
def test_a_wrong_name_is_told_with_the_one_that_was_meant(tmp_path: Path, there: str, file: str, said: str) -> None:
    """The error says what to call it, or that it is there already; it is read as nothing."""
    for name in (there, file):
        (tmp_path / name).write_text("公报\n", encoding="utf-8")
    sources, problems = read_folder(tmp_path)
    assert [one.file.rpartition("/")[2] for one in sources] == [there]
    assert [one.severity for one in problems] == [Severity.ERROR]
    assert said in problems[0].message


@pytest.mark.parametrize("name", ["$RECYCLE.BIN", "@eaDir", "System Volume Information", "__MACOSX"])
def test_folders_of_systems_are_nobodys_issue(tmp_path: Path, name: str) -> None:
    """What Windows, a storage box or an archive of a Mac puts there is passed over without a word."""
    (tmp_path / "2025-01.txt").write_text("公报\n", encoding="utf-8")
    (tmp_path / name).mkdir()
    assert read_folder(tmp_path)[1] == ()
