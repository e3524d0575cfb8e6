"""What the clerk has ticked off: warnings that were looked at, in `checked` of the sidecar, of the settings where no issue is concerned.

    problem ──▶ code, words ──▶ ticked off, or asked again

1. A warning is known by its code and the words of its place, not by its line: what stands further down now is the same.
2. Words that are too long for a sidecar are cut, and their digest stands beside them: one changed character asks again.
3. A tick settles one warning. Where more of them have the same code and words than there are ticks, all are asked again.
4. Only warnings can be ticked off; an error stays one.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import PurePosixPath

from gazette_site.issue_names import read_name
from gazette_site.late import late
from gazette_site.model import IssueId
from gazette_site.problems import Problem, Severity, shorten
from gazette_site.reading.folder import Source
from gazette_site.reading.sidecar import Tick, read_sidecar

Ticks = Mapping[IssueId | None, Counter[Tick]]
"""Of each issue; under None what concerns the archive as a whole."""

_LONG = 60
"""Characters that are quoted whole."""
_COUNTED = late(r"（(?:同类共|另有)[^）]*）$")
"""How many places a warning stands for."""


def tick_of(problem: Problem) -> Tick:
    """By what a warning is known: its code, and the words of its place, or its own where it quotes none."""
    counted = _COUNTED.search(problem.message)
    said = problem.quote + (counted[0] if counted else "") if problem.quote.strip() else problem.message
    words = " ".join(said.split())
    if len(words) > _LONG:
        words = f"{shorten(words, _LONG)} #{hashlib.sha256(words.encode()).hexdigest()[:8]}"
    return Tick(problem.code, words)


@lru_cache(maxsize=4096)
def issue_of(file: str) -> IssueId | None:
    """The issue that a file belongs to, `issues/2025-03.pdf`, `issues/2025-03/附件1.xlsx`; None for any other file."""
    path = PurePosixPath(file)
    name = read_name(path.stem) or read_name(path.parent.name)
    return name.id if name else None


def read_ticks(sources: Iterable[Source], settings: Iterable[tuple[str, str]] = ()) -> Ticks:
    """What is ticked off of each issue, and in the settings; what is wrong with a sidecar is told where it is read for its issue."""
    found: dict[IssueId | None, Counter[Tick]] = {one.id: _of_one(one) for one in sources if one.sidecar}
    found[None] = Counter(Tick(*one) for one in settings)
    return {issue: ticks for issue, ticks in found.items() if ticks}


def _of_one(source: Source) -> Counter[Tick]:
    try:
        text = source.sidecar.read_text("utf-8-sig") if source.sidecar else ""
    except (OSError, UnicodeDecodeError):
        return Counter()
    if "checked" not in text:  # reading YAML costs more than looking
        return Counter()
    return Counter(read_sidecar(text, source.sidecar_file)[0].checked)


def ticked(problems: Iterable[Problem], ticks: Ticks) -> tuple[Problem, ...]:
    """The problems, those that are ticked off marked so."""
    found = tuple(problems)
    if not ticks:
        return found
    there = Counter((issue_of(one.file), tick_of(one)) for one in found)
    return tuple(replace(one, checked=True) if _is_ticked(one, ticks, there) else one for one in found)


def _is_ticked(problem: Problem, ticks: Ticks, there: Counter[tuple[IssueId | None, Tick]]) -> bool:
    issue, tick = issue_of(problem.file), tick_of(problem)
    if problem.severity is not Severity.WARNING:
        return False
    return ticks.get(issue, Counter())[tick] >= there[issue, tick]
