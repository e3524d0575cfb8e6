"""The public JSON of an issue, `/data/issues/2024-10.json`: the contract of the site with other programs.

The keys of the contract come first and in its order; keys of our own stand behind them. Every printed character is in
exactly one of `documents[].text`, `documents[].attachments[]`, `chronicle[].text`, apart from what has a key of its own
(title, number, addressees, instrument, subtitle, attachment_note, signature, date_printed, annotation, chronicle_title,
chronicle_lead) and `furniture`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from gazette_site.characters import folded, without_blanks
from gazette_site.linking.archive import Archive, LinkedAttachment, LinkedDocument, LinkedEntry, LinkedIssue
from gazette_site.model import (
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
from gazette_site.publishing.data.force import amends_json, extends_json, force_json, repeals_json
from gazette_site.publishing.folder.output import OutputFile, json_bytes
from gazette_site.texts import texts_of_issue

Json = dict[str, object]

_TEXT_ROLES = (
    Role.SUBTITLE,
    Role.BODY,
    Role.HEADING,
    Role.ARTICLE,
    Role.SALUTATION,
    Role.ADDRESSEE,
    Role.ENCLOSED_NUMBER,
)


def data_files(archive: Archive) -> Iterator[OutputFile]:
    """One file for each issue, oldest first."""
    for linked in archive.issues:
        yield OutputFile(f"data/issues/{linked.issue.id}.json", issue_json(linked))


def issue_json(linked: LinkedIssue) -> bytes:
    """The issue as UTF-8 JSON with a final line break. The same issue gives the same bytes."""
    record = {
        "issue": _issue(linked),
        "documents": [_document(document) for document in linked.documents],
        "chronicle": [_entry(entry) for entry in linked.entries],
        "chronicle_title": _lines(linked.issue.chronicle.title if linked.issue.chronicle else ()),
        "chronicle_lead": _lines(linked.issue.chronicle.lead if linked.issue.chronicle else ()),
        "furniture": [_furniture(item) for item in linked.issue.furniture],
        "corrections": [_correction(item) for item in linked.issue.corrections],
        "repairs": [_repair(text, repair) for text in texts_of_issue(linked.issue) for repair in text.repairs],
    }
    return json_bytes(record)


def _issue(linked: LinkedIssue) -> Json:
    issue, masthead = linked.issue, linked.issue.masthead
    return {
        "gazette": masthead.gazette,
        "year": masthead.year,
        "number": masthead.number,
        "cumulative": masthead.cumulative,
        "frequency": masthead.frequency,
        "published": masthead.published,
        "organiser": masthead.organiser,
        "postcode": masthead.postcode,
        "address": masthead.address,
        "id": issue.id,
        "url": linked.url,
        # Where the clerk keeps the issues is no business of the public.
        "file": PurePosixPath(issue.file).name,
        "digest": issue.digest,
        "source_url": issue.source_url,
        "notes": list(issue.notes),
        "pages": [{"index": page.index, "label": page.label, "trust": page.trust.value} for page in issue.pages],
    }


def _document(linked: LinkedDocument) -> Json:
    document = linked.document
    return {
        **_head(linked),
        "articles": [block.label for block in _paragraphs(document, Role.ARTICLE)],
        "text": "\n".join(body_lines(document)),
        "attachments": [_attachment(attachment) for attachment in linked.attachments],
        "headings": [_heading(block) for block in _paragraphs(document, Role.HEADING) if block.level],
        "citations": [{"number": c.number, "title": c.title} for c in document.citations],
        "repeals": repeals_json(document),
        "amends": amends_json(document),
        "force": force_json(linked),
        "appointments": [
            {"person": a.person, "action": a.action.value, "post": a.post, "note": a.note}
            for a in document.appointments
        ],
        "number_printed": document.number.printed.value if document.number else None,
        "subtitle": _values(document, Role.SUBTITLE),
        "attachment_note": _values(document, Role.ATTACHMENT_NOTE),
        "signature": _values(document, Role.SIGNATURE),
        "date_printed": _values(document, Role.DATE),
        "annotation": _values(document, Role.ANNOTATION),
        "tables": [_rows(block) for block in document.body if isinstance(block, Table)],
        "extends": extends_json(document),
    }


def _head(linked: LinkedDocument) -> Json:
    document = linked.document
    return {
        "url": linked.url,
        "title": document.title.value,
        "number": document.number.normal if document.number else None,
        "date": document.date,
        "issuers": list(document.issuers),
        "kind": document.kind,
        "category": document.section,
        "page": document.page,
        "addressees": document.addressees,
        "instrument": document.instrument,
    }


def body_lines(document: Document) -> Iterator[str]:
    """The text of the document and of what it encloses, one paragraph or table cell a line."""
    own = folded(document.instrument or "")
    for block in document.body:
        if isinstance(block, Table):
            yield from (line for cells in _rows(block) for cell in cells if cell for line in cell.split("\n"))
        elif isinstance(block, Paragraph) and (
            block.role in _TEXT_ROLES or (block.role is Role.ENCLOSED_TITLE and folded(block.text.value) != own)
        ):
            yield block.text.value


def attachment_lines(attachment: Attachment) -> Iterator[str]:
    """The paragraphs of an attachment, without label, title and tables."""
    return (block.text.value for block in attachment.blocks if isinstance(block, Paragraph))


def _attachment(linked: LinkedAttachment) -> Json:
    attachment = linked.attachment
    return {
        "url": linked.url,
        "label": plain_label(attachment.label.value) if attachment.label else None,
        "title": attachment.title.value or None if attachment.title else None,
        "text": "\n".join(attachment_lines(attachment)),
        "tables": [_rows(block) for block in attachment.blocks if isinstance(block, Table)],
        "kind": attachment.kind.value,
    }


def plain_label(label: str) -> str:
    """`附件1` for `附件 １：`, `附件1.` and `【附件1】`."""
    return without_blanks(unicodedata.normalize("NFKC", label)).rstrip(":.。、").strip("【】[]()〔〕")


def _heading(paragraph: Paragraph) -> Json:
    head = paragraph.text.value[: paragraph.head] if paragraph.head else paragraph.text.value
    return {"level": paragraph.level.value if paragraph.level else None, "text": head}


def _rows(table: Table) -> list[list[str]]:
    return [[cell.value for cell in row] for row in table.rows]


def _paragraphs(document: Document, role: Role) -> Iterator[Paragraph]:
    return (block for block in document.body if isinstance(block, Paragraph) and block.role is role)


def _values(document: Document, role: Role) -> list[str]:
    return [block.text.value for block in _paragraphs(document, role)]


def _entry(linked: LinkedEntry) -> Json:
    entry = linked.entry
    return {
        "url": linked.url,
        "date": entry.date,
        "text": "\n".join(text.value for text in entry.paragraphs),
        "end": entry.end,
        "printed_date": entry.printed_date,
    }


def _lines(texts: Sequence[Text]) -> list[str]:
    return [text.value for text in texts]


def _furniture(item: Furniture) -> Json:
    return {"reason": item.reason.value, "line": item.text.line, "text": item.text.value}


def _correction(item: Correction) -> Json:
    return {"find": item.find, "replace": item.replace, "reason": item.reason, "line": item.line}


def _repair(text: Text, repair: Repair) -> Json:
    return {"name": repair.name.value, "line": text.line, "before": repair.before, "after": repair.after}
