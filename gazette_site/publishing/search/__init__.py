"""The search: two layers, each for what it is good at. The scripts that read them are assets.

Archive ──▶ exact layer, /search/     every page that contains the words, complete and verified
       └──▶ related layer, /pagefind/ pages about something like it, loaded only when asked for
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gazette_site.linking.archive import Archive
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.search.exact import exact_files
from gazette_site.publishing.search.related import IndexFailed, related_files

__all__ = ["IndexFailed", "search_index"]


def search_index(archive: Archive, synonyms: Sequence[Sequence[str]] = ()) -> Iterator[OutputFile]:
    """All files of the search. The same archive gives the same files. Raises IndexFailed."""
    yield from exact_files(archive, synonyms)
    yield from related_files(archive)
