"""The public JSON of a document, as it stands beside the page of the document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from gazette_site.linking.archive import LinkedDocument, LinkedIssue, Url
from gazette_site.linking.corrected import CorrectedPlace, corrected_places

Json = dict[str, object]

_OF_THE_ISSUE = ("id", "url", "gazette", "year", "number", "cumulative", "published", "source_url", "digest")


@dataclass(frozen=True, slots=True)
class IssueRecord:
    """An issue with its public JSON and what was corrected in it."""

    linked: LinkedIssue
    json: Json
    corrections: tuple[CorrectedPlace, ...]

    @property
    def documents(self) -> Iterator[tuple[LinkedDocument, Json]]:
        """Each document with its public JSON."""
        records = self.json["documents"]
        assert isinstance(records, list)
        return zip(self.linked.documents, records, strict=True)

    @property
    def issue(self) -> Json:
        """The public JSON of the issue itself."""
        record = self.json["issue"]
        assert isinstance(record, dict)
        return record

    @property
    def entries(self) -> list[Json]:
        """The public JSON of the chronicle."""
        records = self.json["chronicle"]
        assert isinstance(records, list)
        return records


def issue_record(linked: LinkedIssue, content: bytes) -> IssueRecord:
    """The record of an issue from the bytes of its public JSON."""
    return IssueRecord(linked, json.loads(content), corrected_places(linked))


def document_json(record: IssueRecord, document: LinkedDocument, facts: Json) -> Json:
    """The public JSON of a document with the issue that it was printed in and the corrections made in it."""
    urls = (document.url, *(one.url for one in document.attachments))
    return {
        **facts,
        "issue": {key: record.issue.get(key) for key in _OF_THE_ISSUE},
        "corrections": [correction_json(place) for place in record.corrections if place.url in urls],
    }


def correction_json(place: CorrectedPlace) -> Json:
    """A correction: before, after, why, where; and the paragraph as it read before, where that can be told."""
    return {
        "url": Url(f"{place.url}#{place.anchor}") if place.anchor else place.url,
        "before": place.correction.find,
        "after": place.correction.replace,
        "reason": place.correction.reason,
        "line": place.correction.line,
        "paragraph": place.paragraph,
        "original": place.original,
    }
