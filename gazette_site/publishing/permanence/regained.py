"""A ledger from which lines are missing: emptied, cut off, deleted, edited, of another machine.

What was published last is kept beside the site with the ledger of its day (`kept`), and the log has its digest. Whatever that
publication made public is public, so it is put back and told; where nothing is kept, the log alone shows that a ledger is
missing, and nothing is built: an address that nobody remembers would be given away.
"""

from __future__ import annotations

from pathlib import Path

from gazette_site.problems import Problem, error, warning
from gazette_site.publishing.permanence import kept, ledger, publication
from gazette_site.publishing.permanence.ledger import Ledger, Records


def regained(issues: Path, output: Path, known: Records | None) -> tuple[Records | None, tuple[Problem, ...]]:
    """The ledger (None: there is none, or it is empty) with all that the last publication made public, and what was missing."""
    file = (issues / ledger.FILE).as_posix()
    promised = _promised(issues, output)
    if promised is None:
        if known is None and publication.standing(issues) > 0:
            return None, (_lost(file),)
        return known, ()
    public = known.public if known else {}
    missing = sorted(address for address, place in promised.items() if not _holds(public, address, place.names))
    if not missing:
        return known, ()
    pending = known.pending if known else {}
    return Records(ledger.merged(promised, public), pending), (_put_back(file, missing),)


def _holds(public: Ledger, address: str, names: frozenset[str]) -> bool:
    there = public.get(address)
    return there is not None and names <= there.names


def _promised(issues: Path, output: Path) -> Ledger | None:
    """What was public after the last publication; None where none is kept that these issues know of."""
    last = kept.published(output.resolve())
    if last is None or last.manifest not in publication.digests_logged(issues):
        return None
    then, problems = ledger.read_ledger(last.ledger, "")
    return None if then is None or problems else ledger.confirmed(then).public


def _put_back(file: str, missing: list[str]) -> Problem:
    named = "、".join(missing[:3]) + ("等" if missing[3:] else "")
    message = (
        f"网址登记里少了 {len(missing)} 处发布过的网址（{named}），已按上次发布时保存的补上；"
        "这个文件请只由程序更新，不要改动、清空，也不要用旧的一份盖掉"
    )
    return warning(file, message, code="ledger-regained")


def _lost(file: str) -> Problem:
    message = (
        f"网址登记不见了或是空的，而 {publication.LOG} 里有发布记录：没有它就不知道哪些网址已经公开。请从备份恢复；"
        f"确要从头开始的，把 {publication.LOG} 也移走"
    )
    return error(file, message, code="ledger-lost")
