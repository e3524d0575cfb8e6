"""CPU seconds of everything that was started, and how they spread over several rounds."""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Callable, Sequence
from statistics import median
from typing import NamedTuple


class Spread(NamedTuple):
    """Least, middle and most of some measurements."""

    least: float
    middle: float
    most: float

    def __str__(self) -> str:
        return f"{self.least:8.3f} {self.middle:8.3f} {self.most:8.3f}"


def spread(values: Sequence[float]) -> Spread:
    """The spread of at least one measurement."""
    return Spread(min(values), median(values), max(values))


def cpu_seconds(action: Callable[[], object]) -> float:
    """CPU seconds, user and system, of this process and of its finished children while `action` runs."""
    before = used()
    action()
    return used() - before


def in_child(action: Callable[[], object]) -> None:
    """Runs `action` in a forked child, so that every round begins with cold caches. Raises RuntimeError if it fails."""
    child = multiprocessing.get_context("fork").Process(target=action)
    child.start()
    child.join()
    if child.exitcode:
        raise RuntimeError(f"the measured process ended with {child.exitcode}")


def used() -> float:
    """CPU seconds, user and system, of this process and of its finished children so far."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)
