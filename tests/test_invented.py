"""Issues of other places in other layouts: how much of what a person reads in them the rules read as well."""

from __future__ import annotations

from collections import Counter

import pytest

from tools.score_invented import Score, score_all

# At least so many of each fact are right. A mended rule raises a floor; a rule that lowers one costs more elsewhere than it brings.
FLOORS = {
    "documents": 21, "entries": 7, "title": 21, "number": 21, "date": 28, "issuers": 21, "addressees": 21, "kind": 20, "section": 21, "page": 21,
    "attachments": 21, "paragraphs": 17, "tables": 4, "headings": 3, "cites": 3, "begins": 7, "has": 2, "instrument": 6, "articles": 3,
    "force": 4, "repeals": 2, "persons": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    """Every invented issue, scored."""
    return score_all()


def test_four_other_places_have_their_say(scores: dict[str, Score]) -> None:
    """A province, a ministry, a county and a region in the State Council's layout are scored, each with documents."""
    assert {name for name, score in scores.items() if score.total["documents"] >= 4} >= {
        "county",
        "ministry",
        "province",
        "region",
    }


@pytest.mark.parametrize("fact", FLOORS)
def test_no_fact_is_read_worse_than_before(scores: dict[str, Score], fact: str) -> None:
    """Of each kind of fact at least as many are right as when the floor was set."""
    assert scores["total"].right[fact] >= FLOORS[fact], scores["total"].wrong


def test_every_fact_has_a_floor(scores: dict[str, Score]) -> None:
    """No kind of fact in a truth is left without a floor, and no floor is above what there is to read."""
    assert set(scores["total"].total) == set(FLOORS)
    assert not Counter(FLOORS) - scores["total"].total
