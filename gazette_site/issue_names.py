"""Names of issues: what the clerk calls a file, and which issue that is.

    name    = year - numbers run? (- extra)? | year - extra
    numbers = n | n - n                          3 · 3 and 4 in one (合刊); of three, 03-04-05 or from the first to the last, 03-05
    run     = b | c | …                          the numbering began again within the year
    extra   = z n                                增刊、号外、特刊: of the year, or to the issue whose numbers stand before it

    2024-03 · 2024-003 · 2024-127 · 2024-03-04 · 2024-01b · 2024-z1 · 2024-07-z1

An issue is known for good by its first number (`id`), whatever the clerk calls its file: `2024-03-04` and `2024-03` are one issue.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from gazette_site.late import late
from gazette_site.model import IssueId

_NUMBER = r"\d{2,4}"
_NAME = late(
    rf"(?P<year>(?:19|20)\d\d)-(?:(?P<numbers>{_NUMBER}(?:-{_NUMBER})*)(?P<run>[b-y]?)(?:-z(?P<extra>\d{{1,2}}))?"
    r"|z(?P<alone>\d{1,2}))",
    re.IGNORECASE,
)
MOST_TOGETHER = 12
"""Numbers that one issue can have: more are a slip, or a date."""


class IssueName(NamedTuple):
    """Which issue a name means."""

    year: int
    numbers: tuple[int, ...]
    """Its numbers in the year, in order; of a supplement those of the issue that it belongs to, or none."""
    run: str = ""
    """`b` where the numbering of the year began a second time."""
    extra: int = 0
    """Turn of a supplement; 0 of an ordinary issue."""

    @property
    def id(self) -> IssueId:
        """`2024-03`, `2024-z1`, `2024-07-z1`: by the first number alone, so that it stays when others are learnt."""
        return IssueId(self._replace(numbers=self.numbers[:1]).stem)

    @property
    def stem(self) -> str:
        """What the file should be called, without its suffix: `2024-03-04`, of more numbers the first and the last."""
        ends = dict.fromkeys((*self.numbers[:1], *self.numbers[-1:]))
        numbers = "-".join(f"{number:02d}" for number in ends) + self.run
        return "-".join((str(self.year), *([numbers] if numbers else ()), *([f"z{self.extra}"] if self.extra else ())))


def read_name(stem: str) -> IssueName | None:
    """The issue that a file name without its suffix means, or None if it is that of none."""
    match = _NAME.fullmatch(stem)
    if match is None:
        return None
    numbers = run_of([int(n) for n in (match["numbers"] or "").split("-") if n])
    extra = int(match["extra"] or match["alone"] or 0)
    if numbers is None or (not numbers and not extra) or "z0" in stem.lower():
        return None
    return IssueName(int(match["year"]), numbers, (match["run"] or "").lower(), extra)


def run_of(numbers: list[int]) -> tuple[int, ...] | None:
    """The numbers of one issue of which these are written: 3 and 5 mean 3, 4, 5. None if no issue can have them."""
    rising = all(a < b for a, b in pairwise(numbers))
    if not rising or 0 in numbers or (numbers and numbers[-1] - numbers[0] >= MOST_TOGETHER):
        return None
    return tuple(range(numbers[0], numbers[-1] + 1)) if len(numbers) == 2 else tuple(numbers)


@lru_cache(maxsize=65536)
def name_of(issue: IssueId) -> IssueName:
    """The name behind an id."""
    name = read_name(issue)
    assert name, issue  # an id is only made by `IssueName.id`
    return name


def order_of(issue: IssueId) -> tuple[int, str, int, int]:
    """By what ids are put in order: year, run, first number, and after it its supplements; those of the year come last."""
    name = name_of(issue)
    return (name.year, name.run, name.numbers[0], name.extra) if name.numbers else (name.year, "~", 0, name.extra)
