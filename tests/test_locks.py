"""Locks: one holder at a time, who is told, and nobody is kept out by a build that is dead."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gazette_site import locks
from gazette_site.locks import Taken, locked

ROOT = Path(__file__).parents[1]
HOLD = """
import os, sys, time
from pathlib import Path
from gazette_site.locks import locked
with locked(Path(sys.argv[1])):
    if sys.argv[2:]:
        seen, told = os.pipe()
        if os.fork() == 0:
            os.write(told, b"x")
            time.sleep(60)
            os._exit(0)
        os.read(seen, 1)  # the child runs: what it lets go of at once it has let go of
    print("held", flush=True)
    time.sleep(60)
"""


def holder(path: Path, *more: str) -> subprocess.Popen[str]:
    """Another process that holds the lock."""
    command = [sys.executable, "-c", HOLD, str(path), *more]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert process.stdout and process.stdout.readline() == "held\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    """Ends the process and its children."""
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def test_the_second_is_told_who_holds_it(tmp_path: Path) -> None:
    """Process and time stand in the file, and in what is said."""
    path = tmp_path / "x.lock"
    process = holder(path)
    with pytest.raises(Taken) as taken, locked(path):
        pass
    end(process)
    assert taken.value.holder.startswith(f"进程 {process.pid}，20")
    assert taken.value.holder.endswith(" 起")


def test_a_lock_leaves_nothing(tmp_path: Path) -> None:
    """The file is gone with the lock, also after a failure, and can be had again."""
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), locked(tmp_path / "x.lock"):
            raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_killed_holder_keeps_nobody_out(tmp_path: Path) -> None:
    """Its file is still there; the lock is not."""
    end(holder(tmp_path / "x.lock"))
    assert (tmp_path / "x.lock").exists()
    with locked(tmp_path / "x.lock"):
        pass


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_a_worker_that_outlives_its_build_holds_nothing(tmp_path: Path) -> None:
    """Only the parent is killed; its child, which was forked while the lock was held, lives on."""
    process = holder(tmp_path / "x.lock", "with a child")
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    try:
        with locked(tmp_path / "x.lock"):
            pass
    finally:
        end(process)


def test_what_stands_in_the_file_is_not_believed(tmp_path: Path) -> None:
    """Signs for the terminal and other words are not shown."""
    path = tmp_path / "x.lock"
    with locked(path):
        path.write_bytes(b"\x1b]0;owned\x07\t2025-01-01 00:00:00\n")
        with pytest.raises(Taken) as taken, locked(path):
            pass
    assert taken.value.holder == "进程号不详"


def test_a_file_that_lost_its_name_is_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the holder ends and removes the file after it was opened here, the new file of that name is locked."""
    path, real = tmp_path / "x.lock", locks._seize
    asked: list[int] = []

    def seize(descriptor: int) -> None:
        if not asked:
            path.unlink()
        asked.append(descriptor)
        real(descriptor)

    monkeypatch.setattr(locks, "_seize", seize)
    with locked(path):
        assert len(asked) == 2
        with pytest.raises(Taken), locked(path):
            pass


def test_no_lock_through_a_link(tmp_path: Path) -> None:
    """A link in place of the lock file is not followed: what it leads to is never written."""
    (tmp_path / "letter").write_text("private")
    (tmp_path / "x.lock").symlink_to("letter")
    with pytest.raises(OSError), locked(tmp_path / "x.lock"):
        pass
    assert (tmp_path / "letter").read_text() == "private"
