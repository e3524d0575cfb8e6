"""Parsing: lines with their place become an Issue. Pure functions; files are opened next door.

lines ──▶ zones ──▶ items ──▶ documents, chronicle ──▶ Issue ──▶ conservation
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from gazette_site.model import Issue
from gazette_site.parsing.documents.attached_files import with_files
from gazette_site.parsing.issue import parse_issue
from gazette_site.problems import Problem
from gazette_site.reading import ReadingSettings, Source, read_source
from gazette_site.reading.issue_files import read_files

__all__ = ["parse", "parse_issue"]

DEFAULTS = ReadingSettings()


def parse(
    source: Source, sections: Sequence[str], settings: ReadingSettings = DEFAULTS
) -> tuple[Issue | None, tuple[Problem, ...]]:
    """The issue of one source, None if its file cannot be read at all, and all problems of both rooms.

    The digest of the issue is taken over the bytes of its files: transcript or PDF, PDF beside a transcript, sidecar, attached files.
    """
    transcript, sidecar, problems = read_source(source, settings)
    if transcript is None:
        return None, problems
    issue, more = parse_issue(transcript, source.id, source.file, sidecar, sections)
    if source.files or sidecar.files:
        files, found = read_files(source.files, source.files_folder, settings.pdf_limits)
        issue, unplaced = with_files(issue, files, sidecar.files, source.files_folder, source.sidecar_file)
        more = (*more, *found, *unplaced)
    digest = hashlib.sha256(source.path.read_bytes())
    for extra in (source.pdf if source.pdf != source.path else None, source.sidecar):
        if extra is not None:
            digest.update(extra.read_bytes())
    for file in source.files:
        digest.update(f"{file.name}\0".encode())
        digest.update(file.read_bytes())
    return replace(issue, digest=digest.hexdigest()), (*problems, *more)
