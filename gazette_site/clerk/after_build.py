"""What a build says and writes for the clerk beside the site: the report, the change page, what became of pending addresses."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from gazette_site.clerk.report_folder import CHANGES, INDEX, doubts, read_problems, report_folder, write_problems
from gazette_site.clerk.sources import remember
from gazette_site.failures import cause
from gazette_site.model import IssueId
from gazette_site.options import Options
from gazette_site.pipeline import Outcome
from gazette_site.problems import Problem, Severity, warning
from gazette_site.publishing.folder.fixity import MANIFEST
from gazette_site.publishing.permanence.kept import PROBLEMS, published
from gazette_site.publishing.permanence.ledger import FILE, PENDING

_SHOWN = 3


class Pending(NamedTuple):
    """What a build did to the addresses that are not public yet."""

    came: tuple[str, ...]
    went: tuple[str, ...]


def pending_of(options: Options) -> tuple[str, ...]:
    """The addresses that are not public yet, as the ledger has them; sorted as it is."""
    try:
        lines = (options.issues / FILE).read_text("utf-8-sig").splitlines() if options.ledger else []
    except (OSError, UnicodeDecodeError):
        return ()
    return tuple(line.partition("\t")[0] for line in lines if line.endswith(f"\t{PENDING}"))


def new_of(options: Options, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The errors, and the warnings that were not there at the last publication, as far as that is kept."""
    last = published(options.output.resolve())
    errors = tuple(one for one in problems if one.severity is Severity.ERROR)
    return (*errors, *doubts(problems, read_problems(last.folder / PROBLEMS) if last else ()))


def write_reports(
    options: Options, outcome: Outcome, seconds: Mapping[str, float], found: Iterable[str]
) -> tuple[Problem, ...]:
    """Writes what was said and, of a new site, what has changed since the last publication and what it was made from (`found`).

    A warning where that cannot be done.
    """
    try:
        if outcome.figures:
            remember(options, found)
        _write_reports(options, outcome, seconds)
    except OSError as failure:
        folder = report_folder(options.output).as_posix()
        made = "网站已生成，但" if outcome.figures else ""
        message = f"{made}报告没有写出来（{cause(failure)}）"
        return (warning(folder, message, code="published-but"),)
    return ()


def _write_reports(options: Options, outcome: Outcome, seconds: Mapping[str, float]) -> None:
    # A build that cannot begin must not wait for what makes pages.
    from gazette_site.admission import read_config
    from gazette_site.clerk.changes import change_page, write_change_page
    from gazette_site.clerk.figures import Figure, figures
    from gazette_site.clerk.proof import write_proofs
    from gazette_site.clerk.report_page import report_page, write_report_page
    from gazette_site.publishing.wording import speaking

    output, config = options.output.resolve(), read_config(options)
    if outcome.figures:  # what a failed build said is not what is said of the site that is there
        write_problems(output, outcome.problems)
        write_change_page(output, change_page(output), config.language)
    new = new_of(options, outcome.problems)
    counted: tuple[Figure, ...] = ()
    proofs: dict[IssueId, str] = {}
    if outcome.archive and outcome.bodies and outcome.figures:
        covered = map(outcome.bodies.covered, outcome.archive.issues)
        with speaking(config.language):
            size = outcome.figures.files, outcome.figures.size
            counted = figures(outcome.archive, covered, size, seconds)
        proofs = write_proofs(output, outcome.archive, outcome.bodies.of, outcome.problems, config.language)
    page = report_page(output, outcome.problems, new, counted, proofs, config)
    write_report_page(output, page, config.language)


def is_unpublished(output: Path) -> bool:
    """Whether the site differs from the one that was published last, as far as that is kept."""
    last = published(output)
    try:
        return last is not None and last.manifest != hashlib.sha256((output / MANIFEST).read_bytes()).hexdigest()
    except OSError:
        return False


def said_of(options: Options, before: Iterable[str]) -> str:
    """A line on what waits to be published, and where the changes are shown."""
    folder = report_folder(options.output)
    pages = f"报告见 {(folder / INDEX).as_posix()}，改动见 {(folder / CHANGES).as_posix()}"
    if not options.ledger:
        return pages
    was, now = tuple(before), pending_of(options)
    change = _compared(Pending(tuple(sorted({*now} - {*was})), tuple(sorted({*was} - {*now}))))
    if not now and not is_unpublished(options.output.resolve()):
        return f"没有待发布的新网址{change}；{pages}"
    if not now:
        return f"没有新网址{change}，但网页有改动，还没有发布；{pages}；确认无误后运行 publish"
    return f"{len(now)} 处网址待发布{change}；{pages}；确认无误后运行 publish"


def _compared(pending: Pending) -> str:
    parts = (_named("新增", pending.came), _named("不再有", pending.went))
    said = "，".join(part for part in parts if part)
    return f"（{said}）" if said else ""


def _named(word: str, addresses: tuple[str, ...]) -> str:
    shown = "、".join(addresses[:_SHOWN])
    return f"{word} {len(addresses)} 处：{shown}{'等' if addresses[_SHOWN:] else ''}" if addresses else ""
