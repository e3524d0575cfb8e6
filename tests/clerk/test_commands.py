"""`check`, `new`, `doctor`, and the help of all."""

from __future__ import annotations

from pathlib import Path

import pytest

from gazette_site.arguments import COMMANDS
from gazette_site.clerk import machine
from gazette_site.cli import main
from gazette_site.reading.sidecar import read_sidecar
from tests.clerk.conftest import Ask, Write


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In Chinese, with its options and exit statuses."""
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    assert stopped.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith("用法：build.py") and "退出码：0" in said and "--issues 文件夹" in said
    assert "Usage" not in said and "Options" not in said


# check -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["新的一期.txt", "gazette.md", "2025.4.txt", "2024-11.txt"])
def test_a_wrong_name_is_told_with_the_right_one(
    folder: Path, write: Write, ask: Ask, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The cover knows which issue it is."""
    path = write(4).rename(folder / name)
    assert ask("check", str(path)) == 1
    said = capsys.readouterr().out
    assert f"2025-04{path.suffix}" in said
    assert "2025年第4期" in said or name == "2024-11.txt"


def test_a_file_that_nothing_tells_the_issue_of(folder: Path, ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    """No number on the cover, none in the name: it is said, nothing is guessed."""
    path = folder / "draft.txt"
    path.write_text("澜川市人民政府关于修建凉亭的通知\n\n各区人民政府：\n\n现予修建。\n", encoding="utf-8")
    assert ask("check", str(path)) == 1
    assert "封面上也看不出是哪一期" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "said"),
    [("nowhere.pdf", "没有这个文件"), ("issue.docx", "只能检查 .txt、.md、.pdf"), ("issues", "这是文件夹")],
)
def test_what_cannot_be_checked(
    folder: Path, ask: Ask, name: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that is not there, one of another kind, a folder."""
    (folder / "issue.docx").write_bytes(b"PK")
    assert ask("check", name) == 2
    assert said in capsys.readouterr().err


def test_an_issue_that_is_there_already_is_told(
    folder: Path, write: Write, ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two transcripts of one issue would be an error of the build; nothing is written by looking."""
    text = write(4).read_text("utf-8")
    (folder / "2025-04.md").write_text(text, encoding="utf-8")
    before = sorted(folder.rglob("*"))
    assert ask("check", "2025-04.md") == 1
    assert "issues/2025-04.txt 已经在公报文件夹里了" in capsys.readouterr().out
    assert sorted(folder.rglob("*")) == before
    assert ask("check", "issues/2025-04.txt") == 0


# new ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "name", "expected"),
    [
        ("2025-05", "2025-05", "cumulative: 155"),
        ("2025年第6期", "2025-06", "cumulative: 156"),
        ("202512", "2025-12", "cumulative: 162"),
        ("2026-01", "2026-01", "cumulative: 155"),
        ("2025-01", "2025-01", "cumulative: 总期号"),
        ("2029-01", "2029-01", "cumulative: 总期号"),
    ],
)
def test_a_sidecar_has_what_is_expected(
    folder: Path, write: Write, ask: Ask, asked: str, name: str, expected: str
) -> None:
    """Counted on from the issue before; as a comment, for it is not printed anywhere; it reads without a problem."""
    write(3)
    write(4)
    assert ask("new", asked) == 0
    text = (folder / f"issues/{name}.yaml").read_text("utf-8")
    assert f"\n  # {expected}\n" in text
    sidecar, problems = read_sidecar(text, "")
    assert (sidecar.metadata, problems) == ({}, ())
    uncommented = text.replace("# cumulative: 1", "cumulative: 1")
    assert read_sidecar(uncommented, "")[1] == ()


def test_a_sidecar_is_never_written_over(
    folder: Path, write: Write, ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is there stays; what names no issue is told."""
    (folder / "issues/2025-05.yml").write_text("notes: [甲]\n")
    assert ask("new", "2025-05") == 1
    assert "已经有了" in capsys.readouterr().err
    assert [path.name for path in (folder / "issues").iterdir()] == ["2025-05.yml"]
    for words in ("五月号", "2025", "2025-00", "../2025", ""):
        assert ask("new", words) == 2
    assert [path.name for path in (folder / "issues").iterdir()] == ["2025-05.yml"]


# doctor ------------------------------------------------------------------------------------------------------------


def test_doctor_tells_what_is_lost_without_an_address(
    folder: Path, write: Write, ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    """And changes nothing."""
    write(3)
    before = sorted(folder.rglob("*"))
    assert ask("doctor") == 0
    said = capsys.readouterr().out
    assert "注意  网址：没有写 base_url：没有网站地图" in said
    assert "好    Python：" in said and "好    搜索（Pagefind）：" in said
    assert sorted(folder.rglob("*")) == before
    (folder / "issues/site.yaml").write_text("base_url: https://www.example.gov.cn/\npublish: {folder: www}\n")
    assert ask("doctor") == 0
    assert "好    网址：https://www.example.gov.cn/" in capsys.readouterr().out


def test_doctor_names_what_is_in_the_way(
    folder: Path, ask: Ask, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No search, no room, no right to write, a folder that is synchronised."""
    monkeypatch.setattr(machine, "pagefind_version", lambda: "")
    monkeypatch.setattr(machine, "free_space", lambda _: 5_000_000)
    monkeypatch.setattr(machine, "not_writable", lambda _: "不能写入（只读）")
    assert ask("doctor", "--output", "OneDrive - 澜川市/网站/_site") == 1
    said = capsys.readouterr().out
    for words in ("不行  搜索（Pagefind）", "不行  磁盘：还有 5 MB", "不行  公报文件夹", "OneDrive 的同步文件夹里"):
        assert words in said


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("C:/Dokumente/OneDrive - 市政府/gongbao", "OneDrive"),
        ("D:/坚果云/公报", "坚果云"),
        ("/data/Dropbox/x", "Dropbox"),
        ("E:/WPS云盘/a", "WPS 云盘"),
        ("/var/gongbao", ""),
        ("/var/drop/box", ""),
    ],
)
def test_folders_that_are_synchronised(path: str, service: str) -> None:
    """Known by their names."""
    assert machine.cloud_folder(Path(path)) == service
