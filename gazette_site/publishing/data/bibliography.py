"""How a document is cited: as offices write it, after GB/T 7714-2015, and as metadata for reference managers.

    Reference ──▶ 《……》（澜府发〔2025〕13号） · GB/T 7714 · meta names, of which the browser makes BibTeX, RIS, CSL-JSON

Only what the gazette prints is said. Where a text ends in print is not recorded, so the page is the one it begins on.
"""

from __future__ import annotations

from dataclasses import dataclass

from gazette_site.linking.archive import LinkedDocument
from gazette_site.model import IsoDate, Masthead
from gazette_site.publishing.phrases import number_in_citation
from gazette_site.publishing.wording import say

_MOST_AUTHORS = 3
"""GB/T 7714-2015, 8.1.2: of more than three authors three are named, then 等."""
_INNER = str.maketrans("《》〈〉", "〈〉《》")
"""GB/T 15834-2011, A.13: marks inside 《》 are 〈〉, and inside those 《》 again."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a citation needs to know."""

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


def reference(linked: LinkedDocument, masthead: Masthead, gazette: str) -> Reference:
    """The reference of a document; `gazette` is used where the masthead prints no name."""
    document = linked.document
    return Reference(
        title=document.title.value,
        number=document.normal_number,
        authors=document.issuers,
        gazette=masthead.gazette or gazette,
        year=masthead.year,
        issue=number_in_citation(masthead),
        page=document.page,
        published=masthead.published,
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


def citation_tags(one: Reference) -> tuple[tuple[str, str], ...]:
    """The meta names that reference managers read from a page (Highwire Press), and from which the page makes files of citations."""
    tags = (
        ("title", one.title),
        *(("author", author) for author in one.authors),
        ("journal_title", one.gazette),
        ("year", str(one.year)),
        ("publication_date", one.published.replace("-", "/") if one.published else ""),
        ("issue", one.issue),
        ("firstpage", "" if one.page is None else str(one.page)),
        ("technical_report_number", one.number),
        ("language", "zh-CN"),
    )
    return tuple((f"citation_{name}", content) for name, content in tags if content)
