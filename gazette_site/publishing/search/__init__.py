"""The search: two layers, each for what it is good at. The scripts that read them are assets.

Archive ──▶ records ──▶ cards ──▶ exact layer, /search/     every page that contains the words, complete and verified
                            └──▶ related layer, /pagefind/  pages about something like it: Pagefind's interface for others
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from gazette_site.cache import Cache, prune
from gazette_site.linking.archive import Archive
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.search import cards, exact, related, spelling
from gazette_site.publishing.search.cards import Bodies, Card, cards_of, grams_anew
from gazette_site.publishing.search.exact import ExactLayer
from gazette_site.publishing.search.related import RelatedLayer
from gazette_site.publishing.search.service import IndexFailed

__all__ = ["Bodies", "Card", "IndexFailed", "Layer", "cards_of", "layer_files", "search_index"]

_ROOMS = (cards.ROOM, cards.GRAMS, exact.ROOM, related.ROOM, spelling.ROOM)
_OLD = 100_000_000
"""Bytes that may stay in the store of what no issue uses any more: a correction that is taken back finds it again."""


class Layer(Protocol):
    """A layer being filled, issue by issue, so that no more than one issue's card is in memory."""

    def add(self, card: Card) -> Iterator[OutputFile]:
        """The next issue; the files that can be written now."""

    def finish(self) -> Iterator[OutputFile]:
        """All other files."""


def search_index(
    archive: Archive,
    synonyms: Sequence[Sequence[str]] = (),
    store: Cache | None = None,
    bodies: Bodies | None = None,
) -> Iterator[OutputFile]:
    """All files of the search. Raises IndexFailed.

    The same archive gives the same files, with a store or without. Where `bodies` are given, the archive need not hold any.
    Of what is not used in the store only the newest stays.
    """
    issues = [linked.issue.id for linked in archive.issues]
    exactly = ExactLayer(issues, synonyms, store, lambda issue: grams_anew(archive.by_id[issue], bodies))
    nearly = RelatedLayer(store)
    yield from layer_files(cards_of(archive, store, bodies), exactly, nearly)
    if store and store.writable:
        prune(store, exactly.used | nearly.used, _ROOMS, _OLD)


def layer_files(filled_from: Iterable[Card], *layers: Layer) -> Iterator[OutputFile]:
    """The files of some layers, filled from the same cards."""
    for card in filled_from:
        for layer in layers:
            yield from layer.add(card)
    for layer in layers:
        yield from layer.finish()
