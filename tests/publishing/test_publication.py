"""A publication that is broken off: ledger, log and what is kept agree; what may have reached a reader counts as public."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gazette_site.publishing.folder.fixity import MANIFEST
from gazette_site.publishing.permanence import kept, ledger
from gazette_site.publishing.permanence.ledger import FILE, LedgerEntry, Records, confirmed, read_ledger, write_ledger
from gazette_site.publishing.permanence.publication import (
    COPYING,
    LOG,
    NEXT,
    VERIFIED,
    Publication,
    announce,
    check_log,
    finish,
    settle,
    with_begun,
)

RECORDS = Records({"/a/": LedgerEntry("甲")}, {"/b/": LedgerEntry("乙")})


@pytest.fixture
def issues(tmp_path: Path) -> Path:
    """A folder of issues with a ledger, beside a site."""
    (tmp_path / "issues").mkdir()
    write_ledger(tmp_path / "issues" / FILE, RECORDS)
    (tmp_path / "_site").mkdir()
    for name in ("index.html", MANIFEST):
        (tmp_path / "_site" / name).write_text(name)
    return tmp_path / "issues"


def made(issues: Path, phase: str = COPYING, back: bool = False) -> Publication:
    """A publication of the site, with what is kept of it."""
    output = issues.with_name("_site")
    one = kept.prepare(output, ["index.html"], "d" * 64, ledger.ledger_text(RECORDS), issues / "nothing")
    return Publication(phase, str(output), one.number, back, "2025-06-09\t发布", confirmed(RECORDS))


def state(issues: Path) -> tuple[bool, bool, bool]:
    """Whether the ledger, the log, and what is kept know of the publication."""
    records = read_ledger(issues / FILE, "")[0]
    return records == confirmed(RECORDS), (issues / LOG).exists(), kept.published(issues.with_name("_site")) is not None


def test_killed_while_it_is_copied(issues: Path) -> None:
    """Nothing is public by the ledger, but what was about to be counts as public, and that is told."""
    announce(issues, made(issues))
    assert [problem.code for problem in settle(issues)] == ["publication-unfinished"]
    assert state(issues) == (False, False, False)
    assert set(with_begun(issues, RECORDS).public) == {"/a/", "/b/"}


@pytest.mark.parametrize("step", ["write_ledger", "_enter", "go_forward", "withdraw"])
def test_killed_after_the_copy_was_verified(issues: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever comes next brings up what is left to do; doing it twice is doing it once."""
    from gazette_site.publishing.permanence import publication

    where = {"write_ledger": ledger, "go_forward": kept}.get(step, publication)
    one = made(issues)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(where, step, killed)
        with pytest.raises(KeyboardInterrupt):
            finish(issues, one)
    assert settle(issues) == ()
    assert state(issues) == (True, True, True)
    assert not (issues / NEXT).exists()
    announce(issues, made(issues, VERIFIED))
    assert settle(issues) == ()
    assert (issues / LOG).read_text("utf-8").splitlines()[1:] == [one.line]


def test_a_full_disk_leaves_it_to_the_next(issues: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error, nothing lost; when there is room again it is entered."""
    announce(issues, made(issues, VERIFIED))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        assert [problem.code for problem in settle(issues)] == ["ledger-not-written"]
    assert (issues / NEXT).exists()
    assert settle(issues) == ()
    assert state(issues) == (True, True, True)


@pytest.mark.parametrize("text", ["", "# {}\n", "# []\n", '# {"phase": "copying"}\n', "{\n", "\x00", "# 1\n"])
def test_what_cannot_be_read_is_told(issues: Path, text: str) -> None:
    """Nothing is guessed and nothing removed."""
    (issues / NEXT).write_text(text)
    assert [problem.code for problem in settle(issues)] == ["ledger-unreadable"]
    assert with_begun(issues, RECORDS) == RECORDS
    assert (issues / NEXT).exists()


def test_a_log_saved_in_another_encoding_is_told_before_anything_is_entered(issues: Path) -> None:
    """The file is named that cannot be read, not the one that waits; in its own encoding again, all is brought up."""
    announce(issues, made(issues, VERIFIED))
    (issues / LOG).write_text("# 发布记录\n", "gb18030")
    wrong = settle(issues)
    assert [(Path(one.file).name, one.code) for one in wrong] == [(LOG, "ledger-unreadable")]
    assert check_log(issues) == wrong
    assert state(issues)[0] is False
    (issues / LOG).write_text("# 发布记录\n", "utf-8-sig")
    assert (settle(issues), check_log(issues)) == ((), ())
    assert (issues / LOG).read_text("utf-8") == "# 发布记录\n2025-06-09\t发布\n"


@pytest.mark.parametrize("encoding, newline", [("utf-8-sig", "\n"), ("utf-8", "\r\n")])
def test_a_ledger_that_an_editor_saved_is_read(issues: Path, encoding: str, newline: str) -> None:
    """A byte order mark or line ends of Windows are no difference."""
    as_it_was = (issues / FILE).read_bytes()
    (issues / FILE).write_text(as_it_was.decode(), encoding, newline=newline)
    assert (issues / FILE).read_bytes() != as_it_was
    assert read_ledger(issues / FILE, "") == (RECORDS, ())


def test_the_last_two_are_kept(issues: Path) -> None:
    """Each has the next number; going back forgets the last one, once."""
    output = issues.with_name("_site")
    for number in (1, 2, 3):
        one = made(issues)
        assert one.number == number
        kept.go_forward(output, number)
        kept.go_forward(output, number)
    last, earlier = kept.published(output), kept.before_that(output)
    assert last and earlier and (last.number, earlier.number) == (3, 2)
    for _ in range(2):
        kept.go_back(output, 3)
        last = kept.published(output)
        assert last and last.number == 2 and kept.before_that(output) is None
    assert (last.site / "index.html").read_text() == "index.html"


def test_a_folder_of_others_is_not_used(issues: Path) -> None:
    """What lies where a publication is to be kept is never removed."""
    strange = issues.with_name("_site.published")
    strange.mkdir()
    (strange / "theirs").write_text("theirs")
    with pytest.raises(kept.NotOurs, match="里面有别的东西"):
        made(issues)
    assert (strange / "theirs").exists()
