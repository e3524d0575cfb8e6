"""The cases: text in, outline out. How to add one stands in docs/developing.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from gazette_site.config import SiteConfig
from gazette_site.model import IssueId
from gazette_site.parsing import parse_issue
from gazette_site.problems import Severity
from gazette_site.reading import read_transcript
from gazette_site.reading.sidecar import Sidecar
from tests.parsing.outline import outline

HERE = Path(__file__).parent
MARKER = "---------- 预期 ----------\n"
CASES = sorted((HERE / "cases").glob("*.*"))


def outline_of(text: str, *, markdown: bool, whole_file: bool = False) -> str:
    """The outline of an issue 2025-03 with this text; problems of the file as a whole only if asked for."""
    transcript = read_transcript(text, markdown=markdown)
    issue, problems = parse_issue(transcript, IssueId("2025-03"), "2025-03", Sidecar(), SiteConfig().sections)
    lost = [p for p in problems if p.code == "conservation"]
    assert not lost, lost
    shown = [p for p in problems if p.line or whole_file or p.severity is Severity.ERROR]
    return "\n".join(outline(issue, shown)) + "\n"


@pytest.mark.parametrize("path", CASES, ids=[path.name for path in CASES])
def test_case(path: Path) -> None:
    """The text above the marker reads as the outline below it, and no character of it is lost."""
    text, expected = path.read_text("utf-8").split(MARKER)
    shown = outline_of(text, markdown=path.suffix == ".md", whole_file="\n问题 0 |" in "\n" + expected)
    assert shown == expected


def test_enough_cases() -> None:
    """There are cases for every construct of the domain; none is left without an expectation."""
    assert len(CASES) >= 60
    assert all(path.read_text("utf-8").count(MARKER) == 1 for path in CASES)
