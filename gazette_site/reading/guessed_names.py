"""Which issue a file is meant to be whose name is none: for the message alone, a file is never read by a guess.

    meant = what? year 年|- 第? n (至 n)* 期? rest?      rest = copy's mark | suffix written twice | 合刊
    `2025年第3期` `2025-3` `２０２５-０３` `202503` `岚溪公报2025年第3期（终稿）` `2025-03 (1)` `2025-03 - 副本` `2025-03.txt`(.txt)

A number with 月 is a month and no issue; a day (`2025-03-15`, `20250315`) is none either; of two readings none is taken.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath

from gazette_site.issue_names import IssueName, read_name, run_of
from gazette_site.late import late

_MEANT = late(
    r"""
    (?<!\d) (?P<year>(?:19|20)\d\d) \s*+ (?:[年\-_.·] \s*+)?
    (?:
        第? \s*+ (?P<first>\d{1,3}) (?:\s*+ [-—–~～至、,_和] \s*+ (?P<last>\d{1,3}))? (?!\d) \s*+ (?P<month>月)? \s*+ 期?
      | (?P<extra>增刊|号外|特刊|专刊) \s*+ 第? (?P<turn>\d{1,2})? (?!\d) 期?
    )
    """,
    re.VERBOSE,
)
_ISSUES = (".txt", ".md", ".pdf")
_SIDECARS = (".yaml", ".yml")


def meant_name(file: str) -> str:
    """What a file of this name should be called, `2025-03.txt`; empty where that cannot be told from its name."""
    path = PurePath(unicodedata.normalize("NFKC", file).strip())
    stem, suffix = path.stem.strip(), path.suffix.lower()
    inner = PurePath(stem).suffix.lower()
    if inner in (*_ISSUES, *_SIDECARS):  # an editor added its own suffix, and the desktop hides it
        stem, suffix = PurePath(stem).stem, inner
        if stem.lower() == "site" and suffix in _SIDECARS:
            return "site.yaml"
    name = read_name(stem.strip()) or _meant(stem)
    return f"{name.stem}{'.yaml' if suffix in _SIDECARS else suffix}" if name else ""


def _meant(stem: str) -> IssueName | None:
    found = list(_MEANT.finditer(stem))
    if len(found) != 1 or found[0]["month"]:
        return None
    one = found[0]
    if one["extra"]:
        return IssueName(int(one["year"]), (), extra=int(one["turn"] or 1))
    numbers = run_of([int(number) for number in (one["first"], one["last"]) if number])
    written_together = re.fullmatch(r"-?\d{1,3}", stem[one.end() :].split(" ")[0]) is not None  # 2025-03-04-15, a day
    return None if not numbers or written_together else IssueName(int(one["year"]), numbers)
