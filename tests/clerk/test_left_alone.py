"""A clerk who is alone with it: nothing that was promised is forgotten, and nothing happens that nobody was told of."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.clerk.conftest import Ask, Write
from tests.clerk.test_month import ledger_of, settings, tree

Told = pytest.CaptureFixture[str]


@pytest.fixture
def public(folder: Path, write: Write, ask: Ask, capsys: Told) -> Path:
    """A working folder with an issue that was published to `www`."""
    settings(folder, "publish: {folder: www}\n")
    write(3)
    assert ask() == ask("publish") == 0
    capsys.readouterr()
    return folder


@pytest.mark.parametrize("left", ["", "\n\n", "# 头\n/\t\t\n"])
def test_a_ledger_that_was_emptied_gets_its_lines_back(
    public: Path, write: Write, ask: Ask, capsys: Told, left: str
) -> None:
    """Emptied, cut off: what the last publication promised is kept beside the site, and it is told that it was missing."""
    whole = ledger_of(public)
    (public / "issues/addresses.tsv").write_text(left, encoding="utf-8")
    assert ask() == 0
    assert "已按上次发布时保存的补上" in capsys.readouterr().err
    assert ledger_of(public) == whole
    (public / "issues/addresses.tsv").unlink()
    (public / "issues/2025-03.txt").unlink()
    write(4)
    assert ask() == 1
    assert "已发布的网址会消失：/issues/2025-03/" in capsys.readouterr().err


def test_a_lost_ledger_is_no_new_beginning(public: Path, ask: Ask, capsys: Told) -> None:
    """Where the log has a publication and nothing of it is kept, nothing is built without the ledger; without the log it is a beginning."""
    shutil.rmtree(public / "_site.published")
    (public / "issues/addresses.tsv").unlink()
    assert ask() == 1
    assert "网址登记不见了" in capsys.readouterr().err
    (public / "issues/publications.tsv").unlink()
    assert ask() == 0


def test_a_publication_of_other_issues_is_none_of_theirs(public: Path, write: Write, ask: Ask, capsys: Told) -> None:
    """Whoever begins with issues of his own in the same place gets no addresses of the sample."""
    for path in (public / "issues").glob("*.t*"):
        path.unlink()
    shutil.rmtree(public / "_site")
    write(7)
    assert ask() == 0
    assert "补上" not in capsys.readouterr().err
    assert "/issues/2025-03/" not in ledger_of(public).public


def test_marks_of_a_merge_are_told_in_the_log_too(public: Path, ask: Ask, capsys: Told) -> None:
    """A log that git could not merge is mended before a line is added to it; what to do is said."""
    with (public / "issues/publications.tsv").open("a", encoding="utf-8") as stream:
        stream.write("<<<<<<< HEAD\n")
    assert ask("publish") == 2
    assert "两边的行都要保留" in capsys.readouterr().err


def test_a_ledger_that_was_spoilt_is_one_thing_to_mend(public: Path, ask: Ask, capsys: Told) -> None:
    """Where an editor made blanks of all tabs, the first lines are shown and the others counted."""
    ledger = public / "issues/addresses.tsv"
    ledger.write_text(ledger.read_text("utf-8").replace("\t", " "), encoding="utf-8")
    assert ask() == 1
    said = capsys.readouterr().err
    assert said.count("看不懂的一行") == 5
    assert "这样的行还有" in said


def test_undo_never_takes_the_whole_site_away(public: Path, write: Write, ask: Ask, capsys: Told) -> None:
    """Of many publications two are kept: a third undo would leave an empty target, and is refused."""
    for number in (4, 5):
        write(number)
        assert ask() == ask("publish") == 0
    assert ask("undo") == 0
    there = tree(public / "www")
    capsys.readouterr()
    assert ask("undo") == 2
    assert "再往前一次发布的网站没有保存" in capsys.readouterr().err
    assert tree(public / "www") == there


def test_undo_counts_what_it_takes_back(public: Path, write: Write, ask: Ask, capsys: Told) -> None:
    """What was pending before is no part of the count; nothing new was made public by this publication."""
    write(4)
    assert ask() == ask("publish") == 0
    write(3, words="及时发现并处理隐患。")
    assert ask() == ask("publish") == ask("undo") == 0
    assert "0 处网址不再公开" in capsys.readouterr().out


def test_what_was_put_in_after_the_build_is_told(public: Path, write: Write, ask: Ask, capsys: Told) -> None:
    """Who publishes without building hears that the new issue is not in it; after a build nothing is said; nor for a touched file."""
    write(4)
    assert ask("publish") == 0
    assert "还没有进网站：2025-04.txt" in capsys.readouterr().err
    assert ask("diff") == 0
    assert "还没有进网站：2025-04.txt" in capsys.readouterr().err
    assert ask() == 0
    (public / "issues/2025-04.txt").touch()
    capsys.readouterr()
    assert ask("publish") == 0
    assert "还没有进网站" not in capsys.readouterr().err


def test_changed_words_wait_to_be_published_too(public: Path, write: Write, ask: Ask, capsys: Told) -> None:
    """A build that changes words and makes no address says that there is something to publish."""
    write(3, words="及时发现并处理隐患。")
    assert ask() == 0
    assert "没有新网址，但网页有改动，还没有发布" in capsys.readouterr().out
    assert ask("publish") == 0
    assert "已发布，没有新网址" in capsys.readouterr().out
    assert ask() == 0
    assert "没有待发布的新网址" in capsys.readouterr().out


def test_a_share_that_is_not_connected_gets_no_site(public: Path, ask: Ask, capsys: Told) -> None:
    """An empty place where the site lay is told; a place below a folder that is not there is refused; what was mended is counted."""
    (public / "www/index.html").unlink()
    assert ask("publish") == 0
    assert "1 个文件已补齐" in capsys.readouterr().out
    shutil.rmtree(public / "www")
    assert ask("publish") == 0
    assert "先看共享文件夹连上没有" in capsys.readouterr().err
    (public / "issues/site.yaml").write_text("publish: {folder: share/www}\n", encoding="utf-8")
    assert ask("publish") == 1
    assert "共享文件夹没有连上" in capsys.readouterr().err
    assert not (public / "share").exists()


@pytest.mark.parametrize(("target", "name"), [("_site/www", "网站文件夹"), ("issues/www", "公报文件夹")])
def test_a_target_inside_is_called_what_it_is(public: Path, ask: Ask, capsys: Told, target: str, name: str) -> None:
    """Which two folders lie in each other is said in the clerk's words."""
    (public / "issues/site.yaml").write_text(f"publish: {{folder: {target}}}\n", encoding="utf-8")
    assert ask("publish") == 2
    said = capsys.readouterr().err
    assert "publish 的目标" in said
    assert name in said
