"""What the pages of one issue may know of the others: the archive cut down to what is said of its addresses.

    Archive of cards ──▶ Slices ──▶ Archive (own issue, its neighbours, who names it and whom it names, its entries' neighbours)

The pages of an issue are made from the whole issue and this slice alone, so that the key of what was made need not tell
more than the two. What other documents say belongs in a mapping of the archive by the address of a page: a new field of
that kind is cut like the others without a word here; one of another kind comes along whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from gazette_site.linking.archive import (
    Archive,
    Coverage,
    Gap,
    LinkedDocument,
    LinkedEntry,
    LinkedIssue,
    Listing,
    Month,
    References,
    Url,
    Work,
)
from gazette_site.model import IssueId

_BY_HAND = {
    *("issues", "gaps", "months", "years", "sections", "issuers", "kinds", "register", "by_id", "references"),
    *("entries", "coverage", "topics", "duties"),
}
"""Fields of the archive that are not simply cut by addresses."""
_PLAIN = frozenset({str, int, bool, type(None)})
"""Most of what records hold, and nothing that names an issue."""


class Slices:
    """Cuts an archive for its issues, one at a time."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._places = {linked.issue.id: place for place, linked in enumerate(archive.issues)}
        self._lists = {
            name: {one.name: replace(one, documents=()) for one in getattr(archive, name)}
            for name in ("years", "sections", "issuers", "kinds")
        }
        self._heads: dict[IssueId, LinkedIssue] = {}
        self._faces: dict[Url, LinkedDocument] = {}
        self._more = [field.name for field in fields(archive) if field.name not in _BY_HAND]

    def around(self, linked: LinkedIssue) -> Archive:
        """The archive as the pages of one of its issues may see it."""
        own = set(addresses_of(linked))
        references = self._references(linked)
        named = own | references.targets.keys() | {one.url for one in _naming(references)}
        more = {name: _cut(getattr(self._archive, name), named) for name in self._more}
        others = {one.issue for one in (*_naming(references), *_held(references))} | set(_issues_in(more))
        documents = [one.document for one in linked.documents]
        before, after = self._neighbours(linked)
        return replace(
            self._archive,
            issues=tuple(one for one in (before, linked, after) if one),
            gaps=self._gaps(linked, before, after),
            months=tuple(self._months(linked)),
            years=self._named("years", [str(linked.issue.masthead.year)]),
            sections=self._named("sections", (one.section for one in documents)),
            issuers=self._named("issuers", (name for one in documents for name in one.issuers)),
            kinds=self._named("kinds", (one.kind for one in documents)),
            topics=(),
            duties=(),
            register=(),
            by_id={**{one: self._head(one) for one in sorted(others & self._places.keys())}, linked.issue.id: linked},
            entries={one.url: self._archive.entries[one.url] for one in linked.entries},
            references=references,
            coverage=Coverage(),
            **more,
        )

    def _neighbours(self, linked: LinkedIssue) -> tuple[LinkedIssue | None, LinkedIssue | None]:
        place, issues = self._places[linked.issue.id], self._archive.issues
        before = self._head(issues[place - 1].issue.id) if place else None
        return before, self._head(issues[place + 1].issue.id) if place + 1 < len(issues) else None

    def _gaps(self, linked: LinkedIssue, *neighbours: LinkedIssue | None) -> tuple[Gap, ...]:
        """The missing numbers of the years from one neighbour to the other."""
        years = [one.issue.masthead.year for one in (linked, *neighbours) if one]
        return tuple(gap for gap in self._archive.gaps if min(years) <= gap.year <= max(years))

    def _months(self, linked: LinkedIssue) -> Iterator[Month]:
        """The months of the entries of the issue, with these entries alone."""
        months: dict[str, list[LinkedEntry]] = {}
        bare: dict[str, Month] = {}
        for one in linked.entries:
            month = self._archive.entries[one.url].month
            bare[month.id] = month
            months.setdefault(month.id, []).append(one)
        return (replace(bare[name], entries=tuple(months[name])) for name in sorted(months))

    def _named(self, lists: str, names: Iterable[str | None]) -> tuple[Listing, ...]:
        known = self._lists[lists]
        return tuple(known[name] for name in dict.fromkeys(names) if name in known)

    def _references(self, linked: LinkedIssue) -> References:
        whole = self._archive.references
        own = list(addresses_of(linked))
        outgoing = {url: whole.outgoing[url] for url in own if url in whole.outgoing}
        incoming = {
            url: tuple(replace(one, source=self._face(one.source)) for one in whole.incoming[url])
            for url in own
            if url in whole.incoming
        }
        named = dict.fromkeys(one.target for group in outgoing.values() for one in group)
        targets = {url: self._target(whole.targets[url]) for url in named if url in whole.targets}
        return References(outgoing, incoming, (), targets, ())

    def _target(self, target: LinkedDocument | Work) -> LinkedDocument | Work:
        return self._face(target) if isinstance(target, LinkedDocument) else target

    def _face(self, one: LinkedDocument) -> LinkedDocument:
        """A document without what only its own issue shows of its body."""
        if one.url not in self._faces:
            outline = replace(one.outline, opening="", characters=0, chapters=0, articles=0, digest=b"")
            self._faces[one.url] = replace(one, outline=outline)
        return self._faces[one.url]

    def _head(self, issue: IssueId) -> LinkedIssue:
        """An issue by name and address."""
        if issue not in self._heads:
            self._heads[issue] = head_of(self._archive.by_id[issue])
        return self._heads[issue]


