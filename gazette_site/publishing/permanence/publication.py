"""A publication, from its beginning to its entry in the log: the ledger, the log and what is kept agree, whenever it is broken off.

    issues/publications.tsv        = line*      line = day TAB 发布|撤回 TAB digest of the manifest TAB what TAB where to
    issues/.publications.tsv.next  = "# " JSON LINE FEED ledger      JSON: the fields of `Publication`

| broken off …                                 | what is left       | and then |
|----------------------------------------------|--------------------|----------|
| before the announcement                      | nothing            | nothing was published |
| while the site is copied                     | phase `copying`    | 1. |
| after the copy was found to be whole         | phase `verified`   | 2. |

1. What was about to be public counts as public for every build (readers may have met it), until it is published again
   or taken back.
2. Ledger, log and what is kept are brought up, by whoever comes next.

Every file is written beside, forced to the disk and renamed. The day is in the log alone, never in the site.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

from gazette_site.failures import cause
from gazette_site.problems import Problem, error, has_errors, warning
from gazette_site.publishing.permanence import kept, ledger
from gazette_site.publishing.permanence.ledger import Records, ledger_text, merged, parse_ledger, write_text

LOG = "publications.tsv"
NEXT = f".{LOG}.next"
_HEAD = "# 发布记录：日子、发布或撤回、网站清单的 SHA-256、内容、发布到哪里。由程序更新，请随公报一并保存。"
COPYING, VERIFIED = "copying", "verified"
DONE, UNDONE = "发布", "撤回"
"""What a line of the log tells of."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication, or one that is taken back."""

    phase: str
    output: str
    """The folder of the site, absolute."""
    number: int
    """Of what is kept."""
    back: bool
    """Whether it is taken back."""
    line: str
    """For the log."""
    ledger: Records
    """What the ledger will be."""


def announce(issues: Path, publication: Publication) -> None:
    """Writes down how far a publication is. Raises OSError."""
    about = {name: getattr(publication, name) for name in ("phase", "output", "number", "back", "line")}
    write_text(issues / NEXT, f"# {json.dumps(about, ensure_ascii=True)}\n{ledger_text(publication.ledger)}")


def withdraw(issues: Path) -> None:
    """Takes back what was announced, before anything was copied. Raises OSError."""
    (issues / NEXT).unlink(missing_ok=True)


def announced(issues: Path) -> Publication | None:
    """The publication that is not finished. Raises ValueError if what is written there is none, OSError."""
    try:
        head, _, text = (issues / NEXT).read_text(encoding="utf-8").partition("\n")
    except FileNotFoundError:
        return None
    about = json.loads(head.removeprefix("# "))
    records, problems = parse_ledger(text, NEXT)
    if has_errors(problems) or not isinstance(about, dict):
        raise ValueError(NEXT)
    try:
        return Publication(ledger=records, **about)
    except TypeError:
        raise ValueError(NEXT) from None


def settle(issues: Path) -> tuple[Problem, ...]:
    """Brings up what a publication left undone that was broken off; an error where that cannot be done."""
    shown = (issues / NEXT).as_posix()
    try:
        left = announced(issues)
        if left is None:
            return ()
        if left.phase == COPYING:
            message = (
                "上次发布没有做完，可能已有一部分到了目标；请再运行 publish，或用 undo 撤回。在此之前这些网址都算已公开"
            )
            return (warning(shown, message, code="publication-unfinished"),)
        wrong = check_log(issues)
        if not wrong:
            finish(issues, left)
        return wrong
    except ValueError:
        return (error(shown, "上次发布留下的记录看不懂，请找人看看，确认无用后删去", code="ledger-unreadable"),)
    except OSError as failure:
        message = f"上次发布的网址还没有登记，这次也登记不了（{cause(failure)}）"
        return (error(shown, message, code="ledger-not-written"),)


def with_begun(issues: Path, records: Records) -> Records:
    """The ledger, what was about to become public counted as public."""
    try:
        left = announced(issues)
    except (ValueError, OSError):
        return records
    return replace_public(records, merged(records.public, left.ledger.public)) if left else records


def replace_public(records: Records, public: ledger.Ledger) -> Records:
    """The same pending, another public."""
    return Records(public, records.pending)


def finish(issues: Path, publication: Publication) -> None:
    """Ledger, log and what is kept, for a copy that is whole. Raises OSError; then `settle` does it again."""
    announce(issues, replace(publication, phase=VERIFIED))
    ledger.write_ledger(issues / ledger.FILE, publication.ledger)
    _enter(issues / LOG, publication.line)
    (kept.go_back if publication.back else kept.go_forward)(Path(publication.output), publication.number)
    withdraw(issues)


def check_log(issues: Path) -> tuple[Problem, ...]:
    """An error where no line could be added to the log: nothing is begun then. It may have been saved by an editor, or merged."""
    file = (issues / LOG).as_posix()
    try:
        lines = _logged(issues / LOG)
    except (OSError, UnicodeDecodeError):
        message = "发布记录读不出来，可能被别的程序另存过：请恢复原来的文件，或另存为 UTF-8 编码"
        return (error(file, message, code="ledger-unreadable"),)
    marks = ((number, line) for number, line in enumerate(lines, 1) if line.startswith(ledger.CONFLICT))
    return tuple(
        error(file, ledger.BOTH_SIDES.format(what="发布记录"), number, line, "ledger-line") for number, line in marks
    )


def digests_logged(issues: Path) -> frozenset[str]:
    """The digests of all manifests that were published, also of those that were taken back; none of a log that cannot be read."""
    return frozenset(fields[2] for fields in _fields(issues) if len(fields) > 2 and fields[1] == DONE)


def standing(issues: Path) -> int:
    """How many publications the log has that were not taken back; one that was broken off is taken back without a line of its own."""
    stack: list[str] = []
    for _, what, manifest, *_ in (fields for fields in _fields(issues) if len(fields) > 2):
        if what == DONE:
            stack.append(manifest)
        elif stack[-1:] == [manifest]:
            stack.pop()
    return len(stack)


def logged_as(issues: Path, manifest: str) -> str:
    """`（2025-06-09，新增1期、3件文件）`: what the log says of the last publication with that manifest; empty if it says nothing."""
    lines = [one for one in _fields(issues) if len(one) > 3 and (one[1], one[2]) == (DONE, manifest)]
    return f"（{lines[-1][0]}，{lines[-1][3]}）" if lines else ""


def _fields(issues: Path) -> list[list[str]]:
    try:
        return [line.split("\t") for line in _logged(issues / LOG) if not line.startswith("#")]
    except (OSError, UnicodeDecodeError):
        return []


def _logged(log: Path) -> list[str]:
    """The lines of the log. Raises OSError, UnicodeDecodeError."""
    return log.read_text(encoding="utf-8-sig").splitlines() if log.is_file() else [_HEAD]


def _enter(log: Path, line: str) -> None:
    """Adds a line to the log, unless it is the last one."""
    lines = _logged(log) or [_HEAD]
    if lines[-1] != line:
        write_text(log, "\n".join((*lines, line, "")))
