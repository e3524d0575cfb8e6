"""What is drawn beside words: leaders, stars in rules, shading, large first characters, words on their side in cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gazette_site.model import FurnitureReason
from gazette_site.reading.pdf.characters import Aside, Box
from gazette_site.reading.pdf.pages import read_pages
from tests.reading.printed_page import LEFT, SIZE, across, line, page, prose, texts

TITLES = ["关于加强巡查的通知", "关于供水的公告", "关于印发办法的通知"]
XS = (60.0, 160.0, 340.0, 520.0)


def test_drawn_leaders_are_no_rules_of_a_table() -> None:
    """Each line of the contents is a title and its number."""
    rows = [
        (*line(title, 60, 120 + 20 * k), *line(str(5 + 8 * k), 500, 120 + 20 * k)) for k, title in enumerate(TITLES)
    ]
    leaders = [Box(64 + 12 * len(title), 117 + 20 * k, 498, 117 + 20 * k) for k, title in enumerate(TITLES)]
    found = texts(page([c for row in rows for c in row], 1, leaders))
    assert found == [f"{title}　{5 + 8 * k}" for k, title in enumerate(TITLES)]


def test_the_star_in_the_rule_of_a_red_head_is_no_word() -> None:
    """It stands between two rules."""
    head = [*line("澜府发〔2025〕3号", 240, 120), *line("★", 290, 150, 16), *line("关于供水的通知", 230, 190, 18)]
    rules = [Box(48, 144, 286, 144), Box(310, 144, 540, 144)]
    transcript = read_pages([page([*head, *prose(6, LEFT, 230, 40)], 1, rules)])
    assert [one.text for one in transcript.lines][:2] == ["澜府发〔2025〕3号", "关于供水的通知"]
    assert [(one.reason, one.text.value) for one in transcript.markup] == [(FurnitureReason.MARKUP, "★")]


def test_a_star_without_rules_stays() -> None:
    """It may be a mark of the text."""
    head = [*line("★", 290, 150, 16), *line("关于供水的通知", 230, 190, 18)]
    assert texts(page([*head, *prose(6, LEFT, 230, 40)]))[0] == "★"


def shaded(ys: Sequence[tuple[float, float]]) -> Iterator[Box]:
    """The edges of cells that are shaded, row by row."""
    for top, bottom in ys:
        for a, b in pairwise(XS):
            yield from (Box(a, top, b, top), Box(a, bottom, b, bottom), Box(a, top, a, bottom), Box(b, top, b, bottom))


def test_shaded_rows_and_those_between_them_are_one_table() -> None:
    """Also the head over the first, and cells of two lines in rows that are not shaded."""
    rows = [["县区", "水厂", "规模"], ["东山县", "东山水厂", "三万吨"], ["北塔区", "北塔水厂", "五万吨"]]
    chars = [
        c for k, row in enumerate(rows) for x, t in zip(XS, row, strict=False) for c in line(t, x + 4, 315 + 24 * k)
    ]
    chars += [*line("南岭县", 64, 387), *line("南岭水厂和它的三个", 164, 387), *line("加压站", 164, 403)]
    chars += [*line("西河县", 64, 427), *line("无", 164, 427)]
    found = texts(page([*prose(6, LEFT, 100, 40), *chars], 1, list(shaded([(322, 346), (370, 410)]))))
    assert found[6:] == [
        "县区|水厂|规模",
        "东山县|东山水厂|三万吨",
        "北塔区|北塔水厂|五万吨",
        "南岭县|南岭水厂和它的三个加压站|",
        "西河县|无|",
    ]


def test_a_large_first_character_stands_before_its_line() -> None:
    """It reaches down over two lines."""
    first = "了加强城乡供水安全保障工作，根据国家和省有关规定，结合我市实际情况制定本"
    chars = [*line("为", LEFT, 126, 30), *line(first, LEFT + 34, 112), *line("办法。", LEFT + 34, 130)]
    assert texts(page([*chars, *prose(6, LEFT, 150, 40)]))[0] == f"为{first}"


def test_words_on_their_side_stand_in_their_cell() -> None:
    """They are set aside no more."""
    cells = [*line("一", 100, 320), *line("东山水厂", 260, 320), *line("二", 100, 350), *line("北塔水厂", 260, 350)]
    rules = [Box(80, 330, 540, 330), *across(300, 370), *(Box(x, 300, x, 370) for x in (48.0, 80.0, 250.0, 540.0))]
    lying = tuple(c for k, t in enumerate("水厂") for c in line(t, 58, 350 - SIZE * k))
    content = page([*prose(6, LEFT, 100, 40), *cells], 1, rules)
    content = content._replace(aside=(Aside(FurnitureReason.VERTICAL, lying, "方向不同"),))
    assert texts(content)[6:] == ["水厂|一|东山水厂", "|二|北塔水厂"]
