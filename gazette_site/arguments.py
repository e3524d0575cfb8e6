"""What may stand on the command line, and what is said, in Chinese, about what may not.

build.py [command] option* [argument]        option = FLAG | NAME BLANK value | NAME "=" value

Without a command it is `build`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import east_asian_width

import click

from gazette_site.far import is_url
from gazette_site.options import Options

PROGRAM = "build.py"
BUILD = "build"


class Asked(NamedTuple):
    """What was asked for."""

    options: Options
    quiet: bool = False
    """Whether only problems are told."""
    command: str = BUILD
    yes: bool = False
    """Whether nothing is to be asked back."""
    day: str | None = None
    """Of a publication, `2025-06-09`; None: today."""
    file: Path = Path()
    """The issue to be checked."""
    issue: str = ""
    """The issue that a sidecar is to be made for, `2025-06`."""
    host: str = "127.0.0.1"
    """The address of this machine at which the preview is shown."""
    port: int = 8000


class WrongUsage(Exception):
    """The arguments cannot be understood; the message is a Chinese sentence."""


def read_arguments(arguments: Sequence[str]) -> Asked:
    """What the arguments ask for. Raises WrongUsage; ends the program after `--help`."""
    name, rest = _command(arguments)
    command = COMMANDS[name]
    try:
        with command.make_context(f"{PROGRAM} {name}" if name != BUILD else PROGRAM, rest) as context:
            if context.args:
                raise WrongUsage(f"没有这个选项：{' '.join(context.args)}")
            given = dict(context.params)
    except click.exceptions.Exit as ended:
        raise SystemExit(ended.exit_code) from None
    except click.UsageError as failure:
        raise WrongUsage(_in_chinese(failure, command)) from None
    if "no_ledger" in given:
        given["ledger"] = not given.pop("no_ledger")
    options = {field.name: given.pop(field.name) for field in dataclasses.fields(Options) if field.name in given}
    return Asked(Options(**options), command=name, **given)


def _command(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """The name of the command and what stands after it."""
    if not arguments or arguments[0].startswith("-"):
        return BUILD, list(arguments)
    if arguments[0] not in COMMANDS:
        raise WrongUsage(f"没有这个命令：{arguments[0]}；可用的有：{'、'.join(COMMANDS)}")
    return arguments[0], list(arguments[1:])


def _in_chinese(failure: click.UsageError, command: click.Command) -> str:
    """What was done wrong: by the kind of the failure, or, where it is our own, by its message."""
    match failure:
        case click.NoSuchOption():
            return f"没有这个选项：{failure.option_name}"
        case click.BadOptionUsage():
            takes_none = any(failure.option_name in one.opts and _is_flag(one) for one in command.params)
            return f"{failure.option_name} 后面{'不能写值' if takes_none else '要写一个值'}"
        case click.MissingParameter(param=click.Parameter() as missing):
            return f"少写了{missing.make_metavar(click.Context(command))}"
        case click.BadParameter(param=click.Option() as option):
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


class _Number(_Value):
    """A whole number between two others."""

    def __init__(self, name: str, least: int, most: int) -> None:
        super().__init__(name)
        self._least, self._most = least, most

    def read(self, text: str) -> int:
        """Raises BadParameter for any other."""
        if not text.isascii() or not text.isdigit() or not self._least <= int(text[:9]) <= self._most or len(text) > 9:
            raise click.BadParameter(f"应是 {self._least} 到 {self._most} 的整数")
        return int(text)


class _Day(_Value):
    """A day."""

    def read(self, text: str) -> str:
        """As it was written, `2025-06-09`."""
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise click.BadParameter("应是日期，如 2025-06-09") from None


class _Words(_Value):
    """Words as they are."""

    def read(self, text: str) -> str:
        """The words."""
        return text


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


class _Store(_Value):
    """A place that several machines reach."""

    def read(self, text: str) -> object:
        """A URL; which kinds there are is known to what opens it."""
        if is_url(text):
            return text
        raise click.BadParameter("应是 file:///srv/gazette、s3://桶/目录 这样的网址")


class _Command(click.Command):
    """Explains itself in Chinese."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The first line of the help."""
        names = "".join(f" {one.make_metavar(ctx)}" for one in self.params if isinstance(one, click.Argument))
        formatter.write(f"用法：{ctx.command_path}{names} [选项]\n")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options and what they do in two columns, a Chinese character counted as two."""
        options = (one for one in self.get_params(ctx) if isinstance(one, click.Option))
        rows = [row for one in options if (row := one.get_help_record(ctx))]
        _write_rows(formatter, "选项", rows)
        if self is COMMAND:
            _write_rows(formatter, "命令（不写就是 build）", [(one, _first(COMMANDS[one])) for one in COMMANDS])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The exit statuses."""
        formatter.write(f"\n{self.epilog}\n")


