"""The pipeline: from a folder of issues to a published site. `build` is the table of contents of the program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from gazette_site.admission import Unusable, admit, open_cache, read_config
from gazette_site.config import SiteConfig, resolve
from gazette_site.linking import Archive, link
from gazette_site.linking.archive import LinkedIssue
from gazette_site.model import Issue
from gazette_site.options import Options
from gazette_site.parsing import parse
from gazette_site.parsing.personal.finder import CODE as PERSONAL_DATA
from gazette_site.problems import Problem, Severity, error, has_errors
from gazette_site.publishing.pages.coverage import summary
from gazette_site.publishing.release import Progress, internal_error, release
from gazette_site.reading import ReadingSettings, Source, all_masks, read_folder
from gazette_site.reading.ticks import Ticks, read_ticks, ticked

__all__ = ["Figures", "Options", "Outcome", "Unusable", "build"]

_FEW = 8
"""Below so many issues starting workers takes longer than they save."""


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
    unfinished: bool = False
    """Whether something that comes after the publication failed; it is among the problems."""
    missing: tuple[str, ...] = ()
    """What the archive shows not to be there, a sentence each, as `/about/coverage/` has it whole."""
    archive: Archive | None = None
    """What was published; None if nothing was."""


class _Parsed(NamedTuple):
    issue: Issue | None
    problems: tuple[Problem, ...]


def build(options: Options, progress: Progress) -> Outcome:
    """Builds the site and publishes it if nothing is wrong. Raises Unusable; every other failure is in the outcome."""
    config = read_config(options)
    with ExitStack() as held:
        admit(options, config, held)
        return _build(options, config, held, progress)


def _build(options: Options, config: SiteConfig, held: ExitStack, progress: Progress) -> Outcome:
    sources, folder_problems = read_folder(options.issues)
    cache, slower = open_cache(options, sources, config, held)
    settings = ReadingSettings(config.glyphs, cache, config.pdf_limits, all_masks(sources))
    ticks = read_ticks(sources)
    parsed = [
        one._replace(problems=ticked(one.problems, ticks))
        for one in _parse_all(sources, config.sections, settings, options, progress)
    ]
    issues = [one.issue for one in parsed if one.issue and not has_errors(_judged(one.problems, options))]
    before = _judged((*ticked(folder_problems, ticks), *chain.from_iterable(one.problems for one in parsed)), options)
    config = resolve(config, issues)
    archive, between = _link(issues, config, sources, ticks, options)
    problems = (*_with_addresses(before, archive), *between)
    wrong = has_errors(between) or (has_errors(before) and not options.keep_going)
    if archive is None or wrong or not issues:
        return Outcome(problems, None)
    pages, late, unfinished = release(archive, config, sources, cache, options, progress)
    figures = None if pages is None else _figures(archive, pages, len(sources) - len(issues))
    missing = () if pages is None else summary(archive)
    late = (*slower, *ticked(late, ticks), *unfinished)
    return Outcome((*problems, *late), figures, bool(unfinished), missing, archive)


def _judged(problems: Iterable[Problem], options: Options) -> tuple[Problem, ...]:
    """The problems as they count: with `--strict` every warning is an error that is not ticked off."""
    if not options.strict:
        return tuple(problems)
    return tuple(one if one.checked else replace(one, severity=Severity.ERROR) for one in problems)


def _parse_all(
    sources: tuple[Source, ...],
    sections: tuple[str, ...],
    settings: ReadingSettings,
    options: Options,
    progress: Progress,
) -> tuple[_Parsed, ...]:
    """Every source parsed, in the order given, whatever the number of processes."""
    workers = 1 if options.jobs is None and len(sources) < _FEW else options.workers
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


def _link(
    issues: Iterable[Issue], config: SiteConfig, sources: Iterable[Source], ticks: Ticks, options: Options
) -> tuple[Archive | None, tuple[Problem, ...]]:
    """The archive and what is wrong between the issues, the files named as the clerk knows them."""
    try:
        archive, problems = link(issues, config)
    except Exception as failure:
        return None, (internal_error(options.issues.as_posix(), failure),)
    files = [file for source in sources for file in (source.file, source.sidecar_file) if file]
    shown = {Path(file).name: file for file in files}
    placed = (replace(problem, file=shown.get(Path(problem.file).name, problem.file)) for problem in problems)
    return archive, _judged(ticked(placed, ticks), options)


def _with_addresses(problems: Iterable[Problem], archive: Archive | None) -> tuple[Problem, ...]:
    """The problems, those about a record with its address and those about a line with its page of the PDF, so that the clerk can go there."""
    if archive is None:
        return tuple(problems)
    linked = {issue.issue.file: issue for issue in archive.issues}
    placed = (_on_page(_with_address(one, linked.get(one.file)), linked.get(one.file)) for one in problems)
    return tuple(one for one in placed if one.code != PERSONAL_DATA or not _settled(one, linked, archive))


def _settled(problem: Problem, linked: Mapping[str, LinkedIssue], archive: Archive) -> bool:
    """Whether a sidecar has decided already on the record that a warning is about."""
    if problem.file not in linked:
        return f"/issues/{Path(problem.file).stem}/" in archive.withdrawn
    return (problem.record is not None and not problem.url) or problem.url in archive.unlisted


def _on_page(problem: Problem, linked: LinkedIssue | None) -> Problem:
    """The problem with its page; unknown where a correction has moved the lines of a transcript."""
    if problem.file.lower().endswith(".pdf"):
        return replace(problem, page=problem.line)
    pages = linked.issue.line_pages if linked and not linked.issue.corrections else ()
    return replace(problem, page=pages[problem.line - 1]) if 0 < problem.line <= len(pages) else problem


def _with_address(problem: Problem, linked: LinkedIssue | None) -> Problem:
    if linked is None or problem.record is None:
        return problem
    kind, place = problem.record.kind, problem.record.position
    documents = {one.document.position: one.url for one in linked.documents if kind == "document"}
    entries = {one.entry.position: one.url for one in linked.entries if kind == "entry"}
    return replace(problem, url=(documents | entries).get(place, ""))


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
