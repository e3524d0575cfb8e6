"""The fold is one rule in two languages."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

from gazette_site.fold import fold, fold_each, simplified
from tests.search.conftest import Served
from tests.search.published import folded_pages

BRACKETS = "()（）[]［］【】〔〕﹝﹞〖〗{}｛｝⟨⟩〈〉《》「」『』﹙﹚⁽⁾₍₎︵︶︹︺"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("澜府办发〔２０２５〕７號", "澜府办发20257号"),
        ("澜府办发 [2025] 7 号", "澜府办发20257号"),
        ("7.5%", "7.5"),
        ("第5. 共6……7...8", "第5共678"),
        ("ＧＢ／Ｔ 9704", "gbt9704"),
        ("㎡①⼀⻓", "m21一长"),
        ("關於開展問題", "关于开展问题"),
        ("e\u0301 \u200b—", "é"),
        ("", ""),
    ],
)
def test_what_counts_as_the_same(text: str, expected: str) -> None:
    """Brackets, blanks, widths, case and traditional forms do not matter; the point of a number does."""
    assert fold(text) == expected


def test_texts_folded_together_are_folded_apart() -> None:
    """What ends a text and what begins the next one do not meet: neither points of numbers nor marks over letters."""
    texts = ["共7", ".5万元", "", "e", "\u0301", "ㅎ", "\u1161", "關於\n", "B"]
    assert fold_each(texts) == [fold(text) for text in texts]
    assert fold_each([]) == []
    assert fold_each(["甲\0乙", "丙"]) == ["甲乙", "丙"]


def test_all_brackets_are_nothing() -> None:
    """No bracket of any kind is left."""
    assert fold(BRACKETS) == ""


def test_folding_twice_changes_nothing() -> None:
    """What is folded stays as it is, character by character."""
    folded = {fold(chr(code)) for code in range(0x20, 0xD800)}
    assert {fold(text) for text in folded} == folded


def _in_browser(page: Any, site: Served, texts: list[str]) -> list[str]:
    page.goto(f"{site.address}/about/")
    folded: list[str] = page.evaluate(
        """async ([base, table, texts]) => {
            const { fold, learn } = await import(`${base}/search/engine.js`);
            learn(table);
            return texts.map(fold);
        }""",
        [site.address, "".join(form + plain for form, plain in simplified().items()), texts],
    )
    return folded


def test_both_sides_fold_every_character_alike(site: Served, page: Any) -> None:
    """Every assigned character there is: brackets, widths, compatibility forms, all ideographs."""
    signs = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")]
    wrong = [
        (f"U+{ord(sign):04X}", fold(sign), theirs)
        for sign, theirs in zip(signs, _in_browser(page, site, signs), strict=True)
        if fold(sign) != theirs
    ]
    assert wrong == []


def test_both_sides_fold_the_corpus_alike(site: Served, page: Any) -> None:
    """Whole texts as published, and texts made of what is hard: points, marks, blanks between digits."""
    files = sorted((site.root / "search").rglob("*.js"))
    hard = [
        "1.2.3",
        "1..2",
        "5．６",
        "１。５",
        "1 . 5",
        "e\u0301\u0301",
        "\u1100\u1161",
        "Σς",
        "ﬁ",
        "½",
        "…1…2",
        "\U00020000",
    ]
    texts = [*hard, *folded_pages(site.archive).values(), *(file.read_text() for file in files)]
    assert _in_browser(page, site, texts) == [fold(text) for text in texts]
