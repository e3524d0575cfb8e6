"""Formulas whose parts are stacked (分式、求和): read line by line, their order says something else. They are found to be told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gazette_site.late import late
from gazette_site.reading.pdf.columns import Row

_STACKED = 0.95
"""Sizes from one base line to the next below which two rows are parts of one formula."""
_LONGEST = 30
_HAN = late(r"[\u3400-\u9fff]")
_SIGNS = late(r"[=＝+＋×÷∑∏∫√±≤≥<>/−\U0001d400-\U0001d7ff]")
_FRACTION = late(r"(?<![0-9A-Za-z\u2070-\u209f])[⁰¹²³⁴-⁹]+[0-9]")
"""A raised figure before a lowered one: a fraction within a line."""


def formulas(rows: Sequence[Row]) -> Iterator[str]:
    """What the formulas of a page say as they are read, one by one."""
    short = sorted((r for r in rows if len(r.text) <= _LONGEST and not _HAN.search(r.text)), key=lambda r: r.base)
    group: list[Row] = []
    for before, row in pairwise([*short, None]):
        if before is None:
            continue
        group.append(before)
        if row is None or row.side is not before.side or row.base - before.base > _STACKED * max(row.size, before.size):
            words = " ".join(one.text for one in group)
            if len(group) > 1 and _SIGNS.search(words):
                yield words
            group = []
    yield from (row.text for row in rows if _FRACTION.search(row.text))
