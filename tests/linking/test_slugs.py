"""Slugs are readable, plain and safe."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazette_site.config import SLUG
from gazette_site.linking.slugs import LONGEST, document_slug, slug
from gazette_site.model import IssueId
from gazette_site.publishing.folder.staging import safe_path
from tests.conftest import MakeDocument


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("澜府办发〔2024〕106号", "lanfubanfa-2024-106"),
        ("澜川市人民政府令第5号", "lanchuanshirenminzhengfuling-5"),
        ("公告2018年第14号", "gonggao-2018-14"),
        ("", "2023-01-4"),
    ],
)
def test_a_document_is_addressed_by_its_number(make_document: MakeDocument, number: str, expected: str) -> None:
    """The 代字 is romanised; without a number, issue and position stand in."""
    assert document_slug(make_document(number, position=4), IssueId("2023-01"), {}) == expected


def test_a_configured_spelling_wins(make_document: MakeDocument) -> None:
    """Where pinyin does not do, the configuration says how a 代字 is spelt."""
    document = make_document("长府发〔2024〕1号")
    assert document_slug(document, IssueId("2024-01"), {"长府发": "zhangfufa"}) == "zhangfufa-2024-1"


@given(st.text(max_size=300))
def test_every_slug_is_safe(words: str) -> None:
    """Whatever the words, the slug is a-z, 0-9 and single hyphens, not empty and not too long for a file name."""
    made = slug(words, {})
    assert SLUG.fullmatch(made)
    assert len(made) <= LONGEST
    safe_path(f"issuers/{made}/index.html")


@pytest.mark.parametrize("words", ["NUL", "con", "Com1"])
def test_no_slug_is_the_name_of_a_device(words: str) -> None:
    """Words that read like a device of Windows are spelt by their code points, so that their page can be written anywhere."""
    safe_path(f"issuers/{slug(words, {})}/index.html")
    assert slug(words, {}).startswith("u")


def test_words_without_a_reading_keep_apart() -> None:
    """Signs that cannot be romanised are written as their code points."""
    assert slug("——", {}) != slug("……", {})
