"""What an issue adds to the data of the whole, kept from one build to the next: made when its pages are made, or when it is missed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

import msgspec

from gazette_site.config import SiteConfig
from gazette_site.identity import code_of, files_of, key_of
from gazette_site.languages import template_folder
from gazette_site.linking.archive import LinkedIssue, Topic, Url
from gazette_site.linking.around import addresses_of, told_by_address
from gazette_site.linking.bodies import Bodies
from gazette_site.linking.standing import Standing
from gazette_site.model import IssueId
from gazette_site.publishing.data.exports.exported import ExportedIssue, exported
from gazette_site.publishing.data.exports.whole import Days, Pieces, Rows, days_of, rows_of
from gazette_site.publishing.data.exports.years import pieces
from gazette_site.publishing.folder.output import as_bytes

PIECES, ROWS, DAYS = "pieces", "rows", "days"
_Kind = TypeVar("_Kind")


@dataclass(frozen=True, slots=True)
class Parts:
    """Makes the parts and keeps them in the store of issues."""

    bodies: Bodies
    config: SiteConfig
    standing: Mapping[Url, Standing]
    """Of the documents of the issues, by their pages."""
    topics: Mapping[Url, tuple[Topic, ...]]
    """The same."""
    keys: dict[IssueId, str | None] = field(default_factory=dict, compare=False)
    """Those that were asked for."""

    def pieces(self, linked: LinkedIssue) -> Pieces:
        """What the issue of a card adds to the files of its year."""
        found = self._kept(PIECES, linked, dict[str, bytes])
        return found if found is not None else self.made(self._exported(linked), linked)[0]

    def rows(self, linked: LinkedIssue) -> Rows:
        """What the issue of a card adds to the tables."""
        found = self._kept(ROWS, linked, dict[str, tuple[tuple[str | int | None, ...], ...]])
        return found if found is not None else self.made(self._exported(linked), linked)[1]

    def days(self, linked: LinkedIssue) -> Days:
        """What the issue of a card adds to what is kept whole."""
        found = self._kept(DAYS, linked, Days)
        return found if found is not None else self.made(self._exported(linked), linked)[2]

    def made(self, issue: ExportedIssue, linked: LinkedIssue) -> tuple[Pieces, Rows, Days]:
        """All of them, made of the whole issue and kept under the key of its card."""
        parts = pieces(issue, self.config), rows_of(issue), days_of(issue, self.config.base_url)
        if key := self.key(linked):
            for room, part in zip((PIECES, ROWS, DAYS), parts, strict=True):
                self.bodies.store.put(room, key, msgspec.msgpack.encode(part))
        return parts

    def key(self, linked: LinkedIssue) -> str | None:
        """The digest of everything that the parts of an issue are made from; None where that cannot be written down."""
        issue = linked.issue.id
        if issue not in self.keys:
            self.keys[issue] = self._key(linked)
        return self.keys[issue]

    def _key(self, linked: LinkedIssue) -> str | None:
        standings = [self.standing.get(url) for url in addresses_of(linked)]
        topics = [self.topics.get(one.url) for one in linked.documents]
        shown = as_bytes((told_by_address(linked), standings, topics, replace(self.config, file="")))
        if shown is None:
            return None
        maker = code_of("reading", "parsing", "linking", "publishing"), files_of(template_folder())
        return key_of(*maker, self.bodies.key(linked.issue.id), shown)

    def _exported(self, linked: LinkedIssue) -> ExportedIssue:
        return exported(self.bodies.of(linked), self.standing, self.topics)

    def _kept(self, room: str, linked: LinkedIssue, kind: type[_Kind]) -> _Kind | None:
        key = self.key(linked)
        content = self.bodies.store.get(room, key) if key else None
        if content is None:
            return None
        try:
            return msgspec.msgpack.decode(content, type=kind)
        except (msgspec.MsgspecError, ValueError):
            return None
