"""The pipeline: from a folder of issues to a published site. `build` is the table of contents of the program."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from gazette_site.config import SiteConfig, load_config, resolve
from gazette_site.linking import Archive, link
from gazette_site.linking.archive import LinkedIssue
from gazette_site.model import Issue
from gazette_site.parsing import parse
from gazette_site.problems import Problem, Severity, error, has_errors
from gazette_site.publishing.folder.staging import OutputRefused, check_output
from gazette_site.publishing.release import Progress, Target, internal_error, release
from gazette_site.reading import ReadingSettings, Source, read_folder

_FEW = 8
"""Below so many issues starting workers takes longer than they save."""
_MOST_WORKERS = 4


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for."""

    issues: Path = Path("issues")
    output: Path = Path("_site")
    config: Path | None = None
    """None: `site.yaml` beside the issues, else in the working folder, else the defaults."""
    keep_going: bool = False
    """Publish without the issues that have errors, as long as no published address vanishes."""
    strict: bool = False
    """Take warnings for errors."""
    jobs: int | None = None
    """Processes that parse; None: as many as are worth it."""
    ledger: bool = True
    """Hold the addresses against the ledger of the issues, and enter them into it."""
    check: bool = False
    """Check every link and count of the finished site, and publish only if all is well."""
    changes: Path | None = None
    """File for the list of what differs from the site before."""
    cache: Path = Path(".cache")
    """Folder in which what costs time is kept from one build to the next; it may be removed at any time."""
    disk: bool = False
    """Make a copy that is read from a disk, without a web server."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was published."""

    issues: int
    left_out: int
    """Issues that have errors and are not published."""
    documents: int
    attachments: int
    entries: int
    pages: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a build ended."""

    problems: tuple[Problem, ...]
    figures: Figures | None
    """None if nothing was published; the site that was there is then untouched."""


class Unusable(Exception):
    """The options or the configuration cannot be used, so that there is nothing to build."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


class _Parsed(NamedTuple):
    issue: Issue | None
    problems: tuple[Problem, ...]


def build(options: Options, progress: Progress) -> Outcome:
    """Builds the site and publishes it if nothing is wrong. Raises Unusable; every other failure is in the outcome."""
    config = _read_config(options)
    _check_folders(options)
    sources, folder_problems = read_folder(options.issues)
    settings = ReadingSettings(config.glyphs, options.cache, config.pdf_limits)
    parsed = _parse_all(sources, config.sections, settings, options, progress)
    issues = [one.issue for one in parsed if one.issue and not has_errors(_judged(one.problems, options))]
    before = _judged((*folder_problems, *chain.from_iterable(one.problems for one in parsed)), options)
    config = resolve(config, issues)
    archive, between = _link(issues, config, sources, options)
    problems = (*_with_addresses(before, archive), *between)
    wrong = has_errors(between) or (has_errors(before) and not options.keep_going)
    if archive is None or wrong or not issues:
        return Outcome(problems, None)
    workers = options.jobs or min(_cores(), _MOST_WORKERS)
    target = Target(
        options.issues,
        options.output,
        options.ledger,
        options.check,
        options.changes,
        options.cache,
        workers,
        options.disk,
    )
    pages, late = release(archive, config, sources, target, progress)
    figures = None if pages is None else _figures(archive, pages, len(sources) - len(issues))
    return Outcome((*problems, *late), figures)


def _read_config(options: Options) -> SiteConfig:
    candidates = [options.config] if options.config else [options.issues / "site.yaml", Path("site.yaml")]
    path = next((path for path in candidates if path.is_file()), None)
    if path is None:
        if options.config:
            raise Unusable(error(options.config.as_posix(), "没有这个配置文件", code="config-missing"))
        return SiteConfig()
    config, problems = load_config(path)
    if problems:
        raise Unusable(*problems)
    if config.card_font and not Path(config.card_font).is_file():
        raise Unusable(error(path.as_posix(), f"card_font：没有这个字体文件“{config.card_font}”", code="font-missing"))
    return config


