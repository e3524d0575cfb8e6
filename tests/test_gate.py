"""The gate: nothing changed, nothing done; whatever counts, counts."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gazette_site import gate
from gazette_site.cli import main
from gazette_site.publishing import release
from tests.incremental.archives import Folder, Made, Text

ROOT = Path(__file__).parent.parent
ARCHIVE = Folder({3: Made((Text(0, 0, 1, 1),), (3,)), 4: Made((Text(0, 1, 2, 1, names=9),), ())}, "name: 澜川公报\n")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder whose site was just built, some seconds after its files were written."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(release, "search_index", lambda *_: ())
    ARCHIVE.write(tmp_path / "issues")
    for path in (tmp_path / "issues").iterdir():
        os.utime(path, (1_700_000_000, 1_700_000_000))
    assert main([]) == 0
    return tmp_path


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file with its number and time."""
    return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns) for path in folder.rglob("*")}


def test_nothing_changed_is_known_without_a_build(folder: Path) -> None:
    """The last report is kept, and says so."""
    kept = gate.unchanged([])
    assert kept is not None
    assert "没有变化，_site 还是上次生成的样子：2 期，2 件文件" in kept.summary


def test_the_program_says_it_again_and_writes_nothing(folder: Path) -> None:
    """Neither Jinja nor the pipeline is loaded, no file is touched."""
    command = [sys.executable, "-X", "importtime", str(ROOT / "build.py")]
    home = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    before = stamps(folder)
    again = subprocess.run(command, cwd=folder, env=home, capture_output=True, text=True, check=True)
    assert again.stdout.startswith("没有变化，_site 还是上次生成的样子：2 期")
    assert "gazette_site.gate" in again.stderr
    assert not any(name in again.stderr for name in ("jinja2", "gazette_site.pipeline", "gazette_site.parsing"))
    assert stamps(folder) == before


def _append(path: str, words: str = "\n") -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        with (folder / path).open("a", encoding="utf-8") as stream:
            stream.write(words)

    return change


def _same_size(folder: Path) -> None:
    path = folder / "issues/2025-03.txt"
    path.write_text(path.read_text("utf-8").replace("及时", "按时"), encoding="utf-8")
    os.utime(path, (1_700_000_000, 1_700_000_000))


CHANGES: dict[str, Callable[[Path], object]] = {
    "a word of the same length, its time put back": _same_size,
    "a new issue": lambda folder: (folder / "issues/2025-05.txt").write_text("x"),
    "an issue that is gone": lambda folder: (folder / "issues/2025-04.txt").unlink(),
    "a sidecar": lambda folder: (folder / "issues/2025-04.yaml").write_text("notes: [x]"),
    "the settings": _append("issues/site.yaml", "city: 澜川市\n"),
    "settings in the working folder": lambda folder: (folder / "site.yaml").write_text("name: x\n"),
    "a file of another kind": lambda folder: (folder / "issues/2025-06.docx").write_text("x"),
    "the ledger": _append("issues/addresses.tsv", "/x/\t\t\n"),
    "an announcement that was left": lambda folder: (folder / "issues/.addresses.tsv.next").write_text("x"),
    "the list of digests": _append("_site/manifest-sha256.txt"),
    "a file put into the site": lambda folder: (folder / "_site/x.txt").write_text("x"),
    "a page taken out of the site": lambda folder: (folder / "_site/index.html").unlink(),
    "the site": lambda folder: (folder / "_site").rename(folder / "elsewhere"),
    "a build that was broken off": lambda folder: (folder / "_site.new").mkdir(),
    "the report": lambda folder: (folder / "_report/index.html").unlink(),
    "a build at work": lambda folder: (folder / "_site.lock").touch(),
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_counts_opens_the_gate(folder: Path, what: str) -> None:
    """Each of these is something to do."""
    CHANGES[what](folder)
    assert gate.unchanged([]) is None


def test_a_file_that_was_only_touched_is_the_same(folder: Path) -> None:
    """Its digest tells; a folder fresh from version control is not made again."""
    (folder / "issues/2025-03.txt").touch()
    assert gate.unchanged([]) is not None


@pytest.mark.parametrize("option", ["--check", "--force", "--changes=x.json", "--help"])
def test_some_options_pass_the_gate_by(folder: Path, option: str) -> None:
    """With them there is always something to do."""
    assert gate.unchanged([option]) is None


def test_other_arguments_are_another_build(folder: Path) -> None:
    """A record is that of its arguments and its cache."""
    assert gate.unchanged(["--strict"]) is None
    assert gate.unchanged(["--cache", "elsewhere"]) is None


def test_a_build_that_failed_keeps_no_record(folder: Path) -> None:
    """It is to say again, after looking again, what is wrong."""
    (folder / "issues/2025-03.txt").write_text("", encoding="utf-8")
    assert main([]) == 1
    assert gate.unchanged([]) is None


def test_a_damaged_record_is_none(folder: Path) -> None:
    """The cache is never believed."""
    for path in (folder / ".cache/gate").iterdir():
        path.write_bytes(path.read_bytes()[:-3])
    assert gate.unchanged([]) is None
