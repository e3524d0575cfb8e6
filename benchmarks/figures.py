"""The arithmetic of `benchmarks.whole`: costs of builds by name and round, and what is asked of them.

Machines differ from hour to hour, so that builds are compared within a round, and the middle of the rounds is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import log
from statistics import median
from typing import NamedTuple

CLEAN, ONE, TWO = "clean", "clean, one process", "clean, two processes"
REMEMBERED = "from remembered parses"
TOGETHER = "together"
STEEPEST = 1.05
"""The exponent that is asked for, at most."""
HUGO, PAGEFIND = "Hugo", "Pagefind extended"


class Cost(NamedTuple):
    """What one build used."""

    cpu: float
    """Seconds."""
    wall: float
    """Seconds by the clock."""
    own: float = 0
    """Megabytes at the peak; 0 where that is not known."""
    child: float = 0
    written: int = 0
    """Files that were not there before in this content or were written again."""


Row = Sequence[Cost]
"""The same build in each round."""
Stages = Mapping[str, float]
"""CPU seconds of the stages of a build, as the progress line names them."""


def of(row: Row, whole: Row) -> float:
    """The CPU seconds of a build, as a part of those of another one."""
    return _middle([one.cpu for one in row], [one.cpu for one in whole])


def derived(rows: Mapping[str, Row]) -> dict[str, float]:
    """What is asked besides, as far as the builds are there to tell. The pages alone beside Hugo's tells `benchmarks.render`."""
    found = {"two processes / one, wall": _middle(_walls(rows[TWO]), _walls(rows[ONE]))}
    hugo = next((row for name, row in rows.items() if name.startswith(HUGO)), None)
    if hugo is None:
        return found
    if PAGEFIND in rows:
        both = [one.cpu + other.cpu for one, other in zip(hugo, rows[PAGEFIND], strict=True)]
        for name in (CLEAN, REMEMBERED):
            found[f"{name} / (Hugo + Pagefind extended)"] = _middle([one.cpu for one in rows[name]], both)
    return found


class Growth(NamedTuple):
    """A stage at several numbers of documents."""

    stage: str
    seconds: tuple[float, ...]
    """At each number the middle of its rounds; 0 where it had nothing to do."""
    exponents: tuple[float | None, ...]
    """From each number to the next: 1 is twice the time for twice the documents; None where nothing is told."""

    @property
    def steep(self) -> bool:
        """Whether it grows faster than is asked."""
        return any(one is not None and one > STEEPEST for one in self.exponents)


def growth(stages: Mapping[int, Sequence[Stages]]) -> tuple[Growth, ...]:
    """How each stage grows from one number of documents to the next, in the order of the build; last all of them together."""
    numbers = sorted(stages)
    found = [middle(stages[number]) for number in numbers]
    names = dict.fromkeys(name for one in found for name in one)
    rows = [(name, tuple(one.get(name, 0.0) for one in found)) for name in names]
    together = (TOGETHER, tuple(sum(one.values()) for one in found))
    return tuple(Growth(name, seconds, _exponents(numbers, seconds)) for name, seconds in (*rows, together))


def _exponents(numbers: Sequence[int], seconds: Sequence[float]) -> tuple[float | None, ...]:
    steps = zip(pairwise(numbers), pairwise(seconds), strict=True)
    return tuple(
        log(after / before) / log(many / few) if min(before, after) > 0 else None
        for (few, many), (before, after) in steps
    )


def middle(rounds: Sequence[Stages]) -> Stages:
    """Of each stage the middle of the rounds."""
    return {name: median(one[name] for one in rounds) for name in rounds[0]}


def _walls(row: Row) -> list[float]:
    return [one.wall for one in row]


def _middle(parts: Sequence[float], wholes: Sequence[float]) -> float:
    return median(part / whole for part, whole in zip(parts, wholes, strict=True))
