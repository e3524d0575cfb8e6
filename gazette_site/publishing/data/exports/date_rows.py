"""The days that bind as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gazette_site.linking.archive import LinkedIssue, Url
from gazette_site.linking.standing import Standing, last_day_of
from gazette_site.publishing.data.exports.rows import DateRow
from gazette_site.publishing.data.meaning import date_data


def date_rows(linked: LinkedIssue, standing: Mapping[Url, Standing]) -> Iterator[DateRow]:
    """The rows of an issue, within a document in the order of the text; bodies are not looked at."""
    for document in linked.documents:
        for one in (date_data(document, date) for date in document.document.dates):
            yield DateRow(
                document=document.url,
                title=document.document.title.value,
                kind=one.kind,
                words=one.words,
                begin=one.begin,
                end=one.end,
                every=one.every,
                begin_again=one.begin_again,
                end_again=one.end_again,
                term=one.term,
                derived=int(one.derived),
                item=one.item,
                sentence=one.sentence,
                holds_until=last_day_of(standing.get(document.url)),
                anchor=one.anchor,
            )
