"""What the clerk double-clicks on Windows, held against what cmd can read; it was never run there by these tests."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from gazette_site.arguments import read_arguments

ROOT = Path(__file__).parents[1]
FILE = ROOT / "发布.bat"
LINES = FILE.read_bytes().decode("utf-8").split("\r\n")
COMMANDS = {"@echo", "chcp", "setlocal", "cd", "set", "rem", "if", "echo", "py", "pause", "exit", "fc", "del", "start"}


def test_every_line_ends_as_cmd_wants_it() -> None:
    """Carriage return and line feed, no mark of the byte order, and version control leaves it so."""
    content = FILE.read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    assert not content.startswith(b"\xef\xbb\xbf")
    assert "*.bat -text" in (ROOT / ".gitattributes").read_text("utf-8")


def test_chinese_is_said_only() -> None:
    """After the console was set to UTF-8, in lines that only say something: an old cmd could miscount it anywhere else."""
    first = LINES.index("chcp 65001 >nul")
    assert all(line.isascii() for line in LINES[: first + 1])
    assert [line for line in LINES if not line.isascii() and not line.lstrip().startswith("echo ")] == []


def test_what_is_said_is_no_command() -> None:
    """No sign in it closes a block, redirects or begins another command."""
    assert [line for line in LINES if line.lstrip().startswith("echo ") and re.search(r"[()&|<>^%!\"]", line)] == []


def test_nothing_jumps() -> None:
    """No label, `goto` or `call`, and only commands that every Windows has."""
    words = [line.split()[0] for line in LINES if line.strip() and not line.startswith((" ", ")"))]
    assert {word for word in words if not word.startswith('"%PY%"')} <= COMMANDS | {"echo."}
    assert not re.search(r"^\s*(:\w|goto|call)\b", "\n".join(LINES), re.MULTILINE | re.IGNORECASE)
    code = "\n".join(line for line in LINES if not line.lstrip().startswith(("echo", "rem")))
    assert code.count("(") == code.count(")")


def test_the_window_stays_open() -> None:
    """Whoever double-clicks reads how it ended before the window goes."""
    ends = [place for place, line in enumerate(LINES) if line.strip().startswith("exit /b")]
    assert ends
    assert all(LINES[place - 1].strip() == "pause" for place in ends)


def test_it_asks_for_what_there_is() -> None:
    """Files and commands that it names exist."""
    text = "\n".join(LINES)
    assert "requirements.lock" in text
    assert (ROOT / "requirements.lock").is_file()
    asked = [line.partition("build.py")[2].split() for line in LINES if line.startswith('"%PY%" build.py')]
    assert [read_arguments(one).command for one in asked] == ["build", "publish"]


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13"])
def test_the_versions_it_names_are_those_of_the_program(version: str) -> None:
    """The lowest is the one that is required."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"
    assert version in next(line for line in LINES if "python.org" in line)
