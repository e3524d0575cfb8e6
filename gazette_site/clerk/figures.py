"""What the report counts: what the archive holds, how much of its characters, what is missing, how large it became, how long it took."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gazette_site.linking import Archive
from gazette_site.linking.cards import Covered
from gazette_site.publishing.phrases import file_size, listed, missing_issues
from gazette_site.publishing.wording import say


class Figure(NamedTuple):
    """A figure and what it counts."""

    name: str
    value: str


def figures(
    archive: Archive, covered: Iterable[Covered], size: tuple[int, int], seconds: Mapping[str, float]
) -> tuple[Figure, ...]:
    """All figures; `covered` is that of each issue, `size` counts the files of the site and their bytes, `seconds` has the time of each stage."""
    return tuple(_figures(archive, tuple(covered), size, seconds))


def _figures(
    archive: Archive, covered: Sequence[Covered], size: tuple[int, int], seconds: Mapping[str, float]
) -> Iterator[Figure]:
    documents = [document for linked in archive.issues for document in linked.documents]
    yield Figure(say("clerk_report.issues"), _count(len(archive.issues)))
    yield Figure(say("clerk_report.documents"), _count(len(documents)))
    yield Figure(say("clerk_report.attachments"), _count(sum(len(one.attachments) for one in documents)))
    yield Figure(say("clerk_report.entries"), _count(sum(len(one.entries) for one in archive.issues)))
    yield Figure(say("clerk_report.characters"), _shares(covered))
    missing = missing_issues(archive.gaps) if archive.gaps else say("clerk_report.none")
    yield Figure(say("clerk_report.missing"), missing)
    yield Figure(say("clerk_report.unresolved"), _count(len(archive.references.unresolved)))
    count, taken = size
    yield Figure(say("clerk_report.size"), say("clerk_report.size_of", size=file_size(taken), count=_count(count)))
    if seconds:
        stages = listed(f"{name} {time:.1f}" for name, time in seconds.items())
        yield Figure(say("clerk_report.seconds"), stages)


def _shares(covered: Sequence[Covered]) -> str:
    kept, rest = sum(one.kept for one in covered), sum(one.furniture for one in covered)
    share = f"{100 * kept / (kept + rest):.1f}%" if kept else "0"
    return say("clerk_report.characters_of", all=_count(kept + rest), kept=_count(kept), share=share, rest=_count(rest))


def _count(number: int) -> str:
    return f"{number:,}"
