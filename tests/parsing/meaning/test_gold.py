"""What is read against what a lawyer reads: the days that bind and the duties of plans, in real and invented documents."""

from __future__ import annotations

import pytest

from tools.score_meaning import HALVES, documents, judged, score


@pytest.mark.parametrize("half", HALVES)
def test_days(half: str) -> None:
    """Of the days that are read at least 98 in 100 are right, of those that are there at least 90 in 100 are read."""
    found = score("dates", half)
    assert found.right, "the sample and the invented issues are always there"
    assert found.precision >= 0.98, found.invented
    assert found.recall >= 0.9, found.missed


@pytest.mark.parametrize("half", HALVES)
def test_duties(half: str) -> None:
    """Department, task and role: at least 90 in 100, both ways taken together."""
    found = score("duties", half)
    assert found.right or not (found.invented or found.missed)
    if not found.right:
        return  # nobody is told to do anything there
    assert found.f1 >= 0.9, (found.invented, found.missed)


def test_every_document_of_the_sample_was_judged() -> None:
    """The gold is whole: a document that is added is judged as well."""
    assert set(documents()) <= judged("dates") & judged("duties")
