"""Permanence: what is public is held against what is about to be there.

ledger (else the previous site) + new site + redirects ──▶ moves, problems ──▶ announcement ──▶ swap ──▶ ledger
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gazette_site.characters import folded
from gazette_site.config import SiteConfig
from gazette_site.linking.archive import Archive, LinkedDocument
from gazette_site.linking.corrected import first_words
from gazette_site.problems import Problem, has_errors, warning
from gazette_site.publishing.folder.fixity import MANIFEST
from gazette_site.publishing.folder.staging import Staging, published_urls
from gazette_site.publishing.permanence import ledger, publication
from gazette_site.publishing.permanence.announcement import announce, enter, settle
from gazette_site.publishing.permanence.ledger import Ledger, LedgerEntry, Records
from gazette_site.publishing.permanence.likely import proposals
from gazette_site.publishing.permanence.redirects import check_redirects, folders, moves
from gazette_site.publishing.permanence.regained import regained
from gazette_site.publishing.permanence.vanished import problems_of, vanished
from gazette_site.publishing.permanence.withdrawals import answered


def past(issues: Path, output: Path) -> tuple[Records, tuple[Problem, ...]]:
    """What is public and what is pending: as the ledger has it, else the addresses of the site that is in `output` now.

    A publication that was begun and not finished counts as public: some of it may have reached its readers.
    """
    if has_errors(left := (*settle(issues), *publication.settle(issues))):
        return ledger.NOTHING, left
    known, problems = ledger.read_ledger(issues / ledger.FILE, (issues / ledger.FILE).as_posix())
    if not has_errors(problems):
        known, problems = regained(issues, output, known)
    if known is None and not problems:
        known = Records({url: LedgerEntry() for url in published_urls(output)}, {})
    begun = publication.with_begun(issues, known or ledger.NOTHING)
    return begun._replace(pending={}), (*left, *problems)  # what is pending is made anew by every build


def hold(
    before: Records, now: Ledger, archive: Archive, config: SiteConfig, file: str
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Where each address that is no longer there is found now, and what is wrong; `file` is the ledger as the clerk knows it."""
    there = ledger.Places(now)
    answers = answered(before.public, now, archive)
    moved = folders(now) | answers | moves(ledger.gone(before.public, now), config.redirects, there)
    found = vanished(before.public, now, moved, config.redirects.keys())
    swapped = {one.address: one.elsewhere for one in found.swaps}
    likely = proposals(found.lost, swapped, before.public, now, config.redirects) if any(found) else {}
    problems = (
        *check_redirects(config.redirects, there, config.file),
        *problems_of(found, likely, file, config.file),
    )
    return ({} if has_errors(problems) else moved), problems


def promise(issues: Path, before: Records, now: Ledger, staging: Staging) -> tuple[Problem, ...]:
    """Announces what the ledger will be, before the swap; a warning where nothing may be written. Raises OSError."""
    path, coming = issues / ledger.FILE, ledger.with_build(before, now)
    if ledger.is_as(path, coming):
        return ()
    if ledger.is_closed(issues):
        if ledger.read_ledger(path, "")[0] == coming:
            return ()
        message = "公报文件夹不能写入（只读），这次生成的网址没有登记；不需要登记时请加 --no-ledger"
        return (warning(path.as_posix(), message, code="ledger-not-written"),)
    announce(issues, coming, staging.root, staging.measures[MANIFEST].digest)
    return ()


def remember(issues: Path, before: Records, now: Ledger) -> None:
    """Enters what was promised, after the swap. Raises OSError."""
    if not ledger.is_closed(issues):
        enter(issues, ledger.with_build(before, now))


def records(archive: Archive) -> dict[str, str]:
    """What lies at each address of a document, an attachment or an entry, in the words of the print; an issue by its id, which outlasts its page."""
    return (
        {issue.url: issue.issue.id for issue in archive.issues}
        | {url: " ".join(folded(words).split()) for issue in archive.issues for url, words in _records(issue.documents)}
        | {entry.url: folded(first_words(entry.entry)) for issue in archive.issues for entry in issue.entries}
    )


def _records(documents: tuple[LinkedDocument, ...]) -> Iterator[tuple[str, str]]:
    for linked in documents:
        name = linked.document.normal_number or linked.document.title.value
        yield linked.url, name
        yield from ((one.url, f"{name} {one.attachment.name or '附件'}") for one in linked.attachments)
