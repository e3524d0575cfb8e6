"""The bodies of issues, which the archive of cards does not hold: fetched from the store, one issue at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from gazette_site.linking.addresses import with_bodies
from gazette_site.linking.archive import LinkedDocument, LinkedIssue
from gazette_site.linking.cards import Covered, covered_by
from gazette_site.model import Document, IssueId
from gazette_site.parsing.store import IssueStore
from gazette_site.reading import Source


class Kept(NamedTuple):
    """Where the whole of an issue is."""

    source: Source
    key: str
    """In the store."""
    covered: Covered


class BodyMissing(Exception):
    """An issue that could be parsed a moment ago cannot be parsed any more."""


@dataclass(frozen=True, slots=True)
class Bodies:
    """Fetches whole issues; small and picklable, so that it can travel to another process."""

    store: IssueStore
    kept: Mapping[IssueId, Kept]

    def of(self, linked: LinkedIssue) -> LinkedIssue:
        """The issue with its bodies, those that it has already where something of it was withdrawn. Raises BodyMissing."""
        if linked.issue.privacy.withdrawals:
            return linked
        kept = self.kept[linked.issue.id]
        whole, _ = self.store.parsed(kept.source, kept.key)
        if whole is None:
            raise BodyMissing(kept.source.file)
        return with_bodies(linked, whole)

    def document(self, linked: LinkedDocument) -> Document:
        """A document with its body. Raises BodyMissing."""
        kept = self.kept[linked.issue]
        whole, _ = self.store.parsed(kept.source, kept.key)
        found = [one for one in whole.documents if one.position == linked.document.position] if whole else []
        if not found:
            raise BodyMissing(kept.source.file)
        return found[0]

    def key(self, issue: IssueId) -> str:
        """The digest of everything the whole issue was made from."""
        return self.kept[issue].key

    def covered(self, linked: LinkedIssue) -> Covered:
        """Where the printed characters of an issue are, without what was withdrawn of it."""
        withdrawn = linked.issue.privacy.withdrawals
        return covered_by(linked.issue) if withdrawn else self.kept[linked.issue.id].covered

    def only(self, issue: IssueId) -> Bodies:
        """What fetches one issue."""
        return replace(self, kept={issue: self.kept[issue]})
