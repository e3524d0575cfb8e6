"""What reading may be told; small and picklable, so that it can travel with a source to another process or machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gazette_site.cache import Cache
from gazette_site.pdf_limits import DEFAULT_LIMITS, PdfLimits
from gazette_site.reading.sidecar import PrivacyRequest


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """Settings of the reading room."""

    glyphs: Mapping[str, str] = field(default_factory=dict)
    """What private code points of a PDF show: `{"\\ue001": "〔"}`."""
    cache: Cache | None = None
    """Where what was read from PDFs is kept by content; None: nothing is kept."""
    pdf_limits: PdfLimits = DEFAULT_LIMITS
    """What a PDF may ask for."""
    masks: tuple[PrivacyRequest, ...] = ()
    """What the sidecars of all issues mask: an issue that has the same words is told of."""
