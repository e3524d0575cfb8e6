"""The release: from the archive to the published site. `release` is the table of contents of publishing."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from gazette_site.cache import Cache
from gazette_site.config import SiteConfig
from gazette_site.linking import Archive
from gazette_site.model import Issue, IssueId
from gazette_site.options import Options
from gazette_site.pdf_limits import PdfLimits
from gazette_site.problems import Problem, error, has_errors, warning
from gazette_site.publishing.data.coverage import coverage_file
from gazette_site.publishing.data.open_data import write_open_data, write_transcripts
from gazette_site.publishing.data.references import reference_files
from gazette_site.publishing.folder.acceptance import OutputRefused, carry_over, make_room
from gazette_site.publishing.folder.fixity import MANIFEST, change_log, manifest, read_manifest
from gazette_site.publishing.folder.interrupts import uninterrupted
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.folder.staging import Mutilated, Staging, UnsafePath, beside, open_staging
from gazette_site.publishing.images.attached import attached_files
from gazette_site.publishing.images.facsimile import Facsimile, Request, facsimile_files, make_facsimiles
from gazette_site.publishing.images.share_cards import card_files
from gazette_site.publishing.machines.feeds import feed_files
from gazette_site.publishing.machines.sitemap import machine_files
from gazette_site.publishing.machines.web_manifest import web_manifest
from gazette_site.publishing.pages import redirect_pages, render_pages
from gazette_site.publishing.pages.frame.addresses import Linker
from gazette_site.publishing.pages.frame.assets import assets
from gazette_site.publishing.permanence.announcement import NEXT, withdraw
from gazette_site.publishing.permanence.hold import hold, past, promise, records, remember
from gazette_site.publishing.permanence.ledger import FILE, NOTHING, Ledger, Published, Records
from gazette_site.publishing.permanence.redirects import server_files
from gazette_site.publishing.search import IndexFailed, search_index
from gazette_site.publishing.wording import say, speaking
from gazette_site.reading import Source, shown_transcript

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much (0 if that is not known)."""

_TRANSCRIPTS = (".txt", ".md")


class Released(NamedTuple):
    """How a release ended."""

    pages: int | None
    """How many were published; None if it came to nothing, and the old site is as it was."""
    problems: tuple[Problem, ...] = ()
    """What to know about the site; if it came to nothing, why."""
    unfinished: tuple[Problem, ...] = ()
    """What could not be done any more after the site was published."""


def release(
    archive: Archive, config: SiteConfig, sources: Iterable[Source], cache: Cache, options: Options, progress: Progress
) -> Released:
    """Makes the site and publishes it. Output, ledger and cache must be locked (`admission`)."""
    with speaking(config.language):
        return _release(archive, config, sources, cache, options, progress)


def _release(
    archive: Archive, config: SiteConfig, sources: Iterable[Source], cache: Cache, options: Options, progress: Progress
) -> Released:
    output, shown = options.output.resolve(), options.output.as_posix()
    staging: Staging | None = None
    try:
        before, known = past(options.issues, output) if options.ledger else (NOTHING, ())
        if has_errors(known):
            return Released(None, known)
        facsimiles, drawn = _facsimiles(archive, sources, config.pdf_limits, cache, options, progress)
        staging = open_staging(output)
        now = _write(staging, archive, config, sources, (_transcripts(sources, archive), facsimiles), options, progress)
        cards = card_files(archive, config, cache)
        problems = _finish(staging, archive, config, (before, now), cards, options, progress)
        if has_errors(problems):
            return Released(None, problems)
        staging.count()
        carry_over(staging, output, config.keep)
        with uninterrupted():
            promised, unfinished = _swap(staging, output, (before, now), options)
        return Released(staging.pages, (*drawn, *known, *problems, *promised), unfinished)
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


def _transcripts(sources: Iterable[Source], archive: Archive) -> dict[IssueId, OutputFile]:
    """The files that the published issues were read from, where they are text."""
    texts = (one for one in sources if one.id in archive.by_id and one.path.suffix.lower() in _TRANSCRIPTS)
    return {
        one.id: OutputFile(
            f"{_home(archive, one.id)}/transcript{one.path.suffix.lower()}",
            _transcript(one, archive.by_id[one.id].issue),
        )
        for one in texts
    }


def _home(archive: Archive, issue: IssueId) -> str:
    """The folder of an issue's files, beside its page."""
    return archive.by_id[issue].url.strip("/")


