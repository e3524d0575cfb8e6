"""What begins a paragraph: room above it, marks of notes, names in a list, brackets, blocks that are moved in."""

from __future__ import annotations

from gazette_site.reading.pdf.characters import Char
from tests.reading.printed_page import LEFT, SIZE, line, page, prose, read

STOP = "限期整改到位，建立台账，落实巡查检修值守等制度，确保运输安全，并在汛期之前开展排查。"


def begins(*sheets: list[Char]) -> list[tuple[str, bool | None]]:
    """The first four characters of each line, and whether it begins a paragraph."""
    return [(one.text[:4], one.begins) for one in read(*(page(chars, n) for n, chars in enumerate(sheets, 1)))]


def test_room_parts_paragraphs_that_are_not_indented() -> None:
    """Also after a line that is full and ends with a stop."""
    chars = []
    y = 100.0
    for k in range(5):
        full = k == 2
        chars += prose(2, LEFT, y, 40) + line(STOP[-40:] if full else "确保运输安全。", LEFT, y + 40)
        y += 80
    found = begins(chars)
    assert [flag for _, flag in found] == [True, False, False] * 5


def test_the_mark_of_a_note_ends_no_sentence_otherwise() -> None:
    """安全。² is closed."""
    chars = prose(3, LEFT, 100, 40) + line("确保运输安全。²", LEFT, 160) + line("各县区要抓紧落实。", LEFT, 180)
    assert begins(chars)[-1] == ("各县区要", True)


def test_names_with_offices_are_a_list() -> None:
    """Though the line before is full and has no stop."""
    chars = prose(6, LEFT, 100, 20)
    for k, text in enumerate(("周　婷　市工业和信息化局副局长兼主任", "吴建国　市公安局副局长")):
        chars += line(text, LEFT + 2 * SIZE, 240 + 20 * k)
    assert begins(chars)[-1] == ("吴建国　", True)


def test_a_bracket_that_is_open_is_closed_in_its_paragraph() -> None:
    """Wherever the line stands that closes it."""
    chars = (
        prose(8, LEFT, 100, 40)
        + line("李伟　市水务局科长（联系电", LEFT + 60, 280)
        + line("话：0472—69）", LEFT + 140, 300)
    )
    assert begins(chars)[-1] == ("话：04", False)


def test_a_page_whose_text_is_moved_in_is_read_by_its_own_edge() -> None:
    """All lines of a list begin where first lines do elsewhere."""
    first = [c for k in range(6) for c in line("各县区要", LEFT + 24, 100 + 60 * k) + prose(1, LEFT, 120 + 60 * k, 40)]
    moved = [
        c for k in range(5) for c in prose(1, LEFT + 24, 100 + 40 * k, 38) + line("材料；", LEFT + 24, 120 + 40 * k)
    ]
    assert [flag for text, flag in begins(first, moved) if text == "材料；"] == [False] * 5