def _check_folders(options: Options) -> None:
    if not options.issues.is_dir():
        raise Unusable(error(options.issues.as_posix(), "没有这个公报文件夹", code="folder-missing"))
    try:
        check_output(options.output.resolve(), options.issues.resolve())
    except OutputRefused as refused:
        raise Unusable(error(options.output.as_posix(), str(refused), code="output-refused")) from None


def _judged(problems: Iterable[Problem], options: Options) -> tuple[Problem, ...]:
    """The problems as they count: with `--strict` every warning is an error."""
    if not options.strict:
        return tuple(problems)
    return tuple(replace(problem, severity=Severity.ERROR) for problem in problems)


def _parse_all(
    sources: tuple[Source, ...],
    sections: tuple[str, ...],
    settings: ReadingSettings,
    options: Options,
    progress: Progress,
) -> tuple[_Parsed, ...]:
    """Every source parsed, in the order given, whatever the number of processes."""
    workers = options.jobs or (1 if len(sources) < _FEW else min(_cores(), _MOST_WORKERS))
    parse_one = partial(_parse_one, sections=sections, settings=settings)
    if workers == 1 or len(sources) < 2:
        return tuple(_counted(map(parse_one, sources), len(sources), progress))
    try:
        with ProcessPoolExecutor(min(workers, len(sources))) as pool:
            return tuple(_counted(pool.map(parse_one, sources), len(sources), progress))
    except BrokenProcessPool:
        message = "读公报的进程意外中断（可能是内存不足），请加 --jobs 1 再试"
        return (_Parsed(None, (error(options.issues.as_posix(), message, code="worker-died"),)),)


def _parse_one(source: Source, sections: tuple[str, ...], settings: ReadingSettings) -> _Parsed:
    """One source parsed; whatever goes wrong in it is a problem of this issue alone."""
    try:
        return _Parsed(*parse(source, sections, settings))
    except Exception as failure:
        return _Parsed(None, (internal_error(source.file, failure),))


def _counted(parsed: Iterable[_Parsed], total: int, progress: Progress) -> Iterator[_Parsed]:
    for done, one in enumerate(parsed, 1):
        progress("读公报", done, total)
        yield one


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _link(
    issues: Iterable[Issue], config: SiteConfig, sources: Iterable[Source], options: Options
) -> tuple[Archive | None, tuple[Problem, ...]]:
    """The archive and what is wrong between the issues, the files named as the clerk knows them."""
    try:
        archive, problems = link(issues, config)
    except Exception as failure:
        return None, (internal_error(options.issues.as_posix(), failure),)
    shown = {Path(source.file).name: source.file for source in sources}
    placed = (replace(problem, file=shown.get(Path(problem.file).name, problem.file)) for problem in problems)
    return archive, _judged(placed, options)


def _with_addresses(problems: Iterable[Problem], archive: Archive | None) -> tuple[Problem, ...]:
    """The problems, those about a record with its address, so that the clerk can go there."""
    linked = {issue.issue.file: issue for issue in archive.issues} if archive else {}
    return tuple(_with_address(problem, linked.get(problem.file)) for problem in problems)


def _with_address(problem: Problem, linked: LinkedIssue | None) -> Problem:
    if linked is None or problem.record is None:
        return problem
    kind, place = problem.record.kind, problem.record.position - 1
    records = linked.documents if kind == "document" else linked.entries if kind == "entry" else ()
    return replace(problem, url=records[place].url) if place < len(records) else problem


def _figures(archive: Archive, pages: int, left_out: int) -> Figures:
    documents = [document for linked in archive.issues for document in linked.documents]
    return Figures(
        issues=len(archive.issues),
        left_out=left_out,
        documents=len(documents),
        attachments=sum(len(document.attachments) for document in documents),
        entries=sum(len(linked.entries) for linked in archive.issues),
        pages=pages,
    )
