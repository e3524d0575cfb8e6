"""Many documents out of a few: the paragraphs and tables of an archive, recombined.

issues ──▶ blocks, heads ──▶ documents of 4,100 characters on average ──▶ issues of twelve documents, forty-eight a year
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gazette_site.document_numbers import parse_number
from gazette_site.model import Block, Document, DocumentNumber, IsoDate, Issue, IssueId, Paragraph, Role, Table, Text

CHARACTERS = 4_100
"""Characters of a document on average; the shortest has about half of them, the longest half as many again."""
AN_ISSUE = 12
"""Documents of an issue."""
A_YEAR = 48
"""Issues of a year, so that ten thousand documents end before today: peers leave out what is dated in the future."""
FIRST_YEAR = 2005

_RUNNING = (Role.BODY, Role.HEADING, Role.ARTICLE)


def recombined(samples: Sequence[Issue], number: int) -> tuple[Issue, ...]:
    """`number` documents in issues, oldest first. The same samples give the same documents."""
    chance = random.Random(number)
    heads = [document for issue in samples for document in issue.documents if _has_bracketed_number(document)]
    blocks = [block for issue in samples for document in issue.documents for block in document.body if _is_text(block)]
    starts = range(0, number, AN_ISSUE)
    return tuple(
        _issue(samples[0], place, [
            _document(heads[n % len(heads)], n, tuple(_run(blocks, chance)))
            for n in range(start, min(start + AN_ISSUE, number))
        ])
        for place, start in enumerate(starts)
    )  # fmt: skip


def characters(document: Document) -> int:
    """How many characters the body of a document has."""
    return sum(map(_size, document.body))


def _issue(sample: Issue, place: int, documents: Sequence[Document]) -> Issue:
    year, number = FIRST_YEAR + place // A_YEAR, place % A_YEAR + 1
    name = IssueId(f"{year}-{number:02}")
    return replace(
        sample,
        id=name,
        file=f"{name}.txt",
        masthead=replace(sample.masthead, year=year, number=number, cumulative=place + 1, published=None),
        contents=(),
        documents=tuple(documents),
        chronicle=None,
        furniture=(),
        corrections=(),
    )


def _document(head: Document, n: int, body: tuple[Block, ...]) -> Document:
    year, month = FIRST_YEAR + n // (AN_ISSUE * A_YEAR), n // AN_ISSUE % A_YEAR * 12 // A_YEAR + 1
    printed = f"{_code(head)}〔{year}〕{n + 1}号"
    normal = parse_number(printed)
    assert normal is not None
    return replace(
        head,
        position=n % AN_ISSUE + 1,
        number=DocumentNumber(Text(printed), normal),
        date=IsoDate(f"{year}-{month:02}-{n % 28 + 1:02}"),
        page=n % AN_ISSUE * 4 + 1,
        body=body,
        attachments=(),
        dates=(),
        key_facts=(),
        duties=(),
        citations=(),
        appointments=(),
    )


def _run(blocks: Sequence[Block], chance: random.Random) -> Iterator[Block]:
    """Blocks that follow each other, from a place by chance, until there are enough characters."""
    wanted = chance.randint(CHARACTERS // 2, CHARACTERS * 3 // 2)
    place = chance.randrange(len(blocks))
    while wanted > 0:
        yield blocks[place % len(blocks)]
        wanted -= _size(blocks[place % len(blocks)])
        place += 1


def _is_text(block: Block) -> bool:
    return isinstance(block, Table) or (isinstance(block, Paragraph) and block.role in _RUNNING)


def _size(block: Block) -> int:
    if isinstance(block, Table):
        return sum(len(cell.value) for row in block.rows for cell in row)
    return len(block.text.value)


def _has_bracketed_number(document: Document) -> bool:
    return document.number is not None and "〔" in document.number.normal


def _code(document: Document) -> str:
    return document.number.normal.partition("〔")[0] if document.number else ""
