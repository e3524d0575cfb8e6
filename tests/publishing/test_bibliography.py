"""How a document is cited."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gazette_site.model import IsoDate
from gazette_site.publishing.data.bibliography import Reference, citation_tags, gbt7714, in_documents

ONE = Reference(
    title="澜川市人民政府关于印发《绿道管理办法》的通知",
    number="澜府发〔2025〕13号",
    authors=("澜川市人民政府",),
    gazette="澜川市人民政府公报",
    year=2025,
    issue="4",
    page=3,
    published=IsoDate("2025-05-09"),
)
BARE = replace(ONE, number="", authors=(), page=None, published=None)


@pytest.mark.parametrize(
    ("title", "number", "expected"),
    [
        ("关于加强管理的通知", "澜府发〔2025〕13号", "《关于加强管理的通知》（澜府发〔2025〕13号）"),
        ("关于印发《办法》的通知", "", "《关于印发〈办法〉的通知》"),
        ("转发《关于印发〈办法〉的通知》的通知", "", "《转发〈关于印发《办法》的通知〉的通知》"),
    ],
)
def test_offices_cite_title_and_number(title: str, number: str, expected: str) -> None:
    """《标题》（文号); marks inside 《》 are 〈〉 (GB/T 15834)."""
    assert in_documents(title, number) == expected


def test_papers_cite_after_gbt7714() -> None:
    """Author, title with number, kind of source, serial, year, issue, page; what is not known is left out."""
    assert gbt7714(ONE) == (
        "澜川市人民政府. 澜川市人民政府关于印发《绿道管理办法》的通知: 澜府发〔2025〕13号[J]. 澜川市人民政府公报, 2025(4): 3."
    )
    assert gbt7714(BARE) == "澜川市人民政府关于印发《绿道管理办法》的通知[J]. 澜川市人民政府公报, 2025(4)."
    many = replace(ONE, authors=("甲局", "乙局", "丙局", "丁局"))
    assert gbt7714(many).startswith("甲局, 乙局, 丙局, 等. ")


def test_reference_managers_find_what_is_printed() -> None:
    """Meta names of Highwire Press, each office by itself; what is not known is left out."""
    assert citation_tags(replace(ONE, authors=("甲局", "乙局"))) == (
        ("citation_title", "澜川市人民政府关于印发《绿道管理办法》的通知"),
        ("citation_author", "甲局"),
        ("citation_author", "乙局"),
        ("citation_journal_title", "澜川市人民政府公报"),
        ("citation_year", "2025"),
        ("citation_publication_date", "2025/05/09"),
        ("citation_issue", "4"),
        ("citation_firstpage", "3"),
        ("citation_technical_report_number", "澜府发〔2025〕13号"),
        ("citation_language", "zh-CN"),
    )
    assert not {"citation_author", "citation_publication_date", "citation_firstpage"} & dict(citation_tags(BARE)).keys()
