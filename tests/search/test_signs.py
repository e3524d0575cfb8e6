"""Grams: what is worked out of all signs of an issue at once is what counting page by page finds."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazette_site.linking.archive import Url
from gazette_site.publishing.search import grams as grams_module
from gazette_site.publishing.search.grams import Column, Page, grams_of, page_of
from gazette_site.publishing.search.records import Kind, Passage, Record
from gazette_site.publishing.search.signs import FAR, NEAR, OFTEN

SIGNS = "的县水利桥12a，𠮷"
Told = dict[str, tuple[int, int, bool]]
"""For each gram of a block the classes before it and after it, and whether it is often there."""
LINE = st.tuples(st.text(SIGNS, max_size=30), st.booleans())


def _record(lines: list[tuple[str, bool]], head: str, person: str) -> Record:
    passages = tuple(Passage(text, "art-1" if heads else "", text[:5] if heads else "") for text, heads in lines)
    return Record(
        url=Url("/documents/x/"),
        kind=Kind.DOCUMENT,
        title="",
        head=(head,) if head else (),
        lines=passages,
        number="",
        form="",
        section="",
        issuers=(),
        date=None,
        until=None,
        issue="2025年第3期",
        page=None,
        persons=(person,),
    )


def _counted(page: Page, width: int) -> list[Told]:
    """The grams of one length of each block, sign by sign."""
    whole, ends = "".join(page.blocks), [*accumulate(map(len, page.blocks), initial=0)]
    stressed = {place for span in grams_module._stressed(page) for place in range(span.start, span.stop)}
    found: list[Told] = []
    for start, end in pairwise(ends):
        places: dict[str, list[int]] = {}
        for at in range(start, min(end, len(whole) - width + 1)):
            places.setdefault(whole[at : at + width], []).append(at)
        found.append(
            {
                gram: (
                    _classes(whole, [(at - 1, at - 2) for at in here], width),
                    _classes(whole, [(at + 2, at + 3) for at in here], width),
                    len(here) >= OFTEN or not stressed.isdisjoint(here),
                )
                for gram, here in places.items()
            }
        )
    return found


def _classes(whole: str, places: list[tuple[int, int]], width: int) -> int:
    found = 0
    for near, far in places if width == 2 else ():
        found |= 1 << ord(whole[near]) % NEAR if 0 <= near < len(whole) else 0
        found |= 1 << NEAR + ord(whole[far]) % FAR if 0 <= far < len(whole) else 0
    return found


def _told(column: Column, width: int) -> list[Told]:
    grams = iter(column.signs[at : at + width] for at in range(0, len(column.signs), width))
    sides = zip(column.before, column.after, strict=True) if width == 2 else iter([(0, 0)] * len(column.often))
    rows = zip(grams, sides, column.often, strict=True)
    return [{gram: (*side, bool(often)) for gram, side, often in (next(rows) for _ in range(n))} for n in column.counts]


@settings(max_examples=200, deadline=None)
@given(
    pages=st.lists(st.tuples(st.lists(LINE, max_size=4), st.text(SIGNS, max_size=6), st.sampled_from(["", "水利"]))),
    block=st.integers(1, 40),
)
def test_grams_are_those_that_counting_finds(pages: list[tuple[list[tuple[str, bool]], str, str]], block: int) -> None:
    """Whatever the pages say, with headings and names of persons, and wherever a block ends."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(grams_module, "_BLOCK", block)
        made = [page_of(_record(*page)) for page in pages]
    found = grams_of(made)
    assert _told(found.pairs, 2) == [told for page in made for told in _counted(page, 2)]
    assert _told(found.singles, 1) == [told for page in made for told in _counted(page, 1)]
