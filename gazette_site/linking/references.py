"""References: which document names which, from both ends.

    documents ──▶ Register (by number, by title) ──▶ references ──▶ outgoing, incoming, works, unresolved

1. What a names, is named by a: every reference stands in `outgoing` and in `incoming`.
2. A number names the document that bears it. A title names a document only if exactly one that is not younger bears it.
   What ends or changes a document of its own name means the edition before it.
3. Every cited number has a page `/references/…/`, also when the archive holds the document: a page once published stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from rapidfuzz import fuzz

from gazette_site.characters import bare
from gazette_site.linking.anchors import UniqueNames, anchors
from gazette_site.linking.archive import (
    LinkedDocument,
    LinkedIssue,
    Reference,
    References,
    Relation,
    Unresolved,
    Url,
    Work,
)
from gazette_site.linking.slugs import number_slug
from gazette_site.model import (
    Amendment,
    Citation,
    Extension,
    Mention,
    NormalNumber,
    Paragraph,
    Quotation,
    Repeal,
    Role,
    Suspension,
    Text,
)

_Deed = Repeal | Amendment | Extension | Suspension
_RELATIONS: Mapping[type[_Deed], Relation] = {
    Repeal: Relation.REPEALS,
    Amendment: Relation.AMENDS,
    Extension: Relation.EXTENDS,
    Suspension: Relation.SUSPENDS,
}

_SHORTEST_TITLE = 6
_ALIKE = 50
"""Likeness of two titles, of 100, below which a number and a title do not seem to belong together."""


class _Register:
    """Finds the documents of the archive by number and by title."""

    def __init__(self, documents: Iterable[LinkedDocument]) -> None:
        self._by_number: dict[NormalNumber, LinkedDocument] = {}
        self._by_title: dict[str, list[LinkedDocument]] = defaultdict(list)
        for one in documents:
            if one.document.number:
                self._by_number.setdefault(one.document.number.normal, one)
            for name in _names(one):
                self._by_title[name].append(one)

    def numbered(self, number: NormalNumber | None) -> LinkedDocument | None:
        """The document that bears the number; of several the one printed first."""
        return self._by_number.get(number) if number else None

    def titled(self, title: str, source: LinkedDocument) -> list[LinkedDocument]:
        """The documents other than the source, and not younger, whose title or enclosed title it is."""
        known = self._called(title)
        if any(one is source for one in known):
            return []  # its own name
        return _not_younger(known, source)

    def done_to(self, title: str, source: LinkedDocument) -> list[LinkedDocument]:
        """The same of a document that the source ends or changes: one of its own name is the edition before (原《…》同时废止)."""
        return [one for one in _not_younger(self._called(title), source) if one is not source]

    def _called(self, title: str) -> list[LinkedDocument]:
        name = bare(title)
        return self._by_title.get(name, []) if len(name) >= _SHORTEST_TITLE else []


def _not_younger(known: Iterable[LinkedDocument], source: LinkedDocument) -> list[LinkedDocument]:
    day = source.document.date
    return [one for one in known if not (day and one.document.date and one.document.date > day)]


def _names(one: LinkedDocument) -> set[str]:
    names = {bare(words) for words in (one.document.title.value, one.document.instrument or "")}
    return {name for name in names if len(name) >= _SHORTEST_TITLE}


def references_of(issues: Sequence[LinkedIssue], romanisations: Mapping[str, str]) -> References:
    """All references between the documents of the issues (oldest first)."""
    documents = [document for issue in issues for document in issue.documents]
    register = _Register(documents)
    works = _works(documents, register, romanisations)
    pages = {work.number: work.url for work in works}
    outgoing = {one.url: tuple(_outgoing(one, register, pages)) for one in documents}
    incoming: dict[Url, list[Reference]] = defaultdict(list)
    for references in outgoing.values():
        for reference in references:
            incoming[reference.target].append(reference)
    return References(
        outgoing={url: references for url, references in outgoing.items() if references},
        incoming={url: tuple(references) for url, references in incoming.items()},
        works=works,
        targets={**{one.url: one for one in documents if one.url in incoming}, **{work.url: work for work in works}},
        unresolved=tuple(trouble for one in documents for trouble in _unresolved(one, register)),
    )


def _works(
    documents: Iterable[LinkedDocument], register: _Register, romanisations: Mapping[str, str]
) -> tuple[Work, ...]:
    """Every cited number, with the first title it is cited by."""
    titles: dict[NormalNumber, str] = {}
    for one in documents:
        for number, title in _numbers(one):
            titles[number] = titles.get(number) or title
    names = UniqueNames()
    return tuple(
        Work(
            number,
            title,
            Url(f"/references/{names.take(number_slug(number, romanisations))}/"),
            register.numbered(number),
        )
        for number, title in titles.items()
    )


def _numbers(one: LinkedDocument) -> Iterator[tuple[NormalNumber, str]]:
    document = one.document
    records: tuple[Citation | Repeal | Amendment | Extension | Suspension, ...] = (
        *document.citations, *document.repeals, *document.amendments, *document.extensions, *document.suspensions
    )  # fmt: skip
    for record in records:
        if record.number:
            yield record.number, record.title


# -- the references of one document


def _outgoing(source: LinkedDocument, register: _Register, pages: Mapping[NormalNumber, Url]) -> Iterator[Reference]:
    document = source.document
    for deed in _deeds(source):
        if target := _target(source, deed.number, deed.title, register.done_to, register, pages):
            yield _deed(source, target, deed)
    cited: dict[Url, Reference] = {}
    namings: tuple[Citation | Quotation, ...] = (*document.citations, *document.quotations)
    for named in namings:
        number = named.number if isinstance(named, Citation) else None
        target = _target(source, number, named.title, register.titled, register, pages)
        if target and named.mentions:
            cited[target] = _merged(cited.get(target), _citation(source, target, named, number))
    yield from cited.values()


def _target(
    source: LinkedDocument,
    number: NormalNumber | None,
    title: str,
    bearing: Callable[[str, LinkedDocument], list[LinkedDocument]],
    register: _Register,
    pages: Mapping[NormalNumber, Url],
) -> Url | None:
    """Where a naming leads; None if nowhere, or to the source itself. `bearing` finds the documents that bear a title."""
    if number:
        holder = register.numbered(number)
        url = holder.url if holder else pages.get(number)
        return None if url == source.url else url
    found = bearing(title, source)
    return found[0].url if len(found) == 1 else None


def _deeds(source: LinkedDocument) -> tuple[_Deed, ...]:
    document = source.document
    return (*document.repeals, *document.amendments, *document.extensions, *document.suspensions)


def _deed(source: LinkedDocument, target: Url, deed: _Deed) -> Reference:
    return Reference(
        source=source,
        target=target,
        relation=_RELATIONS[type(deed)],
        number=deed.number,
        title=deed.title,
        sentence=deed.evidence,
        place=deed.place,
        articles=deed.articles if isinstance(deed, (Amendment, Suspension)) else (),
        date=deed.date,
        date_derived=deed.date_derived,
        until=deed.until if isinstance(deed, (Extension, Suspension)) else None,
        term=deed.term if isinstance(deed, Extension) else "",
        lapsed=isinstance(deed, Repeal) and deed.lapsed,
        ends=isinstance(deed, Amendment) and deed.ends,
        resumed=isinstance(deed, Suspension) and deed.resumed,
        within=deed.within if isinstance(deed, Suspension) else "",
    )


def _citation(
    source: LinkedDocument, target: Url, named: Citation | Quotation, number: NormalNumber | None
) -> Reference:
    first = named.mentions[0]
    return Reference(
        source=source,
        target=target,
        relation=Relation.CITES,
        number=number,
        title=named.title,
        sentence=first.sentence,
        place=first.place,
        mentions=named.mentions,
        articles=_articles(named.mentions),
    )


def _merged(old: Reference | None, new: Reference) -> Reference:
    """Number and title may name the same document: one reference with the mentions of both."""
    if old is None:
        return new
    mentions = (*old.mentions, *new.mentions)
    return Reference(
        source=old.source,
        target=old.target,
        relation=old.relation,
        number=old.number or new.number,
        title=old.title or new.title,
        sentence=old.sentence,
        place=old.place,
        mentions=mentions,
        articles=_articles(mentions),
    )


def _articles(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.article for mention in mentions if mention.article))


def article_anchor(label: str) -> str:
    """The anchor of the article that bears the label: `art-3` of 第三条."""
    return anchors((Paragraph(Role.ARTICLE, Text(label), label),))[0]


# -- what the clerk may want to look at


def _unresolved(source: LinkedDocument, register: _Register) -> Iterator[Unresolved]:
    for citation in source.document.citations:
        holder = register.numbered(citation.number)
        if holder is None:
            yield Unresolved(source, citation.number, citation.title, "本站未收录")
        elif citation.title and not belongs(citation.title, holder):
            yield Unresolved(source, citation.number, citation.title, "文号与标题不符")
    for deed in _deeds(source):
        if not deed.number and len(register.done_to(deed.title, source)) > 1:
            yield Unresolved(source, None, deed.title, "同名文件不止一件")
    for quotation in source.document.quotations:
        if len(register.titled(quotation.title, source)) > 1:
            yield Unresolved(source, None, quotation.title, "同名文件不止一件")


def belongs(title: str, holder: LinkedDocument) -> bool:
    """Whether a title beside a number seems to mean the document that bears it."""
    cited, document = bare(title), holder.document
    names = [bare(name) for name in (document.title.value, document.instrument) if name]
    return any(name in cited or cited in name or fuzz.ratio(name, cited) >= _ALIKE for name in names)
