"""The pipeline: from a folder of issues to a published site. `build` is the table of contents of the program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from gazette_site.admission import Unusable, admit, lost_store, open_crew, open_store, read_config
from gazette_site.config import SiteConfig, resolve
from gazette_site.intake import problems_of, take_in
from gazette_site.linking import Archive
from gazette_site.linking.archive import LinkedIssue
from gazette_site.linking.bodies import Bodies, Kept
from gazette_site.linking.cards import Card
from gazette_site.linking.link import link_cards
from gazette_site.linking.slugs import romanising
from gazette_site.options import Options
from gazette_site.parsing.personal.finder import CODE as PERSONAL_DATA
from gazette_site.problems import Problem, Severity, has_errors
from gazette_site.publishing.pages.coverage import summary
from gazette_site.publishing.release import Progress, Released, internal_error, release
from gazette_site.reading import Source, read_folder
from gazette_site.reading.ticks import Ticks, read_ticks, ticked

__all__ = ["Figures", "Options", "Outcome", "Unusable", "build"]


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
    files: int
    size: int
    """Bytes of all files."""


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
    files: tuple[Path, ...] = ()
    """Files beside the issues that the settings name: the site depends on them, too."""
    archive: Archive | None = None
    """What was published, without bodies; None if nothing was."""
    bodies: Bodies | None = None
    """What fetches them."""


def build(options: Options, progress: Progress) -> Outcome:
    """Builds the site and publishes it if nothing is wrong. Raises Unusable; every other failure is in the outcome."""
    config = read_config(options)
    with ExitStack() as held:
        admit(options, config, held)
        return _build(options, config, held, progress)


def _build(options: Options, config: SiteConfig, held: ExitStack, progress: Progress) -> Outcome:
    sources, folder_problems = read_folder(options.issues)
    crew = open_crew(options, config, held)
    store, slower = open_store(options, sources, config, held, crew)
    ticks, read = (
        read_ticks(sources, config.checked),
        take_in(sources, store, options, crew, partial(progress, "读公报")),
    )
    taken = tuple(one._replace(problems=ticked(one.problems, ticks)) for one in read)
    good = [one for one in taken if one.card and not has_errors(_judged(one.problems, options))]
    before = _judged((*ticked(folder_problems, ticks), *problems_of(taken)), options)
    cards = [one.card for one in good if one.card]
    config = resolve(config, [card.issue for card in cards])
    bodies = Bodies(store, {one.source.id: Kept(one.source, one.key, one.card.covered) for one in good if one.card})
    with romanising(store.settings.cache or store.cache):
        archive, between = _link(cards, config, bodies, sources, ticks, options)
    problems = (*_with_addresses(before, archive), *between)
    wrong = has_errors(between) or (has_errors(before) and not options.keep_going)
    if archive is None or wrong or not cards:
        return Outcome(problems, None)
    released = release(archive, config, bodies, options, crew, progress)
    published = released.pages is not None
    files = (Path(config.card_font),) if config.card_font else ()
    figures = _figures(archive, released, len(sources) - len(cards)) if published else None
    missing = summary(archive) if published else ()
    late = (*slower, *lost_store(store), *ticked(released.problems, ticks), *released.unfinished)
    return Outcome((*problems, *late), figures, bool(released.unfinished), missing, files, archive, bodies)


def _judged(problems: Iterable[Problem], options: Options) -> tuple[Problem, ...]:
    """The problems as they count: with `--strict` every warning is an error that is not ticked off."""
    if not options.strict:
        return tuple(problems)
    return tuple(one if one.checked else replace(one, severity=Severity.ERROR) for one in problems)


def _link(
    cards: Iterable[Card],
    config: SiteConfig,
    bodies: Bodies,
    sources: Iterable[Source],
    ticks: Ticks,
    options: Options,
) -> tuple[Archive | None, tuple[Problem, ...]]:
    """The archive and what is wrong between the issues, the files named as the clerk knows them."""
    try:
        archive, problems = link_cards(cards, config, bodies.document)
    except Exception as failure:
        return None, (internal_error(options.issues.as_posix(), failure),)
    files = [file for source in sources for file in (source.file, source.sidecar_file) if file]
    shown = {Path(file).name: file for file in files}
    placed = (replace(problem, file=shown.get(Path(problem.file).name, problem.file)) for problem in problems)
    return archive, _judged(ticked(placed, ticks), options)


def _with_addresses(problems: Iterable[Problem], archive: Archive | None) -> tuple[Problem, ...]:
    """The problems, those about a record with its address, so that the clerk can go there."""
    if archive is None:
        return tuple(problems)
    linked = {issue.issue.file: issue for issue in archive.issues}
    placed = (_with_address(problem, linked.get(problem.file)) for problem in problems)
    return tuple(one for one in placed if one.code != PERSONAL_DATA or not _settled(one, linked, archive))


def _settled(problem: Problem, linked: Mapping[str, LinkedIssue], archive: Archive) -> bool:
    """Whether a sidecar has decided already on the record that a warning is about."""
    if problem.file not in linked:
        return f"/issues/{Path(problem.file).stem}/" in archive.withdrawn
    return (problem.record is not None and not problem.url) or problem.url in archive.unlisted


def _with_address(problem: Problem, linked: LinkedIssue | None) -> Problem:
    if linked is None or problem.record is None:
        return problem
    kind, place = problem.record.kind, problem.record.position
    documents = {one.document.position: one.url for one in linked.documents if kind == "document"}
    entries = {one.entry.position: one.url for one in linked.entries if kind == "entry"}
    return replace(problem, url=(documents | entries).get(place, ""))


def _figures(archive: Archive, released: Released, left_out: int) -> Figures:
    documents = [document for linked in archive.issues for document in linked.documents]
    return Figures(
        issues=len(archive.issues),
        left_out=left_out,
        documents=len(documents),
        attachments=sum(len(document.attachments) for document in documents),
        entries=sum(len(linked.entries) for linked in archive.issues),
        pages=released.pages or 0,
        files=released.files,
        size=released.size,
    )
