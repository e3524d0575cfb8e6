"""One issue read by itself, whether it lies in the folder of issues or not, and whatever its name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from gazette_site.cache import Cache, lock
from gazette_site.config import SiteConfig
from gazette_site.issue_names import IssueName, order_of, read_name
from gazette_site.model import Issue, IssueId
from gazette_site.options import Options
from gazette_site.parsing import parse
from gazette_site.parsing.layout.front import contents_first, zones
from gazette_site.parsing.layout.issue_statements import statements
from gazette_site.problems import Problem, error
from gazette_site.reading import ReadingSettings, Source, read_source
from gazette_site.reading.entries import SIDECARS, SUFFIXES
from gazette_site.reading.issue_files import files_in

_NUMBER = re.compile(r"(?P<year>(?:19|20)\d\d)(?:\D{1,2}(?P<number>\d{1,3})|(?P<close>\d{1,2}))(?!\d)")
_STAND_IN = IssueId("1900-01")
"""For a file whose name says nothing; its own number is then looked for on its cover."""


class ReadOne(NamedTuple):
    """An issue and what is wrong with it."""

    issue: Issue | None
    problems: tuple[Problem, ...]


def issue_named(words: str) -> IssueName | None:
    """`2024-11` for `2024-11`, `2024年第11期`, `202411`; None for what names no issue."""
    if name := read_name(words):
        return name
    found = _NUMBER.search(words.replace("第", ""))
    return read_name(f"{found['year']}-{int(found['number'] or found['close']):02}") if found else None


def read_one(path: Path, options: Options, config: SiteConfig) -> ReadOne:
    """The issue in that file with what lies beside it; a name that is that of no issue is an error that says the right one."""
    with ExitStack() as held:
        source, problems = _source(path)
        cache = Cache(options.cache)
        if source.pdf:  # what is read from it is worth keeping; else nothing is written by looking
            cache, _ = held.enter_context(lock(cache))
        settings = ReadingSettings(config.glyphs, cache, config.pdf_limits)
        if source.id != _STAND_IN:
            issue, found = parse(source, config.sections, settings)
            return ReadOne(issue, (*problems, *found))
        name = _printed_name(source, settings) or issue_named(path.stem)
        if name is None:
            message = "文件名应是“年-期”，如 2025-03.txt；封面上也看不出是哪一期"
            return ReadOne(None, (error(source.file, message, code="file-name"),))
        right = f"{path.parent.as_posix()}/{name.stem}{path.suffix.lower()}"
        issue, found = parse(replace(source, id=name.id, file=right), config.sections, settings)
        message = f"文件名应是“年-期”；这一期应是 {name.stem}{path.suffix.lower()}"
        shown = (replace(one, file=source.file) if one.file == right else one for one in found)
        return ReadOne(issue, (error(source.file, message, code="file-name"), *problems, *shown))


def _source(path: Path) -> tuple[Source, tuple[Problem, ...]]:
    sidecar = next((one for suffix in SIDECARS if (one := path.with_suffix(suffix)).is_file()), None)
    pdf = path if path.suffix.lower() == ".pdf" else path.with_suffix(".pdf")
    name, folder = read_name(path.stem), path.with_suffix("")
    files, problems = files_in(folder, path.parent, folder.as_posix()) if name and folder.is_dir() else ((), ())
    source = Source(
        name.id if name else _STAND_IN,
        path,
        path.as_posix(),
        pdf if pdf.is_file() else None,
        sidecar,
        sidecar.as_posix() if sidecar else "",
        files,
    )
    return source, problems


def _printed_name(source: Source, settings: ReadingSettings) -> IssueName | None:
    """The issue that the cover names, year and number."""
    transcript, _, _ = read_source(source, settings)
    if transcript is None:
        return None
    lines = contents_first(transcript.lines)
    said = statements(lines[: zones(lines).contents])
    year = next((one.year for one in said if one.year), None)
    numbers = next((one.numbers for one in said if one.numbers), ())
    return IssueName(year, numbers) if year and numbers else None


def is_readable(path: Path) -> bool:
    """Whether it is a file of a kind that is read."""
    return path.suffix.lower() in SUFFIXES


def files_of(folder: Path) -> Iterable[tuple[IssueId, Path]]:
    """The ordinary issues of a folder with their files, the newest first; of one issue the transcript."""
    named = ((read_name(one.stem), one) for one in folder.iterdir() if is_readable(one) and one.is_file())
    found = [(name.id, one) for name, one in named if name and not name.extra]
    return sorted(found, key=lambda pair: (order_of(pair[0]), pair[1].suffix.lower() != ".pdf"), reverse=True)
