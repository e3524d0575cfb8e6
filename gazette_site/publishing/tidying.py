"""What no issue uses any more is removed from the cache, the oldest first, as far as it is more than the clerk allows.

What is read from PDFs and drawn of them stays as long as an issue has the PDF. Rooms that are not named here are small, or see to
themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gazette_site.cache import Cache, entries, prune
from gazette_site.linking import kept
from gazette_site.linking.archive import LinkedIssue
from gazette_site.parsing import store
from gazette_site.publishing.data import parts as data
from gazette_site.publishing.data.parts import Parts
from gazette_site.publishing.images.facsimile import Facsimile

_PAGES = "pages"
_BYTES = 1_000_000


def tidy(
    cache: Cache, issues: Iterable[LinkedIssue], parts: Parts, facsimiles: Iterable[Facsimile], megabytes: int
) -> None:
    """Prunes the cache of everything but what these issues use."""
    drawn = {one.room for one in facsimiles}
    rooms = [*(f"{_PAGES}/{path.name}" for path in sorted((cache.folder / _PAGES).glob("*"))), *_rooms()]
    others = [room for room in rooms if room not in drawn]
    if not cache.writable or _size(cache, others) <= megabytes * _BYTES:
        return
    prune(cache, set(_used(issues, parts)), others, megabytes * _BYTES)


def _rooms() -> tuple[str, ...]:
    from gazette_site.reading.pdf.cache import ROOM as PDF  # a build without PDFs does not wait for it

    return store.ROOM, kept.ROOM, data.PIECES, data.ROWS, data.DAYS, PDF


def _size(cache: Cache, rooms: Iterable[str]) -> int:
    return sum(entry.stat(follow_symlinks=False).st_size for room in rooms for entry in entries(cache, room))


def _used(issues: Iterable[LinkedIssue], parts: Parts) -> Iterator[tuple[str, str]]:
    from gazette_site.reading.pdf import cache as pdfs

    bodies = parts.bodies
    for linked in issues:
        source, key, _ = bodies.kept[linked.issue.id]
        yield store.ROOM, key
        yield kept.ROOM, kept.card_key(key)
        if part := parts.key(linked):
            yield data.PIECES, part
            yield data.ROWS, part
            yield data.DAYS, part
        if source.pdf:
            yield pdfs.ROOM, pdfs.key_of(source.pdf, bodies.store.settings)
