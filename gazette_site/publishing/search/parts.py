"""Parts: which issues share one set of shards.

A new issue would touch nearly every shard of a single index. So the issues before the last full dozen (fewer where
there are few) stand in one part, which stays as it is, and those after it in another, which is small and rewritten.
"""

from __future__ import annotations

_DOZEN = 12


def settled(issues: int) -> int:
    """How many of so many issues, oldest first, stand in the part that stays: 2 of 3, 2 of 4, 4 of 5, 144 of 150."""
    step = 2
    while step < _DOZEN and step * 4 <= issues:
        step *= 2
    step = min(step, _DOZEN)
    return (issues - 1) // step * step if issues else 0
