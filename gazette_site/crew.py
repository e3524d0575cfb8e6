"""The crew: who does the same work on many things, be it processes of this machine or those of others (`cluster`).

    work, what is the same for all, things ──▶ (thing, result) …, each as it is ready

The result of a thing depends on nothing but the thing and what is the same for all: it is the same whoever does it, and however often.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from pathlib import Path
from typing import Any, Protocol, TypeVar

from gazette_site.far import FarStore

_S = TypeVar("_S")
_T = TypeVar("_T")
_R = TypeVar("_R")

AHEAD = 4
"""Things that wait for each process, at most."""
_FEW = 8
"""Below so many things starting processes takes longer than they save."""


class Lost:
    """In place of a result: the processes that worked on this thing all came to a sudden end."""


class CrewFailed(Exception):
    """Nobody is left who could do the work, or who may; the message is a Chinese sentence."""


class Crew(Protocol):
    """Who does the work."""

    @property
    def size(self) -> int:
        """How many things are worked on at the same time."""

    @property
    def apart(self) -> Path | None:
        """The folder for files that are written: work that is lost is begun again, and must not meet what it wrote before.

        None where nothing is begun again.
        """

    @property
    def post(self) -> FarStore | None:
        """Through which what is made comes back, where no folder is shared; None where folders are."""

    def worth(self, things: int, least: int = _FEW) -> bool:
        """Whether so many things are worth handing out."""

    def each(self, work: Callable[[_S, _T], _R], same: _S, things: Iterable[_T]) -> Iterator[tuple[_T, _R | Lost]]:
        """The things with their results, in any order; `work` and all that it takes and gives have to be picklable.

        Raises what the work raises, CrewFailed, and BrokenProcessPool.
        """

    def begin(self, work: Callable[[_S, _T], _R], same: _S, thing: _T) -> Callable[[], _R | Lost]:
        """Begins the work on one thing, beside whatever goes on here; what comes back waits for its end, and raises as `each`."""

    def close(self) -> None:
        """Sends everybody home; work that was begun and not waited for is given up."""


class Processes:
    """Processes of this machine, started for each kind of work. To be closed."""

    apart = None
    post = None

    def __init__(self, size: int) -> None:
        self.size = size
        self._beside: ProcessPoolExecutor | None = None

    def worth(self, things: int, least: int = _FEW) -> bool:
        """Whether there is more than one process, and enough to do."""
        return self.size > 1 and things >= least

    def each(self, work: Callable[[_S, _T], _R], same: _S, things: Iterable[_T]) -> Iterator[tuple[_T, _R | Lost]]:
        """As of every crew; a process that dies is the end of the work."""
        pool = ProcessPoolExecutor(self.size, initializer=_sit_down, initargs=(work, same))
        waiting: dict[Future[Any], _T] = {}
        try:
            for thing in things:
                waiting[pool.submit(_at_desk, thing)] = thing
                if len(waiting) >= self.size * AHEAD:
                    yield from _ready(waiting)
            while waiting:
                yield from _ready(waiting)
        finally:
            pool.shutdown(cancel_futures=True)

    def begin(self, work: Callable[[_S, _T], _R], same: _S, thing: _T) -> Callable[[], _R | Lost]:
        """As of every crew."""
        self._beside = self._beside or ProcessPoolExecutor(self.size)
        return self._beside.submit(work, same, thing).result

    def close(self) -> None:
        """As of every crew."""
        if self._beside:
            self._beside.shutdown(cancel_futures=True)
            self._beside = None


def _ready(waiting: dict[Future[Any], _T]) -> Iterator[tuple[_T, Any]]:
    """Waits until something is ready."""
    for done in wait(waiting, return_when=FIRST_COMPLETED).done:
        yield waiting.pop(done), done.result()


_DESK: list[Callable[[Any], Any]] = []
"""Of a process: its work."""


def _sit_down(work: Callable[[Any, Any], Any], same: object) -> None:
    _DESK[:] = [lambda thing: work(same, thing)]


def _at_desk(thing: object) -> object:
    return _DESK[0](thing)
