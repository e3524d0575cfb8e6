"""Powers, lowered signs, dots of emphasis and formulas."""

from __future__ import annotations

import pytest

from gazette_site.model import FurnitureReason
from gazette_site.reading.pdf.characters import Char
from gazette_site.reading.pdf.columns import Row, Side
from gazette_site.reading.pdf.formulas import formulas
from gazette_site.reading.pdf.pages import read_pages
from tests.reading.printed_page import LEFT, SIZE, line, page, texts


def signed(before: str, sign: str, up: float, share: float = 0.65) -> list[Char]:
    """A line that goes on behind a small sign, so many sizes higher."""
    end = LEFT + len(before) * SIZE
    small = line(sign, end, 100 - up * SIZE, share * SIZE)
    return line(before, LEFT, 100) + small + line("以上", end + len(sign) * share * SIZE, 100)


@pytest.mark.parametrize(("sign", "shown"), [("3", "³"), ("-3", "⁻³"), ("−1", "⁻¹")])
@pytest.mark.parametrize("share", [0.6, 0.83])
def test_powers_stand_in_their_line(sign: str, shown: str, share: float) -> None:
    """Browsers make them five sixths as large as the text."""
    assert texts(page(signed("浓度为10", sign, 0.35, share))) == [f"浓度为10{shown}以上"]


@pytest.mark.parametrize("down", [0.15, 0.3, 0.45])
def test_lowered_signs_stand_in_their_line(down: float) -> None:
    """CO2 is read as it is written on a line."""
    assert texts(page(signed("二氧化碳CO", "2", -down))) == ["二氧化碳CO2以上"]


@pytest.mark.parametrize("place", [-0.95, 0.25, 0.5])
def test_dots_of_emphasis_are_in_no_line(place: float) -> None:
    """They stand over or under the middle of their characters."""
    words = line("一律不得收费，违者追责。", LEFT, 100)
    dots = [Char("•", c.middle - 2, c.middle + 2, 100 + place * SIZE, 5.0) for c in words[:6]]
    transcript = read_pages([page([*words, *dots])])
    assert [one.text for one in transcript.lines] == ["一律不得收费，违者追责。"]
    assert [(one.reason, len(one.text.value)) for one in transcript.markup] == [(FurnitureReason.MARKUP, 6)]


def test_leaders_of_contents_are_no_emphasis() -> None:
    """They stand in a line with words."""
    assert texts(page(line("供水通知····3", LEFT, 100) + line("节水通知····5", LEFT, 120))) == [
        "供水通知····3",
        "节水通知····5",
    ]


def row(text: str, base: float, size: float = SIZE) -> Row:
    """A row across the page."""
    return Row(text, LEFT, LEFT + len(text) * size, base, size, Side.ACROSS)


def test_stacked_formulas_are_told() -> None:
    """A fraction and the bounds of a sum; not lines under each other."""
    assert list(formulas([row("Q×P", 100, 8), row("F=", 105), row("1+r", 111, 8)])) == ["Q×P F= 1+r"]
    assert list(formulas([row("取¹2；", 100)])) == ["取¹2；"]
    assert not list(formulas([row("A=1", 100), row("B=2", 120), row("面积10²米", 140)]))
