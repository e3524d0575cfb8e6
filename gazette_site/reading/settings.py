"""What reading may be told; small and picklable, so that it can travel with a source to another process or machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gazette_site.cache import Cache


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """Settings of the reading room."""

    glyphs: Mapping[str, str] = field(default_factory=dict)
    """What private code points of a PDF show: `{"\\ue001": "〔"}`."""
    cache: Cache | None = None
    """Where what was read from PDFs is kept by content; None: nothing is kept."""
