"""The release: from the archive to the published site. `release` is the table of contents of publishing."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from gazette_site.config import SiteConfig
from gazette_site.crew import Crew, CrewFailed
from gazette_site.failures import cause
from gazette_site.identity import key_of
from gazette_site.linking import Archive
from gazette_site.linking.archive import LinkedIssue
from gazette_site.linking.around import Slices
from gazette_site.linking.bodies import Bodies
from gazette_site.model import IssueId
from gazette_site.options import Options
from gazette_site.parsing.store import IssueStore
from gazette_site.problems import Problem, error, has_errors, warning
from gazette_site.publishing.data.coverage import coverage_file
from gazette_site.publishing.data.departments import department_files
from gazette_site.publishing.data.faces import Faces
from gazette_site.publishing.data.open_data import (
    whole_face,
    write_about,
    write_tables,
    write_whole,
    write_year,
)
from gazette_site.publishing.data.parts import Parts
from gazette_site.publishing.data.references import reference_files
from gazette_site.publishing.folder.acceptance import OutputRefused, carry_over, make_room
from gazette_site.publishing.folder.fixity import MANIFEST, change_log, manifest, read_manifest
from gazette_site.publishing.folder.interrupts import uninterrupted
from gazette_site.publishing.folder.staging import Mutilated, Staging, UnsafePath, beside, open_staging
from gazette_site.publishing.images.card_font import has_cards
from gazette_site.publishing.images.facsimile import Facsimile, Request, make_facsimiles
from gazette_site.publishing.machines.calendar import calendar_files
from gazette_site.publishing.machines.due import due_files
from gazette_site.publishing.machines.feed_list import feed_list
from gazette_site.publishing.machines.feeds import feed_files
from gazette_site.publishing.machines.sitemap import machine_files
from gazette_site.publishing.machines.timelines import timeline_files
from gazette_site.publishing.machines.web_manifest import web_manifest
from gazette_site.publishing.making import IssueLost, Maker
from gazette_site.publishing.memory import CheckMemory, Memory, known_folders
from gazette_site.publishing.pages import archive_pages, redirect_pages
from gazette_site.publishing.pages.frame.addresses import Linker
from gazette_site.publishing.pages.frame.assets import assets
from gazette_site.publishing.pages.frame.offline import worker
from gazette_site.publishing.pages.frame.site import Site, site_of
from gazette_site.publishing.permanence.announcement import NEXT, withdraw
from gazette_site.publishing.permanence.hold import hold, past, promise, records, remember
from gazette_site.publishing.permanence.ledger import FILE, NOTHING, Ledger, Records
from gazette_site.publishing.permanence.redirects import server_files
from gazette_site.publishing.search import IndexFailed, search_index
from gazette_site.publishing.search.ahead import Ahead
from gazette_site.publishing.tidying import tidy
from gazette_site.publishing.units import IssueUnit, frame_key, parts_key, transcript_digest
from gazette_site.publishing.wording import speaking
from gazette_site.reading import Source

_ONE_NEW_OF = 8
"""Of so many issues one is new at least where the search is begun ahead."""
_SIZED = (".csv", ".ics", ".sqlite", ".gz")
"""Files of which a page says beside the link how large they are."""
Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much (0 if that is not known)."""


class Released(NamedTuple):
    """How a release ended."""

    pages: int | None
    """How many were published; None if it came to nothing, and the old site is as it was."""
    problems: tuple[Problem, ...] = ()
    """What to know about the site; if it came to nothing, why."""
    unfinished: tuple[Problem, ...] = ()
    """What could not be done any more after the site was published."""
    files: int = 0
    size: int = 0
    """Bytes of all files."""


def release(
    archive: Archive, config: SiteConfig, bodies: Bodies, options: Options, crew: Crew, progress: Progress
) -> Released:
    """Makes the site and publishes it. Output, ledger and cache must be locked (`admission`)."""
    with speaking(config.language):
        return _release(archive, config, bodies, options, crew, progress)


