"""A folder of issues read, parsed and linked as a build does it, in this process: its records with their places, and what is said of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gazette_site.cache import Cache
from gazette_site.config import SiteConfig, load_config, resolve
from gazette_site.linking import link
from gazette_site.model import ChronicleEntry, Document, Issue
from gazette_site.parsing import parse
from gazette_site.parsing.conservation import texts_of
from gazette_site.problems import Problem
from gazette_site.publishing.data.issues import issue_data, issue_file
from gazette_site.reading import ReadingSettings, read_folder

Json = dict[str, Any]


@dataclass(slots=True)
class Record:
    """One document or entry as built, with what is known of its place."""

    kind: str
    """`document` or `entry`."""
    position: int
    data: Json
    lines: frozenset[tuple[str, int]]
    """File and line of the file (of a PDF the page) of each of its characters."""
    file: str
    says: list[Problem] = field(default_factory=list)
    """The problems that are about it."""
    wrong: list[str] = field(default_factory=list)
    """The facts that differ."""


def build_case(folder: Path, cache: Path) -> tuple[list[Record], list[Problem]]:
    """The records of a case in order, and all its problems. An issue that cannot be read has no records."""
    config, path = SiteConfig(), folder / "site.yaml"
    if path.is_file():
        config, _ = load_config(path)
    sources, found = read_folder(folder)
    problems, issues, lines = list(found), [], {}
    for source in sources:
        issue, said = parse(source, config.sections, ReadingSettings(config.glyphs, Cache(cache)))
        problems += said
        if issue is not None:
            issues.append(issue)
            lines[issue.id] = _Places(issue, source.file)
    archive, between = link(issues, resolve(config, issues))
    problems += between
    records: list[Record] = []
    for linked in archive.issues:
        data = json.loads(issue_file(issue_data(linked, archive.standing, archive.topics_of)).content)
        records += _records(linked.issue, data, lines[linked.issue.id])
    _assign(records, problems)
    return records, problems


@dataclass(frozen=True, slots=True)
class _Places:
    issue: Issue
    file: str

    def of(self, record: Document | ChronicleEntry) -> frozenset[tuple[str, int]]:
        spans = {span.line for text in texts_of(record) for span in text.spans}
        return frozenset((self.file, line) for line in spans)


def _records(issue: Issue, data: Json, places: _Places) -> Iterator[Record]:
    for document, one in zip(issue.documents, data["documents"], strict=True):
        yield Record("document", document.position, one, places.of(document), places.file)
    entries = issue.chronicle.entries if issue.chronicle else ()
    for entry, one in zip(entries, data["chronicle"], strict=True):
        yield Record("entry", entry.position, one, places.of(entry), places.file)


def _assign(records: Sequence[Record], problems: Iterable[Problem]) -> None:
    """Every problem to the records it is about."""
    for problem in problems:
        for record in records:
            if record.file == problem.file and is_about(problem, record):
                record.says.append(problem)


def is_about(problem: Problem, record: Record) -> bool:
    """Whether a problem names a record: by its position, or else by a line or the title."""
    if problem.record is not None:
        return (problem.record.kind, problem.record.position) == (record.kind, record.position)
    if not record.file.endswith(".pdf") and (problem.file, problem.line) in record.lines:
        return True
    title = record.data.get("title")
    return bool(title) and f"“{title}”" in problem.message
