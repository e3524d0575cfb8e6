"""What no text may hold is set aside at the entrance, whatever the file and wherever it stands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazette_site.characters import UNFIT, for_terminal, has_unfit, named, unfit_in
from gazette_site.config import SiteConfig
from gazette_site.model import FurnitureReason, IssueId
from gazette_site.parsing import parse_issue
from gazette_site.parsing.conservation import check_conservation
from gazette_site.problems import Severity
from gazette_site.reading import ReadingSettings, Source, read_source, read_transcript
from gazette_site.reading.entrance import character_problems
from gazette_site.reading.lines import line_text, parts_of
from gazette_site.reading.sidecar import Sidecar
from tests.reading.pdf_writer import BODY, Sheet, show, stream, write_pdf

KINDS = {
    "NUL": "\x00",
    "backspace": "\x08",
    "escape": "\x1b",
    "delete": "\x7f",
    "C1": "\x9b",
    "next line": "\x85",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "right to left": "\u202e",
    "isolate": "\u2066",
    "Arabic mark": "\u061c",
    "annotation": "\ufff9",
    "noncharacter": "\ufdd0",
    "U+FFFE": "\ufffe",
    "U+FFFF": "\uffff",
    "noncharacter of plane 1": "\U0001ffff",
    "noncharacter of plane 16": "\U0010fffe",
    "tag": "\U000e0041",
    "half a character": "\ud800",
}
FIT = "甲 \t\u3000A\u200b\u200d\u180e\ufe0f\ufeff\u00ad\ue000\ua3ac𠀀é"
"""Among them what carries no print and is handled elsewhere."""


@pytest.mark.parametrize("character", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("甲?乙", ["甲乙"]),
        ("?甲乙?", ["甲乙"]),
        ("甲 ? 乙", ["甲  乙"]),
        ("甲\n?\n乙", ["甲", "乙"]),
        ("<p ?>甲</p>", ["甲"]),
        ("甲?\t乙\n丙\t??丁", ["甲 乙", "丙 丁"]),
        ("&lt;甲?&gt;", ["<甲>"]),
    ],
)
def test_it_is_set_aside_wherever_it_stands(character: str, row: str, words: list[str]) -> None:
    """No line holds it, the words beside it stay, and it is furniture, written by its number."""
    transcript = read_transcript(row.replace("?", character))
    assert [line_text(line) for line in transcript.lines] == words
    said = "".join(item.text.value for item in transcript.markup)
    assert not has_unfit(said)
    assert said.count(f"U+{ord(character):04X}") == row.count("?")
    assert {item.reason for item in transcript.markup} == {FurnitureReason.MARKUP}


def test_what_is_fit_stays() -> None:
    """Blanks, joiners, variation selectors, private and rare characters are no matter of the entrance."""
    assert not has_unfit(FIT) and named(FIT) == FIT and unfit_in(FIT) == ""


def test_entities_are_no_way_round() -> None:
    """An entity that stands for a mark of direction brings none in."""
    transcript = read_transcript("甲&#x202e;乙&#x2066;丙&#xfffe;")
    assert not any(has_unfit(line.text) for line in transcript.lines)


def test_it_is_said_once() -> None:
    """One warning for a file, at the first place, with every kind and how often; the form feed of a page is none."""
    transcript = read_transcript("\f甲\n\f乙\x08丙\ufffe\n\x08")
    (problem,) = character_problems(transcript, "issues/2025-03.txt")
    assert (problem.severity, problem.line, problem.code) == (Severity.WARNING, 2, "unfit-characters")
    assert "U+0008（2处）、U+FFFE（1处）" in problem.message and not has_unfit(problem.quote)
    assert not list(character_problems(read_transcript("\f甲\n\f乙"), "x"))


@given(
    st.lists(
        st.sampled_from([*KINDS.values(), "甲", "乙", " ", "\n", "\t", "|", "<td>", "&lt;", "#", "一、", "1"])
    ).map("".join)
)
def test_nothing_is_lost_by_it(text: str) -> None:
    """Whatever the mixture: no line holds anything unfit, and every character is in one place."""
    transcript = read_transcript(text)
    assert not any(has_unfit(part.text) for part in parts_of(transcript.lines))
    issue, problems = parse_issue(transcript, IssueId("2025-03"), "2025-03.txt", Sidecar(), SiteConfig().sections)
    assert [p for p in problems if p.code == "conservation"] == [] == check_conservation(issue, transcript, "x")


def test_an_unfit_character_that_is_lost_is_noticed() -> None:
    """The check of conservation counts noncharacters as it counts words."""
    transcript = read_transcript("甲\ufffe乙")
    issue, _ = parse_issue(transcript, IssueId("2025-03"), "x", Sidecar(), SiteConfig().sections)
    kept = tuple(item for item in issue.furniture if item.reason is not FurnitureReason.MARKUP)
    assert check_conservation(replace(issue, furniture=kept), transcript, "x")


def test_glyphs_of_a_pdf_pass_the_same_entrance(tmp_path: Path) -> None:
    """A font that names its glyphs as noncharacters, controls and marks of direction brings none of them in."""
    names = "".join(f"<{code:04x}><{text}>" for code, text in enumerate(("fffe", "202e", "0085", "7532"), 1))
    codes = f"1 begincodespacerange <0000><ffff> endcodespacerange 4 beginbfchar {names} endbfchar"
    cmap = f"/CIDInit /ProcSet findresource begin begincmap {codes} endcmap end"
    font = "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 11 0 R>>"
    content = "".join(show(BODY, 94, 700 - 20 * n) for n in range(8))
    sheet = Sheet(
        f"{content}BT /U 12 Tf 1 0 0 1 94 500 Tm <00040001000200030004> Tj ET\n",
        resources="/Font<</H 5 0 R/U 10 0 R>>",
        objects=(font, stream(cmap)),
    )
    path = write_pdf(tmp_path / "2025-05.pdf", [sheet])
    source = Source(IssueId("2025-05"), path, "issues/2025-05.pdf", path)
    transcript, _, problems = read_source(source, ReadingSettings())
    assert transcript is not None
    assert not any(has_unfit(line_text(line)) for line in transcript.lines)
    assert not any(has_unfit(item.text.value) for item in transcript.markup)
    assert any(line_text(line).replace("\ufffd", "").endswith("甲甲") for line in transcript.lines)
    assert any("unfit-characters" in problem.code for problem in problems)


@given(st.text())
def test_a_terminal_is_not_steered(text: str) -> None:
    """Whatever is said: only line ends are left of what a terminal obeys, and nothing turns its direction."""
    said = for_terminal(text)
    assert not UNFIT.search(said) and "\r" not in said and "\t" not in said
