"""Gists: the little that says what a page is about, for the related layer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise

from gazette_site.fold import fold
from gazette_site.publishing.search.records import Kind, Record

_GIST = 100
"""Characters of headings and lead together, about: where many headings say what it is about, the lead adds little."""
_LEAD = 20
"""A shorter lead is none."""
_ENTRY = 200
"""Characters of an entry: more is an exception."""
_HEADINGS = 12
"""Headings at most: what a long text is about its first ones say."""


def gist(record: Record) -> Iterator[str]:
    """What a page is about beside its title: an entry nearly whole, of other pages the first headings, then the lead."""
    if record.kind is Kind.ENTRY:
        yield "".join(line.text for line in record.lines)[:_ENTRY]
        return
    labels = (line.label for line in record.lines if line.label and not line.label.startswith("第"))
    headings = list(islice(labels, _HEADINGS))
    yield from headings
    room = _GIST - sum(map(len, headings))
    lead = max(record.lines[:4], key=lambda line: len(line.text), default=None)
    if lead and room >= _LEAD:
        yield lead.text[:room]


def pairs(text: str) -> str:
    """`text` cut into pairs of neighbours: `育儿 儿补 补贴`."""
    folded = fold(text)
    return " ".join(map("".join, pairwise(folded))) or folded
