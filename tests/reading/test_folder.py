"""The folder of issues."""

from __future__ import annotations

from pathlib import Path

from gazette_site.problems import Severity
from gazette_site.reading import read_folder


def _fill(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).write_text("甲\n", encoding="utf-8")
    return folder


def test_issues_come_in_order_with_their_sidecars(tmp_path: Path) -> None:
    """Issues are sorted by year and number, whatever their kind; a sidecar belongs to the issue of its name."""
    sources, problems = read_folder(_fill(tmp_path, "2025-02.md", "2024-12.txt", "2025-01.txt", "2025-01.yaml"))
    assert [(s.id, s.path.name, s.sidecar is not None) for s in sources] == [
        ("2024-12", "2024-12.txt", False),
        ("2025-01", "2025-01.txt", True),
        ("2025-02", "2025-02.md", False),
    ]
    assert problems == ()
    assert sources[1].sidecar_file == f"{tmp_path.as_posix()}/2025-01.yaml"


def test_two_files_for_one_issue_are_an_error(tmp_path: Path) -> None:
    """Of two files for one issue none is read, and both are named."""
    sources, problems = read_folder(_fill(tmp_path, "2025-01.md", "2025-01.txt", "2025-02.txt"))
    assert [s.id for s in sources] == ["2025-02"]
    assert [(p.severity, p.code) for p in problems] == [(Severity.ERROR, "two-files")]
    assert "2025-01.md、2025-01.txt" in problems[0].message


def test_wrong_names_are_errors(tmp_path: Path) -> None:
    """A text file that is named like no issue is not silently left out."""
    names = ("2025-1.txt", "2025-00.txt", "三月.txt", "2025-03 (1).md", "1825-03.txt", "2025_03.txt")
    sources, problems = read_folder(_fill(tmp_path, *names))
    assert sources == ()
    assert sorted(p.file.rsplit("/", 1)[1] for p in problems) == sorted(names)
    assert {(p.severity, p.code) for p in problems} == {(Severity.ERROR, "file-name")}


def test_other_files_are_none_of_our_business(tmp_path: Path) -> None:
    """Configuration, a read-me, pictures, hidden files and folders are passed over."""
    (tmp_path / "2025-02.txt").mkdir()
    sources, problems = read_folder(
        _fill(tmp_path, "2025-01.txt", "site.yaml", "README.md", "README.txt", "图.png", ".2025-03.txt")
    )
    assert [s.id for s in sources] == ["2025-01"]
    assert problems == ()


def test_sidecar_without_issue_is_a_warning(tmp_path: Path) -> None:
    """A sidecar that no issue answers to is reported and not used."""
    _, problems = read_folder(_fill(tmp_path, "2025-01.txt", "2025-02.yaml"))
    assert [(p.severity, p.code) for p in problems] == [(Severity.WARNING, "sidecar-alone")]


def test_empty_or_missing_folder_is_an_error(tmp_path: Path) -> None:
    """A folder without issues, and no folder at all, are errors and no exceptions."""
    assert [p.code for p in read_folder(tmp_path)[1]] == ["folder-empty"]
    assert [p.code for p in read_folder(tmp_path / "wu")[1]] == ["folder-missing"]
