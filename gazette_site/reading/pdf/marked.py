"""What marked content tells of the glyphs in it (ISO 32000-1, 14.6): layers, artifacts (14.8.2.2), replacement text (14.9.4).

What a producer marks is a witness, no judge: a running head is one only at the edge of its page, and replacement text only names glyphs that stand
for no character. Where it says something else than what is printed, print counts, and that is told.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text

from gazette_site.late import late
from gazette_site.reading.pdf.glyphs import fold_glyph, is_unmapped

EDGE, WATERMARK = "edge", "watermark"
"""What an artifact is marked as: a running head or foot, a watermark."""
_ARTIFACTS = {"Header": EDGE, "Footer": EDGE, "Watermark": WATERMARK}
_LONGEST = 2000
"""Characters of replacement text that are looked at."""
_TOLD = late(r"[^0-9\u3400-\u9fff]")
"""What may differ without being told: hyphens, ligatures, bullets, blanks. Radicals are folded before, as in print."""


class Mark(NamedTuple):
    """An open sequence of marked content."""

    off: bool = False
    """Whether it is on a layer that is switched off."""
    artifact: str = ""
    actual: str | None = None
    start: int = 0
    """Index of its first glyph."""


def mark_of(tag: object, properties: object, *, off: bool, start: int) -> Mark:
    """The mark that a tag with its properties makes."""
    settings = properties if isinstance(properties, dict) else {}
    actual = resolve1(settings.get("ActualText"))
    return Mark(
        off,
        _artifact(settings) if isinstance(tag, PSLiteral) and tag.name == "Artifact" else "",
        decode_text(actual)[:_LONGEST] if isinstance(actual, bytes) else None,
        start,
    )


def _artifact(settings: Mapping[str, Any]) -> str:
    kind, subtype = resolve1(settings.get("Type")), resolve1(settings.get("Subtype"))
    if not isinstance(kind, PSLiteral) or kind.name != "Pagination":
        return ""
    return _ARTIFACTS.get(str(subtype.name), "") if isinstance(subtype, PSLiteral) else EDGE


def named(printed: Sequence[str], actual: str) -> list[str] | None:
    """What glyphs stand for by their replacement text, as many as there are; None if all of them stand for characters, or it does not fit.

    printed = named glyph*, glyph without a character+, named glyph*
    """
    strange = [k for k, text in enumerate(printed) if is_unmapped(text)]
    if not strange:
        return None
    first, last = strange[0], strange[-1] + 1
    before, after = "".join(printed[:first]), "".join(printed[last:])
    middle = actual[len(before) : len(actual) - len(after)]
    count = last - first
    if before + middle + after != actual or len(middle) < count or any(map(is_unmapped, middle)):
        return None
    return [*printed[:first], *middle[: count - 1], middle[count - 1 :], *printed[last:]]


def differs(printed: str, actual: str) -> bool:
    """Whether replacement text has other Chinese characters or figures than what is printed."""
    return _plain(printed) != _plain(actual)


def _plain(text: str) -> str:
    return _TOLD.sub("", unicodedata.normalize("NFKC", "".join(fold_glyph(char, {}) for char in text)))