def _release(
    archive: Archive, config: SiteConfig, bodies: Bodies, options: Options, crew: Crew, progress: Progress
) -> Released:
    output, shown = options.output.resolve(), options.output.as_posix()
    staging: Staging | None = None
    try:
        before, known = past(options.issues, output) if options.ledger else (NOTHING, ())
        if has_errors(known):
            return Released(None, known)
        sources = [bodies.kept[linked.issue.id].source for linked in archive.issues]
        facsimiles, drawn = _facsimiles(archive, sources, bodies.store, crew, progress)
        digests = {one.issue.id: digest for one in archive.issues if (digest := transcript_digest(bodies, one))}
        site = site_of(archive, config, digests, has_cards(config), facsimiles, Linker(options.disk))
        kept = bodies.store.settings.cache or bodies.store.cache
        staging, memory = open_staging(output), Memory(kept, output, fresh=options.force)
        maker = Maker(staging, memory, frame_key(site))
        ahead = Ahead()
        parts = Parts(bodies, config, archive.standing, archive.topics_of)
        now = _write(maker, staging, archive, site, parts, crew, ahead, progress)
        problems = _finish(maker, staging, archive, site, bodies, (before, now), options, crew, ahead, progress)
        if has_errors(problems):
            return Released(None, problems)
        staging.count()
        carry_over(staging, output, config.keep, known_folders(kept, output))
        with uninterrupted():
            promised, unfinished = _swap(staging, output, (before, now), options)
            memory.save(staging.folders)
        tidy(kept, archive.issues, parts, facsimiles.values(), options.cache_size)
        size = sum(one.size for one in staging.measures.values())
        said = (*drawn, *known, *problems, *promised)
        return Released(staging.pages, said, unfinished, len(staging.measures), size)
    except BrokenProcessPool:
        message = "写网页的进程意外中断（可能是内存不足），请加 --jobs 1 再试"
        return Released(None, (error(shown, message, code="worker-died"),))
    except IssueLost as lost:
        message = "写这一期网页的几个进程都意外中断（可能是内存不足），没有发布；请先不用 --cluster 试一次"
        return Released(None, (error(str(lost), message, code="worker-died"),))
    except CrewFailed as failure:
        return Released(None, (error(shown, str(failure), code="cluster-failed"),))
    except (UnsafePath, Mutilated, OutputRefused, IndexFailed, OSError) as failure:
        return Released(None, (error(shown, _failure(failure), code="not-written"),))
    except Exception as failure:
        return Released(None, (internal_error(shown, failure),))
    finally:
        if staging:
            staging.discard()


def internal_error(file: str, failure: Exception) -> Problem:
    """A mistake of the program, with what a developer needs: type, message and place."""
    frames = traceback.extract_tb(failure.__traceback__)
    place = f"（{Path(frames[-1].filename).name} 第 {frames[-1].lineno} 行）" if frames else ""
    return error(file, f"内部错误：{type(failure).__name__}: {failure}{place}", code="internal-error")


def _facsimiles(
    archive: Archive, sources: Iterable[Source], store: IssueStore, crew: Crew, progress: Progress
) -> tuple[dict[IssueId, Facsimile], tuple[Problem, ...]]:
    """The facsimiles of the issues that are published and have a PDF."""
    requests = [
        Request(one.id, one.pdf, Path(one.file).with_name(one.pdf.name).as_posix(), privacy.covers)
        for one in sources
        if one.pdf is not None
        for privacy in [archive.by_id[one.id].issue.privacy]
        if not privacy.no_pdf
    ]
    return make_facsimiles(
        requests,
        store.settings.cache or store.cache,
        crew,
        lambda done: progress("画页面图像", done, len(requests)),
        store.settings.pdf_limits,
    )


def _write(
    maker: Maker,
    staging: Staging,
    archive: Archive,
    site: Site,
    parts: Parts,
    crew: Crew,
    ahead: Ahead,
    progress: Progress,
) -> Ledger:
    """Writes everything that has an address of its own; the ledger of it. What of the search is long is begun `ahead`."""

    def told(pages: int) -> None:
        progress("写网页", pages, 0)

    config, bodies = site.config, parts.bodies
    maker.files((*assets(config.offline), web_manifest(config)))
    maker.issues(_units(archive, site, bodies), site, crew, told)
    if crew.worth(maker.made) and maker.made * _ONE_NEW_OF >= len(archive.issues):
        ahead.begin(archive, bodies.store.settings.cache or bodies.store.cache, crew, bodies)
    progress("写数据", 0, 0)
    _write_data(maker, staging, archive, parts, site.faces)
    maker.pages(calendar_files(archive, config, site.faces, lambda linked: parts.days(linked).events), told)
    sizes = {path: one.size for path, one in staging.measures.items() if path.endswith(_SIZED)}
    maker.pages(chain(archive_pages(replace(site, sizes=sizes)), feed_files(archive, config, site.faces)), told)
    maker.parts(chain(due_files(archive), timeline_files(archive)))
    maker.files((*reference_files(archive), coverage_file(archive), *department_files(archive)))
    maker.files(machine_files(archive, staging.urls, config.base_url, config.name))
    return maker.published.ledger(staging.measures, records(archive))


