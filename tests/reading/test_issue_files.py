"""Files that were published beside an issue: found, looked into, offered."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from gazette_site.pdf_limits import DEFAULT_LIMITS
from gazette_site.problems import Severity
from gazette_site.reading import read_folder
from gazette_site.reading.issue_files import offered, read_files

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """The folder of an issue that is there."""
    (tmp_path / "2025-03.txt").write_text("甲\n", encoding="utf-8")
    (tmp_path / "2025-03").mkdir()
    return tmp_path / "2025-03"


def archive(path: Path, *names: str) -> None:
    """An Office file, or what looks like one."""
    with zipfile.ZipFile(path, "w") as made:
        for name in names:
            made.writestr(name, "<x/>")


def office(folder: str, *more: str) -> Callable[[Path], None]:
    return lambda path: archive(path, "[Content_Types].xml", f"{folder}/main.xml", *more)


def picture(path: Path) -> None:
    Image.new("RGB", (40, 30)).save(path)


def pdf(path: Path, script: bool = False) -> None:
    with pikepdf.new() as made:
        made.add_blank_page()
        if script:
            made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        made.save(path, deterministic_id=True)


def raw(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


@pytest.mark.parametrize(
    ("name", "make", "kind", "active"),
    [
        ("附件1.xlsx", office("xl"), "Excel 表格", ()),
        ("附件1.docx", office("word"), "Word 文档", ()),
        ("附件1.DOCX", office("word"), "Word 文档", ()),
        ("附件1.xlsm", office("xl", "xl/vbaProject.bin"), "Excel 表格", ("宏",)),
        ("附件1.docx", office("word", "word/vbaProject.bin"), "Word 文档", ("宏",)),
        ("附件1.wps", raw(OLE + bytes(600)), "WPS 文字", ()),
        ("附件1.xls", raw(OLE + bytes(600) + "_VBA_PROJECT".encode("utf-16-le")), "Excel 表格（旧式）", ("宏",)),
        ("附件1.ofd", lambda path: archive(path, "OFD.xml"), "OFD 版式文档", ()),
        ("附件1.ods", lambda path: archive(path, "mimetype", "content.xml"), "OpenDocument 表格", ()),
        ("附件1.csv", raw("序号,姓名\n".encode("gb18030")), "CSV 表格", ()),
        ("附件1.odt", lambda path: archive(path, "mimetype", "content.xml", "Basic/x"), "OpenDocument 文字", ("宏",)),
        ("附件1.png", picture, "图片", ()),
        ("附件1.tif", picture, "图片", ()),
        ("附件1.pdf", pdf, "PDF", ()),
        ("附件1.pdf", lambda path: pdf(path, script=True), "PDF", ("打开时的动作",)),
    ],
)
def test_what_is_offered(
    beside: Path, name: str, make: Callable[[Path], object], kind: str, active: tuple[str, ...]
) -> None:
    """A file that is what its name says, with what in it acts by itself; the bytes offered are those that were measured."""
    make(beside / name)
    (source,), found = read_folder(beside.parent)
    (file,), problems = read_files(source.files, source.files_folder, DEFAULT_LIMITS)
    assert (found, file.name, file.kind, file.active) == ((), name, kind, active)
    assert [problem.code for problem in problems] == (["file-active"] if active else [])
    content = offered(source.files[0], file, DEFAULT_LIMITS)
    assert len(content) == file.size
    assert b"JavaScript" not in content


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [
        ("附件1.xlsx", raw(b"%PDF-1.4\n"), "wrong-kind"),
        ("附件1.xlsx", office("word"), "wrong-kind"),
        ("附件1.docx", raw(OLE + bytes(600)), "wrong-kind"),
        ("附件1.pdf", raw(b"\x89PNG\r\n\x1a\n"), "wrong-kind"),
        ("附件1.jpg", raw(b"<script>"), "wrong-kind"),
        ("附件1.txt", raw(bytes(range(256))), "wrong-kind"),
        ("附件1.png", raw(b"\x89PNG\r\n\x1a\n"), "unreadable"),
        ("附件1.docx", raw(b"PK\x03\x04damaged"), "unreadable"),
        ("附件1.pdf", raw(b"%PDF-1.4\ndamaged"), "unreadable"),
        ("附件1.png", raw(b""), "empty"),
    ],
)
def test_what_is_not_what_its_name_says(beside: Path, name: str, make: Callable[[Path], object], code: str) -> None:
    """An error, with what to do; nothing is offered."""
    make(beside / name)
    (source,), _ = read_folder(beside.parent)
    files, problems = read_files(source.files, source.files_folder, DEFAULT_LIMITS)
    assert files == ()
    assert [(problem.severity, problem.code) for problem in problems] == [(Severity.ERROR, code)]
    assert problems[0].file.endswith(f"2025-03/{name}")


def test_an_archive_made_to_burst(beside: Path) -> None:
    """What it would unpack to is known from its list; nothing is unpacked."""
    path = beside / "附件1.docx"
    archive(path, "[Content_Types].xml", "word/main.xml")
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = struct.pack("<I", 0xF0000000)
    path.write_bytes(content)
    (source,), _ = read_folder(beside.parent)
    files, (problem,) = read_files(source.files, source.files_folder, DEFAULT_LIMITS)
    assert (files, problem.code) == ((), "archive-bomb")


def test_what_else_lies_there(beside: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Hidden files are passed over; folders, pages and links out of the folder are told, and not offered."""
    outside = tmp_path_factory.mktemp("outside") / "甲.txt"
    outside.write_text("甲", encoding="utf-8")
    (beside / "附件9.txt").symlink_to(outside)
    (beside / "页面.html").write_text("<script>", encoding="utf-8")
    (beside / "里面").mkdir()
    for name in (".DS_Store", "Thumbs.db", "Desktop.ini"):
        (beside / name).write_bytes(b"x")
    (source,), problems = read_folder(beside.parent)
    assert source.files == ()
    assert sorted(problem.code for problem in problems) == ["file-kind", "folder-inside", "link-outside"]


def test_an_attachment_beside_the_issues(beside: Path) -> None:
    """It is told where attachments go."""
    (beside.parent / "附件1.xlsx").write_bytes(b"PK")
    _, (problem,) = read_folder(beside.parent)
    assert (problem.code, "以期号命名的文件夹" in problem.message) == ("file-kind", True)


def test_a_folder_without_its_issue(beside: Path) -> None:
    """It is told; so is a folder that holds issues."""
    (beside.parent / "2025-04").mkdir()
    (beside.parent / "2025-05").mkdir()
    (beside.parent / "2025-05" / "2025-05.txt").write_text("甲\n", encoding="utf-8")
    _, problems = read_folder(beside.parent)
    assert sorted(problem.code for problem in problems) == ["folder-alone", "folder-inside"]


def test_a_file_that_changes_is_not_offered(beside: Path) -> None:
    """What is published is what was read."""
    picture(beside / "附件1.png")
    (source,), _ = read_folder(beside.parent)
    (file,), _ = read_files(source.files, source.files_folder, DEFAULT_LIMITS)
    Image.new("RGB", (50, 50)).save(source.files[0])
    with pytest.raises(OSError, match="文件变了"):
        offered(source.files[0], file, DEFAULT_LIMITS)
