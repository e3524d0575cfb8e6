"""Work on a hostile file in a process of its own, bounded: what it breaks there breaks nothing here.

    caller ── work ──▶ worker ── "page 1" … "page n" ── result ──▶ caller

The worker says which page it begins. Its processor time (anew for each page) and its memory are bounded by the system, so that neither a loop in
a C library nor a filter that unpacks without end can outlast them; however it ends, the caller knows the page and why. Where the system has no
such bounds (Windows), the clock of the caller takes the place of the first. On Linux the worker is a copy of the caller, which costs some
milliseconds; elsewhere it starts anew.
"""

from __future__ import annotations

import contextlib
import math
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from gazette_site.pdf_limits import WHOLE, PdfLimits

Tell = Callable[[int], None]
"""Told which page begins, 0 for what concerns the whole file."""

_T = TypeVar("_T")
_PAGE, _DONE, _FAILED = "page", "done", "failed"
_NO_MEMORY = 86
"""Exit status of a worker whose memory did not suffice."""
_PATIENCE = 20
"""How many times its processor time a page may take by the clock: a machine may be busy."""
_STATUS = Path("/proc/self/statm")
_FORKS = sys.platform == "linux"
_BEGINNING = threading.Lock()
"""Held while a worker is begun: one that another thread began meanwhile would inherit its pipe, and hide its end as long as it lives."""


class Died(Exception):
    """A worker that did not come to an end; the message is a Chinese clause that says why."""

    def __init__(self, page: int, why: str) -> None:
        super().__init__(why)
        self.page = page
        """The page it was at, counted from 1; 0 before and after the pages."""


class Failed(Exception):
    """An exception that the work raised: its type and message."""


def in_worker(work: Callable[[Tell], _T], limits: PdfLimits) -> _T:
    """What `work` returns; work and result have to be picklable. Raises `Died`, or `Failed` for whatever the work raised."""
    context: Any = multiprocessing.get_context("fork" if _FORKS else "spawn")
    with _BEGINNING:
        receiving, sending = context.Pipe(duplex=False)
        process = context.Process(target=_worker, args=(work, limits, sending), daemon=True)
        process.start()
        sending.close()
    try:
        result: _T = _listen(receiving, process, limits)
        return result
    finally:
        process.kill()
        process.join()
        process.close()
        receiving.close()


def _listen(receiving: Connection, process: Any, limits: PdfLimits) -> Any:
    """The result, once it comes; raises `Died` and `Failed`."""
    page = 0
    while True:
        try:
            if not receiving.poll(limits.seconds * _PATIENCE):
                raise Died(page, _too_long(limits))
            kind, value = receiving.recv()
        except (EOFError, OSError):
            process.join()
            raise Died(page, _why(process.exitcode, limits)) from None
        if kind == _DONE:
            return value
        if kind == _FAILED:
            raise Failed(value)
        page = value


def _why(status: int, limits: PdfLimits) -> str:
    if status == _NO_MEMORY:
        return f"所需内存超过{limits.memory}兆字节（memory）"
    if status == -getattr(signal, "SIGXCPU", 0):
        return _too_long(limits)
    return f"读它的进程意外中断（{-status if status < 0 else status}），可能是文件损坏或内存不足"


def _too_long(limits: PdfLimits) -> str:
    return f"一页用时超过{limits.seconds}秒，或整个文件超过{limits.seconds * WHOLE}秒（seconds）"


# In the worker -----------------------------------------------------------------------------------------------------


def _worker(work: Callable[[Tell], object], limits: PdfLimits, sending: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the caller ends the worker
    _bound_memory(limits)

    def tell(page: int) -> None:
        _bound_time(limits)
        sending.send((_PAGE, page))

    try:
        tell(0)
        sending.send((_DONE, work(tell)))
    except MemoryError:
        os._exit(_NO_MEMORY)
    except Exception as failure:
        sending.send((_FAILED, f"{type(failure).__name__}: {failure}"))


def _bound_memory(limits: PdfLimits) -> None:
    """So many megabytes more than the worker began with."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        begun = int(_STATUS.read_text("ascii").split()[0]) * resource.getpagesize()
        _lower(resource.RLIMIT_AS, begun + (limits.memory << 20))


def _bound_time(limits: PdfLimits) -> None:
    """So many seconds from now, and no more than a whole file may take."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        _lower(resource.RLIMIT_CPU, min(math.ceil(time.process_time()) + limits.seconds, limits.seconds * WHOLE))


def _lower(what: int, bound: int) -> None:
    import resource

    hard = resource.getrlimit(what)[1]
    resource.setrlimit(what, (bound if hard == resource.RLIM_INFINITY else min(bound, hard), hard))