def _transcript(source: Source, issue: Issue) -> bytes:
    """The file as it is; where words were masked or texts withdrawn, what may be shown of it."""
    if not issue.privacy.changes_text:
        return source.path.read_bytes()
    return shown_transcript(source, issue.privacy.cut, say("withdrawn.cut")).encode()


def _facsimiles(
    archive: Archive,
    sources: Iterable[Source],
    limits: PdfLimits,
    cache: Cache,
    options: Options,
    progress: Progress,
) -> tuple[dict[IssueId, Facsimile], tuple[Problem, ...]]:
    """The facsimiles of the issues that are published and have a PDF."""
    requests = [
        Request(one.id, one.pdf, Path(one.file).with_name(one.pdf.name).as_posix(), privacy.covers)
        for one in sources
        if one.pdf is not None and one.id in archive.by_id
        for privacy in [archive.by_id[one.id].issue.privacy]
        if not privacy.no_pdf
    ]
    return make_facsimiles(
        requests, cache, options.workers, lambda done: progress("画页面图像", done, len(requests)), limits
    )


def _write(
    staging: Staging,
    archive: Archive,
    config: SiteConfig,
    sources: Iterable[Source],
    originals: tuple[dict[IssueId, OutputFile], dict[IssueId, Facsimile]],
    options: Options,
    progress: Progress,
) -> Ledger:
    """Writes everything that has an address of its own, the `originals` (transcripts and facsimiles) included; the ledger of it."""
    transcripts, facsimiles = originals
    published = Published()
    digests = {issue: hashlib.sha256(file.content).hexdigest() for issue, file in transcripts.items()}
    pages = render_pages(archive, config, digests, facsimiles, Linker(options.disk))
    for file in chain(assets(), (web_manifest(config),), pages):
        staging.write(file)
        published.add_page(file)
        progress("写网页", staging.pages, 0)
    progress("写数据", 0, 0)
    write_transcripts(staging, transcripts)
    for file in attached_files(archive, sources, config.pdf_limits):
        staging.write(file)
    for file in chain.from_iterable(facsimile_files(one, _home(archive, one.issue)) for one in facsimiles.values()):
        staging.write(file)
    write_open_data(staging, archive, config)
    feeds = chain(feed_files(archive, config), reference_files(archive), (coverage_file(archive),))
    for file in chain(feeds, machine_files(archive, staging.urls, config.base_url, config.name)):
        staging.write(file)
    return published.ledger(staging.measures, records(archive))


def _finish(
    staging: Staging,
    archive: Archive,
    config: SiteConfig,
    ledgers: tuple[Records, Ledger],
    cards: Iterable[OutputFile],
    options: Options,
    progress: Progress,
) -> tuple[Problem, ...]:
    """Redirects, title cards, search index, list of addresses, digests; nothing of it if an address would be lost."""
    moved, problems = hold(*ledgers, archive, config, (options.issues / FILE).as_posix())
    if has_errors(problems):
        return problems
    pages = redirect_pages(archive, config, moved, Linker(options.disk))
    for file in chain(pages, server_files(moved, config.base_url), cards):
        staging.write(file)
    progress("做搜索索引", 0, 0)
    for file in search_index(archive, config.synonyms):
        staging.write(file)
    make_room(staging, options.output.resolve(), config.keep)
    staging.write_urls()
    staging.write(manifest(_digests(staging)))
    if options.check:
        # A build that checks nothing must not wait for what reads HTML.
        from gazette_site.publishing.folder.checker import check_site

        progress("检查网站", 0, 0)
        problems = (*problems, *check_site(staging.root, options.output.as_posix(), config.base_url))
    return problems


def _swap(
    staging: Staging, output: Path, ledgers: tuple[Records, Ledger], options: Options
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """The point of no return: what the clerk should know, and what could not be done after it. Raises OSError before it."""
    log = change_log(read_manifest(output), _digests(staging))
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
        why = failure.strerror if isinstance(failure, OSError) and failure.strerror else failure
        yield warning(file.as_posix(), f"网站已生成，但{said}（{why}）", code="published-but")


def _digests(staging: Staging) -> dict[str, str]:
    return {path: one.digest for path, one in staging.measures.items() if path != MANIFEST}


def _failure(failure: Exception) -> str:
    if isinstance(failure, IndexFailed):
        return f"搜索索引没有做成：{failure}"
    if isinstance(failure, OSError):
        return f"写不出网站：{failure.strerror or failure}（{failure.filename or ''}）"
    return str(failure)
