"""References as data: `/data/2025/references.json`, every naming of a year from one end to the other.

`/data/references.json` says which works are cited and which years there are; `/data/unresolved.json` is for the clerk.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from gazette_site.linking.archive import Archive, CorrectionLink, Reference, Unresolved, Url, Work
from gazette_site.model import IsoDate
from gazette_site.publishing.data.exports.years import folder_of
from gazette_site.publishing.data.records.archive import ErratumData, ReferencesIndex, WorkData, YearOfReferences
from gazette_site.publishing.folder.output import OutputFile, json_bytes


class ReferenceData(Struct, frozen=True):
    """One document names another."""

    source: Url
    target: Url
    relation: str
    """`cites`, `repeals`, `amends`, `extends`."""
    number: str | None
    title: str
    sentence: str
    articles: tuple[str, ...]
    date: IsoDate | None
    until: IsoDate | None


class ReferencesOfYear(Struct, frozen=True):
    """The namings of a year."""

    references: tuple[ReferenceData, ...]


class UnresolvedData(Struct, frozen=True):
    """A naming that the clerk may want to look at."""

    file: str
    line: int
    document: str
    """Its number, or its title."""
    url: Url
    number: str | None
    title: str
    reason: str


class UnresolvedList(Struct, frozen=True):
    """All of them."""

    unresolved: tuple[UnresolvedData, ...]


def reference_files(archive: Archive) -> Iterator[OutputFile]:
    """All files. The same archive gives the same bytes."""
    references, years = archive.references, []
    for year, edges in _by_year(archive).items():
        path = f"{folder_of(year)}/references.json"
        years.append(YearOfReferences(year, Url(f"/{path}"), len(edges)))
        yield OutputFile(path, json_bytes(ReferencesOfYear(tuple(map(_reference, edges)))))
    unresolved = tuple(_unresolved(one, archive) for one in references.unresolved)
    errata = tuple(_erratum(one) for group in archive.correcting.values() for one in group)
    index = ReferencesIndex(tuple(map(_work, references.works)), tuple(years), errata)
    yield OutputFile("data/references.json", json_bytes(index))
    yield OutputFile("data/unresolved.json", json_bytes(UnresolvedList(unresolved)))


def _erratum(link: CorrectionLink) -> ErratumData:
    one = link.erratum
    return ErratumData(link.source.url, link.target, one.page or None, one.article, one.wrong, one.right, one.sentence)


def _by_year(archive: Archive) -> dict[int, list[Reference]]:
    """The namings by the year of the issue that prints them; every year of the archive has its list."""
    years: dict[int, list[Reference]] = {one.issue.masthead.year: [] for one in archive.issues}
    for group in archive.references.outgoing.values():
        for one in group:
            years[archive.by_id[one.source.issue].issue.masthead.year].append(one)
    return years


def _work(one: Work) -> WorkData:
    return WorkData(one.number, one.title, one.url, one.document.url if one.document else None)


def _reference(one: Reference) -> ReferenceData:
    return ReferenceData(
        source=one.source.url,
        target=one.target,
        relation=one.relation.name.lower(),
        number=one.number,
        title=one.title,
        sentence=one.sentence,
        articles=one.articles,
        date=one.date,
        until=one.until,
    )


def _unresolved(one: Unresolved, archive: Archive) -> UnresolvedData:
    document = one.source.document
    return UnresolvedData(
        file=archive.by_id[one.source.issue].issue.file.rsplit("/", 1)[-1],
        line=document.title.line,
        document=document.normal_number or document.title.value,
        url=one.source.url,
        number=one.number,
        title=one.title,
        reason=one.reason,
    )
