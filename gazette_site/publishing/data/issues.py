"""The public JSON of an issue, `/data/issues/2024-10.json`: the contract of the site with other programs.

The keys of the contract come first and in its order; keys of our own stand behind them. Every printed character is in
exactly one of `documents[].text`, `documents[].attachments[]`, `chronicle[].text`, apart from what has a key of its own
(title, number, addressees, instrument, subtitle, attachment_note, signature, date_printed, annotation, chronicle_title,
chronicle_lead) and `furniture`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from gazette_site.characters import folded, without_blanks
from gazette_site.linking.archive import LinkedAttachment, LinkedDocument, LinkedEntry, LinkedIssue, Topic, Url
from gazette_site.linking.standing import Standing
from gazette_site.model import (
    Appointment,
    Attachment,
    Correction,
    Document,
    Furniture,
    Paragraph,
    Repair,
    Role,
    Table,
    Text,
)
from gazette_site.publishing.data.force import (
    amendment_data,
    extension_data,
    force_data,
    repeal_data,
    standing_data,
    suspension_data,
)
from gazette_site.publishing.data.meaning import date_data, duty_data, key_fact_data
from gazette_site.publishing.data.records.deeds import AppointmentData, CitationData
from gazette_site.publishing.data.records.documents import AttachmentData, DocumentData, FileData, HeadingData
from gazette_site.publishing.data.records.fields import Grid
from gazette_site.publishing.data.records.issues import (
    CorrectionData,
    EntryData,
    FurnitureData,
    IssueData,
    IssueFacts,
    MisprintData,
    PageData,
    RepairData,
)
from gazette_site.publishing.folder.output import OutputFile, json_bytes
from gazette_site.publishing.phrases import issue_name
from gazette_site.texts import texts_of_issue

_TEXT_ROLES = (
    Role.SUBTITLE,
    Role.BODY,
    Role.HEADING,
    Role.ARTICLE,
    Role.SALUTATION,
    Role.ADDRESSEE,
    Role.ENCLOSED_NUMBER,
)


def issue_file(data: IssueData) -> OutputFile:
    """The issue as UTF-8 JSON with a final line break. The same issue gives the same bytes."""
    return OutputFile(f"data/issues/{data.issue.id}.json", json_bytes(data))


def issue_data(
    linked: LinkedIssue, standing: Mapping[Url, Standing], topics: Mapping[Url, Iterable[Topic]]
) -> IssueData:
    """The issue as it is published; `standing` and `topics` are those of its documents, by their pages."""
    issue = linked.issue
    return IssueData(
        issue=_facts(linked),
        documents=tuple(_document(one, standing[one.url], topics.get(one.url, ())) for one in linked.documents),
        chronicle=tuple(map(_entry, linked.entries)),
        chronicle_title=_words(issue.chronicle.title if issue.chronicle else ()),
        chronicle_lead=_words(issue.chronicle.lead if issue.chronicle else ()),
        furniture=tuple(map(_furniture, issue.furniture)),
        corrections=tuple(map(_correction, issue.corrections)),
        repairs=tuple(_repair(text, repair) for text in texts_of_issue(issue) for repair in text.repairs),
    )


def _facts(linked: LinkedIssue) -> IssueFacts:
    issue, masthead = linked.issue, linked.issue.masthead
    return IssueFacts(
        gazette=masthead.gazette,
        year=masthead.year,
        number=masthead.number,
        cumulative=masthead.cumulative,
        frequency=masthead.frequency,
        published=masthead.published,
        organiser=masthead.organiser,
        postcode=masthead.postcode,
        address=masthead.address,
        id=issue.id,
        url=linked.url,
        # Where the clerk keeps the issues is no business of the public.
        file=PurePosixPath(issue.file).name,
        digest=issue.digest,
        source_url=issue.source_url,
        notes=issue.notes,
        name=issue_name(masthead),
        numbers=masthead.numbers,
        cumulatives=masthead.cumulatives,
        special=masthead.special or None,
        supplement=masthead.extra or None,
        supplement_to=masthead.extra_to,
        misprint=MisprintData(issue.misprint.printed, issue.misprint.reason) if issue.misprint else None,
        pages=tuple(PageData(page.index, page.label, page.trust.value) for page in issue.pages),
    )


def _document(linked: LinkedDocument, standing: Standing, topics: Iterable[Topic]) -> DocumentData:
    document = linked.document
    return DocumentData(
        url=linked.url,
        title=document.title.value,
        number=document.normal_number or None,
        date=document.date,
        issuers=document.issuers,
        kind=document.kind,
        category=document.section,
        page=document.page,
        addressees=document.addressees,
        instrument=document.instrument,
        articles=tuple(block.label for block in _paragraphs(document, Role.ARTICLE)),
        text="\n".join(body_lines(document)),
        attachments=tuple(map(_attachment, linked.attachments)),
        headings=tuple(_headings(document)),
        citations=tuple(CitationData(one.number, one.title) for one in document.citations),
        repeals=tuple(map(repeal_data, document.repeals)),
        amends=tuple(map(amendment_data, document.amendments)),
        force=force_data(linked, standing),
        appointments=tuple(map(_appointment, document.appointments)),
        number_printed=document.number.printed.value if document.number else None,
        subtitle=_values(document, Role.SUBTITLE),
        attachment_note=_values(document, Role.ATTACHMENT_NOTE),
        signature=_values(document, Role.SIGNATURE),
        date_printed=_values(document, Role.DATE),
        annotation=_values(document, Role.ANNOTATION),
        tables=tuple(_grid(block) for block in document.body if isinstance(block, Table)),
        extends=tuple(map(extension_data, document.extensions)),
        suspends=tuple(map(suspension_data, document.suspensions)),
        standing=standing_data(standing),
        dates=tuple(date_data(linked, one) for one in document.dates),
        key_facts=tuple(key_fact_data(linked, one) for one in document.key_facts),
        duties=tuple(duty_data(linked, one) for one in document.duties),
        topics=tuple(one.name for one in topics),
    )


def body_lines(document: Document) -> Iterator[str]:
    """The text of the document and of what it encloses, one paragraph or table cell a line."""
    own = folded(document.instrument or "")
    for block in document.body:
        if isinstance(block, Table):
            yield from (line for cells in _grid(block) for cell in cells if cell for line in cell.split("\n"))
        elif isinstance(block, Paragraph) and (
            block.role in _TEXT_ROLES or (block.role is Role.ENCLOSED_TITLE and folded(block.text.value) != own)
        ):
            yield block.text.value


def attachment_lines(attachment: Attachment) -> Iterator[str]:
    """The paragraphs of an attachment, without label, title and tables."""
    return (block.text.value for block in attachment.blocks if isinstance(block, Paragraph))


def _attachment(linked: LinkedAttachment) -> AttachmentData:
    attachment = linked.attachment
    return AttachmentData(
        url=linked.url,
        label=plain_label(attachment.label.value) if attachment.label else None,
        title=attachment.title.value or None if attachment.title else None,
        text="\n".join(attachment_lines(attachment)),
        tables=tuple(_grid(block) for block in attachment.blocks if isinstance(block, Table)),
        kind=attachment.kind.value,
        files=tuple(
            FileData(url, file.name, file.kind, file.size, file.digest, file.active)
            for file, url in zip(attachment.files, linked.files, strict=True)
        ),
    )


def plain_label(label: str) -> str:
    """`附件1` for `附件 １：`, `附件1.` and `【附件1】`."""
    return without_blanks(unicodedata.normalize("NFKC", label)).rstrip(":.。、").strip("【】[]()〔〕")


def _headings(document: Document) -> Iterator[HeadingData]:
    for block in _paragraphs(document, Role.HEADING):
        if block.level:
            head = block.text.value[: block.head] if block.head else block.text.value
            yield HeadingData(block.level.value, head)


def _appointment(one: Appointment) -> AppointmentData:
    return AppointmentData(one.person, one.action, one.post, one.note)


def _grid(table: Table) -> Grid:
    return tuple(tuple(cell.value for cell in row) for row in table.rows)


def _paragraphs(document: Document, role: Role) -> Iterator[Paragraph]:
    return (block for block in document.body if isinstance(block, Paragraph) and block.role is role)


def _values(document: Document, role: Role) -> tuple[str, ...]:
    return tuple(block.text.value for block in _paragraphs(document, role))


def _entry(linked: LinkedEntry) -> EntryData:
    entry = linked.entry
    text = "\n".join(paragraph.value for paragraph in entry.paragraphs)
    return EntryData(url=linked.url, date=entry.date, text=text, end=entry.end, printed_date=entry.printed_date)


def _words(texts: Iterable[Text]) -> tuple[str, ...]:
    return tuple(text.value for text in texts)


def _furniture(item: Furniture) -> FurnitureData:
    return FurnitureData(item.reason.value, item.text.line, item.text.value)


def _correction(item: Correction) -> CorrectionData:
    return CorrectionData(item.find, item.replace, item.reason, item.line)


def _repair(text: Text, repair: Repair) -> RepairData:
    return RepairData(repair.name.value, text.line, repair.before, repair.after)
