"""Tiers: which issues share one set of shards, so that a new issue touches few of them.

    archive   the years before the newest   rewritten once a year
    current   the newest year               rewritten by every issue

A corrected issue rewrites what it touches in its own tier. Both are searched, a request each for every gram: a third one
would save a rewriting of the archive in most years, and cost every search three requests more. So does a second one where there
is little to rewrite: a few issues are one tier, `current`. A tier without an issue does not exist.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

from gazette_site.model import IssueId

_FEW = 24
"""Issues that are one tier: two years of a monthly gazette, whose shards together are less than a megabyte."""


class Tier(NamedTuple):
    """Neighbouring issues of one tier."""

    name: str
    """The folder of its shards."""
    issues: int
    """How many there are."""


def tiers_of(issues: Sequence[IssueId]) -> tuple[Tier, ...]:
    """The tiers of the issues, oldest first."""
    if len(issues) <= _FEW:
        return (Tier("current", len(issues)),) if issues else ()
    # Should an issue of an older year stand among newer ones, it belongs to their tier: tiers are neighbours.
    years = list(accumulate((int(issue[:4]) for issue in issues), max))
    newest = max(years, default=0)
    names = ("current" if year == newest else "archive" for year in years)
    return tuple(Tier(one, len(list(group))) for one, group in groupby(names))
