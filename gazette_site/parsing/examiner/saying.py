"""From doubts to problems: one problem a fact, and no record that draws more of them than a person reads.

Parser and examiner may see the same fact. Who saw more of it speaks: `SAID` where the parser names what it could not do, `BETTER` where
the examiner sees the cause of what the parser misses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gazette_site.parsing.examiner.facts import Doubt
from gazette_site.problems import Problem, Record
from gazette_site.reading.lines import Transcript

MOST = 3
"""Kinds of doubt that are said of one record; the rest is counted."""

SAID = {
    "contents-line-unread": {"contents-doubt", "contents-empty-section"},
    "section-in-title": {"contents-doubt"},
    "person-unread": {"appointment-unclear"},
    "person-odd": {"appointment-unclear"},
    "repeal-unread": {"repeals-unclear"},
    "entry-second-date": {"chronicle-other-month"},
    "entry-undated": {"chronicle-date", "chronicle-no-month"},
    "chronicle-one-entry": {"chronicle-one-entry", "chronicle-undated"},
    "unlike-siblings": {"no-date"},
}
"""Codes of the examiner → codes of the parser that say the same of the same line; then the examiner is silent."""

BETTER = {"date-unread": {"no-date"}, "title-odd": {"no-issuer"}}
"""Codes of the examiner → codes of the parser that say less of the same record; then the parser's is left out."""


def say(doubts: Iterable[Doubt], said: Iterable[Problem], transcript: Transcript, file: str) -> list[Problem]:
    """The doubts as problems, most telling first: of one record one of a kind and `MOST` kinds, of no record one of a kind.

    `said` are the problems of the parser, which are not said again. The place is that of the first of a kind.
    """
    known = {(problem.code, problem.line, problem.quote) for problem in said}
    kinds: dict[tuple[Record | None, str], list[Doubt]] = {}
    for doubt in doubts:
        place = (transcript.file_line(doubt.line), transcript.quote(doubt.line))
        if not any((code, *place) in known for code in SAID.get(doubt.code, ())):
            kinds.setdefault((doubt.record, doubt.code), []).append(doubt)
    records: dict[Record | None, list[list[Doubt]]] = {}
    for (record, _), alike in kinds.items():
        records.setdefault(record, []).append(alike)
    return [
        problem for record, all_kinds in records.items() for problem in _of_one(record, all_kinds, transcript, file)
    ]


def _of_one(record: Record | None, kinds: Sequence[list[Doubt]], transcript: Transcript, file: str) -> list[Problem]:
    """The problems of one record."""
    most = len(kinds) if record is None else MOST
    problems = [_problem(doubts, transcript, file) for doubts in kinds[:most]]
    if len(kinds) > most:
        problems[-1] = replace(problems[-1], message=f"{problems[-1].message}（另有{len(kinds) - most}种疑点）")
    return problems


def _problem(doubts: Sequence[Doubt], transcript: Transcript, file: str) -> Problem:
    """Doubts of one kind about one record as one problem, at the place of the first."""
    first = doubts[0]
    more = f"（同类共{len(doubts)}处）" if len(doubts) > 1 else ""
    return replace(transcript.warn(file, first.message + more, first.line, first.code), record=first.record)


def without_lesser(said: Iterable[Problem], found: Iterable[Problem]) -> list[Problem]:
    """The parser's problems without those of which the examiner says more."""
    lesser = {(code, problem.record) for problem in found for code in BETTER.get(problem.code, ())}
    return [problem for problem in said if problem.record is None or (problem.code, problem.record) not in lesser]
