"""Numbers in running text of which only the form says where they begin: a wrong one would name a document that does not exist.

They are published as read and reported, unless a document of the issue bears the number's code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gazette_site.document_numbers import number_parts
from gazette_site.model import Block, Document, NormalNumber, Paragraph
from gazette_site.parsing.names.elided import all_numbers
from gazette_site.parsing.names.known_names import known_names


class Doubtful(NamedTuple):
    """A number that a person should look at."""

    number: NormalNumber
    line: int
    """First source line of its paragraph."""


def doubtful_numbers(documents: Sequence[Document]) -> Iterator[Doubtful]:
    """Of each document every such number once, in reading order."""
    known = {_code(document.number.normal) for document in documents if document.number}
    for document in documents:
        found = dict.fromkeys(_unsure(document))
        seen: set[NormalNumber] = set()
        for one in found:
            if one.number not in seen and _code(one.number) not in known:
                seen.add(one.number)
                yield one


def _unsure(document: Document) -> Iterator[Doubtful]:
    names = known_names(document)
    for text in _texts((*document.body, *(block for a in document.attachments for block in a.blocks))):
        for match in all_numbers(text.text.value, names) if "号" in text.text.value else ():
            if not match.sure:
                yield Doubtful(match.normal, text.text.line)


def _texts(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    return (block for block in blocks if isinstance(block, Paragraph))


def _code(number: NormalNumber) -> str:
    parts = number_parts(number)
    return parts.code if parts else number
