"""The store of parsed issues: an issue whose files, settings and parser are what they were is not parsed again.

    bytes of transcript, sidecar and PDF + settings + code of reading and parsing ──▶ key ──▶ Issue, problems

What is kept is data, MessagePack with every field checked for its type when it is read. A result that may come out
otherwise another time (a PDF whose reading was broken off) is not kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from gazette_site.cache import Cache
from gazette_site.identity import code_of, key_of
from gazette_site.known_digest import digest_of
from gazette_site.model import Issue
from gazette_site.parsing import parse
from gazette_site.problems import Problem
from gazette_site.reading import ReadingSettings, Source

Result = tuple[Issue | None, tuple[Problem, ...]]
ROOM = "issues"
_PDF = ".pdf"


@dataclass(frozen=True, slots=True)
class IssueStore:
    """Where parsed issues are kept; small and picklable, so that it can travel to another process."""

    cache: Cache
    spare: Cache
    """A folder of this build alone, for what the cache does not take."""
    sections: tuple[str, ...]
    settings: ReadingSettings

    def key(self, source: Source) -> str:
        """The name under which the result of a source is kept. Raises OSError if a file of it cannot be read."""
        return _key(source, self.sections, self.settings)

    def get(self, room: str, key: str) -> bytes | None:
        """What is kept, in either place."""
        content = self.cache.get(room, key)
        return self.spare.get(room, key) if content is None else content

    def put(self, room: str, key: str, content: bytes, lasting: bool = True) -> None:
        """Keeps something for good, or where that cannot be for this build."""
        if lasting and self.cache.writable:
            self.cache.put(room, key, content)
            if self.cache.has(room, key):
                return
        self.spare.put(room, key, content)

    def parsed(self, source: Source, key: str) -> Result:
        """The whole issue and its problems: as kept, else parsed and kept."""
        kept = self._kept(key)
        if kept is not None:
            return kept
        result = parse(source, self.sections, self.settings)
        self._keep(source, key, result)
        return result

    def _kept(self, key: str) -> Result | None:
        content = self.get(ROOM, key)
        if content is None:
            return None
        try:
            result: Result = msgspec.msgpack.decode(content, type=Result)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return None
        return result

    def _keep(self, source: Source, key: str, result: Result) -> None:
        try:
            content = msgspec.msgpack.encode(result)
        except ValueError:  # a lone surrogate; it is parsed again each time
            return
        self.put(ROOM, key, content, lasting=self.is_lasting(source, result[1]))

    def is_lasting(self, source: Source, problems: Iterable[Problem]) -> bool:
        """Whether the result of a source comes out the same another time: its PDFs, if it has any, were read to the end."""
        if source.files and any(problem.file.startswith(f"{source.files_folder}/") for problem in problems):
            return False
        if source.pdf is None:
            return True
        from gazette_site.reading.pdf import cache as pdfs

        return self.cache.has(pdfs.ROOM, pdfs.key_of(source.pdf, self.settings))


def _key(source: Source, sections: Sequence[str], settings: ReadingSettings) -> str:
    files = [path.read_bytes() for path in _files(source)]
    names = [source.id, source.file, source.sidecar_file, "|".join(path.suffix for path in _files(source))]
    told = [
        repr(tuple(sections)),
        repr(sorted(settings.glyphs.items())),
        repr(settings.pdf_limits),
        repr(settings.masks),
    ]
    if source.pdf is not None:
        from gazette_site.reading.pdf.cache import key_of as transcript_key

        told.append(transcript_key(source.pdf, settings))
    told += [f"{path.parent.name}/{path.name} {digest_of(path, settings.cache)}" for path in source.files]
    return key_of(code_of("reading", "parsing"), *names, *told, *files)


def _files(source: Source) -> list[Path]:
    """The files of a source that are text, in fixed order; its PDF has a key of its own."""
    return [path for path in (source.path, source.sidecar) if path is not None and path.suffix.lower() != _PDF]
