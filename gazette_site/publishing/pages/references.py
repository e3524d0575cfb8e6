"""引用关系: what a document names and what names it; and the pages of documents that the archive may not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from gazette_site.document_numbers import number_parts
from gazette_site.linking.anchors import anchor_of
from gazette_site.linking.archive import LinkedDocument, Reference, Relation, Url, Work
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.frame.addresses import DOCUMENTS, REFERENCES, at
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.pages.pictures.reference_graph import Named, ReferenceGraph, reference_graph
from gazette_site.publishing.pages.text.force import Banner, banners_of_cited, one_line
from gazette_site.publishing.pages.text.links import cited_by_anchor
from gazette_site.publishing.phrases import listed, spaced, with_number
from gazette_site.publishing.standing_words import Badge
from gazette_site.publishing.wording import Key, say

_MOST_QUOTES = 5
_DEEDS = {
    Relation.REPEALS: Key("references.repeals"),
    Relation.AMENDS: Key("references.amends"),
    Relation.EXTENDS: Key("references.extends"),
    Relation.SUSPENDS: Key("references.suspends"),
}
_DEEDS_TO_THIS = {
    Relation.REPEALS: Key("references.repeals_this"),
    Relation.AMENDS: Key("references.amends_this"),
    Relation.EXTENDS: Key("references.extends_this"),
    Relation.SUSPENDS: Key("references.suspends_this"),
}


class Quote(NamedTuple):
    """A sentence with the naming in it."""

    before: str
    named: str
    after: str


class ListedDocument(NamedTuple):
    """A document in one of the lists."""

    deeds: tuple[str, ...]
    """`废止`, `修改`, `延长有效期`; empty for a plain citation."""
    ended: bool
    link: Link
    facts: str
    """Number, articles, issue: whatever is known."""
    quotes: tuple[Quote, ...] = ()
    anchor: str = ""
    badge: Badge | None = None
    """Its standing."""


@dataclass(frozen=True, slots=True)
class ReferencesView:
    """What the section shows."""

    outgoing: tuple[ListedDocument, ...]
    incoming: tuple[ListedDocument, ...]
    graph: ReferenceGraph | None


@dataclass(frozen=True, slots=True)
class WorkView:
    """What the page of a cited document shows."""

    number: str
    title: str
    held: Link | None
    """The document itself, if the archive holds it."""
    banners: tuple[Banner, ...]
    """What others did to it."""
    incoming: tuple[ListedDocument, ...]


class CitedWork(NamedTuple):
    """A line of the overview."""

    link: Link
    title: str
    citing: int
    """By how many it is cited."""
    badge: Badge | None


@dataclass(frozen=True, slots=True)
class WorksView:
    """What the overview of cited documents shows."""

    count: str
    groups: tuple[tuple[str, tuple[CitedWork, ...]], ...]
    """Code of the numbers, and those that have it."""


def references_view(site: Site, linked: LinkedDocument) -> ReferencesView | None:
    """The section of a document; None if it names none and none names it."""
    references = site.archive.references
    outgoing, incoming = references.outgoing.get(linked.url, ()), references.incoming.get(linked.url, ())
    if not outgoing and not incoming:
        return None
    return ReferencesView(tuple(_outgoing(site, outgoing)), tuple(_incoming(site, incoming)), _graph(site, linked))


def _graph(site: Site, linked: LinkedDocument) -> ReferenceGraph | None:
    references = site.archive.references
    out = [
        (group, references.targets.get(group[0].target))
        for group in _grouped(references.outgoing.get(linked.url, ()), False)
    ]
    named = [_named(group, target, True) for group, target in out if target]
    naming = [
        _named(group, group[0].source, False) for group in _grouped(references.incoming.get(linked.url, ()), True)
    ]
    document = linked.document
    number = document.normal_number
    return reference_graph(number, document.date or "", (*named, *naming))


def _named(group: Sequence[Reference], other: LinkedDocument | Work, named: bool) -> Named:
    if isinstance(other, LinkedDocument):
        number = other.document.normal_number
        return Named(other.document.title.value, number, other.url, other.document.date or "", named, _ended(group))
    parts = number_parts(other.number)
    return Named(
        other.title, other.number, other.url, str(parts.year) if parts and parts.year else "", named, _ended(group)
    )


def reference_pages(site: Site) -> Iterator[OutputFile]:
    """The page of every document cited by its number, and their overview."""
    works = site.archive.references.works
    for work in works:
        yield _work_page(site, work)
    if works:
        yield _overview(site)


def _grouped(references: Iterable[Reference], by_source: bool) -> Iterator[tuple[Reference, ...]]:
    groups: dict[Url, list[Reference]] = {}
    for one in references:
        groups.setdefault(one.source.url if by_source else one.target, []).append(one)
    return (tuple(group) for group in groups.values())


def _outgoing(site: Site, references: Iterable[Reference]) -> Iterator[ListedDocument]:
    for group in _grouped(references, by_source=False):
        target = site.archive.references.targets.get(group[0].target)
        number = next((one.number for one in group if one.number), "")
        title = next((one.title for one in group if one.title), "")
        if isinstance(target, LinkedDocument):
            title, number = target.document.title.value, target.document.normal_number
        facts = (number if title else "", _articles(group))
        yield ListedDocument(
            _deeds(group),
            _ended(group),
            Link(title or number, group[0].target),
            spaced(facts),
            badge=site.badge(group[0].target),
        )


def _incoming(site: Site, references: Iterable[Reference]) -> Iterator[ListedDocument]:
    for group in _grouped(references, by_source=True):
        source = group[0].source
        number = source.document.normal_number
        url = at(source.url, anchor_of(source, group[0].place))
        yield ListedDocument(
            _deeds_to_this(group),
            _ended(group),
            Link(source.document.title.value, url),
            spaced((number, site.issue_name(source.issue))),
            tuple(_quotes(group))[:_MOST_QUOTES],
            cited_by_anchor(source.url),
            site.badge(source.url),
        )


def _deeds(group: Sequence[Reference]) -> tuple[str, ...]:
    done = [one for one in group if one.relation is not Relation.CITES]
    return tuple(dict.fromkeys(say(_deed(one, False)) for one in done))


def _deeds_to_this(group: Sequence[Reference]) -> tuple[str, ...]:
    done = [one for one in group if one.relation is not Relation.CITES]
    return tuple(dict.fromkeys(say(_deed(one, True)) for one in done))


def _deed(one: Reference, this: bool) -> Key:
    if one.lapsed:
        return Key("references.lapses_this" if this else "references.lapses")
    if one.resumed:
        return Key("references.resumes_this" if this else "references.resumes")
    return (_DEEDS_TO_THIS if this else _DEEDS)[one.relation]


def _ended(group: Iterable[Reference]) -> bool:
    return any(one.relation is Relation.REPEALS for one in group)


def _articles(group: Iterable[Reference]) -> str:
    return listed(dict.fromkeys(label for one in group for label in one.articles))


def _quotes(group: Iterable[Reference]) -> Iterator[Quote]:
    """Each sentence once, the naming in it apart; a sentence that ends or changes the document first."""
    seen: set[str] = set()
    for one in group:
        named = [(mention.sentence, mention.printed) for mention in one.mentions] or [(one.sentence, "")]
        for sentence, printed in named:
            line = one_line(sentence)
            if line and line not in seen:
                seen.add(line)
                before, found, after = line.partition(one_line(printed)) if printed else (line, "", "")
                yield Quote(before, found, after)


def _work_page(site: Site, work: Work) -> OutputFile:
    incoming = [*site.archive.references.incoming.get(work.url, ())]
    if work.document:
        incoming = [*site.archive.references.incoming.get(work.document.url, ())]
    held = Link(work.document.document.title.value, work.document.url) if work.document else None
    title = work.document.document.title.value if work.document else work.title
    view = WorkView(work.number, title, held, banners_of_cited(site, work.url), tuple(_incoming(site, incoming)))
    head = Head(
        title=with_number(title, work.number) if title else work.number,
        here=work.url,
        description=say("references.work_description", number=work.number, count=len(view.incoming)),
        current=say("menu.documents"),
        crumbs=(Link(say("names.documents"), DOCUMENTS), Link(say("names.references"), REFERENCES), Link(work.number)),
    )
    return site.page("reference.html", head, view)


def _overview(site: Site) -> OutputFile:
    works = sorted(site.archive.references.works, key=lambda work: (_code(work.number), work.number))
    groups = tuple(
        (
            code,
            tuple(
                CitedWork(Link(work.number, work.url), work.title, _count(site, work), site.badge(work.url))
                for work in group
            ),
        )
        for code, group in groupby(works, key=lambda work: _code(work.number))
    )
    view = WorksView(say("references.list_count", count=len(works)), groups)
    head = Head(
        title=say("names.references"),
        here=REFERENCES,
        description=say("references.list_description"),
        current=say("menu.documents"),
        crumbs=(Link(say("names.documents"), DOCUMENTS), Link(say("names.references"))),
    )
    return site.page("references_list.html", head, view)


def _count(site: Site, work: Work) -> int:
    url = work.document.url if work.document else work.url
    return len({one.source.url for one in site.archive.references.incoming.get(url, ())})


def _code(number: str) -> str:
    parts = number_parts(number)
    return parts.code if parts else number
