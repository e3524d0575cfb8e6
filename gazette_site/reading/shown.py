"""What of a transcript may be shown where the sidecar orders that not all of it may, and what all sidecars mask."""

from __future__ import annotations

from collections.abc import Iterable

from gazette_site.model import Span
from gazette_site.reading.corrections import apply_corrections
from gazette_site.reading.encoding import split_lines
from gazette_site.reading.folder import Source
from gazette_site.reading.hiding import hidden_rows
from gazette_site.reading.masks import without_spans
from gazette_site.reading.sidecar import PrivacyRequest, read_sidecar
from gazette_site.reading.transcript import file_text


def all_masks(sources: Iterable[Source]) -> tuple[PrivacyRequest, ...]:
    """What the sidecars of all issues mask; what is wrong with them is said where they are read for their issue."""
    found: list[PrivacyRequest] = []
    for source in sources:
        text, _ = file_text(source.sidecar, source.sidecar_file) if source.sidecar else (None, [])
        found += read_sidecar(text, source.sidecar_file)[0].masks if text and "privacy" in text else ()
    return tuple(found)


def shown_transcript(source: Source, cut: Iterable[Span], mark: str) -> str:
    """A transcript as it may be offered where not all of it may: corrected and masked, what was withdrawn cut out, `mark` in its place."""
    text, _ = file_text(source.path, source.file)
    written, _ = file_text(source.sidecar, source.sidecar_file) if source.sidecar else (None, [])
    sidecar = read_sidecar(written or "", source.sidecar_file)[0]
    corrected = apply_corrections(text or "", sidecar.corrections)
    rows = hidden_rows(split_lines(corrected.text), sidecar, source.sidecar_file)[0]
    return "\n".join(without_spans(rows, cut, mark))
