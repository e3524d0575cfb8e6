"""A finished file of the site, made but not yet written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file of the site."""

    path: str
    """From the root of the site, forward slashes: `documents/lanfubanfa-2025-7/index.html`."""
    content: bytes
    """The file, whole; text is UTF-8."""
