"""The command line: options in, exit status out. Everything the user reads is in Chinese."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from gazette_site.arguments import BUILD, PROGRAM, Asked, WrongUsage, read_arguments
from gazette_site.characters import for_terminal
from gazette_site.clerk.after_build import new_of, pending_of, said_of, write_reports
from gazette_site.clerk.report_folder import INDEX, report_folder
from gazette_site.clerk.sources import look
from gazette_site.clerk.told import told
from gazette_site.failures import cause
from gazette_site.gate import Watch
from gazette_site.options import Options
from gazette_site.pipeline import Figures, Outcome, Unusable, build
from gazette_site.problems import Severity, pasted, report
from gazette_site.terminal import ProgressLine, Stopwatch, tell

PUBLISHED, WRONG, UNUSABLE, UNFINISHED, INTERRUPTED = 0, 1, 2, 3, 130


def run() -> NoReturn:
    """Entry point of the program: ends it with the exit status."""
    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal that cannot show a character must not end a build; stderr is made so from the start.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        status = main(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read it has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = WRONG
    sys.exit(status)


def main(arguments: Sequence[str]) -> int:
    """0: done. 1: something is wrong, nothing was changed. 2: nothing could be begun. 3: done, but something after that failed."""
    try:
        asked = read_arguments(arguments)
    except WrongUsage as wrong:
        tell(f"用法有误：{wrong}\n看用法：{PROGRAM} --help", sys.stderr)
        sys.exit(UNUSABLE)
    try:
        return _run(asked, arguments)
    except Unusable as unusable:
        tell(report(unusable.problems), sys.stderr)
        return UNUSABLE
    except BrokenPipeError:
        raise
    except OSError as failure:
        # A build tells its own; what else is written (the change page, a sidecar) changes nothing of the site.
        tell(f"读写不了：{cause(failure)}（{failure.filename or ''}）", sys.stderr)
        return WRONG
    except KeyboardInterrupt:
        tell(_interrupted(asked.command), sys.stderr)
        return INTERRUPTED


def _interrupted(command: str) -> str:
    if command == BUILD:
        return "已中断，原来的网站没有改动"
    copying = "；如果已经开始拷，目标可能只更新了一部分，请再运行一次"
    return f"已中断{copying if command in ('publish', 'undo') else ''}"


def _run(asked: Asked, arguments: Sequence[str]) -> int:
    """Does what was asked for; what a build does not need is loaded when it is asked for."""
    match asked.command:
        case "diff":
            from gazette_site.clerk import diff

            return diff.run(asked)
        case "publish":
            from gazette_site.clerk import publish

            return publish.run(asked)
        case "undo":
            from gazette_site.clerk import undo

            return undo.run(asked)
        case "check":
            from gazette_site.clerk import check

            return check.run(asked)
        case "new":
            from gazette_site.clerk import new

            return new.run(asked)
        case "doctor":
            from gazette_site.clerk import doctor

            return doctor.run(asked)
        case "serve":
            from gazette_site.clerk import serve

            return serve.run(asked)
        case _:
            return _build(asked, arguments)


def _build(asked: Asked, arguments: Sequence[str]) -> int:
    started, watch = time.monotonic(), _watch(asked, arguments)
    before, found = pending_of(asked.options), look(asked.options)
    outcome, seconds = _built(asked)
    late = write_reports(asked.options, outcome, seconds, found)
    new = (*new_of(asked.options, outcome.problems), *late)
    if problems := told((*outcome.problems, *late), new, _page(asked.options)):
        tell(problems, sys.stderr)
    if outcome.figures is None:
        tell(_failure(outcome), sys.stderr)
        return WRONG
    held = _holdings(outcome.figures, outcome)
    if not asked.quiet:
        said = f"已生成 {asked.options.output}：{held[0]}，用时 {time.monotonic() - started:.1f} 秒{held[1]}{_missing(outcome)}"
        tell(said, sys.stdout)
        tell(said_of(asked.options, before), sys.stdout)
    if outcome.unfinished:
        return UNFINISHED
    again = f"没有变化，{asked.options.output} 还是上次生成的样子：{''.join(held)}（要全部重做，请加 --force）"
    files = (*outcome.files, Path(_page(asked.options)))
    watch.keep(asked.options.output.resolve(), files, asked.quiet, for_terminal(problems), for_terminal(again))
    return PUBLISHED


def _watch(asked: Asked, arguments: Sequence[str]) -> Watch:
    """What the build is going to depend on, looked at before it is read."""
    settings = asked.options.config or Path("site.yaml")
    return Watch(arguments, asked.options.issues, (settings,))


def _built(asked: Asked) -> tuple[Outcome, Mapping[str, float]]:
    """How the build ended, and how many seconds each stage took."""
    with closing(ProgressLine(sys.stderr)) as progress:
        watch = Stopwatch(_silent if asked.quiet else progress)
        outcome = build(asked.options, watch)
        watch.stop()
    return outcome, watch.seconds


def _page(options: Options) -> str:
    return (report_folder(options.output) / INDEX).as_posix()


def _silent(doing: str, done: int, total: int) -> None:
    """Shows nothing."""


def _failure(outcome: Outcome) -> str:
    counts = f"{_count(outcome, Severity.ERROR)} 处错误，{_count(outcome, Severity.WARNING)} 处警告"
    ended = f"没有生成：{counts}；原来的网站没有改动"
    return "\n" + "\n\n".join(filter(None, (pasted(outcome.problems), ended)))


def _holdings(figures: Figures, outcome: Outcome) -> tuple[str, str]:
    """What the site holds, and how many issues it had to do without."""
    done = sum(problem.checked for problem in outcome.problems)
    checked = f"（另有 {done} 处已核对）" if done else ""
    left_out = f"；另有 {figures.left_out} 期因有错误没有收录" if figures.left_out else ""
    held = (
        f"{figures.issues} 期，{figures.documents} 件文件，{figures.attachments} 个附件，"
        f"{figures.entries} 条大事记，{figures.pages} 个网页；{_count(outcome, Severity.WARNING)} 处警告{checked}"
    )
    return held, left_out


def _missing(outcome: Outcome) -> str:
    """What the archive shows not to be there, one line each."""
    lines = (line.rstrip("。") for line in outcome.missing)
    return "".join(f"\n  未收录：{line}" for line in lines) + (
        "\n  （逐项见网站的“收录情况”页）" if outcome.missing else ""
    )


def _count(outcome: Outcome, severity: Severity) -> int:
    return sum(problem.severity is severity and not problem.checked for problem in outcome.problems)
