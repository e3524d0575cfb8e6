"""What a build says and writes for the clerk beside the site: the report, the change page, what became of pending addresses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from gazette_site.clerk.report_folder import CHANGES, report_folder, write_problems
from gazette_site.options import Options
from gazette_site.problems import Problem, warning
from gazette_site.publishing.permanence.ledger import FILE, PENDING

_SHOWN = 3


class Pending(NamedTuple):
    """What a build did to the addresses that are not public yet."""

    came: tuple[str, ...]
    went: tuple[str, ...]


def pending_of(options: Options) -> tuple[str, ...]:
    """The addresses that are not public yet, as the ledger has them; sorted as it is."""
    try:
        lines = (options.issues / FILE).read_text("utf-8").splitlines() if options.ledger else []
    except (OSError, UnicodeDecodeError):
        return ()
    return tuple(line.partition("\t")[0] for line in lines if line.endswith(f"\t{PENDING}"))


def write_reports(options: Options, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Writes what was said and what has changed since the last publication; a warning where that cannot be done."""
    # A build that finds nothing to do must not wait for what makes pages.
    from gazette_site.admission import read_config
    from gazette_site.clerk.changes import change_page, write_change_page

    output = options.output.resolve()
    try:
        write_problems(output, problems)
        write_change_page(output, change_page(output), read_config(options).language)
    except OSError as failure:
        folder = report_folder(options.output).as_posix()
        return (
            warning(folder, f"网站已生成，但报告没有写出来（{failure.strerror or failure}）", code="published-but"),
        )
    return ()


def said_of(options: Options, before: Iterable[str]) -> str:
    """A line on what waits to be published, and where the changes are shown."""
    page = (report_folder(options.output) / CHANGES).as_posix()
    if not options.ledger:
        return f"改动见 {page}"
    was, now = tuple(before), pending_of(options)
    change = _compared(Pending(tuple(sorted({*now} - {*was})), tuple(sorted({*was} - {*now}))))
    if not now:
        return f"没有待发布的新网址{change}；改动见 {page}"
    return f"{len(now)} 处网址待发布{change}；改动见 {page}，确认无误后运行 publish"


def _compared(pending: Pending) -> str:
    parts = (_named("新增", pending.came), _named("不再有", pending.went))
    said = "，".join(part for part in parts if part)
    return f"（{said}）" if said else ""


def _named(word: str, addresses: tuple[str, ...]) -> str:
    shown = "、".join(addresses[:_SHOWN])
    return f"{word} {len(addresses)} 处：{shown}{'等' if addresses[_SHOWN:] else ''}" if addresses else ""
