"""Fuzzing as routine: some inputs on every run, as many as are wanted with `make fuzz`; what was found once is tried first, for ever."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.fuzz.inputs import INPUTS
from tests.fuzz.targets import CORPUS, TARGETS

EXAMPLES = int(os.environ.get("FUZZ", "0"))
"""Inputs for each cheap target; 0: the short run of `make test`, the same inputs each time."""
SHORT = {
    "reader": 300,
    "sidecar": 300,
    "settings": 300,
    "pdf": 60,
    "download": 100,
    "query": 300,
    "site": 2,
    "growth": 0,
}
COSTLY = {"pdf": 5, "download": 2, "site": 400, "growth": 200}
"""How many times fewer inputs a target gets because each of them costs more."""
KEPT = sorted(path for path in CORPUS.rglob("*") if path.is_file())


@pytest.mark.parametrize("path", KEPT, ids=[path.relative_to(CORPUS).as_posix() for path in KEPT])
def test_what_was_found_stays_mended(path: os.PathLike[str]) -> None:
    """Every input that once broke a promise keeps it."""
    kept = CORPUS / path
    TARGETS[kept.parent.name](kept.read_bytes())


@pytest.mark.parametrize("name", [name for name in TARGETS if EXAMPLES or SHORT[name]])
def test_promises_hold(name: str) -> None:
    """Whatever comes in, the promises of the target hold."""
    number = max(EXAMPLES // COSTLY.get(name, 1), 1) if EXAMPLES else SHORT[name]
    phases = set(Phase) - {Phase.explain} if EXAMPLES else {Phase.generate, Phase.shrink}

    @settings(
        max_examples=number,
        deadline=None,
        derandomize=not EXAMPLES,
        database=None,
        phases=tuple(sorted(phases, key=lambda one: one.value)),
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    @given(INPUTS[name])
    def hold(data: bytes) -> None:
        TARGETS[name](data)

    hold()
