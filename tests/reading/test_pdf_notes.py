"""Notes at the foot of a page, and the raised marks that point to them."""

from __future__ import annotations

import pytest

from gazette_site.reading.pdf.characters import Char, PageContent
from tests.reading.printed_page import LEFT, RIGHT, SIZE, across, line, page, prose, raised, read, texts

FOOT = across(700, x1=150)
"""The short rule over notes."""
SMALL = 8.0


def marked(text: str, mark: str, rest: str, y: float = 100) -> list[Char]:
    """A line with a raised mark in it."""
    end = LEFT + len(text) * SIZE
    return line(text, LEFT, y) + raised(mark, end, y) + line(rest, end + 0.6 * SIZE * len(mark), y)


def note(mark: str, text: str, y: float) -> list[Char]:
    """A note with its raised mark."""
    return raised(mark, LEFT, y, SMALL) + line(text, LEFT + 0.6 * SMALL * len(mark), y, SMALL)


@pytest.mark.parametrize(("mark", "shown"), [("1", "¹"), ("12", "¹²"), ("[1]", "[1]"), ("①", "①"), ("*", "*")])
def test_a_raised_mark_stands_in_its_line(mark: str, shown: str) -> None:
    """A mark is read where it is printed; bare figures stay raised, so that no number grows by them."""
    assert texts(page(marked("补贴标准为120元", mark, "，按月发放。"))) == [f"补贴标准为120元{shown}，按月发放。"]


@pytest.mark.parametrize("height", [0.15, 0.33, 0.5, 0.7])
def test_a_mark_may_be_raised_little_or_much(height: float) -> None:
    """From a tenth to three quarters of a character."""
    mark = line("2", LEFT + 5 * SIZE, 100 - height * SIZE, 0.6 * SIZE)
    assert texts(page(line("补贴标准为", LEFT, 100) + mark)) == ["补贴标准为²"]


def test_small_words_over_a_line_are_no_mark() -> None:
    """What is no figure, letter or sign stays a line of its own."""
    assert texts(page(line("补贴标准为", LEFT, 100) + line("暂定", LEFT + 5 * SIZE, 94, 7.0))) == ["暂定", "补贴标准为"]


def test_a_note_stands_after_the_paragraph_that_names_it() -> None:
    """Not at the foot of the page, and without joining what follows."""
    chars = marked("补贴标准按年调整", "1", "。") + line("请遵照执行。", LEFT + 2 * SIZE, 120)
    chars += note("1", "不含临溪县。", 720) + prose(3, LEFT, 600, 40)
    found = read(page(chars, rules=FOOT))
    assert [one.text for one in found[:3]] == ["补贴标准按年调整¹。", "¹不含临溪县。", "请遵照执行。"]
    assert found[1].begins and found[2].begins


def test_a_note_never_cuts_a_sentence_that_goes_on_over_the_page() -> None:
    """It waits for the end of the paragraph, on the next page, and keeps its own page."""
    first = prose(2, LEFT, 640, 39) + raised("1", LEFT + 39 * SIZE, 640) + note("1", "不含临溪县。", 720)
    found = read(
        page(first, 1, FOOT), page(line("直到办结为止。", LEFT, 100) + line("特此通知。", LEFT + 2 * SIZE, 120), 2)
    )
    assert [one.text for one in found[2:]] == ["直到办结为止。", "¹不含临溪县。", "特此通知。"]
    assert [one.pdf_page for one in found[2:]] == [2, 1, 2]


def test_a_note_of_two_lines_is_one_paragraph() -> None:
    """Its second line goes on, also where it is short and the page has two columns above it."""
    chars = (
        prose(4, LEFT, 100, 19)
        + prose(4, RIGHT, 100, 19)
        + marked("各县区须按标准", "①", "执行，不得擅自提高或者降低标准。", 200)
    )
    chars += line("①" + "标准由市交通运输局制定并根据物价变动情况每两年调整一次" * 2, LEFT, 720, SMALL) + line(
        "另行公布。", LEFT, 732, SMALL
    )
    found = read(page(chars, rules=FOOT))
    assert [(one.text[:4], one.begins) for one in found[-2:]] == [("①标准由", True), ("另行公布", False)]


def test_notes_in_figures_with_a_stop_are_those_of_raised_figures() -> None:
    """`1.` at the foot is what ¹ points to."""
    chars = marked("补贴标准按年调整", "1", "。") + line("请遵照执行。", LEFT + 2 * SIZE, 120) + prose(3, LEFT, 600, 40)
    assert texts(page(chars + line("1.不含临溪县。", LEFT, 720, SMALL), rules=FOOT))[1] == "1.不含临溪县。"


def test_small_print_without_a_rule_is_a_note_if_its_mark_is_named() -> None:
    """Else it stays where it stands."""
    text = prose(3, LEFT, 600, 40)
    named = marked("补贴标准按年调整", "①", "。") + line("请遵照执行。", LEFT + 2 * SIZE, 120) + text
    assert texts(page(named + line("①不含临溪县。", LEFT, 720, SMALL)))[1] == "①不含临溪县。"
    plain = line("补贴标准按年调整。", LEFT, 100) + line("请遵照执行。", LEFT + 2 * SIZE, 120) + text
    assert texts(page(plain + line("①不含临溪县。", LEFT, 720, SMALL)))[-1] == "①不含临溪县。"


def test_a_power_points_to_no_note() -> None:
    """m² does not name note 2."""
    first = (
        marked("面积为200m", "2", "。")
        + marked("补贴标准按年调整", "1", "。", 120)
        + marked("按月发放", "2", "。", 140)
    )
    chars = first + prose(3, LEFT, 600, 40) + note("1", "不含临溪县。", 720) + note("2", "遇节假日顺延。", 732)
    assert texts(page(chars, rules=FOOT))[:2] == ["面积为200m²。", "补贴标准按年调整¹。"]


def test_notes_of_a_title_stand_after_the_text_of_the_page() -> None:
    """No note comes between a title and the number under it."""
    title = line("统计公报", 250, 100, 18.0) + raised("[1]", 250 + 4 * 18, 100, 18.0)
    chars = title + line("澜川市统计局", 260, 130) + prose(1, LEFT, 600, 40) + line("完毕。", LEFT, 620)
    found = texts(page(chars + line("[1]本公报为初步统计数。", LEFT, 720, SMALL), rules=FOOT))
    assert found[0] == "统计公报[1]" and found[-1] == "[1]本公报为初步统计数。"


def test_a_running_foot_under_notes_is_no_note() -> None:
    """What repeats at the edge of the pages is furniture, also right under notes."""

    def one(number: int) -> PageContent:
        chars = marked("补贴标准按年调整", "1", "。") + prose(3, LEFT, 600, 40) + note("1", "不含临溪县。", 720)
        return page(chars + line("澜川市人民政府公报", 240, 800, SMALL), number, FOOT)

    assert [text for text in texts(one(1), one(2)) if "公报" in text] == []
