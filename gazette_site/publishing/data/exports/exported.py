"""An issue while it is exported: its records, its public data, and what was corrected in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from msgspec.structs import asdict

from gazette_site.linking.archive import LinkedDocument, LinkedIssue, Topic, Url
from gazette_site.linking.corrected import CorrectedPlace, corrected_places
from gazette_site.linking.standing import Standing
from gazette_site.publishing.data.issues import issue_data
from gazette_site.publishing.data.records.documents import (
    DocumentData,
    DocumentFile,
    IssueOfDocument,
    PlacedCorrection,
)
from gazette_site.publishing.data.records.issues import EntryLine, IssueData, IssueFacts
from gazette_site.publishing.folder.output import json_line


@dataclass(frozen=True, slots=True)
class ExportedIssue:
    """An issue with its public data; what all its forms are made from."""

    linked: LinkedIssue
    standing: Mapping[Url, Standing]
    """Of its documents, by their pages."""
    data: IssueData
    documents: tuple[tuple[LinkedDocument, DocumentFile], ...]
    """Each document with its public data."""
    lines: tuple[bytes, ...]
    """The public data of each document as a line of JSON."""
    entries: tuple[EntryLine, ...]
    corrections: tuple[PlacedCorrection, ...]


def exported(
    linked: LinkedIssue, standing: Mapping[Url, Standing], topics: Mapping[Url, Iterable[Topic]]
) -> ExportedIssue:
    """The issue with its public data; standing and topics are those of its documents."""
    data, places = issue_data(linked, standing, topics), corrected_places(linked)
    issue = _issue_of_document(data.issue)
    pairs = zip(linked.documents, data.documents, strict=True)
    documents = tuple((one, _document_file(one, own, issue, places)) for one, own in pairs)
    return ExportedIssue(
        linked=linked,
        standing=standing,
        data=data,
        documents=documents,
        lines=tuple(json_line(one) for _, one in documents),
        entries=tuple(EntryLine(**asdict(entry), issue=data.issue.id) for entry in data.chronicle),
        corrections=tuple(map(_placed, places)),
    )


def _document_file(
    linked: LinkedDocument, data: DocumentData, issue: IssueOfDocument, places: Iterable[CorrectedPlace]
) -> DocumentFile:
    pages = {linked.url, *(one.url for one in linked.attachments)}
    corrections = tuple(_placed(place) for place in places if place.url in pages)
    return DocumentFile(**asdict(data), issue=issue, corrections=corrections)


def _issue_of_document(facts: IssueFacts) -> IssueOfDocument:
    return IssueOfDocument(
        id=facts.id,
        url=facts.url,
        gazette=facts.gazette,
        year=facts.year,
        number=facts.number,
        cumulative=facts.cumulative,
        name=facts.name,
        published=facts.published,
        source_url=facts.source_url,
        digest=facts.digest,
    )


def _placed(place: CorrectedPlace) -> PlacedCorrection:
    """Before, after, why, where; and the paragraph as it read before, where that can be told."""
    return PlacedCorrection(
        url=Url(f"{place.url}#{place.anchor}") if place.anchor else place.url,
        before=place.correction.find,
        after=place.correction.replace,
        reason=place.correction.reason,
        line=place.correction.line,
        paragraph=place.paragraph,
        original=place.original,
    )
