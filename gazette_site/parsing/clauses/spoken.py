"""Paragraphs as they were spoken: what a page or a column cut in two is read as one.

    speech = paragraph (open paragraph: not closed by 。：； or a bracket) continuation*
    continuation = body text without a number of its own

The parts stay paragraphs of their own everywhere else; here a line break stands where they meet, as it does in the published text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from gazette_site.late import late
from gazette_site.model import Block, Paragraph, Place, Role

SPEAKING = (Role.BODY, Role.HEADING, Role.ARTICLE)
"""Roles in which a document speaks."""

_CLOSED = "。：:；;！!？?”」）)》…"
"""Marks at the end of a paragraph that nothing goes on from."""
_CUT_NAME = late(r"《[^》]*$|[（(][^）)]*$|“[^”]*$")
_MOST_PARTS, _SHORTEST = 4, 8
_LONGEST_QUOTATION = 40
"""A quotation that is not closed within so many blocks was never meant to go on."""


class Speech(Struct, frozen=True):
    """One paragraph with its continuations."""

    place: Place
    """Of the first part."""
    paragraph: Paragraph
    """The first part."""
    printed: str
    """All parts, a line break between them."""


class _Same:
    """Blocks as a key: the same ones, not equal ones. It holds them, so that no others can be taken for them."""

    __slots__ = ("blocks",)

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        self.blocks = blocks

    def __hash__(self) -> int:
        return id(self.blocks)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.blocks is self.blocks


def speeches(blocks: Sequence[Block], attachment: int = -1) -> tuple[Speech, ...]:
    """What the blocks say, in printed order."""
    return _speeches(_Same(tuple(blocks)), attachment)


@lru_cache(maxsize=64)  # The same blocks are read for force, repeals, citations, days and doubts.
def _speeches(same: _Same, attachment: int) -> tuple[Speech, ...]:
    return tuple(_spoken(same.blocks, attachment))


def _spoken(blocks: Sequence[Block], attachment: int) -> Iterator[Speech]:
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if not isinstance(block, Paragraph) or block.role not in SPEAKING:
            index += 1
            continue
        parts = [block.text.value]
        while len(parts) < _MOST_PARTS and _goes_on(block, parts[-1], blocks, index + len(parts)):
            following = blocks[index + len(parts)]
            assert isinstance(following, Paragraph), "only paragraphs go on"
            parts.append(following.text.value)
        yield Speech(Place(index, attachment), block, "\n".join(parts))
        index += len(parts)


def _goes_on(first: Paragraph, last: str, blocks: Sequence[Block], index: int) -> bool:
    following = blocks[index] if index < len(blocks) else None
    if not isinstance(following, Paragraph) or following.role is not Role.BODY or following.label:
        return False
    if first.role is Role.HEADING and not (first.head and first.head < len(first.text.value)):
        return _cuts_name(last)
    return _cuts_name(last) or (len(last) >= _SHORTEST and not _is_closed(last))


def _cuts_name(text: str) -> bool:
    return _CUT_NAME.search(text) is not None


def _is_closed(text: str) -> bool:
    words = text.rstrip()
    return bool(words) and words[-1] in _CLOSED


def quoted_blocks(blocks: Sequence[Block]) -> frozenset[int]:
    """The blocks that begin inside a quotation: new wording of several paragraphs, whose words do nothing here.

    quotation = “ paragraph ( “? paragraph )* ”      every paragraph may open it once more, only the last closes it
    """
    return _quoted(_Same(tuple(blocks)))


@lru_cache(maxsize=64)
def _quoted(same: _Same) -> frozenset[int]:
    blocks = same.blocks
    inside: set[int] = set()
    for index, block in enumerate(blocks):
        if index not in inside and _is_open(block):
            following = range(index + 1, min(index + 1 + _LONGEST_QUOTATION, len(blocks)))
            end = next((k for k in following if _closes(blocks[k])), None)
            inside |= set(range(index + 1, end + 1)) if end else set()
    return frozenset(inside)


def _is_open(block: Block) -> bool:
    words = block.text.value if isinstance(block, Paragraph) else ""
    return "“" in words and words.rfind("“") > words.rfind("”")


def _closes(block: Block) -> bool:
    words = block.text.value if isinstance(block, Paragraph) else ""
    return words.rfind("”") > words.rfind("“")
