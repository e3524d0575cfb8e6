"""The ledger through the swap: no site is ever there whose addresses the ledger will not have.

    issues/.addresses.tsv.next = "# " JSON LINE FEED ledger      JSON: the staging folder, the digest of its manifest

The ledger and the site are two places; no rename moves both. So what the ledger is going to be is announced first:

| a build that is killed …         | leaves                                   | and the next one |
|----------------------------------|------------------------------------------|------------------|
| before the announcement          | old ledger, old site                     | has nothing to do |
| between announcement and swap    | announcement, its staging folder         | drops the announcement: it was not published |
| between swap and ledger          | announcement, new site, no such staging  | enters what was announced |
| after the ledger                 | new ledger, new site, announcement       | enters the same once more |

A build announces what is pending; what is public it leaves as it is. Where it cannot be known (somebody removed the
staging folder) it is entered. Every file is written beside, forced to the disk and renamed.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from gazette_site.failures import cause
from gazette_site.problems import Problem, error, has_errors
from gazette_site.publishing.folder.fixity import MANIFEST
from gazette_site.publishing.permanence.ledger import (
    FILE,
    NOTHING,
    Records,
    ledger_text,
    merged,
    parse_ledger,
    read_ledger,
    write_ledger,
    write_text,
)

NEXT = f".{FILE}.next"


def announce(issues: Path, ledger: Records, staging: Path, digest: str) -> None:
    """Writes what the ledger will be once the site in `staging`, whose manifest has that digest, is published. Raises OSError."""
    about = json.dumps({"staging": str(staging), "manifest": digest}, ensure_ascii=True)
    write_text(issues / NEXT, f"# {about}\n{ledger_text(ledger)}")


def enter(issues: Path, ledger: Records) -> None:
    """Writes the ledger, and takes back what was announced. Raises OSError; what was announced stays then."""
    write_ledger(issues / FILE, ledger)
    withdraw(issues)


def withdraw(issues: Path) -> None:
    """Takes back what was announced, if anything was. Raises OSError."""
    (issues / NEXT).unlink(missing_ok=True)


def settle(issues: Path) -> tuple[Problem, ...]:
    """Enters what a build announced that was killed after it had published; an error where that cannot be done."""
    shown = (issues / NEXT).as_posix()
    try:
        head, _, text = (issues / NEXT).read_text(encoding="utf-8").partition("\n")
        about = json.loads(head.removeprefix("# "))
        staging, digest = Path(about["staging"]), about["manifest"]
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError):
        return (error(shown, "上次生成留下的网址登记看不懂，请找人看看，确认无用后删去", code="ledger-unreadable"),)
    try:
        if _digest(staging / MANIFEST) == digest:
            withdraw(issues)
            return ()
        before, problems = read_ledger(issues / FILE, (issues / FILE).as_posix())
        announced, more = parse_ledger(text, shown)
        if not has_errors((*problems, *more)):
            enter(issues, Records(merged((before or NOTHING).public, announced.public), announced.pending))
        return (*problems, *more)
    except OSError as failure:
        message = f"上次生成的网址还没有登记，这次也登记不了（{cause(failure)}）"
        return (error(shown, message, code="ledger-not-written"),)


def _digest(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