def _write_rows(formatter: click.HelpFormatter, head: str, rows: list[tuple[str, str]]) -> None:
    most = max(_columns(name) for name, _ in rows)
    formatter.write(f"\n{head}：\n")
    for name, words in rows:
        formatter.write(f"  {name}{' ' * (most - _columns(name) + 2)}{words}\n")


def _first(command: click.Command) -> str:
    return (command.help or "").partition("。")[0]


def _columns(words: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in words)


def _show_help(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(context.get_help())
        context.exit()


def _flag(name: str, words: str) -> click.Option:
    return click.Option([name], is_flag=True, help=words)


def _value(name: str, kind: _Value, words: str, default: object = None) -> click.Option:
    return click.Option([name], type=kind, metavar=kind.name, default=default, help=words)


def _argument(name: str, kind: _Value) -> click.Argument:
    return click.Argument([name], type=kind, metavar=kind.name)


def _made(help: str, epilog: str, *params: click.Parameter) -> _Command:
    shown = click.Option(
        ["-h", "--help"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_help,
        help="显示这份说明",
    )
    return _Command(
        PROGRAM,
        help=help,
        epilog=epilog,
        add_help_option=False,
        context_settings={"allow_extra_args": True},
        params=[*params, shown],
    )


_DEFAULTS = Options()
_FOLDER, _FILE, _JOBS, _SIZE = _Value("文件夹"), _Value("文件"), _Number("数", 1, 64), _Megabytes("MB")
_ADDRESS = _Scheduler("地址")
_ISSUES = _value("--issues", _FOLDER, "公报所在的文件夹，默认 issues", _DEFAULTS.issues)
_OUTPUT = _value("--output", _FOLDER, "网站写到哪个文件夹，默认 _site", _DEFAULTS.output)
_SITE = _value("--output", _FOLDER, "网站在哪个文件夹，默认 _site", _DEFAULTS.output)
_CONFIG = _value("--config", _FILE, "配置文件，默认是公报文件夹里的 site.yaml，其次是当前文件夹里的")
_CACHE = _value(
    "--cache",
    _FOLDER,
    "读过的公报、画好的页面图像和上次生成的记录存在哪个文件夹，下次只做有变化的，默认 .cache；可随时删去",
    _DEFAULTS.cache,
)
_NUMBER_OF_JOBS = _value("--jobs", _JOBS, "同时用几个进程读公报，默认自动")
_CLUSTER = _value(
    "--cluster",
    _ADDRESS,
    "请 Dask 集群的工作进程读公报、写网页、画图像：local:4 在本机开四个，tcp://主机:8786 是已有的集群",
    _DEFAULTS.cluster,
)
_STORE = _value(
    "--store",
    _Store("网址"),
    "几台机器共用的存放处，如 s3://桶/目录：读过的公报、画好的图像也存在那里；与 --cluster 同用时，各台机器不必共用文件夹",
    _DEFAULTS.store,
)
_YES = _flag("--yes", "不再询问")
_QUIET = _flag("--quiet", "只报告问题")
_DAY = _value("--day", _Day("日期"), "写进发布记录的日子，如 2025-06-09，默认今天")
_DISK = "做一份放在光盘、优盘上看的：每个链接都写明 index.html，没有网站服务器和脚本也能翻阅"
_ENDS = "退出码：0 做好了；1 没有做成，什么也没有改动；2 选项、配置或文件夹有误，或另一次生成、发布正在进行"

COMMAND = _made(
    "由政府公报的文本生成可查阅、可检索的静态网站。",
    "退出码：0 已生成；1 有错误，没有生成，原来的网站不动；2 选项或配置有误，或另一次生成正在进行；3 已生成，但有后续的事没有做成。",
    _ISSUES,
    _OUTPUT,
    _CONFIG,
    _flag("--keep-going", "有错误的几期不收，其余照常生成；已发布的网址不能因此消失"),
    _flag("--strict", "把警告也当作错误"),
    _flag("--quiet", "不显示进度和小结，只报告问题"),
    _flag("--no-ledger", "不与网址登记核对，也不登记这次的网址；试做网站时用"),
    _flag("--check", "生成后先检查全站：链接、锚点、各种数据是否一致，有错误就不换上"),
    _flag("--force", "不管有没有变化，全部重新生成，不用上次留下的结果；读过的 PDF、画好的页面图像仍用存下的"),
    _value("--changes", _FILE, "把与上次生成的网站的差别（新增、改动、减少的网址）写到这个 JSON 文件"),
    _CACHE,
    _value("--cache-size", _SIZE, "缓存里各期都不再用到的，最多留多少 MB，默认 500；先删最旧的", _DEFAULTS.cache_size),
    _flag("--disk", _DISK),
    _NUMBER_OF_JOBS,
    _CLUSTER,
    _STORE,
)
"""`build`, with every option; those with a value are read into the field of `Options` of their name."""

COMMANDS: Mapping[str, _Command] = {
    BUILD: COMMAND,
    "diff": _made(
        "看现在的网站与上次发布的有什么不同。在终端里列出，并写成 _report/changes.html。",
        _ENDS + "。",
        *(_ISSUES, _SITE, _CONFIG),
    ),
    "publish": _made(
        "发布生成好的网站，确认新的网址。先列出改动并询问；配置了 publish 的，拷到那里并核对；然后网址才算公开，不能再变。",
        _ENDS + "；3 目标只更新了一部分，请再运行一次。",
        *(_ISSUES, _SITE, _CONFIG, _YES, _DAY, _QUIET),
    ),
    "undo": _made(
        "撤回上次发布。网址登记和发布的目标都回到上次发布以前；只在没有人用到新网址时才用。",
        _ENDS + "；3 目标只更新了一部分，请再运行一次。",
        *(_ISSUES, _SITE, _CONFIG, _YES, _DAY, _QUIET),
    ),
    "check": _made(
        "检查一期公报，不生成网站。认出了什么、目录与正文对不对得上、哪里有疑问、文件名对不对。",
        "退出码：0 可以收录；1 有错误；2 选项或配置有误。",
        *(_argument("file", _FILE), _ISSUES, _CONFIG, _CACHE),
    ),
    "new": _made(
        "为新的一期写好附带文件。如 new 2025-06：推算总期号等填进 2025-06.yaml，核对后再用。",
        "退出码：0 写好了；1 已经有了，没有改动；2 选项或配置有误。",
        *(_argument("issue", _Words("年-期")), _ISSUES, _CONFIG, _CACHE),
    ),
    "doctor": _made(
        "检查这台机器和设置。Python、所用的程序、字体、磁盘、写入权限、网站的地址等。",
        "退出码：0 都好；1 有妨碍生成的；2 选项或配置有误。",
        *(_ISSUES, _OUTPUT, _CONFIG, _CACHE),
    ),
    "serve": _made(
        "在本机预览网站和报告。公报、附带文件、设置、模板有改动就重新生成，网页自动刷新；按 Ctrl-C 结束。",
        "退出码：0 已结束；2 选项或配置有误，或端口不能用。",
        *(_ISSUES, _OUTPUT, _CONFIG, _CACHE, _NUMBER_OF_JOBS),
        _value("--host", _Words("地址"), "在哪个地址上提供，默认 127.0.0.1，只有本机能看", "127.0.0.1"),
        _value("--port", _Number("数", 0, 65535), "端口，默认 8000；0 是随便一个空着的", 8000),
    ),
}
"""Every command by its name."""
