"""How a document is cited: as offices write it, after GB/T 7714-2015, and as files for reference managers.

    Reference ──▶ 《……》（澜府发〔2025〕13号） · GB/T 7714 · BibTeX · RIS · CSL-JSON

Only what the gazette prints is said. Where a text ends in print is not recorded, so the page is the one it begins on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from msgspec import Struct

from gazette_site.linking.archive import LinkedDocument
from gazette_site.model import IsoDate, Masthead
from gazette_site.publishing.folder.output import json_bytes
from gazette_site.publishing.phrases import number_in_citation
from gazette_site.publishing.wording import say

_MOST_AUTHORS = 3
"""GB/T 7714-2015, 8.1.2: of more than three authors three are named, then 等."""
_INNER = str.maketrans("《》〈〉", "〈〉《》")
"""GB/T 15834-2011, A.13: marks inside 《》 are 〈〉, and inside those 《》 again."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a citation needs to know."""

    key: str
    """`lanfufa-2025-13`."""
    title: str
    number: str
    """发文字号, or empty."""
    authors: tuple[str, ...]
    gazette: str
    """`澜川市人民政府公报`."""
    year: int
    issue: str
    """`3`, of a 合刊 `3/4`, of a supplement its name."""
    page: int | None
    published: IsoDate | None
    url: str
    """Full address on the web, or empty."""


def reference(linked: LinkedDocument, masthead: Masthead, gazette: str, url: str) -> Reference:
    """The reference of a document; `gazette` is used where the masthead prints no name."""
    document = linked.document
    return Reference(
        key=linked.url.strip("/").rpartition("/")[2],
        title=document.title.value,
        number=document.normal_number,
        authors=document.issuers,
        gazette=masthead.gazette or gazette,
        year=masthead.year,
        issue=number_in_citation(masthead),
        page=document.page,
        published=masthead.published,
        url=url,
    )


def in_documents(title: str, number: str) -> str:
    """As offices cite: `《澜川市人民政府关于印发〈绿道管理办法〉的通知》（澜府发〔2025〕13号）`."""
    quoted = say("marks.book", title=title.translate(_INNER))
    return say("marks.with_number", title=quoted, number=number) if number else quoted


def gbt7714(one: Reference) -> str:
    """After GB/T 7714-2015, as an article of a serial: `作者. 题名: 文号[J]. 刊名, 2025(4): 3.`"""
    authors = ", ".join(one.authors[:_MOST_AUTHORS]) + (
        say("cite.and_others") if len(one.authors) > _MOST_AUTHORS else ""
    )
    head = f"{authors}. " if authors else ""
    number = f": {one.number}" if one.number else ""
    page = f": {one.page}" if one.page is not None else ""
    return f"{head}{one.title}{number}[J]. {one.gazette}, {one.year}({one.issue}){page}."


def bibtex(one: Reference) -> str:
    """One entry of a BibTeX file."""
    fields = {
        "author": " and ".join(f"{{{_tex(author)}}}" for author in one.authors),
        "title": f"{{{_tex(one.title)}}}",
        "journal": _tex(one.gazette),
        "year": str(one.year),
        "number": one.issue,
        "pages": "" if one.page is None else str(one.page),
        "note": _tex(one.number),
        "url": one.url,
        "langid": "chinese",
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@article{{{one.key},\n{lines}}}\n"


def ris(one: Reference) -> str:
    """One record of an RIS file."""
    fields = [
        ("TY", "JOUR"),
        *(("AU", author) for author in one.authors),
        ("TI", one.title),
        ("T2", one.gazette),
        ("PY", str(one.year)),
        ("DA", one.published.replace("-", "/") if one.published else ""),
        ("IS", one.issue),
        ("SP", "" if one.page is None else str(one.page)),
        ("N1", one.number),
        ("LA", "zh-CN"),
        ("UR", one.url),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields if value) + "ER  - \r\n"


class CslName(Struct, frozen=True):
    """An author of CSL-JSON."""

    literal: str


class CslDate(Struct, frozen=True, rename="kebab"):
    """A date of CSL-JSON."""

    date_parts: tuple[tuple[int, ...], ...]
    """Year, month and day, or the year alone."""


class CslItem(
    Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    rename={"container_title": "container-title", "url": "URL"},
):
    """An item of CSL-JSON. What is empty is left out."""

    id: str
    type: str
    author: tuple[CslName, ...] = ()
    title: str = ""
    container_title: str = ""
    issue: str
    page: str = ""
    number: str = ""
    issued: CslDate
    url: str = ""
    language: str


def csl(one: Reference) -> bytes:
    """A list of one item, as CSL-JSON."""
    date = tuple(int(part) for part in one.published.split("-")) if one.published else (one.year,)
    item = CslItem(
        id=one.key,
        type="article-journal",
        author=tuple(map(CslName, one.authors)),
        title=one.title,
        container_title=one.gazette,
        issue=one.issue,
        page="" if one.page is None else str(one.page),
        number=one.number,
        issued=CslDate((date,)),
        url=one.url,
        language="zh-CN",
    )
    return json_bytes([item])


def _tex(words: str) -> str:
    """The words with the signs escaped that mean something to TeX; Chinese, its quotation marks too, is left as it is."""
    return str(_tex_encoder().unicode_to_latex(words))


@cache
def _tex_encoder() -> Any:
    from pylatexenc.latexencode import RULE_CALLABLE, UnicodeToLatexConversionRule, UnicodeToLatexEncoder

    def left_alone(text: str, place: int) -> tuple[int, str] | None:
        return None if text[place].isascii() else (1, text[place])

    rules = [UnicodeToLatexConversionRule(RULE_CALLABLE, left_alone), "defaults"]
    return UnicodeToLatexEncoder(non_ascii_only=False, conversion_rules=rules)
