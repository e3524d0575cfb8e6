"""The search page, and the lists of document numbers; the searching itself is done by the scripts in `templates/search/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from gazette_site.document_numbers import NumberParts, number_parts
from gazette_site.linking.archive import LinkedDocument, Url
from gazette_site.linking.slugs import numbers_list
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.frame.addresses import DOCUMENTS, NUMBERS, SEARCH, TOGETHER, YEARS, search_for
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.phrases import listed, phrased, year_name
from gazette_site.publishing.standing_words import Badge
from gazette_site.publishing.wording import say

_OTHERS = Url(f"{NUMBERS}other/")


@dataclass(frozen=True, slots=True)
class SearchView:
    """What the search page shows before anything is searched."""

    examples: tuple[Link, ...]
    numbers: Url
    """The lists of document numbers, which need no script."""
    lists: tuple[Link, ...]
    """Ways to find something without searching."""
    together: Link | None
    """The page that searches other sites, too."""
    quoted: str
    """How the heading quotes what is searched, which stands where `{text}` is."""


class Code(NamedTuple):
    """A 代字 with its list of numbers."""

    words: str
    url: Url
    size: int


class NumberedDocument(NamedTuple):
    """A document in a list of numbers."""

    number: str
    url: Url
    title: Markup
    """With the places where its phrases end."""
    badge: Badge | None
    """Its standing."""


class NumberGroup(NamedTuple):
    """The numbers of one 代字 and year."""

    heading: str
    documents: tuple[NumberedDocument, ...]


@dataclass(frozen=True, slots=True)
class NumbersView:
    """What a list of document numbers shows: the codes to choose from, or the numbers of one."""

    heading: str
    count: str
    codes: tuple[Code, ...]
    groups: tuple[NumberGroup, ...]


class _Numbered(NamedTuple):
    parts: NumberParts
    document: LinkedDocument


def search_page(site: Site) -> OutputFile:
    """The search page."""
    years = (Link(say("names.issues"), YEARS),) if site.archive.years else ()
    view = SearchView(
        examples=tuple(Link(words, search_for(words)) for words in site.config.examples),
        numbers=NUMBERS,
        lists=(*years, Link(say("search.by_list"), DOCUMENTS), Link(say("numbers.short"), NUMBERS)),
        together=Link(say("search_together.name"), TOGETHER) if site.config.sites else None,
        quoted=say("search_page.quoted", text="{text}"),
    )
    name = say("names.search")
    head = Head(name, SEARCH, say("search.description"), "", (Link(name),))
    return site.page("search.html", head, view)


def number_pages(site: Site) -> Iterator[OutputFile]:
    """The list of codes, and for each code the list of its numbers: the finder without a script."""
    lists = _by_address(site)
    codes = tuple(Code(_names(group), url, len(group)) for url, group in lists.items())
    title, count = say("numbers.title"), say("numbers.count", count=sum(code.size for code in codes))
    crumbs = (Link(say("names.documents"), DOCUMENTS), Link(say("numbers.short")))
    head = Head(title, NUMBERS, say("numbers.description"), say("menu.documents"), crumbs)
    yield site.page("numbers.html", head, NumbersView(title, count, codes, ()))
    for code in codes:
        yield _code_page(site, code, lists[code.url])


def _code_page(site: Site, code: Code, group: list[_Numbered]) -> OutputFile:
    view = NumbersView(code.words, say("counts.all_documents_stop", count=code.size), (), tuple(_groups(site, group)))
    crumbs = (Link(say("names.documents"), DOCUMENTS), Link(say("numbers.short"), NUMBERS), Link(code.words))
    title, description = say("numbers.code_title", code=code.words), say("numbers.code_description", code=code.words)
    head = Head(title, code.url, description, say("menu.documents"), crumbs)
    return site.page("numbers.html", head, view)


def _by_address(site: Site) -> dict[Url, list[_Numbered]]:
    """Documents with a number by the address of their list, the longest list first."""
    lists: dict[Url, list[_Numbered]] = {}
    for linked in site.archive.issues:
        for document in linked.documents:
            parts = number_parts(document.document.normal_number)
            if parts:
                lists.setdefault(_address(document.url), []).append(_Numbered(parts, document))
    return dict(sorted(lists.items(), key=lambda item: (-len(item[1]), item[0])))


def _address(url: Url) -> Url:
    return Url(numbers_list(url) or _OTHERS)


def _names(group: Iterable[_Numbered]) -> str:
    return listed(dict.fromkeys(one.parts.code for one in group))


def _groups(site: Site, group: list[_Numbered]) -> Iterator[NumberGroup]:
    """By year, the newest first."""
    ordered = sorted(group, key=lambda one: (-one.parts.year, one.parts.code, one.parts.n))
    for year, same in groupby(ordered, key=lambda one: one.parts.year):
        documents = tuple(_listed(site, one) for one in same)
        yield NumberGroup(year_name(year) if year else say("numbers.no_year"), documents)


def _listed(site: Site, one: _Numbered) -> NumberedDocument:
    document, url = one.document.document, one.document.url
    return NumberedDocument(document.normal_number, url, phrased(document.title.value), site.badge(url))
