"""Problems are data: what is wrong, where, and the line itself. This module knows nobody.

Every stage returns its problems beside its result and goes on; the exit status is decided once, at the end.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from typing import NamedTuple


class Severity(Enum):
    """An error keeps the site from being published; a warning does not (unless `--strict`)."""

    ERROR = "错误"
    WARNING = "警告"


class Record(NamedTuple):
    """Which record of an issue a problem is about."""

    kind: str
    """`document`, `entry` or `chronicle`."""
    position: int
    """Place among the records of its kind in the issue, counted from 1."""


class Paste(NamedTuple):
    """Lines that settle a problem, for a person to paste."""

    file: str
    """Where they go, `issues/site.yaml`."""
    key: str
    """Under which key of it, `redirects`."""
    lines: tuple[str, ...]
    """As they stand there, indented."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that a person should look at. `message` is a Chinese sentence for the clerk."""

    severity: Severity
    file: str
    """Path as the clerk knows it, `issues/2025-03.txt`."""
    message: str
    line: int = 0
    """Line of the file, page of a PDF, counted from 1; 0 if the problem is about the whole file."""
    quote: str = ""
    """The line itself, or the part that matters."""
    code: str = ""
    """Short stable name of the kind of problem, `contents-missing-item`."""
    record: Record | None = None
    """The record it is about, where it is about one."""
    url: str = ""
    """Address of the record in the site, `/documents/lufufa-2025-12/`, once it has one."""
    paste: Paste | None = None
    """What settles it, where that can be said."""
    page: int = 0
    """Page of the PDF that it stands on, counted from 1; 0 where that is not known."""
    checked: bool = False
    """Whether the clerk has ticked it off: looked at, and nothing is to be done."""

    def __str__(self) -> str:
        place = self.file
        if self.line:
            place += f" 第{self.line}页" if self.file.lower().endswith(".pdf") else f":{self.line}"
        quote = f"\n    {shorten(self.quote)}" if self.quote else ""
        url = f"\n    → {self.url}" if self.url else ""
        message = self.message.replace("\n", " ")  # a name that it gives may hold a line end
        return f"{place}: {self.severity.value}：{message}{quote}{url}"


def error(
    file: str, message: str, line: int = 0, quote: str = "", code: str = "", paste: Paste | None = None
) -> Problem:
    """A problem that keeps the issue, and so the site, from being published."""
    return Problem(Severity.ERROR, file, message, line, quote, code, paste=paste)


def warning(file: str, message: str, line: int = 0, quote: str = "", code: str = "") -> Problem:
    """A problem that is reported and published with."""
    return Problem(Severity.WARNING, file, message, line, quote, code)


def shorten(text: str, width: int = 60) -> str:
    """`text` on one line, cut in the middle if longer than `width` characters."""
    flat = " ".join(text.split())
    if len(flat) <= width:
        return flat
    half = (width - 1) // 2
    return f"{flat[:half]}…{flat[-half:]}"


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of them is an error."""
    return any(p.severity is Severity.ERROR for p in problems)


def report(problems: Iterable[Problem]) -> str:
    """All problems as text, grouped by file in the order of the names, each group in the order of its lines."""
    ordered = sorted(problems, key=lambda p: (p.file, p.line, p.code, p.message))
    groups = [
        f"{file}\n" + "\n".join("  " + str(p).removeprefix(file).lstrip(": ").replace("\n", "\n  ") for p in group)
        for file, group in groupby(ordered, key=lambda p: p.file)
    ]
    return "\n\n".join(groups)


def pasted(problems: Iterable[Problem]) -> str:
    """The lines that settle the problems, in blocks, each with where it goes; empty if there are none."""
    blocks: dict[tuple[str, str], list[str]] = {}
    for one in problems:
        if one.paste:
            blocks.setdefault((one.paste.file, one.paste.key), []).extend(one.paste.lines)
    return "\n\n".join(
        f"可以贴进 {file} 的几行（已经有 {key}: 的，贴在它下面）：\n\n{key}:\n" + "\n".join(lines)
        for (file, key), lines in blocks.items()
    )