def _write_data(maker: Maker, staging: Staging, archive: Archive, parts: Parts, faces: Faces) -> None:
    """The data of the whole: a year whose issues are as they were is taken over."""
    years: dict[int, list[LinkedIssue]] = {}
    for linked in archive.issues:
        years.setdefault(linked.issue.masthead.year, []).append(linked)
    keys = []
    for year, issues in years.items():
        keys.append(key := parts_key(parts, issues))
        maker.stage(("year", key), partial(write_year, staging, year, issues, parts))
    whole = whole_face(archive, faces)
    maker.stage(("whole", whole), partial(write_whole, staging, archive, parts))
    known = None if whole is None or None in keys else key_of(*(key for key in keys if key), whole)
    maker.stage(("tables", known), partial(write_tables, staging, archive, parts))
    write_about(staging, tuple(years), parts.config)


def _units(archive: Archive, site: Site, bodies: Bodies) -> Iterator[IssueUnit]:
    slices = Slices(archive)
    for linked in archive.issues:
        issue = linked.issue.id
        yield IssueUnit(
            linked, slices.around(linked), bodies.only(issue), site.digests.get(issue), site.facsimiles.get(issue)
        )


def _finish(
    maker: Maker,
    staging: Staging,
    archive: Archive,
    site: Site,
    bodies: Bodies,
    ledgers: tuple[Records, Ledger],
    options: Options,
    crew: Crew,
    ahead: Ahead,
    progress: Progress,
) -> tuple[Problem, ...]:
    """Redirects, search index, list of addresses, digests; nothing of it if an address would be lost."""
    config = site.config
    moved, problems = hold(*ledgers, archive, config, (options.issues / FILE).as_posix())
    if has_errors(problems):
        return problems
    pages = redirect_pages(archive, config, moved, Linker(options.disk))
    maker.files(chain(pages, server_files(moved, config.base_url), (feed_list(archive),)))
    progress("做搜索索引", 0, 0)
    kept = bodies.store.settings.cache or bodies.store.cache
    ahead.wait()
    maker.parts(search_index(archive, config.synonyms, kept, bodies))
    make_room(staging, options.output.resolve())
    staging.write_urls()
    if config.offline:
        staging.write(worker(staging.measures, config.name))
    staging.write(manifest(_digests(staging)))
    staging.clear()
    if options.check:
        # A build that checks nothing must not wait for what reads HTML.
        from gazette_site.publishing.folder.checker import check_site

        progress("检查网站", 0, 0)
        near = None if crew.apart or crew.post else crew  # others may not see the folder
        known = CheckMemory(kept, options.output.resolve(), config.base_url, fresh=options.force)
        checked = check_site(staging.root, options.output.as_posix(), config.base_url, near, known.before)
        known.save(checked.files)
        problems = (*problems, *checked.problems)
    return problems


def _swap(
    staging: Staging, output: Path, ledgers: tuple[Records, Ledger], options: Options
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """The point of no return: what the clerk should know, and what could not be done after it. Raises OSError before it."""
    log = change_log(read_manifest(output), _digests(staging)) if options.changes else b""
    promised = promise(options.issues, *ledgers, staging) if options.ledger else ()
    try:
        staging.publish()
    except OSError:
        if options.ledger:
            withdraw(options.issues)
        raise
    return promised, tuple(_afterwards(staging, ledgers, log, options))


def _afterwards(staging: Staging, ledgers: tuple[Records, Ledger], log: bytes, options: Options) -> Iterator[Problem]:
    """What is done beside the site once it is published; a warning for each thing that fails, for the site is published."""
    if options.ledger:
        said = f"网址还没有登记；要登记的写在 {NEXT}，下次生成时会补上，请不要删去"
        yield from _tried(lambda: remember(options.issues, *ledgers), options.issues / FILE, said)
    if changes := options.changes:
        yield from _tried(lambda: changes.write_bytes(log), changes, "与上次网站的差别没有写出来")
    said = "旧网站没有删净，下次生成时会再删"
    yield from _tried(staging.clear_old, beside(options.output, "old"), said)


def _tried(step: Callable[[], object], file: Path, said: str) -> Iterator[Problem]:
    try:
        step()
    except Exception as failure:
        why = cause(failure) if isinstance(failure, OSError) else failure
        yield warning(file.as_posix(), f"网站已生成，但{said}（{why}）", code="published-but")


def _digests(staging: Staging) -> dict[str, str]:
    return {path: one.digest for path, one in staging.measures.items() if path != MANIFEST}


def _failure(failure: Exception) -> str:
    if isinstance(failure, IndexFailed):
        return f"搜索索引没有做成：{failure}"
    if isinstance(failure, OSError):
        return f"写不出网站：{cause(failure)}（{failure.filename or ''}）"
    return str(failure)
