"""Corrections of a sidecar."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazette_site.model import Span
from gazette_site.reading.corrections import apply_corrections, correct_lines
from gazette_site.reading.lines import Line, Transcript
from gazette_site.reading.sidecar import CorrectionRequest


def _request(find: str, replace: str, line: int = 1) -> CorrectionRequest:
    return CorrectionRequest(find, replace, "据纸本", line)


def test_one_match_is_corrected() -> None:
    """A correction that matches once is applied and listed with the line where it stands."""
    result = apply_corrections("甲\n供水管望\n乙", [_request("管望", "管网")])
    assert result.text == "甲\n供水管网\n乙"
    assert [(c.find, c.replace, c.reason, c.line) for c in result.corrections] == [("管望", "管网", "据纸本", 2)]
    assert result.refused == ()


def test_no_match_is_refused() -> None:
    """A correction that matches nowhere changes nothing and is refused."""
    result = apply_corrections("供水管网", [_request("管望", "管网")])
    assert result.text == "供水管网"
    assert result.corrections == ()
    assert [why for _, why in result.refused] == ["在原文中找不到"]


def test_two_matches_are_refused() -> None:
    """A correction that matches twice is refused; the program does not choose."""
    result = apply_corrections("管望。管望。", [_request("管望", "管网")])
    assert result.text == "管望。管望。"
    assert [why for _, why in result.refused] == ["在原文中出现2次（第1、1行），应只有一次"]


def test_matches_that_overlap_themselves_count() -> None:
    """上上 stands twice in 上上上."""
    assert apply_corrections("上上上", [_request("上上", "上")]).corrections == ()


def test_corrections_do_not_see_each_other() -> None:
    """What one correction writes is not looked at by another: each is matched against the file."""
    result = apply_corrections("甲乙", [_request("甲", "乙"), _request("乙", "丙")])
    assert result.text == "乙丙"
    assert len(result.corrections) == 2


def test_overlapping_corrections_are_refused() -> None:
    """Of two corrections of the same words the second is refused."""
    result = apply_corrections("供水管望网", [_request("水管望", "水管"), _request("管望网", "管网")])
    assert result.text == "供水管网"
    assert [(r.find, why) for r, why in result.refused] == [("管望网", "与另一处更正重叠")]


def test_correction_over_lines_keeps_the_line_numbers_of_the_file() -> None:
    """After a correction that takes away or adds a line every later line still knows its line in the file."""
    joined = apply_corrections("一\n二\n三\n四", [_request("二\n三", "二三")])
    assert joined.text == "一\n二三\n四"
    assert joined.origin == (1, 2, 4)
    split = apply_corrections("一\n二三\n四", [_request("二三", "二\n\n三")])
    assert split.text.split("\n") == ["一", "二", "", "三", "四"]
    assert split.origin[0] == 1 and split.origin[-1] == 3
    assert split.corrections[0].line == 2


def test_lines_put_in_come_from_the_line_that_they_replace() -> None:
    """A replacement with more lines than it replaces does not borrow the lines after it."""
    corrected = apply_corrections("一\n甲\n二\n三", [_request("甲", "甲\n乙\n丙\n丁")])
    assert corrected.text.split("\n") == ["一", "甲", "乙", "丙", "丁", "二", "三"]
    assert corrected.origin == (1, 2, 2, 2, 2, 3, 4)


def _printed(*rows: str) -> Transcript:
    lines = tuple(Line(row, (Span(n, 0, len(row)),)) for n, row in enumerate(rows, 1))
    return Transcript(rows, lines)


def test_two_corrections_on_one_printed_line_are_refused() -> None:
    """Of a PDF the second correction that touches a line is refused, and the words of the first stand."""
    transcript, refused = correct_lines(
        _printed("各县区人民正府、市直各部闷", "请遵照执行。"), [_request("正府", "政府"), _request("部闷", "部门")]
    )
    assert transcript.source == ("各县区人民政府、市直各部闷", "请遵照执行。")
    assert [(r.find, why) for r, why in refused] == [("部闷", "与另一处更正在同一行，请合成一处")]


def test_a_correction_over_printed_lines_keeps_the_others_off_all_of_them() -> None:
    """Words over a line end touch both lines."""
    transcript, refused = correct_lines(
        _printed("各县区人民正", "府、市直各部闷", "执行。"), [_request("正府", "政府"), _request("部闷", "部门")]
    )
    assert "".join(transcript.source) == "各县区人民政府、市直各部闷执行。"
    assert [r.find for r, _ in refused] == ["部闷"]


def test_windows_line_ends_match() -> None:
    """A correction over two lines matches whatever the line ends of the file."""
    assert apply_corrections("一\r\n二", [_request("一\n二", "一二")]).text == "一二"


@settings(deadline=None, max_examples=200, derandomize=True)
@given(
    st.text(alphabet="甲乙丙\n", max_size=30),
    st.lists(st.tuples(st.text(alphabet="甲乙丙\n", min_size=1, max_size=4), st.text("丁\n", max_size=3)), max_size=4),
)
def test_every_line_has_an_origin(text: str, pairs: list[tuple[str, str]]) -> None:
    """Whatever is corrected: every request is applied or refused, and every line has a line of the file, in order."""
    result = apply_corrections(text, [_request(find, replace) for find, replace in pairs])
    assert len(result.corrections) + len(result.refused) == len(pairs)
    if result.origin:
        assert len(result.origin) == result.text.count("\n") + 1
        assert list(result.origin) == sorted(result.origin)
        assert result.origin[0] >= 1 and result.origin[-1] <= text.count("\n") + 1


@pytest.mark.parametrize(
    ("text", "find", "corrected"),
    [
        ("甲乙丙\n供水 管望检修", "供水管望", "甲乙丙\n供水管网检修"),
        ("供水管\n望检修", "供水管望", "供水管网检修"),
        ("平台 and 监管", "平台和监管", "供水管网"),
        ("（供水管望）", "(供水管望)", "供水管网"),
        ("供水&nbsp;管望&lt;5", "供水管望<5", "供水管网"),
        ("供水**管望**检修", "供水管望检修", "供水管网"),
        ("供水管\u2f00望", "供水管一望", "供水管网"),
    ],
)
def test_words_may_be_quoted_as_the_page_shows_them(text: str, find: str, corrected: str) -> None:
    """Blanks, ends of lines, widths, entities, emphasis and repairs between the characters do not count."""
    result = apply_corrections(text, [_request(find, "供水管网")])
    assert result.refused == () and result.text == corrected


def test_words_are_not_read_from_one_cell_to_another() -> None:
    """What stands in two cells, or on both sides of an empty line, are no words."""
    for text in ("供水\t管望", "供水|管望", "供水\n\n管望"):
        assert apply_corrections(text, [_request("供水管望", "供水管网")]).text == text


def test_what_was_probably_meant_is_quoted() -> None:
    """A correction that matches nowhere names the nearest place with its line."""
    ((_, why),) = apply_corrections("甲\n供水管忘检修", [_request("供水管望检修", "供水管网检修")]).refused
    assert why == "在原文中找不到；最接近的是第2行“供水管忘检修”"
