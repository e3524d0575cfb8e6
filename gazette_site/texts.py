"""The one walker of texts: every `Text` inside a record, in printed order, each once.

document   = title number? block* attachment*
attachment = label? title? block*
issue      = document* (chronicle-title* lead* entry*)?           what is left out (furniture) is no text of the issue
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gazette_site.model import Attachment, Block, ChronicleEntry, Document, Issue, Table, Text


def texts_of_block(block: Block) -> Iterator[Text]:
    """The text of a paragraph or picture; of a table the cells, row by row."""
    if isinstance(block, Table):
        for row in block.rows:
            yield from row
    else:
        yield block.text


def texts_of_blocks(blocks: Iterable[Block]) -> Iterator[Text]:
    """The texts of blocks, one block after the other."""
    for block in blocks:
        if isinstance(block, Table):
            yield from texts_of_block(block)
        else:
            yield block.text


def texts_of_attachment(attachment: Attachment) -> Iterator[Text]:
    """Label, title and blocks."""
    yield from (text for text in (attachment.label, attachment.title) if text)
    yield from texts_of_blocks(attachment.blocks)


def head_of(document: Document) -> Iterator[Text]:
    """Title and number."""
    yield document.title
    if document.number:
        yield document.number.printed


def texts_of_document(document: Document) -> Iterator[Text]:
    """Head and blocks, then the attachments."""
    yield from head_of(document)
    yield from texts_of_blocks(document.body)
    for attachment in document.attachments:
        yield from texts_of_attachment(attachment)


def texts_of_entry(entry: ChronicleEntry) -> Iterator[Text]:
    """The paragraphs of a chronicle entry."""
    yield from entry.paragraphs


def texts_of_issue(issue: Issue) -> Iterator[Text]:
    """All documents, then the chronicle with its heading and lead."""
    for document in issue.documents:
        yield from texts_of_document(document)
    if issue.chronicle:
        yield from issue.chronicle.title
        yield from issue.chronicle.lead
        for entry in issue.chronicle.entries:
            yield from texts_of_entry(entry)
