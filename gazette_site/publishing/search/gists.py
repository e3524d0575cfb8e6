"""Gists: the little that says what a page is about, for the related layer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from gazette_site.fold import fold
from gazette_site.publishing.search.records import Kind, Record

_LEAD = 200
"""Characters of the text that are taken as its lead, where it has no heading."""


def gist(record: Record) -> Iterator[str]:
    """What a page is about: an entry whole, of other pages the headings and the lead."""
    if record.kind is Kind.ENTRY:
        yield from (line.text for line in record.lines)
        return
    yield from (line.label for line in record.lines if line.label and not line.label.startswith("第"))
    lead = max(record.lines[:4], key=lambda line: len(line.text), default=None)
    if lead:
        yield lead.text[:_LEAD]


def pairs(text: str) -> str:
    """`text` cut into pairs of neighbours: `育儿 儿补 补贴`."""
    folded = fold(text)
    return " ".join(map("".join, pairwise(folded))) or folded
