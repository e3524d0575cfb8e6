"""Work that is done aside: its memory is another process's, its result the same."""

from __future__ import annotations

import os
from contextlib import closing

import pytest

from gazette_site.aside import Aside


def dying(parent: int) -> str:
    """Work whose process comes to a sudden end, unless it is the one that asked."""
    if os.getpid() != parent:
        os._exit(1)
    return "做完"


def test_work_is_done_in_one_other_process() -> None:
    """What it loads is not in the memory of who asked, and is loaded once."""
    with closing(Aside()) as aside:
        pids = {aside.done(os.getpid) for _ in range(3)}
    assert len(pids) == 1
    assert os.getpid() not in pids


def test_a_process_that_dies_costs_no_result() -> None:
    """The work is done here then."""
    with closing(Aside()) as aside:
        assert aside.done(dying, os.getpid()) == "做完"


def test_what_goes_wrong_aside_goes_wrong_here() -> None:
    """An error of the work itself is no reason to do it again."""
    with closing(Aside()) as aside, pytest.raises(ValueError, match="invalid literal"):
        aside.done(int, "甲")
