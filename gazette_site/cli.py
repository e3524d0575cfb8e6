"""The command line: options in, exit status out. Everything the user reads is in Chinese."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from contextlib import closing
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn, TextIO

from gazette_site.arguments import PROGRAM, Asked, WrongUsage, read_arguments
from gazette_site.characters import for_terminal
from gazette_site.pipeline import Figures, Outcome, Unusable, build
from gazette_site.problems import Severity, report
from gazette_site.terminal import ProgressLine

PUBLISHED, WRONG, UNUSABLE, UNFINISHED, INTERRUPTED = 0, 1, 2, 3, 130


def run() -> NoReturn:
    """Entry point of the program: ends it with the exit status."""
    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal that cannot show a character must not end a build; stderr is made so from the start.
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """0: published. 1: something is wrong, nothing was changed. 2: nothing could be begun. 3: published, but something after that failed."""
    try:
        asked = read_arguments(arguments)
    except WrongUsage as wrong:
        _tell(f"用法有误：{wrong}\n看用法：{PROGRAM} --help", sys.stderr)
        sys.exit(UNUSABLE)
    started = time.monotonic()
    try:
        outcome = _built(asked)
    except Unusable as unusable:
        _tell(report(unusable.problems), sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        _tell("已中断，原来的网站没有改动", sys.stderr)
        return INTERRUPTED
    if outcome.problems:
        _tell(report(outcome.problems), sys.stderr)
    if outcome.figures is None:
        _tell(_failure(outcome), sys.stderr)
        return WRONG
    if not asked.quiet:
        _tell(_summary(outcome.figures, outcome, asked.options.output, time.monotonic() - started), sys.stdout)
    return UNFINISHED if outcome.unfinished else PUBLISHED


def _tell(text: str, stream: TextIO) -> None:
    """Says something on the terminal; what names of files and quoted lines bring along cannot steer it."""
    print(for_terminal(text), file=stream)


def _built(asked: Asked) -> Outcome:
    if asked.quiet:
        return build(asked.options, _silent)
    with closing(ProgressLine(sys.stderr)) as progress:
        return build(asked.options, progress)


def _silent(doing: str, done: int, total: int) -> None:
    """Shows nothing."""


def _failure(outcome: Outcome) -> str:
    return f"\n没有发布：{_count(outcome, Severity.ERROR)} 处错误，{_count(outcome, Severity.WARNING)} 处警告；原来的网站没有改动"


def _summary(figures: Figures, outcome: Outcome, output: Path, seconds: float) -> str:
    left_out = f"；另有 {figures.left_out} 期因有错误没有收录" if figures.left_out else ""
    return (
        f"已发布到 {output}：{figures.issues} 期，{figures.documents} 件文件，{figures.attachments} 个附件，"
        f"{figures.entries} 条大事记，{figures.pages} 个网页；"
        f"{_count(outcome, Severity.WARNING)} 处警告，用时 {seconds:.1f} 秒{left_out}{_missing(outcome)}"
    )


def _missing(outcome: Outcome) -> str:
    """What the archive shows not to be there, one line each."""
    lines = (line.rstrip("。") for line in outcome.missing)
    return "".join(f"\n  未收录：{line}" for line in lines) + (
        "\n  （逐项见网站的“收录情况”页）" if outcome.missing else ""
    )


def _count(outcome: Outcome, severity: Severity) -> int:
    return sum(problem.severity is severity for problem in outcome.problems)
