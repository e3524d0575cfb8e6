"""The intake: from the sources of a folder to the cards of its issues; what is kept of them is not parsed again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from typing import NamedTuple

from gazette_site.characters import forget
from gazette_site.crew import Crew, CrewFailed, Lost
from gazette_site.linking.cards import Card
from gazette_site.linking.kept import kept_card, made_card
from gazette_site.options import Options
from gazette_site.parsing.store import IssueStore
from gazette_site.problems import Problem, error
from gazette_site.publishing.release import internal_error
from gazette_site.reading import Source


class Taken(NamedTuple):
    """One source as it was taken in."""

    source: Source
    key: str
    """Of its whole issue in the store."""
    card: Card | None
    """Thin; None if its file cannot be read at all."""
    problems: tuple[Problem, ...]


def take_in(
    sources: Sequence[Source], store: IssueStore, options: Options, crew: Crew, told: Callable[[int, int], None]
) -> tuple[Taken, ...]:
    """Every source with its card, in the order given, whoever parses them; `told` is told how many are done of how many."""
    known = {one.source.id: one for source in sources if (one := _known(source, store))}
    new = [source for source in sources if source.id not in known]
    for done, taken in enumerate(_parsed(new, store, options, crew), len(sources) - len(new) + 1):
        known[taken.source.id] = taken
        told(done, len(sources))
    return tuple(known[source.id] for source in sources if source.id in known)


def worker_died(options: Options) -> Problem:
    """What is said when a process of ours comes to a sudden end."""
    message = "读公报的进程意外中断（可能是内存不足），请加 --jobs 1 再试"
    return error(options.issues.as_posix(), message, code="worker-died")


def _known(source: Source, store: IssueStore) -> Taken | None:
    """A source whose card is kept."""
    try:
        key = store.key(source)
    except OSError:  # it is told what is wrong with the file when it is read
        return None
    kept = kept_card(store, key)
    return Taken(source, key, *kept) if kept else None


def _parsed(sources: Sequence[Source], store: IssueStore, options: Options, crew: Crew) -> Iterator[Taken]:
    if not sources or not crew.worth(len(sources), *((2,) if options.jobs else ())):
        yield from (_parse_one(store, source) for source in sources)
        return
    try:
        for source, taken in crew.each(_parse_one, store, sources):
            # The source that comes back may name paths of another machine.
            yield (
                Taken(source, "", None, (_lost(source),)) if isinstance(taken, Lost) else taken._replace(source=source)
            )
    except BrokenProcessPool:
        yield Taken(sources[0], "", None, (worker_died(options),))
    except CrewFailed as failure:
        problem = error(options.issues.as_posix(), str(failure), code="cluster-failed")
        yield Taken(sources[0], "", None, (problem,))


def _lost(source: Source) -> Problem:
    message = "读这一期的几个进程都意外中断（可能是文件损坏或内存不足），这一期没有读成；请单独放在一个文件夹里试一次"
    return error(source.file, message, code="worker-died")


def _parse_one(store: IssueStore, source: Source) -> Taken:
    """One source parsed; whatever goes wrong in it is a problem of this issue alone."""
    try:
        key = store.key(source)
        return Taken(source, key, *made_card(store, source, key))
    except Exception as failure:
        return Taken(source, "", None, (internal_error(source.file, failure),))
    finally:
        forget()


def problems_of(taken: Iterable[Taken]) -> Iterator[Problem]:
    """What is wrong with the sources."""
    for one in taken:
        yield from one.problems
