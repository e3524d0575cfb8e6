"""How a document is cited."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from gazette_site.model import IsoDate
from gazette_site.publishing.data.bibliography import Reference, bibtex, csl, gbt7714, in_documents, ris

ONE = Reference(
    key="lanfufa-2025-13",
    title="澜川市人民政府关于印发《绿道管理办法》的通知",
    number="澜府发〔2025〕13号",
    authors=("澜川市人民政府",),
    gazette="澜川市人民政府公报",
    year=2025,
    issue="4",
    page=3,
    published=IsoDate("2025-05-09"),
    url="https://www.example.gov.cn/gongbao/documents/lanfufa-2025-13/",
)
BARE = replace(ONE, number="", authors=(), page=None, published=None, url="")


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


def test_bibtex_keeps_offices_whole_and_escapes_signs() -> None:
    """An office is no person with a family name; signs of TeX are escaped."""
    entry = bibtex(replace(ONE, authors=("甲局", "乙局"), title="关于R&D投入50%的通知"))
    assert "author = {{甲局} and {乙局}}," in entry and r"title = {{关于R\&D投入50\%的通知}}," in entry
    assert entry.startswith("@article{lanfufa-2025-13,\n") and "author" not in bibtex(BARE)
    assert r"title = {{“甲”\_乙{\textbackslash}丙—1\#}}," in bibtex(replace(ONE, title="“甲”_乙\\丙—1#"))


def test_ris_has_a_tag_a_line() -> None:
    """Each line is a tag, two blanks, a hyphen; the record begins with TY and ends with ER."""
    lines = ris(ONE).split("\r\n")
    assert lines[0] == "TY  - JOUR" and lines[-2:] == ["ER  - ", ""]
    assert {"AU  - 澜川市人民政府", "PY  - 2025", "IS  - 4", "SP  - 3", "DA  - 2025/05/09"} <= set(lines)
    assert "UR  -" not in ris(BARE)


def test_csl_is_a_list_of_one_item() -> None:
    """As citeproc reads it; without a printed day the year."""
    (item,) = json.loads(csl(ONE))
    assert item["author"] == [{"literal": "澜川市人民政府"}] and item["issued"] == {"date-parts": [[2025, 5, 9]]}
    (bare,) = json.loads(csl(BARE))
    assert bare["issued"] == {"date-parts": [[2025]]} and not {"author", "page", "number", "URL"} & set(bare)
