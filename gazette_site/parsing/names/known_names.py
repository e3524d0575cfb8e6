"""Which codes and bodies a document makes known, from where their beginnings are certain.

Certain are its own number and issuers, and codes with something in front that no code goes on over: （澜财科〔2018〕97号）, 根据澜财科….
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from gazette_site.code_shapes import Names, names_of
from gazette_site.document_numbers import find_numbers, number_parts
from gazette_site.model import Document, Paragraph


def known_names(document: Document) -> Names:
    """The names that the numbers in a document can be told by."""
    own = (document.number.normal,) if document.number else ()
    return _known(own, document.issuers, tuple(_texts(document)))


@lru_cache(maxsize=64)  # Several readers ask it of one document.
def _known(own: tuple[str, ...], issuers: tuple[str, ...], texts: tuple[str, ...]) -> Names:
    codes = (parts.code for number in (*own, *_sure(texts)) if (parts := number_parts(number)))
    return names_of(codes, issuers)


def _texts(document: Document) -> Iterator[str]:
    blocks = (*document.body, *(block for attachment in document.attachments for block in attachment.blocks))
    return (block.text.value for block in blocks if isinstance(block, Paragraph) and "号" in block.text.value)


def _sure(texts: Iterable[str]) -> Iterator[str]:
    return (match.normal for text in texts for match in find_numbers(text) if match.sure)
