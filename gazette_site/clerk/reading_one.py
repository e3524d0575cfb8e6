"""One issue read by itself, whether it lies in the folder of issues or not, and whatever its name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from gazette_site.admission import open_cache
from gazette_site.config import SiteConfig
from gazette_site.model import Issue, IssueId
from gazette_site.options import Options
from gazette_site.parsing import parse
from gazette_site.parsing.layout.front import contents_first, zones
from gazette_site.parsing.layout.masthead import printed_numbers
from gazette_site.problems import Problem, Severity, error
from gazette_site.reading import ReadingSettings, Source, read_source
from gazette_site.reading.entries import SIDECARS, SUFFIXES, is_issue_name

_NUMBER = re.compile(r"(?P<year>(?:19|20)\d\d)\D{0,2}(?P<number>\d{1,2})(?!\d)")
_STAND_IN = IssueId("1900-01")
"""For a file whose name says nothing; its own number is then looked for on its cover."""


class ReadOne(NamedTuple):
    """An issue and what is wrong with it."""

    issue: Issue | None
    problems: tuple[Problem, ...]


def issue_named(words: str) -> IssueId | None:
    """`2024-11` for `2024-11`, `2024年第11期`, `202411`; None for what names no issue."""
    found = _NUMBER.search(words.replace("第", ""))
    name = f"{found['year']}-{int(found['number']):02}" if found else ""
    return IssueId(name) if is_issue_name(name) else None


def read_one(path: Path, options: Options, config: SiteConfig) -> ReadOne:
    """The issue in that file with the sidecar beside it; a name that the cover contradicts is an error that says the right one."""
    with ExitStack() as held:
        source = _source(path)
        cache, _ = open_cache(options, [source], config, held)
        settings = ReadingSettings(config.glyphs, cache, config.pdf_limits)
        if is_issue_name(path.stem):
            issue, problems = parse(source, config.sections, settings)
            return ReadOne(issue, tuple(map(_named_wrongly, problems)))
        name = _printed_name(source, settings) or issue_named(path.stem)
        if name is None:
            message = "文件名应是“年-期”，如 2025-03.txt；封面上也看不出是哪一期"
            return ReadOne(None, (error(source.file, message, code="file-name"),))
        issue, problems = parse(replace(source, id=name), config.sections, settings)
        message = f"文件名应是“年-期”；这一期应是 {name}{path.suffix.lower()}"
        return ReadOne(issue, (error(source.file, message, code="file-name"), *problems))


def _source(path: Path) -> Source:
    beside = [path.with_suffix(suffix) for suffix in SIDECARS]
    sidecar = next((one for one in beside if one.is_file()), None)
    pdf = path if path.suffix.lower() == ".pdf" else path.with_suffix(".pdf")
    name = IssueId(path.stem) if is_issue_name(path.stem) else _STAND_IN
    return Source(
        name,
        path,
        path.as_posix(),
        pdf if pdf.is_file() else None,
        sidecar,
        sidecar.as_posix() if sidecar else "",
    )


def _printed_name(source: Source, settings: ReadingSettings) -> IssueId | None:
    """The issue that the cover names, year and number."""
    transcript, _, _ = read_source(source, settings)
    if transcript is None:
        return None
    lines = contents_first(transcript.lines)
    printed = list(printed_numbers(lines[: zones(lines).contents]))
    year = next((one.year for one in printed if one.year), None)
    return issue_named(f"{year}-{printed[0].first:02}") if year else None


def _named_wrongly(problem: Problem) -> Problem:
    return replace(problem, severity=Severity.ERROR) if problem.code == "issue-number" else problem


def is_readable(path: Path) -> bool:
    """Whether it is a file of a kind that is read."""
    return path.suffix.lower() in SUFFIXES


def files_of(folder: Path) -> Iterable[Path]:
    """The issue files of a folder, the newest issue first; of one issue the transcript."""
    found = (one for one in folder.iterdir() if is_readable(one) and is_issue_name(one.stem) and one.is_file())
    return sorted(found, key=lambda one: (one.stem, one.suffix.lower() != ".pdf"), reverse=True)
