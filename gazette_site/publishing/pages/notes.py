"""更正与说明: everywhere the published words differ from the transcript, said in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gazette_site.model import (
    Attachment,
    Block,
    Chronicle,
    ChronicleEntry,
    Correction,
    Document,
    Issue,
    Paragraph,
    Picture,
    Repair,
    RepairName,
    Table,
    Text,
)
from gazette_site.publishing.wording import Key, say

_RULES = {
    RepairName.LATIN_AND: Key("changes.latin_and"),
    RepairName.LATEX: Key("changes.latex"),
    RepairName.RADICAL: Key("changes.radical"),
}


class Change(NamedTuple):
    """One change to the words of the transcript."""

    before: str
    after: str
    reason: str
    """Rule or reason, no full stop."""
    times: int
    """How often the same change was made."""


def texts_of_document(document: Document) -> Iterator[Text]:
    """Every text of a document with its attachments."""
    yield document.title
    if document.number:
        yield document.number.printed
    yield from texts_of_blocks(document.body)
    for attachment in document.attachments:
        yield from texts_of_attachment(attachment)


def texts_of_attachment(attachment: Attachment) -> Iterator[Text]:
    """Every text of an attachment."""
    if attachment.label:
        yield attachment.label
    if attachment.title:
        yield attachment.title
    yield from texts_of_blocks(attachment.blocks)


def texts_of_blocks(blocks: Iterable[Block]) -> Iterator[Text]:
    """Every text of some blocks, tables cell by cell."""
    for block in blocks:
        if isinstance(block, Paragraph | Picture):
            yield block.text
        else:
            yield from texts_of_table(block)


def texts_of_table(table: Table) -> Iterator[Text]:
    """The cells of a table, row by row."""
    for row in table.rows:
        yield from row


def changes(texts: Iterable[Text], corrections: Sequence[Correction]) -> tuple[Change, ...]:
    """Repairs made in these texts and corrections whose line is among theirs; equal repairs once, with their count."""
    repairs: Counter[Repair] = Counter()
    lines: set[int] = set()
    for text in texts:
        repairs.update(text.repairs)
        if corrections:
            lines.update(span.line for span in text.spans)
    corrected = (Change(one.find, one.replace, one.reason.rstrip("。"), 1) for one in corrections if one.line in lines)
    repaired = (
        Change(one.before.strip(), one.after.strip(), say(_RULES[one.name]), times) for one, times in repairs.items()
    )
    return (*corrected, *repaired)


def changes_elsewhere(issue: Issue) -> tuple[Change, ...]:
    """Corrections of an issue that lie in no document and no chronicle entry: cover, contents, back cover."""
    if not issue.corrections:
        return ()
    told = {span.line for text in _texts_of_issue(issue) for span in text.spans}
    return tuple(
        Change(one.find, one.replace, one.reason.rstrip("。"), 1) for one in issue.corrections if one.line not in told
    )


def _texts_of_issue(issue: Issue) -> Iterator[Text]:
    for document in issue.documents:
        yield from texts_of_document(document)
    yield from _texts_of_chronicle(issue.chronicle)


def _texts_of_chronicle(chronicle: Chronicle | None) -> Iterator[Text]:
    if chronicle:
        yield from chronicle.lead
        for entry in chronicle.entries:
            yield from texts_of_entry(entry)


def texts_of_entry(entry: ChronicleEntry) -> Iterator[Text]:
    """Every text of a chronicle entry."""
    yield from entry.paragraphs
