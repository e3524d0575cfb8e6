"""Processes: the same work on many things, and one thing beside all others."""

from __future__ import annotations

import os
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing

import pytest

from gazette_site.crew import Processes


def times(factor: int, thing: int) -> tuple[int, int]:
    """The product, and who made it."""
    if thing < 0:
        raise KeyError(thing)
    return factor * thing, os.getpid()


def fall(_: None, thing: int) -> None:
    """Ends its process."""
    os._exit(thing)


def test_every_thing_has_its_result() -> None:
    """Made by others, in any order."""
    found = dict(Processes(2).each(times, 3, range(20)))
    assert {thing: result[0] for thing, result in found.items() if isinstance(result, tuple)} == {
        thing: 3 * thing for thing in range(20)
    }
    assert os.getpid() not in {result[1] for result in found.values() if isinstance(result, tuple)}


def test_what_is_begun_waits_for_nobody() -> None:
    """Several things are begun before the first result is asked for; what the work raises comes with it."""
    with closing(Processes(2)) as crew:
        ends = [crew.begin(times, 3, thing) for thing in (1, 2, -1)]
        results = [end() for end in ends[:2]]
        assert [result[0] for result in results if isinstance(result, tuple)] == [3, 6]
        with pytest.raises(KeyError, match="-1"):
            ends[2]()


def test_who_falls_is_told() -> None:
    """A process that ends suddenly is an end of the work, and not a wait without one."""
    with closing(Processes(2)) as crew, pytest.raises(BrokenProcessPool):
        crew.begin(fall, None, 3)()
    crew.close()


def test_a_crew_that_was_sent_home_may_begin_again() -> None:
    """Nothing is left of the work that was given up."""
    crew = Processes(2)
    crew.begin(times, 3, 1)
    crew.close()
    with closing(crew):
        result = crew.begin(times, 3, 2)()
    assert isinstance(result, tuple)
    assert result[0] == 6
