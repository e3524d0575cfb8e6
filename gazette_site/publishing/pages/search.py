"""The search page; the searching itself is done by `assets/search.js`."""

from __future__ import annotations

from dataclasses import dataclass

from gazette_site.publishing.output import OutputFile
from gazette_site.publishing.pages.addresses import DOCUMENTS, SEARCH, search_for
from gazette_site.publishing.pages.site import Head, Link, Site, holdings


@dataclass(frozen=True, slots=True)
class SearchView:
    """What the search page shows before anything is searched."""

    holdings: str
    examples: tuple[Link, ...]
    lists: tuple[Link, ...]
    """Ways to find something without searching."""


def search_page(site: Site) -> OutputFile:
    """The search page."""
    years = tuple(Link("历年公报", one.url) for one in site.archive.years[:1])
    view = SearchView(
        holdings=holdings(site.archive),
        examples=tuple(Link(words, search_for(words)) for words in site.config.examples),
        lists=(*years, Link("按类别、机关、文种", DOCUMENTS)),
    )
    head = Head("搜索", SEARCH, "按字号、标题或词语搜索公报刊登的文件、附件和大事记。", "", (Link("搜索"),))
    return site.page("search.html", head, view, script=True)
