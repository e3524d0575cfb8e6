"""No site is there whose addresses the ledger does not have, whenever a build is killed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from gazette_site.publishing.folder.fixity import MANIFEST
from gazette_site.publishing.permanence.announcement import NEXT, announce, enter, settle
from gazette_site.publishing.permanence.ledger import FILE, LedgerEntry, Records, read_ledger, write_ledger

OLD = Records({"/documents/a/": LedgerEntry("甲", frozenset({"#s-1"}))}, {"/documents/c/": LedgerEntry("丙")})
NEW = Records(OLD.public, {"/documents/b/": LedgerEntry("乙")})


@pytest.fixture
def issues(tmp_path: Path) -> Path:
    """A folder of issues with a ledger."""
    (tmp_path / "issues").mkdir()
    write_ledger(tmp_path / "issues" / FILE, OLD)
    return tmp_path / "issues"


@pytest.fixture
def staging(issues: Path) -> Path:
    """A staging folder, announced."""
    staging = issues.parent / "_site.new"
    staging.mkdir()
    (staging / MANIFEST).write_bytes(b"x")
    announce(issues, NEW, staging, hashlib.sha256(b"x").hexdigest())
    return staging


def ledger_of(issues: Path) -> Records | None:
    """The ledger as the next build finds it; nothing else may be in the folder."""
    assert settle(issues) == ()
    assert [path.name for path in issues.iterdir()] == [FILE]
    return read_ledger(issues / FILE, "")[0]


def test_killed_before_the_swap_nothing_is_entered(issues: Path, staging: Path) -> None:
    """The staging folder is still there: what it was to have is not pending."""
    assert ledger_of(issues) == OLD


def test_killed_after_the_swap_everything_is_entered(issues: Path, staging: Path) -> None:
    """The staging folder is the site now, and its addresses count."""
    staging.rename(staging.with_name("_site"))
    assert ledger_of(issues) == NEW


def test_another_staging_folder_is_not_the_announced_one(issues: Path, staging: Path) -> None:
    """A later build without a ledger writes at the same place; the announced site was published before."""
    (staging / MANIFEST).write_bytes(b"another")
    assert ledger_of(issues) == NEW


def test_killed_after_the_ledger_nothing_changes(issues: Path, staging: Path) -> None:
    """Entering twice is entering once."""
    staging.rename(staging.with_name("_site"))
    write_ledger(issues / FILE, NEW)
    assert ledger_of(issues) == NEW


def test_what_was_entered_is_no_longer_announced(issues: Path, staging: Path) -> None:
    """A build that ends well leaves the ledger alone in its folder."""
    enter(issues, NEW)
    assert ledger_of(issues) == NEW


@pytest.mark.parametrize("text", ["", "# {}\n", "# []\n", '# {"staging": 1, "manifest": 2}\n', "{\n", "\x00"])
def test_an_announcement_that_cannot_be_read_is_told(issues: Path, text: str) -> None:
    """Nothing is guessed and nothing removed: a person has to look."""
    (issues / NEXT).write_text(text)
    assert [problem.code for problem in settle(issues)] == ["ledger-unreadable"]
    assert (issues / NEXT).exists()


def test_an_announcement_with_a_broken_line_is_told(issues: Path, staging: Path) -> None:
    """The ledger stays as it is."""
    staging.rename(staging.with_name("_site"))
    with (issues / NEXT).open("a") as stream:
        stream.write("broken\n")
    assert [problem.code for problem in settle(issues)] == ["ledger-line"]
    assert read_ledger(issues / FILE, "")[0] == OLD
