"""The list of mutants is one that can be run."""

from __future__ import annotations

import pytest

from tools.mutants import Mutant, misplaced, mutants


@pytest.mark.parametrize("mutant", mutants(), ids=str)
def test_a_mutant_is_where_it_says(mutant: Mutant) -> None:
    """The words that a mutant changes stand in its file exactly once, so that it changes something."""
    assert not misplaced(mutant)
    assert mutant.old != mutant.new
