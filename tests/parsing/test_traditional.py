"""Traditional characters in simplified text are proposed, not changed."""

from __future__ import annotations

from gazette_site.parsing.traditional import traditional_problems
from gazette_site.reading import read_transcript

PLAIN = "各县区人民政府要按照属地管理的原则，健全渡口安全责任体系，落实渡工培训、船舶检验、签单发航等制度。\n"


def _messages(text: str) -> list[tuple[int, str]]:
    return [(p.line, p.message.rpartition("：")[2]) for p in traditional_problems(read_transcript(text), "a.txt")]


def test_a_slip_is_proposed_with_its_neighbours() -> None:
    """Each run of traditional characters is named with a character on either side, at its line."""
    assert _messages(PLAIN + "严禁违規占用，必須整改。\n") == [(2, "违規占→违规占、必須整→必须整")]


def test_standard_characters_are_no_slips() -> None:
    """Characters that are standard in names and old words are left alone."""
    assert _messages(PLAIN + "乾隆年间所建的昇平桥，由陈堃、於某某看护；著作、瞭望、准予。\n") == []


def test_a_text_in_traditional_characters_has_no_slips() -> None:
    """Where a text is set in traditional characters throughout nothing is proposed; that they may not be read whole is told once."""
    found = _messages("關於加強橋樑管理的通知\n請認真貫徹執行。\n")
    assert [(line, message[:6]) for line, message in found] == [(1, "全文是繁体字")]


def test_many_lines_are_counted() -> None:
    """After ten lines the rest is told as a number."""
    found = _messages((PLAIN + "严禁违規。\n") * 12)
    assert len(found) == 11 and found[-1][0] == 0
