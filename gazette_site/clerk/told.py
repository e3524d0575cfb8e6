"""What a build says in the terminal: in full only what is new, of everything else a line a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from gazette_site.problems import Problem, Severity, report

_MOST_FILES = 10
"""Files that are named one by one."""


def told(problems: Sequence[Problem], new: Iterable[Problem], page: str) -> str:
    """Errors and new warnings in full; the warnings that were there before by file; those that are ticked off not at all."""
    fresh = {id(one) for one in new}
    full = [one for one in problems if one.severity is Severity.ERROR or id(one) in fresh]
    old = [one for one in problems if not one.checked and one.severity is Severity.WARNING and id(one) not in fresh]
    return "\n\n".join(part for part in (report(full), _known(old, page)) if part)


def _known(old: Sequence[Problem], page: str) -> str:
    counts = sorted(Counter(one.file for one in old).items())
    if not counts:
        return ""
    lines = [f"  {file}：{count} 处" for file, count in counts[:_MOST_FILES]]
    rest = [f"  另有 {len(counts) - _MOST_FILES} 个文件"] if len(counts) > _MOST_FILES else []
    return "\n".join((f"上次发布时已有、还没有核对的警告 {len(old)} 处，见 {page}：", *lines, *rest))
