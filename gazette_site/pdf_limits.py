"""What a PDF may ask of the machine that reads it: the setting `pdf_limits` as a record.

Shared, because the settings make it and every worker keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PdfLimits:
    """Bounds of one PDF. The defaults leave ten times the room that the largest gazette needs."""

    pages: int = 3000
    """Pages of a file."""
    objects: int = 1_000_000
    """Objects of a file."""
    megabytes: int = 256
    """What one content stream may unpack to."""
    operators: int = 4_000_000
    """Drawing operators of a page."""
    seconds: int = 20
    """Processor time of a page, in whole seconds; a file has at most `WHOLE` times as much."""
    memory: int = 2000
    """Megabytes that reading a file may take, where the machine can tell."""


DEFAULT_LIMITS = PdfLimits()
WHOLE = 40
"""How many times the seconds of a page a whole file may take."""
