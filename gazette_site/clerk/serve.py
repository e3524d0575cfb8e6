"""`serve`: the site as it will be, made anew whenever something is changed that it is made from.

issues, sidecars, settings, templates ──watched──▶ build, in a process of its own ──▶ open pages reload

A build is a process of its own, so that a template that was changed is read anew, and what a build keeps in memory goes
with it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event, Thread

from gazette_site.admission import Unusable, config_file
from gazette_site.arguments import Asked
from gazette_site.clerk.preview import News, Preview
from gazette_site.clerk.report_folder import report_folder
from gazette_site.clerk.saving import save
from gazette_site.failures import cause
from gazette_site.languages import template_folder
from gazette_site.options import Options
from gazette_site.problems import error
from gazette_site.publishing.permanence import ledger, publication
from gazette_site.terminal import tell

_PACKAGE = Path(__file__).parents[2]
_PROGRAM = "from gazette_site.cli import run; run()"
_OURS = (ledger.FILE, publication.LOG)
"""What builds and publications write beside the issues."""


def run(asked: Asked) -> int:
    """Builds, shows, watches, until it is stopped. Raises Unusable."""
    options = asked.options
    if not options.issues.is_dir():
        raise Unusable(error(options.issues.as_posix(), "没有这个公报文件夹", code="folder-missing"))
    news = News()
    with previewed(asked, news) as server:
        _build(options)
        news.tell()
        tell(f"\n网站：{server.url}　报告：{server.url}_report/　按 Ctrl-C 结束", sys.stdout)
        watch(options, news)
    return 0


@contextmanager
def previewed(asked: Asked, news: News) -> Iterator[Preview]:
    """The preview, for as long as it is wanted. Raises Unusable if the port cannot be had."""
    output = asked.options.output.resolve()
    try:
        saved = partial(save, asked.options.issues)
        server = Preview(asked.host, asked.port, output, report_folder(output), news, saved)
    except OSError as failure:
        message = f"这个地址或端口不能用（{cause(failure)}），请用 --port 另选一个"
        raise Unusable(error(f"{asked.host}:{asked.port}", message, code="port-taken")) from None
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        news.tell(over=True)
        server.shutdown()
        server.server_close()


def watch(options: Options, news: News, stop: Event | None = None) -> None:
    """Builds anew after every change, until it is stopped with Ctrl-C or by `stop`."""
    from watchfiles import watch as changes_in  # only this command needs it

    try:
        for changes in changes_in(*watched(options), stop_event=stop, raise_interrupt=True):
            if names := sorted({Path(path).name for _, path in changes if is_source(Path(path), options)}):
                tell(f"\n有改动：{'、'.join(names)}", sys.stdout)
                _build(options)
                news.tell()
    except KeyboardInterrupt:
        tell("\n已结束", sys.stdout)


def watched(options: Options) -> Iterable[Path]:
    """The folders that a site is made from."""
    config = options.config or config_file(options.issues)
    return (options.issues, template_folder(), *([config] if config else []))


def is_source(path: Path, options: Options) -> bool:
    """Whether a change of that file changes the site: it is not what the program itself writes beside the issues."""
    if path.name.startswith((".", "~$")) or path.name.endswith(("~", ".new", ".swp", ".tmp")):
        return False
    return not (path.name in _OURS and path.parent.resolve() == options.issues.resolve())


def _build(options: Options) -> None:
    """A build in a process of its own; what it says goes to the terminal."""
    path = os.pathsep.join(filter(None, (str(_PACKAGE), os.environ.get("PYTHONPATH"))))
    subprocess.run(
        [sys.executable, "-c", _PROGRAM, *arguments(options)], env={**os.environ, "PYTHONPATH": path}, check=False
    )


def arguments(options: Options) -> list[str]:
    """The options as they stand on the command line."""
    given = {"issues": options.issues, "output": options.output, "cache": options.cache, "config": options.config}
    return [f"--{name}={value}" for name, value in {**given, "jobs": options.jobs}.items() if value is not None]