def head_of(linked: LinkedIssue) -> LinkedIssue:
    """An issue by its masthead and address, with nothing in it."""
    bare = replace(
        linked.issue,
        contents=(),
        documents=(),
        chronicle=None,
        furniture=(),
        corrections=(),
        notes=(),
        pages=(),
        digest="",
    )
    return LinkedIssue(bare, linked.url, (), ())


def told_by_address(linked: LinkedIssue) -> object:
    """All that tells an issue from others beside its own content: what others took of its addresses before it; of one that is whole all of it."""
    if not all(one.outline.digest for one in linked.documents):
        return linked
    documents = ((one.url, tuple((other.url, other.files) for other in one.attachments)) for one in linked.documents)
    return linked.url, tuple(documents), tuple((one.url, one.anchor) for one in linked.entries)


def addresses_of(linked: LinkedIssue) -> Iterator[Url]:
    """The addresses of an issue and of everything in it that has a page."""
    yield linked.url
    for document in linked.documents:
        yield document.url
        yield from (attachment.url for attachment in document.attachments)
    yield from (entry.url for entry in linked.entries)


def _naming(references: References) -> Iterator[LinkedDocument]:
    """The documents that name one of the issue."""
    return (one.source for group in references.incoming.values() for one in group)


def _held(references: References) -> Iterator[LinkedDocument]:
    """The documents that are named and that the archive holds."""
    for target in references.targets.values():
        document = target.document if isinstance(target, Work) else target
        if document:
            yield document


def _cut(value: Any, named: set[Url]) -> Any:
    """A mapping with the entries of some addresses alone; a record with its mappings cut; anything else as it is."""
    if isinstance(value, Mapping):
        return {url: value[url] for url in sorted(named & value.keys())}
    if isinstance(value, frozenset):
        return tuple(sorted(named & value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _cut(getattr(value, one.name), named) for one in fields(value)})
    return value


def _issues_in(value: Any) -> Iterator[IssueId]:
    """The issues that records in a value name: of documents, entries, whatever has an `issue`."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if type(one) in _PLAIN:
            continue
        if isinstance(issue := getattr(one, "issue", None), str):
            yield IssueId(issue)
        elif isinstance(one, Mapping):
            waiting.extend(one.values())
        elif isinstance(one, tuple):
            waiting.extend(one)
        else:
            waiting.extend(getattr(one, name) for name in _names(type(one)))


def _names(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass, looked up once; none of anything else."""
    if kind not in _FIELDS:
        _FIELDS[kind] = tuple(one.name for one in fields(kind)) if is_dataclass(kind) else ()
    return _FIELDS[kind]


_FIELDS: dict[type, tuple[str, ...]] = {}
