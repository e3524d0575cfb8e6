"""The exact layer: every page that contains the words, whatever they are.

cards ──▶ grams ──▶ postings of a tier ──▶ shards ┐
      ├──▶ packs of words                         ├──▶ directory
      ├──▶ numbers, persons                       │
      └──▶ spelling, words of citizens            ┘

What `store.js` gives to those who rank: `postings(part, gram)` for a part (a tier), `{blocks, often}`, one number for each
block of the tier, or null; `blocks[n]` is not 0 where block n has the gram, `often[n]` where it stands there four times or
in a heading. `part.pageOf[n]` is the page of a block, `part.starts[page - part.first] === n` its head (title and number),
`directory.pages.size[page]` tells the length of the page (a power of two), `directory.rarity.get(pair)` how rare a pair is
(0 the commonest, undefined rarer than all that are told). `pairPostings` of the engine puts these together by page.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from os import SEEK_END
from typing import IO, NamedTuple, TypeVar

import msgspec

from gazette_site.cache import Cache
from gazette_site.fold import simplified
from gazette_site.model import IssueId
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.search import cards
from gazette_site.publishing.search.cards import Card, kept_grams, opened_grams
from gazette_site.publishing.search.directory import Directory
from gazette_site.publishing.search.grams import Grams
from gazette_site.publishing.search.names import Names
from gazette_site.publishing.search.patches import Corrected, patched
from gazette_site.publishing.search.postings import Postings
from gazette_site.publishing.search.shards import FOLDER, Shards, digest, packed, shards_of
from gazette_site.publishing.search.spelling import Spelling
from gazette_site.publishing.search.synonyms import Synonyms
from gazette_site.publishing.search.texts import text_files
from gazette_site.publishing.search.tiers import Tier, tiers_of

ROOM = "shards"
_COMMON = 800
"""So many of the commonest pairs are told to the searching page: it asks for rarer ones, whose shards are smaller."""
_SPELLED = 48_000
"""So many of the commonest pairs of each tier can be what was meant."""
_IN_MEMORY = 1 << 24
"""Bytes of packed grams up to which no file is needed."""


_CORRECTED = 12
"""So many issues of a tier are corrected in its shards; after more of them the shards are made anew."""
_Record = TypeVar("_Record")
Anew = Callable[[IssueId], Grams]


class Words(NamedTuple):
    """What a tier needs to know of an issue to make its shards, if the store has its grams."""

    key: str
    """Of its card."""
    issue: IssueId
    blocks: int


class GramsLost(Exception):
    """The grams of an issue are no longer in the store."""


class _Last(NamedTuple):
    """Of which shards and of which issues a tier was made the last time."""

    shards: str
    """The name under which they are kept."""
    cards: tuple[tuple[str, int], ...]
    """For each issue the key of its card, and how many blocks it has."""


class ExactLayer:
    """The layer being filled issue by issue, oldest first; only one group of one tier's postings is in memory at a time."""

    def __init__(
        self,
        issues: Sequence[IssueId],
        synonyms: Sequence[Sequence[str]],
        store: Cache | None = None,
        anew: Anew | None = None,
    ) -> None:
        """`issues` are those that will come, `synonyms` the groups of `site.yaml`; tiers that did not change are taken from the store.

        `anew` makes the grams of an issue whose card has none, and the store neither.
        """
        self._tiers = iter(tiers_of(issues))
        self._synonyms = Synonyms(synonyms)
        self._store = store
        self._anew = anew
        self.used: set[tuple[str, str]] = set()
        """Room and key of everything in the store that the layer is made of."""
        self._directory = Directory()
        self._names = Names()
        self._spelling = Spelling(store)
        self._common: tuple[int, str] = (0, "")
        self._filling = self._next()

    def add(self, card: Card) -> Iterator[OutputFile]:
        """The words of the issue; the shards of the tier that it is the last of."""
        for page, blocks, size in zip(card.pages, card.blocks, card.sizes, strict=True):
            self._names.add(self._directory.pages, page)
            self._directory.add_page(page, blocks, size)
        self._directory.add_issue(card.folder, card.opens, card.name, card.cumulatives, card.url)
        self._spelling.add(card.headed)
        self.used |= {(cards.ROOM, card.key), (cards.GRAMS, card.key)}
        yield from text_files(card.folder, card.packs, card.key)
        assert self._filling
        self._filling.add(card)
        if self._filling.full:
            yield from self._end_tier(self._filling)
            self._filling = self._next()

    def finish(self) -> Iterator[OutputFile]:
        """What finds everything."""
        names, table = _named("names", self._names.written()), _named("simplified", _table())
        spelling = _named("spelling", self._spelling.written())
        self.used |= self._spelling.used
        yield from (names, table, spelling)
        files = {"names": _file(names), "simplified": _file(table), "spelling": _file(spelling), "unsure": _unsure()}
        written = self._directory.written(files, self._common[1], self._synonyms.written())
        yield OutputFile(f"{FOLDER}/index.bin", packed(written))

    def _next(self) -> _Filling | None:
        tier = next(self._tiers, None)
        return _Filling(tier, self._directory.pages, self._store, self._anew) if tier else None

    def _end_tier(self, tier: _Filling) -> Iterator[OutputFile]:
        shards = tier.shards()
        self.used |= tier.used
        for number, (name, content) in enumerate(zip(shards.hashes, shards.contents, strict=True)):
            yield OutputFile(f"{FOLDER}/{tier.name}/{number:x}-{name}.bin", content)
        self._directory.add_part(tier.name, shards, self._directory.pages - tier.first)
        self._spelling.add_pairs(shards.pairs.commonest(_SPELLED))
        self._synonyms.meet(set(shards.pairs.pairs()))
        # The largest tier stays the longest, so this rarely changes.
        common = "".join(pair for pair, _ in shards.pairs.commonest(_COMMON))
        self._common = max(self._common, (shards.blocks, common))


