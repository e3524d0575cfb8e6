"""Under which question each paragraph stands: of the headings above it, of the label it begins with, or of the sentence above that ends with a colon.

heading that asks     all paragraphs down to the next heading of its level or above, articles never
heading below it      asks what it asks itself, else the same
opener                the items below it: numbered ones, or those that ; holds together
label                 its own line
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from gazette_site.characters import folded
from gazette_site.late import late
from gazette_site.model import Block, FactKind, Level, Paragraph, Role, Table
from gazette_site.parsing.clauses.spoken import SPEAKING, quoted_blocks
from gazette_site.parsing.meaning.questions import (
    ORDINAL,
    asked_by_heading,
    asked_by_label,
    asked_by_opener,
    has_phone,
    is_question,
    stands_in_brackets,
    without_ordinal,
)

_LEVELS = list(Level)
_LARGE = (Level.PART, Level.CHAPTER, Level.SECTION)
"""What is under these is too much for one question."""
_MOST_UNDER = 14
_LINE = 60
"""A line with a telephone number is no longer."""
_SHORTEST = 14
"""A sentence that ends with a colon is longer than a heading that does."""
_ASIDE = late(r"[(][^()]*[)][。;]?")
"""（市商务局负责） under whatever heading."""
_OF_TWO = late(r"[及和与、]")
"""A heading of two things says nothing of those below it."""
_OF_ALL = late(r"(?:本|以上)[^,;。]{2,8}(?:自|从|有效期|由|执行至)")
"""Of the whole text, under whichever heading it stands: 本通知自2026年1月1日起执行."""


class Framed(NamedTuple):
    """A paragraph that says something, or a table, and what is asked of it."""

    number: int
    """Of the block."""
    block: Paragraph | Table
    asked: FactKind | None
    """None if only its own words can tell."""
    question: str = ""
    """The question as printed, where it is one that the paragraph answers: `问：谁能领？`."""


class _Heading(NamedTuple):
    level: int
    asked: FactKind | None
    words: str


def framed(blocks: Sequence[Block]) -> Iterator[Framed]:
    """The paragraphs that speak, without headings that stand alone, and the tables, each with its question."""
    quoted = quoted_blocks(blocks)
    above = _Above()
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            yield Framed(index, block, above.asked_of_table())
        if not isinstance(block, Paragraph) or block.role not in SPEAKING or index in quoted:
            above.opener = None
            continue
        words = folded(block.text.value)
        if above.is_heading_alone(block, words):
            above.opener = None
            continue
        yield Framed(index, block, above.asked_of(block, words), above.question)
        above.go_on(block, words)


@dataclass
class _Above:
    """What stands above a paragraph and asks."""

    headings: list[_Heading] = field(default_factory=list)
    left: int = 0
    """How many paragraphs the last heading may still ask."""
    opener: FactKind | None = None
    opened_at: int = 0
    """How deep the sentence with a colon stands."""
    before: str = ""
    """The paragraph before."""
    question: str = ""
    """The last heading, if it is a question."""

    def is_heading_alone(self, block: Paragraph, words: str) -> bool:
        """Takes in what `block` is as a heading; whether it is nothing else."""
        if _OF_ALL.match(words):
            self.headings, self.opener, self.question = [], None, ""
        asks = is_question(words)
        if block.role is Role.HEADING or asks:
            self.question = block.text.value if asks else ""
        if block.role is Role.HEADING:
            self.headings, self.left = _with_heading(self.headings, block), _MOST_UNDER
            return block.head in (0, len(block.text.value)) and not _is_opener(block, words)
        if asks or words.startswith("【"):
            alone = asks or stands_in_brackets(words)
            self.headings, self.left = [_Heading(-1, asked_by_heading(words), words)] * alone, _MOST_UNDER
            return alone
        if block.level:
            self.headings = [one for one in self.headings if one.level < _depth(block)]
        return False

    def asked_of(self, block: Paragraph, words: str) -> FactKind | None:
        """What is asked of a paragraph."""
        if self.opener and not (_is_item(block, words, self.before) and _depth(block) > self.opened_at):
            self.opener = None
        asked = self.opener or asked_by_label(words)
        if not asked and len(words) < _LINE and has_phone(words):
            return None
        if asked or not self.left or not self.headings or block.role is Role.ARTICLE or _ASIDE.fullmatch(words):
            return asked
        self.left -= 1
        return self.headings[-1].asked

    def asked_of_table(self) -> FactKind | None:
        """What is asked of a table that stands here."""
        return self.opener or (self.headings[-1].asked if self.headings else None)

    def go_on(self, block: Paragraph, words: str) -> None:
        """Takes in what a paragraph asks of those below it."""
        if opens := asked_by_opener(_last(words)) or _asked_alone(words):
            self.opener, self.opened_at = opens, _depth(block) if block.level else -1
        self.before = words


def _asked_alone(words: str) -> FactKind | None:
    """三、补偿金额: on a line of its own is a heading, though it ends with a colon."""
    return asked_by_heading(words) if words.endswith(":") and len(words) <= _SHORTEST else None


def _with_heading(headings: list[_Heading], block: Paragraph) -> list[_Heading]:
    """The headings above what follows `block`: those of a higher level, and itself."""
    level = _depth(block)
    above = [one for one in headings if one.level < level]
    asked = None if block.level in _LARGE else asked_by_heading(folded(block.heading))
    inherited = above[-1].asked if above and not _OF_TWO.search(without_ordinal(above[-1].words)) else None
    return [*above, _Heading(level, asked or inherited, folded(block.heading))]


def _depth(block: Paragraph) -> int:
    """How deep the label of a paragraph stands; deepest without one."""
    return _LEVELS.index(block.level) if block.level else len(_LEVELS)


def _is_opener(block: Paragraph, words: str) -> bool:
    """Whether a heading is a sentence whose answers stand below, and none that names them."""
    return words.endswith(":") and asked_by_heading(folded(block.heading)) is None


def _is_item(block: Paragraph, words: str, before: str) -> bool:
    """Whether a paragraph belongs to the sentence with a colon above it."""
    if block.role is Role.ARTICLE:
        return False
    if ORDINAL.match(words) or before.endswith(":"):
        return True
    return before.endswith(";") and not ORDINAL.match(before)


def _last(words: str) -> str:
    """The last sentence."""
    return words[words.rfind("。", 0, len(words) - 1) + 1 :]
