"""Gists: the little that says what a page is about, for the related layer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise

from gazette_site.fold import fold
from gazette_site.publishing.search.records import Kind, Record

_LEAD = 100
"""Characters of the text that are taken as its lead."""
_ENTRY = 200
"""Characters of an entry: more is an exception."""
_HEADINGS = 12
"""Headings at most: what a long text is about its first ones say."""


def gist(record: Record) -> Iterator[str]:
    """What a page is about: an entry nearly whole, of other pages the first headings and the lead."""
    if record.kind is Kind.ENTRY:
        yield "".join(line.text for line in record.lines)[:_ENTRY]
        return
    headings = (line.label for line in record.lines if line.label and not line.label.startswith("第"))
    yield from islice(headings, _HEADINGS)
    lead = max(record.lines[:4], key=lambda line: len(line.text), default=None)
    if lead:
        yield lead.text[:_LEAD]


def pairs(text: str) -> str:
    """`text` cut into pairs of neighbours: `育儿 儿补 补贴`."""
    folded = fold(text)
    return " ".join(map("".join, pairwise(folded))) or folded
