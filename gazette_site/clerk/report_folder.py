"""The folder of the report, `_report/` beside `_site/` (`name.report/` beside any other): for the clerk, never published.

index.html      the report                     changes.html   what differs from what was published
problems.json   what the last build said       proof/         an issue page by page, to be proof-read
names.json      what each issue holds, so that before the first publication only new ones are read
sources.txt     what the site was made from, so that a publication can say what has changed since
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from gazette_site.problems import Problem, Severity
from gazette_site.publishing.folder.output import json_bytes
from gazette_site.publishing.folder.staging import beside
from gazette_site.publishing.permanence.kept import PROBLEMS
from gazette_site.publishing.permanence.ledger import write_text

INDEX = "index.html"
CHANGES = "changes.html"
PROOF = "proof"
NAMES = "names.json"
_USUAL, _FOLDER = "_site", "_report"


def report_folder(output: Path) -> Path:
    """Where the report of the site in `output` lies."""
    return output.with_name(_FOLDER) if output.name == _USUAL else beside(output, "report")


def write_report(output: Path, name: str, text: str) -> Path:
    """Writes a file of the report in one step, unless it is there as it is. Raises OSError."""
    path = report_folder(output) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_bytes() != text.encode():
        write_text(path, text)
    return path


def write_problems(output: Path, problems: Iterable[Problem]) -> None:
    """Writes what a build said. Raises OSError."""
    ordered = sorted(problems, key=lambda one: (one.file, one.line, one.code, one.message))
    write_report(output, PROBLEMS, json_bytes(ordered).decode())


def read_problems(path: Path) -> tuple[Problem, ...]:
    """What a build said; nothing where that is not known."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=tuple[Problem, ...])
    except (OSError, msgspec.MsgspecError):
        return ()


def doubts(problems: Iterable[Problem], known: Iterable[Problem]) -> tuple[Problem, ...]:
    """The warnings that were not there at the last publication and are not ticked off; where a line stands does not matter."""
    seen = {_words(one) for one in known}
    asked = (one for one in problems if one.severity is Severity.WARNING and not one.checked)
    return tuple(one for one in asked if _words(one) not in seen)


def _words(problem: Problem) -> tuple[str, str, str, str]:
    return problem.file, problem.code, problem.message, problem.quote
