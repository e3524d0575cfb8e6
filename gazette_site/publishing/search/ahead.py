"""Ahead: what of the search takes long and needs cards alone is begun by the crew while the data of the whole are written.

    cards ──▶ tiers whose shards, bundles whose files are not kept ──▶ made beside, kept ──▶ found by the layers

The layers make what they do not find, so that nothing of this changes a byte. It costs a second look at all cards, which is
worth it where many of them are new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

from gazette_site.cache import Cache
from gazette_site.crew import Crew
from gazette_site.linking.archive import Archive
from gazette_site.publishing.search.cards import Bodies, Card, card_of
from gazette_site.publishing.search.exact import Words, keep_tier, lacks_tier, words_of
from gazette_site.publishing.search.related import bundles_of, keep_bundle, lacks_bundle
from gazette_site.publishing.search.service import IndexFailed
from gazette_site.publishing.search.tiers import Tier, tiers_of


class _TierTask(NamedTuple):
    tier: Tier
    issues: tuple[Words, ...]


class Ahead:
    """What was begun."""

    def __init__(self) -> None:
        self._begun: list[Callable[[], object]] = []

    def begin(self, archive: Archive, store: Cache, crew: Crew, bodies: Bodies | None = None) -> None:
        """Begins what is not kept; nothing where there is nobody beside us, or the store takes nothing. `bodies` as of `cards_of`."""
        if crew.size < 2 or not store.writable:
            return
        noted: list[Words] = []
        for pages in bundles_of(_noted(archive, store, bodies, noted)):
            if lacks_bundle(store, pages):
                self._begun.append(crew.begin(keep_bundle, store, pages))
        issues = iter(noted)
        for tier in tiers_of([linked.issue.id for linked in archive.issues]):
            task = _TierTask(tier, tuple(islice(issues, tier.issues)))
            if lacks_tier(store, task.issues):
                self._begun.append(crew.begin(_tier, store, task))

    def wait(self) -> None:
        """Waits for all of it. Raises CrewFailed, BrokenProcessPool."""
        for end in self._begun:
            with suppress(IndexFailed):  # it is told by whoever makes it again
                end()
        self._begun.clear()


def _noted(archive: Archive, store: Cache, bodies: Bodies | None, noted: list[Words]) -> Iterator[Card]:
    """The cards of all issues; what tiers need of them is noted."""
    for linked in archive.issues:
        card = card_of(linked, store, bodies)
        noted.append(words_of(card))
        yield card


def _tier(store: Cache, task: _TierTask) -> None:
    keep_tier(store, *task)
