"""The days that bind as rows of a table, of all documents."""

from __future__ import annotations

from collections.abc import Iterator

from gazette_site.linking.archive import Archive
from gazette_site.publishing.data.exports.rows import DateRow
from gazette_site.publishing.data.meaning import date_data


def date_rows(archive: Archive) -> Iterator[DateRow]:
    """The rows, oldest issue first, within a document in the order of the text."""
    for issue in archive.issues:
        for linked in issue.documents:
            for one in (date_data(linked, date) for date in linked.document.dates):
                yield DateRow(
                    document=linked.url,
                    title=linked.document.title.value,
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
                    anchor=one.anchor,
                )
