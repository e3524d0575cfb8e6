"""Transcripts to lines: nothing understood, nothing lost."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazette_site.characters import BLANK
from gazette_site.model import FurnitureReason, Text
from gazette_site.reading import Transcript, read_transcript
from gazette_site.reading.lines import line_spans
from gazette_site.reading.markup import markdown_structure, whole_structure


def _shape(transcript: Transcript) -> list[object]:
    """Lines as their words, table rows as lists of cells."""
    return [
        line.text if line.cells is None else ["/".join(part.text for part in cell) for cell in line.cells]
        for line in transcript.lines
    ]


def _marks(transcript: Transcript) -> list[str]:
    return [item.text.value for item in transcript.markup]


def test_lines_know_their_place_and_the_gap_before() -> None:
    """A line has its number in the file, its words without outer blanks, and the empty lines before it."""
    transcript = read_transcript("　　甲 乙　\n\n\n丙\n")
    assert [(line.text, line.number, line.gap) for line in transcript.lines] == [("甲 乙", 1, 0), ("丙", 4, 2)]
    assert transcript.source == ("　　甲 乙　", "", "", "丙", "")


def test_heading_marks_are_markup_only_in_markdown() -> None:
    """`##` is a mark in Markdown, with its level, and print in a text file."""
    assert read_transcript("## 大事记 ##").lines[0].text == "## 大事记 ##"
    transcript = read_transcript("## 大事记 ##", markdown=True)
    assert (transcript.lines[0].text, transcript.lines[0].level) == ("大事记", 2)
    assert _marks(transcript) == ["##", "##"]


def test_emphasis_and_escapes_are_markup_in_markdown() -> None:
    """Stars of emphasis and the backslash before a sign are marks; a star that stands alone is print."""
    transcript = read_transcript(r"**第一条** 3 * 4 = 12，A\*B", markdown=True)
    assert transcript.lines[0].text == "第一条 3 * 4 = 12，A*B"


def test_underlined_heading_and_rule_are_markup() -> None:
    """The line under a heading and a thematic break are no print."""
    transcript = read_transcript("大事记\n===\n\n---\n\n甲", markdown=True)
    assert _shape(transcript) == ["大事记", "甲"]
    assert _marks(transcript) == ["===", "---"]


def test_page_number_between_dashes_is_no_rule() -> None:
    """`- 3 -` is a printed page number, not a list and not a rule."""
    assert _shape(read_transcript("- 3 -", markdown=True)) == ["- 3 -"]


@pytest.mark.parametrize("markdown", [False, True])
def test_tags_off_the_closed_list_are_print(markdown: bool) -> None:
    """A script, a template and an unknown tag are print and stay as they are."""
    text = "<script>alert(1)</script>{{ 7*7 }}<x-y>{% for %}"
    assert _shape(read_transcript(text, markdown=markdown)) == [text]


def test_table_of_tabs() -> None:
    """Rows with tabs one under the other are a table; an empty row between them is one of its rows."""
    transcript = read_transcript("甲\t乙\t丙\n1\t\t3\n\t\t\n4\t5\t6\n")
    assert _shape(transcript) == [["甲", "乙", "丙"], ["1", "", "3"], ["", "", ""], ["4", "5", "6"]]


def test_one_tab_in_one_line_is_no_table() -> None:
    """A single tab in a single line is a blank."""
    assert _shape(read_transcript("市长\t陆衡")) == ["市长\t陆衡"]


def test_table_of_bars() -> None:
    """Bars and the row of dashes are marks; an empty cell stays a cell."""
    transcript = read_transcript("| 甲 | 乙 |\n| --- | --- |\n| 1 |  |\n", markdown=True)
    assert _shape(transcript) == [["甲", "乙"], ["1", ""]]


def test_table_of_tags_with_merged_cells() -> None:
    """Cells that reach over rows and columns leave empty cells, so that columns stay under their heads."""
    html = (
        "<table><tr><th>科室</th><th>姓名</th><th>电话</th></tr>"
        "<tr><td rowspan='2'>秘书科</td><td>张<br>锐</td><td>1</td></tr>"
        "<tr><td>李文博</td><td>2</td></tr><tr><td colspan=2>值班室</td><td>3</td></tr></table>"
    )
    assert _shape(read_transcript(html)) == [
        ["科室", "姓名", "电话"],
        ["秘书科", "张/锐", "1"],
        ["", "李文博", "2"],
        ["值班室", "", "3"],
    ]


def test_absurd_spans_are_not_believed() -> None:
    """A colspan of a billion does not fill the memory."""
    rows = read_transcript("<table><tr><td colspan='999999999'>甲</td></tr></table>").lines
    assert len(rows[0].cells or ()) <= 200


def test_picture_is_a_line_with_its_caption() -> None:
    """An image keeps its caption as print and its address as data; the rest is a mark."""
    line = read_transcript("![示意图](images/a.png)", markdown=True).lines[0]
    assert (line.text, line.picture) == ("示意图", "images/a.png")


def test_invisible_line_is_blank() -> None:
    """A line of zero-width characters is an empty line."""
    assert [line.gap for line in read_transcript("甲\n\u200b\ufeff\n乙").lines] == [0, 1]


def test_entities_are_the_characters_they_stand_for() -> None:
    """Named, decimal and hexadecimal entities are characters, once; what stands for none, or for a control character, is print."""
    transcript = read_transcript("甲&lt;乙&gt;&#20108;&#x4e09;&amp;lt;&nonsense;&#7;&copy")
    assert _shape(transcript) == ["甲<乙>二三&lt;&nonsense;&#7;&copy"]
    assert [e.written for e in transcript.lines[0].entities] == ["&lt;", "&gt;", "&#20108;", "&#x4e09;", "&amp;"]


def test_a_link_is_its_words() -> None:
    """In Markdown the brackets and the address of a link are marks; a year in brackets before brackets is print."""
    transcript = read_transcript(
        '1. [关于春耕的通知](#a1)（3），[见](https://example.invalid/x "题")，[2013](附件)。', markdown=True
    )
    assert transcript.lines[0].text == "1. 关于春耕的通知（3），见，[2013](附件)。"


def test_an_entity_is_no_tag_and_a_blank_is_a_mark() -> None:
    """`&lt;br&gt;` is print; `&nbsp;` leaves a blank and is listed as a mark, at the ends of a line too."""
    assert _shape(read_transcript("甲&lt;br&gt;乙")) == ["甲<br>乙"]
    transcript = read_transcript("&nbsp;甲&emsp;乙&nbsp;")
    assert _shape(transcript) == ["甲\u2003乙"]
    assert _marks(transcript) == ["&nbsp;", "&emsp;", "&nbsp;"]


def test_an_entity_keeps_its_place_when_a_line_is_cut() -> None:
    """A part of a line has the places of its own characters, whatever the entities before it are long."""
    line = read_transcript("甲&lt;乙丙&gt;丁").lines[0]
    part = line.part(2)
    assert (part.text, [(s.start, s.end) for s in part.spans]) == ("乙丙>丁", [(5, 7), (7, 11), (11, 12)])
    assert [e.character for e in part.entities] == [">"]


def test_the_star_of_a_footnote_is_print_and_that_of_a_list_is_none() -> None:
    """A star that stands alone marks a note; stars one under the other, or beside other items, are a list."""
    assert _shape(read_transcript("标准*为百元。\n\n* 不含丙县。")) == ["标准*为百元。", "* 不含丙县。"]
    assert _shape(read_transcript("事项：\n\n* 甲\n* 乙", markdown=True)) == ["事项：", "甲", "乙"]
    assert _shape(read_transcript("甲*乙\n\n- 丙\n* 丁", markdown=True)) == ["甲*乙", "丙", "丁"]
    lists = "* 甲\n* 乙\n\n完。\n\n* 丙\n\n完。"
    assert _shape(read_transcript(lists, markdown=True)) == ["甲", "乙", "完。", "丙", "完。"]


def test_the_item_of_a_list_begins_a_paragraph() -> None:
    """The mark of a list shows that a paragraph begins; nothing else in such a file does."""
    lines = read_transcript("要求如下\n- 甲\n- 乙\n以上。", markdown=True).lines
    assert [line.begins for line in lines] == [None, True, True, None]


def test_words_between_rows_of_a_table_are_a_row() -> None:
    """Short words between two rows of as many cells are a row of one cell; a sentence, or a head of another table below, are none."""
    table = "序号\t名称\t单位\n一、甲类\n1\t乙\t丙\n二、丁类\n2\t戊\t己"
    assert _shape(read_transcript(table)) == [
        ["序号", "名称", "单位"], ["一、甲类"], ["1", "乙", "丙"], ["二、丁类"], ["2", "戊", "己"],
    ]  # fmt: skip
    assert _shape(read_transcript("1\t乙\t丙\n以上为甲类。\n2\t戊\t己"))[1] == "以上为甲类。"
    assert _shape(read_transcript("1\t乙\t丙\n人员表\n姓名\t职务\t单位"))[1] == "人员表"


INDENTED = """　　为做好工作，经研究决定，现将有关的事项通
知如下。
　　一、关于时间
　　自本月起，各单位应当在每月十日以前报送上
月的数据和说明。
　　二、其他"""


def test_indents_tell_paragraphs_in_hard_wrapped_text() -> None:
    """Rows with an indent begin a paragraph, rows under a full row go on."""
    assert [line.begins for line in read_transcript(INDENTED).lines] == [True, False, True, True, False, True]
    half = INDENTED.replace("　　", "    ")
    assert [line.begins for line in read_transcript(half).lines] == [True, False, True, True, False, True]


def test_indents_tell_nothing_where_they_do_not_follow_the_paragraphs() -> None:
    """Indented rows after open ones, or paragraphs without an indent, say that indents mean nothing here."""
    assert not any(
        line.begins for line in read_transcript(INDENTED.replace("\n", "\n　　").replace("　　　　", "　　")).lines
    )
    assert not any(line.begins for line in read_transcript(INDENTED.replace("　　", "")).lines)
    assert not any(line.begins for line in read_transcript("　　甲。\n乙。\n丙。\n　　丁。").lines)


def test_a_comment_that_is_never_closed_is_print() -> None:
    """`<!--` without its end is print, quickly; a comment with its end is a mark."""
    assert _shape(read_transcript("甲<!-- 注 -->乙<!-- 丙")) == ["甲乙<!-- 丙"]
    assert len(read_transcript("<!--" * 100_000).lines) == 1


LINES = st.sampled_from(
    [
        "# 甲", "## 乙 ##", "| 甲 | 乙 |", "| --- | --- |", "|", "a\tb\tc", "\t\t", "<table>", "<tr>", "<td rowspan=3>", "</td>",
        "<td colspan='2'>x", "</tr></table>", "<td><table><tr><td>", "<br>", "![图](a.png)", "<img src=b.png>", "**粗**", "\\*", "> 引",
        "- 项", "- 3 -", "---", "===", "```", "<!-- 注 -->", "<!--", "<p>段</p>", "", "　", "\u200b", "<b", "&lt;",
        "&nbsp;", "&#x4e00;", "&amp;lt;", "&no;",
        "</table>", "|x|", "* * *",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(LINES, st.text(max_size=15)), max_size=25).map("\n".join),
    st.lists(LINES, max_size=12).map("".join),
)


@settings(deadline=None, max_examples=1000, derandomize=True)
@given(TEXTS, st.booleans())
def test_every_printed_character_is_read_once(text: str, markdown: bool) -> None:
    """For any text whatsoever: every character that is no blank is in one line or one mark, unchanged, and nothing raises."""
    transcript = read_transcript(text, markdown=markdown)
    seen: Counter[tuple[int, int]] = Counter()
    for line in transcript.lines:
        seen.update((s.line, i) for s in line_spans(line) for i in range(s.start, s.end))
        characters = {entity.span: entity.character for entity in line.entities}
        assert line.cells is not None or line.text == "".join(
            characters.get(s) or transcript.source[s.line - 1][s.start : s.end] for s in line.spans
        )
    for item in transcript.markup:
        assert item.reason is FurnitureReason.MARKUP and isinstance(item.text, Text)
        seen.update((s.line, i) for s in item.text.spans for i in range(s.start, s.end))
    printed = {
        (n, i) for n, row in enumerate(transcript.source, 1) for i, c in enumerate(row) if not BLANK.fullmatch(c)
    }
    assert printed <= set(seen)
    assert not any(count > 1 for place, count in seen.items() if place in printed)


@settings(deadline=None, max_examples=300, derandomize=True)
@given(TEXTS, st.booleans())
def test_lines_come_in_the_order_of_the_file(text: str, markdown: bool) -> None:
    """Reading moves nothing: the places of the lines only go forward."""
    places = [span for line in read_transcript(text, markdown=markdown).lines for span in line_spans(line)]
    assert places == sorted(places)


_ROWS = st.sampled_from(
    [
        "",
        " ",
        "甲",
        "---",
        "- 乙",
        "  丙",
        "   ---",
        "===",
        "| 丁 | 戊 |",
        "|---|---|",
        "> ---",
        "1. 己",
        "* * *",
        "-",
        "    庚",
        "```",
        "<div>",
    ]
)


@given(st.lists(_ROWS, max_size=14))
def test_what_stands_around_rules_is_enough(rows: list[str]) -> None:
    """Rules, underlines and tables are the same whether the parser is given all rows or only those around rows of signs."""
    assert markdown_structure("\n".join(rows)) == whole_structure(rows)
