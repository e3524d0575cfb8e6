"""The archive as tables: declared once, written as CSV and as SQLite, described in `datapackage.json`.

issues ◀── documents ◀── attachments, citations, changes, standing, dates, appointments
   ▲──── chronicle, corrections

A row is a record of `rows`; its fields are the columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from msgspec.structs import asdict

from gazette_site.publishing.data.exports import rows
from gazette_site.publishing.data.exports.exported import ExportedIssue
from gazette_site.publishing.data.exports.rows import Column, Value, columns_of
from gazette_site.publishing.data.records.documents import DocumentFile
from gazette_site.publishing.folder.output import json_text

_Rows = Callable[[ExportedIssue], Iterable[tuple[Value, ...]]]


@dataclass(frozen=True, slots=True)
class TableOf:
    """A table of the archive."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: _Rows
    """The rows of one issue."""
    key: str = ""
    """Primary key, or empty."""


def _issues(issue: ExportedIssue) -> Iterator[rows.IssueRow]:
    one = issue.data.issue
    yield rows.IssueRow(
        id=one.id,
        url=one.url,
        gazette=one.gazette,
        year=one.year,
        number=one.number,
        cumulative=one.cumulative,
        frequency=one.frequency,
        published=one.published,
        organiser=one.organiser,
        postcode=one.postcode,
        address=one.address,
        source_url=one.source_url,
        notes=json_text(one.notes),
        file=one.file,
        digest=one.digest,
        name=one.name,
        numbers=json_text(one.numbers),
        cumulatives=json_text(one.cumulatives),
    )


def _documents(issue: ExportedIssue) -> Iterator[rows.DocumentRow]:
    for _, one in issue.documents:
        yield rows.DocumentRow(
            url=one.url,
            issue=one.issue.id,
            title=one.title,
            number=one.number,
            date=one.date,
            issuers=json_text(one.issuers),
            kind=one.kind,
            category=one.category,
            page=one.page,
            addressees=one.addressees,
            instrument=one.instrument,
            effective=one.force.effective if one.force else None,
            expires=one.force.expires if one.force else None,
            evidence=one.force.evidence if one.force else None,
            more=_more(one),
            topics=json_text(one.topics),
        )


_TOLD = {
    *rows.DocumentRow._fields,
    "text",
    "tables",
    "articles",
    "headings",
    "attachments",
    "key_facts",
    "citations",
    "repeals",
    "amends",
    "appointments",
    "force",
    "standing",
    "dates",
    "duties",
    "corrections",
}
"""What of a document has a column or a table of its own, or belongs to its text, which is in the JSON."""


def _more(document: DocumentFile) -> str | None:
    """Everything else that there is of a document, as JSON."""
    more = {key: value for key, value in asdict(document).items() if key not in _TOLD and value}
    return json_text(more) if more else None


def _attachments(issue: ExportedIssue) -> Iterator[rows.AttachmentRow]:
    for _, document in issue.documents:
        for one in document.attachments:
            files = json_text([asdict(file) for file in one.files])
            yield rows.AttachmentRow(one.url, document.url, one.label, one.title, one.kind, files)


def _citations(issue: ExportedIssue) -> Iterator[rows.CitationRow]:
    for _, document in issue.documents:
        yield from (rows.CitationRow(document.url, one.number, one.title) for one in document.citations)


def _changes(issue: ExportedIssue) -> Iterator[rows.ChangeRow]:
    for _, document in issue.documents:
        for what, changed in (("废止", document.repeals), ("修改", document.amends)):
            yield from (rows.ChangeRow(document.url, what, one.number, one.title) for one in changed)


def _duties(issue: ExportedIssue) -> Iterator[rows.DutyRow]:
    for _, document in issue.documents:
        for one in document.duties:
            yield rows.DutyRow(document.url, one.department, one.role, one.task, one.deadline, one.anchor)


def _appointments(issue: ExportedIssue) -> Iterator[rows.AppointmentRow]:
    for _, document in issue.documents:
        for one in document.appointments:
            yield rows.AppointmentRow(document.url, one.person, one.action.value, one.post, one.note)


def _chronicle(issue: ExportedIssue) -> Iterator[rows.EntryRow]:
    for one in issue.entries:
        yield rows.EntryRow(one.url, one.issue, one.date, one.end, one.printed_date, one.text)


def _corrections(issue: ExportedIssue) -> Iterator[rows.CorrectionRow]:
    for one in issue.corrections:
        yield rows.CorrectionRow(
            url=one.url,
            issue=issue.data.issue.id,
            before=one.before,
            after=one.after,
            reason=one.reason,
            line=one.line,
            paragraph=one.paragraph,
            original=one.original,
        )


TABLES: tuple[TableOf, ...] = (
    TableOf("issues", "各期公报", columns_of(rows.IssueRow), _issues, key="id"),
    TableOf("documents", "文件", columns_of(rows.DocumentRow), _documents, key="url"),
    TableOf("attachments", "附件", columns_of(rows.AttachmentRow), _attachments, key="url"),
    TableOf("citations", "引用", columns_of(rows.CitationRow), _citations),
    TableOf("changes", "废止和修改", columns_of(rows.ChangeRow), _changes),
    TableOf("duties", "任务分工", columns_of(rows.DutyRow), _duties),
    TableOf("appointments", "人事任免", columns_of(rows.AppointmentRow), _appointments),
    TableOf("chronicle", "大事记", columns_of(rows.EntryRow), _chronicle, key="url"),
    TableOf("corrections", "更正", columns_of(rows.CorrectionRow), _corrections),
)
"""The tables that are kept by year, those that others refer to first."""

STANDING = TableOf("standing", "逐日状态", columns_of(rows.StandingRow), lambda _: ())
"""One file for all years: what holds of a text is what later ones did to it, so that its rows are those of the archive (`standings`)."""

DATES = TableOf("dates", "重要日期", columns_of(rows.DateRow), lambda _: ())
"""One file for all years, too: what is due does not depend on the year of the print. Its rows are `date_rows`."""

WHOLE = (STANDING, DATES)
"""The tables that are kept whole, `data/standing.csv` and `data/dates.csv`."""

ALL_TABLES = (*TABLES, *WHOLE)
