"""Blanks between the characters of a line: those that print has, not those that a machine made."""

from __future__ import annotations

from gazette_site.reading.pdf.askew import straightened
from gazette_site.reading.pdf.blanks import row_text
from gazette_site.reading.pdf.characters import Char, PageContent
from tests.reading.printed_page import LEFT, SIZE, line, page, prose, texts


def driven(text: str, step: float, y: float = 100) -> list[Char]:
    """Characters so many sizes apart."""
    return [Char(c, LEFT + k * step * SIZE, LEFT + (k * step + 1) * SIZE, y, SIZE) for k, c in enumerate(text)]


def blanked(text: str, width: float, y: float = 100) -> list[Char]:
    """Characters with a printed blank behind each, so many sizes wide."""
    chars: list[Char] = []
    x = LEFT
    for c in text:
        chars += [Char(c, x, x + SIZE, y, SIZE), Char(" ", x + SIZE, x + SIZE + width * SIZE, y, SIZE)]
        x += SIZE + width * SIZE
    return chars


def test_a_line_that_is_driven_apart_has_no_blanks() -> None:
    """A title set wide, a line of a recogniser that parts all characters."""
    assert row_text(driven("澜川市人民政府公报", 1.9)) == "澜川市人民政府公报"
    assert row_text(blanked("澜府发〔2024〕18号", 0.5)) == "澜府发〔2024〕18号"


def test_wider_gaps_of_such_a_line_stay() -> None:
    """Names are parted by more room than their characters."""
    chars = driven("第一章总则第二章", 1.7)
    moved = [c._replace(x0=c.x0 + 3 * SIZE, x1=c.x1 + 3 * SIZE) for c in chars[3:]]
    assert row_text(chars[:3] + moved) == "第一章\u3000总则第二章"


def test_blanks_without_room_are_none() -> None:
    """Between Chinese characters; not between letters, and not a wide one."""
    chars = [*line("排查", LEFT, 100), Char(" ", LEFT + 24, LEFT + 25, 100, SIZE), *line("隐患", LEFT + 25, 100)]
    assert row_text(chars) == "排查隐患"
    assert (
        row_text([*line("ab", LEFT, 100), Char(" ", LEFT + 24, LEFT + 26, 100, SIZE), *line("cd", LEFT + 26, 100)])
        == "ab cd"
    )


def test_a_stretch_of_a_line_that_was_driven_to_its_edge_has_no_blanks() -> None:
    """The letters of an address cannot be driven apart, the characters before them can."""
    chars = driven("投诉网址：", 2.6)
    assert row_text(chars + line("https", chars[-1].x1 + 1.6 * SIZE, 100)) == "投诉网址：\u3000https"


def test_names_of_two_characters_keep_their_blank() -> None:
    """王　煜 among names of three characters."""
    chars = (
        line("张明远", LEFT, 100)
        + line("王", LEFT + 60, 100)
        + line("煜", LEFT + 84, 100)
        + line("李志强", LEFT + 120, 100)
    )
    assert row_text(chars) == "张明远\u3000王\u3000煜\u3000李志强"


def test_short_lines_of_a_page_that_is_driven_apart_have_no_blanks() -> None:
    """What its long lines show holds for a date, too."""
    chars = [c for k in range(6) for c in driven("各县区要明确专人负责日常巡查发现隐患立即整改", 1.7, 100 + 24 * k)]
    assert texts(page(chars + driven("三月四日", 1.7, 260)))[-1] == "三月四日"


def layer(chars: list[Char], number: int = 1) -> PageContent:
    """A page whose characters a recogniser placed."""
    return page(chars, number)._replace(layer=True, recognised=True)


def test_blanks_that_a_recogniser_put_between_words_are_none() -> None:
    """They are those of its parts, not of the print; between letters they stay."""
    chars = [*line("明确专人", LEFT, 100), Char(" ", LEFT + 48, LEFT + 54, 100, SIZE), *line("负责", LEFT + 54, 100)]
    assert texts(layer(chars + prose(5, LEFT, 120, 40)))[0] == "明确专人负责"


def test_lines_measured_anew_are_no_titles() -> None:
    """A recogniser takes one line for larger than the next."""
    found = texts(layer(prose(4, LEFT, 100, 40) + [c._replace(size=14.0) for c in prose(1, LEFT, 180, 40)]))
    assert found == texts(page(prose(5, LEFT, 100, 40)))[:4] + found[4:] and len(found) == 5


def test_a_page_that_lies_askew_is_put_straight() -> None:
    """Half a degree lifts the end of a line by four points."""
    straight = prose(10, LEFT, 100, 19) + prose(10, 306, 100, 19)
    askew = [c._replace(base=c.base + 0.01 * c.x0, x0=c.x0 - 0.01 * c.base, x1=c.x1 - 0.01 * c.base) for c in straight]
    assert texts(page(askew)) == texts(page(straight))
    assert straightened(page(straight)) == page(straight)
