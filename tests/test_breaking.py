"""A few races and kills of whole builds; `python -m tools.breaking` does many."""

from __future__ import annotations

from pathlib import Path

from tools.breaking.kills import kills
from tools.breaking.publications import killed_publications
from tools.breaking.races import KINDS, races


def test_of_two_builds_one_publishes_a_whole_site(tmp_path: Path) -> None:
    """Of each kind of race one, both begun at once: nobody fails both, and no site is mutilated."""
    ended = list(races(tmp_path, len(KINDS)))
    assert [(race.kind, race.faults) for race in ended] == [(kind, ()) for kind in KINDS]


def test_a_killed_build_leaves_a_whole_site_and_a_true_ledger(tmp_path: Path) -> None:
    """Killed between the two renames of the swap, and between swap and ledger."""
    ended = list(kills(tmp_path, 0, ("os.rename _site.new", "open .addresses.tsv.new"), "2025-01"))
    assert [(one.published, one.faults) for one in ended] == [("old", ()), ("new", ())]


def test_a_killed_publication_is_told_and_done_again(tmp_path: Path) -> None:
    """Killed while it is copied, and between ledger and log."""
    ended = list(killed_publications(tmp_path, 0, ("open .index.html.new", "open .publications.tsv.new"), "2025-01"))
    assert [(one.state, one.faults) for one in ended] == [("begun", ()), ("begun", ())]
