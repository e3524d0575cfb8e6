"""The words of a text that come nearest to words that are not in it: what a person may have meant."""

from __future__ import annotations

from typing import NamedTuple

from gazette_site.characters import one_line

_LEAST = 60.0
"""Likeness, of 100, from which words are worth showing."""
_LONGEST = 400
"""Characters of the words looked for that are compared."""
_TEXT = 2_000_000
"""Characters of a text that are looked through."""


class Near(NamedTuple):
    """The nearest place."""

    line: int
    """Line of the text, counted from 1."""
    words: str


def nearest_words(text: str, words: str) -> Near | None:
    """The place of `text` most like `words`, None if nothing is."""
    from rapidfuzz import fuzz  # only for what went wrong

    found = fuzz.partial_ratio_alignment(words[:_LONGEST], text[:_TEXT], score_cutoff=_LEAST)
    if found is None or found.dest_end <= found.dest_start:
        return None
    start = text.rfind("\n", 0, found.dest_start) + 1 if not text[found.dest_start].strip() else found.dest_start
    return Near(text.count("\n", 0, found.dest_start) + 1, one_line(text[start : found.dest_end])[:80])
