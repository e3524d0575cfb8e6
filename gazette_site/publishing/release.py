"""The release: from the archive to the published site. `release` is the table of contents of publishing."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from gazette_site.config import SiteConfig
from gazette_site.linking import Archive
from gazette_site.model import IssueId
from gazette_site.pdf_limits import PdfLimits
from gazette_site.problems import Problem, error, has_errors
from gazette_site.publishing.data.issues import data_files
from gazette_site.publishing.data.open_data import write_open_data, write_transcripts
from gazette_site.publishing.data.references import reference_files
from gazette_site.publishing.folder.checker import check_site
from gazette_site.publishing.folder.disk_copy import for_disk
from gazette_site.publishing.folder.fixity import MANIFEST, change_log, manifest, read_manifest
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.folder.staging import Staging, UnsafePath, open_staging
from gazette_site.publishing.images.facsimile import Facsimile, Request, facsimile_files, make_facsimiles
from gazette_site.publishing.images.share_cards import card_files
from gazette_site.publishing.machines.feeds import feed_files
from gazette_site.publishing.machines.sitemap import machine_files
from gazette_site.publishing.machines.web_manifest import web_manifest
from gazette_site.publishing.pages import redirect_pages, render_pages
from gazette_site.publishing.pages.frame.assets import assets
from gazette_site.publishing.permanence.hold import hold, past, records, remember
from gazette_site.publishing.permanence.ledger import FILE, Ledger, Published
from gazette_site.publishing.permanence.redirects import server_files
from gazette_site.publishing.search import IndexFailed, search_index
from gazette_site.publishing.wording import speaking
from gazette_site.reading import Source

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much (0 if that is not known)."""

