"""What counts as the same character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazette_site.characters import bare, folded, forget, one_line, remember, without_blanks


@pytest.mark.parametrize(
    "blank", [" ", "\t", "\u3000", "\u00a0", "\u200b", "\ufeff", "\u00ad", "\u2028", "\x00", "\x1f", "\ufe0f", "\u202e"]
)
def test_what_carries_no_print_is_dropped(blank: str) -> None:
    """White space, control, zero-width and direction characters are no characters of the print."""
    assert without_blanks(f"澜{blank}川") == "澜川"
    assert folded(f"澜{blank}川") == "澜川"


def test_folding_knows_widths_and_radicals() -> None:
    """Full-width signs and radical code points are the characters that they stand in for."""
    assert folded("２０２５：（⼀）") == "2025:(一)"


def test_bare_text_has_letters_and_digits_only() -> None:
    """Loose comparison sees neither punctuation nor case nor blanks."""
    assert bare("关于印发《甲 办法》（ＡＢＣ-1）的通知") == "关于印发甲办法abc1的通知"


def test_one_line_keeps_single_blanks() -> None:
    """Runs of blanks become one, at the ends none."""
    assert one_line("　陆　　衡 \n市长 ") == "陆 衡 市长"


@given(st.lists(st.text("澜川，。 \u3000\t（⼀㈠ＡΣσİ%-_①\ufe00\u200b\x00が゛\u3099\n", max_size=9), max_size=9))
def test_texts_remembered_together_are_as_one_by_one(texts: list[str]) -> None:
    """Blanks, variants, marks that join what stands before them: no line takes anything from its neighbours."""
    forget()
    alone = [(without_blanks(text), folded(text), bare(text)) for text in texts]
    forget()
    remember(texts)
    assert [(without_blanks(text), folded(text), bare(text)) for text in texts] == alone
