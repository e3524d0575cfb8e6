"""The folder of issues."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gazette_site.problems import Severity
from gazette_site.reading import ReadingSettings, read_folder, read_source
from gazette_site.reading.kinds import kind_of


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
    """Configuration, the ledger, a read-me, pictures, hidden files and what is found beside anything are passed over."""
    names = (
        "site.yaml",
        "addresses.tsv",
        "README.md",
        "README.txt",
        "图.png",
        ".2025-03.txt",
        "~$2025-03.docx",
        "LICENSE",
    )
    sources, problems = read_folder(_fill(tmp_path, "2025-01.txt", *names))
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


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("2024-10.docx", "另存为 PDF"),
        ("公报第三期.docx", "另存为 PDF"),
        ("2024-10.doc", "另存为 PDF"),
        ("2024-10.wps", "另存为 PDF"),
        ("2024-10.ofd", "版式阅读软件"),
        ("2024-10.jpg", "合成一个 PDF"),
        ("2024年第10期.PNG", "合成一个 PDF"),
        ("2024-10.zip", "解压"),
        ("2024-10.html", "纯文本"),
        ("2024-10.xlsx", "另存为"),
        ("2024-10", "补上扩展名"),
        ("202410", "补上扩展名"),
        ("2024.10", "另存为"),
        ("三月", "补上扩展名"),
        ("2024-10.txt~", "备份"),
        ("2024-10.pdf.crdownload", "没有下载完"),
        ("2024-10.lnk", "快捷方式"),
        ("addresses (1).tsv", "只留行数全的一份"),
        ("addresses-DESKTOP-AB12.tsv", "只留行数全的一份"),
        ("2024-10.markdown", "扩展名改为"),
        ("site.yml", "site.yaml"),
        ("Site.yaml", "site.yaml"),
        ("2024-3.yaml", "没有使用"),
        ("备注.yml", "没有使用"),
    ],
)
def test_what_may_be_an_issue_is_not_passed_over(tmp_path: Path, name: str, advice: str) -> None:
    """A file that people take for an issue, a sidecar or settings is a warning that says what to do."""
    sources, problems = read_folder(_fill(tmp_path, "2025-01.txt", name))
    assert [s.id for s in sources] == ["2025-01"]
    assert [(p.severity, p.file.rsplit("/", 1)[1]) for p in problems] == [(Severity.WARNING, name)]
    assert advice in problems[0].message


def test_what_is_no_file_is_told_and_not_opened(tmp_path: Path) -> None:
    """Pipes, folders and links to nowhere named like issues or sidecars: one line each, and the issue is read."""
    _fill(tmp_path, "2025-01.txt")
    os.mkfifo(tmp_path / "2025-02.txt")
    (tmp_path / "2025-01.yaml").mkdir()
    (tmp_path / "2025-03.txt").symlink_to("wu.txt")
    (tmp_path / "2025-04.pdf").symlink_to("2025-04.pdf")
    (tmp_path / "附件").mkdir()
    sources, problems = read_folder(tmp_path)
    assert [(s.id, s.sidecar) for s in sources] == [("2025-01", None)]
    assert {p.file.rsplit("/", 1)[1]: p.code for p in problems} == {
        "2025-01.yaml": "folder-inside",
        "2025-02.txt": "not-a-file",
        "2025-03.txt": "link-broken",
        "2025-04.pdf": "link-broken",
        "附件": "folder-inside",
    }
    assert {p.severity for p in problems} == {Severity.WARNING}


def test_issues_in_sub_folders_are_named(tmp_path: Path) -> None:
    """A year in a folder of its own is not read, and the report says which issues that leaves out."""
    (tmp_path / "2024" / "下半年").mkdir(parents=True)
    _fill(tmp_path, "2025-01.txt", "2024/2024-01.md", "2024/下半年/2024-07.pdf")
    sources, problems = read_folder(tmp_path)
    assert len(sources) == 1
    assert "2024-01.md、下半年/2024-07.pdf" in problems[0].message


@pytest.mark.parametrize(
    "name", ["2025-02.txt", "2025-02.md", "2025-01.pdf", "2025-01.yaml", "addresses.tsv", "site.yaml"]
)
def test_links_that_leave_the_folder_are_refused(tmp_path: Path, name: str) -> None:
    """What lies elsewhere is not published, whatever it would be here; a link that stays inside is a file."""
    folder = tmp_path / "issues"
    folder.mkdir()
    _fill(folder, "2025-01.txt")
    (tmp_path / "secret").write_text("秘密", "utf-8")
    (folder / name).symlink_to("../secret")
    (folder / "2025-09.txt").symlink_to("2025-01.txt")
    sources, problems = read_folder(folder)
    assert [s.id for s in sources] == ["2025-01", "2025-09"]
    assert [(p.severity, p.code, p.file) for p in problems] == [
        (Severity.ERROR, "link-outside", f"{folder.as_posix()}/{name}")
    ]


def test_a_link_through_a_folder_outside_is_seen(tmp_path: Path) -> None:
    """A link to a link, and a link through a linked folder, are followed to where they really lead."""
    folder = tmp_path / "issues"
    folder.mkdir()
    _fill(folder, "2025-01.txt")
    _fill(tmp_path, "2025-02.txt")
    (folder / ".away").symlink_to("..")
    (folder / "2025-02.txt").symlink_to(".away/2025-02.txt")
    assert [p.code for p in read_folder(folder)[1]] == ["link-outside"]


def test_one_sidecar_and_one_pdf_for_an_issue(tmp_path: Path) -> None:
    """Of two sidecars, or two PDFs, none is taken silently."""
    problems = read_folder(_fill(tmp_path, "2025-01.txt", "2025-01.yaml", "2025-01.yml"))[1]
    assert [(p.severity, p.code) for p in problems] == [(Severity.ERROR, "two-files")]
    for name in ("2025-01.pdf", "2025-01.PDF"):
        (tmp_path / name).write_bytes(b"%PDF-1.7")
    (tmp_path / "2025-01.yml").unlink()
    if len(list(tmp_path.glob("*.[pP]*"))) == 2:
        assert [p.code for p in read_folder(tmp_path)[1]] == ["two-files"]


def test_names_of_files_cannot_steer_a_terminal(tmp_path: Path) -> None:
    """What is not printable in a name is escaped where the name is told."""
    _fill(tmp_path, "2025-01.txt", "2025-02\x1b[31m\n\u202e.txt")
    (problem,) = read_folder(tmp_path)[1]
    assert problem.file.endswith(r"/2025-02\x1b[31m\n\u202e.txt") and problem.file.isprintable()


KINDS = {
    "PDF": b"%PDF-1.7\n",
    "Word": b"PK\x03\x04" + bytes(26) + b"word/document.xml",
    "OFD": b"PK\x03\x04" + bytes(26) + b"OFD.xml",
    "压缩包": b"PK\x03\x04" + bytes(26) + b"a.txt",
    "旧式": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20),
    "RTF": b"{\\rtf1\\ansi",
    "PNG": b"\x89PNG\r\n\x1a\n",
    "JPEG": b"\xff\xd8\xff\xe0",
    "TIFF": b"II*\x00",
    "WebP": b"RIFF\x10\x00\x00\x00WEBPVP8 ",
    "gzip": b"\x1f\x8b\x08",
    "7z": b"7z\xbc\xaf\x27\x1c",
    "RAR": b"Rar!\x1a\x07\x01",
    "程序": b"\x7fELF\x02",
    "二进制": "公报".encode("utf-16-le") + b"a\x00b\x00" * 9,
}


@pytest.mark.parametrize("suffix", [".txt", ".md", ".pdf", ".yaml"])
@pytest.mark.parametrize(("kind", "data"), KINDS.items(), ids=KINDS)
def test_a_file_is_what_it_begins_with(tmp_path: Path, kind: str, data: bytes, suffix: str) -> None:
    """Whatever its name says: a PDF, an archive, a picture is refused as text, and anything but a PDF as a PDF."""
    path = tmp_path / f"2025-01{suffix}"
    path.write_bytes(data)
    if suffix == ".yaml":
        _fill(tmp_path, "2025-01.txt")
    (source,) = read_folder(tmp_path)[0]
    transcript, _, problems = read_source(source, ReadingSettings())
    if suffix == ".pdf" and kind == "PDF":
        assert transcript is None and "损坏" in problems[0].message
        return
    assert [(p.severity, p.file) for p in problems] == [(Severity.ERROR, f"{tmp_path.as_posix()}/{path.name}")]
    assert f"文件名是 {suffix}，内容却是" in problems[0].message and kind in problems[0].message


@pytest.mark.parametrize(
    "text", ["\ufeff澜川市", "  %PDF 是一种格式", "BM公司", "MM公司", "PK赛", "", "\n\n甲", "RIFF", "true", "甲\x00乙"]
)
def test_text_that_begins_oddly_is_text(text: str) -> None:
    """Words that look like the mark of a kind are words; so is a file with a stray NUL."""
    assert kind_of(text.encode()) == "" and kind_of(text.encode("utf-16")) == ""
