"""Tiers: which issues share one set of shards, so that a new issue touches few of them.

    archive   years before the last one that eight divides     rewritten once in eight years
    closed    from there to the year before the newest         rewritten once a year
    current   the newest year                                  rewritten by every issue

A corrected issue rewrites what it touches in its own tier. All tiers are searched, which costs requests: closed years of
`_FEW` issues or less are one tier, cheap enough to be rewritten once a year. A tier without an issue does not exist.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

from gazette_site.model import IssueId

_YEARS = 8
_FEW = 200


class Tier(NamedTuple):
    """Neighbouring issues of one tier."""

    name: str
    """The folder of its shards."""
    issues: int
    """How many there are."""


def tiers_of(issues: Sequence[IssueId]) -> tuple[Tier, ...]:
    """The tiers of the issues, oldest first."""
    # Should an issue of an older year stand among newer ones, it belongs to their tier: tiers are neighbours.
    years = list(accumulate((int(issue[:4]) for issue in issues), max))
    newest = max(years, default=0)
    few = sum(year < newest for year in years) <= _FEW
    era = newest if few else newest - newest % _YEARS

    def name(year: int) -> str:
        return "current" if year == newest else "closed" if year >= era else "archive"

    return tuple(Tier(one, len(list(group))) for one, group in groupby(map(name, years)))
