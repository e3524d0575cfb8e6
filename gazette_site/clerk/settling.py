"""The lines that settle a problem, for a person to copy into the sidecar or the settings.

What nobody has seen in print is left for the clerk to write: `replace` begins as what was found, and a build refuses it so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple

from gazette_site.problems import Problem, Severity
from gazette_site.reading.ticks import issue_of, tick_of

PASTE, METADATA, CORRECTIONS = "paste", "metadata", "corrections"
CHECKED, SETTLED = "checked", "settled"
"""Ticks in the sidecar of an issue, which `serve` can save; ticks in the settings, which a person pastes."""
_METADATA = {
    "masthead-gazette": "gazette: 刊名",
    "masthead-published": "published: 出版日期，如 2025-07-10",
    "masthead-cumulative": "cumulative: 总期号",
}
_SOURCES = (".txt", ".md", ".pdf")
_LONG = 40
"""Characters of a line that are enough to find it by."""


class Copy(NamedTuple):
    """Some lines to copy."""

    kind: str
    file: str
    """Where they go, `issues/2025-04.yaml`."""
    key: str
    """Under which key of it; where it is there already, the lines go below it without it."""
    text: str


def copies(problem: Problem, settings: str) -> tuple[Copy, ...]:
    """What can be copied for a problem, the most likely first; `settings` is where that goes which concerns no issue."""
    return tuple(_copies(problem, settings))


def _copies(problem: Problem, settings: str) -> Iterator[Copy]:
    if paste := problem.paste:
        yield Copy(PASTE, paste.file, paste.key, "\n".join((f"{paste.key}:", *paste.lines)))
    sidecar = sidecar_of(problem.file)
    if sidecar:
        yield from _mends(problem, sidecar)
    if problem.severity is Severity.WARNING and not problem.checked:
        yield ticks(sidecar or settings, (problem,))


def _mends(problem: Problem, sidecar: str) -> Iterator[Copy]:
    if line := _METADATA.get(problem.code):
        yield Copy(METADATA, sidecar, "metadata", f"metadata:\n  {line}")
    elif words := _findable(problem):
        page = problem.line if problem.file.lower().endswith(".pdf") else problem.page
        place = f"据 PDF 第{page}页。" if page else "据纸本第…页。"
        yield Copy(CORRECTIONS, sidecar, "corrections", correction(words, words, place))


def ticks(file: str, problems: Iterable[Problem]) -> Copy:
    """The lines that tick off some warnings."""
    entries = (f"  - code: {code}\n    words: {_quoted(words)}" for code, words in map(tick_of, problems))
    return Copy(CHECKED if issue_of(file) else SETTLED, file, "checked", "\n".join(("checked:", *entries)))


@lru_cache(maxsize=4096)
def sidecar_of(file: str) -> str:
    """The sidecar of the issue that a file belongs to, empty for any other file."""
    issue, path = issue_of(file), PurePosixPath(file)
    if issue is None:
        return ""
    return (
        path.with_suffix(".yaml").as_posix() if path.suffix.lower() in (*_SOURCES, ".yaml") else f"{path.parent}.yaml"
    )


def correction(find: str, replace: str, reason: str) -> str:
    """A correction as it stands in a sidecar."""
    return f"corrections:\n  - find: {_quoted(find)}\n    replace: {_quoted(replace)}\n    reason: {reason}"


def _findable(problem: Problem) -> str:
    if PurePosixPath(problem.file).suffix.lower() not in _SOURCES:
        return ""
    return problem.quote.strip()[:_LONG].rstrip()


def _quoted(words: str) -> str:
    """As a string of YAML between quotation marks, which may hold anything."""
    return json.dumps(words, ensure_ascii=False)
