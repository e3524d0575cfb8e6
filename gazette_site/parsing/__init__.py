"""Parsing: lines with their place become an Issue. Pure functions; files are opened next door.

lines ──▶ zones ──▶ items ──▶ documents, chronicle ──▶ Issue ──▶ conservation
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from gazette_site.model import Issue
from gazette_site.parsing.issue import parse_issue
from gazette_site.problems import Problem
from gazette_site.reading import Source, read_source

__all__ = ["parse", "parse_issue"]


def parse(
    source: Source, sections: Sequence[str], glyphs: Mapping[str, str] = MappingProxyType({})
) -> tuple[Issue | None, tuple[Problem, ...]]:
    """The issue of one source, None if its file cannot be read at all, and all problems of both rooms.

    The digest of the issue is taken over the bytes of file and sidecar.
    """
    transcript, sidecar, problems = read_source(source, glyphs)
    if transcript is None:
        return None, problems
    issue, more = parse_issue(transcript, source.id, source.file, sidecar, sections)
    digest = hashlib.sha256(source.path.read_bytes())
    if source.sidecar is not None:
        digest.update(source.sidecar.read_bytes())
    return replace(issue, digest=digest.hexdigest()), (*problems, *more)
