"""The days that bind in real issues, told by a person: places and days only. Skipped where the issues do not lie beside the checkout."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gazette_site.config import DEFAULT_SECTIONS
from gazette_site.parsing import parse
from gazette_site.reading import read_folder

ISSUES = Path(__file__).parents[4] / "shared" / "issues"

_GOLD = """
2021-01 2 0 0 DEADLINE - 2021-01-20 -
2021-01 6 0 0 DEADLINE - 2022-12-31 -
2021-01 6 0 0 DEADLINE - 2021-12-31 -
2021-01 6 0 1 DEADLINE - 2022-12-31 -
2021-01 6 0 2 DEADLINE - 2022-12-31 -
2021-01 7 42 -1 TRIAL 2021-01-27 2022-01-26 -
2021-01 8 18 -1 DEADLINE - 2021-06-30 -
2021-01 8 18 -1 DEADLINE - 2021-12-31 -
2023-01 3 58 -1 TRIAL 2023-01-13 2025-01-12 -
2023-01 6 11 -1 PERIOD - 2023-03-31 -
2023-01 6 18 -1 PAYMENT - 2023-12-31 -
2023-01 6 21 -1 PERIOD - 2023-04-30 -
2023-01 6 23 -1 PAYMENT - 2023-06-30 -
2024-12 1 2 -1 BAN 2024-12-25 2025-02-15 -
2024-12 4 31 -1 APPLICATION - - 1年
2024-12 4 70 -1 APPLICATION - 03-31
2024-12 4 71 -1 DEADLINE - 04-30
2024-12 4 71 -1 NOTICE - - 7天
2024-12 4 72 -1 DEADLINE - 05-31
2024-12 4 73 -1 DEADLINE - 07-31
2024-12 4 74 -1 DEADLINE - 08-15
2024-12 4 76 -1 APPLICATION - 05-31
2024-12 4 77 -1 DEADLINE - 07-31
2024-12 4 77 -1 NOTICE - - 7天
2024-12 4 78 -1 DEADLINE - 08-15
2024-12 4 84 -1 DEADLINE - 08-15
2024-12 4 85 -1 PAYMENT - 09-30
2024-12 4 86 -1 PAYMENT - 10-31
"""
"""Issue, document, block, attachment, kind, first day, last day, term."""


def _read() -> Iterator[str]:
    for source in read_folder(ISSUES)[0]:
        issue, _ = parse(source, DEFAULT_SECTIONS)
        for document in issue.documents if issue else ():
            for one in document.dates:
                place = f"{document.position} {one.place.block} {one.place.attachment}"
                days = f"{one.begin or one.begin_again or '-'} {one.end or one.end_again or '-'}"
                term = "-" if one.end else one.term
                yield f"{source.id} {place} {one.kind.name} {days} {term}".rstrip()


def test_real_dates() -> None:
    """Of what is read at least 98 in 100 is right, of what is there at least 90 in 100 is read."""
    if not ISSUES.is_dir():
        pytest.skip("no real issues beside the checkout (shared/issues)")
    gold, read = set(_GOLD.strip().splitlines()), set(_read())
    right = len(gold & read)
    assert right / len(read) >= 0.98, sorted(read - gold)
    assert right / len(gold) >= 0.9, sorted(gold - read)
