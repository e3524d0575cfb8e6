"""The pipeline: from a folder of issues to a published site. `build` is the table of contents of the program."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from gazette_site.admission import Unusable, admit, open_crew, open_store
from gazette_site.config import SiteConfig, load_config, resolve
from gazette_site.intake import problems_of, take_in
from gazette_site.linking import Archive
from gazette_site.linking.archive import LinkedIssue
from gazette_site.linking.bodies import Bodies, Kept
from gazette_site.linking.cards import Card
from gazette_site.linking.link import link_cards
from gazette_site.linking.slugs import romanising
from gazette_site.options import Options
from gazette_site.problems import Problem, Severity, error, has_errors
from gazette_site.publishing.release import Progress, internal_error, release
from gazette_site.reading import Source, read_folder
from gazette_site.reading.entries import link_problem
from gazette_site.reading.kinds import HEAD, is_font

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


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a build ended."""

    problems: tuple[Problem, ...]
    figures: Figures | None
    """None if nothing was published; the site that was there is then untouched."""
    unfinished: bool = False
    """Whether something that comes after the publication failed; it is among the problems."""
    files: tuple[Path, ...] = ()
    """Files beside the issues that the settings name: the site depends on them, too."""


def build(options: Options, progress: Progress) -> Outcome:
    """Builds the site and publishes it if nothing is wrong. Raises Unusable; every other failure is in the outcome."""
    config = _read_config(options)
    with ExitStack() as held:
        admit(options, config, held)
        return _build(options, config, held, progress)


def _build(options: Options, config: SiteConfig, held: ExitStack, progress: Progress) -> Outcome:
    sources, folder_problems = read_folder(options.issues)
    store, slower = open_store(options, config, held)
    crew = open_crew(options, held)
    taken = take_in(sources, store, options, crew, partial(progress, "读公报"))
    good = [one for one in taken if one.card and not has_errors(_judged(one.problems, options))]
    before = _judged((*folder_problems, *problems_of(taken)), options)
    cards = [one.card for one in good if one.card]
    config = resolve(config, [card.issue for card in cards])
    with romanising(store.settings.cache or store.cache):
        archive, between = _link(cards, config, sources, options)
    problems = (*_with_addresses(before, archive), *between)
    wrong = has_errors(between) or (has_errors(before) and not options.keep_going)
    if archive is None or wrong or not cards:
        return Outcome(problems, None)
    bodies = Bodies(store, {one.source.id: Kept(one.source, one.key) for one in good})
    pages, late, unfinished = release(archive, config, bodies, options, crew, progress)
    files = (Path(config.card_font),) if config.card_font else ()
    figures = None if pages is None else _figures(archive, pages, len(sources) - len(cards))
    return Outcome((*problems, *slower, *late, *unfinished), figures, bool(unfinished), files)


def _read_config(options: Options) -> SiteConfig:
    path = options.config or _config_file(options.issues)
    if path is None:
        return SiteConfig()
    if not path.is_file():
        raise Unusable(error(path.as_posix(), "没有这个配置文件", code="config-missing"))
    config, problems = load_config(path)
    if problems:
        raise Unusable(*problems)
    if config.card_font and (wrong := _wrong_font(Path(config.card_font), path.parent)):
        raise Unusable(error(path.as_posix(), f"card_font：{wrong}“{config.card_font}”", code="font-missing"))
    return config


def _config_file(issues: Path) -> Path | None:
    """The settings beside the issues, else in the working folder; a link that leads out of there is refused."""
    for folder in (issues, Path()):
        path = folder / "site.yaml"
        if problem := link_problem(path, folder, path.as_posix()):
            raise Unusable(replace(problem, severity=Severity.ERROR))
        if path.exists():
            return path
    return None


def _wrong_font(font: Path, beside: Path) -> str:
    """What is wrong with a font file: it has to be one, and to lie in the working folder or beside the settings."""
    if not font.is_file():
        return "没有这个字体文件"
    if not any(font.resolve().is_relative_to(folder.resolve()) for folder in (Path(), beside)):
        return "字体文件要放在当前文件夹或配置文件所在的文件夹里，不能在别处，也不能链接到别处"
    with font.open("rb") as stream:
        return "" if is_font(stream.read(HEAD)) else "这个文件不是字体（.ttf、.otf、.ttc）"


def _judged(problems: Iterable[Problem], options: Options) -> tuple[Problem, ...]:
    """The problems as they count: with `--strict` every warning is an error."""
    if not options.strict:
        return tuple(problems)
    return tuple(replace(problem, severity=Severity.ERROR) for problem in problems)


def _link(
    cards: Iterable[Card], config: SiteConfig, sources: Iterable[Source], options: Options
) -> tuple[Archive | None, tuple[Problem, ...]]:
    """The archive and what is wrong between the issues, the files named as the clerk knows them."""
    try:
        archive, problems = link_cards(cards, config)
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
