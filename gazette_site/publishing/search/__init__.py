"""The search: two layers, each for what it is good at. The scripts that read them are assets.

Archive ──▶ records ──▶ exact layer, /search/     every page that contains the words, complete and verified
                   └──▶ related layer, /pagefind/ pages about something like it, loaded only when asked for
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from gazette_site.linking.archive import Archive, LinkedIssue
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.search.exact import ExactLayer
from gazette_site.publishing.search.records import Record, records_of
from gazette_site.publishing.search.related import IndexFailed, RelatedLayer

__all__ = ["IndexFailed", "Layer", "layer_files", "search_index"]


class Layer(Protocol):
    """A layer being filled, issue by issue, so that no more than one issue's records are in memory."""

    def add(self, linked: LinkedIssue, records: Sequence[Record]) -> Iterator[OutputFile]:
        """The next issue; the files that can be written now."""

    def finish(self) -> Iterator[OutputFile]:
        """All other files."""


def search_index(archive: Archive, synonyms: Sequence[Sequence[str]] = ()) -> Iterator[OutputFile]:
    """All files of the search. The same archive gives the same files. Raises IndexFailed."""
    with tempfile.TemporaryDirectory(prefix="gazette-site-") as folder:
        yield from layer_files(archive, ExactLayer(len(archive.issues), synonyms), RelatedLayer(Path(folder)))


def layer_files(archive: Archive, *layers: Layer) -> Iterator[OutputFile]:
    """The files of some layers; the records that they share are made once."""
    for linked in archive.issues:
        records = tuple(records_of(linked, archive.standing))
        for layer in layers:
            yield from layer.add(linked, records)
    for layer in layers:
        yield from layer.finish()
