"""The progress of a build on a terminal: one line with a bar, and the time that is left where that can be known.

    读公报 ━━━━━━━━━━━━━━━━╺━━━━━━━━━ 12/20 还要约 3 秒

A file or a pipe gets nothing. What a terminal can do, old consoles of Windows included, is known to Rich; it is loaded
when there is something to show, so that a build that cannot begin does not wait for it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

from gazette_site.characters import for_terminal

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_PAUSE = 0.1
"""Seconds between two pictures: more often nobody sees, and drawing costs more than many a page."""


class Stopwatch:
    """Passes progress on, and knows afterwards how many seconds each stage took: from its first word to that of the next one."""

    def __init__(self, show: Callable[[str, int, int], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._show, self._clock = show, clock
        self._doing, self._since = "", clock()
        self.seconds: dict[str, float] = {}

    def __call__(self, doing: str, done: int, total: int) -> None:
        """What is being done, how much of it is done, and of how much."""
        if doing != self._doing:
            self.stop()
            self._doing = doing
        self._show(doing, done, total)

    def stop(self) -> None:
        """The stage that goes on is over."""
        now = self._clock()
        if self._doing:
            self.seconds[self._doing] = self.seconds.get(self._doing, 0.0) + now - self._since
        self._doing, self._since = "", now


def tell(text: str, stream: TextIO) -> None:
    """Says something on the terminal; what names of files and quoted lines bring along cannot steer it."""
    print(for_terminal(text), file=stream)


class ProgressLine:
    """Shows what is being done on the last line of a terminal; nothing of it stays."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._shows = stream.isatty()
        self._bars: Progress | None = None
        self._task: TaskID | None = None
        self._doing = ""
        self._drawn = 0.0

    def __call__(self, doing: str, done: int, total: int) -> None:
        """What is being done, how much of it is done, and of how much (0 if that is not known)."""
        if not self._shows:
            return
        if self._bars is None:
            self._bars = _bars(self._stream, self._clock)
            self._bars.start()
        now = self._clock()
        if doing != self._doing:
            self._begin(self._bars, doing, done, total)
        elif done != total and now - self._drawn < _PAUSE:
            return
        else:
            self._go_on(self._bars, done, total)
        self._drawn = now

    def close(self) -> None:
        """Clears the line."""
        if self._bars:
            self._bars.stop()
            self._bars = None

    def _begin(self, bars: Progress, doing: str, done: int, total: int) -> None:
        if self._task is not None:
            bars.remove_task(self._task)
        self._task = bars.add_task(doing, total=total or None, completed=done, count=_count(done, total), left="")
        self._doing = doing

    def _go_on(self, bars: Progress, done: int, total: int) -> None:
        assert self._task is not None  # nothing goes on that has not begun
        bars.update(self._task, completed=done, count=_count(done, total))
        (task,) = bars.tasks
        bars.update(self._task, left=_left(task.time_remaining if total else None), refresh=True)


def _bars(stream: TextIO, clock: Callable[[], float]) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    # No thread draws by itself (processes are forked meanwhile), and what others print is not led through Rich.
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[count]}"),
        TextColumn("{task.fields[left]}"),
        console=Console(file=stream),
        get_time=clock,
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )


def _count(done: int, total: int) -> str:
    return f"{done}/{total}" if total else f"{done}" if done else ""


def _left(seconds: float | None) -> str:
    if not seconds:
        return ""
    minutes = round(seconds / 60)
    return f"还要约 {minutes} 分钟" if seconds >= 90 else f"还要约 {round(seconds) or 1} 秒"
