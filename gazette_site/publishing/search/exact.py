"""The exact layer: every page that contains the words, whatever they are.

records ──▶ grams ──▶ postings ──▶ shards ┐
       └──▶ packs of words                ├──▶ directory
       ├──▶ numbers, persons              │
       └──▶ spelling, words of citizens   ┘
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gazette_site.fold import simplified
from gazette_site.linking.archive import LinkedIssue
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.phrases import issue_name
from gazette_site.publishing.search.directory import Directory
from gazette_site.publishing.search.grams import grams_of
from gazette_site.publishing.search.names import Names
from gazette_site.publishing.search.parts import settled
from gazette_site.publishing.search.postings import Postings
from gazette_site.publishing.search.records import Record
from gazette_site.publishing.search.shards import FOLDER, ShardWriter, digest, packed
from gazette_site.publishing.search.spelling import Spelling
from gazette_site.publishing.search.synonyms import Synonyms
from gazette_site.publishing.search.texts import text_files

_COMMON = 400
"""So many of the commonest pairs are told to the searching page."""


class ExactLayer:
    """The layer being filled issue by issue, oldest first; only one part's postings are held at a time."""

    def __init__(self, issues: int, synonyms: Sequence[Sequence[str]]) -> None:
        """`issues` is how many there will be, `synonyms` the groups of `site.yaml`."""
        self._settled = settled(issues)
        self._synonyms = Synonyms(synonyms)
        self._directory = Directory()
        self._names = Names()
        self._spelling = Spelling()
        self._common = ""
        self._added = 0
        self._part = _Part("settled" if self._settled else "recent")

    def add(self, linked: LinkedIssue, records: Sequence[Record]) -> Iterator[OutputFile]:
        """The words of the issue; the shards of the part that it is the last of."""
        for record in records:
            first = self._part.postings.blocks
            for grams in grams_of(record):
                self._part.postings.add_block(grams)
            self._names.add(self._directory.pages, record)
            self._spelling.add(record)
            self._directory.add_page(record, self._part.postings.blocks - first)
        texts, files = text_files(linked.issue.id, records)
        masthead = linked.issue.masthead
        self._directory.add_issue(texts, issue_name(masthead), masthead.cumulative, linked.url)
        yield from files
        self._added += 1
        if self._added == self._settled:
            yield from self._end_part()
            self._part = _Part("recent", self._directory.pages)

    def finish(self) -> Iterator[OutputFile]:
        """The shards of the last part and what finds everything."""
        if self._added > self._settled:
            yield from self._end_part()
        names, table = _named("names", self._names.written()), _named("simplified", _table())
        spelling = _named("spelling", self._spelling.written())
        yield from (names, table, spelling)
        files = {"names": _file(names), "simplified": _file(table), "spelling": _file(spelling)}
        written = self._directory.written(files, self._common, self._synonyms.written())
        yield OutputFile(f"{FOLDER}/index.bin", packed(written))

    def _end_part(self) -> Iterator[OutputFile]:
        part = self._part
        writer = ShardWriter(part.name, part.postings)
        yield from writer.files()
        self._directory.add_part(part.name, writer.done(), self._directory.pages - part.first)
        self._spelling.add_pairs(part.postings.pairs())
        self._synonyms.meet(part.postings)
        # The part that comes first is the one that stays, so this rarely changes.
        self._common = self._common or "".join(part.postings.commonest(_COMMON))


class _Part:
    """The part that is being filled."""

    def __init__(self, name: str, first: int = 0) -> None:
        """`first` is how many pages stand before it."""
        self.name = name
        self.first = first
        self.postings = Postings()


def _table() -> bytes:
    """Each traditional character before its simplified one."""
    return "".join(form + plain for form, plain in simplified().items()).encode()


def _named(name: str, content: bytes) -> OutputFile:
    compressed = packed(content)
    return OutputFile(f"{FOLDER}/{name}-{digest(compressed)}.bin", compressed)


def _file(output: OutputFile) -> str:
    return output.path.removeprefix(f"{FOLDER}/")
