"""What the site in the folder was made from: so that nobody publishes a site of which he believes that it has what he just put into the folder.

issues, settings ──before a build──▶ look ──the build made a site──▶ _report/sources.txt ──before a publication──▶ what has changed since
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from gazette_site.admission import config_file
from gazette_site.clerk.report_folder import report_folder, write_report
from gazette_site.options import Options
from gazette_site.problems import Problem, warning
from gazette_site.publishing.permanence import ledger, publication
from gazette_site.watch import Look, differing, look_at

SOURCES = "sources.txt"
_SHOWN = 5
_OURS = (ledger.FILE, publication.LOG)
"""What builds and publications write beside the issues."""


def look(options: Options) -> Look:
    """The issues with all that lies beside them, and the settings, as they are now; nothing where a name is too odd for that."""
    config = options.config or config_file(options.issues)
    try:
        lines = look_at([str(config.resolve())] if config else [], [str(options.issues.resolve())])
    except ValueError:
        return []
    return [line for line in lines if not _is_ours(_path(line))]


def remember(options: Options, lines: Iterable[str]) -> None:
    """Notes what the site was made from. Raises OSError."""
    write_report(options.output.resolve(), SOURCES, "".join(f"{line}\n" for line in lines))


def later_changes(options: Options) -> tuple[Problem, ...]:
    """A warning if issues or settings are not as they were when the site was made; nothing where that is not known."""
    try:
        lines = (report_folder(options.output.resolve()) / SOURCES).read_text("utf-8").splitlines()
        folder = str(options.issues.resolve())
        changed = [path for path in differing(lines, [folder]) if not _is_ours(path)] if lines else []
    except (OSError, ValueError):
        return ()
    if not changed:
        return ()
    names = sorted({os.path.relpath(path, folder).replace(os.sep, "/") for path in changed})
    named = "、".join(names[:_SHOWN]) + (f" 等 {len(names)} 个" if names[_SHOWN:] else "")
    message = f"生成网站以后又有改动，还没有进网站：{named}；要一起发布，请先生成一次"
    return (warning(options.issues.as_posix(), message, code="changed-since"),)


def _is_ours(path: str) -> bool:
    return Path(path).name in _OURS


def _path(line: str) -> str:
    return line.split("\t", 2)[1]