_TRANSCRIPTS = (".txt", ".md")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a site goes, and what is asked of it."""

    issues: Path
    output: Path
    ledger: bool = True
    """Whether the published addresses are held against the ledger and entered into it."""
    check: bool = False
    """Whether every link and count of the finished site is checked before it is published."""
    changes: Path | None = None
    """File for the list of what differs from the site before."""
    cache: Path = Path(".cache")
    """Folder in which the pictures of printed pages and the title cards are kept from one build to the next."""
    workers: int = 1
    """Processes that draw printed pages."""
    disk: bool = False
    """Whether the site is to be read from a disk, without a web server."""


def release(
    archive: Archive, config: SiteConfig, sources: Iterable[Source], target: Target, progress: Progress
) -> tuple[int | None, tuple[Problem, ...]]:
    """The number of pages published, and what to know about it; None if it came to nothing, and why."""
    with speaking(config.language):
        return _release(archive, config, sources, target, progress)


def _release(
    archive: Archive, config: SiteConfig, sources: Iterable[Source], target: Target, progress: Progress
) -> tuple[int | None, tuple[Problem, ...]]:
    output, shown = target.output.resolve(), target.output.as_posix()
    staging: Staging | None = None
    try:
        before, problems = past(target.issues, output) if target.ledger else ({}, ())
        if has_errors(problems):
            return None, problems
        facsimiles, drawn = _facsimiles(archive, sources, config.pdf_limits, target, progress)
        staging = open_staging(output)
        now = _write(staging, archive, config, (_transcripts(sources, archive), facsimiles), target, progress)
        problems = _finish(staging, archive, config, (before, now), target, progress)
        if has_errors(problems):
            return None, problems
        log = change_log(read_manifest(output), _digests(staging))
        staging.publish()
        return staging.pages, (*drawn, *problems, *_afterwards(target, before, now, log))
    except (UnsafePath, IndexFailed, OSError) as failure:
        return None, (error(shown, _failure(failure), code="not-written"),)
    except Exception as failure:
        return None, (internal_error(shown, failure),)
    finally:
        if staging:
            staging.discard()


def internal_error(file: str, failure: Exception) -> Problem:
    """A mistake of the program, with what a developer needs: type, message and place."""
    frames = traceback.extract_tb(failure.__traceback__)
    place = f"（{Path(frames[-1].filename).name} 第 {frames[-1].lineno} 行）" if frames else ""
    return error(file, f"内部错误：{type(failure).__name__}: {failure}{place}", code="internal-error")


def _transcripts(sources: Iterable[Source], archive: Archive) -> dict[IssueId, OutputFile]:
    """The files that the published issues were read from, as they are, where they are text."""
    texts = (one for one in sources if one.id in archive.by_id and one.path.suffix.lower() in _TRANSCRIPTS)
    return {
        one.id: OutputFile(f"issues/{one.id}/transcript{one.path.suffix.lower()}", one.path.read_bytes())
        for one in texts
    }


def _facsimiles(
    archive: Archive, sources: Iterable[Source], limits: PdfLimits, target: Target, progress: Progress
) -> tuple[dict[IssueId, Facsimile], tuple[Problem, ...]]:
    """The facsimiles of the issues that are published and have a PDF."""
    requests = [
        Request(one.id, one.pdf, Path(one.file).with_suffix(".pdf").as_posix())
        for one in sources
        if one.pdf is not None and one.id in archive.by_id
    ]
    return make_facsimiles(
        requests, target.cache, target.workers, lambda done: progress("画页面图像", done, len(requests)), limits
    )


def _write(
    staging: Staging,
    archive: Archive,
    config: SiteConfig,
    originals: tuple[dict[IssueId, OutputFile], dict[IssueId, Facsimile]],
    target: Target,
    progress: Progress,
) -> Ledger:
    """Writes everything that has an address of its own, the `originals` (transcripts and facsimiles) included; the ledger of it."""
    transcripts, facsimiles = originals
    published = Published()
    digests = {issue: hashlib.sha256(file.content).hexdigest() for issue, file in transcripts.items()}
    for file in chain(assets(), (web_manifest(config),), render_pages(archive, config, digests, facsimiles)):
        staging.write(for_disk(file) if target.disk else file)
        published.add_page(file)
        progress("写网页", staging.pages, 0)
    progress("写数据", 0, 0)
    write_transcripts(staging, transcripts)
    for file in chain.from_iterable(map(facsimile_files, facsimiles.values())):
        staging.write(file)
    write_open_data(staging, archive, data_files(archive), config)
    feeds = chain(feed_files(archive, config), reference_files(archive))
    for file in chain(feeds, machine_files(archive, staging.urls, config.base_url, config.name)):
        staging.write(file)
    return published.ledger(staging.measures, records(archive))


def _finish(
    staging: Staging,
    archive: Archive,
    config: SiteConfig,
    ledgers: tuple[Ledger, Ledger],
    target: Target,
    progress: Progress,
) -> tuple[Problem, ...]:
    """Redirects, title cards, search index, list of addresses, digests; nothing of it if an address would be lost."""
    moved, problems = hold(*ledgers, config, (target.issues / FILE).as_posix())
    if has_errors(problems):
        return problems
    cards = card_files(archive, config, target.cache)
    for file in chain(redirect_pages(archive, config, moved), server_files(moved, config.base_url), cards):
        staging.write(for_disk(file) if target.disk else file)
    progress("做搜索索引", 0, 0)
    for file in search_index(archive, config.synonyms):
        staging.write(file)
    staging.write_urls()
    staging.write(manifest(_digests(staging)))
    if target.check:
        progress("检查网站", 0, 0)
        problems = (*problems, *check_site(staging.root, target.output.as_posix(), config.base_url))
    return problems


def _afterwards(target: Target, before: Ledger, now: Ledger, log: bytes) -> tuple[Problem, ...]:
    """What is written beside the site once it is published."""
    if target.changes:
        target.changes.write_bytes(log)
    return remember(target.issues, before, now) if target.ledger else ()


def _digests(staging: Staging) -> dict[str, str]:
    return {path: one.digest for path, one in staging.measures.items() if path != MANIFEST}


def _failure(failure: Exception) -> str:
    if isinstance(failure, IndexFailed):
        return f"搜索索引没有做成：{failure}"
    if isinstance(failure, OSError):
        return f"写不出网站：{failure.strerror or failure}（{failure.filename or ''}）"
    return str(failure)
