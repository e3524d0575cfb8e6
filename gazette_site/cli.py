"""The command line: options in, exit status out. Everything the user reads is in Chinese."""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn, TextIO

from gazette_site.characters import for_terminal
from gazette_site.pipeline import Figures, Options, Outcome, Unusable, build
from gazette_site.problems import Severity, report
from gazette_site.publishing.release import Progress

PUBLISHED, WRONG, UNUSABLE, INTERRUPTED = 0, 1, 2, 130

_SAID_BY_ARGPARSE: tuple[tuple[str, str], ...] = (
    (r"unrecognized arguments: (.+)", r"没有这个选项：\1"),
    (r"argument (\S+): expected one argument", r"\1 后面要写一个值"),
    (r"argument (\S+): ignored explicit argument (.+)", r"\1 后面不能写值"),
    (r"argument (\S+): (.+)", r"\1：\2"),
    (r"ambiguous option: (\S+) could match (.+)", r"\1 可以是 \2，请写全"),
)


def run() -> NoReturn:
    """Entry point of the program: ends it with the exit status."""
    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal that cannot show a character must not end a build; stderr is made so from the start.
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """0: published. 1: something is wrong, nothing was changed. 2: options or configuration cannot be used."""
    asked = _parser().parse_args(arguments)
    started = time.monotonic()
    try:
        outcome = build(_options(asked), _silent if asked.quiet else _progress(sys.stderr))
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
        _tell(_summary(outcome.figures, outcome, asked.output, time.monotonic() - started), sys.stdout)
    return PUBLISHED


def _tell(text: str, stream: TextIO) -> None:
    """Says something on the terminal; what names of files and quoted lines bring along cannot steer it."""
    print(for_terminal(text), file=stream)


class _Parser(argparse.ArgumentParser):
    """Says in Chinese what it has to say."""

    def error(self, message: str) -> NoReturn:
        """Ends the program with the exit status for wrong usage."""
        for pattern, chinese in _SAID_BY_ARGPARSE:
            if re.fullmatch(pattern, message):
                message = re.sub(pattern, chinese, message)
                break
        self.exit(UNUSABLE, f"用法有误：{for_terminal(message)}\n看用法：{self.prog} --help\n")


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage: str | None, actions: object, groups: object, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, prefix="用法：")  # type: ignore[arg-type]  # passed on as it came


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="build.py",
        description="由政府公报的文本生成可查阅、可检索的静态网站。",
        epilog="退出码：0 已发布；1 有错误，没有发布，原来的网站不动；2 选项或配置有误。",
        formatter_class=_Help,
        add_help=False,
        allow_abbrev=False,
    )
    options = parser.add_argument_group("选项")
    add = options.add_argument
    add("--issues", type=Path, default=Path("issues"), metavar="文件夹", help="公报所在的文件夹，默认 issues")
    add("--output", type=Path, default=Path("_site"), metavar="文件夹", help="网站写到哪个文件夹，默认 _site")
    add("--config", type=Path, metavar="文件", help="配置文件，默认是公报文件夹里的 site.yaml，其次是当前文件夹里的")
    add("--keep-going", action="store_true", help="有错误的几期不收，其余照常发布；已发布的网址不能因此消失")
    add("--strict", action="store_true", help="把警告也当作错误")
    add("--quiet", action="store_true", help="不显示进度和小结，只报告问题")
    add("--no-ledger", action="store_true", help="不与网址登记核对，也不登记这次的网址；试做网站时用")
    add("--check", action="store_true", help="发布前检查全站：链接、锚点、各种数据是否一致，有错误就不发布")
    add("--changes", type=Path, metavar="文件", help="把与上次网站的差别（新增、改动、减少的网址）写到这个 JSON 文件")
    kept = "读过的 PDF、画好的页面图像存在哪个文件夹，下次不必重做，默认 .cache；可随时删去"
    add("--cache", type=Path, default=Path(".cache"), metavar="文件夹", help=kept)
    disk = "做一份放在光盘、优盘上看的：每个链接都写明 index.html，没有网站服务器和脚本也能翻阅"
    add("--disk", action="store_true", help=disk)
    add("--jobs", type=_jobs, metavar="数", help="同时用几个进程读公报，默认自动")
    add("-h", "--help", action="help", help="显示这份说明")
    return parser


def _jobs(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 64:
        raise argparse.ArgumentTypeError("应是 1 到 64 的整数")
    return int(text)


def _options(asked: argparse.Namespace) -> Options:
    return Options(
        issues=asked.issues,
        output=asked.output,
        config=asked.config,
        keep_going=asked.keep_going,
        strict=asked.strict,
        jobs=asked.jobs,
        ledger=not asked.no_ledger,
        check=asked.check,
        changes=asked.changes,
        cache=asked.cache,
        disk=asked.disk,
    )


def _silent(doing: str, done: int, total: int) -> None:
    """Shows nothing."""


def _progress(stream: TextIO) -> Progress:
    """Shows progress on one line of a terminal, and nothing where nobody looks."""
    return _shown_on(stream) if stream.isatty() else _silent


def _shown_on(stream: TextIO) -> Callable[[str, int, int], None]:
    def show(doing: str, done: int, total: int) -> None:
        count = f" {done}/{total}" if total else f" {done}" if done else ""
        # Back to the start of the line, write, clear what is left of the line before; the cursor waits at its start.
        stream.write(f"\r{doing}{count}\x1b[K\r")
        stream.flush()

    return show


def _failure(outcome: Outcome) -> str:
    return f"\n没有发布：{_count(outcome, Severity.ERROR)} 处错误，{_count(outcome, Severity.WARNING)} 处警告；原来的网站没有改动"


def _summary(figures: Figures, outcome: Outcome, output: Path, seconds: float) -> str:
    left_out = f"；另有 {figures.left_out} 期因有错误没有收录" if figures.left_out else ""
    return (
        f"已发布到 {output}：{figures.issues} 期，{figures.documents} 件文件，{figures.attachments} 个附件，"
        f"{figures.entries} 条大事记，{figures.pages} 个网页；"
        f"{_count(outcome, Severity.WARNING)} 处警告，用时 {seconds:.1f} 秒{left_out}"
    )


def _count(outcome: Outcome, severity: Severity) -> int:
    return sum(problem.severity is severity for problem in outcome.problems)
