"""Signs of broken fonts: put right where it is certain what they show, reported where it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazette_site.reading import read_transcript
from gazette_site.reading.fonts import font_problems, sign_of

GLYPHS = {"\ue001": "〔"}


def _texts(text: str, **options: object) -> list[str]:
    return [line.text for line in read_transcript(text, **options).lines]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("syllable", "sign"),
    [
        ("ꎬ", "，"),
        ("ꎺ", "："),
        ("ꎻ", "；"),
        ("ꎨ", "（"),
        ("ꎿ", "？"),
        ("\ua1b6", "《"),
        ("\ua1b0", "“"),
        ("\ua1a2", "、"),
        ("\ua3b7", "7"),
        ("\ua2d9", "①"),
    ],
)
def test_a_syllable_is_the_sign_of_its_code(syllable: str, sign: str) -> None:
    """A Yi syllable whose code point is a GB 2312 code of rows 1 to 3 stands for that sign."""
    assert sign_of(syllable) == sign


def test_yi_writing_has_no_signs() -> None:
    """Most syllables are no GB 2312 code at all."""
    assert [sign_of(c) for c in "ꆈꌠꁱꂷ"] == [None] * 4


def test_a_full_width_point_ends_a_sentence_or_divides_figures() -> None:
    """ꎮ is a full stop, between figures a decimal point, also where the figures came as syllables."""
    assert _texts("长3ꎮ5公里ꎬ宽\ua3b2ꎮ\ua3b4米ꎮ") == ["长3.5公里，宽2.4米。"]


def test_yi_writing_stays() -> None:
    """A line with real Yi writing is not touched, not even where a syllable could be a sign; the doubt is reported."""
    transcript = read_transcript("经研究ꎬ同意ꎮ\nꆈꌠꁱꂷꎬꎮ\n彝文ꆈꌠ与ꎬ并列\n")
    assert [line.text for line in transcript.lines] == ["经研究，同意。", "ꆈꌠꁱꂷꎬꎮ", "彝文ꆈꌠ与ꎬ并列"]
    assert [p.code for p in font_problems(transcript, "a.txt")] == ["font-signs", "font-signs-left"]


def test_signs_alone_on_a_line_need_other_lines_to_show_the_fault() -> None:
    """A line of syllables only is Yi writing unless the transcript shows the fault elsewhere."""
    assert _texts("ꎬꎮ\n桥梁") == ["ꎬꎮ", "桥梁"]
    assert _texts("ꎮ\n桥梁ꎬ") == ["。", "桥梁，"]


def test_private_code_points() -> None:
    """The settings name some, GB 18030 others; those nobody knows stay and are reported with their number."""
    transcript = read_transcript("澜府发\ue0012025\ue78e8号\ue002\ue002", glyphs=GLYPHS)
    assert transcript.lines[0].text == "澜府发〔2025︒8号\ue002\ue002"
    signs, unknown = font_problems(transcript, "a.txt")
    assert "U+E001" in signs.message and "U+E78E" in signs.message
    assert "U+E002（2处）" in unknown.message and (unknown.line, unknown.code) == (1, "private-characters")


def test_cells_of_tables_too() -> None:
    """Cells of a table are put right like lines."""
    (row, _) = read_transcript("桥名ꎨ座ꎩ\t长度\n甲\t1ꎮ5\n").lines
    assert row.cells is not None and row.cells[0][0].text == "桥名（座）"


def test_nothing_is_said_where_nothing_is_wrong() -> None:
    """Ordinary text has no problem, and keeps no second copy of itself."""
    transcript = read_transcript("各县区人民政府，市直各部门：")
    assert font_problems(transcript, "a.txt") == []
    assert transcript.lines[0].printed == ""


@given(st.text(alphabet="桥梁3.，ꎬꎮꎺ\ua3b2ꆈ\ue001\ue78d \t\n", max_size=60))
def test_one_character_takes_the_place_of_one(text: str) -> None:
    """Whatever is put right, a line keeps its length and knows its source."""
    transcript = read_transcript(text, glyphs=GLYPHS)
    for line in transcript.lines:
        if line.cells is None:
            source = "".join(transcript.source[s.line - 1][s.start : s.end] for s in line.spans)
            assert (line.unmended, len(line.text)) == (source, len(source))
