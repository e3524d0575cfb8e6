"""The standing as rows of a table: one for each period of a document, and of documents that are not held but whose end is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gazette_site.linking.archive import Archive, LinkedIssue, Url
from gazette_site.linking.standing import Standing
from gazette_site.publishing.data.exports.rows import StandingRow
from gazette_site.publishing.data.force import standing_data
from gazette_site.publishing.folder.output import json_text


def standing_rows(linked: LinkedIssue, standing: Mapping[Url, Standing]) -> Iterator[StandingRow]:
    """The rows of the documents of an issue; bodies are not looked at."""
    for one in linked.documents:
        document = one.document
        issuers, date = json_text(document.issuers), document.date or ""
        about = _About(one.url, document.title.value, document.normal_number, issuers, date, one.issue)
        yield from about.rows(standing[one.url])


def rows_of_works(archive: Archive) -> Iterator[StandingRow]:
    """The rows of the cited documents that the archive does not hold."""
    for work in archive.references.works:
        if work.document is None and work.url in archive.standing:
            about = _About(work.url, work.title, work.number, "[]", "", "")
            yield from about.rows(archive.standing[work.url])


class _About:
    """What every row says of its document."""

    def __init__(self, url: Url, title: str, number: str, issuers: str, date: str, issue: str) -> None:
        self._columns = url, title, number or None, issuers, date or None, issue or None

    def rows(self, standing: Standing) -> Iterator[StandingRow]:
        """One for each period; none for a text of which no one asks."""
        for one in standing_data(standing).periods if standing.asked or standing.stated else ():
            yield StandingRow(
                *self._columns,
                one.state,
                one.since,
                one.until,
                one.certainty,
                one.why,
                one.sentence,
                one.source,
                "、".join(one.articles),
            )
