"""Cards: all that the search needs of an issue, made of its records once and remembered.

    issue ──▶ records ──▶ card: pages without their words, packs of words, gists
                      └──▶ grams, kept beside it: most builds need those of few issues

A card depends on its issue alone: what other issues do to a document, its standing, is given beside it. So it is kept in the
cache under the digest of the issue and of the code that makes it.
"""

from __future__ import annotations

import hashlib
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Protocol

import msgspec

from gazette_site import fold as fold_module
from gazette_site.cache import Cache
from gazette_site.linking.archive import Archive, LinkedIssue, Url
from gazette_site.linking.around import told_by_address
from gazette_site.linking.kept import card_key
from gazette_site.model import IssueId
from gazette_site.publishing.phrases import issue_name
from gazette_site.publishing.search.gists import gist
from gazette_site.publishing.search.grams import Grams, grams_of, page_of
from gazette_site.publishing.search.records import Record, records_of, standings_of
from gazette_site.publishing.search.spelling import headed
from gazette_site.publishing.search.texts import folder_of, packs_of

ROOM, GRAMS = "cards", "grams"


class Card(msgspec.Struct, frozen=True):
    """An issue as the search knows it."""

    key: str
    """Of the issue's words and what is made of them, 64 hexadecimal digits."""
    issue: IssueId
    name: str
    """`2025年第3期`."""
    cumulatives: tuple[int, ...]
    """总期号, of a 合刊 several."""
    url: Url
    """Of the page of the issue."""
    pages: tuple[Record, ...]
    """Without their lines."""
    blocks: tuple[int, ...]
    """How many blocks each page has."""
    sizes: tuple[int, ...]
    """How many folded signs each page has."""
    gists: tuple[tuple[str, ...], ...]
    """What each page is about, in lines."""
    headed: tuple[str, ...]
    """The pairs that stand in heads."""
    opens: tuple[bool, ...]
    """For each page whether a new pack begins with it."""
    packs: tuple[bytes, ...]
    """The words of the pages, as they are published."""
    folder: str
    """Where they are published, `2025-03-0a1b2c3d`."""
    grams: bytes = b""
    """`packed_grams`; nothing where the store has them."""


class Bodies(Protocol):
    """Where the bodies of issues are, if the archive does not hold them."""

    def of(self, linked: LinkedIssue, /) -> LinkedIssue:
        """The issue with its bodies."""

    def key(self, issue: IssueId, /) -> str:
        """The digest of everything that the bodies are made from."""


def cards_of(archive: Archive, store: Cache | None = None, bodies: Bodies | None = None) -> Iterator[Card]:
    """The cards of all issues, oldest first, one in memory at a time; those of unchanged issues are taken from the store.

    With `bodies` only what is not in the store is fetched whole.
    """
    for linked in archive.issues:
        yield with_standings(card_of(linked, store, bodies), standings_of(linked, archive.standing))


def card_of(linked: LinkedIssue, store: Cache | None = None, bodies: Bodies | None = None) -> Card:
    """The card of an issue; its pages say nothing of their standing."""
    key = _key_of(linked, bodies) if bodies else _key("", _records(linked))
    if store and (known := kept_card(store, key)) and store.has(GRAMS, key):
        return known
    return _made_card(key, linked, bodies.of(linked) if bodies else linked, store)


def keep_card(linked: LinkedIssue, whole: LinkedIssue, store: Cache, bodies: Bodies) -> None:
    """Makes the card of an issue that is at hand whole, where the store has none and takes it."""
    key = _key_of(linked, bodies)
    if store.writable and not (store.has(ROOM, key) and store.has(GRAMS, key)):
        _made_card(key, linked, whole, store)


def _made_card(key: str, linked: LinkedIssue, whole: LinkedIssue, store: Cache | None) -> Card:
    masthead = linked.issue.masthead
    pages = _made(linked.issue.id, _records(whole))
    card = Card(key, linked.issue.id, issue_name(masthead), masthead.cumulatives, linked.url, *pages)
    if store:
        store.put(ROOM, key, msgspec.msgpack.encode(msgspec.structs.replace(card, grams=b"")))
        store.put(GRAMS, key, card.grams)
    return card


def grams_anew(linked: LinkedIssue, bodies: Bodies | None = None) -> Grams:
    """The grams of an issue, whatever is kept."""
    return grams_of([page_of(record) for record in _records(bodies.of(linked) if bodies else linked)])


def with_standings(card: Card, standings: Iterable[str]) -> Card:
    """The card with the standing of each of its pages."""
    pages = (
        page if page.standing == days else replace(page, standing=days)
        for page, days in zip(card.pages, standings, strict=True)
    )
    return msgspec.structs.replace(card, pages=tuple(pages))


def packed_grams(grams: Grams) -> bytes:
    """Grams as bytes; to compress them would take longer than to write and read them."""
    return msgspec.msgpack.encode(grams)


def opened_grams(content: bytes) -> Grams:
    """The grams that were packed."""
    return msgspec.msgpack.decode(content, type=Grams)


def _records(linked: LinkedIssue) -> tuple[Record, ...]:
    return tuple(records_of(linked, {}))


def _key_of(linked: LinkedIssue, bodies: Bodies) -> str:
    """The same without a look at its records: the issue, what cards make of it, what others took of its addresses before it."""
    return _key(card_key(bodies.key(linked.issue.id)), told_by_address(linked))


def _key(*parts: object) -> str:
    """The digest of what a card is made from."""
    return hashlib.sha256(msgspec.msgpack.encode((maker(), parts))).hexdigest()


def _made(issue: IssueId, records: Sequence[Record]) -> tuple[Any, ...]:
    """What the card of an issue says from its pages on."""
    pages = [page_of(record) for record in records]
    opens, packs = packs_of(records)
    return (
        tuple(replace(record, lines=()) for record in records),
        tuple(len(page.blocks) for page in pages),
        tuple(page.size for page in pages),
        tuple(tuple(gist(record)) for record in records),
        tuple(sorted(set(chain.from_iterable(map(headed, records))))),
        opens,
        packs,
        folder_of(issue, packs),
        packed_grams(grams_of(pages)),
    )


def kept_card(store: Cache, key: str) -> Card | None:
    """The card that is kept under a key, if there is one."""
    content = store.get(ROOM, key)
    try:
        return msgspec.msgpack.decode(content, type=Card) if content else None
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def kept_grams(store: Cache, key: str) -> Grams | None:
    """The grams that are kept under the key of a card, if they are."""
    content = store.get(GRAMS, key)
    try:
        return opened_grams(content) if content else None
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


@cache
def maker() -> str:
    """Identity of the code that makes cards, and of what is made of them."""
    digest = hashlib.sha256(f"{unicodedata.unidata_version} {zlib.ZLIB_RUNTIME_VERSION}".encode())
    fold = Path(fold_module.__file__)
    for source in (fold, fold.with_suffix(".txt"), *sorted(Path(__file__).parent.glob("*.py"))):
        digest.update(source.read_bytes())
    return digest.hexdigest()
