"""References as data: `/data/references.json`, every naming from one end to the other, and `/data/unresolved.json`, for the clerk."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from gazette_site.linking.archive import Archive, CorrectionLink, Reference, Unresolved, Url, Work
from gazette_site.model import IsoDate
from gazette_site.publishing.folder.output import OutputFile, json_bytes


class WorkData(Struct, frozen=True):
    """A document cited by its number."""

    number: str
    title: str
    url: Url
    document: Url | None
    """The document itself, if the archive holds it."""


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


class ErratumData(Struct, frozen=True):
    """A printed correction."""

    source: Url
    """The document that corrects."""
    target: Url
    """The document that is corrected; its issue where the document is not known."""
    page: int | None
    article: str
    wrong: str
    right: str
    sentence: str


class ReferencesData(Struct, frozen=True):
    """All of them."""

    works: tuple[WorkData, ...]
    references: tuple[ReferenceData, ...]
    errata: tuple[ErratumData, ...]


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
    """Both files. The same archive gives the same bytes."""
    references = archive.references
    edges = tuple(_reference(one) for group in references.outgoing.values() for one in group)
    unresolved = tuple(_unresolved(one, archive) for one in references.unresolved)
    errata = tuple(_erratum(one) for group in archive.correcting.values() for one in group)
    all_of_them = ReferencesData(tuple(map(_work, references.works)), edges, errata)
    yield OutputFile("data/references.json", json_bytes(all_of_them))
    yield OutputFile("data/unresolved.json", json_bytes(UnresolvedList(unresolved)))


def _erratum(link: CorrectionLink) -> ErratumData:
    one = link.erratum
    return ErratumData(link.source.url, link.target, one.page or None, one.article, one.wrong, one.right, one.sentence)


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
