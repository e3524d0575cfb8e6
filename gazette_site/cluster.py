"""The cluster: a crew of processes that may sit on other machines, by Dask. Needs the extra [cluster]; the only module that knows Dask.

    local:4            ──▶ four processes of this machine, started and ended here
    tcp://host:8786    ──▶ the workers of a scheduler that runs already (`tls://` with certificates)

1. Nothing travels but the names of files, records of one issue and results. Bytes lie in folders that all machines see
   under the same path (issues, cache, output), or else in a far store (`--store`), through which issues go to the workers
   (`travel`), results to everybody (the second level of `cache`) and files of the site back (`publishing.folder.parcels`). A worker
   that does not see them, or has another program, is refused. The scheduler needs the program, too.
2. A worker that dies is replaced by the scheduler, and its work begun again by another one; who writes files writes them
   into a folder of this attempt, and only those of the attempt that came to an end are taken.
3. A thing over which several workers have died is tried once more with nothing beside it, so that its neighbours are not
   blamed; dies that one too, it is lost (`crew.Lost`), and the rest goes on.
4. Work is Python: a scheduler does whatever anybody who reaches it wants. It belongs into a network of its own, or behind `tls://`.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import pickle
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError
from contextlib import ExitStack, suppress
from functools import lru_cache
from pathlib import Path, PurePath
from tempfile import mkdtemp
from typing import Any, NamedTuple, TypeVar

import dask
from distributed import Client, Future, LocalCluster, TimeoutError, get_worker, wait
from distributed.scheduler import KilledWorker

from gazette_site.crew import AHEAD, CrewFailed, Lost
from gazette_site.far import FarFailed, FarStore
from gazette_site.identity import code_of, files_of, key_of
from gazette_site.languages import template_folder
from gazette_site.travel import Own, fetched, packed, settle, told

_S = TypeVar("_S")
_T = TypeVar("_T")
_R = TypeVar("_R")

LOCAL = "local:"
_ROOMS = ("reading", "parsing", "linking", "publishing")
_STARTING = 60
"""Seconds in which the first worker has to be there."""
_LOOK = 5
"""Seconds after which it is looked whether anybody is at work."""
_NOBODY = 120
"""Seconds without any worker after which nobody is waited for."""
_MEETING = "meeting"
_SETTINGS = {
    # Whoever opens a PDF does so in a process of its own, which daemons may not have.
    "distributed.worker.daemon": False,
    "distributed.scheduler.allowed-failures": 1,
    "distributed.admin.log-length": 0,
    "distributed.comm.timeouts.connect": "30s",
}


class Place(NamedTuple):
    """What a worker must have before it may work."""

    folder: str
    """The working folder of the build."""
    apart: str
    """The folder in which files are written, with the word of this build."""
    word: str
    program: str
    """The digest of program, templates and libraries."""
    store: FarStore | None = None
    """Where bytes lie, if no folder is shared."""
    beside: tuple[tuple[str, str], ...] = ()
    """Files of the working folder that work needs: their paths in it and their digests in the store."""


class Cluster:
    """Workers of a scheduler. To be closed."""

    def __init__(
        self, address: str, apart: Path, store: FarStore | None = None, beside: Iterable[PurePath] = ()
    ) -> None:
        """Meets the workers. `apart` is an empty folder; without a `store` all of them see it.

        `beside` are files in the working folder that work needs. Raises CrewFailed.
        """
        self.apart = None if store else apart.resolve()
        self._held = ExitStack()
        self._store = store
        word = os.urandom(16).hex()
        self.post = store.below(f"builds/{word}") if store else None
        folder, shared = ("", "") if store else (os.getcwd(), str(apart.resolve()))
        try:
            self._place = Place(folder, shared, word, program(), store, self._announced(apart, word, beside))
            self._client = self._met(address, apart.resolve())
            self._client.wait_for_workers(1, timeout=_STARTING)
        except (OSError, ValueError, TimeoutError) as failure:
            self._held.close()
            raise CrewFailed(f"连不上集群 {address}，或集群里没有工作进程（{failure}）") from None
        except FarFailed as failure:
            self._held.close()
            raise CrewFailed(str(failure)) from None

    def _announced(self, apart: Path, word: str, beside: Iterable[PurePath]) -> tuple[tuple[str, str], ...]:
        """Lays the word of this build where workers look for it; the files beside, in the store. Raises FarFailed, OSError."""
        if self._store is None or self.post is None:
            (apart / _MEETING).write_text(word, "ascii")
            return ()
        self.post.put(_MEETING, word.encode())
        self._held.callback(_removed, self.post)
        return tuple((path.as_posix(), told(Path(path), self._store)[0]) for path in beside)

    def _met(self, address: str, scratch: Path) -> Client:
        self._held.enter_context(dask.config.set(_SETTINGS))
        if not address.startswith(LOCAL):
            return self._held.enter_context(Client(address, timeout=_STARTING))
        workers = LocalCluster(
            n_workers=int(address.removeprefix(LOCAL)),
            threads_per_worker=1,
            memory_limit=0,
            dashboard_address="127.0.0.1:0",
            local_directory=str(scratch),
            silence_logs="CRITICAL",
        )
        self._held.enter_context(workers)
        return self._held.enter_context(Client(workers))

    @property
    def size(self) -> int:
        """How many workers there are now."""
        return max(1, len(self._client.nthreads()))

    def close(self) -> None:
        """Leaves the scheduler; ends what was started here."""
        self._held.close()

    def worth(self, things: int, least: int = 1) -> bool:
        """Always: the machine of the build may have less than the workers."""
        return things > 0

    def each(self, work: Callable[[_S, _T], _R], same: _S, things: Iterable[_T]) -> Iterator[tuple[_T, _R | Lost]]:
        """As of every crew. Raises what the work raises, and CrewFailed."""
        task = (self._place, work, self._packed(same))
        alone: list[_T] = []
        for thing, result in self._spread(task, things, self.size * AHEAD):
            if isinstance(result, Lost):
                alone.append(thing)
            else:
                yield thing, result
        yield from self._spread(task, alone, 1)

    def begin(self, work: Callable[[_S, _T], _R], same: _S, thing: _T) -> Callable[[], _R | Lost]:
        """As of every crew."""
        begun = self._client.submit(_there, self._place, work, self._packed(same), self._packed(thing), pure=False)
        return lambda: next(result for _, result in self._ready({begun: thing}))

    def _spread(self, task: tuple[Any, ...], things: Iterable[_T], most: int) -> Iterator[tuple[_T, Any]]:
        """The things with their results, so many at a time."""
        waiting: dict[Future, _T] = {}
        for thing in things:
            waiting[self._client.submit(_there, *task, self._packed(thing), pure=False)] = thing
            if len(waiting) >= most:
                yield from self._ready(waiting)
        while waiting:
            yield from self._ready(waiting)

    def _packed(self, record: object) -> bytes:
        """A record as it travels. Raises CrewFailed."""
        try:
            return packed(record, self._store) if self._store else pickle.dumps(record)
        except FarFailed as failure:
            raise CrewFailed(str(failure)) from None

    def _ready(self, waiting: dict[Future, _T]) -> Iterator[tuple[_T, Any]]:
        for done in self._done(waiting):
            thing = waiting.pop(done)
            yield thing, _result(done)

    def _done(self, waiting: Iterable[Future]) -> Iterable[Future]:
        """Waits until something is ready. Raises CrewFailed where nobody is left to make it so."""
        since = time.monotonic()
        while True:
            try:
                ready: set[Future] = wait(list(waiting), timeout=_LOOK, return_when=FIRST_COMPLETED).done
                return ready
            except TimeoutError:
                pass
            except OSError as failure:
                raise CrewFailed(f"和集群的连接断了（{failure}）") from None
            if self._client.status != "running":
                raise CrewFailed("和集群的连接断了")
            if self._client.nthreads():
                since = time.monotonic()
            elif time.monotonic() - since > _NOBODY:
                raise CrewFailed(f"集群里已经 {_NOBODY} 秒没有工作进程")


def _result(done: Future) -> object:
    try:
        return done.result()
    except KilledWorker:
        return Lost()
    except CancelledError:
        raise CrewFailed("集群的调度进程重新启动过，请再生成一次") from None
    except RuntimeError as failure:
        # What travels is read by scheduler and workers alike; of the work itself nothing raises this on account of an import.
        if not isinstance(failure.__cause__, ImportError):
            raise
        raise CrewFailed(f"集群的调度进程或工作进程里没有装这个程序（{failure.__cause__}）") from None


def _removed(post: FarStore) -> None:
    """Clears up after a build; what cannot be removed costs room and nothing else."""
    with suppress(FarFailed):
        post.remove()


@lru_cache(maxsize=1)
def program() -> str:
    """The digest of everything that decides what comes out besides the input."""
    return key_of(code_of(*_ROOMS), files_of(template_folder()))


# On a worker -------------------------------------------------------------------------------------------------------

_ONE = threading.Lock()
"""A worker does one thing at a time, however many threads it has."""


def _there(place: Place, work: Callable[[Any, Any], Any], same: bytes, thing: bytes) -> object:
    with _ONE:
        _fit(place)
        return work(_unpacked(same), pickle.loads(thing))


@lru_cache(maxsize=1)
def _unpacked(same: bytes) -> object:
    return pickle.loads(same)


@lru_cache(maxsize=1)
def _fit(place: Place) -> None:
    """Sits down to work for a build. Raises CrewFailed where this worker may not."""
    me = f"集群里的工作进程（{os.uname().nodename if hasattr(os, 'uname') else os.getpid()}）"
    if program() != place.program:
        raise CrewFailed(f"{me}的程序、模板或程序库和这里的不一样，请换成同一个版本后重新启动它")
    if multiprocessing.current_process().daemon:
        raise CrewFailed(f"{me}不能再开进程，请加环境变量 DASK_DISTRIBUTED__WORKER__DAEMON=False 重新启动它")
    _unpacked.cache_clear()
    if place.store:
        _settle(place, place.store, me)
    else:
        _sit_down(place, me)


def _sit_down(place: Place, me: str) -> None:
    """In the folder of the build."""
    try:
        os.chdir(place.folder)
        same = Path(place.apart, _MEETING).read_text("ascii") == place.word
    except OSError:
        same = False
    if not same:
        raise CrewFailed(f"{me}看不到 {place.folder} 和 {place.apart}，各台机器要在同一个路径上看到同样的文件夹")


def _settle(place: Place, store: FarStore, me: str) -> None:
    """In a folder of its own, which goes with this process or with what Dask clears up."""
    try:
        same = store.below(f"builds/{place.word}").get(_MEETING) == place.word.encode()
    except FarFailed as failure:
        raise CrewFailed(f"{me}：{failure}") from None
    if not same:
        raise CrewFailed(f"{me}在 {store.shown} 看不到这次生成放的东西，各台机器要能用同一个网址存取")
    folder = Path(mkdtemp(prefix="gazette-site-", dir=get_worker().local_directory))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    settle(Own(folder, store))
    for name, digest in place.beside:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(fetched(store, digest))
    os.chdir(folder)
