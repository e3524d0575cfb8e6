"""Faces: a digest of all that lists, feeds and calendars show of a record, made once for the half dozen of them in which it stands.

    card of a document or an entry + standing, topics + masthead of its issue ──▶ 16 bytes

What has the same face is shown alike. So a page of a list is known by the faces of what it lists, before anything of it is made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from gazette_site.linking.archive import Archive, LinkedDocument, LinkedEntry, Url
from gazette_site.publishing.folder.output import as_bytes

_SIZE = 16
"""Bytes of a face."""

Record = LinkedDocument | LinkedEntry


class Faces:
    """The faces of an archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._known: dict[Url, bytes] = {}

    def of(self, one: Record) -> bytes:
        """The face of a record."""
        if one.url not in self._known:
            self._known[one.url] = self._made(one)
        return self._known[one.url]

    def of_all(self, records: Iterable[Record]) -> bytes:
        """The faces of some records in a row."""
        return b"".join(map(self.of, records))

    def _made(self, one: Record) -> bytes:
        archive = self._archive
        masthead = archive.by_id[one.issue].issue.masthead
        shown = (_told(one), archive.standing.get(one.url), archive.topics_of.get(one.url), masthead)
        # What cannot be written down as data is written down at greater length.
        content = as_bytes(shown) or repr(shown).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(content, digest_size=_SIZE).digest()


def _told(one: Record) -> object:
    """A document by the digest of its card and by its addresses."""
    if isinstance(one, LinkedEntry) or not one.outline.digest:
        return one
    return one.outline.digest, one.url, tuple((other.url, other.files) for other in one.attachments)
