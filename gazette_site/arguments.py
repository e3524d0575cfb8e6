"""What may stand on the command line, and what is said, in Chinese, about what may not.

build.py option*        option = FLAG | NAME BLANK value | NAME "=" value
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import east_asian_width

import click

from gazette_site.options import Options

PROGRAM = "build.py"


class Asked(NamedTuple):
    """The options as they were given."""

    options: Options
    quiet: bool
    """Whether only problems are told."""


class WrongUsage(Exception):
    """The arguments cannot be understood; the message is a Chinese sentence."""


def read_arguments(arguments: Sequence[str]) -> Asked:
    """What the arguments ask for. Raises WrongUsage; ends the program after `--help`."""
    try:
        with COMMAND.make_context(PROGRAM, list(arguments)) as context:
            if context.args:
                raise WrongUsage(f"没有这个选项：{' '.join(context.args)}")
            given = dict(context.params)
    except click.exceptions.Exit as ended:
        raise SystemExit(ended.exit_code) from None
    except click.UsageError as failure:
        raise WrongUsage(_in_chinese(failure)) from None
    quiet, ledger = given.pop("quiet"), not given.pop("no_ledger")
    return Asked(Options(ledger=ledger, **given), quiet)


def _in_chinese(failure: click.UsageError) -> str:
    """What was done wrong: by the kind of the failure, or, where it is our own, by its message."""
    match failure:
        case click.NoSuchOption():
            return f"没有这个选项：{failure.option_name}"
        case click.BadOptionUsage():
            takes_none = any(failure.option_name in one.opts and _is_flag(one) for one in COMMAND.params)
            return f"{failure.option_name} 后面{'不能写值' if takes_none else '要写一个值'}"
        case click.BadParameter(param=click.Parameter() as option):
            return f"{option.opts[-1]}：{failure.message}"
        case _:
            return failure.message


def _is_flag(parameter: click.Parameter) -> bool:
    return isinstance(parameter, click.Option) and bool(parameter.is_flag)


class _Value(click.ParamType[Any]):
    """The value of an option; another option in its place means that it was forgotten."""

    def __init__(self, name: str) -> None:
        self.name = name

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The value read; one that was not written but is a default as it is."""
        if not isinstance(value, str):
            return value
        if param and len(value) > 1 and value.startswith("-"):
            raise click.BadOptionUsage(param.opts[-1], "", ctx)
        return self.read(value)

    def read(self, text: str) -> object:
        """A file or a folder, whether it is there or not."""
        return Path(text)


class _Count(_Value):
    """A number of processes."""

    def read(self, text: str) -> int:
        """From 1 to 64."""
        if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 64:
            raise click.BadParameter("应是 1 到 64 的整数")
        return int(text)


class _Megabytes(_Value):
    """A size."""

    def read(self, text: str) -> int:
        """From 0 on."""
        if not text.isascii() or not text.isdigit() or len(text) > 9:
            raise click.BadParameter("应是 MB 数，如 500")
        return int(text)


class _Scheduler(_Value):
    """Where the workers are."""

    def read(self, text: str) -> object:
        """`local:` and a number, or an address with its protocol."""
        kind, colon, rest = text.partition(":")
        local = kind == "local" and rest.isascii() and rest.isdigit() and 1 <= int(rest) <= 64
        if local or (colon and kind in ("tcp", "tls") and rest.startswith("//") and len(rest) > 2):
            return text
        raise click.BadParameter("应是 local:4 这样的进程数，或 tcp://主机:8786、tls://主机:8786 这样的地址")


class _Command(click.Command):
    """Explains itself in Chinese."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The first line of the help."""
        formatter.write(f"用法：{ctx.command_path} [选项]\n")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options and what they do in two columns, a Chinese character counted as two."""
        rows = [row for one in self.get_params(ctx) if (row := one.get_help_record(ctx))]
        most = max(_columns(name) for name, _ in rows)
        formatter.write("\n选项：\n")
        for name, words in rows:
            formatter.write(f"  {name}{' ' * (most - _columns(name) + 2)}{words}\n")

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The exit statuses."""
        formatter.write(f"\n{self.epilog}\n")


def _columns(words: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in words)


def _show_help(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(context.get_help())
        context.exit()


def _flag(name: str, words: str) -> click.Option:
    return click.Option([name], is_flag=True, help=words)


def _value(name: str, kind: _Value, words: str, default: Path | int | str | None = None) -> click.Option:
    return click.Option([name], type=kind, metavar=kind.name, default=default, help=words)


_DEFAULTS = Options()
_FOLDER, _FILE, _JOBS, _SIZE = _Value("文件夹"), _Value("文件"), _Count("数"), _Megabytes("MB")
_ADDRESS = _Scheduler("地址")
_CLUSTER = "请 Dask 集群的工作进程读公报、写网页、画图像：local:4 在本机开四个，tcp://主机:8786 是已有的集群"
_CACHE = "读过的公报、画好的页面图像和上次生成的记录存在哪个文件夹，下次只做有变化的，默认 .cache；可随时删去"
_DISK = "做一份放在光盘、优盘上看的：每个链接都写明 index.html，没有网站服务器和脚本也能翻阅"

COMMAND = _Command(
    PROGRAM,
    help="由政府公报的文本生成可查阅、可检索的静态网站。",
    epilog="退出码：0 已发布；1 有错误，没有发布，原来的网站不动；2 选项或配置有误，或另一次生成正在进行；3 已发布，但有后续的事没有做成。",
    add_help_option=False,
    context_settings={"allow_extra_args": True},
    params=[
        _value("--issues", _FOLDER, "公报所在的文件夹，默认 issues", _DEFAULTS.issues),
        _value("--output", _FOLDER, "网站写到哪个文件夹，默认 _site", _DEFAULTS.output),
        _value("--config", _FILE, "配置文件，默认是公报文件夹里的 site.yaml，其次是当前文件夹里的"),
        _flag("--keep-going", "有错误的几期不收，其余照常发布；已发布的网址不能因此消失"),
        _flag("--strict", "把警告也当作错误"),
        _flag("--quiet", "不显示进度和小结，只报告问题"),
        _flag("--no-ledger", "不与网址登记核对，也不登记这次的网址；试做网站时用"),
        _flag("--check", "发布前检查全站：链接、锚点、各种数据是否一致，有错误就不发布"),
        _flag("--force", "不管有没有变化，全部重新生成，不用上次留下的结果；读过的 PDF、画好的页面图像仍用存下的"),
        _value("--changes", _FILE, "把与上次网站的差别（新增、改动、减少的网址）写到这个 JSON 文件"),
        _value("--cache", _FOLDER, _CACHE, _DEFAULTS.cache),
        _value(
            "--cache-size", _SIZE, "缓存里各期都不再用到的，最多留多少 MB，默认 500；先删最旧的", _DEFAULTS.cache_size
        ),
        _flag("--disk", _DISK),
        _value("--jobs", _JOBS, "同时用几个进程读公报、写网页、画图像，默认自动"),
        _value("--cluster", _ADDRESS, _CLUSTER, _DEFAULTS.cluster),
        click.Option(
            ["-h", "--help"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_help,
            help="显示这份说明",
        ),
    ],
)
"""Every option; those with a value are read into the field of `Options` of their name."""
