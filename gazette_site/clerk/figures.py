"""What the report counts: what the archive holds, how much of its characters, what is missing, how large it became, how long it took."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from gazette_site.linking import Archive
from gazette_site.model import Issue
from gazette_site.publishing.phrases import file_size, listed, missing_issues
from gazette_site.publishing.wording import say
from gazette_site.texts import texts_of_issue


class Figure(NamedTuple):
    """A figure and what it counts."""

    name: str
    value: str


def figures(archive: Archive, site: Path, seconds: Mapping[str, float]) -> tuple[Figure, ...]:
    """All figures; `seconds` has the time of each stage."""
    return tuple(_figures(archive, site, seconds))


def _figures(archive: Archive, site: Path, seconds: Mapping[str, float]) -> Iterator[Figure]:
    documents = [document for linked in archive.issues for document in linked.documents]
    yield Figure(say("clerk_report.issues"), _count(len(archive.issues)))
    yield Figure(say("clerk_report.documents"), _count(len(documents)))
    yield Figure(say("clerk_report.attachments"), _count(sum(len(one.attachments) for one in documents)))
    yield Figure(say("clerk_report.entries"), _count(sum(len(one.entries) for one in archive.issues)))
    yield Figure(say("clerk_report.characters"), _characters([one.issue for one in archive.issues]))
    missing = missing_issues(archive.gaps) if archive.gaps else say("clerk_report.none")
    yield Figure(say("clerk_report.missing"), missing)
    yield Figure(say("clerk_report.unresolved"), _count(len(archive.references.unresolved)))
    sizes = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    size = say("clerk_report.size_of", size=file_size(sum(sizes)), count=_count(len(sizes)))
    yield Figure(say("clerk_report.size"), size)
    if seconds:
        stages = listed(f"{name} {taken:.1f}" for name, taken in seconds.items())
        yield Figure(say("clerk_report.seconds"), stages)


def _characters(issues: list[Issue]) -> str:
    """How many printed characters are in records, how many in furniture; that there are no others is checked by `parsing.conservation`."""
    furniture = sum(span.end - span.start for one in issues for left in one.furniture for span in left.text.spans)
    kept = sum(span.end - span.start for one in issues for text in texts_of_issue(one) for span in text.spans)
    whole = kept + furniture
    share = f"{100 * kept / whole:.1f}%" if whole else "0"
    return say("clerk_report.characters_of", all=_count(whole), kept=_count(kept), share=share, rest=_count(furniture))


def _count(number: int) -> str:
    return f"{number:,}"
