"""Publishing with rsync: the same promises as for a folder, and nothing of it reaches a shell."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from gazette_site.clerk.copying import CopyFailed, copy
from gazette_site.clerk.to_rsync import RsyncTarget
from gazette_site.destinations import is_remote
from tests.clerk.conftest import Ask, Write
from tests.clerk.test_month import ledger_of, settings, tree

needs_rsync = pytest.mark.skipif(shutil.which("rsync") is None, reason="no rsync on this machine")


@pytest.fixture
def remote(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Another machine: this one, reached by a program that stands in for ssh; its folder is the one it returns."""
    program = folder / "stand_in.py"
    program.write_text(f"#!{sys.executable}\nimport os, sys\nos.execvp(sys.argv[2], sys.argv[2:])\n")
    program.chmod(0o755)
    monkeypatch.setenv("RSYNC_RSH", str(program))
    (folder / "far").mkdir()
    return folder / "far" / "www"


@needs_rsync
def test_rsync_publishes_like_a_folder(
    folder: Path, write: Write, ask: Ask, remote: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """New files, changed ones, removed ones; files of others stay; what is not as it was is mended; undo goes back."""
    settings(folder, f"publish: {{rsync: 'www.example.gov.cn:{remote}'}}\n")
    write(3)
    write(4)
    assert ask() == 0
    assert ask("publish") == 0, capsys.readouterr().err
    first = tree(remote)
    assert first == tree(folder / "_site")
    (remote / "CNAME").write_text("theirs")
    write(5)
    assert ask() == ask("publish") == 0
    assert tree(remote) == {**tree(folder / "_site"), "CNAME": b"theirs"}
    (remote / "index.html").write_text("changed")
    assert ask("publish") == 0
    assert tree(remote) == {**tree(folder / "_site"), "CNAME": b"theirs"}
    assert ask("undo") == 0
    assert tree(remote) == {**first, "CNAME": b"theirs"}
    assert "/issues/2025-05/" not in ledger_of(folder).public


@needs_rsync
def test_a_strange_page_over_there_is_refused(
    folder: Path, write: Write, ask: Ask, remote: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The site of somebody else is named, and left as it is."""
    settings(folder, f"publish: {{rsync: 'www.example.gov.cn:{remote}'}}\n")
    remote.mkdir()
    (remote / "index.html").write_text("theirs")
    write(3)
    assert ask() == 0
    assert ask("publish") == 1
    assert "不是本程序放的：index.html" in capsys.readouterr().err
    assert tree(remote) == {"index.html": b"theirs"}
    assert ledger_of(folder).public == {}


@needs_rsync
def test_no_connection_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What rsync says is passed on, and nothing was touched."""
    monkeypatch.setenv("RSYNC_RSH", "false")
    (folder / "manifest-sha256.txt").write_text("")
    target = RsyncTarget(folder, "www.example.gov.cn:/var/www")
    with pytest.raises(CopyFailed, match="连不上"):
        copy(target, {"index.html": "0" * 64}, ())
    assert not target.touched


@pytest.mark.parametrize("value", ["h:/var/www", "web@www.example.gov.cn:/var/www", "h:www", "u_1@h-2:/a/b.c_d-e~f"])
def test_a_place_for_rsync(value: str) -> None:
    """User, host, path."""
    assert is_remote(value)


@pytest.mark.parametrize(
    "value",
    [
        *("/var/www", "-e sh:/a", "--rsh=x:/a", "h:", "h: /a", "h:/a b", "h:/a;b", "h:/a$(b)", "h:/a`b`", "h:/a'b"),
        *("h::module", "rsync://h/a", "h:/a/../b", "u@h@i:/a", "h:-a", "h:/a\nb", "C:\\www", "-oProxyCommand=x@h:/a"),
    ],
)
def test_nothing_else_is_a_place_for_rsync(value: str) -> None:
    """Nothing that rsync, ssh or a shell over there could take for more than a name."""
    assert not is_remote(value)


def test_without_rsync_it_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The way out is named."""
    monkeypatch.setenv("PATH", os.devnull)
    with pytest.raises(CopyFailed, match="没有 rsync"):
        RsyncTarget(folder, "h:/a")
