"""The three real issues, scored against their gold standard, where it is at hand.

They are real print and not part of the project: put them beside the checkout as `shared/issues`, the standard with its two scorers as
`shared/gold`. Without them these tests are skipped; `tests/invented` holds whole issues that are always there.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from gazette_site.cli import PUBLISHED, main

SHARED = Path(__file__).parents[2] / "shared"
TEXT = "all=0.94 seg=1 title=1 number=1 chron=1 att=0.9 cells=0.97 shape=0.8 djoin=0.95 cjoin=0.9"
FAULTS = "max=0 dup=0.02 extra=0.05 misplaced=0.1 overjoin=0.3"
FACTS = "headings=0.97 citations=1 repeals=1 appointments=1 force=1"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of the real issues."""
    if not (SHARED / "gold" / "score.py").is_file():
        pytest.skip("no gold standard beside the checkout (shared/gold, shared/issues)")
    output = tmp_path_factory.mktemp("gold") / "site"
    assert main(["--issues", str(SHARED / "issues"), "--output", str(output), "--quiet"]) == PUBLISHED
    return output / "data" / "issues"


def _score(script: str, data: Path, thresholds: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SHARED / "gold" / script), str(data), *thresholds.split()]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_text_of_the_real_issues(data: Path) -> None:
    """Segmentation, titles, numbers, joins, attachments and tables reach the thresholds set for the real issues."""
    scored = _score("score.py", data, f"{TEXT} {FAULTS}")
    assert scored.returncode == 0, scored.stdout + scored.stderr


def test_the_facts_of_the_real_issues(data: Path) -> None:
    """Headings and appointments reach the thresholds set for the real issues."""
    scored = _score("score_facts.py", data, FACTS)
    assert scored.returncode == 0, scored.stdout + scored.stderr
