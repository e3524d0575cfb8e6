"""What the pages say, read from the archive without the help of the search: the truth that the search is held against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gazette_site.fold import fold
from gazette_site.linking import Archive
from gazette_site.model import Block, Table, Text


def folded_pages(archive: Archive) -> dict[str, str]:
    """The folded words of each page by its address: title, number and text, of an attachment label, title and text."""
    pages: dict[str, str] = {}
    for linked in archive.issues:
        for document in linked.documents:
            record = document.document
            number = record.number.normal if record.number else ""
            pages[document.url] = _joined([record.title.value, number, *_lines(record.body)])
            for one in document.attachments:
                attachment = one.attachment
                heads = [text.value for text in (attachment.label, attachment.title) if text]
                pages[one.url] = _joined([*heads, *_lines(attachment.blocks)])
        for entry in linked.entries:
            pages[entry.url] = _joined(text.value for text in entry.entry.paragraphs)
    return pages


def _joined(lines: Iterable[str]) -> str:
    return "".join(map(fold, lines))


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from ("\t".join(_values(row)) for row in block.rows)
        else:
            yield block.text.value


def _values(row: Iterable[Text]) -> Iterator[str]:
    return (cell.value for cell in row)
