"""The exact layer: every page that contains the words, whatever they are.

Archive ──▶ records ──▶ grams ──▶ postings ──▶ shards ┐
                   └──▶ packs of words                ├──▶ directory
                   └──▶ numbers, persons              ┘
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gazette_site.fold import simplified
from gazette_site.linking.archive import Archive, LinkedIssue
from gazette_site.model import NormalNumber
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.phrases import issue_name
from gazette_site.publishing.search.directory import Directory
from gazette_site.publishing.search.grams import grams_of
from gazette_site.publishing.search.names import Names
from gazette_site.publishing.search.parts import settled
from gazette_site.publishing.search.postings import Postings
from gazette_site.publishing.search.records import records_of, repealed_numbers
from gazette_site.publishing.search.shards import FOLDER, ShardWriter, digest, packed
from gazette_site.publishing.search.texts import text_files

Synonyms = Sequence[Sequence[str]]

_COMMON = 400
"""So many of the commonest pairs are told to the searching page."""


def exact_files(archive: Archive, synonyms: Synonyms) -> Iterator[OutputFile]:
    """The files of the exact layer. The same archive gives the same files."""
    return _Builder(repealed_numbers(archive)).files(archive.issues, synonyms)


class _Builder:
    """Goes through the issues once; only one part's postings are held at a time."""

    def __init__(self, repealed: frozenset[NormalNumber]) -> None:
        self._repealed = repealed
        self._directory = Directory()
        self._names = Names()
        self._common = ""

    def files(self, issues: Sequence[LinkedIssue], synonyms: Synonyms) -> Iterator[OutputFile]:
        cut = settled(len(issues))
        for name, part in (("settled", issues[:cut]), ("recent", issues[cut:])):
            if part:
                yield from self._part(name, part)
        names, table = _named("names", self._names.written()), _named("simplified", _table())
        yield names
        yield table
        written = self._directory.written(_file(names), _file(table), self._common, synonyms)
        yield OutputFile(f"{FOLDER}/index.bin", packed(written))

    def _part(self, name: str, issues: Sequence[LinkedIssue]) -> Iterator[OutputFile]:
        postings, before = Postings(), self._directory.pages
        for linked in issues:
            yield from self._issue(linked, postings)
        writer = ShardWriter(name, postings)
        yield from writer.files()
        self._directory.add_part(name, writer.done(), self._directory.pages - before)
        # The part that comes first is the one that stays, so this rarely changes.
        self._common = self._common or "".join(postings.commonest(_COMMON))

    def _issue(self, linked: LinkedIssue, postings: Postings) -> Iterator[OutputFile]:
        records = tuple(records_of(linked, self._repealed))
        for record in records:
            first = postings.blocks
            for grams in grams_of(record):
                postings.add_block(grams)
            self._names.add(self._directory.pages, record)
            self._directory.add_page(record, postings.blocks - first)
        texts, files = text_files(linked.issue.id, records)
        self._directory.add_issue(texts, issue_name(linked.issue.masthead))
        yield from files


def _table() -> bytes:
    """Each traditional character before its simplified one."""
    return "".join(form + plain for form, plain in simplified().items()).encode()


def _named(name: str, content: bytes) -> OutputFile:
    compressed = packed(content)
    return OutputFile(f"{FOLDER}/{name}-{digest(compressed)}.bin", compressed)


def _file(output: OutputFile) -> str:
    return output.path.removeprefix(f"{FOLDER}/")
