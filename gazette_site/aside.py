"""Work that is done aside: in a process of its own, which takes what it loaded with it when it ends.

The dictionaries of readings need 55 MB, and a build that has asked them goes on for minutes.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_R = TypeVar("_R")


class Aside:
    """The process, started when there is something to do; `close` ends it."""

    def __init__(self, **settings: str) -> None:
        """`settings` are variables of its environment, for libraries that are set by these while they are loaded."""
        self._settings = settings
        self._process: ProcessPoolExecutor | None = None

    def done(self, work: Callable[_P, _R], *args: _P.args, **named: _P.kwargs) -> _R:
        """The result of some work, which has to be picklable; where no process can be had it is done here. Raises what the work raises."""
        try:
            self._process = self._process or ProcessPoolExecutor(
                1, initializer=os.environ.update, initargs=(self._settings,)
            )
            return self._process.submit(work, *args, **named).result()
        except (BrokenProcessPool, OSError, ImportError):
            return work(*args, **named)

    def close(self) -> None:
        """Ends the process."""
        if self._process:
            self._process.shutdown()
            self._process = None