class _Waiting(NamedTuple):
    """An issue that was added."""

    of: Words
    at: int = 0
    size: int = 0
    """Where its grams lie in the file; nothing where the store has them."""


class _Filling:
    """The tier that is being filled. Its grams wait packed, in the store or in a file, for if nothing in it changed they are not needed."""

    def __init__(self, tier: Tier, first: int, store: Cache | None, anew: Anew | None) -> None:
        """`first` is how many pages stand before it."""
        self._store = store
        self.name = tier.name
        self.first = first
        self._issues = tier.issues
        self._store, self._anew = store, anew
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed by `with`
        self._waiting: list[_Waiting] = []
        self.used: set[tuple[str, str]] = set()

    @property
    def full(self) -> bool:
        """Whether all its issues were added."""
        return len(self._waiting) == self._issues

    def add(self, card: Card) -> None:
        """The next issue."""
        at = self._file.seek(0, SEEK_END)
        self._waiting.append(_Waiting(words_of(card), at, self._file.write(card.grams)))

    def add_kept(self, issue: Words) -> None:
        """The next issue, whose grams are in the store."""
        self._waiting.append(_Waiting(issue))

    def shards(self) -> Shards:
        """The shards of the tier. Raises GramsLost."""
        store, key = self._store, _tier_key(one.of.key for one in self._waiting)
        self.used = {(ROOM, key), (ROOM, self._name_of_last())}
        with self._file:
            shards = _kept(store, key, Shards)
            if shards is None:
                shards = (self._patched(store) if store else None) or self._made()
                if store:
                    store.put(ROOM, key, msgspec.msgpack.encode(shards))
        if store:
            last = _Last(key, tuple((one.of.key, one.of.blocks) for one in self._waiting))
            store.put(ROOM, self._name_of_last(), msgspec.msgpack.encode(last))
        return shards

    def _name_of_last(self) -> str:
        # Shards that another program made may be written otherwise: nothing of them is patched.
        return sha256(f"{cards.maker()} {self.name} {self._issues}".encode()).hexdigest()

    def _patched(self, store: Cache) -> Shards | None:
        """The shards of the last build with what was corrected since; None where they cannot be made so."""
        last = _kept(store, self._name_of_last(), _Last)
        shards = _kept(store, last.shards, Shards) if last else None
        if (
            last is None
            or shards is None
            or [size for _, size in last.cards] != [one.of.blocks for one in self._waiting]
        ):
            return None
        corrected: list[Corrected] = []
        first = 0
        for (before, size), now in zip(last.cards, self._waiting, strict=True):
            if before != now.of.key:
                grams = kept_grams(store, before)
                if grams is None or len(corrected) == _CORRECTED:
                    return None
                corrected.append(Corrected(first, size, grams, self._grams(now)))
            first += size
        return patched(shards, corrected)

    def _grams(self, one: _Waiting) -> Grams:
        """The grams of an issue that was added. Raises GramsLost."""
        if one.size:
            self._file.seek(one.at)
            return opened_grams(self._file.read(one.size))
        found = kept_grams(self._store, one.of.key) if self._store else None
        if found is not None:
            return found
        if self._anew is None:
            raise GramsLost(one.of.issue)
        return self._anew(one.of.issue)

    def _made(self) -> Shards:
        with Postings() as postings:
            for one in self._waiting:
                postings.add(self._grams(one), one.of.blocks)
            return shards_of(postings)


def words_of(card: Card) -> Words:
    """What a tier needs to know of the issue of a card."""
    return Words(card.key, card.issue, sum(card.blocks))


def lacks_tier(store: Cache, issues: Iterable[Words]) -> bool:
    """Whether the shards of a tier of these issues are not kept."""
    return not store.has(ROOM, _tier_key(one.key for one in issues))


def keep_tier(store: Cache, tier: Tier, issues: Iterable[Words]) -> None:
    """Makes the shards of a tier of issues whose grams are in the store as the layer does, and keeps them."""
    filling = _Filling(tier, 0, store, None)
    for one in issues:
        filling.add_kept(one)
    with suppress(GramsLost):  # the layer can make them
        filling.shards()


def _tier_key(cards: Iterable[str]) -> str:
    """The name under which the shards of a tier are kept: of its issues and of the code that makes them."""
    return sha256("".join(cards).encode()).hexdigest()


def _kept(store: Cache | None, key: str, kind: type[_Record]) -> _Record | None:
    content = store.get(ROOM, key) if store else None
    try:
        return msgspec.msgpack.decode(content, type=kind) if content else None
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def _table() -> bytes:
    """Each traditional character before its simplified one."""
    return "".join(form + plain for form, plain in simplified().items()).encode()


def _unsure() -> str:
    """Traditional characters that GB 2312 has too: of a query without these and without others than its own nothing is traditional."""
    return "".join(form for form in simplified() if _in_gb2312(form))


def _in_gb2312(sign: str) -> bool:
    try:
        return len(sign.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


def _named(name: str, content: bytes) -> OutputFile:
    compressed = packed(content)
    return OutputFile(f"{FOLDER}/{name}-{digest(compressed)}.bin", compressed)


def _file(output: OutputFile) -> str:
    return output.path.removeprefix(f"{FOLDER}/")
