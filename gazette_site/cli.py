"""The command line: options in, exit status out. Everything the user reads is in Chinese."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn, TextIO

from gazette_site.arguments import PROGRAM, Asked, WrongUsage, read_arguments
from gazette_site.characters import for_terminal
from gazette_site.gate import Watch
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
    # Records refer to each other in one direction only: looking for circles among millions of them finds none.
    gc.set_threshold(200_000, 50, 100)
    started, watch = time.monotonic(), _watch(asked, arguments)
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
    held = _holdings(outcome.figures, outcome)
    if not asked.quiet:
        seconds = time.monotonic() - started
        _tell(f"已发布到 {asked.options.output}：{held[0]}，用时 {seconds:.1f} 秒{held[1]}", sys.stdout)
    if outcome.unfinished:
        return UNFINISHED
    again = f"没有变化，{asked.options.output} 还是上次生成的样子：{''.join(held)}（要全部重做，请加 --force）"
    told = for_terminal(report(outcome.problems)), for_terminal(again)
    watch.keep(asked.options.output.resolve(), outcome.files, asked.quiet, *told)
    return PUBLISHED


def _watch(asked: Asked, arguments: Sequence[str]) -> Watch:
    """What the build is going to depend on, looked at before it is read."""
    settings = asked.options.config or Path("site.yaml")
    return Watch(arguments, asked.options.issues, (settings,))


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


def _holdings(figures: Figures, outcome: Outcome) -> tuple[str, str]:
    """What the site holds, and how many issues it had to do without."""
    left_out = f"；另有 {figures.left_out} 期因有错误没有收录" if figures.left_out else ""
    held = (
        f"{figures.issues} 期，{figures.documents} 件文件，{figures.attachments} 个附件，"
        f"{figures.entries} 条大事记，{figures.pages} 个网页；{_count(outcome, Severity.WARNING)} 处警告"
    )
    return held, left_out


def _count(outcome: Outcome, severity: Severity) -> int:
    return sum(problem.severity is severity for problem in outcome.problems)
