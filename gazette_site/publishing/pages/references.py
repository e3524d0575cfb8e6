"""引用关系: what a document names and what names it; and the pages of documents that the archive may not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gazette_site.document_numbers import number_parts
from gazette_site.linking.anchors import anchor_of
from gazette_site.linking.archive import LinkedDocument, Reference, Relation, Url, Work
from gazette_site.publishing.pages.frame.addresses import at
from gazette_site.publishing.pages.frame.head import Link
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.pages.pictures.reference_graph import Named, ReferenceGraph, reference_graph
from gazette_site.publishing.pages.text.force import one_line
from gazette_site.publishing.pages.text.links import cited_by_anchor
from gazette_site.publishing.phrases import listed, spaced
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


def references_view(site: Site, linked: LinkedDocument) -> ReferencesView | None:
    """The section of a document; None if it names none and none names it."""
    references = site.archive.references
    outgoing, incoming = references.outgoing.get(linked.url, ()), references.incoming.get(linked.url, ())
    if not outgoing and not incoming:
        return None
    return ReferencesView(tuple(_outgoing(site, outgoing)), tuple(incoming_of(site, incoming)), _graph(site, linked))


def _graph(site: Site, linked: LinkedDocument) -> ReferenceGraph | None:
    references = site.archive.references
    out = [
        (group, references.targets.get(group[0].target))
        for group in grouped(references.outgoing.get(linked.url, ()), False)
    ]
    named = [_named(group, target, True) for group, target in out if target]
    naming = [_named(group, group[0].source, False) for group in grouped(references.incoming.get(linked.url, ()), True)]
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


def grouped(references: Iterable[Reference], by_source: bool) -> Iterator[tuple[Reference, ...]]:
    """The references that one document makes, or that are made to one, together."""
    groups: dict[Url, list[Reference]] = {}
    for one in references:
        groups.setdefault(one.source.url if by_source else one.target, []).append(one)
    return (tuple(group) for group in groups.values())


def _outgoing(site: Site, references: Iterable[Reference]) -> Iterator[ListedDocument]:
    for group in grouped(references, by_source=False):
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


def incoming_of(site: Site, references: Iterable[Reference]) -> Iterator[ListedDocument]:
    """The documents that make some references, each with what it says."""
    for group in grouped(references, by_source=True):
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
